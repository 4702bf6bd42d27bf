"""A poem in rows: its title, its lines, who signed it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont

from app.tabs.poetry.picture import faces, seal
from app.tabs.poetry.picture.layout import Grid, Layout, Mark, best, room, ways, whole
from app.tabs.poetry.picture.layout import Rows as Numbers
from app.tabs.poetry.picture.look import Look, Paper
from app.tabs.poetry.task.text import COMMA, STOP, Manuscript

# In sizes of type.
PITCH, LATIN_PITCH = 1.8, 1.5  # from a row to the next
TITLE, SIGNED = 1.1, 0.7
LONGEST_TITLE = 14.0
SEAL, SEAL_GAP = 1.16, 0.4
POINT = 0.5  # of a point that is empty
GAP = 0.55  # under the title, between stanzas, over the signature; in rows
LONGEST, FOLD = 30.0, 24.0  # a line that is not folded, and a piece of one that is
INDENT = "\u2003"  # of its further pieces
_UNIT = 100.0


class Rows:
    """Sets a poem in rows: Chinese ones in the middle, English ones from the left."""

    def __init__(self, written: Manuscript, look: Look) -> None:
        self._chinese = written.poem.chinese
        self._texts: list[str] = []
        self._starts: set[int] = set()  # of stanzas but the first
        for part in written.parts:
            self._starts |= {len(self._texts)} if self._texts else set()
            for number in part:
                self._texts += self._folded(written.line(number))
        self._title = written.heading
        self._author = " ".join(look.author.split())
        self._seal = seal.proportions(look.seal) * SEAL
        self._gap = 1.0 if look.paper is Paper.LINED else GAP
        self._pitch = PITCH if self._chinese else LATIN_PITCH
        self._space = room(look)
        widths = [self._width(text) for text in self._texts]
        title = faces.width(self._title, self._title_font(_UNIT)) / _UNIT
        longest = max(LONGEST_TITLE, *widths)
        self._title_size = min(TITLE, longest / title if title else TITLE)
        author = faces.width(self._author, self._font(_UNIT)) / _UNIT
        self._author_size = min(SIGNED, longest / author if author else SIGNED)
        self._packing = best(written, self._ways(written, widths), self._measure, self._space)

    def layout(self) -> Layout:
        """Return where everything stands."""
        size = self._packing.size
        width, height = self._measure(self._packing.rows)
        block = QRectF(0, 0, width * size, height * size)
        block.moveCenter(self._space.center())
        grid = Grid(block, self._pitch * size, vertical=False)
        return Layout(tuple(self._marks(block, size)), block, self._stamp(block, size), grid)

    # Inside -------------------------------------------------------------------------------

    def _ways(self, written: Manuscript, widths: list[float]) -> set[Numbers]:
        """Return the ways to fill rows: with lines of a sentence, or several couplets."""
        if not self._chinese:
            return {tuple((number,) for number in range(len(widths)))}
        sentences = [[(number,) for number in each] for each in written.sentences]
        found = ways(sentences, widths, 0, even=written.paired)
        return found | ways(whole(written), widths, 0, even=True) if written.paired else found

    def _folded(self, line: str) -> list[str]:
        """Divide a line of English that is too long between its words."""
        if self._chinese or self._width(line) <= LONGEST:
            return [line]
        pieces = [""]
        for word in line.split():
            longer = f"{pieces[-1]} {word}".strip(" ")
            if pieces[-1] and self._width(longer) > FOLD:
                pieces.append(INDENT + word)
            else:
                pieces[-1] = longer
        return pieces

    def _font(self, size: float) -> QFont:
        return faces.han(size, airy=True) if self._chinese else faces.latin(size)

    def _title_font(self, size: float) -> QFont:
        return self._font(size) if self._chinese else faces.latin(size, italic=True)

    def _width(self, text: str) -> float:
        """Return the width of a row without the empty half of a point at its end."""
        full = faces.width(text, self._font(_UNIT)) / _UNIT
        return full - POINT if text.endswith((COMMA, STOP)) else full

    def _text(self, row: tuple[int, ...]) -> str:
        return "".join(self._texts[number] for number in row)

    @property
    def _foot(self) -> float:
        """The width of the signature with its seal."""
        author = faces.width(self._author, self._font(_UNIT)) / _UNIT * self._author_size
        return author + self._seal.width() + (SEAL_GAP if author and self._seal.width() else 0)

    def _measure(self, rows: Numbers) -> tuple[float, float]:
        title = faces.width(self._title, self._title_font(_UNIT)) / _UNIT * self._title_size
        width = max(title, self._foot, *(self._width(self._text(row)) for row in rows))
        breaks = sum(row[0] in self._starts for row in rows)
        ends = bool(self._title) + bool(self._foot)
        return width, self._pitch * (len(rows) + ends + self._gap * (breaks + ends))

    def _marks(self, block: QRectF, size: float) -> Iterator[Mark]:
        pitch, y = self._pitch * size, block.top()
        if self._title:
            font = self._title_font(size * self._title_size)
            yield self._mark(self._title, font, y + pitch / 2, block)
            y += pitch * (1 + self._gap)
        rows = self._packing.rows
        widest = max(self._width(self._text(row)) for row in rows) * size
        text = QRectF(0, 0, widest, 1)
        text.moveCenter(block.center())
        for row in rows:
            y += pitch * self._gap * (row[0] in self._starts)
            yield self._mark(self._text(row), self._font(size), y + pitch / 2, text)
            y += pitch
        if self._author:
            font = self._font(size * self._author_size)
            x = block.right() - self._foot * size
            width = faces.width(self._author, font)
            middle = block.bottom() - pitch / 2
            yield self._at(self._author, font, QPointF(x + width / 2, middle), faint=True)

    def _mark(self, text: str, font: QFont, y: float, block: QRectF) -> Mark:
        """Return a row: Chinese in the middle of a block, English at its left."""
        full = faces.width(text, font)
        if not self._chinese:
            return self._at(text, font, QPointF(block.left() + full / 2, y))
        empty = POINT * font.pixelSize() if text.endswith((COMMA, STOP)) else 0
        return self._at(text, font, QPointF(block.center().x() + empty / 2, y))

    def _at(self, text: str, font: QFont, centre: QPointF, *, faint: bool = False) -> Mark:
        drop = faces.EM_CENTRE if self._chinese else faces.LATIN_CENTRE
        return Mark(text, centre, font, drop * font.pixelSize(), faint=faint)

    def _stamp(self, block: QRectF, size: float) -> QRectF:
        stamp = QRectF(0, 0, self._seal.width() * size, self._seal.height() * size)
        stamp.moveCenter(QPointF(0, block.bottom() - self._pitch * size / 2))
        stamp.moveRight(block.right())
        return stamp
