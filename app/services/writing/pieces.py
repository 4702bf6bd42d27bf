"""Pieces of writing on disk: a list in folders, the content, deletions, search."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from msgspec import structs

from app.piece import Piece
from app.services.database import Database
from app.services.search import Snippet, match_expression, segment, snippet
from app.services.translation import deletions
from app.services.translation.text import storable
from app.services.writing.content import Contents
from app.services.writing.folders import Folders

NO_STATES: Mapping[str, bytes] = MappingProxyType({})
_AROUND = 200  # characters beside a match among which its snippet is
_COLUMNS = "p.id, p.folder, p.title, p.language, p.kind, p.goal, p.count, p.created, p.changed"


@dataclass(frozen=True)
class Entry:
    """A piece in the list. `goal` and `count` are words or characters, 0 where there are none."""

    id: int
    folder: int | None
    title: str
    language: str
    kind: str
    goal: int
    count: int
    created: float
    changed: float


@dataclass(frozen=True)
class Found:
    """A piece with all words of a query."""

    entry: Entry
    snippet: Snippet


@dataclass(frozen=True)
class Deletion:
    """What `restore` needs to undo a deletion."""

    pieces: tuple[int, ...]
    folders: tuple[int, ...] = ()


class Pieces:
    """The pieces in one database. Deleting can be undone for a month."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._db = database.connection
        self.contents = Contents(database)
        self.folders = Folders(database)
        deletions.forget(database, "pieces")
        deletions.forget(database, "piece_folders")
        self.contents.forget_images()

    # The list ----------------------------------------------------------------------------

    def create(
        self,
        piece: Piece,
        *,
        kind: str = "",
        folder: int | None = None,
        goal: int = 0,
        count: int = 0,
    ) -> Entry:
        """Keep a new piece."""
        now = time.time()
        with self._database.transaction():
            number = self._db.execute(
                "INSERT INTO pieces (folder, title, language, kind, goal, count, created, changed)"
                " VALUES (?, '', '', ?, ?, 0, ?, ?)",
                (folder, kind, goal, now, now),
            ).lastrowid
            assert number is not None
            self.save(number, piece, count)
        return self.entry(number)

    def entries(self) -> list[Entry]:
        """List what is not deleted, the last changed first."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM pieces p WHERE p.deleted_at IS NULL"
            " ORDER BY p.changed DESC, p.id DESC"
        )
        return [Entry(**row) for row in rows]

    def deleted(self) -> list[Entry]:
        """List what can be restored, the last deleted first."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM pieces p WHERE p.deleted_at IS NOT NULL"
            " ORDER BY p.deleted_at DESC, p.id DESC"
        )
        return [Entry(**row) for row in rows]

    def entry(self, number: int) -> Entry:
        """Return one; raises KeyError."""
        return Entry(**self._row(f"SELECT {_COLUMNS} FROM pieces p WHERE p.id = ?", number))

    def rename(self, number: int, title: str) -> None:
        with self._database.transaction():
            self._set(number, "title", title)
            self._set(number, "indexed", 0)

    def move(self, number: int, folder: int | None) -> None:
        self._set(number, "folder", folder)

    def set_kind(self, number: int, kind: str) -> None:
        self._set(number, "kind", kind)

    def set_goal(self, number: int, goal: int) -> None:
        self._set(number, "goal", goal)

    def delete(self, numbers: Iterable[int]) -> Deletion:
        return Deletion(deletions.remove(self._database, "pieces", numbers))

    def delete_folder(self, folder: int) -> Deletion:
        """Delete a folder with all that is in it."""
        with self._database.transaction():
            below = self.folders.below(folder)
            marks = ", ".join("?" * len(below))
            rows = self._db.execute(
                f"SELECT id FROM pieces WHERE folder IN ({marks}) AND deleted_at IS NULL", below
            ).fetchall()
            return Deletion(
                self.delete(row["id"] for row in rows).pieces,
                deletions.remove(self._database, "piece_folders", below),
            )

    def restore(self, deletion: Deletion) -> None:
        """Undo a deletion; the folders in which a piece was come back with it."""
        with self._database.transaction():
            homes = {self.entry(number).folder for number in deletion.pieces}
            needed = {folder for home in homes for folder in self.folders.above(home)}
            deletions.restore(self._database, "piece_folders", {*deletion.folders, *needed})
            deletions.restore(self._database, "pieces", deletion.pieces)

    # The content -------------------------------------------------------------------------

    def load(self, number: int) -> Piece:
        """Return a piece; raises KeyError."""
        row = self._row(
            "SELECT p.title, p.language, c.data FROM pieces p"
            " JOIN piece_contents c ON c.piece = p.id WHERE p.id = ?",
            number,
        )
        piece = self.contents.unpack(row["data"])
        return structs.replace(piece, title=row["title"], language=row["language"])

    def save(
        self,
        number: int,
        piece: Piece,
        count: int = 0,
        states: Mapping[str, bytes] = NO_STATES,
    ) -> None:
        """Keep the content with what belongs beside it, or, when it fails, what was there before.

        It is indexed when somebody searches. Raises UserError for a full disk and the like.
        """
        with self._database.transaction():
            data, images = self.contents.pack(piece)
            self._db.execute(
                "UPDATE pieces SET title = ?, language = ?, count = ?, changed = ?, indexed = 0"
                " WHERE id = ?",
                (storable(piece.title), piece.language, count, time.time(), number),
            )
            self._db.execute(
                "INSERT INTO piece_contents VALUES (?, ?)"
                " ON CONFLICT (piece) DO UPDATE SET data = excluded.data",
                (number, data),
            )
            self._use_images(number, images)
            for name, state in states.items():
                self.save_state(number, name, state)

    def state(self, number: int, name: str) -> bytes:
        """Return what is kept beside a piece under a name, e.g. its outline; b"" for nothing."""
        row = self._db.execute(
            "SELECT data FROM piece_states WHERE piece = ? AND name = ?", (number, name)
        ).fetchone()
        return bytes(row["data"]) if row else b""

    def save_state(self, number: int, name: str, data: bytes) -> None:
        """Keep something beside a piece."""
        with self._database.transaction():
            self._db.execute(
                "INSERT INTO piece_states VALUES (?, ?, ?)"
                " ON CONFLICT (piece, name) DO UPDATE SET data = excluded.data",
                (number, name, data),
            )

    # Search ------------------------------------------------------------------------------

    def search(self, query: str, limit: int = 50) -> list[Found]:
        """Find pieces with all words in the title or the text, the last changed first."""
        expression = match_expression(query)
        if not expression:
            return []
        self.index()
        rows = self._db.execute(
            f"SELECT {_COLUMNS}, c.data FROM pieces_search JOIN pieces p"
            " ON p.id = pieces_search.rowid JOIN piece_contents c ON c.piece = p.id"
            " WHERE pieces_search MATCH ? AND p.deleted_at IS NULL"
            " ORDER BY p.changed DESC, p.id DESC LIMIT ?",
            (expression, limit),
        )
        return [self._found(row, query) for row in rows]

    def _found(self, row: sqlite3.Row, query: str) -> Found:
        columns = dict(row)
        data = columns.pop("data")
        text = self.contents.text(data)
        at = max(0, min(text.lower().find(word.lower()) for word in query.split()))
        return Found(Entry(**columns), snippet(text[max(0, at - _AROUND) : at + _AROUND], query))

    def index(self) -> None:
        """Take into the index what was changed since; searching does it, too."""
        with self._database.transaction():
            rows = self._db.execute(
                "SELECT p.id, p.title, c.data FROM pieces p JOIN piece_contents c ON c.piece = p.id"
                " WHERE NOT p.indexed AND p.deleted_at IS NULL"
            ).fetchall()
            for row in rows:
                body = segment(f"{row['title']}\n{self.contents.text(row['data'])}")
                self._db.execute("DELETE FROM pieces_search WHERE rowid = ?", (row["id"],))
                self._db.execute(
                    "INSERT INTO pieces_search (rowid, body) VALUES (?, ?)", (row["id"], body)
                )
                self._set(row["id"], "indexed", 1)

    # Inside ------------------------------------------------------------------------------

    def _use_images(self, number: int, images: frozenset[bytes]) -> None:
        rows = self._db.execute("SELECT digest FROM piece_images WHERE piece = ?", (number,))
        before = {bytes(row["digest"]) for row in rows}
        self._db.executemany(
            "DELETE FROM piece_images WHERE piece = ? AND digest = ?",
            [(number, digest) for digest in before - images],
        )
        self._db.executemany(
            "INSERT INTO piece_images VALUES (?, ?)",
            [(number, digest) for digest in images - before],
        )

    def _set(self, number: int, column: str, value: str | int | None) -> None:
        with self._database.transaction():
            self._db.execute(f"UPDATE pieces SET {column} = ? WHERE id = ?", (value, number))

    def _row(self, statement: str, number: int) -> sqlite3.Row:
        row = self._db.execute(statement, (number,)).fetchone()
        if row is None:
            raise KeyError(number)
        assert isinstance(row, sqlite3.Row)
        return row
