"""What a check finds: codes with parameters; the words for them belong to the interface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from app.tabs.poetry.task.chinese.forms import Form, Pattern, Place
from app.tabs.poetry.task.chinese.rhymes import Group
from app.tabs.poetry.task.chinese.tones import Tone


class At(NamedTuple):
    """A character by its line and its position there, from 0."""

    line: int
    place: int


class Code(StrEnum):
    LINES = "lines"  # wanted, found
    LENGTH = "length"  # wanted, found
    TONE = "tone"  # wanted
    LONE_LEVEL = "lone_level"  # 孤平
    THREE_LEVEL = "three_level"  # 三平调
    THREE_OBLIQUE = "three_oblique"  # 三仄尾
    UNOPPOSED = "unopposed"  # 失对
    UNJOINED = "unjoined"  # 失粘
    OFF_RHYME = "off_rhyme"  # 落韵; group
    NEAR_RHYME = "near_rhyme"  # 邻韵 where it may not stand; group, found
    BORROWED_RHYME = "borrowed_rhyme"  # 邻韵 in the first line, 借韵; group, found
    REPEATED_RHYME = "repeated_rhyme"  # 重韵; character
    CLASHING_END = "clashing_end"  # 撞韵; character
    REPEATED_CHARACTER = "repeated_character"  # 重字; character


# Better avoided, but not against the form.
MINOR = frozenset(
    (Code.THREE_OBLIQUE, Code.BORROWED_RHYME, Code.CLASHING_END, Code.REPEATED_CHARACTER)
)


class Rescue(StrEnum):
    """How an irregular tone is made good (拗救)."""

    ITSELF = "itself"  # 本句自救
    NEXT_LINE = "next_line"  # 对句相救
    LONE_LEVEL = "lone_level"  # 孤平拗救


class Verdict(StrEnum):
    FITS = "fits"
    VIOLATES = "violates"
    SAVED = "saved"  # irregular, and made good
    AMBIGUOUS = "ambiguous"  # fits by one of its readings
    UNKNOWN = "unknown"  # not in the book
    FREE = "free"


@dataclass(frozen=True)
class Fault:
    code: Code
    places: tuple[At, ...]
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def minor(self) -> bool:
        return self.code in MINOR


@dataclass(frozen=True)
class Save:
    """An irregular place, first, and what makes it good."""

    rescue: Rescue
    places: tuple[At, ...]


@dataclass(frozen=True)
class Mark:
    """One character: what it is, what its place asks for, and whether that fits."""

    character: str
    tone: Tone
    place: Place
    verdict: Verdict


@dataclass(frozen=True)
class RhymeWord:
    at: At
    character: str
    groups: frozenset[Group]
    rhymes: bool


@dataclass(frozen=True)
class Report:
    """What was found. Lines of a wrong length, and free forms, have no marks."""

    form: Form
    book: str
    lines: tuple[str, ...]
    pattern: Pattern | None
    marks: tuple[tuple[Mark, ...], ...]
    rhyme: Group | None
    rhymes: tuple[RhymeWord, ...]
    faults: tuple[Fault, ...]
    saves: tuple[Save, ...]

    @property
    def passed(self) -> bool:
        """Tell whether nothing is against the form; what is ambiguous is not."""
        return all(fault.minor for fault in self.faults)

    @property
    def certain(self) -> bool:
        """Tell whether every character's tone is known."""
        open_ones = (Verdict.AMBIGUOUS, Verdict.UNKNOWN)
        return not any(mark.verdict in open_ones for line in self.marks for mark in line)
