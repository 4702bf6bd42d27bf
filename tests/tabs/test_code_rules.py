"""Where a suggestion ends, with answers of the kinds that models give."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.tabs.code.task.place import Place, place_at
from app.tabs.code.task.rules import finish, progress

LOOP = "def total(args):\n    result = 0\n    |\n\n\nprint(total(x))\n"


def place(marked: str) -> Place:
    """Return the place of the bar."""
    return place_at(marked.replace("|", "", 1), marked.index("|"))


def streamed(text: str, where: Place, size: int = 1) -> str:
    """Let a text grow until the rules stop it, and return the suggestion."""
    for end in range(size, len(text) + size, size):
        if progress(text[:end], where).done:
            return finish(text[:end], where)
    return finish(text, where)


@pytest.mark.parametrize(
    ("marked", "text", "wanted"),
    [
        # The block ends where the indentation falls below the cursor's.
        (LOOP, "for a in args:\n        result += a\n    return result\n\n\ndef x():",
         "for a in args:\n        result += a\n    return result"),
        ("def total(args):|\n", "\n    return sum(args)\n\n\ndef other():\n    pass\n",
         "\n    return sum(args)"),
        # What follows the cursor is not repeated.
        ("def f():\n    a = 1\n|\n    return a\n", "    b = 2\n    return a\n    c = 3\n",
         "    b = 2"),
        ("x = [\n    1,\n|\n]\n", "    2,\n]\n", "    2,"),
        ("f(|)\n", "a, b)", "a, b"),
        ("f(|)\n", "a, (b)) + 1", "a, (b)"),
        ("if x == |:\n", "None:\n    pass", "None"),
        ("a = f(|, c)\n", "b, c)\n", "b"),
        ("a = |\n", "f(b)\n", "f(b)"),
        ("|\n    return a\n", "\n", ""),
        ("def f():\n    |\n    return a\n", "return a\n", ""),
        # Nor what was written just before.
        ("a = 1\nb = 2\n|\n", "a = 1\nb = 2\n", ""),
        # Remarks and other things that are no code.
        ("a = |\n", "1\n```\n\nThis script sets a.", "1"),
        ("|\n", "```python\nx = 1\n```", ""),
        # The same again and again.
        ("|\n", "a()\na()\na()\na()\na()\n", "a()"),
        ("|\n", "a(1)\nb(2)\na(1)\nb(2)\na(1)\n", "a(1)\nb(2)"),
        ("x = |\n", "0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0\n", "0, "),
        ("# |\n", "-" * 60 + "\nx = 1\n\ny = 2", "-" * 60 + "\nx = 1"),
        # A bracket that was opened here is closed here.
        ("function f() {|", "\n  return 1;\n}\n\nfunction g() {}", "\n  return 1;\n}"),
        ("function f() {|\n}\n", "\n  return 1;\n}\n", "\n  return 1;"),
        ("a = |\n", "{\n    1: 2,\n}\nb = 3\n\nc = 4", "{\n    1: 2,\n}\nb = 3"),
        ("|\n", "   \n  \n", ""),
        ("# 排序|\n", "函数\n", "函数"),
    ],
)  # fmt: skip
def test_a_suggestion_ends_where_it_should(marked: str, text: str, wanted: str) -> None:
    assert streamed(text, place(marked)) == wanted.rstrip()
    assert streamed(text, place(marked), size=7) == wanted.rstrip()


def test_a_line_that_was_broken_off_is_left_out() -> None:
    assert finish("a = 1\nb = ", place("|\n"), complete=False) == "a = 1"
    assert finish("a = compu", place("|\n"), complete=False) == "a = compu"


def test_a_long_block_is_cut() -> None:
    lines = [f"step_{number}()" for number in range(40)]
    text = "\n".join(lines)
    assert streamed(text, place("|\n")).count("\n") == 15


SOME = st.lists(
    st.sampled_from(["a = 1", "    b(2)", "", "}", "```", "return a", "  ", "x", ")", "c, c, c"]),
    max_size=12,
).map("\n".join)


@given(SOME, SOME, SOME)
@example("", "```", "")
def test_what_is_shown_of_a_growing_text_never_changes(before: str, text: str, after: str) -> None:
    where = Place("", before, after)
    shown = ""
    for end in range(len(text) + 1):
        cut = progress(text[:end], where)
        if cut.done:
            assert finish(text[:end], where) in ("", cut.text.rstrip())
            return
        assert cut.text.startswith(shown)
        shown = cut.text


@given(SOME, SOME, SOME)
def test_a_suggestion_is_a_beginning_of_the_text(before: str, text: str, after: str) -> None:
    assert text.startswith(finish(text, Place("", before, after)))
