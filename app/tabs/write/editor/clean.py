"""Blocks as Qt can keep them."""

from __future__ import annotations

from msgspec import structs

from app.piece import Block
from app.tabs.write.task import authorship

_SEPARATORS = str.maketrans(
    {"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\ufdd0": "", "\ufdd1": "", "\ufffc": ""}
)


def without_empty(block: Block) -> Block:
    """Return a block without the empty runs that the document does not show."""
    if all(run.text for run in block.runs):
        return block
    return structs.replace(block, runs=tuple(run for run in block.runs if run.text))


def cleaned(block: Block) -> Block:
    """Return a block of which Qt keeps every character as it is."""
    if not any(
        sign in run.text for run in block.runs for sign in "\r\u2028\u2029\ufdd0\ufdd1\ufffc"
    ):
        merged = authorship.merge(block.runs)
        return block if merged == block.runs else structs.replace(block, runs=merged)
    runs = (
        structs.replace(
            run,
            text=run.text.replace("\r\n", "\n").translate(_SEPARATORS),
        )
        for run in block.runs
    )
    return structs.replace(block, runs=authorship.merge(runs))
