"""One model and one engine without a window, for the command line and benchmarks."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEventLoop

from app import paths
from app.protocol import Delta, ErrorCode, Finished, Sampling, Template, Turn, UserError
from app.services.collector import Collector
from app.services.engine import Engine
from app.services.jobs import Job, JobState
from app.services.library import InstalledModel, Library
from app.services.settings import Settings

log = logging.getLogger("engine")
STATE_BYTES = 2 << 30


@dataclass(frozen=True)
class HeadlessReply:
    text: str
    finished: Finished


class Headless:
    """A loaded model for the length of a `with` block. Raises UserError."""

    def __init__(
        self,
        wanted: str | None,
        *,
        context: int = 8192,
        chatml: bool = False,
        threads: int = 0,
        states: str = "",
        state_memory: int = STATE_BYTES,
    ) -> None:
        self._application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
        self._collector = Collector()
        self._template: Template = "chatml" if chatml else "model"
        self.model = _choose(wanted)
        self.engine = Engine(log_line=log.debug)
        self._context = context
        self._threads = threads or None
        self._states = states
        self._state_memory = state_memory

    @property
    def sampling(self) -> Sampling:
        return self.model.sampling

    def __enter__(self) -> Headless:
        try:
            self.wait(self.load())
        except BaseException:
            self.engine.shutdown()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.engine.shutdown()

    def load(self) -> Job:
        """Load the model; also again, after the engine has ended."""
        return self.engine.load(
            str(self.model.path),
            context=self._context,
            threads=self._threads,
            states=self._states,
            state_memory=self._state_memory,
            state_disk=STATE_BYTES,
        )

    def generate(
        self,
        turns: Sequence[Turn],
        sampling: Sampling,
        stream: Callable[[str], None] | None = None,
    ) -> HeadlessReply:
        """Reply to `turns`; `stream` is called with each new piece of text."""
        pieces: list[str] = []
        job = self.engine.generate(turns, sampling, template=self._template)

        def on_event(event: object) -> None:
            if isinstance(event, Delta):
                pieces.append(event.text)
                if stream:
                    stream(event.text)

        job.progressed.connect(on_event)
        result = self.wait(job)
        assert isinstance(result, Finished)
        return HeadlessReply("".join(pieces), result)

    def wait(self, job: Job) -> object:
        """Run the event loop until the job is over; return its result or raise UserError."""
        return wait(job)


def wait(job: Job) -> object:
    """Run the event loop until the job is over; return its result or raise UserError."""
    if not job.over:
        loop = QEventLoop()
        job.ended.connect(loop.quit)
        loop.exec()
    if job.state is JobState.FAILED:
        raise UserError(job.code or ErrorCode.ENGINE_INTERNAL, **job.params)
    return job.result


def _choose(wanted: str | None) -> InstalledModel:
    folders = paths.Folders.locate()
    library = Library(folders, Settings(folders.settings))
    if wanted:
        return library.find(wanted)
    models = [model for model in library.installed() if model.writes]
    if not models:
        raise UserError(ErrorCode.NO_MODEL)
    return models[0]
