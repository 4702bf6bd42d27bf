"""Candidates for one poem, and which of them to show first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import fmean, pstdev

from msgspec import Struct

from app.tabs.poetry.task.verse import Judged, Poem

LIKELIHOOD_WEIGHT = 0.7
VARIETY_WEIGHT = 0.3
_UNIT = re.compile(r"[a-zß-öø-ÿ]+(?:['’-][a-zß-öø-ÿ]+)*|[^\W\d_]")


class Candidate(Struct, frozen=True):
    """A poem that was made, what was found of it, and how it compares with the others.

    `logprob` is the natural log-probability per character under the model, `variety` what
    `variety` says, `seed` makes the poem anew.
    """

    poem: Poem
    judged: Judged
    logprob: float
    variety: float
    seed: int


def variety(lines: Sequence[str], others: Sequence[Sequence[str]] = ()) -> float:
    """Return how much of a poem is its own, from 0 to 1.

    Each Chinese character, or word of a language with an alphabet, counts the share of the other
    candidates that lack it, and nothing when it has stood in the poem before.
    """
    units = _units(lines)
    if not units:
        return 0.0
    rest = [frozenset(_units(other)) for other in others]
    own = sum(fmean(unit not in other for other in rest) if rest else 1.0 for unit in set(units))
    return own / len(units)


def ranked(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Order candidates, the best first.

    Those that keep the form come first, and among them those whose every tone and word is known.
    Alike in that, they stand by 0.7 · z(logprob) + 0.3 · z(variety), where z(x) is
    (x - mean) / standard deviation over all candidates, and 0 where they do not differ. Equal
    ones keep their order.
    """
    likely = _standardised([candidate.logprob for candidate in candidates])
    varied = _standardised([candidate.variety for candidate in candidates])

    def worth(index: int) -> tuple[bool, bool, float]:
        judged = candidates[index].judged
        score = LIKELIHOOD_WEIGHT * likely[index] + VARIETY_WEIGHT * varied[index]
        return judged.passed, judged.certain, score

    order = sorted(range(len(candidates)), key=worth, reverse=True)
    return [candidates[index] for index in order]


def _units(lines: Sequence[str]) -> list[str]:
    return [unit for line in lines for unit in _UNIT.findall(line.lower())]


def _standardised(values: Sequence[float]) -> list[float]:
    spread = pstdev(values) if values else 0.0
    if not spread:
        return [0.0] * len(values)
    mean = fmean(values)
    return [(value - mean) / spread for value in values]
