"""Where the stanzas of a form begin: the corpus does not say, so the likeness of the parts does."""

from __future__ import annotations

import math
from functools import cache
from itertools import accumulate, combinations, pairwise

from tunes.names import SINGLE, SIZES, STANZAS

ONE = 35  # a form with at most so many characters has one stanza
MANY = 95  # a form with fewer has two at most
SHORT_RHYME = 2  # a line so short that rhymes opens the second stanza of many tunes
SHORT_BONUS = 0.06
CHANGE_BONUS = 0.3  # where a stanza has rhymes of its own
UNEVEN = 0.8  # what each share of the characters costs by which one part is longer
FEWEST = 0.2  # of the characters, in a stanza


def stanzas(tune: str, lengths: tuple[int, ...], rhymes: tuple[int, ...]) -> tuple[int, ...]:
    """Return the numbers of the lines that begin a stanza, by each line's rhyme (0: none)."""
    total = sum(lengths)
    parts = STANZAS.get(tune, 2) if total >= MANY else 1 + (total > SINGLE.get(tune, ONE))
    ends_at = list(accumulate(lengths, initial=0))
    known = list(accumulate(SIZES.get(tune, ()), initial=0))
    if len(known) > 1 and set(known) < set(ends_at):
        return tuple(ends_at.index(size) for size in known)
    places = [n for n in range(1, len(lengths)) if rhymes[n - 1]]
    best: tuple[float, tuple[int, ...]] = (-math.inf, (0,))
    for cut in combinations(places, parts - 1):
        ends = pairwise((0, *cut, len(lengths)))
        pieces = [tuple(zip(lengths[a:b], map(bool, rhymes[a:b]), strict=True)) for a, b in ends]
        sizes = [sum(n for n, _ in piece) for piece in pieces]
        if min(sizes) < FEWEST * total:
            continue
        likeness = [_likeness(*pair) for pair in pairwise(pieces)]
        score = sum(likeness) / max(1, len(likeness)) - UNEVEN * (max(sizes) - min(sizes)) / total
        for at in cut:
            score += SHORT_BONUS * (lengths[at] <= SHORT_RHYME and rhymes[at] > 0)
            score += CHANGE_BONUS * (not set(rhymes[:at]) & set(rhymes[at:]) - {0})
        best = max(best, (score, (0, *cut)))
    return best[1]


Piece = tuple[tuple[int, bool], ...]


def _likeness(first: Piece, second: Piece) -> float:
    """Return the share of characters in lines that both have in the same order."""
    size = sum(n for n, _ in first) + sum(n for n, _ in second)
    ends = 0.1 * (first[-1] == second[-1]) + 0.1 * (first[-2:] == second[-2:])
    return 2 * _common(first, second) / size + ends


@cache
def _common(first: Piece, second: Piece) -> float:
    if not first or not second:
        return 0.0
    (a, a_rhymes), (b, b_rhymes) = first[-1], second[-1]
    same = (a if a_rhymes == b_rhymes else a / 2) if a == b else 0.0
    return max(
        same + _common(first[:-1], second[:-1]) if same else 0.0,
        _common(first[:-1], second),
        _common(first, second[:-1]),
    )
