"""What asks for texts, one after the other, and remembers how each was made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from msgspec import structs
from PySide6.QtCore import QObject, QThreadPool, Signal

from app.protocol import Choice, Constraint, Finished, Priority, Sampling, Usage
from app.services.engine import Engine
from app.services.jobs import Job
from app.services.procedure import Procedure
from app.tabs.write.task.ask import Ask, Draft, Steps
from app.tabs.write.task.generation import Generation, Making

T = TypeVar("T")


class Run(Procedure[Ask, Draft, T]):
    """Drives what asks for texts. `generations` are its answers, and how each was made.

    `making` tells what answers: it is asked while an answer comes. `priority` is "chat" for what
    a person waits for. No answer has more than `most_tokens`. `noted` carries each generation.
    """

    noted = Signal(object)

    def __init__(
        self,
        engine: Engine,
        pool: QThreadPool,
        steps: Steps[T],
        making: Callable[[], Making],
        *,
        priority: Priority = "chat",
        most_tokens: int | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(engine, pool, steps, parent)
        self._source = making
        self._making: Making | None = None
        self._priority: Priority = priority
        self._most_tokens = most_tokens
        self._sampling = Sampling()
        self.generations: list[Generation] = []
        self.grew.connect(self._on_grew)

    def _pose(self, ask: Ask) -> Job:
        bounds = [n for n in (ask.sampling.max_tokens, self._most_tokens) if n is not None]
        self._sampling = structs.replace(ask.sampling, max_tokens=min(bounds, default=None))
        self._making = None
        return self._engine.generate(
            ask.turns,
            self._sampling,
            thinking=False,
            template=self._source().template,
            resume=ask.resume,
            constraint=Constraint(banned=ask.banned),
            priority=self._priority,
        )

    def _draft(self, text: str, choices: Sequence[Choice], result: object) -> Draft:
        assert isinstance(result, Finished)
        return Draft(text, tuple(choices), result.reason)

    def _note(self, result: object) -> None:
        ask = self.ask
        finished = result if isinstance(result, Finished) else None
        if ask is None or not (finished or self._text):
            return
        usage = finished.usage if finished else Usage(seed=self._sampling.seed or 0)
        making = structs.replace(
            self._making or self._source(),
            sampling=structs.replace(self._sampling, seed=usage.seed),
            constraint=Constraint(banned=ask.banned),
            thinking=False,
        )
        generation = Generation(
            ask.label, making, ask.turns, self._text, resume=ask.resume, usage=usage
        )
        self.generations.append(generation)
        self.noted.emit(generation)

    def _on_grew(self) -> None:
        self._making = self._making or self._source()
