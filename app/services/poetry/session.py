"""Poems without a window, for the command line and benchmarks."""

from __future__ import annotations

import random
from collections.abc import Generator
from types import TracebackType
from typing import Any, TypeVar

from msgspec import structs

from app.protocol import Choice, Delta, Finished, Usage
from app.services.headless import Headless
from app.services.poetry.candidates import SEEDS, candidate, nth_seed
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
        self.seed = 0  # of the first poem

    @property
    def usage(self) -> Usage:
        """Return what all answers have cost together."""
        tokens = sum(usage.generated_tokens for usage in self.usages)
        seconds = sum(
            usage.generated_tokens / usage.tokens_per_second
            for usage in self.usages
            if usage.tokens_per_second
        )
        return Usage(
            prompt_tokens=sum(usage.prompt_tokens for usage in self.usages),
            reused_tokens=sum(usage.reused_tokens for usage in self.usages),
            evaluated_tokens=sum(usage.evaluated_tokens for usage in self.usages),
            generated_tokens=tokens,
            first_token_seconds=self.usages[0].first_token_seconds if self.usages else 0.0,
            tokens_per_second=tokens / seconds if seconds else 0.0,
        )

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

    def compose(self, brief: Brief, count: int = 1, seed: int | None = None) -> list[Candidate]:
        """Make candidates and return them, the best first."""
        self.seed = random.randrange(SEEDS) if seed is None else seed
        found: list[Candidate] = []
        for number in range(count):
            others = [each.poem.lines for each in found]
            steps = candidate(brief, nth_seed(self.seed, number), {}, others, self._ranker)
            found.append(self.run(steps))
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
