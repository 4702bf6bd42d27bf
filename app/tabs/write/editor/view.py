"""A piece as it is shown and typed into; each step can be undone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from msgspec import structs
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget

from app.piece import Block, Piece, Run
from app.tabs.write.editor import edits
from app.tabs.write.editor.clean import cleaned, without_empty
from app.tabs.write.editor.edits import Edit
from app.tabs.write.editor.history import History
from app.tabs.write.editor.looks import SIGN
from app.tabs.write.editor.page import UNKNOWN
from app.tabs.write.editor.proposal import TEXT, Proposal, base_offset, text_of
from app.tabs.write.editor.sheet import TOP, Sheet
from app.tabs.write.editor.state import State
from app.tabs.write.task import authorship, changes
from app.tabs.write.task.changes import Blocks, Place
from app.ui.theme import Theme

PAUSE = 1_500  # milliseconds without a key end a step


class PieceView(Sheet):
    """Shows a state. Places are of the base where nothing else is said."""

    edited = Signal()
    cursor_block_changed = Signal(int)
    proposals_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._state = State()
        self._history = History()
        self._changed: list[tuple[int, int, int]] = []
        self._joins = ""
        self._block = 0
        self._typing: Run | None = None  # how it looks, where that is not by what is around
        super().__init__(theme, parent)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(lambda: self._history.seal())
        self.cursorPositionChanged.connect(self._on_moved)

    # The piece ---------------------------------------------------------------------------

    def piece(self) -> Piece:
        """Return the piece, without what is only proposed."""
        return self._state.piece

    def set_piece(self, piece: Piece, proposals: Sequence[Proposal] = ()) -> None:
        """Show another piece, with what is proposed for it; what was is not undone."""
        shown = structs.replace(piece, blocks=tuple(map(cleaned, piece.blocks)) or (Block(),))
        self._state = State(shown).with_proposals(proposals)
        self._history = History()
        self._typing = None
        self._pictures.forget()
        self._pictures.images = piece.images
        self.verticalScrollBar().setValue(0)
        self._refill()
        self._go((0, 0))

    @property
    def outline(self) -> list[tuple[int, int, str]]:
        """Return the headings: the number of the block, the level, the text."""
        return [
            (number, block.level, text_of(block))
            for number, block in enumerate(self._state.blocks)
            if block.kind == "heading"
        ]

    def selection_range(self) -> tuple[Place, Place]:
        """Return the places between which is selected, the same twice where nothing is."""
        cursor = self.textCursor()
        start, end = (
            self._state.to_base(self._page.place(position))
            for position in (cursor.selectionStart(), cursor.selectionEnd())
        )
        return start, max(start, end)

    def select(self, start: Place, end: Place) -> None:
        """Select a part of the piece and bring it into view."""
        self._go(end, start)

    def go_to_block(self, number: int) -> None:
        """Set the cursor at the beginning of a block, near the top of the view."""
        self._go((number, 0))
        self._scroll_by(self.cursorRect().top() - TOP)

    def replace(self, start: Place, end: Place, blocks: Blocks) -> None:
        """Put blocks in the place of a part of the piece, as one step to undo."""
        with self._step():
            if start != end:
                self._do(edits.remove(self._state.blocks, start, end))
            if blocks:
                here = self.selection_range()[0]
                self._do(edits.insert(self._state.blocks, here, blocks))

    def set_block(self, number: int, block: Block) -> None:
        """Put a block, e.g. a table that was edited, in the place of another."""
        with self._step():
            self._do(Edit(number, number + 1, (cleaned(block),), (number, 0)))

    def put_blocks(self, first: int, end: int, blocks: Blocks) -> None:
        """Put blocks in the place of those from `first` to before `end`, as one step to undo.

        The cursor stays where the person has it.
        """
        with self._step():
            self._become(self._state.edit(first, end, tuple(map(cleaned, blocks))))

    def become(self, piece: Piece) -> None:
        """Make the piece another one, e.g. a former version, as one step to undo."""
        with self._step():
            self._become(self._state.become(piece))

    def shown_piece(self) -> Piece:
        """Return the piece with what is proposed, as changes that wait."""
        return structs.replace(self._state.piece, blocks=self._state.shown())

    def can_undo(self) -> bool:
        return self._history.can_undo

    def can_redo(self) -> bool:
        return self._history.can_redo

    def undo(self) -> None:
        self._travel(self._history.undo(self._state.piece))

    def redo(self) -> None:
        self._travel(self._history.redo(self._state.piece))

    # Steps -------------------------------------------------------------------------------

    @contextmanager
    def _step(self, joins: str = "") -> Iterator[None]:
        """Make what is done herein one step to undo, with those before if they join."""
        before, outer = self._state.piece, self._joins
        self._joins = self._joins or joins or "step"
        try:
            yield
        finally:
            self._joins = outer
        if not outer and self._state.piece is not before:
            self._record(before, joins)

    def _record(self, before: Piece, joins: str) -> None:
        self._history.record(before, joins)
        self._pause.start()
        self.edited.emit()

    def _do(self, edit: Edit | None) -> None:
        """Do an edit, and set the cursor where it is then."""
        if edit is None:
            return
        with self._step():
            self._become(self._state.edit(edit.first, edit.end, edit.blocks))
            self._go(edit.place, edit.anchor)

    def _become(self, state: State) -> Place | None:
        """Show another state; return where what was written ends."""
        decided = state.proposals != self._state.proposals
        self._state = state
        self._pictures.images = state.piece.images
        self._moving = True
        end = self._page.show(state.shown())
        self._moving = False
        if decided:
            self.proposals_changed.emit()
        self._tell_block()
        return end

    def _travel(self, piece: Piece) -> None:
        if piece is self._state.piece:
            return
        end = self._become(self._state.become(piece))
        if end is not None:
            self._put(end)
        self.ensureCursorVisible()
        self.edited.emit()

    def _go(self, place: Place, anchor: Place | None = None) -> None:
        to_shown = self._state.to_shown
        self._put(to_shown(place), to_shown(anchor) if anchor is not None else None)
        self.ensureCursorVisible()

    def _put(self, place: Place, anchor: Place | None = None) -> None:
        super()._put(place, anchor)
        self._tell_block()

    # What Qt does to the document --------------------------------------------------------

    def _on_change(self, position: int, removed: int, added: int) -> None:
        if not self._page.busy:
            self._changed.append((position, removed, added))

    def _on_changed(self) -> None:
        """Make what was typed part of the base."""
        changed, self._changed = self._changed, []
        for position, _, added in changed:
            self._take(position, position + added)

    def _take(self, start: int, end: int) -> None:
        document, old = self.document(), self._page.blocks
        first = document.findBlock(start).blockNumber()
        behind = document.findBlock(min(end, document.characterCount() - 1)).blockNumber() + 1
        was_behind = behind + len(old) - document.blockCount()
        natives = [document.findBlockByNumber(number) for number in range(first, behind)]
        new = tuple(map(self._page.read, natives))
        was = old[first:was_behind]
        changed = [n for n, pair in enumerate(zip(was, new, strict=False)) if _differ(*pair)]
        if len(was) == len(new) and not changed:
            return
        with self._step("type"):
            at = changed[0] if len(changed) == 1 else -1
            if len(was) == len(new) and at >= 0 and _same_kind(was[at], new[at]):
                self._page.seen(first + at, first + at + 1, new[at : at + 1])
                self._typed(first + at, was[at], new[at])
            else:
                self._page.seen(first, was_behind, (UNKNOWN,) * len(new))
                self._rewritten(first, len(was), sum(map(self._page.stray, natives), ()))

    def _typed(self, number: int, was: Block, new: Block) -> None:
        """Take over what was typed in one shown block."""
        before, after = text_of(was), text_of(new)
        cursor = self.textCursor()
        column = self._page.place(cursor.position())[1]
        behind = len(after) - column if cursor.blockNumber() == number else len(after)
        last, most = 0, min(len(before), len(after), behind)
        while last < most and before[-1 - last] == after[-1 - last]:
            last += 1
        start, most = 0, min(len(before), len(after)) - last
        while start < most and before[start] == after[start]:
            start += 1
        new_runs = authorship.part(new.runs, start, len(after) - last)
        runs = authorship.merge(
            structs.replace(run, author="typed", generation=0, change="") for run in new_runs
        )
        place = self._state.to_base((number, start))[0]
        low = base_offset(was.runs, start)
        high = base_offset(was.runs, len(before) - last)
        self._become(self._state.type(place, low, high, runs))
        if any(run.italic for run in runs):
            self._page.look_again(self._state.to_shown((place, low))[0])

    def _rewritten(self, first: int, count: int, new: Blocks) -> None:
        """Take over shown blocks that came in the place of others in some way."""
        start = self._state.to_base((first, 0))[0]
        end = self._state.to_base((first + count - 1, 0))[0] + 1
        self._become(self._state.edit(start, end, changes.reject(new)))

    def _on_moved(self) -> None:
        if not self._moving and not self._changed and not self._joins:
            self._history.seal()
            self._typing = None
        self._tell_block()

    def _tell_block(self) -> None:
        if self._page.busy or self._changed:
            return
        number = self._state.to_base(self._page.place(self.textCursor().position()))[0]
        if number != self._block:
            self._block = number
            self.cursor_block_changed.emit(number)
            self.viewport().update()

    # The sheet ---------------------------------------------------------------------------

    def _shown(self) -> Blocks:
        return self._state.shown()

    def _watch(self, document: QTextDocument) -> None:
        document.contentsChange.connect(self._on_change)
        document.contentsChanged.connect(self._on_changed)


def _differ(one: Block, other: Block) -> bool:
    return without_empty(one) != without_empty(other)


def _same_kind(one: Block, other: Block) -> bool:
    """Tell whether two texts differ in nothing but their runs."""
    bare = structs.replace(other, runs=one.runs)
    return one.kind in TEXT and one == bare and SIGN not in text_of(other)
