"""What keys and commands do to the blocks of a piece."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from msgspec import structs

from app.piece import Block, Kind, Run
from app.tabs.write.editor.proposal import TEXT, put, text_of
from app.tabs.write.task import authorship
from app.tabs.write.task.authorship import Runs
from app.tabs.write.task.changes import Blocks, Place

DEEPEST = 6  # levels of a list or a quote


@dataclass(frozen=True)
class Edit:
    """Blocks that take the place of those from `first` to before `end`, and the cursor then."""

    first: int
    end: int
    blocks: Blocks
    place: Place
    anchor: Place | None = None


def size(block: Block) -> int:
    """Return how many places behind its beginning a block ends."""
    return len(text_of(block)) if block.kind in TEXT else 1


def _cut(block: Block, offset: int) -> tuple[Block | None, Block | None]:
    """Return what of a block is before and behind an offset."""
    if block.kind not in TEXT:
        return (block, None) if offset else (None, block)
    before, after = authorship.split(block.runs, offset)
    return structs.replace(block, runs=before), structs.replace(block, runs=after)


def remove(blocks: Blocks, start: Place, end: Place) -> Edit:
    """Take out what is between two places."""
    (first, low), (last, high) = start, end
    if first == last and blocks[first].kind in TEXT:
        changed = structs.replace(blocks[first], runs=put(blocks[first].runs, low, high, ()))
        return Edit(first, first + 1, (changed,), start)
    left, right = _cut(blocks[first], low)[0], _cut(blocks[last], high)[1]
    if left and right and left.kind in TEXT and right.kind in TEXT:
        whole = (*blocks[first].runs, Run("\u2029"), *blocks[last].runs)
        behind = len(text_of(blocks[first])) + 1 + high
        kept: Blocks = (structs.replace(left, runs=put(whole, low, behind, ())),)
    else:
        kept = tuple(block for block in (left, right) if block) or (Block(),)
    place = start if left else (first, 0)
    return Edit(first, last + 1, kept, place)


def enter(blocks: Blocks, place: Place) -> Edit:
    """Break a block in two; an empty item or quote comes one level out instead."""
    number, offset = place
    block = blocks[number]
    below = (number + 1, 0)
    if block.kind not in TEXT:
        pair = (block, Block()) if offset else (Block(), block)
        return Edit(number, number + 1, pair, below if offset else place)
    if block.kind in ("item", "quote") and not text_of(block):
        return outdent(blocks, number, 0)
    before, after = authorship.split(block.runs, offset)
    if block.kind == "code":
        return _enter_code(blocks, place)
    if block.kind == "heading":
        if not before:
            return Edit(number, number + 1, (Block(), block), below)
        halves = (structs.replace(block, runs=before), Block(runs=after))
    else:
        halves = (structs.replace(block, runs=before), structs.replace(block, runs=after))
    return Edit(number, number + 1, halves, below)


def _enter_code(blocks: Blocks, place: Place) -> Edit:
    number, offset = place
    block = blocks[number]
    text = text_of(block)
    if offset == len(text) and text.endswith("\n"):  # an empty last line ends the code
        code = structs.replace(block, runs=authorship.split(block.runs, offset - 1)[0])
        return Edit(number, number + 1, (code, Block()), (number + 1, 0))
    runs = put(block.runs, offset, offset, (Run("\n"),))
    return Edit(number, number + 1, (structs.replace(block, runs=runs),), (number, offset + 1))


def outdent(blocks: Blocks, number: int, offset: int) -> Edit:
    """Bring a block one level out, at last to a paragraph."""
    block = blocks[number]
    if block.kind in ("item", "quote") and block.level > 1:
        changed = structs.replace(block, level=block.level - 1)
    else:
        changed = Block(runs=block.runs)
    return Edit(number, number + 1, (changed,), (number, offset))


def backspace(blocks: Blocks, number: int) -> Edit | None:
    """Do what Backspace does at the beginning of a block."""
    block = blocks[number]
    if block.kind not in ("paragraph", "rule", "table", "image"):
        return outdent(blocks, number, 0)
    if not number:
        return None
    before = blocks[number - 1]
    if before.kind not in TEXT:
        return remove(blocks, (number - 1, 0), (number - 1, 1))
    if not text_of(before):
        return Edit(number - 1, number, (), (number - 1, 0))
    if block.kind not in TEXT:
        return Edit(number, number, (), (number - 1, size(before)))
    return remove(blocks, (number - 1, size(before)), (number, 0))


def delete(blocks: Blocks, number: int) -> Edit | None:
    """Do what Delete does at the end of a block."""
    if number + 1 >= len(blocks):
        return None
    block, after = blocks[number], blocks[number + 1]
    if after.kind not in TEXT:
        gone = Edit(number + 1, number + 2, (), (number, size(block)))
        return gone if len(blocks) > 1 else None
    if not text_of(block):
        return Edit(number, number + 1, (), (number, 0))
    return remove(blocks, (number, size(block)), (number + 1, 0))


def shift(blocks: Blocks, start: Place, end: Place, step: int) -> Edit:
    """Nest the items and quotes of a range deeper, or less deep."""
    changed = tuple(
        structs.replace(block, level=max(1, min(DEEPEST, block.level + step)))
        if block.kind in ("item", "quote")
        else block
        for block in blocks[start[0] : end[0] + 1]
    )
    return Edit(start[0], end[0] + 1, changed, end, start)


def become(
    blocks: Blocks, start: Place, end: Place, kind: Kind, level: int = 0, *, ordered: bool = False
) -> Edit:
    """Make the texts of a range another kind; paragraphs if all are of that kind already."""
    inside = blocks[start[0] : end[0] + 1]
    texts = [block for block in inside if block.kind in TEXT]

    def wanted(block: Block) -> bool:
        same_level = kind != "heading" or block.level == level
        return block.kind == kind and same_level and block.ordered == ordered

    if texts and all(wanted(block) for block in texts):
        kind, level, ordered = "paragraph", 0, False
    changed = tuple(
        Block(kind=kind, runs=_plain(block, kind), level=level, ordered=ordered)
        if block.kind in TEXT and not (wanted(block) and kind != "paragraph")
        else block
        for block in inside
    )
    return Edit(start[0], end[0] + 1, changed, end, start)


def _plain(block: Block, kind: Kind) -> Runs:
    """Return the runs for another kind; code has no looks."""
    if kind != "code":
        return block.runs
    return authorship.merge(
        Run(run.text, author=run.author, generation=run.generation) for run in block.runs
    )


def mark(blocks: Blocks, start: Place, end: Place, **looks: Any) -> Edit:
    """Give all text of a range a look, e.g. bold=True."""

    def marked(run: Run) -> Run:
        return structs.replace(run, **looks)

    return _each(blocks, start, end, marked)


def has(blocks: Blocks, start: Place, end: Place, look: str) -> bool:
    """Tell whether all text of a range has a look."""
    found = [run for runs in _inside(blocks, start, end) for run in runs if run.text]
    return bool(found) and all(getattr(run, look) for run in found)


def _each(blocks: Blocks, start: Place, end: Place, change: Callable[[Run], Run]) -> Edit:
    changed = []
    for number in range(start[0], end[0] + 1):
        block = blocks[number]
        if block.kind not in TEXT or block.kind == "code":
            changed.append(block)
            continue
        low, high = _bounds(blocks, number, start, end)
        before, rest = authorship.split(block.runs, low)
        middle, after = authorship.split(rest, high - low)
        runs = authorship.merge((*before, *map(change, middle), *after))
        changed.append(structs.replace(block, runs=runs))
    return Edit(start[0], end[0] + 1, tuple(changed), end, start)


def _bounds(blocks: Blocks, number: int, start: Place, end: Place) -> tuple[int, int]:
    low = start[1] if number == start[0] else 0
    return low, end[1] if number == end[0] else size(blocks[number])


def _inside(blocks: Blocks, start: Place, end: Place) -> list[Runs]:
    return [block.runs for block in extract(blocks, start, end) if block.kind in TEXT]


def extract(blocks: Blocks, start: Place, end: Place) -> Blocks:
    """Return what is between two places."""
    found = []
    for number in range(start[0], end[0] + 1):
        block = blocks[number]
        low, high = _bounds(blocks, number, start, end)
        if block.kind in TEXT:
            found.append(structs.replace(block, runs=authorship.part(block.runs, low, high)))
        elif low < high:
            found.append(block)
    return tuple(found)


def insert(blocks: Blocks, place: Place, new: Blocks) -> Edit:
    """Put blocks in at a place; a paragraph at either end goes on in what is there."""
    number, offset = place
    block = blocks[number]
    if block.kind == "code":
        text = "\n".join(text_of(one) for one in new)
        runs = put(block.runs, offset, offset, (Run(text, author="pasted"),))
        changed = structs.replace(block, runs=runs)
        return Edit(number, number + 1, (changed,), (number, offset + len(text)))
    left, right = _cut(block, offset)
    middle = list(new)
    if left and left.kind in TEXT and middle and middle[0].kind == "paragraph":
        joined = authorship.merge((*left.runs, *middle.pop(0).runs))
        left = structs.replace(left, runs=joined)
    if left and left.kind in TEXT and not text_of(left) and middle:
        left = None
    kept = [*([left] if left else []), *middle]
    last = kept[-1] if kept else Block()
    at = (number + len(kept) - 1, size(last))
    if right and right.kind in TEXT:
        continues = last.kind in TEXT and last.kind != "code" and (len(new) < 2 or not middle)
        paragraph = bool(middle) and last.kind == "paragraph"
        if continues or paragraph:
            kept[-1] = structs.replace(last, runs=authorship.merge((*last.runs, *right.runs)))
            right = None
        elif not text_of(right):
            right = None
    return Edit(number, number + 1, (*kept, *([right] if right else [])), at)
