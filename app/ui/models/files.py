"""Verifying and copying model files, one at a time and in a process of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.gguf import all_parts
from app.hub_protocol import Copy, Hash, Hashed, Progress
from app.protocol import ErrorCode, UserError
from app.services.errors import describe
from app.services.hub import Hub
from app.services.jobs import Job, JobState
from app.services.library import InstalledModel, checksums


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
        self._part: Path | None = None

    def verify(self, model: InstalledModel) -> None:
        """Compare a model's files with the SHA-256 that were published for them."""
        try:
            self._check_next(model, checksums(model))
        except UserError as error:
            self.said.emit(describe(error.code, error.params))

    def copy(self, path: Path) -> None:
        """Copy a model into the models folder, all its parts; the first comes last.

        Parts that are there since a copy was given up are not copied again.
        """
        later = [part for part in all_parts(path)[:0:-1] if not self._has(part)]
        self._copy_next(path, [*later, path])

    def stop(self) -> None:
        """Give up what is on its way; no half a copy is left of it."""
        if self._job:
            job, self._job = self._job, None
            if part := self._part:  # the job goes when its process has ended
                job.destroyed.connect(lambda: part.unlink(missing_ok=True))
            self._hub.stop(job)

    def _has(self, part: Path) -> bool:
        copy = self._folder / part.name
        return copy.exists() and copy.stat().st_size == part.stat().st_size

    def _start(self, command: Hash | Copy) -> Job:
        self.stop()
        self._part = None
        self._job = self._hub.run(command)
        self._job.progressed.connect(self._on_progress)
        return self._job

    def _on_progress(self, event: object) -> None:
        if isinstance(event, Progress):
            self.progressed.emit(event.done, event.total)

    def _check_next(self, model: InstalledModel, left: list[tuple[Path, str]]) -> None:
        (path, wanted), *rest = left
        job = self._start(Hash(self._hub.next_number(), str(path)))

        def compare() -> None:
            if not self._over(job) or not isinstance(job.result, Hashed):
                self.changed.emit()
            elif job.result.sha256 != wanted:
                self.said.emit(describe(ErrorCode.DOWNLOAD_CORRUPT, {"path": str(path)}))
                self.changed.emit()
            elif rest:
                self._check_next(model, rest)
            else:
                text = self.tr("{name} is whole: its SHA-256 is the published one.")
                self.said.emit(text.format(name=model.name))
                self.changed.emit()

        job.ended.connect(compare)

    def _copy_next(self, path: Path, left: list[Path]) -> None:
        part, *rest = left
        job = self._start(Copy(self._hub.next_number(), str(part), str(self._folder)))
        self._part = self._folder / f"{part.name}.part"

        def go_on() -> None:
            done = self._over(job)
            if done and rest:
                self._copy_next(path, rest)
                return
            if done:
                self.copied.emit(self._folder / path.name)
                text = self.tr("{name} is in the models folder.")
                self.said.emit(text.format(name=path.name))
            self.changed.emit()

        job.ended.connect(go_on)

    def _over(self, job: Job) -> bool:
        """Tell whether a job did well; say what went wrong."""
        if job is not self._job:
            return False
        self._job = None
        if job.state is JobState.FAILED and job.code is not None:
            self.said.emit(describe(job.code, job.params))
        return job.state is JobState.DONE
