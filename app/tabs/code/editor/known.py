"""What was found in a block of the document, kept with it."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextBlockUserData

from app.tabs.code.editor import lexing, units

Key = tuple[int, int, int]  # what it was found for: it holds while that is the same
Run = tuple[int, int, str]  # from, to, "string" or "comment"


class Known(QTextBlockUserData):
    """What was found in a block."""

    def __init__(self, key: Key, line: str, pieces: list[lexing.Piece], end: int = 0) -> None:
        super().__init__()
        self.key = key
        self.end = end  # the number of the state at the end
        self.shown = False
        self.runs = _runs(pieces)
        seen = [piece for piece in pieces if piece.start < len(line)]  # the line feed is not
        self.pieces = seen if line.isascii() else _in_units(line, seen)


def key_of(block: QTextBlock) -> Key | None:
    """Return what the tokens of a block were found for."""
    known = block.userData()
    return known.key if isinstance(known, Known) else None


def _runs(pieces: list[lexing.Piece]) -> list[Run]:
    found = ((start, start + size, lexing.kind_of(token)) for start, size, token in pieces)
    return [run for run in found if run[2]]


def _in_units(line: str, pieces: list[lexing.Piece]) -> list[lexing.Piece]:
    measure = units.Units(line).units
    return [
        lexing.Piece(measure(start), measure(start + size) - measure(start), token)
        for start, size, token in pieces
    ]
