"""Colours of changes and of code, from the colours of the theme."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from pygments.lexers import get_lexer_by_name
from pygments.styles import get_style_by_name
from pygments.util import ClassNotFound
from PySide6.QtGui import QColor

from app.ui.theme import Tokens

LINE = 0.13
WORD = 0.34

# Where a colour begins and ends in a line, and the colour.
Coloured = tuple[int, int, str]


@lru_cache(maxsize=32)
def tint(tokens: Tokens, kind: str, strength: float) -> QColor:
    """Return the background of what is "removed" or "added"."""
    colour = QColor(tokens.bad if kind == "removed" else tokens.good)
    paper = QColor(tokens.raised)
    parts = zip(paper.getRgb()[:3], colour.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(a + (b - a) * strength) for a, b in parts))


def growing_colours(text: str, language: str, style: str) -> list[Sequence[Coloured]]:
    """Return the colours of each line as if it stood alone: cheap while lines are added."""
    lines = text.split("\n")
    return [found[0] if (found := _line_colours(line, language, style)) else () for line in lines]


@lru_cache(maxsize=2048)
def _line_colours(line: str, language: str, style: str) -> Sequence[Sequence[Coloured]]:
    return code_colours.__wrapped__(line, language, style)


@lru_cache(maxsize=8)
def code_colours(text: str, language: str, style: str) -> Sequence[Sequence[Coloured]]:
    """Return the colours of the code in each line, nothing for a language that is not known."""
    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return ()
    styles = get_style_by_name(style)
    lines: list[list[Coloured]] = [[]]
    column = 0
    for token, value in lexer.get_tokens(text):
        colour = styles.style_for_token(token)["color"]
        for number, part in enumerate(value.split("\n")):
            if number:
                lines.append([])
                column = 0
            if colour and part.strip():
                lines[-1].append((column, column + len(part), f"#{colour}"))
            column += len(part)
    return tuple(map(tuple, lines))


def utf16(text: str) -> Sequence[int]:
    """Return the place of each character as Qt counts, and the place behind the last."""
    if text.isascii():
        return range(len(text) + 1)
    return [0, *accumulate(1 + (character > "\uffff") for character in text)]
