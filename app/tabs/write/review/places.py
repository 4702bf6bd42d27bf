"""Where offsets in the text of a piece are in its blocks."""

from __future__ import annotations

from app.piece import Block, Piece
from app.tabs.write.editor.looks import OBJECTS
from app.tabs.write.task.anchors import Span
from app.tabs.write.task.changes import Place


def place_of(piece: Piece, offset: int) -> Place:
    """Return the place before the character of `Piece.text` at an offset.

    In a block that stands in the text as one sign it is before or behind that.
    """
    number, column = _block_at(piece, offset)
    return number, _shown(piece.blocks[number], column, end=False) if piece.blocks else 0


def span_of(piece: Piece, start: int, end: int) -> tuple[Place, Place]:
    """Return the places around a range of `Piece.text`, without what is only inserted beside it."""
    first = place_of(piece, start)
    number, column = _block_at(piece, end)
    last = number, _shown(piece.blocks[number], column, end=True) if piece.blocks else 0
    return first, max(first, last)


def is_prose(piece: Piece, start: int, end: int) -> bool:
    """Tell whether a range is in blocks of text only."""
    first, last = _block_at(piece, start)[0], _block_at(piece, end)[0]
    return all(block.kind not in OBJECTS for block in piece.blocks[first : last + 1])


def found_again(text: str, passage: str, start: int) -> Span | None:
    """Return where a passage is that was at an offset, in a text that may have changed since."""
    if text.startswith(passage, start):
        return start, start + len(passage)
    before, after = text.rfind(passage, 0, start + len(passage)), text.find(passage, start)
    places = [place for place in (before, after) if place >= 0]
    if not places:
        return None
    near = min(places, key=lambda place: abs(place - start))
    return near, near + len(passage)


def _block_at(piece: Piece, offset: int) -> Place:
    """Return the block in which an offset is, and the offset in its text."""
    at = number = size = 0
    for number, block in enumerate(piece.blocks):
        size = len(block.text)
        if offset <= at + size:
            return number, max(0, offset - at)
        at += size + 1
    return number, size


def _shown(block: Block, column: int, *, end: bool) -> int:
    """Return where in the shown text of a block an offset in its text is."""
    if block.kind in OBJECTS:
        return min(column, 1)
    at = shown = 0
    for run in block.runs:
        if run.change == "inserted":
            if end and column == at:
                break
        elif column < at + len(run.text) or (end and column == at + len(run.text)):
            return shown + column - at
        else:
            at += len(run.text)
        shown += len(run.text)
    return shown
