"""Colours and type: paper by day, ink by night."""

from __future__ import annotations

import string
from dataclasses import asdict, dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from app import paths

SANS = (
    "Inter", "Noto Sans", "Segoe UI Variable Text", "Segoe UI", "SF Pro Text", "Helvetica Neue",
    "DejaVu Sans", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei UI",
    "WenQuanYi Micro Hei",
)  # fmt: skip
MONO = (
    "JetBrains Mono", "Cascadia Mono", "SF Mono", "Menlo", "Consolas", "Noto Sans Mono",
    "DejaVu Sans Mono", "Noto Sans Mono CJK SC", "WenQuanYi Micro Hei Mono",
)  # fmt: skip


@dataclass(frozen=True)
class Tokens:
    """The named colours of one scheme; `pygments` is the style for code."""

    window: str
    surface: str
    raised: str
    sidebar: str
    text: str
    muted: str
    faint: str
    border: str
    accent: str
    accent_hover: str
    accent_text: str
    selection: str
    bubble: str
    code: str
    warning: str
    good: str
    caution: str
    bad: str
    pygments: str


LIGHT = Tokens(
    window="#f7f5f0",
    surface="#fdfcf9",
    raised="#ffffff",
    sidebar="#efece5",
    text="#24211c",
    muted="#68635a",
    faint="#8a8478",
    border="#dfdad0",
    accent="#2f5d62",
    accent_hover="#264c50",
    accent_text="#ffffff",
    selection="#cfe0df",
    bubble="#ece8df",
    code="#f1eee7",
    warning="#f6e7cf",
    good="#3f7d4e",
    caution="#a86a12",
    bad="#b3423a",
    pygments="friendly",
)
DARK = Tokens(
    window="#17191b",
    surface="#1b1e20",
    raised="#24282b",
    sidebar="#141617",
    text="#e6e3dc",
    muted="#a29d92",
    faint="#7d786f",
    border="#303538",
    accent="#8fc1bd",
    accent_hover="#a5d0cc",
    accent_text="#10201f",
    selection="#2f4b4b",
    bubble="#262b2e",
    code="#121415",
    warning="#3a3022",
    good="#84c491",
    caution="#e0b062",
    bad="#e58a80",
    pygments="github-dark",
)


class Theme(QObject):
    """Applies a scheme to the application; `changed` tells widgets that paint HTML."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._choice = "system"
        self._points = 11
        self.tokens = LIGHT
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(lambda: self.apply(self._choice, self._points))
        application.setStyle("Fusion")

    @property
    def points(self) -> int:
        return self._points

    def apply(self, choice: str, points: int) -> None:
        """Use "system", "light" or "dark" and a base size in points."""
        self._choice, self._points = choice, points
        dark = choice == "dark" or (
            choice == "system"
            and self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        )
        self.tokens = DARK if dark else LIGHT
        font = QFont()
        font.setFamilies(list(SANS))
        font.setPointSize(points)
        # The order matters: a palette set under a style sheet repolishes every widget twice.
        self._application.setStyleSheet("")
        self._application.setFont(font)
        self._application.setPalette(_palette(self.tokens))
        self._application.setStyleSheet(self._style())
        self.changed.emit()

    def _style(self) -> str:
        template = string.Template(paths.resource("style.qss").read_text(encoding="utf-8"))
        scheme = "dark" if self.tokens is DARK else "light"
        values = asdict(self.tokens) | {
            "small": max(8, self._points - 1),
            "title": self._points + 2,
            "reading": self._points + 2,
            "check": paths.resource("icons", f"check-{scheme}.svg").as_posix(),
            "caret": paths.resource("icons", "caret-down.svg").as_posix(),
        }
        return template.substitute(values)


def _palette(tokens: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for name, colour in {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.raised,
        role.Text: tokens.text,
        role.Button: tokens.raised,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.accent_text,
        role.Highlight: tokens.selection,
        role.HighlightedText: tokens.text,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text,
        role.PlaceholderText: tokens.faint,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Accent: tokens.accent,
        role.Light: tokens.raised,
        role.Mid: tokens.border,
        role.Dark: tokens.border,
    }.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.faint))
    return palette
