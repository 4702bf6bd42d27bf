"""Characters and findings that all Chinese forms have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.tabs.poetry.task.chinese.faults import At, Fault, Verdict
from app.tabs.poetry.task.chinese.readings import read, readings
from app.tabs.poetry.task.chinese.rhymes import Book
from app.tabs.poetry.task.chinese.tones import Tone, sounds
from app.tabs.poetry.task.verse import Finding, Level, Sign

MARKS = {Tone.LEVEL: "平", Tone.OBLIQUE: "仄", Tone.EITHER: "中"}
UNSURE = {Verdict.AMBIGUOUS: "ambiguous_tone", Verdict.UNKNOWN: "unknown_character"}


def mark(tone: Tone) -> str:
    """Return the sign of a tone, "?" where it is open."""
    return MARKS.get(tone, "?")


def plain(line: str, by: Book) -> tuple[Sign, ...]:
    """Return a line that is held against nothing."""
    return tuple(Sign(sound.character, mark(sound.tone)) for sound in sounds(line, by))


def from_faults(faults: Sequence[Fault]) -> Iterator[Finding]:
    """Give faults as findings."""
    for fault in faults:
        level = Level.MINOR if fault.minor else Level.GRAVE
        yield Finding(fault.code.value, level, fault.places, fault.params)


def open_tones(signs: Sequence[Sequence[Sign]]) -> Iterator[Finding]:
    """Give the characters whose tone a person has to decide."""
    for number, line in enumerate(signs):
        said = read("".join(sign.text for sign in line))
        for at, sign in enumerate(line):
            if sign.verdict in UNSURE:
                known = said[at] or ", ".join(readings(sign.text))
                params = {"character": sign.text, "readings": known}
                yield Finding(UNSURE[sign.verdict], Level.UNSURE, (At(number, at),), params)


def wrong_count(wanted: int, found: int) -> Finding:
    """Return that a poem has more or fewer lines than its form."""
    return Finding("lines", Level.GRAVE, (), {"wanted": str(wanted), "found": str(found)})
