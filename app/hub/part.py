"""A file on its way: `<name>.part`, and `<name>.part.json` that says what it is a part of."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import msgspec

from app.beside import NEW, PART, RECEIPT, RECORD, beside
from app.hub_protocol import Fetched, HubFile
from app.protocol import ErrorCode, UserError

BLOCK = 1 << 20


class Record(msgspec.Struct, frozen=True):
    """What a `.part` file belongs to; `etag` is of the host that sent its last bytes."""

    sha256: str
    size: int
    host: str = ""
    etag: str = ""


class PartFile:
    """Grows at its end only; its SHA-256 is computed while it grows.

    The methods raise UserError: NO_SPACE, FILE_UNWRITABLE.
    """

    def __init__(self, folder: Path, file: HubFile) -> None:
        self.file = file
        self.target = target_in(folder, file.path)
        self.length = 0
        self.installed = False
        self.record = Record(file.sha256, file.size)
        self._part = beside(self.target, PART)
        self._side = beside(self.target, RECORD)
        self._digest = hashlib.sha256()
        self._out: BinaryIO | None = None

    @property
    def whole(self) -> bool:
        return self.length == self.file.size

    @property
    def digest(self) -> str:
        """Return the SHA-256 of what has arrived."""
        return self._digest.hexdigest()

    def begin(self) -> None:
        """Start with nothing, whatever an earlier process has left."""
        with self._writing():
            self.target.parent.mkdir(parents=True, exist_ok=True)
            self._out = self._part.open("w+b", buffering=0)

    def resume(self, on_progress: Callable[[], None]) -> None:
        """Take up what an earlier process has left, if it is a part of the same file."""
        with self._writing():
            self.target.parent.mkdir(parents=True, exist_ok=True)
            known = self._read_record()
            self._out = self._part.open("r+b" if self._part.exists() else "w+b", buffering=0)
            if known is None or (known.sha256, known.size) != (self.file.sha256, self.file.size):
                self._out.truncate(0)
            else:
                self.record = known
            while block := self._out.read(BLOCK):
                self._digest.update(block)
                self.length += len(block)
                on_progress()
            if self.length > self.file.size:
                self.restart()
            if not self.whole and self._is_installed(on_progress):
                self.installed, self.length = True, self.file.size
                return
            self._write_record()

    def _is_installed(self, on_progress: Callable[[], None]) -> bool:
        """Tell whether the whole file is in its place already, by its SHA-256."""
        if not self.target.is_file() or self.target.stat().st_size != self.file.size:
            return False
        digest = hashlib.sha256()
        with self.target.open("rb") as file:
            while block := file.read(BLOCK):
                digest.update(block)
                on_progress()
        return digest.hexdigest() == self.file.sha256

    def append(self, data: bytes) -> None:
        """Add bytes that have arrived."""
        assert self._out
        rest = memoryview(data)
        with self._writing():
            while rest:  # what cut a write short is told by the next one
                written = self._out.write(rest)
                self._digest.update(rest[:written])
                self.length += written
                rest = rest[written:]

    def restart(self) -> None:
        """Forget everything that has arrived."""
        assert self._out
        with self._writing():
            self._out.seek(0)
            self._out.truncate(0)
        self._digest = hashlib.sha256()
        self.length = 0

    def comes_from(self, host: str, etag: str) -> None:
        """Note who sends the next bytes."""
        if (host, etag) != (self.record.host, self.record.etag):
            self.record = msgspec.structs.replace(self.record, host=host, etag=etag)
            with self._writing():
                self._write_record()

    def matches(self) -> bool:
        """Tell whether all bytes are there and are the right ones."""
        return self.installed or (self.whole and self.digest == self.file.sha256)

    def sync(self) -> None:
        """Wait until all that has arrived is on the disk."""
        assert self._out
        with self._writing():
            os.fsync(self._out.fileno())

    def install(
        self, repo: str, revision: str, sha256: str = "", *, keep_receipt: bool = True
    ) -> Fetched:
        """Make the file visible, with its receipt beside it; `sha256` where none was known."""
        assert self._out
        sha256 = self.file.sha256 or sha256
        receipt = Fetched(repo, revision, self.file.path, self.file.size, sha256, self.record.host)
        with self._writing():
            os.fsync(self._out.fileno())
            self.close()
            if keep_receipt:
                _replace(beside(self.target, RECEIPT), msgspec.json.encode(receipt))
            if self.installed:
                self._part.unlink(missing_ok=True)
            else:
                self._part.replace(self.target)
            self._side.unlink(missing_ok=True)
        return receipt

    def discard(self) -> None:
        """Remove what has arrived."""
        self.close()
        self._part.unlink(missing_ok=True)
        self._side.unlink(missing_ok=True)

    def close(self) -> None:
        if self._out:
            self._out.close()
            self._out = None

    def _read_record(self) -> Record | None:
        try:
            return msgspec.json.decode(self._side.read_bytes(), type=Record)
        except (OSError, msgspec.MsgspecError):
            return None

    def _write_record(self) -> None:
        _replace(self._side, msgspec.json.encode(self.record))

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise self._complaint(error) from error

    def _complaint(self, error: OSError) -> UserError:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return no_space(self.target.parent, self.file.size - self.length)
        if error.errno == errno.EFBIG:
            return UserError(ErrorCode.FILE_TOO_LARGE, path=str(self.target), size=self.file.size)
        reason = error.strerror or ""
        return UserError(ErrorCode.FILE_UNWRITABLE, path=str(self.target), reason=reason)


def target_in(folder: Path, path: str) -> Path:
    """Return where a file of a repository goes; raises UserError(HUB_BAD_NAME)."""
    parts = PurePosixPath(path).parts
    bad = any(
        part in ("", ".", "..", "/") or part[-1] in ". " or any(c in '\\:*?"<>|' for c in part)
        for part in parts
    )
    if bad or not parts or path.startswith("/") or not path.isprintable():
        raise UserError(ErrorCode.HUB_BAD_NAME, name=path)
    return folder.joinpath(*parts)


def no_space(folder: Path, needed: int) -> UserError:
    """Say how much room is missing."""
    return UserError(
        ErrorCode.NO_SPACE, path=str(folder), needed=needed, available=free_bytes(folder)
    )


def free_bytes(folder: Path) -> int:
    """Return the room on the disk of `folder`, which need not exist yet."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def _replace(path: Path, data: bytes) -> None:
    scratch = beside(path, NEW)
    scratch.write_bytes(data)
    scratch.replace(path)
