"""A suggestion that is shown at the cursor and is not in the text."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextBlock, QTextLine
from PySide6.QtWidgets import QPlainTextEdit

from app.tabs.code.editor import units
from app.tabs.code.editor.highlighter import Highlighter

LINE_SEPARATOR = "\u2028"


class Ghost:
    """Lives where input methods show what they compose: in the layout of the cursor's block."""

    def __init__(self, editor: QPlainTextEdit, highlighter: Highlighter) -> None:
        self._editor = editor
        self._highlighter = highlighter
        self._block = QTextBlock()
        self.text = ""

    def show(self, text: str) -> None:
        """Show a text at the cursor."""
        self.clear()
        if text:
            cursor = self._editor.textCursor()
            self.text = text
            self._block = cursor.block()
            self._lay_out(cursor.positionInBlock(), text.replace("\n", LINE_SEPARATOR))

    def clear(self) -> None:
        if self.text:
            self.text = ""
            if self._block.isValid():
                self._lay_out(-1, "")

    def shift(self, block: QTextBlock, column: int) -> int:
        """Return where a column of the text is in the layout of its block."""
        layout = block.layout()
        behind = column >= layout.preeditAreaPosition() and bool(self.text)
        return column + (units.length(layout.preeditAreaText()) if behind else 0)

    def unshifted(self, point: QPointF) -> QPointF:
        """Clear the suggestion; return where what was at a point of the view is now."""
        block, top = self._block_at(point)
        if not self.text or not block.isValid() or block.blockNumber() < self._block.blockNumber():
            self.clear()
            return point
        if block != self._block:
            below = self._top(block) - point.y()
            self.clear()
            return QPointF(point.x(), self._top(block) - below)
        column = self._column(block, point - QPointF(self._editor.contentOffset().x(), top))
        self.clear()
        self._editor.blockBoundingRect(block)  # lays it out
        line = block.layout().lineForTextPosition(column)
        x = _x(line, column) + self._editor.contentOffset().x()
        return QPointF(x, self._top(block) + line.rect().center().y())

    def _lay_out(self, column: int, text: str) -> None:
        block = self._block
        block.layout().setPreeditArea(column, text)
        self._highlighter.show(block)
        self._editor.blockBoundingRect(block)  # lays it out, and tells the scroll bars
        self._editor.viewport().update()

    def _block_at(self, point: QPointF) -> tuple[QTextBlock, float]:
        block = self._editor.firstVisibleBlock()
        top = self._top(block)
        while block.isValid():
            bottom = top + self._editor.blockBoundingRect(block).height()
            if point.y() < bottom:
                break
            block, top = block.next(), bottom
        return block, top

    def _top(self, block: QTextBlock) -> float:
        rect = self._editor.blockBoundingGeometry(block)
        return rect.translated(self._editor.contentOffset()).top()

    def _column(self, block: QTextBlock, point: QPointF) -> int:
        """Return the column of the text at a point of the block's layout."""
        layout = block.layout()
        lines = [layout.lineAt(number) for number in range(layout.lineCount())]
        line = next((one for one in lines if point.y() < one.rect().bottom()), lines[-1])
        at, start = line.xToCursor(point.x()), layout.preeditAreaPosition()
        if at <= start:
            return at
        return max(start, at - units.length(layout.preeditAreaText()))


def _x(line: QTextLine, column: int) -> float:
    """Return the place of a column; the stubs leave open which of two results comes."""
    x = line.cursorToX(column)
    return float(x[0] if isinstance(x, tuple) else x)
