"""The queue of downloads: a few at once, each in a process of its own, kept across restarts."""

from __future__ import annotations

import fnmatch
import logging
import time
from collections import deque
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from app.beside import LOCK, SCRATCH
from app.hub_protocol import Fetch, HubFile, Phase, Progress
from app.paths import Folders
from app.protocol import ErrorCode, Params, UserError
from app.services.catalogue import Entry
from app.services.hub import Hub
from app.services.jobs import Job, JobState
from app.services.settings import write_atomically

log = logging.getLogger(__name__)
AT_ONCE = 2
SPEED_SECONDS = 5.0


class DownloadState(StrEnum):
    """Where a download is; the first two go on by themselves after a restart."""

    QUEUED = "queued"
    ACTIVE = "active"
    PAUSED = "paused"
    FAILED = "failed"


class Request(Struct, frozen=True):
    """What to download: the files of one model, its first file first."""

    id: str
    name: str
    repo: str
    revision: str
    files: tuple[HubFile, ...]
    modelscope: str = ""

    @classmethod
    def of(cls, entry: Entry, projector: bool = False) -> Request:
        """Ask for a model of the catalogue, and for its second file if it is for images."""
        files = [HubFile(entry.file, entry.size_bytes, entry.sha256)]
        if projector and entry.mmproj:
            second = entry.mmproj
            files.append(HubFile(second.file, second.size_bytes, second.sha256))
        return cls(entry.id, entry.name, entry.repo, entry.revision, tuple(files), entry.modelscope)

    @property
    def size_bytes(self) -> int:
        return sum(file.size for file in self.files)


class _Saved(Struct, frozen=True):
    request: Request
    state: DownloadState
    done: int = 0


class Download:
    """One download. Bytes; `seconds` until the next try while it waits."""

    def __init__(self, request: Request, state: DownloadState, done: int = 0) -> None:
        self.request = request
        self.state = state
        self.done = done
        self.total = request.size_bytes
        self.phase = Phase.RECEIVING
        self.host = ""
        self.seconds = 0.0
        self.code: ErrorCode | None = None
        self.params: Params = {}
        self.job: Job | None = None
        self._times: deque[tuple[float, int]] = deque()

    @property
    def fraction(self) -> float:
        return min(1.0, self.done / self.total) if self.total else 0.0

    @property
    def speed(self) -> float:
        """Return bytes a second over the last seconds."""
        if len(self._times) < 2 or self.phase is not Phase.RECEIVING:
            return 0.0
        (start, before), (end, after) = self._times[0], self._times[-1]
        return (after - before) / (end - start) if end > start else 0.0

    @property
    def seconds_left(self) -> float:
        speed = self.speed
        return (self.total - self.done) / speed if speed else 0.0

    def update(self, progress: Progress) -> None:
        """Take in what the process says."""
        now = time.monotonic()
        if progress.phase is not self.phase:
            self._times.clear()
        self._times.append((now, progress.done))
        while now - self._times[0][0] > SPEED_SECONDS:
            self._times.popleft()
        self.done, self.total = progress.done, progress.total
        self.phase, self.host, self.seconds = progress.phase, progress.host, progress.seconds

    def rest(self) -> None:
        """Forget what held for the process that has ended."""
        self.job = None
        self.seconds = 0.0
        self._times.clear()


class Downloads(QObject):
    """Starts, pauses, resumes and cancels; `completed` when a model has been installed."""

    changed = Signal()  # the list or a state
    progressed = Signal(str)  # id
    completed = Signal(object)  # Download
    failed = Signal(object)  # Download

    def __init__(self, hub: Hub, folders: Folders, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._file = folders.downloads
        self._folder = folders.models
        self._closing = False
        self._all: dict[str, Download] = self._read()

    def __iter__(self) -> Iterator[Download]:
        return iter(list(self._all.values()))

    def get(self, name: str) -> Download | None:
        """Return the download with this id."""
        return self._all.get(name)

    def go_on(self) -> None:
        """Continue what was on its way when the app ended."""
        self._fill()

    def add(self, request: Request) -> None:
        """Queue a download; one that is there already goes on."""
        if request.id in self._all:
            self.resume(request.id)
            return
        self._all[request.id] = Download(request, DownloadState.QUEUED)
        self._announce()
        self._fill()

    def pause(self, name: str) -> None:
        """Stop a download for now; what has arrived stays."""
        self._rest(name, DownloadState.PAUSED)

    def resume(self, name: str) -> None:
        """Queue a paused or failed download again."""
        download = self._all.get(name)
        if download and download.state in (DownloadState.PAUSED, DownloadState.FAILED):
            download.state, download.code = DownloadState.QUEUED, None
            self._announce()
            self._fill()

    def cancel(self, name: str) -> None:
        """Drop a download and what has arrived of it."""
        download = self._all.pop(name, None)
        if download:
            if download.job:
                self._hub.stop(download.job, wait=True)
            folder = target_folder(self._folder, download.request.repo)
            for path in _leftovers(folder, download.request.files):
                path.unlink(missing_ok=True)
            self._announce()
            self._fill()

    def close(self) -> None:
        """End the processes; active downloads go on at the next start."""
        self._closing = True
        for download in self._all.values():
            if download.job:
                self._hub.stop(download.job)
        self._keep()

    def _rest(self, name: str, state: DownloadState) -> None:
        download = self._all.get(name)
        if download is None:
            return
        job = download.job
        download.state = state
        download.rest()
        if job:
            self._hub.stop(job)
        self._announce()
        self._fill()

    def _fill(self) -> None:
        for download in self:
            active = sum(d.state is DownloadState.ACTIVE for d in self._all.values())
            if active < AT_ONCE and download.state is DownloadState.QUEUED:
                self._start(download)

    def _start(self, download: Download) -> None:
        request = download.request
        command = Fetch(
            self._hub.next_number(),
            request.repo,
            request.revision,
            request.files,
            str(target_folder(self._folder, request.repo)),
            self._hub.sources(request.modelscope),
        )
        try:
            job = self._hub.run(command)
        except UserError as error:
            self._fail(download, error.code, error.params)
            return
        download.state, download.job = DownloadState.ACTIVE, job
        job.progressed.connect(lambda event: self._on_progress(download, job, event))
        job.ended.connect(lambda: self._on_ended(download, job))
        self._announce()

    def _on_progress(self, download: Download, job: Job, event: object) -> None:
        if download.job is job and isinstance(event, Progress):
            download.update(event)
            self.progressed.emit(download.request.id)

    def _on_ended(self, download: Download, job: Job) -> None:
        if download.job is not job or self._closing:
            return
        download.rest()
        if job.state is JobState.DONE:
            del self._all[download.request.id]
            self._announce()
            self.completed.emit(download)
        elif job.code is not None:
            self._fail(download, job.code, job.params)
        self._fill()

    def _fail(self, download: Download, code: ErrorCode, params: Params) -> None:
        download.state, download.code, download.params = DownloadState.FAILED, code, params
        self._announce()
        self.failed.emit(download)

    def _announce(self) -> None:
        self._keep()
        self.changed.emit()

    def _read(self) -> dict[str, Download]:
        try:
            saved = msgspec.json.decode(self._file.read_bytes(), type=list[_Saved])
        except (OSError, msgspec.MsgspecError) as error:
            if not isinstance(error, FileNotFoundError):
                log.info("the list of downloads cannot be read: %s", error)
            return {}
        found = {}
        for item in saved:
            active = item.state is DownloadState.ACTIVE
            state = DownloadState.QUEUED if active else item.state
            found[item.request.id] = Download(item.request, state, item.done)
        return found

    def _keep(self) -> None:
        saved = [_Saved(d.request, d.state, d.done) for d in self._all.values()]
        try:
            write_atomically(self._file, msgspec.json.encode(saved).decode())
        except UserError as error:
            log.info("the list of downloads is not kept: %s", error)


def target_folder(models: Path, repo: str) -> Path:
    """Return the folder of a repository's files; equal names in two repositories do not meet."""
    return models.joinpath(*repo.split("/"))


def _leftovers(folder: Path, files: Sequence[HubFile]) -> list[Path]:
    """Return what is there of files that have not arrived; their names may be patterns."""
    wanted = [file.path + ending for file in files for ending in (*SCRATCH, LOCK)]
    return [
        path
        for path in folder.rglob("*")
        for name in [path.relative_to(folder).as_posix()]
        if name in wanted or any(fnmatch.fnmatchcase(name, pattern) for pattern in wanted)
    ]
