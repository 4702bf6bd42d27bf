from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

import pytest

from app.engine.characters import Alphabet, Positions

BYTES = [bytes([number]) for number in range(256)]
WORDS = [text.encode() for text in ("秋", "江", "秋江", "江上", "上", "月", "明月", "a", "秋a")]
PARTS = ["秋".encode()[:2], "江".encode() + "月".encode()[:1], "秋".encode()[2:], b"\xe6\x9c"]
PIECES = [b"", *BYTES, *WORDS, *PARTS]  # the first is a control token


def allowed(positions: Positions) -> set[bytes]:
    return allowed_of(PIECES, positions)


def allowed_of(pieces: Sequence[bytes], positions: Positions) -> set[bytes]:
    forbidden = positions.forbidden()
    return {piece for piece, no in zip(pieces, forbidden, strict=True) if not no}


def fits(data: bytes, sets: Sequence[str], *, distinct: bool = False) -> bool:
    """The definition: the bytes begin some text that follows the sets."""
    choices = [list(characters) or ["秋", "a", "月"] for characters in sets]
    return any(
        "".join(text).encode().startswith(data)
        for text in itertools.product(*choices)
        if not distinct or chosen_once(text, sets)
    )


def chosen_once(text: Sequence[str], sets: Sequence[str]) -> bool:
    pairs = list(zip(text, sets, strict=True))
    return not any(
        char in text[:at] and len(characters) != 1 for at, (char, characters) in enumerate(pairs)
    )


def test_whole_words_and_parts_of_characters_are_told_apart() -> None:
    positions = Positions(Alphabet(PIECES), ["秋", "江月", "上"])
    assert allowed(positions) == {b"\xe7", "秋".encode()[:2], "秋".encode(), "秋江".encode()}
    positions.accept("秋".encode())
    assert "江上".encode() in allowed(positions)
    assert "明月".encode() not in allowed(positions)
    positions.accept("江".encode())
    assert not positions.complete
    positions.accept("上".encode())
    assert positions.complete
    assert not allowed(positions)


def test_a_character_that_has_begun_must_be_one_that_is_allowed() -> None:
    positions = Positions(Alphabet(PIECES), ["秋月", "江"])
    positions.accept("秋".encode()[:2])
    assert allowed(positions) == {"秋".encode()[2:]}
    positions.accept("秋".encode()[2:])
    assert "江".encode() in allowed(positions)


def test_any_one_character_is_allowed_where_nothing_is_said() -> None:
    positions = Positions(Alphabet(PIECES), ["", "江"])
    assert {"月".encode(), b"a", b"\xf0", "秋江".encode()} <= allowed(positions)
    assert "明月".encode() not in allowed(positions)
    assert b"\x80" not in allowed(positions)


@pytest.mark.parametrize("seed", range(20))
def test_every_mask_is_what_the_definition_says(seed: int) -> None:
    chance = random.Random(seed)
    alphabet = Alphabet(PIECES)
    characters = "秋江上月明a"
    sets = ["".join(chance.sample(characters, chance.randint(1, 4))) for _ in range(4)]
    positions = Positions(alphabet, sets)
    text = b""
    while not positions.complete:
        possible = allowed(positions)
        wanted = {piece for piece in PIECES if piece and fits(text + piece, sets)}
        assert possible == wanted
        piece = chance.choice(sorted(possible))
        positions.accept(piece)
        text += piece
    for character, members in zip(text.decode(), sets, strict=True):
        assert character in members


@pytest.mark.parametrize("seed", range(20))
def test_a_character_is_chosen_once_where_they_are_distinct(seed: int) -> None:
    chance = random.Random(seed)
    characters = "秋江上月明a"
    sets = ["".join(chance.sample(characters, chance.choice((1, 4, 5)))) for _ in range(4)]
    positions = Positions(Alphabet([*PIECES, "月月".encode()]), sets, distinct=True)
    text = b""
    while not positions.complete:
        possible = allowed_of([*PIECES, "月月".encode()], positions)
        wanted = {piece for piece in PIECES if piece and fits(text + piece, sets, distinct=True)}
        assert possible == wanted
        piece = chance.choice(sorted(possible))
        positions.accept(piece)
        text += piece
    assert chosen_once(text.decode(), sets)
