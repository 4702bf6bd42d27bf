"""The editor of code: it shows what the model suggests, and knows lines, brackets, colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QFocusEvent,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QWidget

from app.tabs.code.editor import brackets, editing, indentation, parts, surroundings, units
from app.tabs.code.editor.ghost import Ghost
from app.tabs.code.editor.gutter import Gutter
from app.tabs.code.editor.highlighter import Highlighter
from app.tabs.code.editor.keys import Action, action_of
from app.tabs.code.editor.language import comment_marks
from app.tabs.code.editor.tints import Span, Tints
from app.tabs.code.task.place import Place
from app.ui.theme import MONO, Theme

MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta,
             Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock)  # fmt: skip


class CodeEditor(QPlainTextEdit):
    """Plain text with a suggestion at the cursor.

    Whoever owns it listens to `place_changed`, which is emitted once for what one sees as one
    step, and may answer with `set_ghost`. Positions of `select` and `show_found` are Qt's.
    """

    place_changed = Signal(bool)  # whether the text changed, or only where the cursor is
    accepted = Signal(str)  # a suggestion, or a part of it
    dismissed = Signal()
    alternative_wanted = Signal(int)  # 1 for the next, -1 for the one before
    suggestion_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._language = ""
        self._indentation = indentation.Indentation()
        self._composing = False
        self._depth = 0
        self._changes = 0
        self._revision = self.document().revision()
        self._seen = self._now()
        self._pressed: QPointF | None = None
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
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

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

    # The suggestion ----------------------------------------------------------------------

    @property
    def can_suggest(self) -> bool:
        """Tell whether this is a place for a suggestion."""
        return not (self._composing or self.isReadOnly() or self.textCursor().hasSelection())

    @property
    def ghost(self) -> str:
        return self._ghost.text

    def set_ghost(self, text: str) -> None:
        """Show a suggestion at the cursor; "" removes it."""
        text = text.replace("\r\n", "\n").replace("\u2029", "\n")
        if not self.can_suggest:
            text = ""
        if text != self._ghost.text:
            self._ghost.show(text)

    def accept(self, part: str) -> None:
        """Insert the beginning of what is suggested."""
        cursor = self.textCursor()
        with self._step():
            self._ghost.clear()
            cursor.beginEditBlock()
            cursor.insertText(part)
            cursor.endEditBlock()
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
            self.accepted.emit(part)

    def _dismiss(self) -> None:
        self._ghost.clear()
        self.dismissed.emit()

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

    # Events ------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            action = action_of(event, bool(self.ghost))
            if action is not None:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in MODIFIERS:
            super().keyPressEvent(event)
            return
        action = action_of(event, bool(self.ghost))
        with self._step():
            if action is not None and action.is_for_ghost:
                self._suggestion_key(action)
                return
            held, before = self.ghost, self._now()
            self._ghost.clear()
            if action is None or not self._editing_key(action):
                super().keyPressEvent(event)
            if held and self._now() == before:
                self.set_ghost(held)

    def _suggestion_key(self, action: Action) -> None:
        match action:
            case Action.ACCEPT:
                self.accept(self.ghost)
            case Action.ACCEPT_WORD:
                self.accept(parts.first_word(self.ghost))
            case Action.ACCEPT_LINE:
                self.accept(parts.first_line(self.ghost))
            case Action.DISMISS:
                self._dismiss()
            case Action.NEXT | Action.PREVIOUS:
                self.alternative_wanted.emit(1 if action is Action.NEXT else -1)
            case Action.SUGGEST:
                self.suggestion_wanted.emit()

    def _editing_key(self, action: Action) -> bool:
        """Do what a key does to the text; tell whether it did anything."""
        cursor, done = self.textCursor(), True
        if self.isReadOnly() and action not in (Action.HOME, Action.SELECT_HOME):
            return False
        match action:
            case Action.ENTER:
                block, column = cursor.block(), max(0, cursor.positionInBlock() - 1)
                code = self._highlighter.kind_at(block, column) == ""
                editing.enter(cursor, self._language, self._indentation, code)
            case Action.TAB:
                editing.tab(cursor, self._indentation)
            case Action.BACKTAB:
                editing.shift(cursor, self._indentation, deeper=False)
            case Action.BACKSPACE:
                done = editing.backspace(cursor, self._indentation)
            case Action.HOME | Action.SELECT_HOME:
                mode = QTextCursor.MoveMode
                keeps = action is Action.SELECT_HOME
                editing.home(cursor, mode.KeepAnchor if keeps else mode.MoveAnchor)
            case Action.COMMENT:
                editing.comment(cursor, comment_marks(self._language))
            case Action.MOVE_UP | Action.MOVE_DOWN:
                editing.move(cursor, action is Action.MOVE_DOWN)
        if done:
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
        return done

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        with self._step():
            self._ghost.clear()
            was, self._composing = self._composing, bool(event.preeditString())
            super().inputMethodEvent(event)
            if was or self._composing:
                block = self.textCursor().block()
                formats = block.layout().formats() if self._composing else []
                self._highlighter.compose(block, formats)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        with self._step():
            if self.ghost:
                event = self._without_ghost(event)
                self._pressed = event.globalPosition()
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None:  # the text moved, not the mouse
            moved = (event.globalPosition() - self._pressed).manhattanLength()
            if moved < QApplication.startDragDistance():
                return
            self._pressed = None
        with self._step():
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        with self._step():
            super().mouseReleaseEvent(event)

    def _without_ghost(self, event: QMouseEvent) -> QMouseEvent:
        """Return the press at the character that it was meant for."""
        point = self._ghost.unshifted(event.position())
        return QMouseEvent(
            event.type(),
            point,
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._ghost.clear()
        super().dragEnterEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ghost.clear()
        super().focusOutEvent(event)

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
        self.setViewportMargins(width, 0, 0, 0)
        inside = self.contentsRect()
        self._gutter.setGeometry(QRect(inside.topLeft(), QPoint(width, inside.bottom())))

    def _set_tabs(self) -> None:
        width = self.fontMetrics().horizontalAdvance(" ") * self._indentation.width
        self.setTabStopDistance(width)

    def _on_theme(self) -> None:
        tokens = self._theme.tokens
        self.setStyleSheet(
            f"CodeEditor {{ background: {tokens.surface}; border: none; border-radius: 0;"
            " padding: 0; }"
        )
        font = QFont()
        font.setFamilies(list(MONO))
        font.setPointSize(self._theme.points)
        self.setFont(font)
        self._set_tabs()
        self._place_gutter()

    def _connect(self) -> None:
        self.document().contentsChange.connect(self._on_contents)
        self.textChanged.connect(self._on_changed)
        self.cursorPositionChanged.connect(self._on_moved)
        self.selectionChanged.connect(self._on_moved)
        self.blockCountChanged.connect(self._place_gutter)
        self.verticalScrollBar().valueChanged.connect(self._highlighter.format_visible)
        self._theme.changed.connect(self._on_theme)
