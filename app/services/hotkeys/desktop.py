"""Which kind of hotkey the desktop at hand has."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from PySide6.QtCore import QObject

from app.services.hotkeys.hotkey import Hotkey


def create(parent: QObject | None = None) -> Hotkey:
    """Return the hotkey of this desktop; nothing is taken yet."""
    if sys.platform == "win32":
        from app.services.hotkeys.windows import WindowsHotkey, user32

        return WindowsHotkey(user32(), parent)
    if sys.platform == "linux" and is_x11(os.environ):
        from app.services.hotkeys.x11 import X11Hotkey

        return X11Hotkey(parent=parent)
    return Hotkey(parent)


def is_x11(environment: Mapping[str, str]) -> bool:
    """Tell an X server from the one that Wayland keeps, where keys reach only its own windows."""
    wayland = environment.get("WAYLAND_DISPLAY") or environment.get("XDG_SESSION_TYPE") == "wayland"
    return bool(environment.get("DISPLAY")) and not wayland
