"""What stands around a place of a piece, as plain text for a prompt."""

from __future__ import annotations

from collections.abc import Sequence

from app.piece import Block, Piece
from app.tabs.write.task.actions import Selection
from app.tabs.write.task.changes import Place

REACH = 24_000  # characters to either side, more than any prompt takes


def selection(piece: Piece, language: str, start: Place, end: Place) -> Selection:
    """Return what is between two places, with what is around it."""
    blocks = piece.blocks
    inner = [_text(block) for block in blocks[start[0] : end[0] + 1]]
    after = inner[-1][end[1] :]
    inner[-1] = inner[-1][: end[1]]
    before = inner[0][: start[1]]
    inner[0] = inner[0][start[1] :]
    above = _near(blocks[: start[0]][::-1])
    text = "\n\n".join([*reversed(above), before])
    if len(above) == start[0] and piece.title.strip():
        text = f"# {piece.title.strip()}\n\n{text}"
    below = _near(blocks[end[0] + 1 :])
    return Selection("\n".join(inner), language, text, "\n\n".join([after, *below]))


def _near(blocks: Sequence[Block]) -> list[str]:
    """Return the texts of the first blocks, as far as one reaches."""
    found: list[str] = []
    size = 0
    for block in blocks:
        if size > REACH:
            break
        mark = "#" * block.level + " " if block.kind == "heading" else ""
        found.append(mark + _text(block))
        size += len(found[-1])
    return found


def _text(block: Block) -> str:
    """Return the text of a block; what stands in place of text has none."""
    return "" if block.kind in ("table", "image", "rule") else block.text
