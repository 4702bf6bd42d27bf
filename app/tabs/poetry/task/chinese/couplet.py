"""Couplets (对联): two sides of one length, opposed in tone, without a character in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.tabs.poetry.task.chinese.rhymes import Book
from app.tabs.poetry.task.chinese.tones import Sound, Tone, sounds


class CoupletCode(StrEnum):
    LENGTH = "length"  # upper, lower
    END_UPPER = "end_upper"  # the upper side ends level
    END_LOWER = "end_lower"  # the lower side ends oblique
    UNOPPOSED = "unopposed"  # one tone on both sides at a beat
    SHARED = "shared"  # character
    UNPAIRED_REPEAT = "unpaired_repeat"  # one side repeats a character where the other does not


@dataclass(frozen=True)
class CoupletFault:
    """What is wrong at a position, from 0, of both sides; -1 where it is none."""

    code: CoupletCode
    place: int = -1
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CoupletReport:
    upper: tuple[Sound, ...]
    lower: tuple[Sound, ...]
    beats: tuple[int, ...]
    faults: tuple[CoupletFault, ...]
    ambiguous: tuple[int, ...]  # beats where a reading is open

    @property
    def passed(self) -> bool:
        return not self.faults


def beats(length: int) -> tuple[int, ...]:
    """Return the positions where the rhythm falls: the last of each pair, and the end.

    Sides up to seven characters are read in pairs; longer ones must be divided by the writer.
    """
    return tuple(sorted({*range(1, length, 2), length - 1})) if length else ()


def check_couplet(upper: str, lower: str, book: Book) -> CoupletReport:
    """Check a couplet; a side may have several parts, divided by ，."""
    tops, bottoms = split_side(upper), split_side(lower)
    above, below = "".join(tops), "".join(bottoms)
    heard = _sounds(tops, book), _sounds(bottoms, book)
    faults = _shared(above, below)
    if list(map(len, tops)) != list(map(len, bottoms)):
        found = {"upper": str(len(above)), "lower": str(len(below))}
        fault = CoupletFault(CoupletCode.LENGTH, params=found)
        return CoupletReport(*heard, (), (fault, *faults), ())
    stressed = _beats(tops)
    faults += _ends(*heard) + _opposed(*heard, stressed) + _repeats(above, below)
    unsure = tuple(
        place for place in stressed if any(side[place].tone is Tone.AMBIGUOUS for side in heard)
    )
    return CoupletReport(*heard, stressed, tuple(faults), unsure)


def split_side(side: str) -> list[str]:
    """Return the parts of a side that punctuation divides."""
    return "".join(c if c.isalpha() else " " for c in side).split()


def _sounds(parts: list[str], book: Book) -> tuple[Sound, ...]:
    return tuple(each for part in parts for each in sounds(part, book))


def _beats(parts: list[str]) -> tuple[int, ...]:
    found, start = [], 0
    for part in parts:
        found += [start + beat for beat in beats(len(part))]
        start += len(part)
    return tuple(found)


def _shared(above: str, below: str) -> list[CoupletFault]:
    return [
        CoupletFault(CoupletCode.SHARED, place, {"character": character})
        for place, character in enumerate(below)
        if character in above
    ]


def _ends(upper: tuple[Sound, ...], lower: tuple[Sound, ...]) -> list[CoupletFault]:
    faults, last = [], len(upper) - 1
    if upper and not upper[-1].tone.may_be(level=False):
        faults.append(CoupletFault(CoupletCode.END_UPPER, last))
    if lower and not lower[-1].tone.may_be(level=True):
        faults.append(CoupletFault(CoupletCode.END_LOWER, last))
    return faults


def _opposed(
    upper: tuple[Sound, ...], lower: tuple[Sound, ...], stressed: tuple[int, ...]
) -> list[CoupletFault]:
    """Return the beats before the end where both sides have one tone for sure."""
    sure = (Tone.LEVEL, Tone.OBLIQUE)
    return [
        CoupletFault(CoupletCode.UNOPPOSED, place)
        for place in stressed
        if place < len(upper) - 1
        if upper[place].tone in sure and upper[place].tone is lower[place].tone
    ]


def _repeats(above: str, below: str) -> list[CoupletFault]:
    """Return the places that repeat an earlier character on one side only."""
    return [
        CoupletFault(CoupletCode.UNPAIRED_REPEAT, place)
        for place in range(len(above))
        if above.find(above[place]) != below.find(below[place])
        if above[place] in above[:place] or below[place] in below[:place]
    ]
