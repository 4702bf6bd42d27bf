"""What the keys of the editor mean."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

Modifier = Qt.KeyboardModifier


class Action(Enum):
    """What a key asks for."""

    ACCEPT = auto()
    ACCEPT_WORD = auto()
    ACCEPT_LINE = auto()
    DISMISS = auto()
    NEXT = auto()
    PREVIOUS = auto()
    SUGGEST = auto()
    ENTER = auto()
    TAB = auto()
    BACKTAB = auto()
    BACKSPACE = auto()
    HOME = auto()
    SELECT_HOME = auto()
    COMMENT = auto()
    MOVE_UP = auto()
    MOVE_DOWN = auto()

    @property
    def is_for_ghost(self) -> bool:
        """Tell whether it is about the suggestion and not about the text."""
        return self.value <= Action.SUGGEST.value


_WITH_GHOST = {
    (Qt.Key.Key_Tab, Modifier.NoModifier): Action.ACCEPT,
    (Qt.Key.Key_Right, Modifier.ControlModifier): Action.ACCEPT_WORD,
    (Qt.Key.Key_Backtab, Modifier.ShiftModifier): Action.ACCEPT_LINE,
    (Qt.Key.Key_Escape, Modifier.NoModifier): Action.DISMISS,
    (Qt.Key.Key_BracketRight, Modifier.AltModifier): Action.NEXT,
    (Qt.Key.Key_BracketLeft, Modifier.AltModifier): Action.PREVIOUS,
}
_ALWAYS = {
    (Qt.Key.Key_Backslash, Modifier.AltModifier): Action.SUGGEST,
    (Qt.Key.Key_BracketRight, Modifier.AltModifier): Action.SUGGEST,  # Qt would type it
    (Qt.Key.Key_BracketLeft, Modifier.AltModifier): Action.SUGGEST,
    (Qt.Key.Key_Return, Modifier.NoModifier): Action.ENTER,
    (Qt.Key.Key_Enter, Modifier.NoModifier): Action.ENTER,
    (Qt.Key.Key_Return, Modifier.ShiftModifier): Action.ENTER,  # Qt would break within the line
    (Qt.Key.Key_Enter, Modifier.ShiftModifier): Action.ENTER,
    (Qt.Key.Key_Tab, Modifier.NoModifier): Action.TAB,
    (Qt.Key.Key_Backtab, Modifier.ShiftModifier): Action.BACKTAB,
    (Qt.Key.Key_Backspace, Modifier.NoModifier): Action.BACKSPACE,
    (Qt.Key.Key_Home, Modifier.NoModifier): Action.HOME,
    (Qt.Key.Key_Home, Modifier.ShiftModifier): Action.SELECT_HOME,
    (Qt.Key.Key_Slash, Modifier.ControlModifier): Action.COMMENT,
    (Qt.Key.Key_Up, Modifier.AltModifier): Action.MOVE_UP,
    (Qt.Key.Key_Down, Modifier.AltModifier): Action.MOVE_DOWN,
}


def action_of(event: QKeyEvent, ghost: bool) -> Action | None:
    """Return what a key asks for, None if it is Qt's to answer."""
    pressed = (Qt.Key(event.key()), event.modifiers() & ~Modifier.KeypadModifier)
    return (_WITH_GHOST.get(pressed) if ghost else None) or _ALWAYS.get(pressed)
