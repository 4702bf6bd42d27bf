"""What was translated, the newest first."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass

from app.services.database import Database
from app.services.search import match_expression, segment
from app.services.translation import deletions
from app.services.translation.text import Pair, storable

CAP = 2_000


@dataclass(frozen=True)
class Translated:
    """A text and its translation; `model` is the name of the one that made it."""

    id: int
    source: str
    target: str
    pair: Pair
    model: str
    created: float


class History:
    """The last `cap` translations in one database. Removing can be undone for a month."""

    def __init__(self, database: Database, cap: int = CAP) -> None:
        self._database = database
        self._db = database.connection
        self._cap = cap
        deletions.forget(database, "translations")

    def add(
        self, source: str, target: str, pair: Pair, model: str, replaces: int | None = None
    ) -> Translated:
        """Keep a translation that has settled; the oldest one beyond the cap goes.

        It takes the place of `replaces`, e.g. of the text as it was before the person typed on,
        and that of the newest one if only the translation is another.
        """
        now, source, target = time.time(), storable(source), storable(target)
        newest = self.entries(limit=1)
        if newest and (newest[0].source, newest[0].pair) == (source, pair):
            replaces = newest[0].id
        with self._database.transaction():
            if replaces is not None:
                self._db.execute(
                    "DELETE FROM translations WHERE id = ? AND deleted_at IS NULL", (replaces,)
                )
            number = self._db.execute(
                "INSERT INTO translations (source_language, target_language, source, target,"
                " model, created) VALUES (?, ?, ?, ?, ?, ?)",
                (*pair, source, target, model, now),
            ).lastrowid
            assert number is not None
            self._db.execute(
                "INSERT INTO translations_search (rowid, body) VALUES (?, ?)",
                (number, segment(f"{source}\n{target}")),
            )
            self._db.execute(
                "DELETE FROM translations WHERE id IN (SELECT id FROM translations"
                " WHERE deleted_at IS NULL ORDER BY created DESC, id DESC LIMIT -1 OFFSET ?)",
                (self._cap,),
            )
        return Translated(number, source, target, pair, model, now)

    def entries(self, offset: int = 0, limit: int = 50) -> list[Translated]:
        """List the translations, the newest first."""
        rows = self._db.execute(
            "SELECT * FROM translations WHERE deleted_at IS NULL"
            " ORDER BY created DESC, id DESC LIMIT ? OFFSET ?",
            (limit, offset),
        )
        return [_translated(row) for row in rows]

    def search(self, query: str, offset: int = 0, limit: int = 50) -> list[Translated]:
        """List those with all words in the source or the translation, the newest first."""
        expression = match_expression(query)
        if not expression:
            return []
        rows = self._db.execute(
            "SELECT t.* FROM translations_search JOIN translations t"
            " ON t.id = translations_search.rowid WHERE translations_search MATCH ?"
            " AND t.deleted_at IS NULL ORDER BY t.created DESC, t.id DESC LIMIT ? OFFSET ?",
            (expression, limit, offset),
        )
        return [_translated(row) for row in rows]

    def count(self) -> int:
        row = self._db.execute("SELECT count(*) FROM translations WHERE deleted_at IS NULL")
        return int(row.fetchone()[0])

    def remove(self, ids: Iterable[int]) -> tuple[int, ...]:
        """Remove translations; returns which ones were there, for `restore`."""
        return deletions.remove(self._database, "translations", ids)

    def clear(self) -> tuple[int, ...]:
        """Remove all; returns which ones, for `restore`."""
        rows = self._db.execute("SELECT id FROM translations WHERE deleted_at IS NULL").fetchall()
        return self.remove([row["id"] for row in rows])

    def restore(self, ids: Iterable[int]) -> None:
        """Undo exactly one removal."""
        deletions.restore(self._database, "translations", ids)


def _translated(row: sqlite3.Row) -> Translated:
    return Translated(
        id=row["id"],
        source=row["source"],
        target=row["target"],
        pair=(row["source_language"], row["target_language"]),
        model=row["model"],
        created=row["created"],
    )
