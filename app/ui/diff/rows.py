"""What is shown of a change: its lines, and some around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.services.diff import Hunk, Span, changed_parts

CONTEXT_LINES = 2
CONTEXT_CHARACTERS = 60

Kind = Literal["same", "removed", "added"]
Mark = tuple[int, int, Kind]


@dataclass(frozen=True)
class Row:
    """A line: `number` is the one shown, 0 for none; `marks` are the changed parts.

    `line` is the index of the line in the old text, or for an added one in the new text, and -1
    where the text is none of their lines.
    """

    kind: Kind
    number: int
    text: str
    marks: tuple[Mark, ...] = ()
    line: int = -1


class Rows:
    """Finds the rows of the changes of a text."""

    def __init__(self, old: str, hunks: Sequence[Hunk], *, lines: bool, first_line: int) -> None:
        self._old = old
        self._hunks = hunks
        self._whole = lines
        self._first = first_line
        self._texts = old.split("\n")
        self._starts = [0]
        for text in self._texts[:-1]:
            self._starts.append(self._starts[-1] + len(text) + 1)

    def line_of(self, number: int) -> int:
        """Return the line number at which a change begins."""
        return self._index(self._hunks[number].old_start) + self._first

    def of(self, number: int) -> tuple[Row, ...]:
        """Return the rows of a change."""
        return tuple(self._lines(number) if self._whole else self._words(number))

    def _index(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def _lines(self, number: int) -> list[Row]:
        hunk = self._hunks[number]
        start, end = self._index(hunk.old_start), self._index(hunk.old_start) + _count(hunk.old)
        floor, ceiling = 0, len(self._texts) - (not self._texts[-1])
        if number:
            before = self._hunks[number - 1]
            floor = self._index(before.old_start) + _count(before.old)
            floor += (start - floor) // 2 if start - floor < 2 * CONTEXT_LINES else 0
        if number + 1 < len(self._hunks):
            ceiling = self._index(self._hunks[number + 1].old_start)
            ceiling -= (ceiling - end + 1) // 2 if ceiling - end < 2 * CONTEXT_LINES else 0
        removed, added = changed_parts(hunk.old, hunk.new)
        shift = sum(_count(h.new) - _count(h.old) for h in self._hunks[:number])
        return [
            *self._context(max(floor, start - CONTEXT_LINES), start),
            *self._changed("removed", hunk.old, start, 0, removed),
            *self._changed("added", hunk.new, start, shift, added),
            *self._context(end, min(ceiling, end + CONTEXT_LINES)),
        ]

    def _context(self, start: int, end: int) -> list[Row]:
        return [
            Row("same", index + self._first, self._texts[index], line=index)
            for index in range(start, end)
        ]

    def _changed(
        self, kind: Kind, text: str, first: int, shift: int, spans: Sequence[Span]
    ) -> list[Row]:
        """Return changed lines, numbered as if nothing before them were changed."""
        lines = text.removesuffix("\n").split("\n") if text else []
        begins, ends = [a for a, _ in spans], [b for _, b in spans]
        rows, start = [], 0
        for index, line in enumerate(lines, first):
            end = start + len(line)
            here = spans[bisect_right(ends, start) : bisect_left(begins, end)]
            marks = _clip([(a, b, kind) for a, b in here], start, end)
            rows.append(Row(kind, index + self._first, line, marks, index + shift))
            start = end + 1
        return rows

    def _words(self, number: int) -> list[Row]:
        """Show the change within its sentence: what went, then what came."""
        hunk = self._hunks[number]
        start = self._starts[self._index(hunk.old_start)]
        end = self._old.find("\n", hunk.old_end)
        before = self._old[start : hunk.old_start]
        after = self._old[hunk.old_end : len(self._old) if end < 0 else end]
        if len(before) > CONTEXT_CHARACTERS:
            before = "…" + before[-CONTEXT_CHARACTERS:]
        if len(after) > CONTEXT_CHARACTERS:
            after = after[:CONTEXT_CHARACTERS] + "…"
        text = before + hunk.old + hunk.new + after
        middle, behind = len(before) + len(hunk.old), len(text) - len(after)
        spans: list[Mark] = [(len(before), middle, "removed"), (middle, behind, "added")]
        rows, place = [], 0
        for index, line in enumerate(text.split("\n")):
            marks = _clip(spans, place, place + len(line))
            rows.append(Row("same", 0 if index else self.line_of(number), line, marks))
            place += len(line) + 1
        return rows


def _count(text: str) -> int:
    """Count lines, the last one also without its end."""
    return text.count("\n") + (not text.endswith("\n") and text != "")


def _clip(spans: Sequence[Mark], start: int, end: int) -> tuple[Mark, ...]:
    return tuple(
        (max(a, start) - start, min(b, end) - start, kind)
        for a, b, kind in spans
        if max(a, start) < min(b, end)
    )
