"""Which bracket belongs to which."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtGui import QTextBlock

MOST_LINES = 2_000  # searched
LONGEST_LINE = 5_000  # characters
LONGEST = 0.01  # seconds
PAIRS = {"(": ")", "[": "]", "{": "}"}
_BACK = {closer: opener for opener, closer in PAIRS.items()}
Spot = tuple[QTextBlock, int]  # a block and the index of a character in its text
KindAt = Callable[[QTextBlock, int], str]


def matched(block: QTextBlock, index: int, kind_at: KindAt) -> tuple[Spot, Spot] | None:
    """Return the bracket behind or before an index and its partner; None where there is none."""
    text = block.text() if block.length() <= LONGEST_LINE else ""
    for at in (index, index - 1):
        sign = text[at : at + 1] if at >= 0 else ""
        if sign and (sign in PAIRS or sign in _BACK):
            partner = _partner(block, at, sign, kind_at)
            if partner:
                return (block, at), partner
    return None


def _partner(block: QTextBlock, at: int, sign: str, kind_at: KindAt) -> Spot | None:
    forward = sign in PAIRS
    other = PAIRS[sign] if forward else _BACK[sign]
    kind, depth = kind_at(block, at), 0
    for where, index, found in _signs(block, at, sign + other, forward):
        if kind_at(where, index) == kind:
            depth += 1 if found == sign else -1
            if depth == 0:
                return where, index
    return None


def _signs(
    block: QTextBlock, at: int, wanted: str, forward: bool
) -> Iterator[tuple[QTextBlock, int, str]]:
    """Yield the wanted signs from a place on, or back from it, as far as is searched."""
    until = perf_counter() + LONGEST
    for number in range(MOST_LINES):
        if not block.isValid() or block.length() > LONGEST_LINE or perf_counter() > until:
            return
        text = block.text()
        if any(sign in text for sign in wanted):
            first, last = (at, len(text)) if forward else (0, at + 1)
            if number:
                first, last = 0, len(text)
            places = range(first, last) if forward else range(last - 1, first - 1, -1)
            yield from ((block, index, text[index]) for index in places if text[index] in wanted)
        block = block.next() if forward else block.previous()
