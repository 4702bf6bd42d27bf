"""`inkstone bench`: the app's engine through its real process, beside what it is compared with.

A bare loop of the same library and, where one is given, a llama-server do the same work in the
same run and in turns, so that ratios hold on a noisy machine. docs/performance.md tells more.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app import paths
from app.protocol import ErrorCode, Sampling, UserError
from app.services.bench_engine import EngineSubject
from app.services.bench_memory import peak_bytes
from app.services.bench_peer import Peer
from app.services.bench_result import BARE, ENGINE, PEER, Figures, Speed, summary
from app.services.bench_talk import SHORT, Subject, settle, talk
from app.services.bench_text import story, text, words_for
from app.services.bench_urgency import Urgency
from app.services.engine import environment

CONTEXT = 8192
STATE_MEMORY = 512 << 20  # as the settings have it
PROMPT_TOKENS = 512
REPLY_TOKENS = 128
COMPLETION_TOKENS = 100
INTERRUPTED_TOKENS = 4000  # of a prompt that something urgent interrupts
ROOM = 512  # tokens of the context that stay free for replies and further turns
LONG = Sampling(temperature=1.0, seed=1, max_tokens=REPLY_TOKENS)
SPEEDS, TALKS = 100, 1000  # where the numbers of their stories begin

Say = Callable[[str], None]


@dataclass(frozen=True)
class Plan:
    """How much is measured. `tokens` of a conversation; 0 `threads` for the engine's own choice."""

    tokens: int = 1024
    rounds: int = 3
    speeds: int = 5  # rounds of speeds
    waits: int = 9
    stops: int = 50  # of each kind
    threads: int = 0


STANDARD = Plan()


def run(
    wanted: str | None, say: Say, plan: Plan = STANDARD, program: Path | None = None
) -> dict[str, Any]:
    """Measure; tokens a second, seconds, milliseconds, bytes and ratios. Raises UserError.

    `program` is the llama-server to measure beside our engine.
    """
    with contextlib.ExitStack() as stack:
        states = stack.enter_context(tempfile.TemporaryDirectory())
        engine = stack.enter_context(
            EngineSubject(
                wanted,
                context=CONTEXT,
                threads=plan.threads,
                states=states,
                state_memory=STATE_MEMORY,
            )
        )
        bench = Bench(engine, plan, say)
        if program:
            say("starting llama-server")
            peer = Peer(program, bench.path, context=bench.context, threads=bench.threads)
            bench.subjects[PEER] = stack.enter_context(peer)
        bench.measure()
        return summary(bench.about(), bench.figures)


class Bench:
    """One run over the engine and the subjects beside it."""

    def __init__(self, engine: EngineSubject, plan: Plan, say: Say) -> None:
        model = engine.session.engine.model
        assert model
        self.subjects: dict[str, Subject] = {ENGINE: engine}
        self.figures = Figures()
        self.path = engine.session.model.path
        self.context = model.context
        self._engine, self._model, self._plan, self._say = engine, model, plan, say
        if not ROOM // 4 <= plan.tokens <= self.context - ROOM:
            reason = f"--tokens must be from {ROOM // 4} to {self.context - ROOM} for this model"
            raise UserError(ErrorCode.BAD_USE, reason=reason)
        self._bare_command = [*paths.child_command("bench"), str(self.path)]
        self._prompt = engine.tokens_of(text(PROMPT_TOKENS))[:PROMPT_TOKENS]
        self._words = words_for(PROMPT_TOKENS, engine.count)
        self._talk_words = words_for(plan.tokens, engine.count)
        self.threads = int(self._bare(self._prompt[:1], generate=1)["threads"])

    def about(self) -> dict[str, Any]:
        """Return what was measured with what."""
        return {
            "model": self._engine.session.model.id,
            "model_bytes": self._engine.session.model.size_bytes,
            "threads": self.threads,
            "context": self.context,
            "engine_memory_bytes": self._model.memory_bytes,
        }

    def measure(self) -> None:
        """Measure everything, one kind after the other, the subjects in turns."""
        for name, subject in self.subjects.items():
            self._say(f"{name}: warming up")
            subject.reply(story(0, self._talk_words), SHORT)
            self.figures.memory[name] = peak_bytes(subject.pid)
            read = subject.reply(story(1, self._words), LONG).evaluated_tokens
            if name == ENGINE:  # the bare loop evaluates as many tokens as the engine does
                self._prompt = self._prompt[:read]
        self._measure_speeds()
        self._measure_talks()
        self._measure_urgency()

    def _measure_speeds(self) -> None:
        for number in range(self._plan.speeds):
            for name in in_turns([BARE, *self.subjects], number):
                self._say(f"speeds, round {number + 1} of {self._plan.speeds}: {name}")
                if name == BARE:
                    speeds = self._bare(self._prompt, REPLY_TOKENS)
                    speed = Speed(speeds["prompt"], speeds["decode"])
                else:
                    answer = self.subjects[name].reply(story(SPEEDS + number, self._words), LONG)
                    speed = Speed(answer.prompt_speed, answer.decode_speed)
                self.figures.speeds.setdefault(name, []).append(speed)
                if name == ENGINE:
                    settle(self._engine.pid)

    def _measure_talks(self) -> None:
        for number in range(self._plan.rounds):
            for name in in_turns([*self.subjects], number):
                self._say(f"conversations, round {number + 1} of {self._plan.rounds}: {name}")
                found = talk(self.subjects[name], TALKS + 10 * number, self._talk_words)
                self.figures.talks.setdefault(name, []).append(found)
                settle(self._engine.pid)

    def _measure_urgency(self) -> None:
        plan, figures = self._plan, self.figures
        long = min(INTERRUPTED_TOKENS, self.context - ROOM)
        urgency = Urgency(
            self._engine,
            long=words_for(long, self._engine.count),
            talk=self._talk_words,
            short=words_for(COMPLETION_TOKENS, self._engine.count),
            prompt_speed=max(speed.prompt for speed in figures.speeds[ENGINE]),
        )
        self._say("completions while a chat is on its way")
        figures.waits = urgency.waits(plan.waits)
        self._say("stopping")
        figures.stops_generating = [urgency.stop_generating() for _ in range(plan.stops)]
        figures.stops_reading = [urgency.stop_reading() for _ in range(plan.stops)]

    def _bare(self, tokens: Sequence[int], generate: int) -> Mapping[str, float]:
        task = {
            "tokens": list(tokens),
            "generate": generate,
            "threads": self._plan.threads,
            "context": self.context,
        }
        result: dict[str, float] = json.loads(
            subprocess.run(
                self._bare_command,
                input=json.dumps(task).encode(),
                env=environment(),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                check=True,
            ).stdout
        )
        return result


def in_turns(names: Iterable[str], number: int) -> list[str]:
    """Return the names in another order each round; what comes first gains or loses by it."""
    ordered = list(names)
    first = number % len(ordered)
    return ordered[first:] + ordered[:first]
