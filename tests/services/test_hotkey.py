"""The global hotkey: what it may be, where there is one, and on a scripted Windows."""

from __future__ import annotations

import ctypes
from ctypes import wintypes

import pytest
from PySide6.QtCore import QCoreApplication, Qt

from app.services.hotkeys.combination import Combination, parse
from app.services.hotkeys.desktop import is_x11
from app.services.hotkeys.hotkey import SUGGESTED, Grab, Hotkey
from app.services.hotkeys.windows import (
    MOD_ALT,
    MOD_CONTROL,
    MOD_NOREPEAT,
    MOD_SHIFT,
    MOD_WIN,
    WM_HOTKEY,
    WindowsHotkey,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ctrl+Shift+F9", Combination(Qt.Key.Key_F9, control=True, shift=True)),
        ("Meta+Alt+T", Combination(Qt.Key.Key_T, alt=True, meta=True)),
        ("F9", Combination(Qt.Key.Key_F9)),
        ("Ctrl+;", Combination(Qt.Key.Key_Semicolon, control=True)),
        ("T", None),
        ("Shift+T", None),
        ("Shift+Left", None),
        ("Return", None),
        ("Ctrl+", None),
        ("Ctrl+K, Ctrl+T", None),
        ("nonsense", None),
        ("", None),
    ],
)
def test_combinations(text: str, expected: Combination | None) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"DISPLAY": ":0"}, True),
        ({"DISPLAY": ":0", "XDG_SESSION_TYPE": "x11"}, True),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, False),
        ({"DISPLAY": ":0", "XDG_SESSION_TYPE": "wayland"}, False),
        ({}, False),
    ],
)
def test_keys_are_not_taken_from_the_x_server_inside_wayland(
    environment: dict[str, str], expected: bool
) -> None:
    assert is_x11(environment) is expected


def test_a_desktop_without_hotkeys_says_so(qapp: QCoreApplication) -> None:
    hotkey = Hotkey()
    assert not hotkey.available
    assert hotkey.bind(SUGGESTED) is Grab.UNAVAILABLE
    assert hotkey.bind("") is Grab.OFF


class ScriptedUser32:
    """Remembers what is registered; `holds` are combinations of another program."""

    def __init__(self) -> None:
        self.registered: list[tuple[int, int]] = []
        self.holds: set[tuple[int, int]] = set()

    def RegisterHotKey(self, _window: None, _number: int, modifiers: int, key: int) -> int:
        if (modifiers, key) in self.holds:
            return 0
        self.registered.append((modifiers, key))
        return 1

    def UnregisterHotKey(self, _window: None, _number: int) -> int:
        self.registered.clear()
        return 1

    def VkKeyScanW(self, character: str) -> int:
        known = {"t": 0x54, ";": 0xBA, "!": 0x131, "é": 0x232}
        return known.get(character, -1)


@pytest.mark.parametrize(
    ("text", "modifiers", "key"),
    [
        ("Ctrl+Shift+F9", MOD_CONTROL | MOD_SHIFT, 0x78),
        ("Alt+Meta+T", MOD_ALT | MOD_WIN, 0x54),
        ("Ctrl+Space", MOD_CONTROL, 0x20),
        ("Ctrl+;", MOD_CONTROL, 0xBA),
        ("Ctrl+!", MOD_CONTROL | MOD_SHIFT, 0x31),
    ],
)
def test_windows_registers_it(qapp: QCoreApplication, text: str, modifiers: int, key: int) -> None:
    user32 = ScriptedUser32()
    hotkey = WindowsHotkey(user32)
    assert hotkey.bind(text) is Grab.HELD
    assert user32.registered == [(modifiers | MOD_NOREPEAT, key)]
    hotkey.close()
    assert user32.registered == []


@pytest.mark.parametrize("text", ["Ctrl+中", "Ctrl+é", "T", "Ctrl+Volume Mute"])
def test_windows_refuses_what_its_keyboard_has_not(qapp: QCoreApplication, text: str) -> None:
    user32 = ScriptedUser32()
    assert WindowsHotkey(user32).bind(text) is Grab.UNSUITABLE
    assert user32.registered == []


def test_windows_tells_what_another_program_holds(qapp: QCoreApplication) -> None:
    user32 = ScriptedUser32()
    user32.holds = {(MOD_CONTROL | MOD_SHIFT | MOD_NOREPEAT, 0x78)}
    hotkey = WindowsHotkey(user32)
    assert hotkey.bind("Ctrl+Shift+F9") is Grab.TAKEN
    assert hotkey.bind("Ctrl+Shift+F8") is Grab.HELD
    hotkey.close()


@pytest.mark.parametrize(
    ("kind", "number", "which", "heard"),
    [
        (b"windows_generic_MSG", WM_HOTKEY, 1, True),
        (b"windows_generic_MSG", WM_HOTKEY, 2, False),
        (b"windows_generic_MSG", 0x0100, 1, False),
        (b"xcb_generic_event_t", WM_HOTKEY, 1, False),
    ],
)
def test_windows_hears_its_own_message(
    qapp: QCoreApplication, kind: bytes, number: int, which: int, heard: bool
) -> None:
    hotkey = WindowsHotkey(ScriptedUser32())
    presses: list[bool] = []
    hotkey.pressed.connect(lambda: presses.append(True))
    message = wintypes.MSG(message=number, wParam=which)
    taken, _ = hotkey._filter.nativeEventFilter(kind, ctypes.addressof(message))
    assert taken is heard
    assert bool(presses) is heard
