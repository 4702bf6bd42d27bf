"""A poem and what was found of it, alike for every form: for the page, the check and the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from msgspec import Struct

from app.tabs.poetry.task.chinese.faults import At, Verdict


class Poem(Struct, frozen=True):
    """A poem with the name of its form. No line is empty; Chinese ones have no punctuation.

    `book` is the rhyme book of a Chinese one, `variant` the number of its tune's form (体),
    `theme` what it was asked to be about, `locked` the numbers of the lines to keep.
    """

    form: str
    lines: tuple[str, ...]
    title: str = ""
    book: str = ""
    variant: int = 0
    theme: str = ""
    locked: tuple[int, ...] = ()

    @property
    def chinese(self) -> bool:
        return not self.form.isascii()


class Level(StrEnum):
    """How much a finding matters."""

    GRAVE = "grave"  # against the form
    MINOR = "minor"  # better avoided
    UNSURE = "unsure"  # a person has to decide
    GOOD = "good"  # irregular, and made good


@dataclass(frozen=True)
class Sign:
    """A character, or an English word, as the page shows it.

    `mark` is what it is: 平, 仄, or "?"; of an English word a sign a syllable, / for a beat and x
    for none. `wanted` is what its place asks for: 平 仄 中 韵, or such signs. `rhyme` is the letter
    of the rhyme that ends here, "" elsewhere.
    """

    text: str
    mark: str = ""
    wanted: str = ""
    verdict: Verdict = Verdict.FREE
    rhyme: str = ""
    rhymes: bool = True


@dataclass(frozen=True)
class Finding:
    """A code with its parameters, and where it was found; the words are the interface's."""

    code: str
    level: Level
    places: tuple[At, ...] = ()
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Judged:
    """A poem held against its form.

    `signs` are the lines; `stanzas` the numbers of the lines that begin one. `pattern` has the
    places of each line that the form asks for, "" for an open one.
    """

    form: str
    signs: tuple[tuple[Sign, ...], ...]
    stanzas: tuple[int, ...]
    findings: tuple[Finding, ...]
    pattern: tuple[str, ...] = ()
    rhyme: str = ""

    @property
    def passed(self) -> bool:
        """Tell whether nothing is against the form."""
        return all(finding.level is not Level.GRAVE for finding in self.findings)

    @property
    def certain(self) -> bool:
        """Tell whether every tone and word is known."""
        open_ones = (Verdict.AMBIGUOUS, Verdict.UNKNOWN)
        return not any(sign.verdict in open_ones for line in self.signs for sign in line)
