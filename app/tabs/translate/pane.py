"""One side of the text: an editor that knows its sentences."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QInputMethodEvent,
    QMouseEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from app.tabs.translate.task import sheet
from app.tabs.translate.task.issues import Span

LINE_PERCENT = 135
LAST_OF_PLANE = "\uffff"
Mark = tuple[Span, str]  # where, and "active", "hovered", "stale", "issue" or "term"


class Pane(QTextEdit):
    """Shows plain text and marks; tells where the person is in it.

    `touched` carries the position of an edit, the characters removed, and the text that was there
    before. What the program writes is not told.
    """

    hovered = Signal(int)  # the sentence under the mouse, -1 for none
    entered = Signal(int)  # the sentence the cursor is in, -1 for none
    word_clicked = Signal(int)  # a position in the text
    scrolled = Signal()
    touched = Signal(int, int, str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAcceptRichText(False)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self._space_lines()
        self.viewport().setMouseTracking(True)
        self.spans: Sequence[Span] = ()
        self._quiet = False
        self._composing = False
        self._held: tuple[str, Sequence[Span]] | None = None
        self._text = ""
        self._plane = True  # every character is one UTF-16 unit
        self._pressed: QPoint | None = None
        self.document().contentsChange.connect(self._on_contents)
        self.cursorPositionChanged.connect(self._on_cursor)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll)

    def text(self) -> str:
        return self._text

    def _space_lines(self) -> None:
        """Give the lines air; paragraphs inherit it from the first."""
        shape = QTextBlockFormat()
        shape.setLineHeight(LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        self.document().setUndoRedoEnabled(False)
        QTextCursor(self.document()).mergeBlockFormat(shape)
        self.document().setUndoRedoEnabled(True)

    def cursor_position(self) -> int:
        return self._position(self.textCursor())

    def show_text(self, text: str, spans: Sequence[Span], *, undoable: bool = False) -> None:
        """Show a text; only what differs is replaced, so that nothing else moves.

        What is not undoable also ends what the person could undo before. While an input method
        composes it waits.
        """
        if self._composing:
            self._held = (text, spans)
            return
        self.spans = spans
        old = self._text
        if text == old:
            return
        caret = self.textCursor()
        start = _common(old, text)
        end = _common(old[start:][::-1], text[start:][::-1])
        self._quiet = True
        self.document().setUndoRedoEnabled(undoable)
        bar, place = self.verticalScrollBar(), self.verticalScrollBar().value()
        first, last = self._units(start), self._units(len(old) - end)
        stays = caret.position() == first and not caret.hasSelection()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[start : len(text) - end])
        cursor.endEditBlock()
        if stays:
            caret.setPosition(first)
            self.setTextCursor(caret)
        bar.setValue(place)
        self.document().setUndoRedoEnabled(True)
        self._set(text)
        self._quiet = False

    def show_marks(self, marks: Sequence[Mark], colours: dict[str, QColor]) -> None:
        """Show marks over the text."""
        selections = []
        for (start, end), kind in marks:
            selection = QTextEdit.ExtraSelection()
            shape = QTextCharFormat()
            if kind in ("active", "hovered"):
                shape.setBackground(colours[kind])
            elif kind == "stale":
                shape.setForeground(colours[kind])
            else:
                shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
                shape.setUnderlineColor(colours[kind])
            selection.format = shape
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._units(start))
            cursor.setPosition(self._units(end), QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor
            selections.append(selection)
        self.setExtraSelections(selections)

    def top_sentence(self) -> tuple[int, float]:
        """Return the first visible sentence and the share of it that is above the view."""
        position = self._position(self.cursorForPosition(QPoint(1, 1)))
        number = sheet.at(self.spans, position)
        if number is None:
            return 0, 0.0
        rect = self._rect(number)
        return number, max(0.0, min(1.0, -rect.top() / max(1, rect.height())))

    def scroll_to(self, number: int, share: float) -> None:
        """Bring a sentence to the top, so far above it as `share` says."""
        if 0 <= number < len(self.spans):
            rect = self._rect(number)
            bar = self.verticalScrollBar()
            blocked = bar.blockSignals(True)
            bar.setValue(bar.value() + round(rect.top() + share * rect.height()))
            bar.blockSignals(blocked)
            self.viewport().update()

    def show_sentence(self, number: int) -> None:
        """Scroll so far that a sentence is visible."""
        if 0 <= number < len(self.spans):
            rect, height = self._rect(number), self.viewport().height()
            if rect.top() < 0 or rect.bottom() > height:
                bar = self.verticalScrollBar()
                self._quiet = True  # the other pane need not follow
                bar.setValue(bar.value() + rect.top() - height // 3)
                self._quiet = False

    def word_rect(self, position: int) -> QRect:
        """Return where a position of the text is in the viewport."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._units(position))
        return self.cursorRect(cursor)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.insertPlainText(source.text())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if self._held and not self._composing:
            held, self._held = self._held, None
            self.show_text(*held)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        position = self._position(self.cursorForPosition(event.position().toPoint()))
        number = sheet.at(self.spans, position) if self._text else None
        self.hovered.emit(-1 if number is None else number)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        left = event.button() is Qt.MouseButton.LeftButton
        if pressed and left and (event.position().toPoint() - pressed).manhattanLength() < 4:
            self.word_clicked.emit(self._position(self.textCursor()))

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(-1)
        super().leaveEvent(event)

    def _rect(self, number: int) -> QRect:
        start, end = self.spans[number]
        return self.word_rect(start).united(self.word_rect(end))

    def _position(self, cursor: QTextCursor) -> int:
        return _characters(self._text, cursor.position(), self._plane)

    def _set(self, text: str) -> None:
        self._text = text
        self._plane = not text or max(text) <= LAST_OF_PLANE

    def _units(self, position: int) -> int:
        """Return a position of the text as Qt counts it, in UTF-16 units."""
        if self._plane:
            return position
        return position + sum(character > LAST_OF_PLANE for character in self._text[:position])

    def _on_contents(self, position: int, removed: int, added: int) -> None:
        if self._quiet:
            return
        old = self._text
        # toPlainText() would turn no-break spaces into spaces.
        self._set(sheet.normalised(self.document().toRawText()))
        self._held = None
        if old == self._text:
            return
        start = _common(old, self._text)
        end = _common(old[start:][::-1], self._text[start:][::-1])
        self.touched.emit(start, len(old) - end - start, old)

    def _on_cursor(self) -> None:
        if not self._quiet:
            number = sheet.at(self.spans, self._position(self.textCursor()))
            self.entered.emit(-1 if number is None else number)

    def _on_scroll(self) -> None:
        if not self._quiet:
            self.scrolled.emit()


def _common(one: str, other: str) -> int:
    """Return the length of the common beginning."""
    length = min(len(one), len(other))
    for at in range(length):
        if one[at] != other[at]:
            return at
    return length


def _characters(text: str, units: int, plane: bool) -> int:
    """Return the number of characters in so many UTF-16 units."""
    if plane:
        return units
    for number, character in enumerate(text):
        if units <= 0:
            return number
        units -= 2 if character > LAST_OF_PLANE else 1
    return len(text)
