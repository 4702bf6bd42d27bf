"""How the ends of two lines rhyme."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from app.tabs.poetry.task.english.sounds import Sound, is_light, is_vowel, normal, sounds

# perfect: the same from the last stressed vowel on, and another consonant before it; identical:
# the same word; rich: the same consonant too; slant: only the end of the last syllable is alike.
Kind = Literal["perfect", "identical", "rich", "slant", "none", "unknown"]


def kind(first: Sequence[str], second: Sequence[str]) -> Kind:
    """Tell how two lines of words rhyme; the readings that suit best decide."""
    if not (first and second):
        return "unknown"
    ends, others = endings(*first[-2:]), endings(*second[-2:])
    if not ends or not others:
        return "unknown"
    same = normal(first[-1]) == normal(second[-1])
    if same and not is_light(first[-1]):
        return "identical"
    pairs = [(one, other) for one in ends for other in others]
    alike = [(one, other) for one, other in pairs if one.rhyme == other.rhyme]
    if any(one.onset != other.onset for one, other in alike):
        return "perfect"
    if same:
        return "identical"
    if alike:
        return "rich"
    return "slant" if any(_slant(one.ending, other.ending) for one, other in pairs) else "none"


@cache
def endings(*words: str) -> tuple[Sound, ...]:
    """Return the ways in which the last of two words, or one, may end a line.

    A light word leans on the one before it, so that `found it` may rhyme with `around it`.
    """
    last = sounds(words[-1])
    if len(words) < 2 or not is_light(words[-1]):
        return last
    leaning = tuple(
        Sound(before.phones + tuple(_light(phone) for phone in each.phones))
        for before in sounds(words[-2])
        for each in last
        if each.syllables == 1 and before.stress.strip("0")
    )
    return last + leaning


def _light(phone: str) -> str:
    return phone[:-1] + "0" if is_vowel(phone) else phone


def _slant(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two last syllables are alike: wholly, or in the consonants that end them."""
    return one == other or (len(one) > 1 and one[1:] == other[1:])
