"""What crosses between the app and a child that reads and writes documents: JSON lines.

Inline markup of a unit is told by numbered tags: ⟦1⟧bold⟦/1⟧ encloses, ⟦2/⟧ stands alone. A number
that stands in the document's own text in that form is not issued.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec
from msgspec import Struct

from app.piece import Piece
from app.protocol import Command, Event, Exit, Failed

TAG = re.compile(r"⟦(?:(?P<open>\d+)|/(?P<close>\d+)|(?P<alone>\d+)/)⟧")

# By suffix, lower case, with the dot.
FORMATS = (
    ".docx", ".pptx", ".xlsx", ".odt", ".html", ".htm", ".xhtml", ".epub", ".md", ".markdown",
    ".txt", ".srt", ".vtt", ".po", ".pot", ".xliff", ".xlf", ".json",
)  # fmt: skip

# What a piece is read from and written to.
PIECE_SOURCES = (".md", ".markdown", ".txt", ".docx", ".odt", ".html", ".htm", ".xhtml")
PIECE_FORMATS = (".md", ".docx", ".odt", ".html", ".epub", ".txt")
# What was left out of a piece that was read: comments, tables of contents, parts in a format of
# their own, images that are of no known format or elsewhere. Footnotes are paragraphs at the end.
Note = Literal["comments", "contents", "parts", "images", "footnotes"]


class Unit(Struct, frozen=True):
    """One piece of text to translate: a paragraph, a cell, a cue, a message.

    `key` is the same whenever the same file is read. `note` tells the translator what the file
    tells about it, e.g. msgctxt.
    """

    key: str
    text: str
    note: str = ""


class Open(Command, frozen=True):
    """Read a document's units."""

    path: str


class Write(Command, frozen=True):
    """Write `path` to `target` with `texts` in place of its units; the others stay as they are.

    `language` is the BCP 47 code of the texts. With `bilingual` the source stands above each text,
    with `tracked` a Word document shows the texts as changes that `author` made.
    """

    path: str
    target: str
    texts: dict[str, str]
    language: str
    bilingual: bool = False
    tracked: bool = False
    author: str = "Inkstone"


class ReadPiece(Command, frozen=True):
    """Read a file as a piece of writing."""

    path: str


class WritePiece(Command, frozen=True):
    """Write a piece to `path` in the format of a suffix.

    A Word document shows the changes that wait for a decision as ones that `author` made at `date`
    (ISO 8601, in UTC); in the other formats the piece is as if none of them were accepted.
    """

    piece: Piece
    path: str
    format: str
    date: str = ""
    author: str = "Inkstone"


AnyWork = Open | Write | ReadPiece | WritePiece
AnyCommand = AnyWork | Exit


class Opened(Event, frozen=True):
    units: tuple[Unit, ...]
    can_be_bilingual: bool
    can_be_tracked: bool


class Written(Event, frozen=True):
    pass


class PieceRead(Event, frozen=True):
    """What was read; `notes` say what was left out or changed."""

    piece: Piece
    notes: tuple[Note, ...] = ()


class PieceWritten(Event, frozen=True):
    pass


AnyEvent = Opened | Written | PieceRead | PieceWritten | Failed

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
