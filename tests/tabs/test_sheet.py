"""Rows of a text and its translation, and what an edit of the translation does to them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.tabs.translate.task.sheet import Origin, Sheet, State, edited, normalised

SPANS = [(0, 4), (5, 9), (11, 15)]
OLD = "One. Two.\n\nTen."


def test_typing_inside_a_row_is_that_row_s() -> None:
    assert edited(SPANS, OLD, 6, 0, "x") == {1: "Txwo."}


def test_typing_at_a_border_is_the_row_s_that_one_is_at() -> None:
    assert edited(SPANS, OLD, 4, 0, "!") == {0: "One.!"}
    assert edited(SPANS, OLD, 5, 0, "x", active=1) == {1: "xTwo."}
    assert edited(SPANS, OLD, 15, 0, "!") == {2: "Ten.!"}


def test_what_stands_between_rows_belongs_to_none() -> None:
    assert edited(SPANS, OLD, 9, 2, "") == {}
    assert edited(SPANS, OLD, 4, 1, "") == {}
    assert edited(SPANS, OLD, 10, 0, "x") == {1: "Two.x"}


def test_an_edit_over_rows_leaves_their_rests() -> None:
    assert edited(SPANS, OLD, 2, 5, "-") == {0: "On-", 1: "o."}
    assert edited(SPANS, OLD, 0, len(OLD), "All") == {0: "All", 1: "", 2: ""}


@given(st.integers(0, 15), st.integers(0, 15), st.text("ab ", max_size=4))
def test_no_edit_loses_what_was_typed(position: int, removed: int, added: str) -> None:
    changes = edited(SPANS, OLD, position, min(removed, len(OLD) - position), added)
    if added:
        assert any(added in text for text in changes.values())


def test_line_ends_and_halves_of_characters_are_made_plain() -> None:
    assert normalised("a\r\nb\rc\u2028d\u2029e\x0bf") == "a\nb\nc\nd\ne\nf"
    assert normalised("a\ud800b") == "a\ufffdb"
    assert normalised("a\u00a0b") == "a\u00a0b"


def test_a_changed_sentence_shows_its_old_translation_as_stale() -> None:
    sheet = Sheet()
    (row, other) = sheet.update("One is here. Two is here.", "en")
    row.target, row.state = "un", State.DONE
    (fresh,) = sheet.update("One is her. Two is here.", "en")
    assert (fresh.target, fresh.stale) == ("un", True)
    assert sheet.rows[1] is other
    (new,) = sheet.update("One is her. Two is here. Three.", "en")
    assert not new.stale


def test_renewing_keeps_what_is_the_person_s() -> None:
    sheet = Sheet()
    mine, other = sheet.update("One is here. Two is here.", "en")
    mine.target, mine.origin, mine.state = "un", Origin.PERSON, State.DONE
    other.target, other.origin, other.state = "deux", Origin.MODEL, State.DONE
    (renewed,) = sheet.renew(keep=Origin.PERSON)
    assert sheet.rows == [mine, renewed]
    assert (renewed.target, renewed.stale, renewed.state) == ("deux", True, State.WAITING)
