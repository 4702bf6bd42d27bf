"""Replies that are bound: grammar, JSON schema, banned phrases, characters by position."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.protocol import Constraint, ErrorCode, Sampling, UserError
from tests.engine.real import Desk, user

WARM = Sampling(temperature=1.0, seed=3, max_tokens=60)
SCHEMA = {
    "type": "object",
    "properties": {"name": {"type": "string", "maxLength": 12}, "age": {"type": "integer"}},
    "required": ["name", "age"],
    "additionalProperties": False,
}


@pytest.fixture(scope="module")
def desk(starter: Path) -> Iterator[Desk]:
    with Desk(starter) as made:
        yield made


def test_a_grammar_is_kept(desk: Desk) -> None:
    grammar = 'root ::= "The answer is " ("yes" | "no") "."'
    for seed in range(4):
        sampling = Sampling(temperature=1.5, seed=seed)
        reply = desk.run(
            user("Is water wet?"), sampling=sampling, constraint=Constraint(grammar=grammar)
        )
        assert reply in ("The answer is yes.", "The answer is no.")
        assert desk.finished(desk.number).reason == "end"


def test_a_json_schema_is_kept(desk: Desk) -> None:
    constraint = Constraint(json_schema=json.dumps(SCHEMA))
    sampling = Sampling(temperature=0.8, seed=5, max_tokens=200)
    reply = json.loads(desk.run(user("Invent a person."), sampling=sampling, constraint=constraint))
    assert set(reply) == {"name", "age"}
    assert isinstance(reply["age"], int)


@pytest.mark.parametrize(
    "constraint",
    [Constraint(grammar="root ::= ("), Constraint(json_schema="{"), Constraint(json_schema="7")],
)
def test_a_constraint_that_makes_no_sense_is_told(desk: Desk, constraint: Constraint) -> None:
    with pytest.raises(UserError) as caught:
        desk.run(user("Hello"), constraint=constraint)
    assert caught.value.code is ErrorCode.CONSTRAINT_INVALID


def test_banned_phrases_never_occur(desk: Desk) -> None:
    question = user("Tell me about the sea and the waves of the ocean.")
    free = desk.run(question, sampling=WARM)
    words = sorted({word.strip(".,") for word in free.split() if len(word.strip(".,")) > 3})
    banned = (*words[:8], "The ", "the ", " of")
    reply = desk.run(question, sampling=WARM, constraint=Constraint(banned=banned))
    assert len(reply) > 40
    assert any(phrase.lower() in free.lower() for phrase in banned)
    assert not [phrase for phrase in banned if phrase.lower() in reply.lower()]


def test_characters_by_position_are_kept(desk: Desk) -> None:
    sets = ("ABC", "abcdefgh", "", "xyz", " ", "0123456789", "0123456789")
    for seed in range(5):
        sampling = Sampling(temperature=1.0, seed=seed)
        reply = desk.run(user("Hello"), sampling=sampling, constraint=Constraint(characters=sets))
        assert len(reply) == len(sets)
        for character, members in zip(reply, sets, strict=True):
            assert not members or character in members
        assert desk.finished(desk.number).reason == "end"


def test_chinese_lines_of_given_characters(desk: Desk) -> None:
    """The starter speaks no Chinese and writes it byte by byte: the form holds all the same."""
    sets = ("秋春夏冬", "江山水月", "夜日", "明清", "，", "人风", "来去")
    reply = desk.run(user("诗"), constraint=Constraint(characters=sets))
    assert len(reply) == len(sets)
    assert all(character in members for character, members in zip(reply, sets, strict=True))


def test_what_cannot_be_is_told(desk: Desk) -> None:
    impossible = Constraint(characters=("a", "b"), banned=("a",))
    with pytest.raises(UserError) as caught:
        desk.run(user("Hello"), constraint=impossible)
    assert caught.value.code is ErrorCode.CONSTRAINT_IMPOSSIBLE
    assert desk.run(user("Hello"))  # and the next one is free again


def test_a_bound_reply_may_be_interrupted(desk: Desk) -> None:
    constraint = Constraint(characters=("abcdefgh",) * 12)
    wanted = desk.run(user("Hello"), constraint=constraint)
    steps = desk.start(user("Hello"), constraint=constraint)
    number = desk.number
    for at, _ in enumerate(steps):
        if at == 2:
            desk.run(user("Something else"))
    assert desk.text(number) == wanted
