"""The editor of code, which shows what the model suggests at the cursor."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QWidget

from app.tabs.code.editor import editing, parts
from app.tabs.code.editor.keys import Action, action_of
from app.tabs.code.editor.language import comment_marks
from app.tabs.code.editor.view import CodeView
from app.ui.theme import Theme

MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta,
             Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock)  # fmt: skip


class CodeEditor(CodeView):
    """Plain text with a suggestion at the cursor.

    Whoever owns it listens to `place_changed`, which is emitted once for what one sees as one
    step, and may answer with `set_ghost`. What is accepted is in the text when `accepted` tells.
    """

    accepted = Signal(str)  # a suggestion, or the beginning of it
    dismissed = Signal()
    alternative_wanted = Signal(int)  # 1 for the next, -1 for the one before
    suggestion_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._composing = False
        self._pressed: QPointF | None = None
        super().__init__(theme, parent)

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
                block = cursor.block()
                before, _after = editing.split(block, cursor.positionInBlock())
                code = not self._highlighter.kind_at(block, max(0, len(before.rstrip()) - 1))
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
            before, text = self._changes, self.textCursor().hasSelection()
            super().inputMethodEvent(event)
            if not (text or event.commitString() or event.replacementLength()):
                self._changes = before  # Qt tells of a change, of what is composed
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
