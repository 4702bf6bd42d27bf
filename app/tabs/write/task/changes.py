"""Changes that wait for the person's decision, as runs in the piece itself.

What would go is "deleted", what would come is "inserted"; both stand in the text until each hunk,
a stretch of such runs, is accepted or rejected. A paragraph whose runs are all inserted is new,
one whose runs are all deleted would go; an empty run stands for a paragraph that is empty on that
side. Tables, images and rules stay as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from msgspec import Struct, structs

from app.piece import Block, Run
from app.tabs.write.task.authorship import Runs, merge, shown
from app.tabs.write.task.weaving import Differ, Weaving

Blocks = tuple[Block, ...]
Place = tuple[int, int]  # the number of a block, and an offset in its shown text

KEPT = 12  # alternatives of one proposal


@dataclass(frozen=True)
class Pending:
    """A hunk in a block, by its offsets in the shown text; `old` becomes `new`."""

    block: int
    start: int
    end: int
    old: str
    new: str


class Alternative(Struct, frozen=True):
    """A text that is offered, and which generation wrote it."""

    text: str
    generation: int


# Hunks ------------------------------------------------------------------------------------------


def pending(blocks: Sequence[Block]) -> list[Pending]:
    """Return the hunks that are not decided."""
    found: list[Pending] = []
    for number, block in enumerate(blocks):
        at = 0
        for waits, runs in _stretches(block.runs):
            end = at + len(shown(runs))
            if waits:
                old, new = (
                    shown(r for r in runs if r.change == c) for c in ("deleted", "inserted")
                )
                found.append(Pending(number, at, end, old, new))
            at = end
    return found


def accept(blocks: Sequence[Block], which: Collection[int] | None = None) -> Blocks:
    """Make hunks, by their positions in `pending`, or all, part of the text."""
    return _decide(blocks, "deleted", which)


def reject(blocks: Sequence[Block], which: Collection[int] | None = None) -> Blocks:
    """Take back hunks, by their positions in `pending`, or all: the runs are as they were."""
    return _decide(blocks, "inserted", which)


def propose(
    blocks: Blocks, start: Place, end: Place, new: str, generation: int, differ: Differ
) -> Blocks:
    """Offer a new text for a range, in which no other change may wait.

    Its lines are paragraphs, those without a character are left out; within code it is one text.
    Raises ValueError where a change waits.
    """
    first, last = start[0], end[0]
    old = blocks[first : last + 1]
    if any(run.change for block in old for run in block.runs):
        raise ValueError("decide what waits in the range first")
    if first == last and old[0].kind == "code":
        lines = [new]
    else:
        lines = [line for line in new.splitlines() if line.strip()] if "\n" in new else [new]
    made = Weaving(old, start[1], end[1], lines or [""], generation, differ).blocks()
    return (*blocks[:first], *made, *blocks[last + 1 :])


def _decide(
    blocks: Sequence[Block], gone: Literal["inserted", "deleted"], which: Collection[int] | None
) -> Blocks:
    kept: list[Block] = []
    number = 0
    for block in blocks:
        if not any(run.change for run in block.runs):
            kept.append(block)
            continue
        runs: list[Run] = []
        for waits, stretch in _stretches(block.runs):
            if waits and (which is None or number in which):
                left = [run for run in stretch if run.change != gone]
                runs += [structs.replace(run, change="") for run in left]
            else:
                runs += stretch
            number += waits
        if runs:
            kept.append(structs.replace(block, runs=merge(runs)))
    return tuple(kept)


def _stretches(runs: Runs) -> Iterator[tuple[bool, Runs]]:
    for waits, group in groupby(runs, key=lambda run: bool(run.change)):
        yield waits, tuple(group)
