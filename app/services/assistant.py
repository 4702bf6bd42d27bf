"""One question to the model at a time, and its answer while it grows."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QObject, Signal

from app.protocol import Delta, ErrorCode, Finished, FinishReason, Params, Sampling, Turn
from app.services.engine import Engine
from app.services.jobs import Job, JobState
from app.services.models import Models
from app.tabs.chat.task import THINKING_TAGS, split_thinking

# Work on a text is to be done as it was asked for: less is left to chance than in a chat.
HIGHEST_TEMPERATURE = 0.3


class Assistant(QObject):
    """Answers a question; another one takes its place.

    `grew` carries the answer so far, `ended` comes once for each question. Then `text` is the
    answer, as far as it came, and `reason` says why it is over: `code` does where it failed.
    """

    grew = Signal(str)
    ended = Signal()

    def __init__(self, engine: Engine, models: Models, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._models = models
        self._job: Job | None = None
        self._raw = ""
        self.text = ""
        self.reason: FinishReason | None = None
        self.code: ErrorCode | None = None
        self.params: Params = {}

    @property
    def busy(self) -> bool:
        return self._job is not None

    def ask(self, turns: Sequence[Turn]) -> None:
        """Begin to answer."""
        self.stop()
        self._raw = self.text = ""
        self.reason = self.code = None
        self.params = {}
        self._models.wake()
        job = self._engine.generate(
            turns,
            self._sampling(),
            thinking=False,
            template=self._models.template(),
            priority="chat",
            lookup=True,
        )
        self._job = job
        job.progressed.connect(lambda event: self._on_event(job, event))
        job.ended.connect(lambda: self._on_ended(job))

    def stop(self) -> None:
        """End the answer; what there is of it stays."""
        if self._job:
            self._engine.stop(self._job)
            self.reason = "stopped"
            self._end()

    def _sampling(self) -> Sampling:
        sampling = self._models.sampling()
        # Code repeats itself: what is meant against repetition would change its names.
        return msgspec.structs.replace(
            sampling,
            temperature=min(sampling.temperature, HIGHEST_TEMPERATURE),
            repeat_penalty=1.0,
            dry_multiplier=0.0,
        )

    def _on_event(self, job: Job, event: object) -> None:
        if job is self._job and isinstance(event, Delta):
            self._raw += event.text
            begun = self._raw.strip()
            thinking = any(start.startswith(begun) for start, _ in THINKING_TAGS)
            answer = "" if thinking else split_thinking(self._raw).answer
            if answer != self.text:
                self.text = answer
                self.grew.emit(answer)

    def _on_ended(self, job: Job) -> None:
        if job is not self._job:
            return
        if job.state is JobState.FAILED:
            self.code, self.params = job.code, job.params
        elif isinstance(job.result, Finished):
            self.reason = job.result.reason
        else:
            self.reason = "stopped"
        self._end()

    def _end(self) -> None:
        self._job = None
        self.text = split_thinking(self._raw).answer
        self.ended.emit()
