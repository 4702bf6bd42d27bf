"""How fast this computer is: measured once with the starter model, then with every reply."""

from __future__ import annotations

import logging
import math
from pathlib import Path

import msgspec
from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from app.protocol import Finished, KvType, Sampling, Turn, UserError
from app.services.engine import Engine
from app.services.jobs import Job, JobState
from app.services.library import InstalledModel
from app.services.settings import write_atomically

log = logging.getLogger(__name__)
BENCH_TOKENS = 48
BENCH = Sampling(temperature=1.0, seed=1, max_tokens=BENCH_TOKENS)
BENCH_TURNS = (Turn("user", "Write a long story about a river, a boat and an old stone bridge."),)
FEWEST_TOKENS = 24  # a shorter reply says little of speed


class Sample(Struct, frozen=True):
    """Decoding speed of one model. Bytes read for a token, tokens a second."""

    active_bytes: int
    tokens_per_second: float


class Speed(QObject):
    """Keeps what was measured, by the model's path; estimates the rest from memory bandwidth.

    Decoding reads every active weight once a token, so its speed is bytes a second over bytes a
    token; the nearest model in size is the best witness.
    """

    changed = Signal()

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._samples: dict[str, Sample] = {}
        try:
            self._samples = msgspec.json.decode(file.read_bytes(), type=dict[str, Sample])
        except (OSError, msgspec.MsgspecError) as error:
            if not isinstance(error, FileNotFoundError):
                log.info("speeds cannot be read: %s", error)

    @property
    def known(self) -> bool:
        return bool(self._samples)

    def measured(self, path: Path) -> float:
        """Return the speed of a model that was used here, 0 when it was not."""
        sample = self._samples.get(str(path))
        return sample.tokens_per_second if sample else 0.0

    def expected(self, active_bytes: int) -> float:
        """Return the tokens a second to expect, 0 while nothing was measured."""
        samples = [s for s in self._samples.values() if s.active_bytes > 0]
        if not samples or active_bytes <= 0:
            return 0.0
        nearest = min(samples, key=lambda s: abs(_ratio(s.active_bytes, active_bytes)))
        return nearest.tokens_per_second * nearest.active_bytes / active_bytes

    def note(self, model: InstalledModel | None, result: Finished) -> None:
        """Keep the speed of a reply that was long enough."""
        usage = result.usage
        if model is None or usage.generated_tokens < FEWEST_TOKENS or usage.tokens_per_second <= 0:
            return
        sample = Sample(model.header.active_bytes, round(usage.tokens_per_second, 2))
        self._samples[str(model.path)] = sample
        try:
            write_atomically(self._file, msgspec.json.encode(self._samples).decode())
        except UserError as error:
            log.info("speeds are not kept: %s", error)
        self.changed.emit()


class Probe(QObject):
    """An engine process of its own that measures and then leaves; it may crash without harm."""

    def __init__(self, speed: Speed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speed = speed
        self._engine: Engine | None = None
        self._leaving: list[Engine] = []

    def bench(self, model: InstalledModel) -> None:
        """Measure decoding with `model`; `Speed.changed` tells the end."""
        engine = self._start()
        engine.load(str(model.path), context=512)
        job = engine.generate(BENCH_TURNS, BENCH)

        def note() -> None:
            if job.state is JobState.DONE and isinstance(job.result, Finished):
                self._speed.note(model, job.result)

        job.ended.connect(note)

    def measure(self, path: Path, context: int, kv_type: KvType) -> Job:
        """Find the exact memory of a model's context; the job's result is a Measured."""
        return self._start().measure(str(path), context=context, kv_type=kv_type)

    def close(self) -> None:
        """End the process and wait for it."""
        for engine in [*self._leaving, *([self._engine] if self._engine else [])]:
            engine.shutdown()
        self._engine = None

    def _start(self) -> Engine:
        if self._engine is None:
            engine = Engine(log_line=logging.getLogger("engine").info, parent=self)
            engine.busy_changed.connect(self._leave_when_idle)
            engine.died.connect(lambda _load: self._drop(engine))
            self._engine = engine
        return self._engine

    def _drop(self, engine: Engine) -> None:
        """Let an engine go that has crashed, before it starts again."""
        if self._engine is engine:
            self._engine = None
        if engine in self._leaving:  # it was found idle while its process ended
            self._leaving.remove(engine)
        engine.shutdown()
        engine.deleteLater()

    def _leave_when_idle(self) -> None:
        engine = self._engine
        if engine and not engine.busy:
            self._engine = None
            self._leaving.append(engine)
            engine.retire(lambda: self._leaving.remove(engine))


def _ratio(one: int, other: int) -> float:
    return math.log(one / other)
