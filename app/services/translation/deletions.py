"""Deleting that can be undone: rows are marked, and forgotten after a month."""

from __future__ import annotations

import time
from collections.abc import Iterable

from app.services.database import KEEP_DELETED_SECONDS, Database


def remove(database: Database, table: str, ids: Iterable[int]) -> tuple[int, ...]:
    """Hide rows; returns which ones were there, for `restore`."""
    now = time.time()
    statement = f"UPDATE {table} SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL"
    with database.transaction() as connection:
        return tuple(id for id in ids if connection.execute(statement, (now, id)).rowcount)


def restore(database: Database, table: str, ids: Iterable[int]) -> None:
    """Undo exactly one `remove`."""
    with database.transaction() as connection:
        connection.executemany(
            f"UPDATE {table} SET deleted_at = NULL WHERE id = ?", [(id,) for id in ids]
        )


def forget(database: Database, table: str) -> None:
    """Delete for good what was removed long ago."""
    with database.transaction() as connection:
        connection.execute(
            f"DELETE FROM {table} WHERE deleted_at < ?", (time.time() - KEEP_DELETED_SECONDS,)
        )
