"""What each command of a hub process does."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path

from app.gguf import read_stream
from app.hub import repository
from app.hub.fetch import Download
from app.hub.remote import RemoteFile
from app.hub_protocol import (
    AnyCommand,
    Fetch,
    Hash,
    Hashed,
    HeaderRead,
    Inspect,
    Inspected,
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
    raise ValueError(command)


def _inspect(command: Inspect) -> Inspected:
    listing = repository.inspect(command.repo, command.revision, command.sources)
    return Inspected(command.id, listing.commit, listing.files, listing.host, listing.gated)


def _read_header(command: ReadHeader) -> HeaderRead:
    file = RemoteFile(command.repo, command.revision, command.file, command.sources)
    return HeaderRead(command.id, read_stream(file, command.file.size, command.file.path))


def _hash(command: Hash, send: Send) -> Hashed:
    digest = hashlib.sha256()
    done = 0
    try:
        with Path(command.path).open("rb") as file:
            total = file.seek(0, 2)
            file.seek(0)
            last = time.monotonic()
            while block := file.read(BLOCK):
                digest.update(block)
                done += len(block)
                if time.monotonic() - last > REPORT_SECONDS:
                    last = time.monotonic()
                    send(Progress(command.id, done, total, Phase.CHECKING))
    except OSError as error:
        reason = error.strerror or ""
        raise UserError(ErrorCode.FILE_UNREADABLE, path=command.path, reason=reason) from error
    return Hashed(command.id, digest.hexdigest())
