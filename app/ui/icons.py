"""Icons of the Phosphor set, in the colours of the theme."""

from __future__ import annotations

import os
from functools import cache

os.environ.setdefault("QT_API", "pyside6")

import qtawesome
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton
from qtawesome.iconic_font import IconicFont

from app.ui.theme import Theme


def icon(name: str, colour: str) -> QIcon:
    """Return an icon, e.g. `icon("ph.copy", "#333333")`."""
    made = _phosphor().icon(name, color=colour)
    assert isinstance(made, QIcon)
    return made


def set_icon(button: QAbstractButton, name: str, theme: Theme, role: str = "muted") -> None:
    """Give a button an icon that follows the theme; `role` names one of its colours."""

    def paint() -> None:
        button.setIcon(icon(name, getattr(theme.tokens, role)))

    theme.changed.connect(paint)
    button.destroyed.connect(lambda: theme.changed.disconnect(paint))
    paint()


@cache
def _phosphor() -> IconicFont:
    """Load this set alone of the dozen that QtAwesome brings."""
    return IconicFont(*(font for font in qtawesome._BUNDLED_FONTS if font[0] == "ph"))
