"""An outline that is changed in steps that can be undone."""

from __future__ import annotations

from typing import NamedTuple

from app.tabs.write.task.outline import Outline, Path

MOST = 200


class Point(NamedTuple):
    """An outline and the section that was chosen in it."""

    outline: Outline
    path: Path | None


class Steps:
    """The present outline, and how to go back and forth."""

    def __init__(self, outline: Outline = ()) -> None:
        self.present = Point(outline, (0,) if outline else None)
        self._done: list[Point] = []
        self._undone: list[Point] = []
        self._name = ""

    def do(self, outline: Outline, path: Path | None, name: str = "") -> None:
        """Take over an outline; one after another of a name are one step."""
        if not name or name != self._name:
            self._done = [*self._done, self.present][-MOST:]
        self._name = name
        self._undone.clear()
        self.present = Point(outline, path)

    def choose(self, path: Path | None) -> None:
        """Keep which section is chosen."""
        if path != self.present.path:
            self._name = ""
        self.present = Point(self.present.outline, path)

    def undo(self) -> bool:
        """Take back the last step; returns whether there was one."""
        return self._go(self._done, self._undone)

    def redo(self) -> bool:
        """Do again what was taken back last; returns whether there was something."""
        return self._go(self._undone, self._done)

    def _go(self, source: list[Point], target: list[Point]) -> bool:
        if not source:
            return False
        target.append(self.present)
        self.present = source.pop()
        self._name = ""
        return True
