"""How soon the engine lets go: stopping, and a completion while a chat is on its way."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QTimer

from app.memory import BATCH_TOKENS
from app.protocol import Delta, Finished, Prompting, Sampling, Turn
from app.services.bench_engine import EngineSubject, Listener
from app.services.bench_text import story
from app.services.headless import wait
from app.services.jobs import Job

STREAMED = 12  # pieces of a reply after which it counts as streaming
ATTEMPTS = 20  # to interrupt what may end by itself before
GOLDEN = 0.618034  # its multiples fall evenly all over a batch
ONE = Sampling(temperature=1.0, seed=1, max_tokens=1)

Result = TypeVar("Result")


@dataclass
class Waits:
    """Seconds to the first token of a completion, alone and while a chat is on its way.

    `pauses` are the longest stops that the text of the streaming chat made meanwhile.
    """

    alone: list[float] = field(default_factory=list)
    streaming: list[float] = field(default_factory=list)
    reading: list[float] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)


class Urgency:
    """Asks for something urgent in the middle of something long.

    `long`, `talk` and `short` are the words of a prompt that is interrupted, of a chat that
    streams, and of a completion. Prompts are interrupted all over their batches, which take
    about `batch_seconds`.
    """

    def __init__(
        self, subject: EngineSubject, *, long: int, talk: int, short: int, prompt_speed: float
    ) -> None:
        self._engine = subject.session.engine
        self._long, self._short = long, short
        self._talk = story(10_000, talk)  # always the same: evaluated once
        self._batch_seconds = BATCH_TOKENS / max(1.0, prompt_speed)
        self._number = 10_000

    def stop_generating(self) -> float:
        """Return the seconds until a reply had stopped."""
        return _until_interrupted(self._stop_generating)

    def stop_reading(self) -> float:
        """Return the seconds until the evaluation of a prompt had stopped."""
        return _until_interrupted(self._stop_reading)

    def waits(self, tries: int) -> Waits:
        """Ask for completions alone, while a chat streams, and while its prompt is read."""
        found = Waits()
        for _ in range(tries):
            self._complete()  # puts away what the last try has left in the context
            found.alone.append(self._complete())
            seconds, pause = _until_interrupted(self._complete_streaming)
            found.streaming.append(seconds)
            found.pauses.append(pause)
            found.reading.append(_until_interrupted(self._complete_reading))
        return found

    def _stop_generating(self) -> float | None:
        chat = self._chat(story(self._next(), self._short))
        wait_for(chat.job, Delta, STREAMED)
        return self._stop(chat.job)

    def _stop_reading(self) -> float | None:
        chat = self._read()
        seconds = self._stop(chat.job)
        return None if chat.times else seconds

    def _complete_streaming(self) -> tuple[float, float] | None:
        chat = self._chat(self._talk)
        wait_for(chat.job, Delta, STREAMED)
        mark = len(chat.times) - 1
        seconds = self._complete()
        wait_for(chat.job, Delta, 1)
        if self._stop(chat.job) is None:
            return None
        return seconds, max(b - a for a, b in itertools.pairwise(chat.times[mark:]))

    def _complete_reading(self) -> float | None:
        chat = self._read()
        read = bool(chat.times)
        seconds = self._complete()
        stopped = self._stop(chat.job) is not None
        return seconds if stopped and not read else None

    def _complete(self) -> float:
        """Return the seconds to the only token of a completion."""
        started = time.perf_counter()
        turns = story(self._next(), self._short)
        job = self._engine.generate(turns, ONE, priority="completion")
        return Listener(job, started).answer().first_token_seconds

    def _chat(self, turns: list[Turn]) -> Listener:
        forever = Sampling(temperature=1.0, seed=self._next(), min_p=0.1)
        return Listener(self._engine.generate(turns, forever), time.perf_counter())

    def _read(self) -> Listener:
        """Begin a chat with a long prompt, and return somewhere within its first batches."""
        chat = self._chat(story(self._next(), self._long))
        wait_for(chat.job, Prompting, 1)
        share = self._number * GOLDEN % 1
        _pause(2 * share * self._batch_seconds)
        return chat

    def _stop(self, job: Job) -> float | None:
        """Return the seconds until a job had stopped, None when it had ended by itself."""
        started = time.perf_counter()
        self._engine.stop(job)
        result = wait(job)
        seconds = time.perf_counter() - started
        return seconds if isinstance(result, Finished) and result.reason == "stopped" else None

    def _next(self) -> int:
        self._number += 1
        return self._number


def _until_interrupted(attempt: Callable[[], Result | None]) -> Result:
    for _ in range(ATTEMPTS):
        result = attempt()
        if result is not None:
            return result
    raise RuntimeError("everything ended before it could be interrupted")


def wait_for(job: Job, kind: type, count: int) -> None:
    """Run the event loop until so many events of a kind have come, or the job is over."""
    if job.over:
        return
    loop = QEventLoop()
    seen = 0

    def on_event(event: object) -> None:
        nonlocal seen
        seen += isinstance(event, kind)
        if seen >= count:
            loop.quit()

    job.progressed.connect(on_event)
    job.ended.connect(loop.quit)
    loop.exec()


def _pause(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()
