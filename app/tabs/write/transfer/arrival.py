"""What a piece that was read from a file is here."""

from __future__ import annotations

from msgspec import structs

from app.piece import Block, Piece, Run
from app.tabs.write.task import counts
from app.tabs.write.transfer.decided import accepted


def arrived(piece: Piece, name: str) -> Piece:
    """Return a piece to keep: with a title, its changes accepted, and written elsewhere.

    No file tells who wrote it, so nothing of it counts as typed here.
    """

    def pasted(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        return tuple(structs.replace(run, author="pasted") for run in runs)

    def block(one: Block) -> Block:
        rows = tuple(tuple(map(pasted, row)) for row in one.rows)
        return structs.replace(one, runs=pasted(one.runs), rows=rows)

    piece = accepted(piece)
    guess = "zh" if counts.language_of(piece.text) == "zh" else ""
    return structs.replace(
        piece,
        title=piece.title.strip() or name,
        language=piece.language or guess,
        blocks=tuple(map(block, piece.blocks)),
    )
