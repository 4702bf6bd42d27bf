"""Verifying and copying model files, one at a time and in a process of its own."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import filelock
from PySide6.QtCore import QObject, Signal

from app.beside import LOCK, RECEIPT, SCRATCH, beside
from app.gguf import all_parts
from app.hub_protocol import Copy, Hash, Progress
from app.protocol import ErrorCode, UserError
from app.services.errors import describe
from app.services.hub import Hub
from app.services.jobs import Job, JobState
from app.services.library import InstalledModel, checksums, read_receipt


class FileJobs(QObject):
    """`progressed` in bytes; `said` carries the outcome in words, `copied` the path of a copy."""

    progressed = Signal(int, int)
    copied = Signal(object)  # Path
    said = Signal(str)
    changed = Signal()

    def __init__(self, hub: Hub, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._folder = folder
        self._job: Job | None = None

    def verify(self, model: InstalledModel) -> None:
        """Compare a model's files with the SHA-256 that were published for them."""
        try:
            self._check_next(model, checksums(model))
        except UserError as error:
            self.said.emit(describe(error.code, error.params))

    def copy(self, path: Path) -> None:
        """Copy a model into the models folder, all its parts or none; the first comes last.

        Before anything is copied, what has the name of a part is compared with it.
        """
        parts = all_parts(path)[::-1]
        parts.sort(key=lambda part: not (self._folder / part.name).exists())
        self._copy_next(path, parts, [])

    def stop(self) -> None:
        """Give up what is on its way; no half a copy is left of it."""
        if self._job:
            job, self._job = self._job, None
            self._hub.stop(job)

    def _start(self, command: Hash | Copy, then: Callable[[Any], None]) -> Job:
        """Start a job; `then` takes its result, if it does well."""
        self.stop()
        job = self._job = self._hub.run(command)
        job.progressed.connect(self._on_progress)
        job.ended.connect(lambda: then(job.result) if self._over(job) else self.changed.emit())
        return job

    def _on_progress(self, event: object) -> None:
        if isinstance(event, Progress):
            self.progressed.emit(event.done, event.total)

    def _check_next(self, model: InstalledModel, left: list[tuple[Path, str]]) -> None:
        (path, wanted), *rest = left

        def compare(result: Any) -> None:
            if result.sha256 == wanted and rest:
                self._check_next(model, rest)
                return
            if result.sha256 == wanted:
                text = self.tr("{name} is whole: its SHA-256 is the published one.")
                self.said.emit(text.format(name=model.name))
            else:
                self.said.emit(describe(ErrorCode.DOWNLOAD_CORRUPT, {"path": str(path)}))
            self.changed.emit()

        self._start(Hash(self._hub.next_number(), str(path)), compare)

    def _copy_next(self, path: Path, left: list[Path], made: list[Path]) -> None:
        """Copy a part and then the others; `made` are the copies that were not there before."""
        part, *rest = left
        goal = self._folder / part.name
        there = goal.exists()
        number, known = self._hub.next_number(), read_receipt(part)

        def copy(sha256: str) -> None:
            command = Copy(number, str(part), str(self._folder), sha256=sha256)
            tidy_after(self._start(command, go_on))

        def tidy_after(job: Job) -> None:
            job.left.connect(lambda: None if job.state is JobState.DONE else _clear(goal, made))

        def go_on(_installed: Any) -> None:
            if rest:
                self._copy_next(path, rest, made if there else [*made, goal])
                return
            self.copied.emit(self._folder / path.name)
            text = self.tr("{name} is in the models folder.")
            self.said.emit(text.format(name=path.name))
            self.changed.emit()

        if there and not known:
            command = Hash(number, str(part))
            tidy_after(self._start(command, lambda hashed: copy(hashed.sha256)))
        else:
            copy(known.sha256 if known else "")

    def _over(self, job: Job) -> bool:
        """Tell whether a job did well; say what went wrong."""
        if job is not self._job:
            return False
        self._job = None
        if job.state is JobState.FAILED and job.code is not None:
            self.said.emit(describe(job.code, job.params))
        return job.state is JobState.DONE


def _clear(goal: Path, made: list[Path]) -> None:
    """Remove the copies of parts whose model came to nothing, and what is left of the last."""
    with contextlib.suppress(OSError):
        for copy in made:
            copy.unlink(missing_ok=True)
            beside(copy, RECEIPT).unlink(missing_ok=True)
    lock = filelock.FileLock(beside(goal, LOCK), timeout=0)
    with contextlib.suppress(OSError):  # also where another process is at that file
        with lock:
            for ending in SCRATCH if goal.exists() else (*SCRATCH, RECEIPT):
                beside(goal, ending).unlink(missing_ok=True)
        Path(lock.lock_file).unlink(missing_ok=True)
