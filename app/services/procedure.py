"""A procedure that asks the engine one thing after the other, on its way to what it is for."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal

from app.protocol import Choice, Delta, ErrorCode, Params, UserError
from app.services.engine import Engine
from app.services.jobs import Job, JobState

A = TypeVar("A")
D = TypeVar("D")
T = TypeVar("T")


class Procedure(QObject, Generic[A, D, T]):
    """Drives a generator of asks to its result; what kind of asks, a subclass knows.

    The steps between two asks run beside the event loop. `asked` comes before each ask, `grew`
    with its answer so far, `ended` exactly once, and none before the caller has the object. Then
    `result` is there, or `code`, or neither for one that was stopped.
    """

    asked = Signal(object)
    grew = Signal(str)
    ended = Signal()

    def __init__(
        self,
        engine: Engine,
        pool: QThreadPool,
        steps: Generator[A, D, T],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._pool = pool
        self._steps = steps
        self._job: Job | None = None
        self._text = ""
        self.ask: A | None = None
        self.answers = 0  # that came to their ends
        self.over = False
        self.result: T | None = None
        self.code: ErrorCode | None = None
        self.params: Params = {}
        self._step = self._begin(lambda: next(steps))

    @property
    def text(self) -> str:
        """Return the present answer as far as it came."""
        return self._text

    def stop(self) -> None:
        """End without a result."""
        if not self.over:
            self.over = True
            job, self._job = self._job, None
            if job:
                self._engine.stop(job)
                self._note(None)
            self.ended.emit()

    def _pose(self, ask: A) -> Job:
        """Ask the engine."""
        raise NotImplementedError

    def _draft(self, text: str, choices: Sequence[Choice], result: object) -> D:
        """Return a whole answer, and what its job resulted in, as the generator wants it."""
        raise NotImplementedError

    def _note(self, result: object) -> None:
        """Take notice of an answer; there is None where it was stopped or failed."""

    def _begin(self, step: Callable[[], A]) -> _Step:
        begun = _Step(step)
        begun.done.connect(self._on_step, Qt.ConnectionType.QueuedConnection)
        self._pool.start(begun.run)
        return begun

    def _on_step(self, outcome: object) -> None:
        if self.over:
            return
        if isinstance(outcome, StopIteration):
            self.result = outcome.value
            self._end()
        elif isinstance(outcome, UserError):
            self.code, self.params = outcome.code, outcome.params
            self._end()
        elif isinstance(outcome, Exception):
            self.code, self.params = ErrorCode.ENGINE_INTERNAL, {"detail": str(outcome)}
            self._end()
            raise outcome
        else:
            self._ask(outcome)  # type: ignore[arg-type]

    def _ask(self, ask: A) -> None:
        self.ask, self._text = ask, ""
        self.asked.emit(ask)
        if self.over:
            return
        job = self._job = self._pose(ask)
        choices: list[Choice] = []

        def on_event(event: object) -> None:
            if isinstance(event, Delta) and job is self._job:
                self._text += event.text
                choices.extend(event.choices)
                self.grew.emit(self._text)

        job.progressed.connect(on_event)
        job.ended.connect(lambda: self._on_answer(job, choices))

    def _on_answer(self, job: Job, choices: Sequence[Choice]) -> None:
        if job is not self._job:
            return
        self._job = None
        if job.result is not None and job.state is JobState.DONE:
            self.answers += 1
            self._note(job.result)
            draft = self._draft(self._text, choices, job.result)
            self._step = self._begin(lambda: self._steps.send(draft))
            return
        self.code, self.params = job.code, job.params
        self._note(None)
        if not self.over:
            self._end()

    def _end(self) -> None:
        self.over = True
        self.ended.emit()


class _Step(QObject):
    """What a generator does between two asks; `done` carries the next ask, or the exception."""

    done = Signal(object)

    def __init__(self, step: Callable[[], object]) -> None:
        super().__init__()
        self._do = step

    def run(self) -> None:
        try:
            outcome = self._do()
        except Exception as error:
            outcome = error
        self.done.emit(outcome)
