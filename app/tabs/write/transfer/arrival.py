"""What a piece that was read from a file is here, and what it is when it leaves."""

from __future__ import annotations

from msgspec import structs

from app.piece import Block, Piece, Run
from app.tabs.write.task import counts
from app.tabs.write.transfer.decided import accepted


def arrived(piece: Piece, name: str) -> Piece:
    """Return a piece to keep: with a title, its changes accepted, and written elsewhere.

    A heading at its beginning becomes the title, unless the file names another one. No file tells
    who wrote it, so nothing of it counts as typed here.
    """

    def pasted(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        return tuple(structs.replace(run, author="pasted") for run in runs)

    def block(one: Block) -> Block:
        rows = tuple(tuple(map(pasted, row)) for row in one.rows)
        return structs.replace(one, runs=pasted(one.runs), rows=rows)

    piece = _entitled(accepted(piece))
    guess = "zh" if counts.language_of(piece.text) == "zh" else ""
    return structs.replace(
        piece,
        title=piece.title.strip() or name,
        language=piece.language or guess,
        blocks=tuple(map(block, piece.blocks)),
    )


def headed(piece: Piece) -> Piece:
    """Return a piece whose title is a heading at its beginning, if it has one."""
    title = piece.title.strip()
    if not title or _entitled(piece) is not piece:
        return piece
    return structs.replace(piece, blocks=(Block("heading", (Run(title),), 1), *piece.blocks))


def _entitled(piece: Piece) -> Piece:
    first = piece.blocks[0] if piece.blocks else Block()
    title, heading = piece.title.strip(), first.text.strip()
    if first.kind != "heading" or first.level != 1 or not heading or title not in ("", heading):
        return piece
    return structs.replace(piece, title=heading, blocks=piece.blocks[1:])
