"""Entries of the translation memory: the pairs of texts in its units."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from app.services.translation.text import Pair, retag


class Origin(StrEnum):
    PERSON = "person"
    IMPORT = "import"


@dataclass(frozen=True)
class Entry:
    """A source and a target of one unit; a unit in three languages has several entries.

    `id` is the unit's, `variants` are those of both texts. `reversed` tells that the source is
    not what the unit was translated from. Inline markup stands in the texts as tags ⟦1⟧…⟦/1⟧.
    """

    id: int
    variants: tuple[int, int]
    source: str
    target: str
    pair: Pair
    reversed: bool
    origin: Origin
    created: float
    changed: float
    creator: str
    changer: str
    uses: int
    used: float | None

    def fitted(self, source: str) -> Entry:
        """Return the entry with the tag numbers of `source`."""
        return replace(
            self,
            source=retag(self.source, self.source, source),
            target=retag(self.target, self.source, source),
        )


def select_entries(
    connection: sqlite3.Connection, condition: str, values: Iterable[object]
) -> list[Entry]:
    """Return the entries that are not deleted and meet a condition.

    In the condition `u` is the unit, `s` the source variant, `t` the target variant; it may go on
    with ORDER BY and LIMIT.
    """
    rows = connection.execute(
        "SELECT u.*, s.id AS source_id, t.id AS target_id, s.text AS source, t.text AS target,"
        " s.language AS source_language, t.language AS target_language, s.is_source"
        " FROM memory_variants s JOIN memory_units u ON u.id = s.unit"
        " JOIN memory_variants t ON t.unit = u.id AND t.id != s.id"
        f" WHERE u.deleted_at IS NULL AND {condition}",
        tuple(values),
    )
    return [_entry(row) for row in rows]


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(
        id=row["id"],
        variants=(row["source_id"], row["target_id"]),
        source=row["source"],
        target=row["target"],
        pair=(row["source_language"], row["target_language"]),
        reversed=not row["is_source"],
        origin=Origin.PERSON if row["import"] is None else Origin.IMPORT,
        created=row["created"],
        changed=row["changed"],
        creator=row["creator"],
        changer=row["changer"],
        uses=row["uses"],
        used=row["used"],
    )
