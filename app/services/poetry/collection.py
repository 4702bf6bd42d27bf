"""Poems that are kept, and the unfinished one on the desk."""

from __future__ import annotations

import json
import sqlite3
import time
from dataclasses import dataclass

import msgspec
from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from app.services.database import Database
from app.services.search import match_expression, segment
from app.services.translation import deletions
from app.services.translation.text import storable
from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.verse import Poem

_poems = msgspec.json.Decoder(Poem)
_briefs = msgspec.json.Decoder(Brief)


@dataclass(frozen=True)
class Kept:
    """A poem in the collection, and what it was asked to be; a collected one is dear."""

    id: int
    poem: Poem
    brief: Brief
    collected: bool
    created: float
    changed: float


@dataclass(frozen=True)
class Draft:
    """What is on the desk: `text` is what the page says, `number` the kept poem that it is of."""

    poem: Poem
    brief: Brief
    text: str
    number: int | None = None


class Collection(QObject):
    """The poems in one database. Removing can be undone for a month.

    What changes something raises UserError for a full disk and the like, and changes nothing then.
    """

    changed = Signal()

    def __init__(self, database: Database, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = database
        self._db = database.connection
        deletions.forget(database, "poems")

    def add(self, poem: Poem, brief: Brief) -> int:
        """Keep a new poem; return its number."""
        now = time.time()
        with self._database.transaction():
            number = self._db.execute(
                "INSERT INTO poems (poem, brief, created, changed) VALUES (?, ?, ?, ?)",
                (_json(poem), _json(brief), now, now),
            ).lastrowid
            assert number is not None
            self._index(number, poem)
        self.changed.emit()
        return number

    def update(self, number: int, poem: Poem, brief: Brief | None = None) -> None:
        """Keep a poem as it is now, and what it is asked to be if that is another.

        Raises KeyError.
        """
        with self._database.transaction():
            found = self._db.execute(
                "UPDATE poems SET poem = ?, brief = coalesce(?, brief), changed = ? WHERE id = ?",
                (_json(poem), _json(brief) if brief else None, time.time(), number),
            ).rowcount
            if not found:
                raise KeyError(number)
            self._index(number, poem)
        self.changed.emit()

    def collect(self, number: int, collected: bool = True) -> None:
        """Mark a poem as dear, or no longer."""
        with self._database.transaction():
            self._db.execute("UPDATE poems SET collected = ? WHERE id = ?", (collected, number))
        self.changed.emit()

    def remove(self, number: int) -> None:
        deletions.remove(self._database, "poems", [number])
        self.changed.emit()

    def restore(self, number: int) -> None:
        """Undo a removal."""
        deletions.restore(self._database, "poems", [number])
        self.changed.emit()

    def kept(self, number: int) -> Kept:
        """Return one; raises KeyError."""
        row = self._db.execute("SELECT * FROM poems WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise KeyError(number)
        return _kept(row)

    def poems(self, search: str = "") -> list[Kept]:
        """List all, or those with all words in title, form or lines; the last changed first."""
        found, values = "", []
        if search.strip():
            expression = match_expression(search)
            if not expression:
                return []
            found = " AND id IN (SELECT rowid FROM poems_search WHERE poems_search MATCH ?)"
            values = [expression]
        rows = self._db.execute(
            f"SELECT * FROM poems WHERE deleted_at IS NULL{found} ORDER BY changed DESC, id DESC",
            values,
        )
        return [_kept(row) for row in rows]

    # The desk ----------------------------------------------------------------------------

    def keep_draft(self, poem: Poem, brief: Brief, text: str, number: int | None = None) -> None:
        """Keep what is on the desk; once this returns, it outlives the app."""
        with self._database.transaction():
            self._db.execute(
                "INSERT OR REPLACE INTO poem_draft VALUES (1, ?, ?, ?, ?)",
                (number, _json(poem), _json(brief), storable(text)),
            )

    def draft(self) -> Draft | None:
        """Return what was on the desk."""
        row = self._db.execute("SELECT * FROM poem_draft").fetchone()
        if row is None:
            return None
        poem, brief = _poems.decode(row["poem"]), _briefs.decode(row["brief"])
        return Draft(poem, brief, row["text"], row["number"])

    def drop_draft(self) -> None:
        """Leave the desk empty."""
        with self._database.transaction():
            self._db.execute("DELETE FROM poem_draft")

    # Inside ------------------------------------------------------------------------------

    def _index(self, number: int, poem: Poem) -> None:
        body = segment(storable("\n".join((poem.title, poem.form, *poem.lines))))
        self._db.execute("DELETE FROM poems_search WHERE rowid = ?", (number,))
        self._db.execute("INSERT INTO poems_search (rowid, body) VALUES (?, ?)", (number, body))


def _json(value: Struct) -> str:
    return storable(json.dumps(msgspec.to_builtins(value), ensure_ascii=False))


def _kept(row: sqlite3.Row) -> Kept:
    return Kept(
        row["id"],
        _poems.decode(row["poem"]),
        _briefs.decode(row["brief"]),
        bool(row["collected"]),
        row["created"],
        row["changed"],
    )
