"""Scansion: how the syllables of a line fall on the beats of a meter.

The main stress of a longer word needs a beat, and a beat needs no syllable that stands beside the
main stress of its own word, nor an article. Words of one syllable else go where the line wants
them, at a cost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from app.tabs.poetry.task.english.forms import LineForm, Patterns
from app.tabs.poetry.task.english.sounds import ARTICLES, Sound, is_light, normal, sounds, variants

FAULT, STRAIN, SHORTENED = 100.0, 1.0, 1.5
TURNED = 0.5  # a first foot that is turned round

State = tuple[int, int]  # a pattern by its number, and how many of its syllables are there
States = frozenset[State]


@dataclass(frozen=True)
class Syllable:
    """A syllable of a line: its word by number, its stress, its place and if that is at fault."""

    word: int
    stress: str
    place: str
    fault: bool


@dataclass(frozen=True)
class Scan:
    """The best way to read a line under a pattern."""

    pattern: str
    syllables: tuple[Syllable, ...]
    readings: tuple[Sound, ...]
    cost: float

    @property
    def faults(self) -> tuple[int, ...]:
        """The syllables at fault, by number."""
        return tuple(at for at, each in enumerate(self.syllables) if each.fault)


def readings(word: str, metrical: bool) -> tuple[Sound, ...]:
    """Return how a word may be said in a line; only meter lets it be shortened."""
    return variants(word) if metrical else sounds(word)


def costs(word: str, stress: str, places: str) -> tuple[float, ...]:
    """Return what it costs to put each syllable of a word where it falls."""
    return tuple(_cost(word, stress, places, at) for at in range(len(stress)))


def _cost(word: str, stress: str, places: str, at: int) -> float:
    place = places[at]
    if place == "x":
        return 0.0
    if place == "u":
        unstressed = is_light(word) if len(stress) == 1 else stress[at] == "0"
        return 0.0 if unstressed else FAULT
    if len(stress) == 1:
        if place == "s" and normal(word) in ARTICLES:
            return FAULT
        return STRAIN if is_light(word) == (place == "s") else 0.0
    if place == "w":
        return {"1": FAULT, "2": STRAIN, "0": 0.0}[stress[at]]
    if stress[at] != "0":
        return 0.0
    beside = "1" in stress[max(0, at - 1) : at + 2]
    return FAULT if beside else STRAIN


def syllable_counts(words: Sequence[str]) -> tuple[int, ...]:
    """Return how many syllables a line may have, as its words are said; empty if one is unknown."""
    counts = {0}
    for word in words:
        counts = {before + each.syllables for before in counts for each in sounds(word)}
    return tuple(sorted(counts))


def scan(words: Sequence[str], form: LineForm) -> Scan | None:
    """Return the best reading of a line, None if its syllables fit no pattern."""
    found = (_scan(words, pattern, form.metrical) for pattern in form.patterns)
    return min((each for each in found if each), key=lambda each: each.cost, default=None)


def _scan(words: Sequence[str], pattern: str, metrical: bool) -> Scan | None:
    """Return the best reading under one pattern."""
    turned = TURNED if pattern.startswith("sw") else 0.0
    best: dict[int, tuple[float, tuple[Sound, ...]]] = {0: (turned, ())}
    for word in words:
        after: dict[int, tuple[float, tuple[Sound, ...]]] = {}
        for at, (cost, read) in best.items():
            for sound in readings(word, metrical):
                end = at + sound.syllables
                if end > len(pattern):
                    continue
                total = cost + sum(costs(word, sound.stress, pattern[at:end]))
                total += SHORTENED if sound.elided else 0.0
                if end not in after or total < after[end][0]:
                    after[end] = (total, (*read, sound))
        best = after
    if len(pattern) not in best:
        return None
    cost, read = best[len(pattern)]
    return Scan(pattern, tuple(_syllables(words, read, pattern)), read, cost)


def _syllables(words: Sequence[str], read: Sequence[Sound], pattern: str) -> Iterator[Syllable]:
    at = 0
    for number, (word, sound) in enumerate(zip(words, read, strict=True)):
        places = pattern[at : at + sound.syllables]
        each = zip(sound.stress, places, costs(word, sound.stress, places), strict=True)
        yield from (Syllable(number, mark, place, cost >= FAULT) for mark, place, cost in each)
        at += sound.syllables


def start(patterns: Patterns) -> States:
    """Return the states of a line of which nothing is written."""
    return frozenset((number, 0) for number in range(len(patterns)))


def advance(patterns: Patterns, states: States, word: str) -> States:
    """Return the states after one more word; none if it does not fit without a fault."""
    return frozenset(
        (number, end) for number, at in states for end in _ends(patterns[number], at, word)
    )


@cache
def _ends(pattern: str, at: int, word: str) -> tuple[int, ...]:
    found = []
    for sound in sounds(word):
        end = at + sound.syllables
        if end <= len(pattern) and max(costs(word, sound.stress, pattern[at:end])) < FAULT:
            found.append(end)
    return tuple(found)


def is_whole(patterns: Patterns, states: States) -> bool:
    """Tell whether a line may end here."""
    return any(at == len(patterns[number]) for number, at in states)
