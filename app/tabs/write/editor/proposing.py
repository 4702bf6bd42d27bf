"""What models propose for a piece, in the editor: offered, grown, taken, left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from app.tabs.write.editor import origins
from app.tabs.write.editor.proposal import Proposal
from app.tabs.write.editor.state import State
from app.tabs.write.editor.writer import Writer
from app.tabs.write.task.changes import Alternative, Place


class Proposing(Writer):
    """Shows proposals; `proposal_decided` tells of one that is open no more, and why.

    It was "accepted" if anything of it was, "rejected", or "dismissed" by an edit in its range.
    """

    proposal_decided = Signal(int, str)

    def propose(
        self, start: Place, end: Place, text: str, generation: int, *, growing: bool = False
    ) -> int:
        """Offer a text for a part of the piece; return the proposal's number.

        One for the same blocks is dismissed.
        """
        self._alter(lambda s: s.propose(start, end, text, generation, growing=growing))
        return self._state.made

    def grow(self, number: int, text: str, *, done: bool = False) -> None:
        """Show more of a text that is still written; `done` with the whole of it.

        Does nothing if the proposal is open no more, or a hunk of it was taken.
        """
        if any(one.id == number and not one.taken for one in self._state.proposals):
            self._alter(lambda s: s.grow(number, text, done=done))

    def retry(self, number: int, text: str, generation: int, *, growing: bool = False) -> None:
        """Show a further alternative; raises KeyError, ValueError as State.retry does."""
        self._alter(lambda s: s.retry(number, text, generation, growing=growing))

    def reopen(self, number: int) -> None:
        """Show a dismissed proposal again; raises KeyError where its text is no more."""
        self._alter(lambda s: s.reopen(number))

    def is_open(self, number: int) -> bool:
        return any(one.id == number for one in self._state.proposals)

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        return self._state.proposals

    def alternatives(self, number: int) -> tuple[Alternative, ...]:
        """Return all texts of a proposal, also of one that is closed; raises KeyError."""
        for one in (*self._state.proposals, *reversed(self._state.closed)):
            if one.id == number:
                return one.alternatives
        raise KeyError(number)

    def accept(self, number: int, hunk: int | None = None) -> None:
        """Make a hunk of a proposal, or all, part of the piece, as one step to undo."""
        which = None if hunk is None else {hunk}
        with self._step():
            self._alter(lambda s: s.accept(number, which), "accepted")

    def reject(self, number: int, hunk: int | None = None) -> None:
        """Take back a hunk of a proposal, or all; the piece stays as it is."""
        which = None if hunk is None else {hunk}
        taken = self._state.proposal(number).taken
        self._alter(lambda s: s.reject(number, which), "accepted" if taken else "rejected")

    def go_to_hunk(self, step: int) -> None:
        """Set the cursor at the next hunk, or the one before."""
        found = self._hunk_places()
        if not found:
            return
        here = self._page.place(self.textCursor().position())
        if step > 0:
            place = next((one for one in found if one > here), found[0])
        else:
            place = next((one for one in reversed(found) if one < here), found[-1])
        self._put(place)
        self.ensureCursorVisible()

    def go_to_proposal(self, number: int) -> None:
        """Set the cursor at the first hunk of a proposal, where it is in the proposal anyway."""
        here = self._page.place(self.textCursor().position())
        for first, one in self._state.firsts():
            if one.id != number or not first <= here[0] < first + len(one.made) or not one.hunks:
                continue
            self._put((first + one.hunks[0].block, one.hunks[0].start))
            self.ensureCursorVisible()

    def word_at(self, place: Place, text: str) -> origins.Word | None:
        """Return the word at a place, and where it is in `text`, what its generation wrote.

        None where no model wrote it, or where it is not in that text any more.
        """
        return origins.word_at(self._state.blocks, place, text)

    def generation_at(self, place: Place) -> int:
        """Return which generation wrote what is at a place, 0 for none."""
        return origins.generation_at(self._state.blocks, place)

    def _alter(self, change: Callable[[State], State], why: str = "dismissed") -> None:
        self._become(change(self._state), why)

    def _become(self, state: State, why: str = "dismissed") -> Place | None:
        before = {one.id for one in self._state.proposals}
        end = super()._become(state)
        for number in sorted(before - {one.id for one in state.proposals}):
            self.proposal_decided.emit(number, why)
        return end

    def _hunk_places(self) -> list[Place]:
        return [
            (first + hunk.block, hunk.start)
            for first, one in self._state.firsts()
            for hunk in one.hunks
        ]
