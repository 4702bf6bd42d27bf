"""Background work: one class, one set of states."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, Signal

from app.protocol import ErrorCode, Params


class JobState(Enum):
    PENDING = "pending"
    RUNNING = "running"
    CANCELLED = "cancelled"
    FAILED = "failed"
    DONE = "done"


class Job(QObject):
    """One request to a child process.

    `progressed` carries what arrives meanwhile; `ended` comes exactly once, when `state` is final.
    `left` follows when the process is gone, for a job that has one of its own.
    """

    progressed = Signal(object)
    ended = Signal()
    left = Signal()

    def __init__(self, number: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.number = number
        self.state = JobState.PENDING
        self.result: object = None
        self.code: ErrorCode | None = None
        self.params: Params = {}

    @property
    def over(self) -> bool:
        return self.state not in (JobState.PENDING, JobState.RUNNING)

    def progress(self, event: object) -> None:
        """Pass an event on."""
        if not self.over:
            self.state = JobState.RUNNING
            self.progressed.emit(event)

    def finish(self, result: object = None, *, cancelled: bool = False) -> None:
        """End well, or as the person asked."""
        if not self.over:
            self.result = result
            self.state = JobState.CANCELLED if cancelled else JobState.DONE
            self.ended.emit()

    def fail(self, code: ErrorCode, params: Params | None = None) -> None:
        """End with an error."""
        if not self.over:
            self.code, self.params = code, params or {}
            self.state = JobState.FAILED
            self.ended.emit()
