"""What is offered in the place of a range of a piece."""

from __future__ import annotations

import re
from functools import partial

from msgspec import Struct, structs

from app.piece import Block, Run
from app.services import diff
from app.tabs.write.task import authorship, changes
from app.tabs.write.task.authorship import Runs
from app.tabs.write.task.changes import Alternative, Blocks, Pending, Place

TEXT = ("paragraph", "heading", "item", "quote", "code")
DIFFER = partial(diff.hunks, by="word")
_WORD_END = re.compile(rf"[^\W{authorship.CJK}]*")


class Proposal(Struct, frozen=True):
    """What is offered in the place of a range of the base.

    The range begins behind `head` characters of the first of the `original` blocks, which are the
    base's from number `first` on, and ends before the `tail` last characters of the last one.
    `made` is what is shown instead of them. While it is `growing`, the last alternative is still
    written. Once a hunk was `taken`, the alternatives are for a
    text that is no more.
    """

    id: int
    first: int
    original: Blocks
    head: int
    tail: int
    alternatives: tuple[Alternative, ...]
    current: int
    made: Blocks
    growing: bool = False
    taken: bool = False

    @property
    def end(self) -> int:
        """Return the number of the base's block behind it."""
        return self.first + len(self.original)

    @property
    def hunks(self) -> list[Pending]:
        return changes.pending(self.made)

    def shown(self) -> Proposal:
        """Return it with what is made of the current alternative."""
        chosen = self.alternatives[self.current]
        last = len(self.original) - 1
        start, end = (0, self.head), (last, len(text_of(self.original[last])) - self.tail)
        text = chosen.text
        if self.growing and self.current == len(self.alternatives) - 1:
            old = "\n".join(_between(self.original, start, end))
            text = _with_rest(old, text)
        made = changes.propose(self.original, start, end, text, chosen.generation, DIFFER)
        return structs.replace(self, made=made)


def text_of(block: Block) -> str:
    """Return the text of all runs of a block."""
    return authorship.shown(block.runs)


def put(runs: Runs, start: int, end: int, new: Runs) -> Runs:
    """Put runs in the place of characters, by the rule of what becomes of authors."""
    kept = authorship.delete(runs, start, end) if end > start else runs
    before, after = authorship.split(kept, start)
    return authorship.merge((*before, *new, *after))


def typed_beside(
    one: Proposal, number: int, start: int, end: int, runs: Runs, block: Block
) -> Proposal | None:
    """Return a proposal as it is after typing in one of its blocks, None if in its range."""
    at = number - one.first
    original = (*one.original[:at], block, *one.original[at + 1 :])
    size = len(authorship.shown(runs)) - (end - start)
    before = len(text_of(one.original[at]))
    first, last = one.made[0], one.made[-1]
    if at == 0 and end <= one.head and _is_plain(first, 0, one.head):
        made = (_typed(first, start, end, runs, block), *one.made[1:])
        return structs.replace(one, original=original, made=made, head=one.head + size)
    whole = len(text_of(last))
    if (
        number == one.end - 1
        and start >= before - one.tail
        and _is_plain(last, whole - one.tail, whole)
    ):
        shift = whole - before
        made = (*one.made[:-1], _typed(last, start + shift, end + shift, runs, block))
        return structs.replace(one, original=original, made=made, tail=one.tail + size)
    return None


def edited_beside(one: Proposal, first: int, end: int, new: Blocks) -> Proposal | None:
    """Return a proposal as it is when new blocks took the place of one of its.

    None if something of its range is in another state than before.
    """
    if not new or end != first + 1:
        return None
    old = one.original[first - one.first]
    if any(block.kind not in TEXT for block in (old, new[0], new[-1])):
        return None
    if first == one.first and _is_plain(one.made[0], 0, one.head):
        head = len(text_of(new[-1])) - (len(text_of(old)) - one.head)
        if head >= 0 and _behind(new[-1], head) == _behind(old, one.head):
            runs = (*_before(new[-1], head), *_behind(one.made[0], one.head))
            made = (_woven(new[-1], runs), *one.made[1:])
            original = (new[-1], *one.original[1:])
            at = first + len(new) - 1
            return structs.replace(one, first=at, original=original, made=made, head=head)
    whole = len(text_of(one.made[-1]))
    if end == one.end and _is_plain(one.made[-1], whole - one.tail, whole):
        kept = len(text_of(old)) - one.tail
        if _before(new[0], kept) == _before(old, kept):
            runs = (*_before(one.made[-1], whole - one.tail), *_behind(new[0], kept))
            made = (*one.made[:-1], _woven(new[0], runs))
            original = (*one.original[:-1], new[0])
            tail = len(text_of(new[0])) - kept
            return structs.replace(one, original=original, made=made, tail=tail)
    return None


def _before(block: Block, at: int) -> Runs:
    return authorship.split(block.runs, at)[0]


def _behind(block: Block, at: int) -> Runs:
    return authorship.split(block.runs, at)[1]


def _typed(made: Block, start: int, end: int, runs: Runs, base: Block) -> Block:
    """Return a shown block after typing; what is of the base has the base's authors."""
    at, found = 0, list[Run]()
    for run in put(made.runs, start, end, runs):
        if run.change == "inserted" or not run.text:
            found.append(run)
        else:
            same = authorship.part(base.runs, at, at + len(run.text))
            found += (structs.replace(one, change=run.change) for one in same)
            at += len(run.text)
    return _woven(made, tuple(found))


def _woven(block: Block, runs: Runs) -> Block:
    """Return a shown block of the base, also where nothing of the base is left in it."""
    woven = structs.replace(block, runs=authorship.merge(runs))
    if is_new(woven):
        return structs.replace(woven, runs=(Run("", change="deleted"), *woven.runs))
    return woven


def _is_plain(block: Block, start: int, end: int) -> bool:
    """Tell whether a part of a block that is in the base is in no change."""
    inside = authorship.part(block.runs, start, end)
    return not is_new(block) and not any(run.change for run in inside)


def is_new(block: Block) -> bool:
    return bool(block.runs) and all(run.change == "inserted" for run in block.runs)


def base_offset(runs: Runs, offset: int) -> int:
    before = authorship.split(runs, offset)[0]
    return sum(len(run.text) for run in before if run.change != "inserted")


def shown_offset(runs: Runs, offset: int) -> int:
    at = 0
    for run in runs:
        if offset <= 0:
            break
        if run.change != "inserted":
            if offset <= len(run.text):
                return at + offset
            offset -= len(run.text)
        at += len(run.text)
    return at


def _between(blocks: Blocks, start: Place, end: Place) -> list[str]:
    texts = [text_of(block) for block in blocks]
    texts[-1] = texts[-1][: end[1]]
    texts[0] = texts[0][start[1] :]
    return texts


def _with_rest(old: str, text: str) -> str:
    """Return what a growing text becomes if what it has not come to yet stays."""
    found = DIFFER(old, text)
    if not found or found[-1].old_end < len(old):
        return text
    rest = old[found[-1].old_start :]
    reached = _WORD_END.match(rest, len(found[-1].new)) if found[-1].new else None
    return text + rest[reached.end() if reached else len(found[-1].new) :]
