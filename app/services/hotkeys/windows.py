"""The hotkey of Windows: RegisterHotKey, told by a message to the thread."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from typing import Protocol

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Qt

from app.services.hotkeys.combination import Combination
from app.services.hotkeys.hotkey import Grab, Hotkey

NUMBER = 1  # of the hotkey; it is the only one of this thread
WM_HOTKEY = 0x0312
MOD_ALT, MOD_CONTROL, MOD_SHIFT, MOD_WIN, MOD_NOREPEAT = 0x1, 0x2, 0x4, 0x8, 0x4000
VK_F1 = 0x70
KEYS = {
    Qt.Key.Key_Backspace: 0x08,
    Qt.Key.Key_Tab: 0x09,
    Qt.Key.Key_Return: 0x0D,
    Qt.Key.Key_Pause: 0x13,
    Qt.Key.Key_Escape: 0x1B,
    Qt.Key.Key_Space: 0x20,
    Qt.Key.Key_PageUp: 0x21,
    Qt.Key.Key_PageDown: 0x22,
    Qt.Key.Key_End: 0x23,
    Qt.Key.Key_Home: 0x24,
    Qt.Key.Key_Left: 0x25,
    Qt.Key.Key_Up: 0x26,
    Qt.Key.Key_Right: 0x27,
    Qt.Key.Key_Down: 0x28,
    Qt.Key.Key_Insert: 0x2D,
    Qt.Key.Key_Delete: 0x2E,
}


class User32(Protocol):
    """What is needed of user32.dll."""

    def RegisterHotKey(self, window: None, number: int, modifiers: int, key: int) -> int: ...

    def UnregisterHotKey(self, window: None, number: int) -> int: ...

    def VkKeyScanW(self, character: str) -> int: ...


def user32() -> User32:
    """Return the library; only on Windows."""
    assert sys.platform == "win32"
    library: User32 = ctypes.WinDLL("user32")  # type: ignore[attr-defined,unused-ignore]
    return library


class WindowsHotkey(Hotkey):
    """One registered hotkey."""

    def __init__(self, library: User32, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._user32 = library
        self._filter = _Filter(self)

    @property
    def available(self) -> bool:
        return True

    def _take(self, combination: Combination) -> Grab:
        key, shifted = self._virtual_key(combination)
        if not key:
            return Grab.UNSUITABLE
        modifiers = MOD_NOREPEAT
        for held, flag in (
            (combination.alt, MOD_ALT),
            (combination.control, MOD_CONTROL),
            (combination.shift or shifted, MOD_SHIFT),
            (combination.meta, MOD_WIN),
        ):
            modifiers |= flag if held else 0
        if not self._user32.RegisterHotKey(None, NUMBER, modifiers, key):
            return Grab.TAKEN
        application = QCoreApplication.instance()
        assert application
        application.installNativeEventFilter(self._filter)
        return Grab.HELD

    def _release(self) -> None:
        application = QCoreApplication.instance()
        if self.grab is Grab.HELD and application:
            application.removeNativeEventFilter(self._filter)
            self._user32.UnregisterHotKey(None, NUMBER)

    def _virtual_key(self, combination: Combination) -> tuple[int, bool]:
        """Return the key's code, 0 for one that is not there, and whether it needs Shift."""
        key = combination.key
        if combination.function:
            return VK_F1 + combination.function - 1, False
        if key in KEYS:
            return KEYS[key], False
        if not Qt.Key.Key_Space < key <= Qt.Key.Key_ydiaeresis:
            return 0, False
        found = self._user32.VkKeyScanW(chr(key).lower())
        code, shift = found & 0xFF, found >> 8 & 0xFF
        return (code, bool(shift & 1)) if shift in (0, 1) else (0, False)


class _Filter(QAbstractNativeEventFilter):
    """Sees the messages of the thread."""

    def __init__(self, hotkey: WindowsHotkey) -> None:
        super().__init__()
        self._hotkey = hotkey

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        if QByteArray(kind).data() == b"windows_generic_MSG":
            told = wintypes.MSG.from_address(int(message))
            if told.message == WM_HOTKEY and told.wParam == NUMBER:
                self._hotkey.pressed.emit()
                return True, 0
        return False, 0
