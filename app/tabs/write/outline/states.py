"""How far the sections of an outline are while a piece is drafted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.tabs.write.task import counts
from app.tabs.write.task.lengths import TOLERANCE
from app.tabs.write.task.state import Progress


class Stage(StrEnum):
    WAITING = "waiting"
    WRITING = "writing"
    DONE = "done"
    FAILED = "failed"


class Drafting(StrEnum):
    """What the drafter does, which decides on what can be asked of it."""

    IDLE = "idle"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"


@dataclass(frozen=True)
class SectionState:
    """How far a section is, and how long its text."""

    stage: Stage
    length: int = 0

    def deviation(self, target: int) -> int:
        """Return by how many percent the text is longer than it was to be."""
        return round((self.length - target) * 100 / target) if target else 0

    def fits(self, target: int) -> bool:
        return abs(self.length - target) <= TOLERANCE * target


def of(
    progress: Progress, failed: Sequence[int] = (), *, running: bool = True
) -> tuple[SectionState, ...]:
    """Return the states of the sections that have text, in the order of reading.

    One that nothing has come of yet only waits while the drafter is not `running`.
    """
    found: list[SectionState] = []
    growing = progress.present.text + progress.growing
    for number, written in enumerate(progress.written):
        if written.text:
            found.append(SectionState(Stage.DONE, counts.length(written.text)))
        elif number in failed:
            found.append(SectionState(Stage.FAILED))
        elif number == progress.at and (running or growing):
            found.append(SectionState(Stage.WRITING, counts.length(growing)))
        else:
            found.append(SectionState(Stage.WAITING))
    return tuple(found)
