"""Sets Chinese verse in rows, or in columns from right to left, in the largest type that fits.

Measures are in parts of a character. They run along the lines and across them, so that both
settings are made alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize

from app.tabs.poetry.page.leaf import Leaf
from app.tabs.poetry.page.setting import LOCK, Setting, around, inside
from app.tabs.poetry.task.chinese.faults import At

MARK, WAVE, STOP = 0.42, 0.16, 0.55  # room before a character, behind it, and after a line
PITCH = MARK + 1 + WAVE
STANZA = 0.6
COLUMN, HEAD = 1.5, 2.2  # the room for the title of a vertical sheet, of a horizontal one
LEAST, MOST = 2, 4.5  # pixels of a character for each point of the interface's type

Rows = Sequence[Sequence[int]]


@dataclass(frozen=True)
class _Axes:
    """Turns places along and across the lines into places on the sheet."""

    vertical: bool
    sheet: QSize
    block: QSize

    def rect(self, along: float, across: float, length: float, depth: float) -> QRect:
        left = (self.sheet.width() - self.block.width()) // 2
        top = (self.sheet.height() - self.block.height()) // 2
        start, before = round(along), round(across)
        far, deep = round(along + length) - start, round(across + depth) - before
        if self.vertical:
            return QRect(left + self.block.width() - before - deep, top + start, deep, far)
        return QRect(left + start, top + before, far, deep)


class ChineseSetter:
    """Sets a leaf in a room; `points` is the size of the interface's type."""

    def __init__(self, leaf: Leaf, room: QSize, points: int, vertical: bool, locks: bool) -> None:
        self._leaf, self._room, self._vertical = leaf, room, vertical
        self._lock = LOCK if locks else 0
        self._least, self._most = round(LEAST * points), round(MOST * points)
        size = inside(room)
        self._along, self._across = self._turned(size.width(), size.height())
        self._heading = (COLUMN if vertical else HEAD) if leaf.title or leaf.form else 0.0

    def set(self) -> Setting:
        """Return where everything stands."""
        rows = self._rows()
        cell = int(min(self._most, max(self._least, min(self._fits(rows)))))
        along = max(self._length(row, cell) for row in rows)
        across = round(self._depth(rows) * cell)
        block = QSize(*self._turned(along, across))
        made = Setting(around(block, self._room), cell, self._vertical)
        axes = _Axes(self._vertical, made.size, block)
        made.block = axes.rect(0, 0, along, across)
        made.title = axes.rect(0, 0, along, self._heading * cell)
        before = self._heading * cell
        for row in rows:
            before += STANZA * cell * (row[0] in self._leaf.stanzas[1:])
            made.rules.append(axes.rect(0, before, along, 0).left())
            self._place(made, axes, row, before)
            before += PITCH * cell
        return made

    def _place(self, made: Setting, axes: _Axes, row: Sequence[int], before: float) -> None:
        cell, start = made.type, 0
        for number in row:
            length = self._length((number,), cell)
            made.bands[number] = axes.rect(start, before, length, PITCH * cell)
            if number < len(self._leaf.lines):
                middle = before + MARK * cell
                if self._lock:
                    made.locks[number] = axes.rect(start, middle, LOCK, cell)
                first = start + self._lock
                count = len(self._leaf.lines[number])
                for place in range(count):
                    made.glyphs[At(number, place)] = axes.rect(
                        first + place * cell, before, cell, PITCH * cell
                    )
                made.ends[number] = axes.rect(first + count * cell, middle, STOP * cell, cell)
            start += length

    def _rows(self) -> Rows:
        """Return which lines share a row: those of a sentence, where that makes the type larger.

        Nor need a horizontal sheet have a row for each line, as long as the type is large. Where
        all would be too small, sentences are divided as their rows need it.
        """
        lines = [(number,) for number in range(len(self._leaf.lengths))]
        sentences = self._leaf.sentences
        if not self._vertical and min(self._fits(sentences)) >= self._most * 2 / 3:
            return sentences
        chosen = max(lines, sentences, key=self._type_without_scrolling)
        return chosen if min(self._fits(chosen)) >= self._least else self._divided()

    def _divided(self) -> Rows:
        """Return rows with as many lines of a sentence each as the smallest type allows."""
        rows: list[tuple[int, ...]] = []
        for sentence in self._leaf.sentences:
            row: tuple[int, ...] = ()
            for number in sentence:
                if row and self._length((*row, number), self._least) > self._along:
                    rows.append(row)
                    row = ()
                row = (*row, number)
            rows.append(row)
        return rows

    def _type_without_scrolling(self, rows: Rows) -> float:
        """Return the height of the type if nobody is to scroll along the lines."""
        along, across = self._fits(rows)
        return min(along, max(across, self._least), self._most)

    def _fits(self, rows: Rows) -> tuple[float, float]:
        """Return the height of the type that fits along, and across."""
        along = min((self._along - self._lock * len(row)) / self._parts(row) for row in rows)
        return along, self._across / self._depth(rows)

    def _parts(self, row: Sequence[int]) -> float:
        return sum(self._leaf.lengths[number] + STOP for number in row)

    def _length(self, row: Sequence[int], cell: int) -> int:
        return round(self._parts(row) * cell) + self._lock * len(row)

    def _depth(self, rows: Rows) -> float:
        gaps = sum(row[0] in self._leaf.stanzas[1:] for row in rows)
        return self._heading + len(rows) * PITCH + gaps * STANZA

    def _turned(self, first: int, second: int) -> tuple[int, int]:
        return (second, first) if self._vertical else (first, second)
