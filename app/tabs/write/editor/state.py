"""What the editor holds: a piece, and beside it what models propose for parts of it.

A Place is the number of a block and an offset in characters. Places of the base count in the
piece alone, shown ones in the blocks that also have the runs of proposals. A range that is proposed
for owns its blocks: the blocks of two proposals never overlap.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct, structs

from app.piece import Block, Piece
from app.tabs.write.editor.proposal import (
    Proposal,
    base_offset,
    edited_beside,
    is_new,
    put,
    shown_offset,
    text_of,
    typed_beside,
)
from app.tabs.write.task import changes
from app.tabs.write.task.authorship import Runs
from app.tabs.write.task.changes import Alternative, Blocks, Place

MOST_CLOSED = 20  # proposals that are kept after they were dismissed or decided


class State(Struct, frozen=True):
    """A piece of at least one block, and its proposals in their order."""

    piece: Piece = Piece(blocks=(Block(),))
    proposals: tuple[Proposal, ...] = ()
    closed: tuple[Proposal, ...] = ()
    made: int = 0  # proposals ever

    @property
    def blocks(self) -> Blocks:
        return self.piece.blocks

    def shown(self) -> Blocks:
        """Return the blocks with the runs of all proposals."""
        if not self.proposals:
            return self.blocks
        found: list[Block] = []
        at = 0
        for one in self.proposals:
            found += self.blocks[at : one.first]
            found += one.made
            at = one.end
        return (*found, *self.blocks[at:])

    def proposal(self, number: int) -> Proposal:
        """Return an open proposal; raises KeyError."""
        for one in self.proposals:
            if one.id == number:
                return one
        raise KeyError(number)

    def with_proposals(self, proposals: Collection[Proposal]) -> State:
        """Return a state with proposals that were kept, as far as they are for what is there."""
        state = self
        for one in proposals:
            fits = self.blocks[one.first : one.end] == one.original
            if fits and not any(p.first < one.end and p.end > one.first for p in state.proposals):
                kept = [*state.proposals, structs.replace(one, growing=False)]
                state = structs.replace(
                    state._with(self.piece, kept, []), made=max(state.made, one.id)
                )
        return state

    # Places ------------------------------------------------------------------------------

    def firsts(self) -> Iterator[tuple[int, Proposal]]:
        """Yield each proposal with the number of its first shown block."""
        shift = 0
        for one in self.proposals:
            yield one.first + shift, one
            shift += len(one.made) - len(one.original)

    def proposal_at(self, block: int) -> tuple[int, Proposal] | None:
        """Return the proposal that a shown block is of, and its first shown block."""
        for first, one in self.firsts():
            if first <= block < first + len(one.made):
                return first, one
        return None

    def to_base(self, place: Place) -> Place:
        """Return where a shown place is in the base."""
        block, offset = place
        shift = 0
        for first, one in self.firsts():
            if block < first:
                break
            inside = block - first
            if inside < len(one.made):
                number = one.first + sum(not is_new(made) for made in one.made[:inside])
                if is_new(one.made[inside]):
                    return self._clamped((number, 0))
                return number, base_offset(one.made[inside].runs, offset)
            shift += len(one.made) - len(one.original)
        return block - shift, offset

    def to_shown(self, place: Place) -> Place:
        """Return where a place of the base is shown, before what is inserted there."""
        block, offset = place
        shift = 0
        for first, one in self.firsts():
            if block < one.first:
                break
            if block < one.end:
                olds = [n for n, made in enumerate(one.made) if not is_new(made)]
                inside = olds[block - one.first]
                return first + inside, shown_offset(one.made[inside].runs, offset)
            shift += len(one.made) - len(one.original)
        return block + shift, offset

    def _clamped(self, place: Place) -> Place:
        if place[0] < len(self.blocks):
            return place
        last = len(self.blocks) - 1
        return last, len(text_of(self.blocks[last]))

    # Edits -------------------------------------------------------------------------------

    def edit(self, first: int, end: int, blocks: Blocks, base: Piece | None = None) -> State:
        """Put blocks in the place of the base's from `first` to before `end`.

        Proposals for any of those are dismissed, but for one of whose range everything is as it
        was. `base` has the title and the images.
        """
        new = (*self.blocks[:first], *blocks, *self.blocks[end:]) or (Block(),)
        if new == self.blocks and base is None:
            return self
        shift = len(blocks) - (end - first)
        kept, gone = [], []
        for one in self.proposals:
            if one.end <= first and one.first < max(end, first + 1):
                kept.append(one)
            elif one.first >= end:
                kept.append(structs.replace(one, first=one.first + shift))
            elif beside := edited_beside(one, first, end, blocks):
                kept.append(beside)
            else:
                gone.append(one)
        piece = structs.replace(base or self.piece, blocks=new)
        return self._with(piece, kept, gone)

    def become(self, piece: Piece) -> State:
        """Change the base to another piece; proposals for what is the same stay."""
        old, new = self.blocks, piece.blocks
        first, last = 0, 0
        most = min(len(old), len(new))
        while first < most and old[first] is new[first]:
            first += 1
        while last < most - first and old[-1 - last] is new[-1 - last]:
            last += 1
        return self.edit(first, len(old) - last, new[first : len(new) - last], piece)

    def type(self, number: int, start: int, end: int, runs: Runs) -> State:
        """Put runs in the place of characters of one block of the base.

        A proposal whose range is touched is dismissed, one beside it moves along.
        """
        block = structs.replace(
            self.blocks[number], runs=put(self.blocks[number].runs, start, end, runs)
        )
        around = next((one for one in self.proposals if one.first <= number < one.end), None)
        if around is None or block == self.blocks[number]:
            return self.edit(number, number + 1, (block,))
        beside = typed_beside(around, number, start, end, runs, block)
        if beside is None:
            return self.dismiss(around.id).edit(number, number + 1, (block,))
        blocks = (*self.blocks[:number], block, *self.blocks[number + 1 :])
        kept = [beside if one.id == beside.id else one for one in self.proposals]
        return self._with(structs.replace(self.piece, blocks=blocks), kept, [])

    def disturbed(self, start: Place, end: Place) -> list[Proposal]:
        """Return the proposals that typing between two shown places would dismiss."""
        found = []
        for first, one in self.firsts():
            behind = first + len(one.made)
            if end[0] < first or start[0] >= behind:
                continue
            in_head = start[0] == end[0] == first and end[1] <= one.head
            last = one.made[-1]
            tail = len(text_of(last)) - one.tail
            in_tail = start[0] == end[0] == behind - 1 and start[1] >= tail
            beside = (in_head and not is_new(one.made[0])) or (in_tail and not is_new(last))
            if not beside:
                found.append(one)
        return found

    # Proposals ---------------------------------------------------------------------------

    def propose(
        self, start: Place, end: Place, text: str, generation: int, *, growing: bool = False
    ) -> State:
        """Offer a text for a range of the base; its id is `made` of what is returned.

        Proposals for the same blocks are dismissed.
        """
        original = self.blocks[start[0] : end[0] + 1]
        tail = len(text_of(original[-1])) - end[1]
        alternative = (Alternative(text, generation),)
        number = self.made + 1
        new = Proposal(number, start[0], original, start[1], tail, alternative, 0, (), growing)
        gone = [one for one in self.proposals if one.first < new.end and one.end > new.first]
        kept = [one for one in self.proposals if one not in gone]
        state = self._with(self.piece, [*kept, new.shown()], gone)
        return structs.replace(state, made=number)

    def grow(self, number: int, text: str, *, done: bool = False) -> State:
        """Take over more of the last alternative, which is still written, or all of it."""
        one = self.proposal(number)
        texts = (*one.alternatives[:-1], structs.replace(one.alternatives[-1], text=text))
        return self._show(structs.replace(one, alternatives=texts, growing=not done))

    def retry(self, number: int, text: str, generation: int, *, growing: bool = False) -> State:
        """Show a further alternative; the ones before are kept."""
        one = self.proposal(number)
        kept = (*one.alternatives, Alternative(text, generation))[-changes.KEPT :]
        new = structs.replace(one, alternatives=kept, current=len(kept) - 1, growing=growing)
        return self._show(new)

    def flick(self, number: int, step: int) -> State:
        """Show the next alternative, or the one before, round and round."""
        one = self.proposal(number)
        current = (one.current + step) % len(one.alternatives)
        return self._show(structs.replace(one, current=current))

    def accept(self, number: int, which: Collection[int] | None = None) -> State:
        """Make hunks of a proposal, or all, part of the base."""
        one = self.proposal(number)
        made = changes.accept(one.made, which)
        left = changes.reject(made)
        original = tuple(old if old == new else new for old, new in _padded(one.original, left))
        blocks = (*self.blocks[: one.first], *original, *self.blocks[one.end :])
        shift = len(original) - len(one.original)
        kept = [
            structs.replace(p, first=p.first + shift) if p.first >= one.end else p
            for p in self.proposals
            if p is not one
        ]
        piece = self.piece
        if blocks != self.blocks:
            piece = structs.replace(piece, blocks=blocks or (Block(),))
        changed = structs.replace(one, original=original, made=made, taken=True, growing=False)
        if changed.hunks and blocks:
            return self._with(piece, [*kept, changed], [])
        return self._with(piece, kept, [one])

    def reject(self, number: int, which: Collection[int] | None = None) -> State:
        """Take back hunks of a proposal, or all; the base stays."""
        one = self.proposal(number)
        made = changes.reject(one.made, which)
        changed = structs.replace(one, made=made, growing=False)
        kept = [changed if p is one and changed.hunks else p for p in self.proposals]
        kept = [p for p in kept if p is not one]
        return self._with(self.piece, kept, [] if changed.hunks else [one])

    def dismiss(self, number: int) -> State:
        """Close a proposal; it can be opened again."""
        one = self.proposal(number)
        return self._with(self.piece, [p for p in self.proposals if p is not one], [one])

    def reopen(self, number: int) -> State:
        """Open a closed proposal; raises KeyError where its text is no more, or is taken."""
        one = next((p for p in reversed(self.closed) if p.id == number), None)
        if one is None or one.taken or not one.original:
            raise KeyError(number)
        size = len(one.original)
        places = range(len(self.blocks) - size + 1)
        for first in sorted(places, key=lambda n: abs(n - one.first)):
            clash = any(p.first < first + size and p.end > first for p in self.proposals)
            if not clash and self.blocks[first : first + size] == one.original:
                closed = tuple(p for p in self.closed if p.id != number)
                state = structs.replace(self, closed=closed)
                again = structs.replace(one, first=first, growing=False)
                return state._with(self.piece, [*self.proposals, again.shown()], [])
        raise KeyError(number)

    def _show(self, new: Proposal) -> State:
        if new.taken:
            raise ValueError("the text that the alternatives are for is no more")
        kept = [new.shown() if one.id == new.id else one for one in self.proposals]
        return self._with(self.piece, kept, [])

    def _with(
        self, piece: Piece, proposals: Collection[Proposal], closed: Collection[Proposal]
    ) -> State:
        ordered = tuple(sorted(proposals, key=lambda one: (one.first, one.end)))
        kept = (*self.closed, *closed)[-MOST_CLOSED:]
        return structs.replace(self, piece=piece, proposals=ordered, closed=kept)


def _padded(old: Blocks, new: Blocks) -> Iterator[tuple[Block | None, Block]]:
    yield from ((old[n] if n < len(old) else None, block) for n, block in enumerate(new))
