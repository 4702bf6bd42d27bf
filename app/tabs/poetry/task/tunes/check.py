"""Where a poem leaves a variant of its tune: lines, lengths, tones, rhymes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from app.tabs.poetry.task.tunes.pattern import ENTERING, FREE, LEVEL, Line, Tune, Variant


class Sound(NamedTuple):
    """One reading of a character: its tone (平 上 去 入) and its rhyme group (部).

    A group holds the level, rising and departing tones together, as 词林正韵 does.
    """

    tone: str
    group: str


class Sounds(Protocol):
    """A rhyme book, as far as a tune needs one."""

    def sounds(self, character: str) -> Collection[Sound]:
        """Return a character's readings, none if the book lacks it."""


@dataclass(frozen=True)
class Place:
    """A character of the poem, by line and position, and the tone that is wanted there."""

    line: int
    position: int
    wanted: str


@dataclass(frozen=True)
class TuneCheck:
    """What was found: `lengths` and the rest hold numbers of lines, from 0.

    `ambiguous` places fit by one of the character's readings, `unknown` ones are in no book:
    both are for a person to judge and break nothing. Tones and rhymes are looked at only in
    lines of the right length.
    """

    lines: int
    wanted_lines: int
    lengths: tuple[int, ...]
    tones: tuple[Place, ...]
    rhymes: tuple[int, ...]
    repeats: tuple[int, ...]
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


def check_tune(lines: Sequence[str], variant: Variant, book: Sounds) -> TuneCheck:
    """Check a poem's lines, without punctuation, against a variant."""
    pairs = list(zip(lines, variant.lines, strict=False))
    lengths = tuple(n for n, (line, form) in enumerate(pairs) if len(line) != len(form))
    right = {n: pair for n, pair in enumerate(pairs) if n not in lengths}
    wrong, ambiguous, unknown = _tones(right, book)
    return TuneCheck(
        lines=len(lines),
        wanted_lines=len(variant.lines),
        lengths=lengths,
        tones=wrong,
        rhymes=_unrhymed(right, book),
        repeats=tuple(
            n for n in right if variant.lines[n].repeats and not lines[n - 1].endswith(lines[n])
        ),
        ambiguous=ambiguous,
        unknown=unknown,
    )


def closest(lines: Sequence[str], tune: Tune, book: Sounds) -> tuple[Variant, TuneCheck]:
    """Return the variant that a poem leaves least, and where it does."""
    checks = [(variant, check_tune(lines, variant, book)) for variant in tune.variants]
    return min(checks, key=lambda each: (_misfit(lines, each[0]), each[1].faults))


def _misfit(lines: Sequence[str], variant: Variant) -> int:
    lengths = Counter(enumerate(map(len, lines)))
    wanted = Counter(enumerate(map(len, variant.lines)))
    return ((lengths - wanted) + (wanted - lengths)).total()


def _tones(
    right: dict[int, tuple[str, Line]], book: Sounds
) -> tuple[tuple[Place, ...], tuple[Place, ...], tuple[Place, ...]]:
    wrong, ambiguous, unknown = [], [], []
    for number, (line, form) in right.items():
        for position, (character, wanted) in enumerate(zip(line, form.tones, strict=True)):
            if wanted == FREE:
                continue
            fits = {(sound.tone == LEVEL) == (wanted == LEVEL) for sound in book.sounds(character)}
            place = Place(number, position, wanted)
            if not fits:
                unknown.append(place)
            elif fits == {False}:
                wrong.append(place)
            elif False in fits:
                ambiguous.append(place)
    return tuple(wrong), tuple(ambiguous), tuple(unknown)


def _unrhymed(right: dict[int, tuple[str, Line]], book: Sounds) -> tuple[int, ...]:
    """Return the lines that do not rhyme with most of their group."""
    groups: dict[int, dict[int, set[str]]] = defaultdict(dict)
    for number, (line, form) in right.items():
        if form.rhyme:
            sounds = book.sounds(line[-1])
            fitting = {sound.group for sound in sounds if _fits(sound.tone, form.rhyme.tone)}
            if sounds:
                groups[form.rhyme.group][number] = fitting
    found: list[int] = []
    for ends in groups.values():
        common = Counter(group for sounds in ends.values() for group in sounds).most_common(1)
        rhyme = common[0][0] if common else ""
        found += (number for number, sounds in ends.items() if rhyme not in sounds)
    return tuple(sorted(found))


def _fits(tone: str, wanted: str) -> bool:
    if wanted == ENTERING:
        return tone == ENTERING
    return (tone == LEVEL) == (wanted == LEVEL)
