"""What a global hotkey is, on any desktop."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QWindow

from app.services.hotkeys.combination import Combination, parse

SUGGESTED = "Ctrl+Shift+F9"  # none of GNOME, KDE, Xfce, Cinnamon, MATE and Windows uses it


class Grab(StrEnum):
    """What has become of a wish for a hotkey."""

    OFF = "off"
    HELD = "held"
    TAKEN = "taken"  # another program holds it
    UNSUITABLE = "unsuitable"  # it is needed for typing, or not on this keyboard
    UNAVAILABLE = "unavailable"  # this desktop gives no program such a key


class Hotkey(QObject):
    """A desktop without global hotkeys; the others derive from it.

    `pressed` is emitted once for each press, however long the key is held.
    """

    pressed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.grab = Grab.OFF

    @property
    def available(self) -> bool:
        """Tell whether this desktop lets a program have such a key."""
        return False

    def bind(self, text: str) -> Grab:
        """Take a combination (portable text) in place of the former one; "" takes none."""
        if text != self._text or self.grab not in (Grab.OFF, Grab.HELD):
            self._release()
            self._text = text
            self.grab = self._bind(text)
        return self.grab

    def close(self) -> None:
        """Let go of everything."""
        self.bind("")

    def activate(self, window: QWindow) -> None:
        """Give a window the keyboard after the hotkey was pressed."""
        window.requestActivate()

    def _bind(self, text: str) -> Grab:
        if not text:
            return Grab.OFF
        if not self.available:
            return Grab.UNAVAILABLE
        combination = parse(text)
        return self._take(combination) if combination else Grab.UNSUITABLE

    def _take(self, combination: Combination) -> Grab:
        return Grab.UNAVAILABLE

    def _release(self) -> None:
        pass
