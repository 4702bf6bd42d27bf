"""Where things are in the view."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextLine
from PySide6.QtWidgets import QPlainTextEdit


def x_of(line: QTextLine, column: int) -> float:
    """Return the place of a column of a line."""
    found = line.cursorToX(column)  # a place, or a place and a column, as the binding has it
    place = found[0] if isinstance(found, tuple) else found
    assert isinstance(place, int | float)
    return float(place)


def top_of(editor: QPlainTextEdit, block: QTextBlock) -> float:
    """Return where a block begins, from the top of the view."""
    return editor.blockBoundingGeometry(block).translated(editor.contentOffset()).top()
