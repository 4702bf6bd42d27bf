"""The translation memory: sentences that the person translated, corrected or imported."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from app.services.database import KEEP_DELETED_SECONDS, Database
from app.services.search import match_expression
from app.services.translation import deletions
from app.services.translation.entries import Entry, select_entries
from app.services.translation.near import Segments
from app.services.translation.text import Pair, clean, key_of, tags_of
from app.services.translation.tmxunits import format_date, with_attributes, with_text
from app.services.translation.units import (
    Unit,
    Variant,
    change_variant,
    insert_unit,
    variants_of,
)

TAGS_DIFFER = 0.01  # taken off the score of a text that is the same but for its tags


@dataclass(frozen=True)
class Match:
    """An entry like the text that was asked for; `score` is 1.0 when it is the same."""

    entry: Entry
    score: float


@dataclass(frozen=True)
class Import:
    id: int
    name: str
    created: float
    units: int


class TranslationMemory:
    """The memory in one database. Deleting can be undone for a month."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.segments = Segments(database.connection)
        self._db = database.connection
        with database.transaction():  # an import that a killed app left behind
            self._db.execute(
                "UPDATE memory_units SET deleted_at = 0 WHERE import IN"
                " (SELECT id FROM memory_imports WHERE NOT settled)"
            )
            self._db.execute("UPDATE memory_imports SET settled = 1")
        self.tidy()

    # Looking up --------------------------------------------------------------------------

    def exact(self, source: str, pair: Pair) -> Entry | None:
        """Return the entry whose source is the same but for white space and tag numbers.

        Those made in this direction come first, then the newest. It has the tag numbers of
        `source`.
        """
        key = key_of(source)
        found = self._select(
            "s.key = ? AND s.language = ? AND +t.language = ?"
            " ORDER BY s.is_source DESC, u.changed DESC, u.id DESC, t.id LIMIT 1",
            (key, *pair),
        )
        return found[0].fitted(source) if found and key else None

    def near(self, source: str, pair: Pair, limit: int = 5, threshold: float = 0.7) -> list[Match]:
        """Return the entries most like `source`, the same one included, the nearest first.

        Tags are not compared, but other tags take `TAGS_DIFFER` off. The entries have the tag
        numbers of `source` as far as they correspond.
        """
        near = dict(self.segments.nearest(source, pair[0], 8 * limit, threshold))
        marks = ", ".join("?" * len(near))
        # With +, SQLite does not begin with all variants of the target's language.
        entries = self._select(f"s.id IN ({marks}) AND +t.language = ?", (*near, pair[1]))
        tags = tags_of(source)
        matches = [
            Match(entry, near[entry.variants[0]] - TAGS_DIFFER * (tags_of(entry.source) != tags))
            for entry in entries
        ]
        matches.sort(
            key=lambda m: (m.score, not m.entry.reversed, m.entry.changed, m.entry.id), reverse=True
        )
        distinct: dict[tuple[str, str], Match] = {}
        for match in matches:
            if match.score >= threshold:
                distinct.setdefault((key_of(match.entry.source), match.entry.target), match)
        best = list(distinct.values())[:limit]
        return [Match(match.entry.fitted(source), match.score) for match in best]

    # The person's entries ----------------------------------------------------------------

    def add(self, source: str, target: str, pair: Pair, person: str = "") -> Entry:
        """Keep what the person confirmed or corrected, in place of what they made of it before."""
        known = self._select(
            "s.key = ? AND s.language = ? AND +t.language = ? AND s.is_source"
            " AND u.import IS NULL LIMIT 1",
            (key_of(source), *pair),
        )
        if known:
            return self.change(known[0], source, target, person)
        now = time.time()
        variants = (Variant(pair[0], clean(source)), Variant(pair[1], clean(target)))
        with self.database.transaction():
            number = insert_unit(self._db, Unit(variants, 0, now, now, person, person))
        self._note(number)
        return self._select("u.id = ? AND s.is_source", (number,))[0]

    def change(self, entry: Entry, source: str, target: str, person: str = "") -> Entry:
        """Give an entry other texts; what else an imported one says is kept."""
        now = time.time()
        told = {"changedate": format_date(now)} | ({"changeid": person} if person else {})
        with self.database.transaction():
            for number, text in zip(entry.variants, (clean(source), clean(target)), strict=True):
                rows = {row["id"]: row for row in variants_of(self._db, entry.id)}
                row = rows.pop(number)
                if row["text"] != text:
                    xml = with_text(row, list(rows.values()), text, told)
                    change_variant(self._db, number, text, xml)
            self._touch(entry.id, told)
            self._db.execute(
                "UPDATE memory_units SET changed = ?, changer = ? WHERE id = ?",
                (now, person, entry.id),
            )
            self._renew_digest(entry.id)
        self._note(entry.id)
        return self.entry(entry)

    def note_use(self, entry: Entry) -> None:
        """Count that a translation was taken from an entry."""
        now = time.time()
        with self.database.transaction():
            (uses,) = self._db.execute(
                "UPDATE memory_units SET uses = uses + 1, used = ? WHERE id = ? RETURNING uses",
                (now, entry.id),
            ).fetchone()
            self._touch(entry.id, {"usagecount": str(uses), "lastusagedate": format_date(now)})

    def entry(self, entry: Entry) -> Entry:
        """Return an entry as it is now; raises KeyError."""
        found = self._select("s.id = ? AND t.id = ?", entry.variants)
        if not found:
            raise KeyError(entry.id)
        return found[0]

    # Listing -----------------------------------------------------------------------------

    def count(self) -> int:
        """Return how many entries there are, as `entries` lists them."""
        row = self._db.execute(
            "SELECT count(*) FROM memory_units u JOIN memory_variants t ON t.unit = u.id"
            " WHERE u.deleted_at IS NULL AND NOT t.is_source"
        ).fetchone()
        return int(row[0])

    def entries(self, offset: int = 0, limit: int = 100) -> list[Entry]:
        """List the entries in the directions they were made in, the newest first."""
        return self._select(
            "s.is_source ORDER BY u.changed DESC, u.id DESC, t.id LIMIT ? OFFSET ?",
            (limit, offset),
        )

    def search(self, query: str, offset: int = 0, limit: int = 100) -> list[Entry]:
        """List the entries with all words in one of their languages, the newest first."""
        expression = match_expression(query)
        if not expression:
            return []
        return self._select(
            "s.is_source AND u.id IN (SELECT v.unit FROM memory_search JOIN memory_variants v"
            " ON v.id = memory_search.rowid WHERE memory_search MATCH ?)"
            " ORDER BY u.changed DESC, u.id DESC, t.id LIMIT ? OFFSET ?",
            (expression, limit, offset),
        )

    def imports(self) -> list[Import]:
        """List the imported files of which something is left, the newest first."""
        rows = self._db.execute(
            "SELECT i.id, i.name, i.created, count(*) FROM memory_imports i JOIN memory_units u"
            " ON u.import = i.id WHERE i.settled AND u.deleted_at IS NULL"
            " GROUP BY i.id ORDER BY i.id DESC"
        )
        return [Import(*row) for row in rows]

    # Deleting ----------------------------------------------------------------------------

    def remove(self, ids: Iterable[int]) -> tuple[int, ...]:
        """Remove units, with all their languages; returns which ones, for `restore`."""
        removed = deletions.remove(self.database, "memory_units", ids)
        self.segments.forget()
        return removed

    def remove_import(self, number: int) -> tuple[int, ...]:
        """Remove all that came with one file; returns which units, for `restore`."""
        rows = self._db.execute("SELECT id FROM memory_units WHERE import = ?", (number,))
        return self.remove([row["id"] for row in rows.fetchall()])

    def restore(self, ids: Iterable[int]) -> None:
        """Undo exactly one removal."""
        deletions.restore(self.database, "memory_units", ids)
        self.segments.forget()

    def tidy(self, limit: int = 200) -> bool:
        """Delete for good what was removed a month ago, a few units at once.

        Returns whether there is more to do.
        """
        with self.database.transaction():
            cursor = self._db.execute(
                "DELETE FROM memory_units WHERE id IN"
                " (SELECT id FROM memory_units WHERE deleted_at < ? LIMIT ?)",
                (time.time() - KEEP_DELETED_SECONDS, limit),
            )
            self._db.execute(
                "DELETE FROM memory_imports WHERE settled AND NOT EXISTS"
                " (SELECT 1 FROM memory_units WHERE import = memory_imports.id)"
            )
        return cursor.rowcount == limit

    # Inside ------------------------------------------------------------------------------

    def _select(self, condition: str, values: Iterable[object]) -> list[Entry]:
        return select_entries(self._db, condition, values)

    def _note(self, unit: int) -> None:
        for row in variants_of(self._db, unit):
            self.segments.note(row["id"], row["language"], row["text"])

    def _touch(self, unit: int, attributes: dict[str, str]) -> None:
        """Write attributes into the <tu> of an imported unit."""
        (xml,) = self._db.execute("SELECT xml FROM memory_units WHERE id = ?", (unit,)).fetchone()
        if xml:
            self._db.execute(
                "UPDATE memory_units SET xml = ? WHERE id = ?",
                (with_attributes(xml, attributes), unit),
            )

    def _renew_digest(self, unit: int) -> None:
        """Let a unit made here be known by its new texts; an imported one stays what it was."""
        rows = variants_of(self._db, unit)
        variants = [Variant(row["language"], row["text"]) for row in rows]
        self._db.execute(
            "UPDATE memory_units SET digest = ? WHERE id = ? AND import IS NULL",
            (Unit(variants, 0, 0.0, 0.0).digest, unit),
        )
