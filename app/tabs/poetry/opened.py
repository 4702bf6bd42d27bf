"""The poem on the desk: what it is, how it got there, and that it is not lost."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import structs
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.protocol import ErrorCode, Params, UserError
from app.services.poetry.collection import Collection
from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.judge import judge
from app.tabs.poetry.task.verse import Judged, Poem


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
        self._by_hand = False

    @property
    def kept(self) -> bool:
        """Tell whether the poem is in the collection."""
        return self.number is not None

    def restore(self) -> str:
        """Show what was on the desk when the app ended; return the text as it was written."""
        draft = self._collection.draft()
        if draft is None:
            return ""
        self.brief, self.number = draft.brief, draft.number
        self._by_hand = bool(draft.text) and draft.number is None
        self._show(draft.poem if draft.poem.lines else None)
        return draft.text

    def begin(self, poem: Poem | None, brief: Brief, number: int | None = None) -> None:
        """Put another poem on the desk; it cannot be undone into the one before."""
        self.keep_by_hand()
        self.history.clear()
        self.brief, self.number = brief, number
        self._by_hand = False
        self._show(poem)
        self._keep(poem, "")

    def compose(self, poem: Poem, brief: Brief) -> None:
        """Show a candidate in place of the poem, which undoing brings back."""
        self.brief = brief
        self._by_hand = False
        self._push(poem, None)

    def change(self, poem: Poem) -> None:
        """Show another state of the poem."""
        self._push(poem, self.number)

    def write(self, title: str, lines: tuple[str, ...], text: str, brief: Brief) -> None:
        """Take what somebody writes by hand; the editor undoes that itself."""
        self.brief = brief
        self._by_hand = self._by_hand or not self.kept
        book, variant = brief.book, brief.variant
        poem = Poem(brief.form, lines, title.strip(), book, variant, brief.theme)
        self._show(poem if lines else None)
        self._keep(poem, text)

    def lock(self, lines: tuple[int, ...]) -> None:
        """Keep lines when the rest is composed anew."""
        if self.poem and lines != self.poem.locked:
            self.poem = structs.replace(self.poem, locked=lines)
            self._keep(self.poem, "")

    def keep(self) -> None:
        """Put the poem into the collection."""
        if self.poem and not self.kept:
            poem = self.poem
            self._tell(lambda: setattr(self, "number", self._collection.add(poem, self.brief)))
            self._by_hand = False
            self._keep(poem, "")
            self.changed.emit()

    def keep_by_hand(self) -> None:
        """Put what was written by hand into the collection, if it is not there."""
        if self._by_hand:
            self.keep()

    def forget(self, number: int) -> None:
        """Take notice that a poem was removed from the collection; it stays on the desk."""
        if number == self.number:
            self.number = None
            self.history.clear()
            if self.poem:
                self._keep(self.poem, "")
            self.changed.emit()

    # Inside ------------------------------------------------------------------------------

    def _push(self, poem: Poem, number: int | None) -> None:
        if poem != self.poem:
            self.history.push(_Change(self._put, (self.poem, self.number), (poem, number)))

    def _put(self, poem: Poem | None, number: int | None) -> None:
        self.number = number
        self._show(poem)
        self._keep(poem, "")

    def _show(self, poem: Poem | None) -> None:
        self.poem = poem
        self.judged = judge(poem) if poem else None
        self.changed.emit()

    def _keep(self, poem: Poem | None, text: str) -> None:
        """Keep the draft, and the poem if it is in the collection."""
        kept = poem or Poem(self.brief.form, ())
        text = text or ("\n".join(kept.lines) if self._by_hand else "")

        def write() -> None:
            self._collection.keep_draft(kept, self.brief, text, self.number)
            if self.number is not None and poem and poem.lines:
                self._collection.update(self.number, poem, self.brief)

        self._tell(write)

    def _tell(self, call: Callable[[], object]) -> None:
        try:
            call()
        except UserError as error:
            self._failed(error.code, error.params)

    def _failed(self, code: ErrorCode, params: Params) -> None:
        self.failed.emit(code, params)


State = tuple[Poem | None, int | None]  # with the number in the collection


class _Change(QUndoCommand):
    def __init__(
        self, put: Callable[[Poem | None, int | None], None], before: State, after: State
    ) -> None:
        super().__init__()
        self._put, self._before, self._after = put, before, after

    def redo(self) -> None:
        self._put(*self._after)

    def undo(self) -> None:
        self._put(*self._before)
