"""The text around a cursor, without looking at the rest."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor

from app.tabs.code.editor.editing import split
from app.tabs.code.task.place import WIDEST_AFTER, WIDEST_BEFORE, Place


def place_of(cursor: QTextCursor, path: str, language: str) -> Place:
    """Return the place of a cursor."""
    before, after = split(cursor.block(), cursor.positionInBlock())
    return Place(path, _before(cursor, before), _after(cursor, after), language)


def _before(cursor: QTextCursor, line: str) -> str:
    if len(line) > WIDEST_BEFORE:
        return line[-WIDEST_BEFORE:]
    lines, size = [line], len(line)
    block = cursor.block().previous()
    while block.isValid():
        text = block.text()
        size += len(text) + 1
        if size > WIDEST_BEFORE:
            break
        lines.append(text)
        block = block.previous()
    return "\n".join(reversed(lines))


def _after(cursor: QTextCursor, line: str) -> str:
    if len(line) > WIDEST_AFTER:
        return line[:WIDEST_AFTER]
    lines, size = [line], len(line)
    block = cursor.block().next()
    while block.isValid() and size < WIDEST_AFTER and block.length() < WIDEST_AFTER:
        text = block.text()
        lines.append(text)
        size += len(text) + 1
        block = block.next()
    return "\n".join(lines) + ("\n" if block.isValid() else "")
