"""What each command of a hub process does."""

from __future__ import annotations

from collections.abc import Callable

from app.gguf import read_stream
from app.hub import local, repository
from app.hub.fetch import Download
from app.hub.remote import RemoteFile
from app.hub_protocol import (
    AnyCommand,
    Copy,
    Fetch,
    Hash,
    HeaderRead,
    Inspect,
    Inspected,
    ReadHeader,
)
from app.protocol import Event

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
            return local.hash_file(command, send)
        case Copy():
            return local.copy_file(command, send)
    raise ValueError(command)


def _inspect(command: Inspect) -> Inspected:
    listing = repository.inspect(command.repo, command.revision, command.sources)
    return Inspected(command.id, listing.commit, listing.files, listing.host, listing.gated)


def _read_header(command: ReadHeader) -> HeaderRead:
    file = RemoteFile(command.repo, command.revision, command.file, command.sources)
    return HeaderRead(command.id, read_stream(file, command.file.size, command.file.path))
