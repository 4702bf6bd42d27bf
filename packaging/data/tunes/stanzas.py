"""Where the stanzas of a form begin: the corpus does not say, so the likeness of the parts does."""

from __future__ import annotations

from functools import cache
from itertools import combinations, pairwise

from tunes.names import STANZAS

ONE = 35  # a form with at most so many characters has one stanza
SHORT_RHYME = 2  # a line so short that rhymes opens the second stanza of many tunes
SHORT_BONUS = 0.06
FEWEST = 0.2  # of the characters, in a stanza


def stanzas(tune: str, lengths: tuple[int, ...], rhymed: tuple[bool, ...]) -> tuple[int, ...]:
    """Return the numbers of the lines that begin a stanza."""
    total = sum(lengths)
    parts = STANZAS.get(tune, 1 if total <= ONE else 2)
    places = [n for n in range(1, len(lengths)) if rhymed[n - 1]]
    best: tuple[float, tuple[int, ...]] = (0.0, (0,))
    for cut in combinations(places, parts - 1):
        starts = (0, *cut)
        pieces = [
            tuple(zip(lengths[a:b], rhymed[a:b], strict=True))
            for a, b in zip(starts, (*cut, len(lengths)), strict=True)
        ]
        if min(sum(n for n, _ in piece) for piece in pieces) < FEWEST * total:
            continue
        pairs = list(pairwise(pieces))
        score = sum(_likeness(a, b) for a, b in pairs) / max(1, len(pairs))
        score += SHORT_BONUS * sum(lengths[n] <= SHORT_RHYME and rhymed[n] for n in cut)
        best = max(best, (score, starts))
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
