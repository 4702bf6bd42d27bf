"""Several candidates for one poem, made one after the other."""

from __future__ import annotations

import random
from collections.abc import Callable, Generator, Mapping
from typing import Any, cast

from PySide6.QtCore import QObject, Signal

from app.protocol import ErrorCode, Params
from app.services.poetry.runner import VerseRun
from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.composing.steps import Ask, Made, compose
from app.tabs.poetry.task.english import theme
from app.tabs.poetry.task.english.asking import Ranker, ScoreAsk
from app.tabs.poetry.task.english.forms import FORMS, FormId
from app.tabs.poetry.task.english.versing import compose_verse
from app.tabs.poetry.task.judge import judge, lines_of
from app.tabs.poetry.task.ranking import Candidate, variety
from app.tabs.poetry.task.shapes import shape
from app.tabs.poetry.task.verse import Poem

Start = Callable[[Generator[Any, Any, Candidate]], VerseRun[Candidate]]
SEEDS = 2**31
APART = 7919  # a prime: the lines of a poem take the seeds that follow its own


class Batch(QObject):
    """Makes candidates until there are `count`.

    `grew` carries the lines of the present one so far, `made` each Candidate, `ended` comes
    exactly once; then `code` says what went wrong, if anything did.
    """

    grew = Signal(object)
    made = Signal(object)
    ended = Signal()

    def __init__(
        self,
        start: Start,
        brief: Brief,
        count: int,
        kept: Mapping[int, str],
        ranker: Ranker,
        seed: int | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._start = start
        self._ranker = ranker
        self._left = count
        self._seed = random.randrange(SEEDS) if seed is None else seed
        self._run: VerseRun[Candidate] | None = None
        self.brief, self.kept = brief, dict(kept)
        self.candidates: list[Candidate] = []
        self._heading = "" if shape(brief.form).chinese else _heading(brief)
        self.over = False
        self.code: ErrorCode | None = None
        self.params: Params = {}
        self._next()

    def stop(self) -> None:
        """Make no more."""
        if not self.over:
            self.over = True
            run, self._run = self._run, None
            if run:
                run.stop()
            self.ended.emit()

    def _next(self) -> None:
        others = [candidate.poem.lines for candidate in self.candidates]
        seed = nth_seed(self._seed, len(self.candidates))
        run = self._run = self._start(candidate(self.brief, seed, self.kept, others, self._ranker))
        run.setParent(self)
        run.grew.connect(lambda text: self._on_grew(run, text))
        run.asked.connect(self._on_asked)
        run.ended.connect(lambda: self._on_ended(run))

    def _on_grew(self, run: VerseRun[Candidate], text: str) -> None:
        """Tell the lines of a Chinese poem, the last of which may be its beginning."""
        ask = run.ask
        if isinstance(ask, Ask):
            before = ask.turns[-1].text if ask.resume else ""
            self.grew.emit(lines_of(self.brief.form, before + text))

    def _on_asked(self, ask: object) -> None:
        """Tell the lines of an English poem: they stand in the text that is gone on with."""
        if isinstance(ask, ScoreAsk) and ask.prompt.startswith(self._heading):
            self.grew.emit(tuple(ask.prompt[len(self._heading) :].splitlines()))

    def _on_ended(self, run: VerseRun[Candidate]) -> None:
        if self.over or run is not self._run:
            return
        run.deleteLater()
        if run.result is not None:
            self.candidates.append(run.result)
            self._left -= 1
            self.made.emit(run.result)
            if self._left > 0 and not self.over:
                self._next()
                return
        self.code, self.params = run.code, run.params
        if not self.over:
            self.over = True
            self._run = None
            self.ended.emit()


def nth_seed(seed: int, number: int) -> int:
    """Return the seed of a candidate by its number, from 0."""
    return (seed + number * APART) % SEEDS


def candidate(
    brief: Brief,
    seed: int,
    kept: Mapping[int, str],
    others: list[tuple[str, ...]],
    ranker: Ranker,
) -> Generator[Any, Any, Candidate]:
    """Compose a poem and judge it; `others` are the lines of the candidates before it."""
    if shape(brief.form).chinese:
        made = yield from compose(brief, seed, kept)
    else:
        made = yield from _english(brief, seed, kept, ranker)
    lines = made.poem.lines
    return Candidate(made.poem, judge(made.poem), made.logprob, variety(lines, others), seed)


def _heading(brief: Brief) -> str:
    return theme.prompt(FORMS[cast(FormId, shape(brief.form).name)], brief)


def _english(
    brief: Brief, seed: int, kept: Mapping[int, str], ranker: Ranker
) -> Generator[Any, Any, Made]:
    form = shape(brief.form)
    verse = yield from compose_verse(
        FORMS[cast(FormId, form.name)], brief, seed, locked=kept, ranker=ranker
    )
    title = brief.theme.strip()
    poem = Poem(form.name, verse.lines, title=title, theme=title, locked=tuple(sorted(kept)))
    return Made(poem, verse.logprob / max(1, sum(map(len, verse.lines))), seed)
