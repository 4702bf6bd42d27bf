"""Open the SQLite file: checks, migrations, and SQLite's errors in our terms."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.protocol import ErrorCode, UserError
from app.services.migrations import MIGRATIONS

KEEP_DELETED_SECONDS = 30 * 24 * 3600


class Database:
    """One SQLite file, used from one thread. Raises UserError as `open_database` does."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection = open_database(path)

    def close(self) -> None:
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; may be nested. Raises UserError for a full disk and the like."""
        with translated(self.path):
            if self.connection.in_transaction:
                yield self.connection
                return
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise UserError for what a person can do something about."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        codes = {
            "SQLITE_FULL": ErrorCode.DISK_FULL,
            "SQLITE_READONLY": ErrorCode.DATA_FOLDER_READ_ONLY,
            "SQLITE_CANTOPEN": ErrorCode.DATA_FOLDER_READ_ONLY,
            "SQLITE_NOTADB": ErrorCode.DATABASE_DAMAGED,
            "SQLITE_CORRUPT": ErrorCode.DATABASE_DAMAGED,
            "SQLITE_IOERR": ErrorCode.DISK_FULL,
        }
        name = getattr(error, "sqlite_errorname", "")
        code = next((code for prefix, code in codes.items() if name.startswith(prefix)), None)
        if code is None:
            raise
        raise UserError(code, path=str(path)) from error


def open_database(path: Path) -> sqlite3.Connection:
    """Open and migrate.

    Raises UserError: DATABASE_FROM_FUTURE and DATABASE_DAMAGED leave the file as it is;
    DATA_FOLDER_READ_ONLY, DISK_FULL.
    """
    with translated(path):
        version = _version(path)
        if version > len(MIGRATIONS):
            raise UserError(
                ErrorCode.DATABASE_FROM_FUTURE,
                path=str(path),
                version=version,
                supported=len(MIGRATIONS),
            )
        if path.exists() and not os.access(path, os.W_OK):
            raise UserError(ErrorCode.DATA_FOLDER_READ_ONLY, path=str(path))
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            if 0 < version < len(MIGRATIONS):
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                _keep_copy(path, version)
            _migrate(connection, version)
        except BaseException:
            connection.close()
            raise
        return connection


def _version(path: Path) -> int:
    if not path.exists() or path.stat().st_size == 0:
        return 0
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _keep_copy(path: Path, version: int) -> None:
    try:
        shutil.copyfile(path, path.with_name(f"{path.name}.before-v{len(MIGRATIONS)}"))
    except OSError as error:
        raise UserError(ErrorCode.DISK_FULL, path=str(path)) from error


def _migrate(connection: sqlite3.Connection, version: int) -> None:
    for number in range(version, len(MIGRATIONS)):
        connection.execute("BEGIN IMMEDIATE")
        try:
            MIGRATIONS[number](connection)
            connection.execute(f"PRAGMA user_version = {number + 1}")
            if connection.in_transaction:  # version 1 ends it by itself
                connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
