"""Which lines a question is about when nothing is selected."""

from __future__ import annotations

import pytest

from app.tabs.code.task.blocks import WHOLE_LINES, around

PYTHON = """import os
import sys

# Adds.
@cached
def add(a, b):
    c = a + b

    return c
def sub(a, b):
    try:
        return a - b
    except TypeError:
        return 0


try:
    add(1, 2)
except ValueError:
    pass"""
C = """int add(int a,
        int b)
{
    return a + b;
}
int sub(int a, int b) {
    return a - b;
}"""
RUBY = """def add(a, b)
  a + b
end
def sub(a, b)
  a - b
end"""
SHELL = """cd build
if make
then
    make test
else
    exit 1
fi
echo done"""


def block(text: str, line: str) -> str:
    """Return what is taken around a line of a text that is made long."""
    lines = [*text.split("\n"), *[""] * WHOLE_LINES]
    first, last = around(lines, lines.index(line))
    return "\n".join(lines[first : last + 1])


@pytest.mark.parametrize("at", range(3, 9))
def test_a_function_comes_with_what_is_on_top_of_it(at: int) -> None:
    lines = [*PYTHON.split("\n"), *[""] * WHOLE_LINES]
    first, last = around(lines, at)
    assert (lines[first], lines[last]) == ("# Adds.", "    return c")


def test_blocks_need_no_blank_lines_between_them() -> None:
    assert block(PYTHON, "        return 0").startswith("def sub(a, b):\n")
    assert block(PYTHON, "    add(1, 2)") == PYTHON[PYTHON.rindex("try:") :]
    assert block(C, "    return a + b;") == C[: C.index("int sub") - 1]
    assert block(C, "    return a - b;") == C[C.index("int sub") :]
    assert block(RUBY, "  a + b") == RUBY[: RUBY.rindex("def") - 1]
    assert block(RUBY, "  a - b") == RUBY[RUBY.rindex("def") :]


def test_statements_in_a_row_belong_together() -> None:
    assert block(PYTHON, "import sys") == "import os\nimport sys"
    assert block(SHELL, "    make test") == SHELL[: SHELL.index("\necho")]


def test_a_short_file_is_taken_whole() -> None:
    lines = PYTHON.split("\n")
    assert around(lines, 5) == (0, len(lines) - 1)
    assert around([""], 0) == (0, 0)
    assert around([""] * WHOLE_LINES, 3) == (0, WHOLE_LINES - 1)


def test_a_long_file_without_anything_at_its_margin_is_one_block() -> None:
    lines = ["    x"] * (WHOLE_LINES + 1)
    assert around(lines, 40) == (0, WHOLE_LINES)
    assert around([""] * (WHOLE_LINES + 1), 40) == (0, 0)
