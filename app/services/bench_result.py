"""From what `inkstone bench` measured to one flat JSON object."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.services.bench_talk import Talk, p99, ratio
from app.services.bench_urgency import Waits

ENGINE, BARE, PEER = "engine", "bare", "peer"
PREFIXES = {ENGINE: "", BARE: "bare_", PEER: "peer_"}


@dataclass(frozen=True)
class Speed:
    """Tokens a second."""

    prompt: float
    decode: float


@dataclass
class Figures:
    """What was measured: rounds of each subject by its name, bytes of memory, seconds.

    `memory` is a process's peak after its first conversation.
    """

    speeds: dict[str, list[Speed]] = field(default_factory=dict)
    talks: dict[str, list[Talk]] = field(default_factory=dict)
    memory: dict[str, int] = field(default_factory=dict)
    waits: Waits = field(default_factory=Waits)
    stops_generating: list[float] = field(default_factory=list)
    stops_reading: list[float] = field(default_factory=list)


def summary(about: Mapping[str, Any], figures: Figures) -> dict[str, Any]:
    """Return medians over the rounds; a ratio is the median of the rounds' own ratios."""
    weights = about["model_bytes"]
    result = {**about, "rounds": len(figures.talks[ENGINE]), **_speeds(figures.speeds)}
    for name, talks in figures.talks.items():
        result |= _prefixed(name, _talks(talks) | _memory(figures.memory[name], talks, weights))
    if PEER in figures.talks:
        result |= _talks_beside(figures.talks[ENGINE], figures.talks[PEER])
    return result | _waits(figures.waits) | _stops(figures)


def _speeds(speeds: Mapping[str, Sequence[Speed]]) -> dict[str, Any]:
    result: dict[str, Any] = {"speed_rounds": len(speeds[ENGINE])}
    for name, rounds in speeds.items():
        figures = {
            "decode_tokens_per_second": round(_median(r.decode for r in rounds), 2),
            "prompt_tokens_per_second": round(_median(r.prompt for r in rounds), 1),
        }
        result |= _prefixed(name, figures)
    for name, suffix in ((BARE, "ratio"), (PEER, "vs_peer")):
        if name in speeds:
            pairs = list(zip(speeds[ENGINE], speeds[name], strict=True))
            result |= {
                f"decode_{suffix}": round(ratio((o.decode, t.decode) for o, t in pairs), 3),
                f"prompt_{suffix}": round(ratio((o.prompt, t.prompt) for o, t in pairs), 3),
            }
    return result


def _talks(talks: Sequence[Talk]) -> dict[str, Any]:
    """Return seconds to the first token, and their ratios to a cold one of the same round."""
    cold = [value for t in talks for value in t.cold]
    following = [value for t in talks for value in t.following]
    switched = [value for t in talks for value in t.switched]
    return {
        "conversation_tokens": talks[0].tokens,
        "first_token_cold_seconds": round(statistics.median(cold), 4),
        "first_token_next_turn_seconds": round(statistics.median(following), 4),
        "first_token_switched_seconds": round(statistics.median(switched), 4),
        "first_token_restarted_seconds": round(_median(t.restarted for t in talks), 4),
        "restart_ready_seconds": round(_median(t.ready for t in talks), 3),
        "restarted_evaluated_tokens": max(t.restarted_evaluated for t in talks),
        "next_turn_ratio": round(ratio(zip(following, cold, strict=True)), 4),
        "switch_ratio": round(ratio(zip(switched, cold, strict=True)), 4),
        "restart_ratio": round(ratio((t.restarted, _median(t.cold)) for t in talks), 4),
    }


def _talks_beside(ours: Sequence[Talk], theirs: Sequence[Talk]) -> dict[str, Any]:
    """Return our times to the first token as parts of another's in the same round."""
    pairs = list(zip(ours, theirs, strict=True))
    found = {
        "cold": ratio((_median(o.cold), _median(t.cold)) for o, t in pairs),
        "next_turn": ratio((_median(o.following), _median(t.following)) for o, t in pairs),
        "switched": ratio((_median(o.switched), _median(t.switched)) for o, t in pairs),
        "restarted": ratio((o.restarted, t.restarted) for o, t in pairs),
    }
    return {f"first_token_{name}_vs_peer": round(value, 4) for name, value in found.items()}


def _memory(peak: int, talks: Sequence[Talk], weights: int) -> dict[str, Any]:
    """Return peaks without the model file's bytes: one conversation, and several kept."""
    return {
        "memory_beyond_weights_bytes": peak - weights,
        "memory_beyond_weights_kept_bytes": max(t.peak for t in talks) - weights,
    }


def _waits(waits: Waits) -> dict[str, Any]:
    """Return how long a completion took; what it waited is over the one alone just before."""
    streaming = [d - a for a, d in zip(waits.alone, waits.streaming, strict=True)]
    reading = [d - a for a, d in zip(waits.alone, waits.reading, strict=True)]
    return {
        "completion_samples": len(waits.alone),
        "completion_alone_ms": _ms(_median(waits.alone)),
        "completion_during_chat_ms": _ms(_median(waits.streaming)),
        "completion_wait_ms": _ms(_median(streaming)),
        "completion_during_prompt_ms": _ms(_median(waits.reading)),
        "completion_prompt_wait_ms": _ms(_median(reading)),
        "chat_pause_ms": _ms(_median(waits.pauses)),
    }


def _stops(figures: Figures) -> dict[str, Any]:
    generating, reading = figures.stops_generating, figures.stops_reading
    return {
        "stop_samples": len(generating) + len(reading),
        "stop_p50_ms": _ms(_median([*generating, *reading])),
        "stop_p99_ms": _ms(p99([*generating, *reading])),
        "stop_generating_p50_ms": _ms(_median(generating)),
        "stop_generating_p99_ms": _ms(p99(generating)),
        "stop_prompt_p50_ms": _ms(_median(reading)),
        "stop_prompt_p99_ms": _ms(p99(reading)),
        "stop_generating_ms": [_ms(value) for value in sorted(generating)],
        "stop_prompt_ms": [_ms(value) for value in sorted(reading)],
    }


def _prefixed(name: str, figures: Mapping[str, Any]) -> dict[str, Any]:
    return {PREFIXES[name] + key: value for key, value in figures.items()}


def _median(values: Iterable[float]) -> float:
    return statistics.median(values)


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 1)
