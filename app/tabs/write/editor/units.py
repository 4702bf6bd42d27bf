"""Where a character is as Qt counts: in UTF-16 units."""

from __future__ import annotations

LAST_OF_PLANE = "\uffff"


def length(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    if not text or max(text) <= LAST_OF_PLANE:
        return len(text)
    return len(text) + sum(sign > LAST_OF_PLANE for sign in text)


def position(text: str, units: int) -> int:
    """Return the number of characters in so many UTF-16 units."""
    if not text or max(text) <= LAST_OF_PLANE:
        return units
    for number, sign in enumerate(text):
        if units <= 0:
            return number
        units -= 1 + (sign > LAST_OF_PLANE)
    return len(text)
