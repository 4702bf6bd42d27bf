"""The app's own engine as `inkstone bench` meets it: through its real process and protocol."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence
from types import TracebackType

from app.protocol import Counted, Delta, Finished, Sampling, Tokenized, Turn
from app.services.bench_talk import Answer
from app.services.headless import Headless, wait
from app.services.jobs import Job


class EngineSubject:
    """An engine process with a model and a folder for its saved states."""

    def __init__(
        self,
        wanted: str | None,
        *,
        context: int,
        threads: int,
        states: str,
        state_memory: int,
    ) -> None:
        self._wanted = wanted
        self._context = context
        self._threads = threads
        self._states = states
        self._state_memory = state_memory
        self._running = contextlib.ExitStack()
        self.session = self._headless()

    def __enter__(self) -> EngineSubject:
        self._running.enter_context(self.session)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._running.close()

    @property
    def pid(self) -> int:
        return self.session.engine.pid

    def restart(self) -> float:
        """End the process and start another; return the seconds until its model is loaded."""
        self._running.close()
        self.session = self._headless()
        started = time.perf_counter()
        self._running.enter_context(self.session)
        return time.perf_counter() - started

    def reply(self, turns: Sequence[Turn], sampling: Sampling) -> Answer:
        """Reply with the times of this side of the protocol; raises UserError."""
        started = time.perf_counter()
        return Listener(self.session.engine.generate(turns, sampling), started).answer()

    def count(self, turns: Sequence[Turn]) -> int:
        """Return the tokens of a prompt."""
        counted = self.session.wait(self.session.engine.count(turns))
        assert isinstance(counted, Counted)
        return counted.tokens

    def tokens_of(self, text: str) -> list[int]:
        tokenized = self.session.wait(self.session.engine.tokenize(text))
        assert isinstance(tokenized, Tokenized)
        return list(tokenized.tokens)

    def _headless(self) -> Headless:
        return Headless(
            self._wanted,
            context=self._context,
            threads=self._threads,
            states=self._states,
            state_memory=self._state_memory,
        )


class Listener:
    """Notes when the pieces of a reply arrive."""

    def __init__(self, job: Job, started: float) -> None:
        self.job = job
        self.times: list[float] = []  # of the pieces, by the performance counter
        self._started = started
        self._pieces: list[str] = []
        job.progressed.connect(self._on_event)

    def _on_event(self, event: object) -> None:
        if isinstance(event, Delta):
            self.times.append(time.perf_counter())
            self._pieces.append(event.text)

    def answer(self) -> Answer:
        """Wait for the end."""
        finished = wait(self.job)
        assert isinstance(finished, Finished)
        ended = time.perf_counter()
        times = self.times or [ended]
        usage = finished.usage
        return Answer(
            "".join(self._pieces),
            usage.prompt_tokens,
            usage.evaluated_tokens,
            usage.generated_tokens,
            times[0] - self._started,
            times[-1] - self._started,
        )
