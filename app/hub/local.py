"""Files of this computer: their SHA-256, and copies that go on from where they stopped."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import filelock

from app.beside import LOCK, beside
from app.hub.fetch import SPARE_BYTES
from app.hub.part import BLOCK, PartFile, free_bytes, no_space
from app.hub_protocol import Copy, Hash, Hashed, HubFile, Installed, Phase, Progress
from app.protocol import ErrorCode, Event, UserError

REPORT_SECONDS = 0.1
SYNC_BYTES = 64 << 20  # so that what is told of a slow stick is true
LOCK_SECONDS = 10.0  # a process that was killed may have a block left to write
# After these what has arrived is of no use.
HOPELESS = (ErrorCode.FILE_EXISTS, ErrorCode.FILE_TOO_LARGE, ErrorCode.DOWNLOAD_CORRUPT)

Send = Callable[[Event], None]


def hash_file(command: Hash, send: Send) -> Hashed:
    """Compute the SHA-256 of a file; raises UserError."""
    path = Path(command.path)
    digest = hashlib.sha256()
    report = _Report(command.id, _size(path), send)
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                digest.update(block)
                report(file.tell(), Phase.CHECKING)
    except OSError as error:
        raise _unreadable(path, error) from error
    return Hashed(command.id, digest.hexdigest())


def copy_file(command: Copy, send: Send) -> Installed:
    """Copy by way of a `.part` file, so that a half copied one never looks like a model."""
    source, folder = Path(command.path), Path(command.folder)
    file = HubFile(command.name or source.name, _size(source), command.sha256)
    part = PartFile(folder, file)
    report = _Report(command.id, file.size, send)
    try:
        with _lock(part.target):
            (_go_on if command.sha256 else _copy_anew)(command, part, report)
            done = part.install(
                command.repo, command.revision, part.digest, keep_receipt=command.receipt
            )
            return Installed(command.id, (done,))
    except OSError as error:
        raise _unwritable(part.target, error) from error
    finally:
        part.close()


class _Report:
    """Tells how much of a file is done, not too often."""

    def __init__(self, number: int, total: int, send: Send) -> None:
        self._number, self._total, self._send = number, total, send
        self._last = time.monotonic()

    def __call__(self, done: int, phase: Phase) -> None:
        if time.monotonic() - self._last > REPORT_SECONDS:
            self._last = time.monotonic()
            self._send(Progress(self._number, done, self._total, phase))


def _copy_anew(command: Copy, part: PartFile, report: _Report) -> None:
    """Copy a file that nobody has a SHA-256 of."""
    _check_place(part, command.replace)
    part.begin()
    try:
        _append(Path(command.path), part, report)
    except UserError:
        part.discard()
        raise


def _go_on(command: Copy, part: PartFile, report: _Report) -> None:
    """Copy what an earlier process has not; a part that turns out wrong is begun anew."""
    source = Path(command.path)
    blocks = itertools.count(1)  # of what is there, be it a part or the whole file
    part.resume(lambda: report(min(next(blocks) * BLOCK, part.file.size), Phase.CHECKING))
    try:
        if not part.installed:
            _check_place(part, command.replace)
        taken_up = part.length > 0
        _append(source, part, report)
        if taken_up and not part.matches():
            part.restart()
            _append(source, part, report)
        if not part.matches():
            raise UserError(ErrorCode.DOWNLOAD_CORRUPT, path=str(source), host="")
    except UserError as error:
        if error.code in HOPELESS:
            part.discard()
        raise


def _check_place(part: PartFile, replace: bool) -> None:
    """Raise UserError where the file must not go, or does not fit."""
    if part.target.exists() and not replace:
        raise UserError(ErrorCode.FILE_EXISTS, path=str(part.target))
    needed = part.file.size - part.length
    if needed + SPARE_BYTES > free_bytes(part.target.parent):
        raise no_space(part.target.parent, needed)


def _append(source: Path, part: PartFile, report: _Report) -> None:
    """Copy what is missing."""
    synced = part.length
    try:
        with source.open("rb") as file:
            file.seek(part.length)
            while block := file.read(BLOCK):
                part.append(block)
                report(part.length, Phase.COPYING)
                if part.length - synced >= SYNC_BYTES:
                    part.sync()
                    synced = part.length
    except OSError as error:
        raise _unreadable(source, error) from error


@contextlib.contextmanager
def _lock(target: Path) -> Iterator[None]:
    """Keep others from the same file, as downloads do; raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(beside(target, LOCK), timeout=LOCK_SECONDS)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        raise UserError(ErrorCode.DOWNLOAD_RUNNING, path=str(target)) from error
    try:
        yield
    finally:
        lock.release()
        with contextlib.suppress(OSError):
            Path(lock.lock_file).unlink(missing_ok=True)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> UserError:
    return UserError(ErrorCode.FILE_UNREADABLE, path=str(path), reason=error.strerror or "")


def _unwritable(path: Path, error: OSError) -> UserError:
    return UserError(ErrorCode.FILE_UNWRITABLE, path=str(path), reason=error.strerror or "")
