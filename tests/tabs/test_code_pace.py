"""How soon and how much to ask, from what was measured."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.protocol import Usage
from app.tabs.code.task.pace import (
    LEAST_TOKENS,
    LONGEST_DELAY,
    MOST_TOKENS,
    SHORTEST_DELAY,
    Pace,
)


def used(evaluated: int, seconds: float, prompt: int = 1_000) -> Usage:
    return Usage(prompt_tokens=prompt, evaluated_tokens=evaluated, first_token_seconds=seconds)


def test_who_types_slowly_is_waited_for_longer() -> None:
    quick, slow = Pace(latency=2.0), Pace(latency=2.0)
    for key in range(30):
        quick.typed(key * 0.1)
        slow.typed(key * 0.25)
    assert quick.delay() == pytest.approx(0.15, abs=0.01)
    assert slow.delay() == pytest.approx(0.375, abs=0.01)


def test_a_fast_engine_is_asked_sooner() -> None:
    pace = Pace()
    for _ in range(30):
        pace.answered(0.05)
    assert pace.delay() == pytest.approx(0.05, abs=0.01)


def test_a_pause_is_no_rhythm() -> None:
    pace = Pace()
    interval = pace.interval
    pace.typed(1.0)
    pace.typed(30.0)
    assert pace.interval == interval
    pace.paused()
    pace.typed(30.5)
    assert pace.interval == interval
    pace.typed(30.6)
    assert pace.interval < interval


@given(st.lists(st.floats(0, 100)), st.lists(st.floats(0, 100)))
def test_the_wait_has_limits(keys: list[float], answers: list[float]) -> None:
    pace = Pace()
    for key in keys:
        pace.typed(key)
    for answer in answers:
        pace.answered(answer)
    assert SHORTEST_DELAY <= pace.delay() <= LONGEST_DELAY


def test_the_prompt_shrinks_on_a_slow_machine_and_grows_on_a_fast_one() -> None:
    slow, fast, middling = Pace(), Pace(), Pace()
    for _ in range(30):
        slow.measured(used(100, 5.0), 3_000)
        middling.measured(used(200, 1.0), 3_000)
        fast.measured(used(1_000, 0.1), 3_000)
    assert slow.tokens(8_192) == LEAST_TOKENS
    assert middling.tokens(8_192) == pytest.approx(600, abs=2)
    assert fast.tokens(8_192) == MOST_TOKENS
    assert fast.tokens(1_024) == 512
    assert slow.characters(8_192) == (int(LEAST_TOKENS * slow.density), 0)


def test_a_few_tokens_say_nothing_of_the_speed() -> None:
    pace = Pace()
    speed = pace.speed
    pace.measured(used(3, 0.2), 3_000)
    pace.measured(used(500, 0.0), 3_000)
    assert pace.speed == speed


def test_the_density_of_a_text_is_learned() -> None:
    pace = Pace()
    for _ in range(30):
        pace.measured(used(0, 0.0, prompt=1_000), 4_500)
    assert pace.density == pytest.approx(4.5, abs=0.01)
    own, chunks = pace.characters(8_192)
    assert own + chunks == int(pace.tokens(8_192) * pace.density)
    assert chunks == pytest.approx((own + chunks) / 3, abs=1)
    pace.measured(used(0, 0.0, prompt=10), 3_000)
    assert pace.density == pytest.approx(4.5, abs=0.01)
