"""The English forms: what each line has to be.

A meter is the set of patterns that a line may keep, one sign a syllable: s carries a beat, w none,
u none after the last beat, where only an unstressed syllable can stand, x either. The usual
substitutions are patterns of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Literal

FormId = Literal[
    "shakespearean",
    "petrarchan",
    "haiku",
    "limerick",
    "ballad",
    "villanelle",
    "couplets",
    "blank",
    "free",
]
Patterns = tuple[str, ...]


@dataclass(frozen=True)
class LineForm:
    """What a line has to be: lines of the same `rhyme` rhyme, those of a `refrain` are the same."""

    patterns: Patterns
    rhyme: str = ""
    refrain: str = ""

    @property
    def syllables(self) -> tuple[int, ...]:
        """The numbers of syllables that the line may have; empty where any will do."""
        return tuple(sorted({len(pattern) for pattern in self.patterns}))

    @property
    def metrical(self) -> bool:
        return any("s" in pattern for pattern in self.patterns)


@dataclass(frozen=True)
class Form:
    """A form: its lines by stanza. An `endless` one is its stanza again and again."""

    id: FormId
    stanzas: tuple[tuple[LineForm, ...], ...]
    endless: bool = False

    def lines(self, count: int = 0) -> tuple[LineForm, ...]:
        """Return the lines of the form, of an endless one at least `count`, in whole stanzas."""
        lines = tuple(line for stanza in self.stanzas for line in stanza)
        if not self.endless:
            return lines
        times = max(1, -(-count // len(lines)))
        return tuple(
            LineForm(line.patterns, line.rhyme and f"{line.rhyme}{number}")
            for number in range(times)
            for line in lines
        )


def iambic(feet: int, anapests: int = 0) -> Patterns:
    """Return the patterns of an iambic line.

    The first foot may be turned round, one unstressed syllable may follow the last, and so many
    feet may have one unstressed syllable more.
    """
    patterns = [
        "".join(chosen) + ending
        for chosen in product(("sw", "ws", "wws"), *[("ws", "wws")] * (feet - 1))
        for ending in ("", "u")
        if chosen.count("wws") <= anapests
    ]
    return tuple(sorted(patterns, key=lambda pattern: (pattern.startswith("s"), len(pattern))))


def triple(beats: int) -> Patterns:
    """Return the patterns of a line whose beats stand two syllables apart, as in a limerick."""
    return tuple(
        before + "s" + "wws" * (beats - 1) + after
        for before, after in product(("w", "ww"), ("", "u", "uu"))
    )


def counted(syllables: int) -> Patterns:
    """Return the pattern of a line of which only the syllables are counted."""
    return ("x" * syllables,)


PENTAMETER = iambic(5)


def _rhymed(scheme: str, patterns: Patterns = PENTAMETER) -> tuple[LineForm, ...]:
    return tuple(LineForm(patterns, sign) for sign in scheme)


def _limerick() -> tuple[LineForm, ...]:
    beats = {"a": triple(3), "b": triple(2)}
    return tuple(LineForm(beats[sign], sign) for sign in "aabba")


def _ballad() -> tuple[LineForm, ...]:
    four, three = iambic(4, anapests=1), iambic(3, anapests=1)
    return (LineForm(four), LineForm(three, "a"), LineForm(four), LineForm(three, "a"))


def _villanelle() -> tuple[tuple[LineForm, ...], ...]:
    """Two refrains, 1 and 2, which rhyme with each other and come back in turn."""
    stanzas = ("1b2", "ab1", "ab2", "ab1", "ab2", "ab12")
    return tuple(
        tuple(
            LineForm(PENTAMETER, "a", sign) if sign.isdigit() else LineForm(PENTAMETER, sign)
            for sign in stanza
        )
        for stanza in stanzas
    )


FORMS: dict[FormId, Form] = {
    form.id: form
    for form in (
        Form("shakespearean", tuple(map(_rhymed, ("abab", "cdcd", "efef", "gg")))),
        Form("petrarchan", tuple(map(_rhymed, ("abba", "abba", "cde", "cde")))),
        Form("haiku", (tuple(LineForm(counted(number)) for number in (5, 7, 5)),)),
        Form("limerick", (_limerick(),)),
        Form("ballad", (_ballad(),), endless=True),
        Form("villanelle", _villanelle()),
        Form("couplets", (_rhymed("aa"),), endless=True),
        Form("blank", ((LineForm(PENTAMETER),),), endless=True),
        Form("free", ((LineForm(()),),), endless=True),
    )
}
