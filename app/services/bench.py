"""`inkstone bench`: the app's engine through its real process, against a bare loop of the library.

Both run side by side in one call, so that their ratio holds on a noisy machine.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer

from app import paths
from app.protocol import Delta, Finished, Prompting, Sampling, Turn
from app.services.engine import environment
from app.services.headless import Headless, HeadlessReply
from app.services.jobs import Job

ROUNDS = 3
TOKENS = 128
CONTEXT = 8192
STOPS = 12
WORDS = "the quiet river carried a small paper boat past the old stone bridge and on to the sea "
# Greedy text of a small model may end early; this sampling goes on.
LONG = Sampling(temperature=1.0, seed=1, max_tokens=TOKENS)
SHORT = Sampling(temperature=1.0, seed=1, max_tokens=16)
CONVERSATIONS = 3
FOREVER = Sampling(temperature=1.0, seed=1, min_p=0.1)


def run(wanted: str | None, say: Callable[[str], None], tokens: int = 1024) -> dict[str, Any]:
    """Measure; tokens a second, seconds, milliseconds, and ratios. Raises UserError.

    `tokens` is the length of the conversations that are switched and found after a restart.
    """
    rounds: list[dict[str, float]] = []
    with Headless(wanted, context=CONTEXT) as session:
        bare_command = [*paths.child_command("bench"), str(session.model.path)]
        for number in range(ROUNDS):
            say(f"round {number + 1} of {ROUNDS}: the bare loop, then the engine")
            bare = _bare(bare_command)
            rounds.append(_speeds(session, number) | {f"bare_{k}": v for k, v in bare.items()})
        say("the next turn")
        turns = _turns(number=99, tokens=1000)
        cold = session.generate(turns, LONG)
        following = [*turns, Turn("assistant", cold.text), Turn("user", "And then?")]
        warm = session.generate(following, LONG)
        say("stopping")
        while_generating = [_stop_generating(session) for _ in range(STOPS)]
        while_reading = [_stop_reading(session, number) for number in range(STOPS)]
        model = session.engine.model
    lasting = _lasting(wanted, say, tokens)
    median = {name: statistics.median(r[name] for r in rounds) for name in rounds[0]}
    return {
        "model": session.model.id,
        "decode_tokens_per_second": round(median["decode"], 2),
        "bare_decode_tokens_per_second": round(median["bare_decode"], 2),
        "decode_ratio": round(_ratio(rounds, "decode"), 3),
        "prompt_tokens_per_second": round(median["prompt"], 1),
        "bare_prompt_tokens_per_second": round(median["bare_prompt"], 1),
        "prompt_ratio": round(_ratio(rounds, "prompt"), 3),
        "first_token_cold_seconds": round(cold.finished.usage.first_token_seconds, 4),
        "first_token_next_turn_seconds": round(warm.finished.usage.first_token_seconds, 4),
        "next_turn_ratio": round(
            warm.finished.usage.first_token_seconds / cold.finished.usage.first_token_seconds, 4
        ),
        "stop_generating_ms": [round(value, 1) for value in sorted(while_generating)],
        "stop_prompt_ms": [round(value, 1) for value in sorted(while_reading)],
        "stop_p99_ms": round(max(while_generating + while_reading), 1),
        "engine_memory_bytes": model.memory_bytes if model else 0,
        **lasting,
    }


def _lasting(wanted: str | None, say: Callable[[str], None], tokens: int) -> dict[str, Any]:
    """Return the times to the first token: cold, after switching, after a restart."""
    with tempfile.TemporaryDirectory() as folder:
        talks: list[list[Turn]] = []
        cold, switched = [], []
        with Headless(wanted, context=CONTEXT, states=folder) as session:
            for number in range(CONVERSATIONS):
                say(f"conversation {number + 1} of {CONVERSATIONS}, {tokens} tokens")
                turns = _turns(500 + number, tokens)
                reply = session.generate(turns, SHORT)
                cold.append(reply.finished.usage.first_token_seconds)
                talks.append([*turns, Turn("assistant", reply.text), Turn("user", "And then?")])
            say("switching among them")
            for talk in talks:
                usage = session.generate(talk, SHORT).finished.usage
                switched.append(usage.first_token_seconds)
        say("after a restart")
        with Headless(wanted, context=CONTEXT, states=folder) as session:
            talk = [*talks[0][:-1], Turn("user", "Why?")]
            restarted = session.generate(talk, SHORT).finished.usage
    first = statistics.median(cold)
    return {
        "conversation_tokens": restarted.prompt_tokens,
        "first_token_conversation_cold_seconds": round(first, 4),
        "first_token_switched_seconds": round(max(switched), 4),
        "first_token_restarted_seconds": round(restarted.first_token_seconds, 4),
        "restarted_evaluated_tokens": restarted.evaluated_tokens,
        "switch_ratio": round(max(switched) / first, 4),
        "restart_ratio": round(restarted.first_token_seconds / first, 4),
    }


def _bare(command: Sequence[str]) -> dict[str, float]:
    output = subprocess.run(
        command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True
    ).stdout
    result: dict[str, float] = json.loads(output)
    return result


def _ratio(rounds: list[dict[str, float]], name: str) -> float:
    return statistics.median(r[name] / r[f"bare_{name}"] for r in rounds)


def _turns(number: int, tokens: int) -> list[Turn]:
    """Return a prompt of about `tokens` tokens that begins unlike any other."""
    words = (WORDS * (tokens // 16 + 1)).split()[: int(tokens * 0.95)]
    return [Turn("user", f"Story {number}. " + " ".join(words))]


def _speeds(session: Headless, number: int) -> dict[str, float]:
    """Return decode and prompt speeds of one reply, seen from this side of the protocol."""
    started = time.perf_counter()
    times: list[float] = []

    def note(_text: str) -> None:
        times.append(time.perf_counter())

    reply: HeadlessReply = session.generate(_turns(number, 512), LONG, note)
    usage = reply.finished.usage
    return {
        "decode": (usage.generated_tokens - 1) / (times[-1] - times[0]),
        "prompt": usage.evaluated_tokens / (times[0] - started),
    }


def _stop_generating(session: Headless) -> float:
    job = session.engine.generate(_turns(7, 32), FOREVER)
    _wait_for(job, Delta, count=8)
    return _stop(session, job)


def _stop_reading(session: Headless, number: int) -> float:
    job = session.engine.generate(_turns(1000 + number, 4000), FOREVER)
    _wait_for(job, Prompting, count=1)
    loop = QEventLoop()
    QTimer.singleShot(150 + 37 * number, loop.quit)  # at different places of a batch
    loop.exec()
    return _stop(session, job)


def _stop(session: Headless, job: Job) -> float:
    """Return the milliseconds from asking to stop until the engine has stopped."""
    started = time.perf_counter()
    session.engine.stop(job)
    result = session.wait(job)
    assert isinstance(result, Finished)
    assert result.reason == "stopped"
    return 1000 * (time.perf_counter() - started)


def _wait_for(job: Job, kind: type, count: int) -> None:
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
