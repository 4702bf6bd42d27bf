"""Requests in turns, states that last: never a token evaluated twice, never another token."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.engine.model import Cancelled
from app.protocol import Sampling, Turn
from tests.engine.real import GREEDY, Desk, user

STORY = "The old ferryman knew every stone of the river and every bird on its banks. " * 12
QUESTIONS = ("What did the ferryman know?", "Tell me of the birds.", "河水从哪里来？")


@pytest.fixture
def desk(starter: Path) -> Iterator[Desk]:
    made = Desk(starter)
    yield made
    made.close()


@pytest.fixture
def alone(starter: Path) -> dict[str, str]:
    """What each question's reply is with nothing else around."""
    replies = {}
    for question in QUESTIONS:
        made = Desk(starter)
        replies[question] = made.run(user(f"{question} {STORY}"))
        made.close()
    return replies


def test_requests_in_turns_write_what_they_would_alone(desk: Desk, alone: dict[str, str]) -> None:
    waiting = [desk.start(user(f"{question} {STORY}")) for question in QUESTIONS]
    running = list(waiting)
    while running:
        for steps in list(running):
            try:
                next(steps)
            except StopIteration:
                running.remove(steps)
    assert [desk.text(number) for number in (1, 2, 3)] == [alone[q] for q in QUESTIONS]
    for number in (1, 2, 3):
        assert desk.finished(number).usage.generated_tokens > 0


def test_three_conversations_in_turn_evaluate_only_what_is_new(desk: Desk) -> None:
    turns = {q: [user(f"{q} {STORY}")] for q in QUESTIONS}
    for question in QUESTIONS:
        turns[question].append(Turn("assistant", desk.run(*turns[question])))
    for question in QUESTIONS:
        turns[question].append(user("And then?"))
        desk.run(*turns[question])
    for number in (4, 5, 6):
        usage = desk.finished(number).usage
        assert usage.reused_tokens > 200
        assert usage.evaluated_tokens < 40


def test_a_restart_costs_nothing_that_was_paid(
    starter: Path, tmp_path: Path, alone: dict[str, str]
) -> None:
    question = user(f"{QUESTIONS[0]} {STORY}")
    first = Desk(starter, tmp_path / "状态")
    reply = first.run(question)
    assert reply == alone[QUESTIONS[0]]
    follow_up = (question, Turn("assistant", reply), user("Go on."))
    wanted = first.run(*follow_up)
    first.close()
    second = Desk(starter, tmp_path / "状态")
    assert second.run(*follow_up) == wanted
    usage = second.finished(1).usage
    assert usage.evaluated_tokens <= 1
    second.close()


def test_a_damaged_state_costs_an_evaluation_and_nothing_else(
    starter: Path, tmp_path: Path, alone: dict[str, str]
) -> None:
    question = user(f"{QUESTIONS[0]} {STORY}")
    first = Desk(starter, tmp_path)
    first.run(question)
    first.close()
    for file in tmp_path.iterdir():
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 0xFF
        file.write_bytes(data)
    second = Desk(starter, tmp_path)
    assert second.run(question) == alone[QUESTIONS[0]]
    assert second.finished(1).usage.reused_tokens == 0
    second.close()


def test_a_parked_request_can_be_stopped(desk: Desk) -> None:
    parked = desk.start(user(f"{QUESTIONS[0]} {STORY}"))
    for _ in range(5):
        next(parked)
    other = desk.start(user(QUESTIONS[1]))
    next(other)
    with pytest.raises(StopIteration):
        parked.throw(Cancelled())
    assert desk.finished(1).reason == "stopped"
    for _ in other:
        pass
    assert desk.finished(2).usage.generated_tokens > 0


def test_seeded_sampling_does_not_notice_others(desk: Desk, starter: Path) -> None:
    sampling = Sampling(temperature=0.8, seed=7, max_tokens=30)
    fresh = Desk(starter)
    wanted = fresh.run(user(STORY), sampling=sampling)
    fresh.close()
    steps = desk.start(user(STORY), sampling=sampling)
    for at, _ in enumerate(steps):
        if at % 7 == 3:
            for _ in desk.start(user(QUESTIONS[at % 3]), sampling=GREEDY):
                pass
    assert desk.text(1) == wanted
