"""How far the translation of documents has come, so that it goes on after a crash."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from app.document_protocol import Unit
from app.protocol import ErrorCode
from app.services.database import KEEP_DELETED_SECONDS, Database
from app.services.translation import deletions
from app.services.translation.text import Pair, storable


class DocumentState(StrEnum):
    PENDING = "pending"
    RUNNING = "running"
    PAUSED = "paused"
    FAILED = "failed"
    DONE = "done"


class SegmentState(StrEnum):
    """`MEMORY` and `PERSON` are done, too: from the translation memory, and as the person wrote."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    MEMORY = "memory"
    PERSON = "person"


FINISHED = (SegmentState.DONE, SegmentState.MEMORY, SegmentState.PERSON)


@dataclass(frozen=True)
class DocumentJob:
    """A document on its way. `copy` is our own copy of the source file, `output` what is written.

    `counts` says how many segments are in which state; states without any are left out.
    """

    id: int
    name: str
    copy: str
    output: str
    pair: Pair
    options: dict[str, Any]
    state: DocumentState
    error: ErrorCode | None
    created: float
    counts: dict[SegmentState, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def finished(self) -> int:
        """Return how many segments have their translation."""
        return sum(self.counts.get(state, 0) for state in FINISHED)


@dataclass(frozen=True)
class Segment:
    """A unit of the document, at `position` counted from 0."""

    position: int
    key: str
    source: str
    note: str
    target: str
    state: SegmentState
    error: ErrorCode | None


class Progress:
    """The document jobs in one database. Removing can be undone for a month."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._db = database.connection
        self.recover()

    def recover(self) -> None:
        """Pause what a killed app left running."""
        with self._database.transaction():
            self._db.execute(
                "UPDATE document_jobs SET state = ? WHERE state = ?",
                (DocumentState.PAUSED, DocumentState.RUNNING),
            )

    # Jobs --------------------------------------------------------------------------------

    def create(
        self,
        name: str,
        copy: Path,
        output: Path,
        pair: Pair,
        units: Iterable[Unit],
        options: dict[str, Any] | None = None,
    ) -> DocumentJob:
        """Add a pending job for the units of a document; `options` is kept as JSON."""
        with self._database.transaction():
            number = self._db.execute(
                "INSERT INTO document_jobs (name, copy, output, source_language, target_language,"
                " options, state, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    storable(name),
                    str(copy),
                    str(output),
                    *pair,
                    json.dumps(options or {}),
                    DocumentState.PENDING,
                    time.time(),
                ),
            ).lastrowid
            assert number is not None
            self._insert(number, units)
        return self.job(number)

    def fill(self, number: int, pair: Pair, units: Iterable[Unit]) -> None:
        """Give a job that was created without units its units, and its languages."""
        with self._database.transaction():
            self._db.execute(
                "UPDATE document_jobs SET source_language = ?, target_language = ? WHERE id = ?",
                (*pair, number),
            )
            self._insert(number, units)

    def job(self, number: int) -> DocumentJob:
        """Return a job; raises KeyError."""
        row = self._db.execute(
            "SELECT * FROM document_jobs WHERE id = ? AND deleted_at IS NULL", (number,)
        ).fetchone()
        if row is None:
            raise KeyError(number)
        return self._job(row)

    def jobs(self) -> list[DocumentJob]:
        """List the jobs, the newest first."""
        rows = self._db.execute(
            "SELECT * FROM document_jobs WHERE deleted_at IS NULL ORDER BY id DESC"
        ).fetchall()
        return [self._job(row) for row in rows]

    def set_state(self, number: int, state: DocumentState, error: ErrorCode | None = None) -> None:
        with self._database.transaction():
            self._db.execute(
                "UPDATE document_jobs SET state = ?, error = ? WHERE id = ?",
                (state, error or "", number),
            )

    def set_output(self, number: int, output: Path) -> None:
        with self._database.transaction():
            self._db.execute(
                "UPDATE document_jobs SET output = ? WHERE id = ?", (str(output), number)
            )

    def set_options(self, number: int, options: dict[str, Any]) -> None:
        with self._database.transaction():
            self._db.execute(
                "UPDATE document_jobs SET options = ? WHERE id = ?", (json.dumps(options), number)
            )

    # Segments ----------------------------------------------------------------------------

    def segments(
        self,
        number: int,
        states: Sequence[SegmentState] = tuple(SegmentState),
        offset: int = 0,
        limit: int = -1,
    ) -> list[Segment]:
        """Return the segments that are in one of `states`, in the order of the document."""
        marks = ", ".join("?" * len(states))
        rows = self._db.execute(
            f"SELECT * FROM document_segments WHERE job = ? AND state IN ({marks})"
            " ORDER BY position LIMIT ? OFFSET ?",
            (number, *states, limit, offset),
        )
        return [_segment(row) for row in rows]

    def waiting(self, number: int, limit: int = 1) -> list[Segment]:
        """Return the next segments to translate."""
        return self.segments(number, (SegmentState.WAITING,), limit=limit)

    def save(
        self,
        number: int,
        position: int,
        target: str,
        state: SegmentState = SegmentState.DONE,
        error: ErrorCode | None = None,
    ) -> None:
        """Keep what became of a segment; no crash of the app loses it."""
        with self._database.transaction():
            self._db.execute(
                "UPDATE document_segments SET target = ?, state = ?, error = ?"
                " WHERE job = ? AND position = ?",
                (storable(target), state, error or "", number, position),
            )

    def retry(self, number: int) -> int:
        """Let the failed segments wait again; returns how many."""
        with self._database.transaction():
            return self._db.execute(
                "UPDATE document_segments SET state = ?, error = '' WHERE job = ? AND state = ?",
                (SegmentState.WAITING, number, SegmentState.FAILED),
            ).rowcount

    # Deleting ----------------------------------------------------------------------------

    def remove(self, ids: Iterable[int]) -> tuple[int, ...]:
        """Remove jobs; returns which ones were there, for `restore`. No file is touched."""
        return deletions.remove(self._database, "document_jobs", ids)

    def restore(self, ids: Iterable[int]) -> None:
        """Undo exactly one removal."""
        deletions.restore(self._database, "document_jobs", ids)

    def forget(self) -> list[Path]:
        """Delete for good what was removed a month ago; returns our copies that nobody needs."""
        before = time.time() - KEEP_DELETED_SECONDS
        with self._database.transaction():
            rows = self._db.execute(
                "SELECT copy FROM document_jobs WHERE deleted_at < ? AND copy NOT IN"
                " (SELECT copy FROM document_jobs WHERE deleted_at IS NULL OR deleted_at >= ?)",
                (before, before),
            ).fetchall()
            deletions.forget(self._database, "document_jobs")
        return [Path(row["copy"]) for row in rows]

    # Inside ------------------------------------------------------------------------------

    def _insert(self, number: int, units: Iterable[Unit]) -> None:
        self._db.executemany(
            "INSERT INTO document_segments (job, position, key, source, note, state)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                (number, at, u.key, storable(u.text), storable(u.note), SegmentState.WAITING)
                for at, u in enumerate(units)
            ),
        )

    def _job(self, row: sqlite3.Row) -> DocumentJob:
        counts = self._db.execute(
            "SELECT state, count(*) FROM document_segments WHERE job = ? GROUP BY state",
            (row["id"],),
        )
        return DocumentJob(
            id=row["id"],
            name=row["name"],
            copy=row["copy"],
            output=row["output"],
            pair=(row["source_language"], row["target_language"]),
            options=json.loads(row["options"]),
            state=DocumentState(row["state"]),
            error=_code(row["error"]),
            created=row["created"],
            counts={SegmentState(state): count for state, count in counts},
        )


def _segment(row: sqlite3.Row) -> Segment:
    return Segment(
        position=row["position"],
        key=row["key"],
        source=row["source"],
        note=row["note"],
        target=row["target"],
        state=SegmentState(row["state"]),
        error=_code(row["error"]),
    )


def _code(text: str) -> ErrorCode | None:
    return ErrorCode(text) if text else None
