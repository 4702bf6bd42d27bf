"""A suggestion that is shown at the cursor and is not in the text."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QPlainTextEdit

from app.tabs.code.editor import units
from app.tabs.code.editor.geometry import top_of, x_of
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
            below = top_of(self._editor, block) - point.y()
            self.clear()
            return QPointF(point.x(), top_of(self._editor, block) - below)
        column = self._column(block, point - QPointF(self._editor.contentOffset().x(), top))
        self.clear()
        self._editor.blockBoundingRect(block)  # lays it out
        line = block.layout().lineForTextPosition(column)
        x = x_of(line, column) + self._editor.contentOffset().x()
        return QPointF(x, top_of(self._editor, block) + line.rect().center().y())

    def _lay_out(self, column: int, text: str) -> None:
        block = self._block
        block.layout().setPreeditArea(column, text)
        self._highlighter.show(block)
        self._editor.blockBoundingRect(block)  # lays it out, and tells the scroll bars
        self._editor.viewport().update()

    def _block_at(self, point: QPointF) -> tuple[QTextBlock, float]:
        block = self._editor.firstVisibleBlock()
        top = top_of(self._editor, block)
        while block.isValid():
            bottom = top + self._editor.blockBoundingRect(block).height()
            if point.y() < bottom:
                break
            block, top = block.next(), bottom
        return block, top

    def _column(self, block: QTextBlock, point: QPointF) -> int:
        """Return the column of the text at a point of the block's layout."""
        layout = block.layout()
        lines = [layout.lineAt(number) for number in range(layout.lineCount())]
        line = next((one for one in lines if point.y() < one.rect().bottom()), lines[-1])
        at, start = line.xToCursor(point.x()), layout.preeditAreaPosition()
        if at <= start:
            return at
        return max(start, at - units.length(layout.preeditAreaText()))
