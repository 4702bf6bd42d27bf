"""A text that a model wrote, written again: whether it is the same, and what differs today."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import structs
from PySide6.QtCore import QObject, QTimer, Signal
from rapidfuzz.distance import Prefix

from app.hub_protocol import Hash, Hashed
from app.protocol import Choice, Delta, ErrorCode, Finished, Generate, Params
from app.services.engine import Engine
from app.services.hub import Hub
from app.services.jobs import Job, JobState
from app.services.writing.assistant import ModelSource
from app.tabs.write.task.generation import Generation, Making, command, differences


class Telling(QObject):
    """One answer of the engine: `grew` carries it so far, `ended` comes exactly once.

    Then it is `finished`, or there is a `code`, or neither for one that was stopped.
    """

    grew = Signal(str)
    ended = Signal()

    def __init__(
        self, engine: Engine, asked: Generate, alternatives: int = 0, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self.asked = asked
        self.text = ""
        self.choices: list[Choice] = []
        self.finished: Finished | None = None
        self.over = False
        self.code: ErrorCode | None = None
        self.params: Params = {}
        self._job: Job | None = engine.generate(
            asked.turns,
            asked.sampling,
            thinking=asked.thinking,
            template=asked.template,
            resume=asked.resume,
            constraint=asked.constraint,
            priority=asked.priority,
            alternatives=alternatives,
        )
        self._job.progressed.connect(self._on_event)
        self._job.ended.connect(self._on_ended)

    def stop(self) -> None:
        """End with what there is."""
        job, self._job = self._job, None
        if job:
            self._engine.stop(job)
            self._end()

    def _on_event(self, event: object) -> None:
        if isinstance(event, Delta) and self._job:
            self.text += event.text
            self.choices += event.choices
            self.grew.emit(self.text)

    def _on_ended(self) -> None:
        job, self._job = self._job, None
        if job is None:
            return
        if isinstance(job.result, Finished) and job.state is JobState.DONE:
            self.finished = job.result
        self.code, self.params = job.code, job.params
        self._end()

    def _end(self) -> None:
        self.over = True
        self.ended.emit()


class Replay(Telling):
    """A generation that is written again; of one that was cut off no more than there was."""

    def __init__(
        self, engine: Engine, generation: Generation, parent: QObject | None = None
    ) -> None:
        super().__init__(engine, command(generation, 0), parent=parent)
        self.generation = generation
        self.was_cut = not generation.usage.generated_tokens
        self.grew.connect(self._on_grew)

    @property
    def same(self) -> bool:
        """Tell whether it has come out the same, character by character."""
        return self.over and self.text == self.generation.result

    @property
    def is_unfinished(self) -> bool:
        """Tell whether it was stopped before it differed or came to its end."""
        begun = self.generation.result.startswith(self.text)
        return self.over and self.finished is None and begun and not self.same

    @property
    def differs_at(self) -> int:
        """Return how many characters are the same from the beginning on."""
        return int(Prefix.similarity(self.text, self.generation.result))

    def _on_grew(self) -> None:
        size = len(self.generation.result)
        if self.was_cut and len(self.text) >= size:
            self.text = self.text[:size]
            self.stop()


class Replayer(QObject):
    """Has generations written again, and tells what is not as it was then.

    `making` tells how a text is made now. With a `hub` the sum of a model's file is computed
    where the model does not come with it.
    """

    compared = Signal(object, object)  # Generation, list of Differences

    def __init__(
        self,
        engine: Engine,
        models: ModelSource,
        making: Callable[[], Making],
        hub: Hub | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._models = models
        self._making = making
        self._hub = hub
        self._sums: dict[str, str] = {}  # by the state of a file

    def compare(self, generation: Generation) -> None:
        """Tell by `compared` what differs today: soon, or when the model's file has been read."""
        model = self._models.current or self._models.wanted
        known = model is None or bool(model.sha256) or not generation.making.sha256
        if model is None or known or self._hub is None:
            QTimer.singleShot(0, self, lambda: self._tell(generation, ""))
            return
        state = _state(model.path)
        if state in self._sums:
            QTimer.singleShot(0, self, lambda: self._tell(generation, self._sums[state]))
            return
        job = self._hub.run(Hash(self._hub.next_number(), str(model.path)))

        def on_ended() -> None:
            if isinstance(job.result, Hashed):
                self._sums[state] = job.result.sha256
            if job.state is not JobState.CANCELLED:
                self._tell(generation, self._sums.get(state, ""))

        job.ended.connect(on_ended)

    def replay(self, generation: Generation, parent: QObject | None = None) -> Replay:
        """Have a text written again, with the sampler and the template of then."""
        self._models.wake()
        return Replay(self._engine, generation, parent or self)

    def _tell(self, generation: Generation, sha256: str) -> None:
        now = present(generation, self._making())
        if now and sha256 and not now.sha256:
            now = structs.replace(now, sha256=sha256)
        self.compared.emit(generation, differences(generation, now))


def present(generation: Generation, making: Making) -> Making | None:
    """Return how a text would be written again now, None where there is no model."""
    if not making.model:
        return None
    then = generation.making
    return structs.replace(
        making,
        template=then.template,
        sampling=then.sampling,
        constraint=then.constraint,
        thinking=then.thinking,
    )


def same_model(then: Making, now: Making) -> bool:
    """Tell whether two texts are the same model's, by the sum of its file if that is known."""
    if then.sha256 and now.sha256:
        return then.sha256 == now.sha256
    return (then.file, then.size_bytes) == (now.file, now.size_bytes)


def _state(path: Path) -> str:
    """Return what changes when a file does."""
    try:
        status = path.stat()
    except OSError:
        return str(path)
    return f"{path}|{status.st_size}|{status.st_mtime_ns}"
