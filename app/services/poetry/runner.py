"""One procedure of verse on its way: it asks the engine for text, or for likelihoods."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThreadPool

from app.protocol import Choice, ErrorCode, Finished, Scored, Template, UserError
from app.services.engine import Engine
from app.services.jobs import Job
from app.services.procedure import Procedure
from app.tabs.poetry.task.composing.placing import Impossible
from app.tabs.poetry.task.composing.steps import Ask, Draft
from app.tabs.poetry.task.english.asking import ScoreAsk
from app.tabs.poetry.task.english.lines import Impossible as NoVerse

T = TypeVar("T")
CODES = {
    "heads": ErrorCode.VERSE_HEADS,
    "kept": ErrorCode.VERSE_KEPT,
    "opening": ErrorCode.VERSE_OPENING,
    "rhyme": ErrorCode.VERSE_RHYME,
    "word": ErrorCode.VERSE_WORD,
}


class VerseRun(Procedure[Any, Any, T]):
    """Drives what asks by `Ask` or `ScoreAsk`. What wishes make impossible ends it with a code."""

    def __init__(
        self,
        engine: Engine,
        pool: QThreadPool,
        steps: Generator[Any, Any, T],
        template: Template = "model",
        parent: QObject | None = None,
    ) -> None:
        self._template: Template = template
        super().__init__(engine, pool, told(steps), parent)

    def _pose(self, ask: Ask | ScoreAsk) -> Job:
        return pose(self._engine, ask, self._template)

    def _draft(self, text: str, choices: Sequence[Choice], result: object) -> object:
        return answer(text, choices, result)


def pose(engine: Engine, ask: Ask | ScoreAsk, template: Template) -> Job:
    """Ask the engine."""
    if isinstance(ask, ScoreAsk):
        return engine.score(ask.prompt, ask.continuations, depth=ask.depth)
    return engine.generate(
        ask.turns,
        ask.sampling,
        thinking=False,
        template=template,
        resume=ask.resume,
        constraint=ask.constraint,
        alternatives=1,
    )


def answer(text: str, choices: Sequence[Choice], result: object) -> object:
    """Return what a procedure is sent: a Draft, or the log-probabilities of a ScoreAsk."""
    if isinstance(result, Scored):
        return result.logprobs
    assert isinstance(result, Finished)
    return Draft(text, tuple(choice.logprob for choice in choices))


def told(steps: Generator[Any, Any, T]) -> Generator[Any, Any, T]:
    """Go the steps; raises UserError for what no poem can be."""
    try:
        return (yield from steps)
    except Impossible as error:
        code = CODES[error.wish]
        raise UserError(code, text=error.text, limit=error.limit) from error
    except NoVerse as error:
        raise UserError(ErrorCode.VERSE_IMPOSSIBLE) from error
