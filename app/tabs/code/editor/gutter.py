"""The numbers of the lines."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.tabs.code.editor.geometry import top_of
from app.ui.theme import Theme

LEFT, RIGHT = 14, 14  # pixels around the numbers
FEWEST_DIGITS = 3


class Gutter(QWidget):
    """Stands left of an editor's text and follows it."""

    def __init__(self, editor: QPlainTextEdit, theme: Theme) -> None:
        super().__init__(editor)
        self._editor = editor
        self._theme = theme
        editor.updateRequest.connect(self._on_update)

    def sizeHint(self) -> QSize:
        digits = max(FEWEST_DIGITS, len(str(self._editor.blockCount())))
        width = self._editor.fontMetrics().horizontalAdvance("9") * digits
        return QSize(LEFT + width + RIGHT, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        editor, tokens = self._editor, self._theme.tokens
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(tokens.surface))
        painter.setFont(editor.font())
        height = editor.fontMetrics().lineSpacing()
        current = editor.textCursor().blockNumber()
        block = editor.firstVisibleBlock()
        top = top_of(editor, block)
        while block.isValid() and top <= event.rect().bottom():
            number = block.blockNumber()
            painter.setPen(QColor(tokens.text if number == current else tokens.faint))
            place = QRect(0, round(top), self.width() - RIGHT, height)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, str(number + 1))
            top += editor.blockBoundingRect(block).height()
            block = block.next()
        painter.end()

    def _on_update(self, rect: QRect, dy: int) -> None:
        if dy:
            self.scroll(0, dy)
        else:
            self.update(0, rect.y(), self.width(), rect.height())
