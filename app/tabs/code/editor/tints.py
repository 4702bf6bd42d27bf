"""What is painted under the text: the current line, what was found, brackets."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextBlock
from PySide6.QtWidgets import QPlainTextEdit

from app.tabs.code.editor import units
from app.tabs.code.editor.brackets import Spot
from app.tabs.code.editor.geometry import top_of, x_of
from app.tabs.code.editor.ghost import Ghost
from app.ui.theme import Theme

ROUND = 3  # pixels
LINE_ALPHA, FOUND_ALPHA = 110, 64  # of 255
Span = tuple[int, int]  # positions in the document


class Tints:
    """Paints them. Extra selections would not know of the suggestion in the line."""

    def __init__(self, editor: QPlainTextEdit, ghost: Ghost, theme: Theme) -> None:
        self._editor = editor
        self._ghost = ghost
        self._theme = theme
        self.found: Sequence[Span] = ()  # sorted
        self.brackets: tuple[Spot, Spot] | None = None

    def paint(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        cursor = self._editor.textCursor()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not cursor.hasSelection():
            line = self._editor.cursorRect()
            width = self._editor.viewport().width()
            colour = _faint(tokens.bubble, LINE_ALPHA)
            painter.fillRect(0, line.top(), width, line.height(), colour)
        painter.setBrush(_faint(tokens.caution, FOUND_ALPHA))
        for rect in self._found():
            painter.drawRoundedRect(rect, ROUND, ROUND)
        painter.setBrush(QColor(tokens.selection))
        for block, index in self.brackets or ():
            column = units.length(block.text()[:index])
            painter.drawRoundedRect(self._rect(block, column, column + 1), ROUND, ROUND)

    def _found(self) -> Iterator[QRectF]:
        """Yield where the visible matches are."""
        if not self.found:
            return
        block = self._editor.firstVisibleBlock()
        bottom = self._editor.viewport().height()
        number = bisect_left(self.found, (block.position(), 0))
        while block.isValid() and top_of(self._editor, block) < bottom:
            end = block.position() + block.length()
            while number < len(self.found) and self.found[number][0] < end:
                start, stop = self.found[number]
                first = start - block.position()
                yield self._rect(block, first, min(stop - block.position(), block.length() - 1))
                number += 1
            block = block.next()

    def _rect(self, block: QTextBlock, first: int, last: int) -> QRectF:
        top, left = top_of(self._editor, block), self._editor.contentOffset().x()
        shifted = self._ghost.shift(block, first)
        line = block.layout().lineForTextPosition(shifted)
        if not line.isValid():
            return QRectF()
        start = x_of(line, shifted)
        end = x_of(line, shifted + last - first)
        return QRectF(left + start, top + line.y(), end - start, line.height())


def _faint(name: str, alpha: int) -> QColor:
    colour = QColor(name)
    colour.setAlpha(alpha)
    return colour
