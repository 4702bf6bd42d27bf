"""What keys do to lines, each as one step to undo."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QTextBlock, QTextCursor

from app.tabs.code.editor import units
from app.tabs.code.editor.indentation import Indentation, after_enter, leading

Move = QTextCursor.MoveMode


def split(block: QTextBlock, column: int) -> tuple[str, str]:
    """Return the text of a block before and behind a column."""
    text = block.text()
    at = units.position(text, column)
    return text[:at], text[at:]


def enter(cursor: QTextCursor, language: str, indentation: Indentation, code: bool) -> None:
    """Break the line, indented as the one above; deeper behind what opens a block in code."""
    with _one_step(cursor):
        cursor.removeSelectedText()
        before, after = split(cursor.block(), cursor.positionInBlock())
        if code:
            first, second = after_enter(before, after, language, indentation)
        else:
            first, second = "\n" + leading(before), ""
        blanks = len(leading(after))
        cursor.setPosition(cursor.position() + blanks, Move.KeepAnchor)
        cursor.insertText(first + second)
        cursor.setPosition(cursor.position() - len(second))


def tab(cursor: QTextCursor, indentation: Indentation) -> None:
    """Indent the selected lines, or go to the next stop."""
    if _is_lines(cursor):
        shift(cursor, indentation, deeper=True)
        return
    with _one_step(cursor):
        cursor.removeSelectedText()
        before, _after = split(cursor.block(), cursor.positionInBlock())
        cursor.insertText(indentation.to_stop(before))


def shift(cursor: QTextCursor, indentation: Indentation, *, deeper: bool) -> None:
    """Indent or dedent every line that the selection touches."""
    with _one_step(cursor), _kept(cursor):
        for block in _lines(cursor):
            text = block.text()
            blanks = leading(text)
            if deeper:
                _replace(block, 0, 0, indentation.step if text.strip() else "")
            else:
                kept = indentation.shallower(blanks)
                _replace(block, len(kept), len(blanks), "")


def backspace(cursor: QTextCursor, indentation: Indentation) -> bool:
    """Take back one step of indentation, if nothing but blanks is before the cursor."""
    before, _after = split(cursor.block(), cursor.positionInBlock())
    if cursor.hasSelection() or not before or before.strip(" \t"):
        return False
    kept = indentation.shallower(before)
    cursor.setPosition(cursor.position() - (len(before) - len(kept)), Move.KeepAnchor)
    cursor.removeSelectedText()
    return True


def home(cursor: QTextCursor, mode: QTextCursor.MoveMode) -> None:
    """Go to the first character that is not blank, or from there to the line's beginning."""
    blanks = len(leading(cursor.block().text()))
    column = 0 if cursor.positionInBlock() == blanks else blanks
    cursor.setPosition(cursor.block().position() + column, mode)


def comment(cursor: QTextCursor, marks: tuple[str, str]) -> None:
    """Comment the selected lines, or take the comments off if all have one."""
    opener, closer = marks
    blocks = [block for block in _lines(cursor) if block.text().strip()]
    if not blocks:
        return
    off = all(block.text().lstrip().startswith(opener) for block in blocks)
    column = min(len(leading(block.text())) for block in blocks)
    with _one_step(cursor), _kept(cursor):
        for block in blocks:
            if off:
                _uncomment(block, opener, closer)
            else:
                if closer:
                    end = block.length() - 1
                    _replace(block, end, end, " " + closer)
                _replace(block, column, column, opener + " ")


def move(cursor: QTextCursor, down: bool) -> None:
    """Exchange the selected lines with the one below or above."""
    blocks = _lines(cursor)
    first, last = blocks[0], blocks[-1]
    other = last.next() if down else first.previous()
    if not other.isValid():
        return
    top, bottom = (first, other) if down else (other, last)
    lines = [block.text() for block in blocks]
    passed = other.text()
    shifted = units.length(passed) + 1 if down else -units.length(passed) - 1
    anchor, position = cursor.anchor() + shifted, cursor.position() + shifted
    with _one_step(cursor):
        cursor.setPosition(top.position())
        cursor.setPosition(bottom.position() + bottom.length() - 1, Move.KeepAnchor)
        cursor.insertText("\n".join([passed, *lines] if down else [*lines, passed]))
    cursor.setPosition(anchor)
    cursor.setPosition(position, Move.KeepAnchor)


def _uncomment(block: QTextBlock, opener: str, closer: str) -> None:
    text = block.text()
    stripped = text.rstrip()
    if closer and stripped.endswith(closer):
        body = stripped.removesuffix(closer)
        start = len(body) - body.endswith(" ")
        _replace(block, units.length(text[:start]), units.length(stripped), "")
    start = len(leading(text))
    end = start + len(opener)
    _replace(block, start, end + text.startswith(" ", end), "")


def _is_lines(cursor: QTextCursor) -> bool:
    """Tell whether the selection goes over more than a line, or is a whole one."""
    if not cursor.hasSelection():
        return False
    block = cursor.document().findBlock(cursor.selectionStart())
    size = cursor.selectionEnd() - cursor.selectionStart()
    return cursor.selectionEnd() >= block.position() + block.length() or (
        size == block.length() - 1
    )


def _lines(cursor: QTextCursor) -> list[QTextBlock]:
    """Return the blocks that the selection touches; not one it only reaches the start of."""
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    end = cursor.selectionEnd()
    blocks = [block]
    while block.next().isValid() and block.next().position() < end:
        block = block.next()
        blocks.append(block)
    return blocks


def _replace(block: QTextBlock, start: int, end: int, text: str) -> None:
    if start == end and not text:
        return
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + start)
    cursor.setPosition(block.position() + end, Move.KeepAnchor)
    cursor.insertText(text)


@contextmanager
def _one_step(cursor: QTextCursor) -> Iterator[None]:
    cursor.beginEditBlock()
    try:
        yield
    finally:
        cursor.endEditBlock()


@contextmanager
def _kept(cursor: QTextCursor) -> Iterator[None]:
    """Keep a selection of lines whole: its start stays at the beginning of a line."""
    document = cursor.document()
    start = document.findBlock(cursor.selectionStart())
    whole = cursor.hasSelection() and cursor.selectionStart() == start.position()
    forward = cursor.position() >= cursor.anchor()
    yield
    if whole:
        end = cursor.selectionEnd()
        cursor.setPosition(start.position() if forward else end)
        cursor.setPosition(end if forward else start.position(), Move.KeepAnchor)
