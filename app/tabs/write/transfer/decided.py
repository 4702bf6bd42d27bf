"""Pieces in which the changes that wait for a decision are decided."""

from __future__ import annotations

from msgspec import structs

from app.piece import Block, Change, Piece
from app.tabs.write.task.authorship import Runs, all_runs, merge


def has_changes(piece: Piece) -> bool:
    """Tell whether a change waits for a decision."""
    return any(run.change for runs in all_runs(piece.blocks) for run in runs)


def accepted(piece: Piece) -> Piece:
    """Return a piece as it would be if all changes were accepted."""
    return _without(piece, "deleted")


def rejected(piece: Piece) -> Piece:
    """Return a piece as it would be if no change were accepted."""
    return _without(piece, "inserted")


def _without(piece: Piece, gone: Change) -> Piece:
    """Return a piece without the text of a change, and without blocks that have no other text."""

    def kept(runs: Runs) -> Runs:
        return merge(structs.replace(run, change="") for run in runs if run.change != gone)

    def decided(block: Block) -> Block:
        rows = tuple(tuple(kept(cell) for cell in row) for row in block.rows)
        return structs.replace(block, runs=kept(block.runs), rows=rows)

    if not has_changes(piece):
        return piece
    pairs = ((block, decided(block)) for block in piece.blocks)
    blocks = tuple(new for old, new in pairs if new.runs or not old.runs)
    return structs.replace(piece, blocks=blocks)
