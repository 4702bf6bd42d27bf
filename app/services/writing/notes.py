"""What a model is told besides the text: style, characters, facts, a note, banned phrases."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from app.protocol import ErrorCode, UserError
from app.services.database import Database
from app.services.translation import deletions
from app.services.translation.text import storable
from app.services.writing.folders import Folders

_LETTER = r"[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"


class NoteKind(StrEnum):
    STYLE = "style"
    CHARACTER = "character"
    FACT = "fact"
    AUTHOR = "author"  # the author's note
    BANNED = "banned"  # a phrase that is never written


@dataclass(frozen=True)
class Owner:
    """What a note is for: a piece, a folder with all in it, or, with neither, everything."""

    piece: int | None = None
    folder: int | None = None


@dataclass(frozen=True)
class Note:
    """A note; one with keywords is told where one of them, or its name, occurs."""

    kind: NoteKind
    text: str
    name: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True)
class KeptNote:
    id: int
    owner: Owner
    note: Note


class Notes:
    """The notes in one database. Removing can be undone for a month."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._db = database.connection
        self._folders = Folders(database)
        deletions.forget(database, "notes")

    def add(self, owner: Owner, note: Note) -> KeptNote:
        """Keep a note; raises UserError(BAD_USE) for an empty one."""
        note = _tidied(note)
        with self._database.transaction():
            number = self._db.execute(
                "INSERT INTO notes (piece, folder, kind, name, text, keywords)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (owner.piece, owner.folder, *_columns(note)),
            ).lastrowid
        assert number is not None
        return KeptNote(number, owner, note)

    def change(self, number: int, note: Note) -> None:
        """Put another note in a note's place; raises UserError(BAD_USE) for an empty one."""
        columns = _columns(_tidied(note))
        with self._database.transaction():
            self._db.execute(
                "UPDATE notes SET kind = ?, name = ?, text = ?, keywords = ? WHERE id = ?",
                (*columns, number),
            )

    def own(self, owner: Owner) -> list[KeptNote]:
        """Return what was noted for exactly this, the oldest first."""
        rows = self._db.execute(
            "SELECT * FROM notes WHERE piece IS ? AND folder IS ? AND deleted_at IS NULL"
            " ORDER BY id",
            (owner.piece, owner.folder),
        )
        return [_kept(row) for row in rows]

    def of_piece(self, piece: int) -> list[KeptNote]:
        """Return what holds for a piece: for everything, for its folders from the outermost, own.

        Raises KeyError.
        """
        row = self._db.execute("SELECT folder FROM pieces WHERE id = ?", (piece,)).fetchone()
        if row is None:
            raise KeyError(piece)
        folders = (Owner(folder=number) for number in self._folders.above(row["folder"]))
        owners = (Owner(), *folders, Owner(piece))
        return [note for owner in owners for note in self.own(owner)]

    def banned(self, piece: int) -> tuple[str, ...]:
        """Return the phrases that are never written in a piece, each once."""
        phrases = (kept.note.text for kept in self.of_piece(piece) if kept.note.kind == "banned")
        return tuple(dict.fromkeys(phrases))

    def remove(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """Remove notes; returns which ones were there, for `restore`."""
        return deletions.remove(self._database, "notes", numbers)

    def restore(self, numbers: Iterable[int]) -> None:
        """Undo exactly one removal."""
        deletions.restore(self._database, "notes", numbers)


def called(notes: Sequence[KeptNote], text: str) -> list[KeptNote]:
    """Return the notes that a text brings in, and those without keywords."""
    folded = text.casefold()
    return [
        kept
        for kept in notes
        if not kept.note.keywords
        or any(_occurs(word.casefold(), folded) for word in (kept.note.name, *kept.note.keywords))
    ]


def _occurs(word: str, text: str) -> bool:
    """Tell whether a word of letters occurs whole, anything else at all."""
    if not word:
        return False
    before = f"(?<!{_LETTER})" if re.match(_LETTER, word) else ""
    after = f"(?!{_LETTER})" if re.match(_LETTER, word[-1]) else ""
    return re.search(f"{before}{re.escape(word)}{after}", text) is not None


def _tidied(note: Note) -> Note:
    text, name = storable(note.text).strip(), storable(note.name).strip()
    words = (storable(word).strip() for word in note.keywords)
    if not text:
        raise UserError(ErrorCode.BAD_USE, reason="A note needs a text.")
    return Note(note.kind, text, name, tuple(dict.fromkeys(word for word in words if word)))


def _columns(note: Note) -> tuple[str, str, str, str]:
    return note.kind, note.name, note.text, msgspec.json.encode(note.keywords).decode()


def _kept(row: sqlite3.Row) -> KeptNote:
    keywords = msgspec.json.decode(row["keywords"], type=tuple[str, ...])
    note = Note(NoteKind(row["kind"]), row["text"], row["name"], keywords)
    return KeptNote(row["id"], Owner(row["piece"], row["folder"]), note)
