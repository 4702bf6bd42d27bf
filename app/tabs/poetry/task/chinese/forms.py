"""The forms of regulated verse (近体诗) and what each position of a line asks for.

A line of five is one of four kinds; one of seven has two positions more before it, of the other
tone. The kinds follow each other by two rules: the lines of a couplet are opposed (对), and a
couplet joins on to the one before (粘), at the second position.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Place(StrEnum):
    """What a position asks for."""

    LEVEL = "平"
    OBLIQUE = "仄"
    FREE = "中"
    RHYME = "韵"  # level, and of the rhyme


class Kind(StrEnum):
    """The four kinds of line, named by their last five positions."""

    A = "仄仄平平仄"
    B = "平平仄仄平"
    C = "平平平仄仄"
    D = "仄仄仄平平"

    @property
    def rhymes(self) -> bool:
        return self in (Kind.B, Kind.D)


# Where "the first, third and fifth are free" holds. The first of B is not free: 孤平 lies there;
# nor is the third of C (三仄尾) and D (三平调).
_SHAPES = {Kind.A: "中仄中平仄", Kind.B: "平平中仄韵", Kind.C: "中平平仄仄", Kind.D: "中仄仄平韵"}
# The second line of a couplet for each first one, and the first one of the next couplet.
OPPOSED = {Kind.A: Kind.B, Kind.C: Kind.D, Kind.D: Kind.B, Kind.B: Kind.D}
JOINED = {Kind.B: Kind.C, Kind.D: Kind.A}

Line = tuple[Place, ...]


@cache
def line(kind: Kind, length: int) -> Line:
    """Return the positions of a line of five or seven."""
    before = ""
    if length == 7:
        before = "中平" if kind in (Kind.A, Kind.D) else "中仄"
    return tuple(Place(sign) for sign in before + _SHAPES[kind])


@dataclass(frozen=True)
class Form:
    """A form by its size. `lines` is 0 where any even number from ten on will do.

    Of a form that is not `regulated` only lines and their lengths are fixed.
    """

    name: str
    length: int
    lines: int
    regulated: bool = True


FORMS = (
    Form("五绝", 5, 4),
    Form("七绝", 7, 4),
    Form("五律", 5, 8),
    Form("七律", 7, 8),
    Form("五言排律", 5, 0),
    Form("七言排律", 7, 0),
    Form("五古", 5, 0, regulated=False),
    Form("七古", 7, 0, regulated=False),
)
BY_NAME = {form.name: form for form in FORMS}
SHORTEST_LONG_FORM = 10


@dataclass(frozen=True)
class Pattern:
    """A form with the kind of each of its lines."""

    length: int
    kinds: tuple[Kind, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line(kind, self.length) for kind in self.kinds)

    @property
    def level_start(self) -> bool:
        """Tell 平起 from 仄起: what the second position of the first line asks for."""
        return self.lines[0][1] is Place.LEVEL

    @property
    def first_rhymes(self) -> bool:
        return self.kinds[0].rhymes

    @property
    def rhyming(self) -> tuple[int, ...]:
        """Return the numbers of the lines that rhyme."""
        return tuple(number for number, kind in enumerate(self.kinds) if kind.rhymes)


def pattern(first: Kind, length: int, lines: int) -> Pattern:
    """Return the pattern that begins with a kind of line."""
    return Pattern(length, tuple(_following(first, lines)))


def patterns(form: Form, lines: int = 0) -> tuple[Pattern, ...]:
    """Return the four patterns of a form, of so many lines where the form leaves it open."""
    if not form.regulated:
        return ()
    count = form.lines or lines or SHORTEST_LONG_FORM
    return tuple(pattern(first, form.length, count) for first in Kind)


def _following(kind: Kind, lines: int) -> Iterator[Kind]:
    for number in range(lines):
        yield kind
        kind = JOINED[kind] if number % 2 else OPPOSED[kind]
