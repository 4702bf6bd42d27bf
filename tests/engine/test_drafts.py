from __future__ import annotations

from pathlib import Path

import pytest

from app.engine.draft_model import DraftModel, same_vocabulary
from app.engine.drafts import LONGEST, RETRY_TOKENS, Lookup, Pace
from app.engine.model import AbortFlag, Model
from app.gguf import read_header
from app.protocol import Load, Sampling
from tests.engine.real import Desk, user

CODE = """def area(width, height):
    result = width * height
    return result

def volume(width, height, depth):
    result = width * height * depth
    return result
"""
COPY = user(f"Repeat this code exactly, twice:\n{CODE}")
LONG = Sampling(temperature=0.0, seed=1, max_tokens=80)


def test_what_followed_before_is_proposed() -> None:
    lookup = Lookup()
    tokens = [1, 2, 3, 4, 5, 6, 7, 9, 2, 3, 4]
    assert lookup.propose(tokens, 3) == [5, 6, 7]
    assert lookup.propose([*tokens, 5, 6, 8], 3) == []
    assert lookup.propose([*tokens, 5, 6, 8, 7, 9, 2], 2) == [3, 4]
    assert lookup.propose([*tokens, 5, 6, 8, 7, 9, 2, 0, 1, 2], 2) == []


def paced(one: float, per_token: float) -> Pace:
    pace = Pace()
    for _ in range(30):
        for size in (1, 2, 4, 8, 16):
            pace.took(size, one + per_token * (size - 1))
    return pace


def test_drafts_are_as_long_as_they_pay() -> None:
    pace = paced(1.0, 0.05)
    for _ in range(30):
        pace.judged(8, 8)
    assert pace.length() == LONGEST
    for _ in range(30):
        pace.judged(8, 1)
    assert 0 < pace.length() < LONGEST


def test_drafts_that_do_not_pay_are_left_off_and_tried_again_later() -> None:
    pace = paced(1.0, 0.9)
    for _ in range(30):
        pace.judged(4, 0)
    lengths = [pace.length() for _ in range(RETRY_TOKENS + 5)]
    assert lengths.count(0) == len(lengths) - 1
    pace.begin()
    assert paced(1.0, 2.0).length() == 0, "not even when all of them are accepted"


def test_nothing_is_drafted_before_anything_was_measured() -> None:
    assert Pace().length() == 0


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draft also where it does not pay."""
    monkeypatch.setattr(Pace, "length", lambda _self, exact=False: 5)


@pytest.mark.usefixtures("eager")
def test_lookup_changes_the_speed_only(starter: Path) -> None:
    with Desk(starter) as desk:
        plain = desk.run(COPY, sampling=LONG)
    with Desk(starter) as desk:
        drafted = desk.run(COPY, sampling=LONG, lookup=True)
        usage = desk.finished(1).usage
    assert drafted == plain
    assert usage.accepted_tokens > 10
    assert usage.drafted_tokens >= usage.accepted_tokens


@pytest.mark.usefixtures("eager")
def test_a_drafting_reply_may_be_interrupted(starter: Path) -> None:
    with Desk(starter) as desk:
        wanted = desk.run(COPY, sampling=LONG, lookup=True)
        steps = desk.start(COPY, sampling=LONG, lookup=True)
        for at, _ in enumerate(steps):
            if at % 5 == 1:
                desk.run(user("Hello"), sampling=Sampling(temperature=0.0, max_tokens=2))
        assert desk.text(2) == wanted


@pytest.fixture
def small(starter: Path) -> DraftModel:
    load = Load(1, str(starter), context=2048)
    model = Model(load, read_header(starter), AbortFlag(), lambda _fraction: None)
    return DraftModel(model)


@pytest.mark.usefixtures("eager")
def test_a_draft_model_changes_the_speed_only(starter: Path, small: DraftModel) -> None:
    with Desk(starter) as desk:
        plain = desk.run(user("Write about a river."), sampling=LONG)
        desk.decoder._drafter = small
        drafted = desk.run(user("Write about a river."), sampling=LONG)
        assert desk.run(user("Now of a boat."), sampling=LONG)
        usage = desk.finished(2).usage
    small.close()
    assert drafted == plain
    assert usage.accepted_tokens == usage.drafted_tokens > 0, "it drafts for itself"


def test_vocabularies_are_compared(starter: Path, test_model: Path, small: DraftModel) -> None:
    load = Load(1, str(test_model), context=512)
    other = Model(load, read_header(test_model), AbortFlag(), lambda _fraction: None)
    assert same_vocabulary(small._model.vocabulary, small._model.vocabulary)
    assert not same_vocabulary(small._model.vocabulary, other.vocabulary)
    other.close()
    small.close()
