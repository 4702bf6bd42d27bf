"""The global hotkey on a real X server, with real key presses."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

pytest.importorskip("Xlib", reason="missing: python-xlib, which is for Linux")
from Xlib import XK, X
from Xlib.display import Display
from Xlib.protocol.rq import Event

from app.services.hotkeys.hotkey import SUGGESTED, Grab
from app.services.hotkeys.x11 import X11Hotkey
from tests.xserver import x_server

MISSING = ", ".join(tool for tool in ("Xvfb", "xdotool") if not shutil.which(tool))
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"missing: {MISSING}")


class Screen:
    """A display and the keyboard of a person who sits at it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def tool(self, *command: str) -> None:
        environment = {**os.environ, "DISPLAY": self.name}
        subprocess.run(command, env=environment, check=True, timeout=20)

    def press(self, keys: str) -> None:
        self.tool("xdotool", "key", keys)


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    with x_server() as name:
        yield Screen(name)


class Hand:
    """A hotkey on that screen, and how often it was pressed."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.hotkey = X11Hotkey(screen.name)
        self.presses = 0
        self.hotkey.pressed.connect(self._count)

    def _count(self) -> None:
        self.presses += 1


@pytest.fixture
def hand(qtbot: QtBot, screen: Screen) -> Iterator[Hand]:
    made = Hand(screen)
    yield made
    made.hotkey.close()


def test_it_is_heard_whatever_the_locks_are(qtbot: QtBot, hand: Hand) -> None:
    assert hand.hotkey.available
    assert hand.hotkey.bind("Ctrl+Shift+F9") is Grab.HELD
    locks = ("Num_Lock", "Caps_Lock", "Num_Lock", "Caps_Lock")
    for number, lock in enumerate(locks, 1):
        hand.screen.press(lock)
        hand.screen.press("ctrl+F9")
        hand.screen.press("ctrl+shift+F9")
        qtbot.waitUntil(lambda number=number: hand.presses == number)


def test_a_key_that_is_held_counts_once(
    qtbot: QtBot, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    real = X11Hotkey._on_event

    def watch(self: X11Hotkey, event: Event) -> None:
        seen.append(event.type)
        real(self, event)

    monkeypatch.setattr(X11Hotkey, "_on_event", watch)
    hand.hotkey.bind("Alt+F7")
    hand.screen.tool("xdotool", "keydown", "alt", "keydown", "F7")
    try:
        qtbot.waitUntil(lambda: seen.count(X.KeyPress) > 3)
    finally:
        hand.screen.tool("xdotool", "keyup", "F7", "keyup", "alt")
    assert hand.presses == 1
    hand.screen.press("alt+F7")
    qtbot.waitUntil(lambda: hand.presses == 2)


def test_another_one_replaces_it_and_nothing_lets_go(qtbot: QtBot, hand: Hand) -> None:
    hand.hotkey.bind("Ctrl+Alt+1")
    hand.hotkey.bind("Ctrl+Alt+2")
    hand.screen.press("ctrl+alt+1")
    hand.screen.press("ctrl+alt+2")
    qtbot.waitUntil(lambda: hand.presses == 1)
    assert hand.hotkey.bind("") is Grab.OFF
    hand.screen.press("ctrl+alt+2")
    hand.hotkey.bind("Ctrl+Alt+3")
    hand.screen.press("ctrl+alt+3")  # comes after whatever the former press has brought
    qtbot.waitUntil(lambda: hand.presses == 2)


def test_what_another_program_holds_is_told_and_left_to_it(
    qtbot: QtBot, hand: Hand, screen: Screen
) -> None:
    other = Hand(screen)
    try:
        assert other.hotkey.bind("Ctrl+Shift+F9") is Grab.HELD
        assert hand.hotkey.bind("Ctrl+Shift+F9") is Grab.TAKEN
        screen.press("ctrl+shift+F9")
        qtbot.waitUntil(lambda: other.presses == 1)
        assert hand.presses == 0
    finally:
        other.hotkey.close()
    assert hand.hotkey.bind("Ctrl+Shift+F9") is Grab.HELD


def test_nothing_is_kept_of_a_combination_that_is_held_in_part(hand: Hand, screen: Screen) -> None:
    stranger, other = Display(screen.name), Hand(screen)
    try:
        key = stranger.keysym_to_keycode(XK.string_to_keysym("F9"))
        state = X.ControlMask | X.LockMask
        root = stranger.screen().root
        root.grab_key(key, state, False, X.GrabModeAsync, X.GrabModeAsync)
        stranger.sync()
        assert hand.hotkey.bind("Ctrl+F9") is Grab.TAKEN
        root.ungrab_key(key, state)
        stranger.sync()
        assert other.hotkey.bind("Ctrl+F9") is Grab.HELD
    finally:
        other.hotkey.close()
        stranger.close()


def test_what_is_not_on_the_keyboard_or_needed_for_typing_is_refused(hand: Hand) -> None:
    assert hand.hotkey.bind("T") is Grab.UNSUITABLE
    assert hand.hotkey.bind("Ctrl+ß") is Grab.UNSUITABLE
    assert hand.hotkey.bind("Ctrl+中") is Grab.UNSUITABLE
    assert hand.hotkey.bind("Ctrl+Volume Mute") is Grab.UNSUITABLE


def test_a_character_that_needs_shift_is_found_with_it(qtbot: QtBot, hand: Hand) -> None:
    assert hand.hotkey.bind("Ctrl+!") is Grab.HELD
    hand.screen.press("ctrl+1")
    hand.screen.press("ctrl+shift+1")
    qtbot.waitUntil(lambda: hand.presses == 1)


@pytest.mark.skipif(not shutil.which("setxkbmap"), reason="missing: setxkbmap")
def test_it_follows_the_keyboard_layout(qtbot: QtBot, hand: Hand) -> None:
    hand.hotkey.bind("Ctrl+Alt+A")
    before = hand.hotkey._keys
    hand.screen.tool("setxkbmap", "fr")
    try:
        qtbot.waitUntil(lambda: hand.hotkey._keys != before)
        hand.screen.press("ctrl+alt+a")
        qtbot.waitUntil(lambda: hand.presses == 1)
    finally:
        hand.screen.tool("setxkbmap", "us")
    qtbot.waitUntil(lambda: hand.hotkey._keys == before)


def test_without_a_server_there_is_none(qtbot: QtBot) -> None:
    hotkey = X11Hotkey(":4711")
    assert hotkey.bind(SUGGESTED) is Grab.UNAVAILABLE
    hotkey.close()


def test_a_server_that_goes_takes_nothing_along(qtbot: QtBot) -> None:
    with x_server() as name:
        hotkey = X11Hotkey(name)
        assert hotkey.bind(SUGGESTED) is Grab.HELD
    qtbot.waitUntil(lambda: hotkey.grab is Grab.UNAVAILABLE)
    assert hotkey.bind(SUGGESTED) is Grab.UNAVAILABLE
    hotkey.close()
