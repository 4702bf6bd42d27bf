"""What `inkstone bench` asks of every subject alike, and how figures become one figure."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import psutil

from app.protocol import Sampling, Turn
from app.services.bench_memory import peak_bytes
from app.services.bench_text import story

# Greedy text of a small model may end early; this sampling goes on.
SHORT = Sampling(temperature=1.0, seed=1, max_tokens=16)
CONVERSATIONS = 3
ENOUGH = 100  # samples from which a 99th percentile means something
QUIET_SECONDS = 1.5
QUIET_CPU_SECONDS = 0.03
SETTLE_SECONDS = 60.0


@dataclass(frozen=True)
class Answer:
    """One reply as its reader saw it: tokens, and seconds since it was asked for."""

    text: str
    prompt_tokens: int
    evaluated_tokens: int
    generated_tokens: int
    first_token_seconds: float
    last_token_seconds: float

    @property
    def prompt_speed(self) -> float:
        """Return the prompt tokens a second until the first token was there."""
        return self.evaluated_tokens / max(1e-9, self.first_token_seconds)

    @property
    def decode_speed(self) -> float:
        """Return the tokens a second after the first."""
        seconds = self.last_token_seconds - self.first_token_seconds
        return (self.generated_tokens - 1) / max(1e-9, seconds)


class Subject(Protocol):
    """Something that replies to turns: our engine, or a server beside it."""

    @property
    def pid(self) -> int: ...

    def restart(self) -> float:
        """End the process and start another; return the seconds until that is ready."""
        ...

    def reply(self, turns: Sequence[Turn], sampling: Sampling) -> Answer:
        """Reply from what is there; raises UserError."""
        ...


@dataclass(frozen=True)
class Talk:
    """Seconds to the first token in several conversations of `tokens` tokens each."""

    tokens: int
    cold: list[float]
    following: list[float]  # the next turn, at once
    switched: list[float]  # the turn after that, the other conversations in between
    restarted: float  # one more turn of the first, in a new process
    restarted_evaluated: int
    ready: float  # seconds that the new process took to load the model
    peak: int  # bytes that the process before it had in memory at most


def talk(subject: Subject, number: int, words: int) -> Talk:
    """Hold several conversations, each begun cold, go on with each, restart and go on."""
    cold, following, switched = [], [], []
    talks: list[list[Turn]] = []
    tokens = 0
    for conversation in range(CONVERSATIONS):
        turns = story(number + conversation, words)
        first = subject.reply(turns, SHORT)
        turns = [*turns, Turn("assistant", first.text), Turn("user", "And then?")]
        second = subject.reply(turns, SHORT)
        talks.append([*turns, Turn("assistant", second.text), Turn("user", "Why was that?")])
        tokens = first.prompt_tokens
        cold.append(first.first_token_seconds)
        following.append(second.first_token_seconds)
    for turns in talks:
        third = subject.reply(turns, SHORT)
        turns += [Turn("assistant", third.text), Turn("user", "Who saw it?")]
        switched.append(third.first_token_seconds)
    settle(subject.pid)
    peak = peak_bytes(subject.pid)
    ready = subject.restart()
    last = subject.reply(talks[0], SHORT)
    return Talk(
        tokens=tokens,
        cold=cold,
        following=following,
        switched=switched,
        restarted=last.first_token_seconds,
        restarted_evaluated=last.evaluated_tokens,
        ready=ready,
        peak=peak,
    )


def settle(pid: int) -> None:
    """Wait until a process rests: ours puts states on the disk once nobody asks for anything."""
    process = psutil.Process(pid)
    end = time.monotonic() + SETTLE_SECONDS
    while time.monotonic() < end:
        before = sum(process.cpu_times()[:2])
        time.sleep(QUIET_SECONDS)
        if sum(process.cpu_times()[:2]) - before < QUIET_CPU_SECONDS:
            return


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` of the values do not exceed, between the two nearest."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def p99(values: Sequence[float]) -> float:
    """Return the 99th percentile, or the worst where there are too few values for one."""
    return quantile(values, 0.99) if len(values) >= ENOUGH else max(values)


def ratio(pairs: Iterable[tuple[float, float]]) -> float:
    """Return the median of what the first of each pair is to the second."""
    return statistics.median(one / max(1e-9, other) for one, other in pairs)
