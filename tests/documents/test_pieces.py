"""Pieces of writing through files and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.documents.pieces.form import normal, original, spaced
from app.documents.pieces.mdwriter import sayable
from app.documents.pieces.occasion import Occasion
from app.documents.pieces.pictures import kind_of, size_of
from app.documents.registry import read_piece, write_piece
from app.piece import Block, Piece, Run
from tests.documents.piece_samples import CHANGED, FULL, IMAGES, SIZES, pieces

DATE = "2026-01-02T03:04:05Z"
CHANGES = ("", "inserted", "deleted")


def on_page(piece: Piece) -> Piece:
    """Return what a page can say."""
    return spaced(original(piece))


# What each format can say of a piece.
SAYABLE: dict[str, Callable[[Piece], Piece]] = {
    ".docx": normal,
    ".odt": original,
    ".html": on_page,
    ".md": sayable,
}


def through(piece: Piece, folder: Path, suffix: str) -> Piece:
    target = folder / f"作品 a{suffix}"
    write_piece(piece, target, suffix, Occasion(target, "Inkstone", DATE))
    read, notes = read_piece(target)
    assert notes == ()
    return read


@pytest.mark.parametrize("suffix", SAYABLE)
@pytest.mark.parametrize("piece", [FULL, CHANGED, Piece()], ids=["full", "changed", "empty"])
def test_a_piece_comes_back(piece: Piece, suffix: str, tmp_path: Path) -> None:
    read = through(piece, tmp_path, suffix)
    assert read == SAYABLE[suffix](piece)
    assert through(read, tmp_path, suffix) == read


@pytest.mark.parametrize("suffix", SAYABLE)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(piece=pieces(CHANGES))
def test_any_piece_comes_back(suffix: str, tmp_path: Path, piece: Piece) -> None:
    assert through(piece, tmp_path, suffix) == SAYABLE[suffix](piece)


def test_nothing_is_lost_of_a_full_piece() -> None:
    """See that what is compared above still has all kinds, looks and images."""
    for say in SAYABLE.values():
        said = say(FULL)
        assert [block.kind for block in said.blocks] == [block.kind for block in FULL.blocks]
        assert [block.level for block in said.blocks] == [block.level for block in FULL.blocks]
        runs = [run for block in said.blocks for run in block.runs]
        for look in ("bold", "italic", "strike", "code", "link"):
            assert any(getattr(run, look) for run in runs), look
        assert sorted(said.images.values()) == sorted(IMAGES.values())
        assert said.text == FULL.text


@given(piece=pieces(CHANGES))
def test_what_a_format_can_say_it_can_say_again(piece: Piece) -> None:
    for say in SAYABLE.values():
        assert say(say(piece)) == say(piece)


@given(runs=st.lists(st.builds(Run, st.text(), link=st.text(max_size=9)), max_size=4))
def test_any_text_has_a_normal_form(runs: list[Run]) -> None:
    once = normal(Piece(blocks=(Block(runs=tuple(runs)),)))
    assert normal(once) == once


def test_the_normal_form_says_what_a_file_can() -> None:
    text = Run("a", author="model", generation=3)
    piece = Piece(
        " two\nlines ",
        "en_GB",
        (
            Block(runs=(text, Run("b\x00\r\nc\u2028d"))),
            Block(runs=(Run("  "),)),
            Block("item", (Run("deep"),), 4),
            Block("item", (Run("deeper"),), 4, ordered=True),
            Block("heading", (Run("h"),), 9),
            Block("image", (Run("gone"),), image="none"),
            Block("image", (Run("x", bold=True), Run("\ny")), image="q"),
            Block("code", (Run("c", bold=True),), language="C sharp"),
            Block("table", rows=(((Run("a"),),), ((), (Run("b"),)))),
            Block(runs=(Run("l", link=" java\tscript:x"), Run("m", link="JavaScript:x"))),
            Block(runs=(Run("n", link='http://x/a b"<河>'),)),
        ),
        {"q": IMAGES["a.png"], "unused": IMAGES["b.jpg"]},
    )
    assert normal(piece) == Piece(
        "two lines",
        "en-GB",
        (
            Block(runs=(Run("ab\nc\nd"),)),
            Block("item", (Run("deep"),), 1),
            Block("item", (Run("deeper"),), 2, ordered=True),
            Block("heading", (Run("h"),), 6),
            Block(runs=(Run("gone"),)),
            Block("image", (Run("x y"),), image="image1.png"),
            Block("code", (Run("c"),), language="csharp"),
            Block("table", rows=(((Run("a"),), ()), ((), (Run("b"),)))),
            Block(runs=(Run("l", link="java%09script:x"), Run("m"))),
            Block(runs=(Run("n", link="http://x/a%20b%22%3C河%3E"),)),
        ),
        {"image1.png": IMAGES["a.png"]},
    )


def test_what_is_no_language_is_none() -> None:
    for language in ("", "e", 'en"', "en-", "de de", "中文"):
        assert normal(Piece(language=language)).language == ""


def test_without_its_changes_a_piece_is_the_former_one() -> None:
    assert [block.text for block in original(CHANGED).blocks] == [
        "It was a dark and stormy day\nand more.",
        "all old",
    ]


@pytest.mark.parametrize("name", IMAGES)
def test_images_are_known_by_their_bytes(name: str) -> None:
    kind = kind_of(IMAGES[name])
    assert kind is not None
    assert name.endswith(kind.suffix)
    assert size_of(IMAGES[name]) == SIZES[name]
    for end in (0, 9, 21, 26):
        assert min(size_of(IMAGES[name][:end])) > 0
