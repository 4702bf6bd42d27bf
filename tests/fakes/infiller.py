"""An engine for completion that a test drives by hand: it answers when and as it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.protocol import (
    Chunk,
    Delta,
    ErrorCode,
    Finished,
    FinishReason,
    ModelInfo,
    Sampling,
    Usage,
)
from app.services.jobs import Job


def model(path: str = "one.gguf", *, can_infill: bool = True, context: int = 4096) -> ModelInfo:
    """Return what is known of a model that can, or cannot, go on within a text."""
    return ModelInfo(
        path=path,
        name=path,
        architecture="llama",
        parameters=1,
        quantization="F16",
        size_bytes=1,
        trained_context=context,
        context=context,
        languages=(),
        has_template=True,
        can_think=False,
        device="CPU",
        memory_bytes=1,
        can_infill=can_infill,
    )


@dataclass
class Asked:
    """One Infill and what was answered so far."""

    job: Job
    prefix: str
    suffix: str
    middle: str
    chunks: tuple[Chunk, ...]
    rank: int
    sampling: Sampling
    details: dict[str, Any]
    model: ModelInfo | None
    delivered: str = ""
    stopping: bool = False
    over: bool = False

    @property
    def warming(self) -> bool:
        return self.sampling.max_tokens == 0

    @property
    def before(self) -> str:
        return self.prefix + self.middle

    @property
    def settled(self) -> tuple[object, ...]:
        """Return the part of the prompt that comes before the middle."""
        return self.chunks, self.prefix, self.suffix


class Infiller(QObject):
    """Takes Infills like the engine and does nothing with them."""

    model_changed = Signal()

    def __init__(self, loaded: ModelInfo | None) -> None:
        super().__init__()
        self.model = loaded
        self.asked: list[Asked] = []

    def infill(
        self,
        prefix: str,
        suffix: str,
        middle: str = "",
        *,
        chunks: Sequence[Chunk],
        rank: int,
        sampling: Sampling,
        **details: Any,
    ) -> Job:
        job = Job(len(self.asked), self)
        job.ended.connect(job.deleteLater)
        self.asked.append(
            Asked(job, prefix, suffix, middle, tuple(chunks), rank, sampling, details, self.model)
        )
        return job

    def stop(self, job: Job) -> None:
        self.asked[job.number].stopping = True

    # What the test says ------------------------------------------------------------------

    @property
    def flying(self) -> list[Asked]:
        return [asked for asked in self.asked if not asked.over]

    @property
    def last(self) -> Asked:
        return self.asked[-1]

    def deliver(self, asked: Asked, text: str) -> None:
        """Let a piece arrive."""
        asked.delivered += text
        asked.job.progress(Delta(asked.job.number, text, 1))

    def finish(
        self, asked: Asked, reason: FinishReason = "end", usage: Usage | None = None
    ) -> None:
        """Let an answer end, as a stopped one if that is what it is."""
        asked.over = True
        reason = "stopped" if asked.stopping else reason
        finished = Finished(asked.job.number, reason, usage or Usage(prompt_tokens=100))
        asked.job.finish(finished, cancelled=asked.stopping)

    def answer(self, text: str, usage: Usage | None = None) -> None:
        """Give a whole answer to what was asked last."""
        self.deliver(self.last, text)
        self.finish(self.last, usage=usage)

    def fail(self, asked: Asked, code: ErrorCode) -> None:
        asked.over = True
        asked.job.fail(code)

    def use(self, loaded: ModelInfo | None) -> None:
        """Have another model, or none."""
        if loaded != self.model:
            self.model = loaded
            self.model_changed.emit()

    def crash(self) -> None:
        """Die as the engine does: the model goes first, then all jobs fail."""
        flying = self.flying
        self.use(None)
        for asked in flying:
            if asked.stopping:
                self.finish(asked)
            else:
                self.fail(asked, ErrorCode.ENGINE_CRASHED)


class SleepingModels:
    """Counts how often the model is woken."""

    def __init__(self) -> None:
        self.woken = 0

    def wake(self) -> None:
        self.woken += 1
