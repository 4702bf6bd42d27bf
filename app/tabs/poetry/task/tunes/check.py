"""Where a poem leaves a variant of its tune: lines, lengths, tones, rhymes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.tabs.poetry.task.tunes.pattern import (
    ENTERING,
    FREE,
    LEVEL,
    OBLIQUE,
    Line,
    Tune,
    Variant,
)


class Group(Protocol):
    """Characters that rhyme: a tone (平 上 去 仄 入) and a part that all its tones share."""

    @property
    def part(self) -> str: ...

    @property
    def category(self) -> str: ...


class Book(Protocol):
    """A rhyme book, as far as a tune needs one; a modern one knows no entering tone."""

    @property
    def modern(self) -> bool: ...

    def of_reading(self, character: str, reading: str) -> Collection[Group]:
        """Return the groups a reading leaves open, all without one, none if it is unknown."""


# Parts of 词林正韵 that poets of Song often let rhyme with one another.
NEIGHBOURS = (
    ("第六部", "第十一部", "第十三部"),
    ("第七部", "第十四部"),
    ("第十七部", "第十八部", "第十九部"),
)
NEAR = {part: neighbours for neighbours in NEIGHBOURS for part in neighbours}

Read = Callable[[str], Sequence[str]]
Groups = list[Collection[Group]]


def unread(line: str) -> Sequence[str]:
    """Leave the reading of each character open."""
    return ("",) * len(line)


@dataclass(frozen=True)
class Place:
    """A character of the poem, by line and position, and the tone that is wanted there."""

    line: int
    position: int
    wanted: str


@dataclass(frozen=True)
class TuneCheck:
    """What was found: `lengths` and the rest hold numbers of lines, from 0.

    `ambiguous` places fit by one of the character's readings, `unknown` ones are in no book,
    lines that are `near` rhyme only with a neighbouring part: all three are for a person to
    judge and break nothing. Tones and rhymes are looked at only in lines of the right length.
    """

    lines: int
    wanted_lines: int
    lengths: tuple[int, ...]
    tones: tuple[Place, ...]
    rhymes: tuple[int, ...]
    repeats: tuple[int, ...]
    near: tuple[int, ...]
    ambiguous: tuple[Place, ...]
    unknown: tuple[Place, ...]

    @property
    def faults(self) -> int:
        """Return how much is wrong."""
        lines = abs(self.lines - self.wanted_lines)
        found = (self.lengths, self.tones, self.rhymes, self.repeats)
        return lines + sum(map(len, found))

    @property
    def passed(self) -> bool:
        """Return whether the poem keeps the form."""
        return not self.faults


def check_tune(
    lines: Sequence[str], variant: Variant, book: Book, read: Read = unread
) -> TuneCheck:
    """Check a poem's lines, without punctuation, against a variant.

    `read` tells for each character of a line its reading, or "" where that is open.
    """
    pairs = list(zip(lines, variant.lines, strict=False))
    lengths = tuple(n for n, (line, form) in enumerate(pairs) if len(line) != len(form))
    right = {
        number: ([book.of_reading(*each) for each in zip(line, read(line), strict=True)], form)
        for number, (line, form) in enumerate(pairs)
        if number not in lengths
    }
    wrong, ambiguous, unknown = _tones(right)
    unrhymed, near = _rhymes(right, book.modern)
    return TuneCheck(
        lines=len(lines),
        wanted_lines=len(variant.lines),
        lengths=lengths,
        tones=wrong,
        rhymes=unrhymed,
        repeats=tuple(
            number
            for number, (_, form) in right.items()
            if form.repeats and not lines[number - 1].endswith(lines[number])
        ),
        near=near,
        ambiguous=ambiguous,
        unknown=unknown,
    )


def closest(
    lines: Sequence[str], tune: Tune, book: Book, read: Read = unread
) -> tuple[Variant, TuneCheck]:
    """Return the variant that a poem leaves least, and where it does."""
    checks = [(variant, check_tune(lines, variant, book, read)) for variant in tune.variants]
    return min(checks, key=lambda each: (_misfit(lines, each[0]), each[1].faults))


def _misfit(lines: Sequence[str], variant: Variant) -> int:
    lengths = Counter(enumerate(map(len, lines)))
    wanted = Counter(enumerate(map(len, variant.lines)))
    return ((lengths - wanted) + (wanted - lengths)).total()


def _tones(
    right: dict[int, tuple[Groups, Line]],
) -> tuple[tuple[Place, ...], tuple[Place, ...], tuple[Place, ...]]:
    wrong, ambiguous, unknown = [], [], []
    for number, (line, form) in right.items():
        for position, (groups, wanted) in enumerate(zip(line, form.tones, strict=True)):
            if wanted == FREE:
                continue
            fits = {_fits(group.category, wanted) for group in groups}
            place = Place(number, position, wanted)
            if not fits:
                unknown.append(place)
            elif fits == {False}:
                wrong.append(place)
            elif False in fits:
                ambiguous.append(place)
    return tuple(wrong), tuple(ambiguous), tuple(unknown)


def _rhymes(
    right: dict[int, tuple[Groups, Line]], modern: bool
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the lines that do not rhyme with most of their group, and those that nearly do."""
    rhymes: dict[int, dict[int, set[str]]] = defaultdict(dict)
    for number, (line, form) in right.items():
        if form.rhyme and line[-1]:
            wanted = OBLIQUE if modern and form.rhyme.tone == ENTERING else form.rhyme.tone
            parts = {group.part for group in line[-1] if _fits(group.category, wanted)}
            rhymes[form.rhyme.group][number] = parts
    unrhymed: list[int] = []
    near: list[int] = []
    for ends in rhymes.values():
        common = Counter(part for parts in ends.values() for part in parts).most_common(1)
        rhyme = common[0][0] if common else ""
        for number in (number for number, parts in ends.items() if rhyme not in parts):
            neighbours = ends[number].intersection(NEAR.get(rhyme, ()))
            (near if neighbours else unrhymed).append(number)
    return tuple(sorted(unrhymed)), tuple(sorted(near))


def _fits(category: str, wanted: str) -> bool:
    if wanted == ENTERING:
        return category == ENTERING
    return (category == LEVEL) == (wanted == LEVEL)
