"""The versions of a piece on a timeline: automatic ones, which thin out, and named ones."""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from app.piece import Piece
from app.services.database import Database
from app.services.diff import Hunk, hunks
from app.services.translation import deletions
from app.services.translation.text import storable
from app.services.writing.pieces import Pieces

_HOUR, _DAY = 3600, 24 * 3600
# Up to an age, one automatic version is kept in each stretch of so many seconds.
AGES = (
    (_HOUR, _HOUR // 12),
    (_DAY, _HOUR),
    (30 * _DAY, _DAY),
    (float("inf"), 7 * _DAY),
)
FAST = 1  # level of compression; a higher one takes too long while one writes
MOST = 200  # automatic versions of one piece


class Reason(StrEnum):
    AUTOMATIC = "automatic"
    NAMED = "named"
    RESTORED = "restored"


@dataclass(frozen=True)
class Version:
    """A piece as it was. `origin` is the version that a restored one is a copy of."""

    id: int
    piece: int
    created: float
    name: str
    reason: Reason
    origin: int | None
    count: int


class Versions:
    """The versions of the pieces in one database. Removing can be undone for a month."""

    def __init__(self, pieces: Pieces, database: Database, clock: Callable[[], float] = time.time):
        self._pieces = pieces
        self._database = database
        self._db = database.connection
        self._clock = clock
        deletions.forget(database, "piece_versions")

    def timeline(self, number: int) -> list[Version]:
        """List the versions of a piece, the newest first."""
        rows = self._db.execute(
            "SELECT id, piece, created, name, reason, origin, count FROM piece_versions"
            " WHERE piece = ? AND deleted_at IS NULL ORDER BY created DESC, id DESC",
            (number,),
        )
        return [_version(row) for row in rows]

    def piece(self, version: int) -> Piece:
        """Return the piece as it was; raises KeyError."""
        row = self._row(version)
        return self._pieces.contents.unpack(zlib.decompress(row["data"]))

    def keep(self, number: int, piece: Piece, count: int = 0) -> Version | None:
        """Keep an automatic version when the newest one is some minutes old and is another.

        Call it whenever the piece is saved. Returns None when nothing was kept.
        """
        newest = self._newest(number)
        if newest and self._clock() - newest["created"] < AGES[0][1]:
            return None
        return self._keep(number, piece, Reason.AUTOMATIC, count=count)

    def name(self, number: int, piece: Piece, name: str, count: int = 0) -> Version:
        """Keep the piece as it is now under a name; raises ValueError for none."""
        if not name:
            raise ValueError("a name is needed")
        version = self._keep(number, piece, Reason.NAMED, name=storable(name), count=count)
        assert version is not None  # one with a name is always kept
        return version

    def rename(self, version: int, name: str) -> None:
        """Give a name, with which a version stays for good, or take it with ""."""
        with self._database.transaction():
            self._db.execute(
                "UPDATE piece_versions SET name = ? WHERE id = ?", (storable(name), version)
            )

    def version(self, version: int) -> Version:
        """Return one; raises KeyError."""
        return _version(self._row(version))

    def restore(self, version: int, present: Piece, count: int = 0) -> Piece:
        """Make the piece what it was; what it is now is kept, and the restored one is a version.

        `count` is that of the present piece.
        """
        row = self._row(version)
        piece = self.piece(version)
        with self._database.transaction():
            self._keep(row["piece"], present, Reason.AUTOMATIC, count=count)
            self._pieces.save(row["piece"], piece, row["count"])
            self._keep(row["piece"], piece, Reason.RESTORED, count=row["count"], origin=version)
        return piece

    def remove(self, versions: Iterable[int]) -> tuple[int, ...]:
        """Remove versions; returns which ones were there, for `undo_remove`."""
        return deletions.remove(self._database, "piece_versions", versions)

    def undo_remove(self, versions: Iterable[int]) -> None:
        deletions.restore(self._database, "piece_versions", versions)

    # Inside ------------------------------------------------------------------------------

    def _keep(
        self,
        number: int,
        piece: Piece,
        reason: Reason,
        *,
        name: str = "",
        count: int = 0,
        origin: int | None = None,
    ) -> Version | None:
        """Keep a version; one without a name only if the newest one is another."""
        with self._database.transaction():
            data, images = self._pieces.contents.pack(piece)
            digest = blake2b(data, digest_size=20).digest()
            newest = self._newest(number)
            if not name and newest and newest["digest"] == digest:
                return None
            version = self._db.execute(
                "INSERT INTO piece_versions (piece, created, name, reason, origin, count, digest,"
                " data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    number,
                    self._clock(),
                    name,
                    reason,
                    origin,
                    count,
                    digest,
                    zlib.compress(data, FAST),
                ),
            ).lastrowid
            assert version is not None
            self._db.executemany(
                "INSERT INTO version_images VALUES (?, ?)", [(version, image) for image in images]
            )
            self._thin(number)
        return self.version(version)

    def _thin(self, number: int) -> None:
        """Leave the newest unnamed version of each stretch of time; the present one stays."""
        now = self._clock()
        taken: set[tuple[int, int]] = set()
        extra: list[int] = []
        unnamed = (version for version in self.timeline(number)[1:] if not version.name)
        for version in unnamed:
            step = next(step for age, step in AGES if now - version.created < age)
            stretch = step, int(version.created // step)
            if stretch in taken or len(taken) >= MOST:
                extra.append(version.id)
            taken.add(stretch)
        self._db.executemany(
            "DELETE FROM piece_versions WHERE id = ?", [(version,) for version in extra]
        )

    def _newest(self, number: int) -> sqlite3.Row | None:
        row = self._db.execute(
            "SELECT created, digest FROM piece_versions WHERE piece = ? AND deleted_at IS NULL"
            " ORDER BY created DESC, id DESC LIMIT 1",
            (number,),
        ).fetchone()
        assert row is None or isinstance(row, sqlite3.Row)
        return row

    def _row(self, version: int) -> sqlite3.Row:
        row = self._db.execute("SELECT * FROM piece_versions WHERE id = ?", (version,)).fetchone()
        if row is None:
            raise KeyError(version)
        assert isinstance(row, sqlite3.Row)
        return row


def compare(old: Piece, new: Piece) -> tuple[Hunk, ...]:
    """Return what was changed: by the word, in Chinese by the character."""
    return hunks(old.text, new.text, by="word")


def _version(row: sqlite3.Row) -> Version:
    return Version(
        row["id"],
        row["piece"],
        row["created"],
        row["name"],
        Reason(row["reason"]),
        row["origin"],
        row["count"],
    )
