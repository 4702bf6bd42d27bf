"""Where a character is as Qt counts: in UTF-16 units."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

LAST_OF_PLANE = "\uffff"
_BEYOND_PLANE = re.compile("[\U00010000-\U0010ffff]")


class Units:
    """Turns positions in a text into UTF-16 units, and back."""

    def __init__(self, text: str) -> None:
        found = iter(()) if text.isascii() else _BEYOND_PLANE.finditer(text)
        beyond = [match.start() for match in found]
        self._characters = beyond
        self._units = [position + number for number, position in enumerate(beyond)]

    def units(self, position: int) -> int:
        return position + bisect_left(self._characters, position)

    def position(self, units: int) -> int:
        return units - bisect_right(self._units, units - 1)


def length(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return Units(text).units(len(text))


def position(text: str, units: int) -> int:
    """Return the number of characters in so many UTF-16 units."""
    if not text or max(text) <= LAST_OF_PLANE:
        return units
    return Units(text).position(units)
