"""The field in which a poem is written by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QInputMethodEvent,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QToolTip

from app.ui.theme import Theme

LEADING = 150  # per cent of the height of a line


class Mark(NamedTuple):
    """What is underlined, in a colour of the theme, and what is said of it."""

    cursor: QTextCursor
    ink: str
    tell: Callable[[], str]


class PoemField(QTextEdit):
    """Plain text in large type, with marks that stay with what they were set to.

    `composing` tells whether an input method is at work.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QTextEdit { background: transparent; border: none; }")
        self._theme = theme
        self._hint = ""
        self._marks: list[Mark] = []
        self._pointed: Sequence[QTextCursor] = ()
        self.composing = False
        theme.changed.connect(self._show)

    def show_text(self, text: str) -> None:
        """Show another text, without marks; what was written before cannot come back."""
        self._marks, self._pointed = [], ()
        self.setPlainText(text)
        leading = QTextBlockFormat()
        height = QTextBlockFormat.LineHeightTypes.ProportionalHeight
        leading.setLineHeight(LEADING, height.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(leading)
        self.document().clearUndoRedoStacks()
        self._show()

    def set_type(self, font: QFont, aligned: Qt.AlignmentFlag) -> None:
        """Set the text in a type, in the middle or from the left."""
        self.setFont(font)
        self.document().setDefaultTextOption(QTextOption(aligned))

    def show_hint(self, text: str) -> None:
        """Say something where nothing is written."""
        self._hint = text
        self.setAccessibleDescription(text)
        self.viewport().update()

    def cursor_at(self, start: int, end: int) -> QTextCursor:
        """Return a cursor that selects, and does not grow when one types behind it."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.setKeepPositionOnInsert(True)
        return cursor

    def show_marks(self, marks: Iterable[Mark]) -> None:
        """Underline these; the last are seen where there are several."""
        self._marks = list(marks)
        self._show()

    def point(self, cursors: Sequence[QTextCursor]) -> None:
        """Have these stand out, and no others; the first is selected."""
        if not cursors and not self._pointed:
            return
        self._pointed = cursors
        if cursors:
            chosen = QTextCursor(cursors[0])
            chosen.setKeepPositionOnInsert(False)
            self.setTextCursor(chosen)
            self.ensureCursorVisible()
        self._show()

    def said_at(self, pos: QPoint) -> str:
        """Return what is said of what is underlined at a point of the view."""
        cursor = self.cursorForPosition(pos)
        rect = self.cursorRect(cursor)
        at = cursor.position() - (rect.left() > pos.x())
        if not rect.top() <= pos.y() <= rect.bottom():
            return ""
        said = (
            mark.tell()
            for mark in self._marks
            if mark.cursor.selectionStart() <= at < mark.cursor.selectionEnd()
        )
        return "".join(f"<p>{escape(text)}</p>" for text in dict.fromkeys(said))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.said_at(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.document().isEmpty() or self.composing:
            return
        painter = QPainter(self.viewport())
        font = QFont(self.font())
        font.setPixelSize(round(font.pixelSize() * 0.62))
        painter.setFont(font)
        painter.setPen(QColor(self._theme.tokens.faint))
        room = self.viewport().rect()
        room.setTop(self.cursorRect().bottom())
        aligned = self.document().defaultTextOption().alignment()
        painter.drawText(room, aligned | Qt.TextFlag.TextWordWrap, self._hint)
        painter.end()

    def _show(self) -> None:
        tokens = self._theme.tokens
        shown = []
        for cursor in self._pointed:
            ground = QTextCharFormat()
            ground.setBackground(QColor(tokens.selection))
            shown.append(_selection(cursor, ground))
        for mark in self._marks:
            line = QTextCharFormat()
            line.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            line.setUnderlineColor(QColor(getattr(tokens, mark.ink)))
            shown.append(_selection(mark.cursor, line))
        self.setExtraSelections(shown)


def _selection(cursor: QTextCursor, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    made.cursor, made.format = cursor, look
    return made
