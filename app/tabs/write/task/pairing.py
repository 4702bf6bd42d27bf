"""Which paragraph of an old text became which one of a new text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rapidfuzz.distance import Indel

# Paragraphs with less in common than this share are two different ones.
ALIKE = 0.4
MOST_PAIRS = 4_000  # beyond, paragraphs are paired as they come
_HELD = 2.0  # what a pair counts that must not come apart

Pair = tuple[int | None, int | None]


def pairs(old: Sequence[str], new: Sequence[str], *, head: bool, tail: bool) -> list[Pair]:
    """Return the numbers of old and new paragraphs that belong together, in their order.

    Of a pair, None is none: the paragraph goes, or is new. With `head` the first ones stay
    together, with `tail` the last ones, as far as that is possible. What is unlike all others is
    paired as it comes.
    """
    found: list[Pair] = []
    one = other = 0
    for first, second in (*_alike(old, new, head, tail), (len(old), len(new))):
        found += zip_longest(range(one, first), range(other, second))
        if first < len(old):
            found.append((first, second))
        one, other = first + 1, second + 1
    return found


def _alike(
    old: Sequence[str], new: Sequence[str], head: bool, tail: bool
) -> Iterator[tuple[int, int]]:
    """Yield the pairs that have the most in common, none of them crossing another."""
    if len(old) * len(new) > MOST_PAIRS:
        return
    held = {(0, 0)} if head else set()
    held |= {(len(old) - 1, len(new) - 1)} if tail else set()
    likeness = [
        [
            _HELD if (one, other) in held else Indel.normalized_similarity(text, line)
            for other, line in enumerate(new)
        ]
        for one, text in enumerate(old)
    ]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for one in reversed(range(len(old))):
        for other in reversed(range(len(new))):
            like = likeness[one][other]
            together = like + best[one + 1][other + 1] if like >= ALIKE else 0.0
            best[one][other] = max(together, best[one + 1][other], best[one][other + 1])
    one = other = 0
    while one < len(old) and other < len(new):
        like = likeness[one][other]
        if like >= ALIKE and best[one][other] == like + best[one + 1][other + 1]:
            yield one, other
            one, other = one + 1, other + 1
        elif best[one][other] == best[one + 1][other]:
            one += 1
        else:
            other += 1
