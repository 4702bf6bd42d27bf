"""A text and its translation, row by row: a row is a sentence of the source and its partner."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

from app.tabs.translate.task.issues import Issue, Span
from app.tabs.translate.task.request import Request, Translation
from app.tabs.translate.task.sentences import Sentence, gap, split

LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
SURROGATES = re.compile("[\ud800-\udfff]")


def normalised(text: str) -> str:
    """Return a text as an editor holds it: one kind of line end, whole characters."""
    return SURROGATES.sub("\ufffd", LINE_ENDS.sub("\n", text))


class State(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Origin(StrEnum):
    """Where a row's translation comes from."""

    NOWHERE = ""
    MODEL = "model"
    PERSON = "person"
    MEMORY = "memory"
    COPIED = "copied"  # there is nothing in it to translate


@dataclass(eq=False)
class Row:
    """A sentence and its translation; `stale` while that is still the one of an earlier text."""

    source: str
    target: str = ""
    state: State = State.WAITING
    origin: Origin = Origin.NOWHERE
    stale: bool = False
    request: Request | None = None
    result: Translation | None = None
    issues: list[Issue] = field(default_factory=list)
    settled: tuple[str, Origin, Translation | None] | None = None  # while it is done once more


class Sheet:
    """The rows of a text, kept through its changes: an unchanged sentence keeps its row."""

    def __init__(self) -> None:
        self.text = ""
        self.sentences: tuple[Sentence, ...] = ()
        self.rows: list[Row] = []

    def update(self, text: str, language: str) -> list[Row]:
        """Take a new source text; return the rows whose sentence is new or has changed.

        A changed sentence gets a new row, which goes on to show the old translation as stale.
        """
        old, self.text = self.rows, text
        self.sentences = split(text, language)
        names = [sentence.text for sentence in self.sentences]
        matcher = SequenceMatcher(None, [row.source for row in old], names, autojunk=False)
        rows: list[Row] = []
        fresh: list[Row] = []
        for what, start, end, new_start, new_end in matcher.get_opcodes():
            if what == "equal":
                rows += old[start:end]
                continue
            for number, name in enumerate(names[new_start:new_end]):
                row = Row(name)
                if start + number < end:
                    row.target = old[start + number].target
                    row.stale = bool(row.target)
                rows.append(row)
                fresh.append(row)
        self.rows = rows
        return fresh

    def renew(self, *, keep: Origin = Origin.NOWHERE) -> list[Row]:
        """Replace the rows, but for those of the origin to keep; return the new ones."""
        old, self.rows = self.rows, []
        for row in old:
            kept = row if keep and row.origin is keep else None
            self.rows.append(kept or Row(row.source, row.target, stale=bool(row.target)))
        return [row for row, before in zip(self.rows, old, strict=True) if row is not before]

    @property
    def tail(self) -> str:
        """Return what follows the last sentence."""
        return self.text[self.sentences[-1].end :] if self.sentences else self.text

    def source_spans(self) -> list[Span]:
        return [(sentence.start, sentence.end) for sentence in self.sentences]

    def translation(self, target: str) -> tuple[str, list[Span]]:
        """Return the translation and where each row's part of it is."""
        parts: list[str] = []
        spans: list[Span] = []
        at = 0
        pairs = zip(self.sentences, self.rows, strict=True)
        for number, (sentence, row) in enumerate(pairs):
            between = gap(sentence.gap, target, first=number == 0)
            if not row.target and "\n" not in between:
                between = ""
            parts += [between, row.target]
            at += len(between)
            spans.append((at, at + len(row.target)))
            at += len(row.target)
        return "".join([*parts, self.tail]), spans


def edited(
    spans: Sequence[Span],
    old: str,
    position: int,
    removed: int,
    added: str,
    active: int | None = None,
) -> dict[int, str]:
    """Return the new texts of the rows that an edit of the translation touches, by number.

    What is put over several rows goes to the first; the others keep what is left of them. What
    stands between rows belongs to none; text typed there goes to the `active` row where it
    borders on that, and else to the row before.
    """
    end = position + removed
    touched = [n for n, (start, stop) in enumerate(spans) if start < end and stop > position]
    changes: dict[int, str] = {}
    for number in touched:
        start, stop = spans[number]
        before, after = old[start : max(start, position)], old[min(max(end, start), stop) : stop]
        changes[number] = before + (added if number == touched[0] else "") + after
    if not touched and added and spans:
        number = _home(spans, position)
        if active is not None and spans[active][0] <= position <= spans[active][1]:
            number = active
        start, stop = spans[number]
        inside = min(max(position, start), stop)
        changes[number] = old[start:inside] + added + old[inside:stop]
    return changes


def _home(spans: Sequence[Span], position: int) -> int:
    """Return the row that text typed at a position belongs to: the last that begins before it."""
    return max(0, sum(start < position for start, _ in spans) - 1)


def at(spans: Sequence[Span], position: int) -> int | None:
    """Return the row at a position of a text; between two it is the one before."""
    return max(0, sum(start <= position for start, _ in spans) - 1) if spans else None
