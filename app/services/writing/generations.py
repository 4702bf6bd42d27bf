"""Each text that a model wrote for a piece; a run's `generation` is its number here."""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Iterable

import msgspec
from msgspec import structs

from app.services.database import Database
from app.tabs.write.task.generation import Generation

_decoder = msgspec.json.Decoder(Generation)


class Generations:
    """The generations in one database. They are kept as long as the piece they were made for."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._db = database.connection

    def add(self, piece: int, generation: Generation) -> int:
        """Keep a generation; returns its number, which no other piece has."""
        if not generation.created:
            generation = structs.replace(generation, created=time.time())
        with self._database.transaction():
            number = self._db.execute(
                "INSERT INTO generations (piece, created, data) VALUES (?, ?, ?)",
                (piece, generation.created, _packed(generation)),
            ).lastrowid
        assert number is not None
        return number

    def finish(self, number: int, generation: Generation) -> None:
        """Keep a generation that has grown since it was added."""
        created = generation.created or self.generation(number).created
        generation = structs.replace(generation, created=created)
        with self._database.transaction():
            self._db.execute(
                "UPDATE generations SET data = ? WHERE id = ?", (_packed(generation), number)
            )

    def generation(self, number: int) -> Generation:
        """Return one; raises KeyError."""
        row = self._db.execute("SELECT data FROM generations WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise KeyError(number)
        return _unpacked(row)

    def of(self, piece: int) -> dict[int, Generation]:
        """Return all that were made for a piece, the oldest first."""
        rows = self._db.execute(
            "SELECT id, data FROM generations WHERE piece = ? ORDER BY id", (piece,)
        )
        return {row["id"]: _unpacked(row) for row in rows}

    def known(self, numbers: Iterable[int]) -> dict[int, Generation]:
        """Return those that are there, of whichever piece, e.g. one that text was copied from."""
        found: dict[int, Generation] = {}
        for number in sorted(set(numbers)):
            row = self._db.execute("SELECT data FROM generations WHERE id = ?", (number,))
            for one in row:
                found[number] = _unpacked(one)
        return found


def _packed(generation: Generation) -> bytes:
    text = msgspec.json.encode(generation)
    return zlib.compress(text)


def _unpacked(row: sqlite3.Row) -> Generation:
    return _decoder.decode(zlib.decompress(row["data"]))
