"""A Chinese poem in columns from right to left: its title, its lines, who signed it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF

from app.tabs.poetry.picture import faces, seal
from app.tabs.poetry.picture.layout import Grid, Layout, Mark, Rows, best, room, ways, whole
from app.tabs.poetry.picture.look import Look
from app.tabs.poetry.task.text import Manuscript

# In sizes of type.
PITCH = 1.72  # from a column to the next
CELL = 1.14  # from a character to the next
GAP = 0.6  # between two lines in a column
TITLE, LONGEST_TITLE = 0.82, 13.0
SIGNED, LONGEST_SIGNATURE = 0.56, 8.0
SEAL = 1.0
SEAL_GAP = 0.45
_UNIT = 100.0


class Columns:
    """Sets a poem in columns; lengths are in sizes of type until they are laid out."""

    def __init__(self, written: Manuscript, look: Look) -> None:
        self._lines = [_cells(line) for line in written.poem.lines]
        self._lengths = [_length(cells) for cells in self._lines]
        self._title = _cells(written.heading)
        self._title_size = _fitted(self._title, TITLE, LONGEST_TITLE)
        self._author = _cells(" ".join(look.author.split()))
        self._author_size = _fitted(self._author, SIGNED, LONGEST_SIGNATURE)
        self._seal = seal.proportions(look.seal) * SEAL
        self._space = room(look)
        self._packing = best(written, self._ways(written), self._measure, self._space)

    def layout(self) -> Layout:
        """Return where everything stands."""
        size = self._packing.size
        width, height = self._measure(self._packing.rows)
        block = QRectF(0, 0, width * size, height * size)
        block.moveCenter(self._space.center())
        beside = (PITCH - 1) / 2 * size
        grid = Grid(block.adjusted(-beside, 0, beside, 0), PITCH * size, vertical=True)
        return Layout(tuple(self._marks(block, size)), block, self._stamp(block, size), grid)

    # Inside -------------------------------------------------------------------------------

    def _ways(self, written: Manuscript) -> set[Rows]:
        """Return the ways to fill columns: with lines, or with whole sentences."""
        lines = [[(number,) for number in part] for part in written.parts]
        found = ways(lines, self._lengths, GAP, even=written.paired)
        return found if written.paired else found | ways(whole(written), self._lengths, GAP)

    @property
    def _foot(self) -> float:
        """The length of the signature with its seal."""
        author = _length(self._author) * self._author_size
        return author + self._seal.height() + (SEAL_GAP if author and self._seal.height() else 0)

    def _measure(self, rows: Rows) -> tuple[float, float]:
        count = len(rows) + bool(self._title) + bool(self._foot)
        heights = [sum(self._lengths[each] + GAP for each in row) - GAP for row in rows]
        title = _length(self._title) * self._title_size
        return 1 + PITCH * (count - 1), max(*heights, title, self._foot)

    def _marks(self, block: QRectF, size: float) -> Iterator[Mark]:
        x = block.right() - size / 2
        if self._title:
            yield from _column(self._title, QPointF(x, block.top()), size * self._title_size)
            x -= PITCH * size
        for row in self._packing.rows:
            y = block.top()
            for number in row:
                yield from _column(self._lines[number], QPointF(x, y), size)
                y += (self._lengths[number] + GAP) * size
            x -= PITCH * size
        top = QPointF(x, block.bottom() - self._foot * size)
        yield from _column(self._author, top, size * self._author_size, faint=True)

    def _stamp(self, block: QRectF, size: float) -> QRectF:
        stamp = QRectF(0, 0, self._seal.width() * size, self._seal.height() * size)
        stamp.moveCenter(QPointF(block.left() + size / 2, 0))
        stamp.moveBottom(block.bottom())
        return stamp


Cells = list[tuple[str, float]]  # what stands in a column, and how long it is


def _cells(text: str) -> Cells:
    font = faces.latin(_UNIT)
    return [
        (run, CELL if faces.upright(run) else faces.width(run, font) / _UNIT + CELL - 1)
        for run in faces.runs(text)
    ]


def _length(cells: Cells) -> float:
    return sum(length for _, length in cells)


def _fitted(cells: Cells, size: float, longest: float) -> float:
    """Return the size of type in which cells are no longer than that."""
    return min(size, longest / max(1, _length(cells)))


def _column(cells: Cells, top: QPointF, size: float, *, faint: bool = False) -> Iterator[Mark]:
    """Yield the marks of a column from its top down."""
    han, latin = faces.han(size), faces.latin(size)
    y = top.y()
    for run, length in cells:
        centre = QPointF(top.x(), y + length * size / 2)
        if faces.upright(run):
            yield Mark(run, centre, han, faces.EM_CENTRE * size, faint=faint)
        else:
            yield Mark(run, centre, latin, faces.LATIN_CENTRE * size, lies=True, faint=faint)
        y += length * size
