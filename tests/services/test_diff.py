"""Changes: exact for any two texts, and such as a person would name them."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services import diff
from app.services.diff import By, apply, changed_parts, continued, hunks

TEXTS = st.text("ab\n \r中文。x", max_size=60)
BY = st.sampled_from(("line", "word", "character"))


@settings(deadline=None)
@given(TEXTS, TEXTS, BY)
def test_all_is_the_new_text_and_nothing_the_old(old: str, new: str, by: By) -> None:
    found = hunks(old, new, by=by)
    assert apply(old, found, range(len(found))) == new
    assert apply(old, found, ()) == old


@settings(deadline=None)
@given(TEXTS, TEXTS, BY)
def test_changes_follow_each_other(old: str, new: str, by: By) -> None:
    end = 0
    for hunk in hunks(old, new, by=by):
        assert end <= hunk.old_start <= hunk.old_end
        assert old[hunk.old_start : hunk.old_end] == hunk.old
        assert hunk.old != hunk.new
        end = hunk.old_end


@settings(deadline=None)
@given(TEXTS, TEXTS, BY, st.randoms())
def test_the_order_of_acceptance_does_not_matter(
    old: str, new: str, by: By, chance: random.Random
) -> None:
    found = hunks(old, new, by=by)
    chosen = [number for number in range(len(found)) if chance.random() < 0.5]
    step, left = old, list(chosen)
    chance.shuffle(left)
    for number in left:  # one by one, each at its place in what has become of the text
        shift = sum(
            len(found[n].new) - len(found[n].old) for n in left[: left.index(number)] if n < number
        )
        start = found[number].old_start + shift
        step = step[:start] + found[number].new + step[start + len(found[number].old) :]
    assert apply(old, found, chosen) == step


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_parts_are_what_differs(old: str, new: str) -> None:
    before, after = changed_parts(old, new)
    rests = [
        "".join(c for i, c in enumerate(text) if not any(a <= i < b for a, b in spans))
        for text, spans in ((old, before), (new, after))
    ]
    if before or after:
        assert rests[0] == rests[1]


def pairs(old: str, new: str, by: By = "line") -> list[tuple[str, str]]:
    return [(hunk.old, hunk.new) for hunk in hunks(old, new, by=by)]


def test_paragraphs_are_changed_one_by_one() -> None:
    old = "One two.\n\nThree four.\n\nFive.\n"
    new = "One 2.\n\nThree 4.\n\nFive.\n"
    assert pairs(old, new) == [("One two.\n", "One 2.\n"), ("Three four.\n", "Three 4.\n")]


def test_a_blank_line_does_not_tear_a_replacement_apart() -> None:
    old = "a = 1\n\nprint(a)\n"
    assert pairs(old, "x = 2\ny = 3\n\nz = 4\nprint(a)\n") == [
        ("a = 1\n\n", "x = 2\ny = 3\n\nz = 4\n")
    ]


def test_an_added_function_is_a_whole_one() -> None:
    old = "def a():\n    return 1\n\n\ndef c():\n    return 1\n"
    new = "def a():\n    return 1\n\n\ndef b():\n    return 1\n\n\ndef c():\n    return 1\n"
    assert pairs(old, new) == [("", "def b():\n    return 1\n\n\n")]
    assert pairs(new, old) == [("def b():\n    return 1\n\n\n", "")]


def test_neighbouring_words_change_together() -> None:
    assert pairs("the quick fox", "a slow fox", "word") == [("the quick", "a slow")]
    assert pairs("今天天气很好。", "昨天天气很好。", "word") == [("今", "昨")]
    assert pairs("今天天气很好。", "今天天气不好。", "character") == [("很", "不")]


def test_parts_are_words_or_characters() -> None:
    assert changed_parts("return total\n", "return total_sum\n") == ([(7, 12)], [(7, 16)])
    assert changed_parts("他走了很远。", "他走得很远。") == ([(2, 3)], [(2, 3)])
    assert changed_parts("import os\n", "class Window:\n") == ([], [])


@pytest.mark.parametrize(
    ("new", "whole"),
    [
        ("", "a\nb\nc\nd\n"),
        ("a\n", "a\nb\nc\nd\n"),
        ("a\nB\nC", "a\nB\nc\nd\n"),
        ("a\nB\nc\n", "a\nB\nc\nd\n"),
        ("a\nb\nx\ny\nz\nz\n", "a\nb\nx\ny\nz\nz\n"),
    ],
)
def test_what_has_not_come_yet_stays(new: str, whole: str) -> None:
    assert continued("a\nb\nc\nd\n", new) == whole


def test_what_is_too_long_is_one_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diff, "MOST_PAIRS", 3)
    assert pairs("a b c", "a x c", "word") == [("a b c", "a x c")]


def test_long_texts_are_compared_in_bounded_steps() -> None:
    chance = random.Random(5)
    old = [f"{chance.choice('abc') * 8} word {chance.randrange(90)}\n" for _ in range(2000)]
    new = [line if chance.random() < 0.7 else line.replace("word", "ward") for line in old]
    found = hunks("".join(old), "".join(new), by="word")
    changed = sum(before != after for before, after in zip(old, new, strict=True))
    assert sum(len(hunk.old) for hunk in found) < 5 * changed
