"""What the keys of the editor mean."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

Key, Modifier = Qt.Key, Qt.KeyboardModifier


class Action(Enum):
    """What a key asks for."""

    ACCEPT = auto()
    REJECT = auto()
    NEXT_HUNK = auto()
    PREVIOUS_HUNK = auto()
    NEXT_ALTERNATIVE = auto()
    PREVIOUS_ALTERNATIVE = auto()
    ENTER = auto()
    BREAK = auto()
    BACKSPACE = auto()
    DELETE = auto()
    WORD_BACKSPACE = auto()
    WORD_DELETE = auto()
    TAB = auto()
    BACKTAB = auto()
    UNDO = auto()
    REDO = auto()
    CUT = auto()
    PASTE_PLAIN = auto()
    BOLD = auto()
    ITALIC = auto()
    STRIKE = auto()
    CODE = auto()
    LINK = auto()
    PARAGRAPH = auto()
    HEADING_1 = auto()
    HEADING_2 = auto()
    HEADING_3 = auto()


_ACTIONS = {
    (Key.Key_Return, Modifier.AltModifier): Action.ACCEPT,
    (Key.Key_Enter, Modifier.AltModifier): Action.ACCEPT,
    (Key.Key_Backspace, Modifier.AltModifier): Action.REJECT,
    (Key.Key_Down, Modifier.AltModifier): Action.NEXT_HUNK,
    (Key.Key_Up, Modifier.AltModifier): Action.PREVIOUS_HUNK,
    (Key.Key_BracketRight, Modifier.AltModifier): Action.NEXT_ALTERNATIVE,
    (Key.Key_BracketLeft, Modifier.AltModifier): Action.PREVIOUS_ALTERNATIVE,
    (Key.Key_Return, Modifier.NoModifier): Action.ENTER,
    (Key.Key_Enter, Modifier.NoModifier): Action.ENTER,
    (Key.Key_Return, Modifier.ShiftModifier): Action.BREAK,
    (Key.Key_Enter, Modifier.ShiftModifier): Action.BREAK,
    (Key.Key_Backspace, Modifier.NoModifier): Action.BACKSPACE,
    (Key.Key_Backspace, Modifier.ShiftModifier): Action.BACKSPACE,
    (Key.Key_Delete, Modifier.NoModifier): Action.DELETE,
    (Key.Key_Backspace, Modifier.ControlModifier): Action.WORD_BACKSPACE,
    (Key.Key_Delete, Modifier.ControlModifier): Action.WORD_DELETE,
    (Key.Key_Tab, Modifier.NoModifier): Action.TAB,
    (Key.Key_Backtab, Modifier.ShiftModifier): Action.BACKTAB,
    (Key.Key_B, Modifier.ControlModifier): Action.BOLD,
    (Key.Key_I, Modifier.ControlModifier): Action.ITALIC,
    (Key.Key_E, Modifier.ControlModifier): Action.CODE,
    (Key.Key_X, Modifier.ControlModifier | Modifier.ShiftModifier): Action.STRIKE,
    (Key.Key_V, Modifier.ControlModifier | Modifier.ShiftModifier): Action.PASTE_PLAIN,
    (Key.Key_K, Modifier.ControlModifier): Action.LINK,
    (Key.Key_0, Modifier.ControlModifier): Action.PARAGRAPH,
    (Key.Key_1, Modifier.ControlModifier): Action.HEADING_1,
    (Key.Key_2, Modifier.ControlModifier): Action.HEADING_2,
    (Key.Key_3, Modifier.ControlModifier): Action.HEADING_3,
}
_STANDARD = {
    QKeySequence.StandardKey.Undo: Action.UNDO,
    QKeySequence.StandardKey.Redo: Action.REDO,
    QKeySequence.StandardKey.Cut: Action.CUT,
}


def action_of(event: QKeyEvent) -> Action | None:
    """Return what a key asks for, None if it is Qt's to answer."""
    pressed = (Key(event.key()), event.modifiers() & ~Modifier.KeypadModifier)
    if pressed in _ACTIONS:
        return _ACTIONS[pressed]
    return next((act for keys, act in _STANDARD.items() if event.matches(keys)), None)
