"""Poems without a window, for the command line and benchmarks."""

from __future__ import annotations

import random
from collections.abc import Callable, Generator, Mapping
from types import TracebackType
from typing import Any, TypeVar

from msgspec import structs

from app.protocol import Choice, Delta, Finished, Usage
from app.services.headless import Headless
from app.services.poetry.candidates import SEEDS, candidate
from app.services.poetry.runner import answer, pose, told
from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.composing.steps import Ask
from app.tabs.poetry.task.english.asking import Ranker, ScoreAsk
from app.tabs.poetry.task.ranking import Candidate, ranked

T = TypeVar("T")
CONTEXT = 4096


class Session:
    """A loaded model for the length of a `with` block; raises UserError.

    `usages` tell what each answer has cost.
    """

    def __init__(
        self, wanted: str | None, temperature: float | None = None, threads: int = 0
    ) -> None:
        self._headless = Headless(wanted, context=CONTEXT, threads=threads)
        self._temperature = temperature
        self._ranker = Ranker()
        self.usages: list[Usage] = []

    @property
    def model(self) -> str:
        """Return the id of the model."""
        return self._headless.model.id

    def __enter__(self) -> Session:
        self._headless.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._headless.__exit__(kind, error, trace)

    def compose(
        self,
        brief: Brief,
        count: int = 1,
        seed: int | None = None,
        made: Callable[[Candidate], None] | None = None,
    ) -> list[Candidate]:
        """Make candidates and return them, the best first; `made` is told of each."""
        seed = random.randrange(SEEDS) if seed is None else seed
        found: list[Candidate] = []
        kept: Mapping[int, str] = {}
        for number in range(count):
            others = [each.poem.lines for each in found]
            steps = candidate(brief, (seed + number) % SEEDS, kept, others, self._ranker)
            found.append(self.run(steps))
            if made:
                made(found[-1])
        return ranked(found)

    def run(self, steps: Generator[Any, Any, T]) -> T:
        """Go the steps, asking the engine."""
        steps = told(steps)
        try:
            ask = next(steps)
            while True:
                ask = steps.send(self.ask(ask))
        except StopIteration as end:
            result: T = end.value
            return result

    def ask(self, ask: Ask | ScoreAsk) -> Any:
        """Return what the engine answers."""
        if isinstance(ask, Ask) and self._temperature is not None:
            sampling = structs.replace(ask.sampling, temperature=self._temperature)
            ask = Ask(ask.turns, sampling, ask.constraint, ask.resume)
        job = pose(self._headless.engine, ask, "model")
        text: list[str] = []
        choices: list[Choice] = []

        def on_event(event: object) -> None:
            if isinstance(event, Delta):
                text.append(event.text)
                choices.extend(event.choices)

        job.progressed.connect(on_event)
        result = self._headless.wait(job)
        if isinstance(result, Finished):
            self.usages.append(result.usage)
        return answer("".join(text), choices, result)
