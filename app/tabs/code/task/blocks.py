"""Which lines belong together, for a question without a selection."""

from __future__ import annotations

from collections.abc import Sequence

WHOLE_LINES = 120  # a file that is not longer is asked about as a whole


def around(lines: Sequence[str], line: int) -> tuple[int, int]:
    """Return the first and the last of the lines that a question at `line` is about.

    Lines count from 0. A short file is taken whole, else what stands at the margin above the line
    (a function, a class) down to the next thing that does.
    """
    if len(lines) <= WHOLE_LINES:
        return 0, max(0, len(lines) - 1)
    first = line
    while first > 0 and not _begins(lines[first]):
        first -= 1
    while first > 0 and lines[first - 1].startswith(("@", "#", "//", "/*", "*", "///")):
        first -= 1
    last = line
    while last + 1 < len(lines) and not (last + 1 > line and _begins(lines[last + 1])):
        last += 1
    while last > first and not lines[last].strip():
        last -= 1
    return first, last


def _begins(line: str) -> bool:
    """Tell whether a line begins something at the margin."""
    return bool(line.strip()) and not line[0].isspace() and line[0] not in ")]}"
