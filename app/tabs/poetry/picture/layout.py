"""What stands where in a picture, with lines together so that the type is as large as can be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont

from app.tabs.poetry.picture.look import SHORT, Look, size_of
from app.tabs.poetry.task.text import Manuscript

MARGIN = SHORT * 0.13
LARGEST = SHORT * 0.07  # size of type
WHOLE = 0.96  # of the size of type that a sentence which is not divided is worth
ROUNDING = 1e-6
Rows = tuple[tuple[int, ...], ...]  # the numbers of the lines of each column, or row
Units = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Mark:
    """A run of text around its centre; `drop` is how far the base line lies under that."""

    text: str
    centre: QPointF
    font: QFont
    drop: float
    lies: bool = False  # turned by a right angle
    faint: bool = False


@dataclass(frozen=True)
class Grid:
    """The columns, or rows, that a poem takes; `pitch` is from one to the next."""

    box: QRectF
    pitch: float
    vertical: bool


@dataclass(frozen=True)
class Layout:
    """What stands in a picture, within a block."""

    marks: tuple[Mark, ...]
    block: QRectF
    seal: QRectF
    grid: Grid


@dataclass(frozen=True)
class Packing:
    """Which lines stand together, and the size of type that this allows."""

    rows: Rows
    size: float
    broken: int  # rows that begin within a sentence
    misfit: float  # 0 where the block has the proportions of its room

    @property
    def worth(self) -> tuple[float, float]:
        return round(self.size * WHOLE**self.broken), -self.misfit


def room(look: Look) -> QRectF:
    """Return where text may stand."""
    page = QRectF(QPointF(), size_of(look.size))
    return page.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)


def best(
    written: Manuscript,
    rows_of: set[Rows],
    measure: Callable[[Rows], tuple[float, float]],
    space: QRectF,
) -> Packing:
    """Return the rows with the largest type; of several, those that suit their room best.

    `measure` returns the width and the height of the whole in sizes of type.
    """
    starts = {sentence.start for sentence in written.sentences}
    found = []
    for rows in sorted(rows_of):
        width, height = measure(rows)
        size = min(LARGEST, space.width() / width, space.height() / height)
        broken = 0 if written.paired else sum(row[0] not in starts for row in rows)
        misfit = abs(log(width / height * space.height() / space.width()))
        found.append(Packing(rows, size, broken, misfit))
    return max(found, key=lambda packing: packing.worth)


def ways(
    groups: Sequence[Units], lengths: Sequence[float], gap: float, *, even: bool = False
) -> set[Rows]:
    """Return the ways to put the units of a group together, `even` as many lines in each row.

    A unit is lines that stay together; `gap` is between two lines of a row.
    """

    def length(lines: Sequence[int]) -> float:
        return sum(lengths[number] + gap for number in lines)

    longest = max(length(unit) for group in groups for unit in group)
    sums = (total for group in groups for total in accumulate(map(length, group)))
    capacities = {longest, *(total for total in sums if total > longest)}
    found = {
        tuple(row for group in groups for row in _packed(group, length, capacity))
        for capacity in capacities
    }
    regular = {rows for rows in found if len(set(map(len, rows))) == 1}
    return regular if even and regular else found


def whole(written: Manuscript) -> list[Units]:
    """Return the sentences of each stanza, none of which is to be divided."""
    return [[each for each in written.sentences if each.start in part] for part in written.parts]


def _packed(
    group: Units, length: Callable[[Sequence[int]], float], capacity: float
) -> list[tuple[int, ...]]:
    rows: list[tuple[int, ...]] = []
    row: tuple[int, ...] = ()
    for unit in group:
        if row and length((*row, *unit)) > capacity + ROUNDING:
            rows.append(row)
            row = ()
        row = (*row, *unit)
    return [*rows, row]
