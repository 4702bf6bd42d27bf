"""The words that a search may use, by the shapes they have in a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from app.tabs.poetry.task.english.forms import Patterns
from app.tabs.poetry.task.english.scan import States, advance
from app.tabs.poetry.task.english.sounds import ARTICLES, common, is_light, normal, sounds

Shape = tuple[frozenset[str], bool, bool]


class Vocabulary:
    """Words of which every one is known; a word of one syllable that fits any place is there."""

    def __init__(self, words: Iterable[str] = (), avoid: Iterable[str] = ()) -> None:
        self.avoid = frozenset(map(normal, avoid))
        asked = map(normal, words or common())
        self.words = tuple(dict.fromkeys(w for w in asked if w not in self.avoid and sounds(w)))
        self._shapes = by_shape(self.words)
        if (frozenset("1"), False, False) not in self._shapes:
            raise ValueError("a vocabulary needs a word of one syllable")

    def fitting(self, patterns: Patterns, states: States, goals: States) -> Iterator[list[str]]:
        """Give the words, by shape, that may come next if one of the goals is to be reached."""
        for words in self._shapes.values():
            if reachable(advance(patterns, states, words[0]), goals):
                yield words


def reachable(states: States, goals: States) -> States:
    """Return the states from which a goal may be reached: words of one syllable fill any gap."""
    last: dict[int, int] = {}
    for number, at in goals:
        last[number] = max(at, last.get(number, -1))
    return frozenset((number, at) for number, at in states if at <= last.get(number, -1))


def by_shape(words: Iterable[str]) -> dict[Shape, list[str]]:
    """Return words together with those that fit the same places."""
    shapes: dict[Shape, list[str]] = {}
    for word in words:
        shapes.setdefault(shape(word), []).append(word)
    return shapes


@cache
def shape(word: str) -> Shape:
    """Return what decides where a word fits."""
    return frozenset(sound.stress for sound in sounds(word)), is_light(word), word in ARTICLES
