"""Hold an English poem against its form, and tell what is not as it has to be, in codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from app.tabs.poetry.task.english.forms import Form, LineForm
from app.tabs.poetry.task.english.rhymes import Kind, kind
from app.tabs.poetry.task.english.scan import Scan, scan, syllable_counts
from app.tabs.poetry.task.english.sounds import sounds, words_of

Code = Literal[
    "lines",  # more or fewer than the form has
    "empty",  # a line without a word
    "unknown",  # a word that the dictionary does not know, so that nothing is proven
    "syllables",  # too many or too few
    "stress",  # a syllable on the wrong place
    "rhyme",  # lines that have to rhyme and do not, or not wholly: see Rhyme.kind
    "refrain",  # a line that has to be another one again
    "repeated",  # a line that stands in the poem twice and is no refrain
]


@dataclass(frozen=True)
class Fault:
    """What is wrong at a line; `word` by number, and the `syllable` of the line's scansion."""

    code: Code
    line: int
    word: int | None = None
    syllable: int | None = None


@dataclass(frozen=True)
class LineReport:
    """A line's words, how many syllables they may have, and the best way to read it.

    `syllables` is empty where a word is unknown, `scan` None where no pattern has so many.
    """

    words: tuple[str, ...]
    unknown: tuple[int, ...]
    syllables: tuple[int, ...]
    allowed: tuple[int, ...]
    scan: Scan | None


@dataclass(frozen=True)
class Rhyme:
    """Two lines that have to rhyme, the words that do it, and how they do."""

    group: str
    lines: tuple[int, int]
    words: tuple[str, str]
    kind: Kind


@dataclass(frozen=True)
class Report:
    """What was found. A poem is correct if there is no fault."""

    lines: tuple[LineReport, ...]
    rhymes: tuple[Rhyme, ...]
    faults: tuple[Fault, ...]

    @property
    def correct(self) -> bool:
        return not self.faults


def check(lines: Sequence[str], form: Form) -> Report:
    """Hold the lines of a poem, empty ones between stanzas left out, against a form."""
    written = [line for line in lines if line.strip()]
    asked = form.lines(len(written))
    pairs = list(zip(written, asked, strict=False))
    reports = tuple(read_line(line, each) for line, each in pairs)
    rhymes = tuple(_rhymes(reports, asked))
    faults = [fault for number, each in enumerate(reports) for fault in _line_faults(number, each)]
    faults += [Fault("rhyme", each.lines[1]) for each in rhymes if each.kind != "perfect"]
    faults += _repetitions(reports, asked)
    if len(written) != len(asked):
        faults.append(Fault("lines", min(len(written), len(asked))))
    return Report(reports, rhymes, tuple(sorted(faults, key=lambda fault: fault.line)))


def read_line(line: str, form: LineForm) -> LineReport:
    """Return how one line may be read."""
    words = tuple(words_of(line))
    unknown = tuple(number for number, word in enumerate(words) if not sounds(word))
    best = None if unknown or not words else scan(words, form)
    return LineReport(words, unknown, syllable_counts(words), form.syllables, best)


def _line_faults(number: int, line: LineReport) -> Iterator[Fault]:
    if not line.words:
        yield Fault("empty", number)
    elif line.unknown:
        yield from (Fault("unknown", number, word) for word in line.unknown)
    elif line.allowed and line.scan is None:
        yield Fault("syllables", number)
    elif line.scan:
        for at in line.scan.faults:
            yield Fault("stress", number, line.scan.syllables[at].word, at)


def _rhymes(lines: Sequence[LineReport], asked: Sequence[LineForm]) -> Iterator[Rhyme]:
    """Compare each line with the first of its rhyme, and with the others for a word that returns.

    A refrain that returns has nothing to rhyme with but itself, and is compared only once.
    """
    for number, line in enumerate(lines):
        form = asked[number]
        again = form.refrain and any(each.refrain == form.refrain for each in asked[:number])
        if not form.rhyme or again:
            continue
        earlier = [n for n in range(number) if asked[n].rhyme == form.rhyme]
        found = [(n, kind(lines[n].words, line.words)) for n in earlier]
        if not found:
            continue
        same = next((each for each in found if each[1] in ("identical", "rich")), None)
        at, how = same or found[0]
        ends = tuple(lines[n].words[-1] if lines[n].words else "" for n in (at, number))
        yield Rhyme(form.rhyme, (at, number), (ends[0], ends[1]), how)


def _repetitions(lines: Sequence[LineReport], asked: Sequence[LineForm]) -> Iterator[Fault]:
    """Give the refrains that change and the other lines that do not."""
    refrains: dict[str, tuple[str, ...]] = {}
    seen: set[tuple[str, ...]] = set()
    for number, line in enumerate(lines):
        name = asked[number].refrain
        if name and refrains.setdefault(name, line.words) != line.words:
            yield Fault("refrain", number)
        elif not name and line.words and line.words in seen:
            yield Fault("repeated", number)
        seen.add(line.words)
