"""Whether the rhyme words of a poem rhyme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app.tabs.poetry.task.chinese.faults import At, Code, Fault, RhymeWord
from app.tabs.poetry.task.chinese.rhymes import Book, Group
from app.tabs.poetry.task.chinese.tones import Sound, Tone

Sounds = tuple[Sound, ...]


def common_group(lines: Sequence[Sounds], book: Book) -> Group | None:
    """Return the level group that most rhyme words share; between two the first line decides."""
    ends = [line[-1] for line in lines[1::2] if line]
    counts = Counter(group for sound in ends * 2 for group in sound.groups if group.level)
    if lines and lines[0]:
        counts.update(lines[0][-1].groups & counts.keys())
    return max((g for g in book.groups if counts[g]), key=lambda g: counts[g], default=None)


def read_by_rhyme(lines: Sequence[Sounds], group: Group | None, book: Book) -> tuple[Sounds, ...]:
    """Give rhyme words of two tones the reading that rhymes: a rhyme decides, too.

    In the old books it does so even against a phrase, which is one of today. The end of a first
    line that does not rhyme is oblique if it can be.
    """
    if group is None:
        return tuple(lines)
    return tuple(
        (*line[:-1], _at_end(line[-1], group, book, number))
        if line and (number == 0 or number % 2)
        else line
        for number, line in enumerate(lines)
    )


def _at_end(end: Sound, group: Group, book: Book, number: int) -> Sound:
    possible = end.groups if book.modern else book.groups_of(end.character)
    if group in possible:
        settled = frozenset((group,))
        return Sound(end.character, Tone.LEVEL, settled) if end.tone is not Tone.LEVEL else end
    near = any(book.near(each, group) for each in possible)
    if number == 0 and (end.tone is Tone.AMBIGUOUS or (end.tone is Tone.EITHER and not near)):
        oblique = frozenset(each for each in possible if not each.level)
        return Sound(end.character, Tone.OBLIQUE, oblique)
    return end


def rhyme(
    lines: Sequence[Sounds], rhyming: Sequence[int], book: Book, group: Group | None
) -> tuple[tuple[RhymeWord, ...], tuple[Fault, ...]]:
    """Return the rhyme words, and what is wrong with them, under a group."""
    ends = {number: lines[number][-1] for number in rhyming if lines[number]}
    words, faults = [], []
    for number, end in ends.items():
        at = At(number, len(lines[number]) - 1)
        words.append(RhymeWord(at, end.character, end.groups, group in end.groups))
        if group and end.tone is not Tone.OBLIQUE and end.groups and group not in end.groups:
            faults.append(_off(at, end, group, book))
    faults += _repeated(words) + _clashing(lines, rhyming, group, book)
    return tuple(words), tuple(faults)


def _off(at: At, end: Sound, group: Group, book: Book) -> Fault:
    near = next((each for each in end.groups if book.near(each, group)), None)
    if near is None:
        return Fault(Code.OFF_RHYME, (at,), {"group": group.part})
    code = Code.NEAR_RHYME if at.line else Code.BORROWED_RHYME
    return Fault(code, (at,), {"group": group.part, "found": near.part})


def _repeated(words: Sequence[RhymeWord]) -> list[Fault]:
    counts = Counter(word.character for word in words)
    return [
        Fault(
            Code.REPEATED_RHYME,
            tuple(word.at for word in words if word.character == character),
            {"character": character},
        )
        for character, count in counts.items()
        if count > 1
    ]


def _clashing(
    lines: Sequence[Sounds], rhyming: Sequence[int], group: Group | None, book: Book
) -> list[Fault]:
    """Return the lines between that end in the sound of the rhyme in another tone (撞韵)."""
    if group is None:
        return []
    return [
        Fault(Code.CLASHING_END, (At(number, len(line) - 1),), {"character": line[-1].character})
        for number, line in enumerate(lines)
        if line and number not in rhyming and line[-1].groups
        if all(book.echoes(each, group) and not each.level for each in line[-1].groups)
    ]
