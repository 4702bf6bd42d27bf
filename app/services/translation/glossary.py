"""The glossary that is kept: one list of terms for each pair of languages."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

import msgspec

from app.protocol import ErrorCode, UserError
from app.services.database import Database
from app.services.translation import deletions
from app.services.translation.text import Pair, clean
from app.tabs.translate.task.terms import Term


@dataclass(frozen=True)
class GlossaryEntry:
    """A term that is kept."""

    id: int
    pair: Pair
    term: Term


@dataclass(frozen=True)
class Duplicate:
    """A term that was offered, and the one with the same source that is there already."""

    offered: Term
    kept: GlossaryEntry


@dataclass(frozen=True)
class Added:
    ids: tuple[int, ...]
    duplicates: tuple[Duplicate, ...]


class Glossary:
    """The terms in one database. Removing can be undone for a month."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._db = database.connection
        self._terms: dict[Pair, tuple[Term, ...]] = {}
        self._versions: dict[Pair, str] = {}
        deletions.forget(database, "glossary_terms")

    # What translating needs --------------------------------------------------------------

    def terms(self, pair: Pair) -> tuple[Term, ...]:
        """Return the terms to translate with.

        Those of the other direction serve, too, where their target has one source only and is
        itself no source of this direction.
        """
        if pair not in self._terms:
            own = [entry.term for entry in self.entries(pair)]
            taken = {_folded(term.source) for term in own}
            back = _reversed([entry.term for entry in self.entries((pair[1], pair[0]))])
            self._terms[pair] = (*own, *(t for t in back if _folded(t.source) not in taken))
        return self._terms[pair]

    def version(self, pair: Pair) -> str:
        """Return what changes whenever `terms` does; equal terms have the same in every run."""
        if pair not in self._versions:
            data = msgspec.json.encode(self.terms(pair))
            self._versions[pair] = blake2b(data, digest_size=8).hexdigest()
        return self._versions[pair]

    # What the person sees ----------------------------------------------------------------

    def pairs(self) -> list[Pair]:
        """Return the pairs of languages that have terms of their own."""
        rows = self._db.execute(
            "SELECT DISTINCT source_language, target_language FROM glossary_terms"
            " WHERE deleted_at IS NULL ORDER BY source_language, target_language"
        )
        return [(source, target) for source, target in rows]

    def entries(self, pair: Pair) -> list[GlossaryEntry]:
        """Return the terms of a pair, the oldest first."""
        rows = self._db.execute(
            "SELECT * FROM glossary_terms WHERE source_language = ? AND target_language = ?"
            " AND deleted_at IS NULL ORDER BY id",
            pair,
        )
        return [_entry(row) for row in rows]

    def add(self, pair: Pair, terms: Iterable[Term]) -> Added:
        """Add terms; those whose source is there already are told instead.

        Raises UserError(BAD_USE) for a term without a source, or without a target.
        """
        known = _Known(self.entries(pair))
        ids: list[int] = []
        duplicates: list[Duplicate] = []
        with self._database.transaction():
            for term in map(_tidied, terms):
                kept = known.find(term)
                if kept is None:
                    entry = GlossaryEntry(self._insert(pair, term), pair, term)
                    known.add(entry)
                    ids.append(entry.id)
                else:
                    duplicates.append(Duplicate(term, kept))
        self._changed()
        return Added(tuple(ids), tuple(duplicates))

    def change(self, entry: GlossaryEntry, term: Term) -> Duplicate | None:
        """Put another term in an entry's place; undo it by changing back.

        Returns the duplicate when another entry has that source; then nothing is changed. Raises
        UserError(BAD_USE) as `add` does.
        """
        term = _tidied(term)
        others = [other for other in self.entries(entry.pair) if other.id != entry.id]
        kept = _Known(others).find(term)
        if kept is not None:
            return Duplicate(term, kept)
        with self._database.transaction():
            self._db.execute(
                "UPDATE glossary_terms SET source = ?, target = ?, case_sensitive = ?, keep = ?,"
                " note = ? WHERE id = ?",
                (*_columns(term), entry.id),
            )
        self._changed()
        return None

    def remove(self, ids: Iterable[int]) -> tuple[int, ...]:
        """Remove terms; returns which ones were there, for `restore`."""
        removed = deletions.remove(self._database, "glossary_terms", ids)
        self._changed()
        return removed

    def restore(self, ids: Iterable[int]) -> None:
        """Undo exactly one removal."""
        deletions.restore(self._database, "glossary_terms", ids)
        self._changed()

    # Inside ------------------------------------------------------------------------------

    def _insert(self, pair: Pair, term: Term) -> int:
        number = self._db.execute(
            "INSERT INTO glossary_terms (source_language, target_language, source, target,"
            " case_sensitive, keep, note) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*pair, *_columns(term)),
        ).lastrowid
        assert number is not None
        return number

    def _changed(self) -> None:
        self._terms.clear()
        self._versions.clear()


class _Known:
    """The entries of a pair, by what makes two of them the same."""

    def __init__(self, entries: Iterable[GlossaryEntry]) -> None:
        self._entries: dict[str, list[GlossaryEntry]] = {}
        for entry in entries:
            self.add(entry)

    def add(self, entry: GlossaryEntry) -> None:
        self._entries.setdefault(_folded(entry.term.source), []).append(entry)

    def find(self, term: Term) -> GlossaryEntry | None:
        """Return the entry with this source; case counts where it does for both."""
        for entry in self._entries.get(_folded(term.source), ()):
            distinct = entry.term.case_sensitive and term.case_sensitive
            if not distinct or entry.term.source == term.source:
                return entry
        return None


def _reversed(terms: Sequence[Term]) -> list[Term]:
    """Return the terms of the other direction that leave no doubt."""
    sources: dict[str, set[str]] = {}
    for term in terms:
        sources.setdefault(_folded(term.wanted), set()).add(term.source)
    return [
        term if term.keep else replace(term, source=term.target, target=term.source)
        for term in terms
        if len(sources[_folded(term.wanted)]) == 1
    ]


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _tidied(term: Term) -> Term:
    source, target, note = (clean(text).strip() for text in (term.source, term.target, term.note))
    if not source or not (target or term.keep):
        raise UserError(ErrorCode.BAD_USE, reason="A term needs a source and a translation.")
    return replace(term, source=source, target="" if term.keep else target, note=note)


def _columns(term: Term) -> tuple[str, str, bool, bool, str]:
    return term.source, term.target, term.case_sensitive, term.keep, term.note


def _entry(row: sqlite3.Row) -> GlossaryEntry:
    term = Term(
        row["source"], row["target"], bool(row["case_sensitive"]), bool(row["keep"]), row["note"]
    )
    return GlossaryEntry(row["id"], (row["source_language"], row["target_language"]), term)
