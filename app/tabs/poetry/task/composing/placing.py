"""Find places for the words that a poem has to have."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence

from app.tabs.poetry.task.chinese.faults import At
from app.tabs.poetry.task.chinese.limits import plain, without
from app.tabs.poetry.task.chinese.rhymes import Book
from app.tabs.poetry.task.chinese.tones import sound

Sets = tuple[tuple[str, ...], ...]


class Impossible(Exception):
    """Wishes that no poem can have together: `wish` names which, `text` and `limit` say more."""

    def __init__(self, wish: str, text: str, limit: str = "") -> None:
        super().__init__(f"{wish}: {text} {limit}")
        self.wish, self.text, self.limit = wish, text, limit


def place(
    words: Sequence[str], sets: Sets, by: Book, taken: Collection[At], chance: random.Random
) -> Sets:
    """Give each word a place where its tones fit, and return what is allowed then.

    A word that is there already has its place. Words stand where a pause divides a line if they
    can: after an even number of characters. Raises Impossible for a word that fits nowhere.
    """
    lines = [list(line) for line in sets]
    blocked = set(taken)
    for word in sorted(words, key=len, reverse=True):
        if any(plain(word) in _standing(line) for line in lines):
            continue
        found = list(_fitting(word, lines, by, blocked))
        if not found:
            raise Impossible("word", word)
        best = min(_strain(at, word, lines) for at in found)
        at = chance.choice([each for each in found if _strain(each, word, lines) == best])
        for step, character in enumerate(word):
            lines[at.line][at.place + step] = character
            blocked.add(At(at.line, at.place + step))
        for line in lines:
            line[:] = [text if len(text) == 1 else without(text, word) for text in line]
    return tuple(map(tuple, lines))


def _fitting(word: str, lines: list[list[str]], by: Book, blocked: set[At]) -> Iterator[At]:
    for number, line in enumerate(lines):
        for start in range(len(line) - len(word) + 1):
            places = [At(number, start + step) for step in range(len(word))]
            if blocked.isdisjoint(places) and all(
                _may_stand(character, line[at.place], at.place == len(line) - 1, by)
                for character, at in zip(word, places, strict=True)
            ):
                yield places[0]


def _may_stand(character: str, allowed: str, last: bool, by: Book) -> bool:
    """Tell whether a character fits where these may stand; rare ones fit by their tone."""
    if character in allowed:
        return True
    tone = sound(character, by).tone
    if last or len(allowed) < 2:
        return False
    return all(tone.may_be(level) for level in _levels(allowed, by))


def _levels(allowed: str, by: Book) -> set[bool]:
    """Return whether level or oblique characters may stand, or both, then any one may."""
    found = {sound(character, by).tone.may_be(True) for character in allowed[:64:7]}
    return found if len(found) == 1 else set()


def _strain(at: At, word: str, lines: list[list[str]]) -> int:
    """Return how ill a word stands: across a pause, or at the end, where it decides the rhyme."""
    length = len(lines[at.line])
    pause = (length - 3) if length in (5, 7) else length
    across = at.place < pause < at.place + len(word)
    return 2 * across + (len(word) > 1 and at.place < pause and at.place % 2)


def _standing(line: list[str]) -> str:
    """Return a line with a space at each place that is open."""
    return plain("".join(text if len(text) == 1 else " " for text in line))
