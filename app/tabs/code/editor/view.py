"""Code as it is shown: numbered lines, colours, brackets, and steps from text to text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from app.tabs.code.editor import brackets, indentation, surroundings, units
from app.tabs.code.editor.ghost import Ghost
from app.tabs.code.editor.gutter import Gutter
from app.tabs.code.editor.highlighter import Highlighter
from app.tabs.code.editor.tints import Span, Tints
from app.tabs.code.task.place import Place
from app.ui.theme import MONO, Theme

TOP = 6  # pixels over the first line


class CodeView(QPlainTextEdit):
    """Plain text without wrapping. Positions of `select`, `replace`, `show_found` are Qt's."""

    place_changed = Signal(bool)  # whether the text changed, or only where the cursor is

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._language = ""
        self._indentation = indentation.Indentation()
        self._depth = 0
        self._changes = 0
        self._revision = self.document().revision()
        self._seen = self._now()
        self.path = ""
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._highlighter = Highlighter(self, theme)
        self._ghost = Ghost(self, self._highlighter)
        self._tints = Tints(self, self._ghost, theme)
        self._gutter = Gutter(self, theme)
        self._connect()
        self._on_theme()
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Code"))

    # The text ----------------------------------------------------------------------------

    def set_text(self, text: str, language: str) -> None:
        """Show another text, of a language by its pygments alias; what was is not undone."""
        with self._step():
            self._ghost.clear()
            self.setPlainText("")
            self.set_language(language)
            self._indentation = indentation.detected(text, language)
            self.setPlainText(text)
            self.document().setModified(False)
            self._set_tabs()

    def text(self) -> str:
        """Return the text as it is; lines end with a line feed."""
        text = self.document().toRawText().replace("\u2029", "\n")
        try:
            text.encode()
        except UnicodeEncodeError:  # half a surrogate pair
            return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return text

    @property
    def language(self) -> str:
        return self._language

    def set_language(self, language: str) -> None:
        self._language = language
        self._highlighter.set_language(language)

    @property
    def indentation(self) -> indentation.Indentation:
        return self._indentation

    def place(self) -> Place:
        """Return the cursor's place and the text around it."""
        return surroundings.place_of(self.textCursor(), self.path, self._language)

    def go_to_line(self, number: int) -> None:
        """Set the cursor at the beginning of a line, counted from 1."""
        number = max(1, min(number, self.blockCount()))
        cursor = QTextCursor(self.document().findBlockByNumber(number - 1))
        with self._step():
            self.setTextCursor(cursor)
            self.centerCursor()

    def select(self, start: int, end: int) -> None:
        """Select a part of the text and bring it into view."""
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        with self._step():
            seen = self.viewport().rect().contains(self.cursorRect(cursor))
            self.setTextCursor(cursor)
            if not seen:
                self.centerCursor()

    def replace(self, start: int, end: int, text: str) -> None:
        """Replace a part of the text, as one step to undo."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        with self._step():
            cursor.beginEditBlock()
            cursor.insertText(text)
            cursor.endEditBlock()

    def show_found(self, spans: Sequence[Span]) -> None:
        """Tint parts of the text, sorted by position."""
        self._tints.found = spans
        self.viewport().update()

    # Steps -------------------------------------------------------------------------------

    @contextmanager
    def _step(self) -> Iterator[None]:
        """Tell of what changes herein once, at the end."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            self._tell()

    def _now(self) -> tuple[int, int, int]:
        cursor = self.textCursor()
        return self._changes, cursor.position(), cursor.anchor()

    def _tell(self) -> None:
        # Qt tells that the cursor moved before it tells that the text changed.
        if self._depth or self._revision != self.document().revision():
            return
        seen, self._seen = self._seen, self._now()
        if seen != self._seen:
            self._find_brackets()
            self._gutter.update()
            self.viewport().update()
            self.place_changed.emit(seen[0] != self._seen[0])

    def _on_contents(self) -> None:
        self._changes += 1
        self._tints.brackets = None
        self._tints.found = ()
        self._ghost.clear()

    def _on_changed(self) -> None:
        self._revision = self.document().revision()
        self._tell()

    def _on_moved(self) -> None:
        if self._now() != self._seen:
            self._ghost.clear()
        self._tell()

    def _find_brackets(self) -> None:
        cursor = self.textCursor()
        block = cursor.block()
        at = units.position(block.text(), cursor.positionInBlock())
        found = None
        if not cursor.hasSelection():
            found = brackets.matched(block, at, self._highlighter.kind_at)
        self._tints.brackets = found

    # How it looks ------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setClipRect(event.rect())
        self._tints.paint(painter)
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_gutter()
        self._highlighter.format_visible()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _place_gutter(self) -> None:
        width = self._gutter.sizeHint().width()
        self.setViewportMargins(width, TOP, 0, 0)
        view = self.viewport().geometry()
        self._gutter.setGeometry(view.left() - width, view.top(), width, view.height())

    def _set_tabs(self) -> None:
        width = self.fontMetrics().horizontalAdvance(" ") * self._indentation.width
        self.setTabStopDistance(width)

    def _on_theme(self) -> None:
        tokens = self._theme.tokens
        self.setStyleSheet(
            f"CodeEditor {{ background: {tokens.surface}; border: none; border-radius: 0;"
            " padding: 0; } CodeEditor::corner { background: transparent; border: none; }"
        )
        font = QFont()
        font.setFamilies(list(MONO))
        font.setPointSize(self._theme.points)
        self.setFont(font)
        self._set_tabs()
        self._place_gutter()
        self._ghost.show(self._ghost.text)

    def _connect(self) -> None:
        self.document().contentsChange.connect(self._on_contents)
        self.textChanged.connect(self._on_changed)
        self.cursorPositionChanged.connect(self._on_moved)
        self.selectionChanged.connect(self._on_moved)
        self.blockCountChanged.connect(self._place_gutter)
        self.verticalScrollBar().valueChanged.connect(self._highlighter.format_visible)
        self._theme.changed.connect(self._on_theme)
