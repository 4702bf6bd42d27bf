"""What crosses between the app and a hub process: one command in, events out, JSON lines.

A hub process serves one command and ends. It may be killed at any moment: what it has received
is on the disk, and the next one goes on from there.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec
from msgspec import Struct

from app.gguf import Header
from app.protocol import Command, Event, Exit, Failed

ENDPOINT = "https://huggingface.co"
MIRROR = "https://hf-mirror.com"
MODELSCOPE = "https://modelscope.cn"


class Source(Struct, frozen=True):
    """A host that has the files. `token` is sent to this host only, never after a redirect."""

    endpoint: str
    token: str = ""
    modelscope: str = ""  # the repository's name on ModelScope, which has paths of its own


class HubFile(Struct, frozen=True):
    """A file of a repository; `sha256` is "" when the hub publishes none."""

    path: str
    size: int = 0
    sha256: str = ""


class Fetched(Struct, frozen=True):
    """The receipt of an installed file, kept beside it as `<file>.json`."""

    repo: str
    revision: str
    path: str
    size: int
    sha256: str
    host: str = ""


# Commands ------------------------------------------------------------------------------------


class Fetch(Command, frozen=True):
    """Download `files` into `folder`; all become visible together, verified.

    Size and SHA-256 that are missing are asked for. `pause` is the first of the growing pauses
    between two tries, in seconds.
    """

    repo: str
    revision: str
    files: tuple[HubFile, ...]
    folder: str
    sources: tuple[Source, ...]
    pause: float = 1.0


class Inspect(Command, frozen=True):
    """List the files of a repository at a revision."""

    repo: str
    revision: str
    sources: tuple[Source, ...]


class ReadHeader(Command, frozen=True):
    """Read the GGUF header of a remote file."""

    repo: str
    revision: str
    file: HubFile
    sources: tuple[Source, ...]


class Hash(Command, frozen=True):
    """Compute the SHA-256 of a local file."""

    path: str


class Copy(Command, frozen=True):
    """Copy a local file into `folder`, as a download would arrive, under `name` if there is one.

    Where `sha256` is known, an interrupted copy goes on from what is there, and only that file is
    installed; `repo` and `revision` are for its receipt. With `replace` it may take the place of
    another file.
    """

    path: str
    folder: str
    name: str = ""
    sha256: str = ""
    repo: str = ""
    revision: str = ""
    receipt: bool = True
    replace: bool = False


AnyCommand = Fetch | Inspect | ReadHeader | Hash | Copy | Exit

# Events --------------------------------------------------------------------------------------


class Phase(StrEnum):
    """What is done: reading again what is there, receiving, copying, waiting for the next try."""

    CHECKING = "checking"
    RECEIVING = "receiving"
    COPYING = "copying"
    WAITING = "waiting"


class Progress(Event, frozen=True):
    """Bytes of all files together; `seconds` until the next try while waiting."""

    done: int
    total: int
    phase: Phase = Phase.RECEIVING
    host: str = ""
    seconds: float = 0.0


class Installed(Event, frozen=True):
    files: tuple[Fetched, ...]


class Inspected(Event, frozen=True):
    commit: str
    files: tuple[HubFile, ...]
    host: str
    gated: bool = False


class HeaderRead(Event, frozen=True):
    header: Header


class Hashed(Event, frozen=True):
    sha256: str


AnyEvent = Progress | Installed | Inspected | HeaderRead | Hashed | Failed

_commands = msgspec.json.Decoder(AnyCommand)
_events = msgspec.json.Decoder(AnyEvent)


def decode_command(line: bytes) -> AnyCommand:
    """Read a command; raises protocol.MalformedLine."""
    command: AnyCommand = _commands.decode(line)
    return command


def decode_event(line: bytes) -> AnyEvent:
    """Read an event; raises protocol.MalformedLine."""
    event: AnyEvent = _events.decode(line)
    return event
