"""What was found to suit this machine: searched once for each model, remembered."""

from __future__ import annotations

import importlib.metadata
import logging
import os
import platform
from pathlib import Path

import msgspec
import psutil
from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal

from app.protocol import Tuning, UserError
from app.services.engine import Engine
from app.services.jobs import Job, JobState
from app.services.library import InstalledModel
from app.services.settings import write_atomically

log = logging.getLogger(__name__)
QUIET_MS = 20_000  # nobody has asked for anything for so long
SECONDS = 20.0
NOT_TUNED = Tuning()


class Record(Struct, frozen=True):
    """A tuning and what it holds for."""

    machine: str
    size_bytes: int
    tuning: Tuning


class Tunings:
    """Keeps a Tuning by the model's path in a JSON file that is replaced whole.

    Another processor or engine, or another file at the path, and it does not hold any more.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._machine = describe_machine()
        self._records: dict[str, Record] = {}
        try:
            self._records = msgspec.json.decode(file.read_bytes(), type=dict[str, Record])
        except (OSError, msgspec.MsgspecError) as error:
            if not isinstance(error, FileNotFoundError):
                log.info("tunings cannot be read: %s", error)

    def of(self, model: InstalledModel) -> Tuning | None:
        """Return what was found for a model, None when nothing was."""
        record = self._records.get(str(model.path))
        if record and (record.machine, record.size_bytes) == (self._machine, model.size_bytes):
            return record.tuning
        return None

    def keep(self, model: InstalledModel, tuning: Tuning) -> None:
        """Remember what was found."""
        self._records[str(model.path)] = Record(self._machine, model.size_bytes, tuning)
        try:
            write_atomically(self._file, msgspec.json.encode(self._records).decode())
        except UserError as error:
            log.info("tunings are not kept: %s", error)


class Tuner(QObject):
    """Has the engine search when it is idle; whoever asks something meanwhile goes first."""

    found = Signal(object)  # InstalledModel

    def __init__(self, engine: Engine, tunings: Tunings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._tunings = tunings
        self._model: InstalledModel | None = None
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._search)
        engine.busy_changed.connect(self._watch)

    def look_after(self, model: InstalledModel | None) -> None:
        """Search for this model, which is loaded, when nobody needs the engine."""
        self._model = model
        self._watch()

    def _watch(self) -> None:
        model = self._model
        if model is None or self._engine.busy or self._tunings.of(model) is not None:
            self._quiet.stop()
        else:
            self._quiet.start()

    def _search(self) -> None:
        model = self._model
        if model is not None and self._engine.model is not None:
            job = self._engine.tune(SECONDS)
            job.ended.connect(lambda: self._keep(model, job))

    def _keep(self, model: InstalledModel, job: Job) -> None:
        if job.state is JobState.DONE and isinstance(job.result, Tuning):
            self._tunings.keep(model, job.result)
            log.info("%s: %s", model.id, job.result)
            self.found.emit(model)
        elif job.state is JobState.FAILED:
            self._model = None  # it would fail again


def describe_machine() -> str:
    """Name what a tuning depends on: the engine, the processor and its number."""
    engine = importlib.metadata.version("llama-cpp-python")
    processor = platform.processor() or platform.machine()
    return f"{engine} {processor} {os.cpu_count()} {psutil.cpu_count(logical=False)}"
