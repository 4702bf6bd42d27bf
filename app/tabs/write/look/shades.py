"""The colours of the parts of a prompt, and of authors, made of the theme's."""

from __future__ import annotations

from PySide6.QtGui import QColor

from app.piece import Author
from app.tabs.write.task.ask import Part
from app.ui.theme import Tokens

# The hue of each part, far from those of its neighbours; how light it is, the theme says.
HUES: dict[Part, int] = {
    "instructions": 185,
    "style": 300,
    "outline": 215,
    "facts": 130,
    "summary": 260,
    "notes": 42,
    "recent": 18,
    "text": 345,
}
SATURATION = 0.42
AUTHORS: dict[Author, str] = {
    "typed": "border",
    "pasted": "faint",
    "model": "accent",
    "edited": "caution",
}
MARKS = "border"  # what the template puts around


def part(tokens: Tokens, name: Part | None) -> QColor:
    """Return the colour of a part, or of the marks around them."""
    if name is None:
        return QColor(getattr(tokens, MARKS))
    lightness = QColor(tokens.good).lightnessF()
    return QColor.fromHslF(HUES[name] / 360, SATURATION, lightness)


def author(tokens: Tokens, name: Author) -> QColor:
    """Return the colour of an author, as the text is tinted."""
    return QColor(getattr(tokens, AUTHORS[name]))
