"""What undo and redo go through: pieces as they were; blocks are shared between them."""

from __future__ import annotations

from app.piece import Piece

MOST = 1_000  # steps


class History:
    """The steps of one piece. Edits that follow one another in the same way are one step."""

    def __init__(self) -> None:
        self._undo: list[Piece] = []
        self._redo: list[Piece] = []
        self._open = ""  # what kind of edits may still join the last step

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        return bool(self._redo)

    def record(self, before: Piece, joins: str = "") -> None:
        """Remember a piece before an edit; with `joins`, only the first of several such."""
        if not joins or joins != self._open:
            self._undo.append(before)
            del self._undo[:-MOST]
        self._redo.clear()
        self._open = joins

    def seal(self) -> None:
        """Let the next edit be a step of its own."""
        self._open = ""

    def undo(self, present: Piece) -> Piece:
        """Return the piece before the last step; the present one if there is none."""
        return self._step(self._undo, self._redo, present)

    def redo(self, present: Piece) -> Piece:
        """Return the piece after the step that was undone last."""
        return self._step(self._redo, self._undo, present)

    def _step(self, source: list[Piece], target: list[Piece], present: Piece) -> Piece:
        self._open = ""
        if not source:
            return present
        target.append(present)
        return source.pop()
