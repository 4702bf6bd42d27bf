"""The hotkey of X11: a passive grab on the root window."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Iterator

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QWindow
from Xlib import XK, X, error
from Xlib.display import Display
from Xlib.protocol.event import ClientMessage
from Xlib.protocol.rq import Event

from app.services.hotkeys.combination import Combination
from app.services.hotkeys.hotkey import Grab, Hotkey

log = logging.getLogger(__name__)

BY_PERSON = 2  # the source of a request that a window manager always grants
MAPPED_MS = 50  # until a window manager knows a window that was just shown
XK_F1 = 0xFFBE
NAMES = {
    Qt.Key.Key_Space: "space",
    Qt.Key.Key_Backspace: "BackSpace",
    Qt.Key.Key_Tab: "Tab",
    Qt.Key.Key_Return: "Return",
    Qt.Key.Key_Enter: "KP_Enter",
    Qt.Key.Key_Escape: "Escape",
    Qt.Key.Key_Insert: "Insert",
    Qt.Key.Key_Delete: "Delete",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
    Qt.Key.Key_PageUp: "Prior",
    Qt.Key.Key_PageDown: "Next",
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_Print: "Print",
    Qt.Key.Key_Pause: "Pause",
    Qt.Key.Key_Menu: "Menu",
}

Keys = tuple[int, frozenset[int]]  # a keycode, and every state of the modifiers it counts with


class X11Hotkey(Hotkey):
    """One grabbed combination, whatever Caps Lock, Num Lock and Scroll Lock are.

    The connection to the X server is its own, and is opened when a key is first taken.
    """

    def __init__(self, name: str | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._display: Display | None = None
        self._notifier: QSocketNotifier | None = None
        self._combination: Combination | None = None
        self._keys: Keys | None = None
        self._pressed = self._released = 0  # server time of the last press and release, ms

    @property
    def available(self) -> bool:
        return True

    def close(self) -> None:
        super().close()
        self._disconnect()

    def activate(self, window: QWindow) -> None:
        """Give a window the keyboard.

        The key press went to this connection, so Qt knows nothing of it, and a window manager
        that guards against stolen focus would not believe Qt.
        """
        super().activate(window)
        number = int(window.winId())
        QTimer.singleShot(MAPPED_MS, self, lambda: self._ask_for(number))

    def _take(self, combination: Combination) -> Grab:
        try:
            display = self._connect()
        except (error.DisplayError, error.XauthError, OSError) as problem:
            log.info("no X server for a hotkey: %s", problem)
            return Grab.UNAVAILABLE
        self._combination = combination
        self._keys = _keys(display, combination)
        return self._grab() if self._keys else Grab.UNSUITABLE

    def _release(self) -> None:
        display, keys, self._keys = self._display, self._keys, None
        self._combination = None
        if display and keys:
            _ungrab(display, keys)
            self._drain()

    def _grab(self) -> Grab:
        display, keys = self._display, self._keys
        assert display
        assert keys
        refused = error.CatchError(error.BadAccess)
        root = display.screen().root
        for state in keys[1]:
            root.grab_key(keys[0], state, False, X.GrabModeAsync, X.GrabModeAsync, refused)
        display.sync()
        grab = Grab.HELD
        if refused.get_error():
            _ungrab(display, keys)
            self._keys = None
            grab = Grab.TAKEN
        self._drain()
        return grab

    def _connect(self) -> Display:
        if self._display is None:
            self._display = Display(self._name)
            self._notifier = QSocketNotifier(
                self._display.fileno(), QSocketNotifier.Type.Read, self
            )
            self._notifier.activated.connect(self._drain)
        return self._display

    def _disconnect(self) -> None:
        display, self._display = self._display, None
        if self._notifier:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if display:
            try:
                display.close()
            except error.ConnectionClosedError:
                log.info("the X server had gone")

    def _drain(self) -> None:
        """Take every event that has come; a request's answer may have brought some along."""
        try:
            while self._display and self._display.pending_events():
                self._on_event(self._display.next_event())
        except error.ConnectionClosedError as problem:
            log.info("the X server is gone: %s", problem)
            self._keys = None
            self.grab = Grab.UNAVAILABLE
            self._disconnect()

    def _on_event(self, event: Event) -> None:
        if event.type == X.KeyRelease:
            self._released = event.time
        elif event.type == X.KeyPress:
            # A key that is held repeats as a release and a press of the same moment.
            if event.time != self._released:
                self._pressed = event.time
                self.pressed.emit()
        elif event.type == X.MappingNotify:
            self._on_mapping(event)

    def _on_mapping(self, event: Event) -> None:
        """Follow the key to where another keyboard layout has it."""
        display, combination = self._display, self._combination
        if display is None or combination is None:
            return
        display.refresh_keyboard_mapping(event)
        keys = _keys(display, combination)
        if keys and keys != self._keys:
            if self._keys:
                _ungrab(display, self._keys)
            self._keys = keys
            self.grab = self._grab()

    def _ask_for(self, number: int) -> None:
        display = self._display
        if display is None:
            return
        message = ClientMessage(
            window=display.create_resource_object("window", number),
            client_type=display.intern_atom("_NET_ACTIVE_WINDOW"),
            data=(32, [BY_PERSON, self._pressed, 0, 0, 0]),
        )
        mask = X.SubstructureRedirectMask | X.SubstructureNotifyMask
        display.screen().root.send_event(message, event_mask=mask)
        display.flush()
        self._drain()


def _keys(display: Display, combination: Combination) -> Keys | None:
    """Find a combination on the keyboard as it is now; None if it is not there."""
    found = display.keysym_to_keycodes(_keysym(combination))
    if not found:
        return None
    code, level = min(found, key=lambda place: place[1])
    masks = dict(_masks(display))
    state = 0
    for held, mask in (
        (combination.control, X.ControlMask),
        (combination.shift or level % 2 == 1, X.ShiftMask),
        (combination.alt, masks.get("Alt_L", X.Mod1Mask)),
        (combination.meta, masks.get("Super_L", X.Mod4Mask)),
    ):
        state |= mask if held else 0
    locks = {X.LockMask, masks.get("Num_Lock", 0), masks.get("Scroll_Lock", 0)} - {0}
    chosen = itertools.product(*((0, lock) for lock in locks))
    return code, frozenset(state | sum(some) for some in chosen)


def _keysym(combination: Combination) -> int:
    key = combination.key
    if combination.function:
        return XK_F1 + combination.function - 1
    if key in NAMES:
        return int(XK.string_to_keysym(NAMES[key]))
    # The keysyms of Latin-1 are its characters, and Qt's keys are its capitals.
    return ord(chr(key).lower()) if key <= Qt.Key.Key_ydiaeresis else X.NoSymbol


def _masks(display: Display) -> Iterator[tuple[str, int]]:
    """Find which modifier bit each of these keys sets."""
    for name in ("Alt_L", "Super_L", "Num_Lock", "Scroll_Lock"):
        code = display.keysym_to_keycode(XK.string_to_keysym(name))
        for bit, codes in enumerate(display.get_modifier_mapping()):
            if code and code in codes:
                yield name, 1 << bit


def _ungrab(display: Display, keys: Keys) -> None:
    for state in keys[1]:
        display.screen().root.ungrab_key(keys[0], state)
    display.flush()
