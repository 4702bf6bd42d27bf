"""Units of the translation memory as they lie in the database: a TMX <tu> and its <tuv>."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from app.services.search import segment
from app.services.translation.text import key_of, plain_of


@dataclass(frozen=True)
class Variant:
    """One language of a unit; `xml` is the <tuv> where it says more than language and text."""

    language: str
    text: str
    xml: str = ""


@dataclass(frozen=True)
class Unit:
    """`variants[source]` is the one that the others were translated from.

    `xml` is the <tu> without its <tuv>, "" for what was made here. `notes` is what it says besides
    the texts, for telling whether two units are the same. Times in seconds since the epoch.
    """

    variants: Sequence[Variant]
    source: int
    created: float
    changed: float
    creator: str = ""
    changer: str = ""
    uses: int = 0
    used: float | None = None
    xml: str = ""
    notes: str = ""

    @property
    def digest(self) -> bytes:
        """Return what equal units have in common: texts, languages and notes."""
        parts = [self.notes, *(part for v in self.variants for part in (v.language, v.text))]
        return blake2b("\0".join(parts).encode(), digest_size=16).digest()


def insert_unit(connection: sqlite3.Connection, unit: Unit, batch: int | None = None) -> int:
    """Add a unit, of an import or made here, and return its id."""
    cursor = connection.execute(
        "INSERT INTO memory_units (import, xml, digest, created, changed, creator, changer, uses,"
        " used) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            batch,
            unit.xml,
            unit.digest,
            unit.created,
            unit.changed,
            unit.creator,
            unit.changer,
            unit.uses,
            unit.used,
        ),
    )
    number = cursor.lastrowid
    assert number is not None
    for at, variant in enumerate(unit.variants):
        cursor = connection.execute(
            "INSERT INTO memory_variants (unit, is_source, language, text, key, xml)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                number,
                at == unit.source,
                variant.language,
                variant.text,
                key_of(variant.text),
                variant.xml,
            ),
        )
        connection.execute(
            "INSERT INTO memory_search (rowid, body) VALUES (?, ?)",
            (cursor.lastrowid, segment(plain_of(variant.text))),
        )
    return number


def change_variant(connection: sqlite3.Connection, number: int, text: str, xml: str) -> None:
    """Give a variant another text."""
    connection.execute(
        "UPDATE memory_variants SET text = ?, key = ?, xml = ? WHERE id = ?",
        (text, key_of(text), xml, number),
    )
    connection.execute(
        "UPDATE memory_search SET body = ? WHERE rowid = ?", (segment(plain_of(text)), number)
    )


def variants_of(connection: sqlite3.Connection, unit: int) -> list[sqlite3.Row]:
    """Return the rows of a unit's variants, in the order of the file."""
    return connection.execute(
        "SELECT * FROM memory_variants WHERE unit = ? ORDER BY id", (unit,)
    ).fetchall()
