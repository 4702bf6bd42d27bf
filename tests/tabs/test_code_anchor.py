"""The settled part of a prompt: literally there, and literally the same while one types."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.protocol import Chunk
from app.tabs.code.task.anchor import (
    MIDDLE_LIMIT,
    STRETCH,
    Anchor,
    cast,
    renew,
    written_since,
)
from app.tabs.code.task.place import Place, place_at

CHUNKS = (Chunk("other.py", "import os\n"),)
FILE = "".join(f"line {number} of this file = {number * number}\n" for number in range(400))

lines = st.text(alphabet="ab \n", max_size=30)
texts = st.lists(lines, max_size=40).map("".join)
budgets = st.integers(min_value=40, max_value=400)


def at(text: str, offset: int) -> Place:
    return place_at(text, min(offset, len(text)), "a.py")


def typed(place: Place, text: str) -> Place:
    return replace(place, before=place.before + text)


def middle_of(anchor: Anchor, place: Place) -> str:
    middle = anchor.middle(place)
    assert middle is not None
    return middle


def assert_literal(anchor: Anchor, place: Place) -> None:
    """The parts stand one after the other around the cursor."""
    assert place.before.endswith(anchor.prefix + middle_of(anchor, place))
    assert place.after.startswith(anchor.suffix)


@given(texts, st.integers(0, 1_000), budgets)
def test_the_parts_stand_around_the_cursor(text: str, offset: int, budget: int) -> None:
    place = at(text, offset)
    anchor = cast(place, budget, CHUNKS)
    assert_literal(anchor, place)
    assert len(anchor.prefix) + len(anchor.suffix) <= budget
    assert anchor.chunks == CHUNKS


@given(texts, st.integers(0, 1_000), budgets, st.text(alphabet="abx \n", max_size=10))
def test_typing_ten_characters_keeps_the_anchor(
    text: str, offset: int, budget: int, more: str
) -> None:
    place = at(text, offset)
    anchor = cast(place, budget, CHUNKS)
    for size in range(len(more) + 1):
        later = typed(place, more[:size])
        assert renew(anchor, later, budget, tuple) is anchor
        assert_literal(anchor, later)


@given(texts, budgets, st.lists(st.tuples(st.integers(-300, 300), lines, st.integers(0, 5))))
def test_whatever_happens_the_parts_stand_around_the_cursor(
    text: str, budget: int, steps: list[tuple[int, str, int]]
) -> None:
    anchor: Anchor | None = None
    cursor = 0
    for move, written, deleted in steps:
        cursor = min(max(cursor + move, 0), len(text))
        start = max(0, cursor - deleted)
        text = text[:start] + written + text[cursor:]
        cursor = start + len(written)
        place = at(text, cursor)
        anchor = renew(anchor, place, budget, lambda: CHUNKS)
        assert_literal(anchor, place)
        assert len(anchor.prefix) + len(anchor.suffix) <= STRETCH * budget


def test_the_cursors_line_is_the_middle_and_its_rest_the_suffix() -> None:
    place = at("a\nbc\nd\n", 3)
    anchor = cast(place, 400, ())
    assert (anchor.prefix, middle_of(anchor, place), anchor.suffix) == ("a\n", "b", "c\nd\n")


def test_windows_are_cut_between_lines() -> None:
    place = at(FILE, len(FILE) // 2)
    anchor = cast(place, 1_000, ())
    assert anchor.prefix.startswith("line ") and anchor.prefix.endswith("\n")
    assert anchor.suffix.endswith("\n")
    assert 500 < len(anchor.prefix) <= 563
    assert 200 < len(anchor.suffix) <= 250


def test_a_very_long_line_is_cut_somewhere() -> None:
    place = at("x" * 20_000, 10_000)
    anchor = cast(place, 1_000, ())
    assert_literal(anchor, place)
    assert renew(anchor, typed(place, "0123456789"), 1_000, tuple) is anchor


def test_a_new_line_keeps_the_anchor_until_the_middle_is_long() -> None:
    place = at(FILE, len(FILE) // 2)
    anchor = cast(place, 6_000, CHUNKS)
    for number in range(200):
        place = typed(place, f"new line {number}\n")
        same = renew(anchor, place, 6_000, tuple)
        if same is not anchor:
            break
    assert MIDDLE_LIMIT - 20 < len(same.prefix) - len(anchor.prefix) < MIDDLE_LIMIT + 20
    assert same.prefix.startswith(anchor.prefix)
    assert same.chunks == CHUNKS


def test_a_step_up_keeps_the_beginning_and_a_leap_does_not() -> None:
    place = at(FILE, 6_000)
    anchor = cast(place, 2_000, CHUNKS)
    near = renew(anchor, at(FILE, 5_900), 2_000, tuple)
    assert near.prefix == anchor.prefix[: len(near.prefix)] and near.chunks == CHUNKS
    up = renew(anchor, at(FILE, 4_000), 2_000, tuple)
    assert up.prefix[:50] != anchor.prefix[:50] and up.chunks == ()
    down = renew(anchor, at(FILE, 9_000), 2_000, tuple)
    assert down.prefix[:50] != anchor.prefix[:50] and down.chunks == ()


def test_few_lines_after_the_beginning_are_too_few() -> None:
    anchor = cast(at(FILE, 6_000), 2_000, CHUNKS)
    start = FILE.index(anchor.prefix)
    renewed = renew(anchor, at(FILE, start + 300), 2_000, tuple)
    assert len(renewed.prefix) > 1_000


def test_the_end_of_a_file_is_no_other_place() -> None:
    anchor = cast(at("abc", 3), 400, ())
    assert (anchor.prefix, anchor.suffix) == ("", "")
    assert anchor.middle(at("abcd", 4)) == "abcd"
    assert anchor.middle(at("abc", 2)) is None


def test_another_file_is_another_anchor() -> None:
    place = at("a\nb\n", 2)
    anchor = cast(place, 400, CHUNKS)
    assert renew(anchor, replace(place, path="b.py"), 400, tuple).path == "b.py"


@given(texts, st.integers(0, 1_000), lines)
def test_what_was_written_since_is_known(text: str, offset: int, more: str) -> None:
    place = at(text, offset)
    assert written_since(place, typed(place, more)) == more
    assert written_since(typed(place, more + "x"), place) is None
    assert written_since(place, replace(place, path="b.py")) is None
    assert written_since(place, replace(place, after=place.after + "x")) is None


def test_what_was_written_since_is_known_where_the_window_slides() -> None:
    text = FILE * 10
    offset = len(text) - 2_000
    place = at(text, offset)
    more = "a new line\n" * 5
    later = at(text[:offset] + more + text[offset:], offset + len(more))
    assert not later.before.startswith(place.before)
    assert written_since(place, later) == more
