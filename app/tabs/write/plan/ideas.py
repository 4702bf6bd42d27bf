"""Ideas on their way, each as far as the person left it."""

from __future__ import annotations

from dataclasses import dataclass

from app.tabs.write.task.kinds import Kind


@dataclass(frozen=True)
class Idea:
    """What a piece is to be about, and of which kind."""

    topic: str
    kind: Kind
    notes: str


class Ideas:
    """Remembers, by what was given at first, what an idea has become."""

    def __init__(self) -> None:
        self._given: Idea | None = None
        self._left: dict[Idea, Idea] = {}

    def begin(self, given: Idea, present: Idea) -> Idea | None:
        """Leave the present idea; return the one to show, None where it is the present one."""
        if given == self._given:
            return None
        if self._given:
            self._left[self._given] = present
        self._given = given
        return self._left.get(given, given)

    def use_up(self) -> None:
        """Forget the present idea, which a piece was planned from."""
        if self._given:
            self._left.pop(self._given, None)
        self._given = None
