"""Folders of pieces, in one another."""

from __future__ import annotations

from dataclasses import dataclass

from app.protocol import ErrorCode, UserError
from app.services.database import Database


@dataclass(frozen=True)
class Folder:
    """A folder; `parent` is None for one at the top."""

    id: int
    parent: int | None
    name: str


class Folders:
    """The folders of one database. A living one is in living ones only."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._db = database.connection

    def all(self) -> list[Folder]:
        """List the folders by name."""
        rows = self._db.execute(
            "SELECT id, parent, name FROM piece_folders WHERE deleted_at IS NULL"
            " ORDER BY name COLLATE NOCASE, id"
        )
        return [Folder(**row) for row in rows]

    def create(self, name: str, parent: int | None = None) -> Folder:
        """Make a folder; raises UserError(BAD_USE) for one without a name."""
        name = _named(name)
        with self._database.transaction():
            number = self._db.execute(
                "INSERT INTO piece_folders (parent, name) VALUES (?, ?)", (parent, name)
            ).lastrowid
        assert number is not None
        return Folder(number, parent, name)

    def rename(self, folder: int, name: str) -> None:
        """Give another name; raises UserError(BAD_USE) for none."""
        self._set(folder, "name", _named(name))

    def move(self, folder: int, parent: int | None) -> None:
        """Put a folder into another; raises UserError(BAD_USE) for one that is inside it."""
        if parent is not None and folder in self.above(parent):
            raise UserError(ErrorCode.BAD_USE, reason="A folder cannot be inside itself.")
        self._set(folder, "parent", parent)

    def above(self, folder: int | None) -> list[int]:
        """Return a folder and those it is in, from the outermost."""
        rows = self._db.execute(
            "WITH RECURSIVE up(id, depth) AS (SELECT ?, 0 UNION ALL"
            " SELECT f.parent, depth + 1 FROM piece_folders f JOIN up USING (id)"
            " WHERE f.parent IS NOT NULL) SELECT id FROM up WHERE id IS NOT NULL"
            " ORDER BY depth DESC",
            (folder,),
        )
        return [row["id"] for row in rows]

    def below(self, folder: int) -> list[int]:
        """Return a folder and the living ones in it, at any depth."""
        rows = self._db.execute(
            "WITH RECURSIVE down(id) AS (SELECT ? UNION ALL SELECT f.id FROM piece_folders f"
            " JOIN down ON f.parent = down.id WHERE f.deleted_at IS NULL) SELECT id FROM down",
            (folder,),
        )
        return [row["id"] for row in rows]

    def _set(self, folder: int, column: str, value: str | int | None) -> None:
        with self._database.transaction():
            self._db.execute(f"UPDATE piece_folders SET {column} = ? WHERE id = ?", (value, folder))


def _named(name: str) -> str:
    if not name.strip():
        raise UserError(ErrorCode.BAD_USE, reason="A folder needs a name.")
    return name.strip()
