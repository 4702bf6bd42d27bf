"""The poem on the desk: what it is, how it got there, and that it is not lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from msgspec import structs
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.protocol import UserError
from app.services.poetry.collection import Collection
from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.judge import judge
from app.tabs.poetry.task.verse import Judged, Poem


class State(NamedTuple):
    """What is on the desk: a poem or none, what was asked for, its number in the collection."""

    poem: Poem | None
    brief: Brief
    number: int | None = None
    by_hand: bool = False  # and not kept


class OpenPoem(QObject):
    """Holds one poem, undoes what changes it, and keeps it as a draft at every change.

    `changed` comes with each other poem or state of it. A poem that somebody wrote by hand and
    did not keep is kept in the collection before another takes its place.
    """

    changed = Signal()
    failed = Signal(object, object)  # ErrorCode, Params

    def __init__(self, collection: Collection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collection = collection
        self.history = QUndoStack(self)
        self.poem: Poem | None = None
        self.judged: Judged | None = None
        self.brief = Brief("七绝")
        self.number: int | None = None  # in the collection
        self._removed: int | None = None  # what was its number until it was removed there
        self._text = ""  # as it was written by hand
        self._by_hand = False
        self._before: State | None = None  # what it was when the writing began

    @property
    def kept(self) -> bool:
        """Tell whether the poem is in the collection."""
        return self.number is not None

    def restore(self) -> str:
        """Show what was on the desk when the app ended; return the text as it was written."""
        draft = self._collection.draft()
        if draft is None:
            return ""
        self._text = draft.text
        poem = draft.poem if draft.poem.lines else None
        by_hand = bool(draft.text) and draft.number is None
        self._show(State(poem, draft.brief, draft.number, by_hand))
        return draft.text

    def begin(self, poem: Poem | None, brief: Brief, number: int | None = None) -> bool:
        """Put another poem on the desk; False if what was written by hand cannot be kept."""
        if not self.keep_by_hand():
            return False
        self._push(State(poem, brief, number))
        return True

    def compose(self, poem: Poem, brief: Brief) -> None:
        """Show a candidate in place of the poem."""
        if self.keep_by_hand():
            self._push(State(poem, brief))

    def change(self, poem: Poem) -> None:
        """Show another state of the poem."""
        self._push(self._state._replace(poem=poem))

    def begin_writing(self) -> None:
        """What is written from now on is one change, which the editor undoes until its end."""
        self._before = self._state

    def write(self, title: str, lines: tuple[str, ...], text: str, brief: Brief) -> None:
        """Take what somebody writes by hand."""
        self._text = text
        poem = Poem(brief.form, lines, title.strip(), brief.book, brief.variant, brief.theme)
        self._show(State(poem if lines else None, brief, self.number, not self.kept))
        self._keep(update=True)

    def end_writing(self) -> None:
        """Let what was written be undone as one change."""
        before, self._before = self._before, None
        if before and before != self._state:
            self.history.push(_Change(self._put, before, self._state))

    def lock(self, lines: tuple[int, ...]) -> None:
        """Keep lines when the rest is composed anew."""
        if self.poem and lines != self.poem.locked:
            self.poem = structs.replace(self.poem, locked=lines)
            self._keep()

    def keep(self) -> None:
        """Put the poem into the collection."""
        if self.poem is None or self.kept:
            return
        poem, brief = self.poem, self.brief
        self._tell(lambda: setattr(self, "number", self._collection.add(poem, brief)))
        if self.kept:
            self._by_hand = False
            self._keep()
            if self._before:  # what is written from now on is another change
                self.end_writing()
                self.begin_writing()
            self.changed.emit()

    def keep_by_hand(self) -> bool:
        """Put what was written by hand into the collection; False if that fails."""
        if self._by_hand:
            self.keep()
        return not (self._by_hand and self.poem)

    def forget(self, number: int) -> None:
        """Take notice that a poem was removed from the collection; it stays on the desk."""
        if number == self.number:
            self.number, self._removed = None, number
            self.history.clear()
            self._keep()
            self.changed.emit()

    def remember(self, number: int) -> None:
        """Take notice that a poem is in the collection again."""
        if number == self._removed and self.number is None:
            self.number, self._removed = number, None
            self._keep()
            self.changed.emit()

    # Inside ------------------------------------------------------------------------------

    @property
    def _state(self) -> State:
        return State(self.poem, self.brief, self.number, self._by_hand)

    def _push(self, after: State) -> None:
        if after != self._state:
            self.history.push(_Change(self._put, self._state, after))

    def _put(self, state: State) -> None:
        other = state.poem != self.poem
        same = state.number == self.number
        if other:
            self._text = ""
        self._removed = None
        self._show(state)
        self._keep(update=other and same)

    def _show(self, state: State) -> None:
        self.poem, self.brief, self.number, self._by_hand = state
        self.judged = judge(self.poem) if self.poem else None
        self.changed.emit()

    def _keep(self, *, update: bool = False) -> None:
        """Keep the draft, and with `update` the poem in the collection, if it is there."""
        poem = self.poem or Poem(self.brief.form, ())
        text = self._text or ("\n".join(poem.lines) if self._by_hand else "")

        def write() -> None:
            self._collection.keep_draft(poem, self.brief, text, self.number)
            if update and self.number is not None and poem.lines:
                self._collection.update(self.number, poem, self.brief)

        self._tell(write)

    def _tell(self, call: Callable[[], object]) -> None:
        try:
            call()
        except UserError as error:
            self.failed.emit(error.code, error.params)


class _Change(QUndoCommand):
    def __init__(self, put: Callable[[State], None], before: State, after: State) -> None:
        super().__init__()
        self._put, self._before, self._after = put, before, after

    def redo(self) -> None:
        self._put(self._after)

    def undo(self) -> None:
        self._put(self._before)
