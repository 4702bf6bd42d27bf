"""Verifying and copying model files, one at a time and in a process of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.hub_protocol import Copy, Hash, Hashed, Progress
from app.protocol import ErrorCode
from app.services.errors import describe
from app.services.hub import Hub
from app.services.jobs import Job, JobState
from app.services.library import InstalledModel


class FileJobs(QObject):
    """`progressed` in bytes; `said` carries the outcome in words."""

    progressed = Signal(int, int)
    said = Signal(str)
    changed = Signal()

    def __init__(self, hub: Hub, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._folder = folder
        self._job: Job | None = None

    def verify(self, model: InstalledModel) -> None:
        """Compare a file with the SHA-256 that was published for it."""
        if not model.sha256:
            self.said.emit(describe(ErrorCode.NO_CHECKSUM, {"name": model.name}))
            return
        job = self._start(Hash(self._hub.next_number(), str(model.path)))
        job.ended.connect(lambda: self._on_verified(job, model))

    def copy(self, path: Path) -> None:
        """Copy a file into the models folder."""
        job = self._start(Copy(self._hub.next_number(), str(path), str(self._folder)))
        job.ended.connect(lambda: self._on_copied(job, path))

    def stop(self) -> None:
        """Give up what is on its way."""
        if self._job:
            job, self._job = self._job, None
            self._hub.stop(job)

    def _start(self, command: Hash | Copy) -> Job:
        self.stop()
        self._job = self._hub.run(command)
        self._job.progressed.connect(self._on_progress)
        return self._job

    def _on_progress(self, event: object) -> None:
        if isinstance(event, Progress):
            self.progressed.emit(event.done, event.total)

    def _on_verified(self, job: Job, model: InstalledModel) -> None:
        if self._over(job) and isinstance(job.result, Hashed):
            if job.result.sha256 == model.sha256:
                text = self.tr("{name} is whole: its SHA-256 is the published one.")
                self.said.emit(text.format(name=model.name))
            else:
                params = {"path": str(model.path)}
                self.said.emit(describe(ErrorCode.DOWNLOAD_CORRUPT, dict(params)))
        self.changed.emit()

    def _on_copied(self, job: Job, path: Path) -> None:
        if self._over(job):
            self.said.emit(self.tr("{name} is in the models folder.").format(name=path.name))
        self.changed.emit()

    def _over(self, job: Job) -> bool:
        """Tell whether a job did well; say what went wrong."""
        if job is not self._job:
            return False
        self._job = None
        if job.state is JobState.FAILED and job.code is not None:
            self.said.emit(describe(job.code, job.params))
        return job.state is JobState.DONE
