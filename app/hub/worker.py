"""What each command of a hub process does."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path

from app.gguf import read_stream
from app.hub import repository
from app.hub.fetch import SPARE_BYTES, Download
from app.hub.part import PartFile, free_bytes, no_space
from app.hub.remote import RemoteFile
from app.hub_protocol import (
    AnyCommand,
    Copy,
    Fetch,
    Hash,
    Hashed,
    HeaderRead,
    HubFile,
    Inspect,
    Inspected,
    Installed,
    Phase,
    Progress,
    ReadHeader,
)
from app.protocol import ErrorCode, Event, UserError

BLOCK = 1 << 20
REPORT_SECONDS = 0.1

Send = Callable[[Event], None]


def run(command: AnyCommand, send: Send) -> Event:
    """Carry a command out and return its last event; raises UserError."""
    match command:
        case Fetch():
            return Download(command, send).run()
        case Inspect():
            return _inspect(command)
        case ReadHeader():
            return _read_header(command)
        case Hash():
            return _hash(command, send)
        case Copy():
            return _copy(command, send)
    raise ValueError(command)


def _inspect(command: Inspect) -> Inspected:
    listing = repository.inspect(command.repo, command.revision, command.sources)
    return Inspected(command.id, listing.commit, listing.files, listing.host, listing.gated)


def _read_header(command: ReadHeader) -> HeaderRead:
    file = RemoteFile(command.repo, command.revision, command.file, command.sources)
    return HeaderRead(command.id, read_stream(file, command.file.size, command.file.path))


def _progress(number: int, path: Path, send: Send) -> Callable[[int], None]:
    """Return what reports bytes of a file as Progress, not too often."""
    last = time.monotonic()

    def report(done: int) -> None:
        nonlocal last
        if time.monotonic() - last > REPORT_SECONDS:
            last = time.monotonic()
            send(Progress(number, done, path.stat().st_size, Phase.CHECKING))

    return report


def _read(path: Path, report: Callable[[int], None], use: Callable[[bytes], None]) -> str:
    """Give a file's blocks to `use` and return the SHA-256; raises UserError."""
    digest = hashlib.sha256()
    done = 0
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                digest.update(block)
                use(block)
                done += len(block)
                report(done)
    except OSError as error:
        raise _unreadable(path, error) from error
    return digest.hexdigest()


def _hash(command: Hash, send: Send) -> Hashed:
    path = Path(command.path)
    return Hashed(command.id, _read(path, _progress(command.id, path, send), lambda _block: None))


def _copy(command: Copy, send: Send) -> Installed:
    """Copy by way of a `.part` file, so that a half copied one never looks like a model."""
    source, folder = Path(command.path), Path(command.folder)
    try:
        size = source.stat().st_size
    except OSError as error:
        raise _unreadable(source, error) from error
    if size + SPARE_BYTES > free_bytes(folder):
        raise no_space(folder, size)
    part = PartFile(folder, HubFile(source.name, size))
    if part.target.exists():
        raise UserError(ErrorCode.FILE_EXISTS, path=str(part.target))
    part.begin()
    try:
        digest = _read(source, _progress(command.id, source, send), part.append)
        return Installed(command.id, (part.install("", "", digest),))
    except UserError:
        part.discard()
        raise


def _unreadable(path: Path, error: OSError) -> UserError:
    return UserError(ErrorCode.FILE_UNREADABLE, path=str(path), reason=error.strerror or "")
