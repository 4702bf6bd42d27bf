"""What is painted under and over the text: list signs, quotes, code, authors, emphasis, dimming."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextBlock, QTextDocument, QTextLine
from PySide6.QtWidgets import QTextEdit

from app.piece import Author, Block
from app.tabs.write.editor import units
from app.tabs.write.editor.looks import INDENT, OBJECTS, Looks, segments
from app.tabs.write.editor.page import Page
from app.tabs.write.task import authorship
from app.ui.theme import Theme

BULLETS = "•◦▪"
AUTHOR_ALPHA = 46  # of 255
DIM_ALPHA = 178
QUOTE_WIDTH = 3  # pixels


class Paint:
    """Paints what is visible of a page. `current` is the hunk at the cursor, in positions."""

    def __init__(self, editor: QTextEdit, page: Page, looks: Looks, theme: Theme) -> None:
        self._editor = editor
        self._page = page
        self._looks = looks
        self._theme = theme
        self.authors = False
        self.dimmed = False

    def under(self, painter: QPainter) -> None:
        """Paint what is behind the text."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block, shown, box in self._visible():
            match shown.kind:
                case "code":
                    self._code(painter, box)
                case "quote":
                    self._quote(painter, shown, box)
                case "item":
                    self._item(painter, block, shown)
            if any(run.change for run in shown.runs):
                self._waiting(painter, box)
            if self.authors and shown.kind not in OBJECTS:
                self._tint_authors(painter, block, shown)

    def over(self, painter: QPainter) -> None:
        """Paint what is before the text."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        present = self._editor.textCursor().blockNumber()
        clear = None
        for block, shown, box in self._visible():
            if any(run.italic for run in shown.runs):
                self._dots(painter, block, shown)
            if block.blockNumber() == present:
                padding = 8 if shown.kind == "code" else 2
                clear = box.top() - padding, box.bottom() + padding
        if self.dimmed:
            self._dim(painter, *(clear or (0, 0)))

    def _dim(self, painter: QPainter, top: float, bottom: float) -> None:
        """Veil all but what is between two heights."""
        veil = QColor(self._theme.tokens.surface)
        veil.setAlpha(DIM_ALPHA)
        view = self._editor.viewport()
        painter.fillRect(QRectF(0, 0, view.width(), top), veil)
        painter.fillRect(QRectF(0, bottom, view.width(), max(0, view.height() - bottom)), veil)

    def author_colour(self, author: Author) -> QColor | None:
        """Return the tint of what somebody wrote, None for what is typed."""
        tokens = self._theme.tokens
        names = {"model": tokens.accent, "edited": tokens.caution, "pasted": tokens.faint}
        if author not in names:
            return None
        colour = QColor(names[author])
        colour.setAlpha(AUTHOR_ALPHA)
        return colour

    # Where -------------------------------------------------------------------------------

    def _visible(self) -> Iterator[tuple[QTextBlock, Block, QRectF]]:
        """Yield the visible blocks, what they show, and where, in the view."""
        editor = self._editor
        layout = editor.document().documentLayout()
        across = editor.horizontalScrollBar().value()
        down = editor.verticalScrollBar().value()
        document, count = editor.document(), len(self._page.blocks)
        number = bisect_right(range(count), float(down), key=lambda n: _top(document, n))
        block = document.findBlockByNumber(max(0, number - 2))
        bottom = editor.viewport().height()
        while block.isValid() and block.blockNumber() < len(self._page.blocks):
            box = layout.blockBoundingRect(block).translated(-across, -down)
            if box.top() > bottom:
                return
            yield block, self._page.blocks[block.blockNumber()], box
            block = block.next()

    def _rects(self, block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
        """Yield where characters of a block are, line by line; offsets are Qt's."""
        layout = block.layout()
        origin = self._origin(block)
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first, last = line.textStart(), line.textStart() + line.textLength()
            low, high = max(start, first), min(end, last)
            if low < high:
                left, right = x_of(line, low), x_of(line, high)
                rect = QRectF(left, line.y(), right - left, line.height())
                yield rect.translated(origin)

    def _origin(self, block: QTextBlock) -> QPointF:
        editor = self._editor
        across, down = editor.horizontalScrollBar().value(), editor.verticalScrollBar().value()
        return block.layout().position() - QPointF(across, down)

    # Blocks ------------------------------------------------------------------------------

    def _code(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.tokens.code))
        left, right = self._column()
        painter.drawRoundedRect(QRectF(left, box.top() - 8, right - left, box.height() + 16), 8, 8)

    def _quote(self, painter: QPainter, shown: Block, box: QRectF) -> None:
        colour = QColor(self._theme.tokens.border)
        for level in range(max(1, shown.level)):
            left = self._column()[0] + INDENT * level + 8
            painter.fillRect(QRectF(left, box.top() - 7, QUOTE_WIDTH, box.height() + 14), colour)

    def _waiting(self, painter: QPainter, box: QRectF) -> None:
        bar = QRectF(self._column()[0] - 16, box.top(), 2, box.height())
        painter.fillRect(bar, QColor(self._theme.tokens.accent))

    def _column(self) -> tuple[float, float]:
        """Return where the text begins and ends, from the left of the view."""
        form = self._editor.document().rootFrame().frameFormat()
        across = self._editor.horizontalScrollBar().value()
        right = self._editor.viewport().width() - form.rightMargin()
        return form.leftMargin() - across, right - across

    def _item(self, painter: QPainter, block: QTextBlock, shown: Block) -> None:
        sign = BULLETS[(shown.level - 1) % len(BULLETS)]
        if shown.ordered:
            sign = f"{self._number(block.blockNumber())}."
        line = block.layout().lineAt(0)
        if not line.isValid():
            return
        painter.setFont(self._looks.font())
        painter.setPen(QColor(self._theme.tokens.muted))
        baseline = self._origin(block).y() + line.y() + line.ascent()
        left = self._column()[0] + block.blockFormat().leftMargin()
        width = painter.fontMetrics().horizontalAdvance(sign)
        painter.drawText(QPointF(left - 9 - width, baseline), sign)

    def _number(self, number: int) -> int:
        """Return the number of an ordered item in its list."""
        blocks = self._page.blocks
        level, found = blocks[number].level, 1
        while number:
            number -= 1
            block = blocks[number]
            if block.kind != "item" or block.level < level:
                break
            if block.level == level:
                if not block.ordered:
                    break
                found += 1
        return found

    # Runs --------------------------------------------------------------------------------

    def _tint_authors(self, painter: QPainter, block: QTextBlock, shown: Block) -> None:
        text = authorship.shown(shown.runs)
        painter.setPen(Qt.PenStyle.NoPen)
        for start, end, author, _ in authorship.spans(shown.runs):
            colour = self.author_colour(author)
            if colour is None:
                continue
            painter.setBrush(colour)
            low = units.length(text[:start])
            for rect in self._rects(block, low, low + units.length(text[start:end])):
                painter.drawRect(rect)

    def _dots(self, painter: QPainter, block: QTextBlock, shown: Block) -> None:
        """Paint a dot under each sign of Chinese that is emphasized."""
        painter.setPen(Qt.PenStyle.NoPen)
        at = 0
        for run in shown.runs:
            for part, dense in segments(run.text):
                for sign in part:
                    wide = units.length(sign)
                    if run.italic and dense and sign.isalnum():
                        for rect in self._rects(block, at, at + wide):
                            self._dot(painter, rect)
                    at += wide

    def _dot(self, painter: QPainter, rect: QRectF) -> None:
        painter.setBrush(QColor(self._theme.tokens.text))
        size = max(1.5, self._looks.points / 8)
        painter.drawEllipse(QPointF(rect.center().x(), rect.bottom() + size), size, size)


def _top(document: QTextDocument, number: int) -> float:
    """Return where a block begins, infinity for one that is not laid out yet."""
    layout = document.findBlockByNumber(number).layout()
    return layout.position().y() if layout.lineCount() else math.inf


def x_of(line: QTextLine, column: int) -> float:
    """Return the place of a column of a line."""
    found = line.cursorToX(column)  # a place, or a place and a column, as the binding has it
    place = found[0] if isinstance(found, tuple) else found
    assert isinstance(place, int | float)
    return float(place)
