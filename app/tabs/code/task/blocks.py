"""Which lines belong together, for a question without a selection."""

from __future__ import annotations

import re
from collections.abc import Sequence

WHOLE_LINES = 120  # a file that is not longer is asked about as a whole
# What stands at the margin and goes on with what is above.
GOES_ON = re.compile(r"[)\]}{]|(?:end|else|elif|elsif|except|finally|catch|then|do|done|fi|esac)\b")
CLOSES = re.compile(r"[)\]}]|(?:end|done|fi|esac)\b")


def around(lines: Sequence[str], line: int) -> tuple[int, int]:
    """Return the first and the last of the lines that a question at `line` is about.

    Lines count from 0. A short file is taken whole, else what begins at the margin above the line
    (a function with what is written on top of it, a class, some statements in a row) down to the
    next thing that does.
    """
    if len(lines) <= WHOLE_LINES:
        return 0, max(0, len(lines) - 1)
    first = line
    while first > 0 and not _begins(lines, first):
        first -= 1
    last = line
    while last + 1 < len(lines) and not _begins(lines, last + 1):
        last += 1
    while last > first and not lines[last].strip():
        last -= 1
    return first, last


def _begins(lines: Sequence[str], number: int) -> bool:
    """Tell whether a line begins something: at the margin, and not in a row of such lines."""
    line = lines[number]
    if not _at_margin(line) or GOES_ON.match(line):
        return False
    above = lines[number - 1] if number else ""
    return not _at_margin(above) or CLOSES.match(above) is not None


def _at_margin(line: str) -> bool:
    return bool(line.strip()) and not line[0].isspace()
