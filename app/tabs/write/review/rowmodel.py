"""The rows of findings and of facts, under headings, with what was ticked off."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.tabs.write.library import telling
from app.tabs.write.review import words
from app.tabs.write.review.measure import Group, Row

Index = QModelIndex | QPersistentModelIndex
Check = Qt.CheckState
Flag = Qt.ItemFlag
Role = Qt.ItemDataRole
ROOT = QModelIndex()


@dataclass(frozen=True)
class Head:
    """The name of a group, and how many rows it has."""

    name: str
    count: int


class RowModel(QAbstractListModel):
    """Holds the rows of a text by their groups; `toggled` tells of one that was ticked."""

    toggled = Signal(str, bool)

    def __init__(self, *, checkable: bool) -> None:
        super().__init__()
        self._checkable = checkable
        self._checked: set[str] = set()
        self._language = ""
        self.lines: list[Head | Row] = []

    def set_rows(
        self,
        rows: Sequence[Row],
        names: Iterable[tuple[Group, str]],
        language: str,
        checked: Collection[str],
    ) -> None:
        """Take over the rows of a text, whose groups have names."""
        lines: list[Head | Row] = []
        for group, name in names:
            found = [row for row in rows if row.group == group]
            lines += [Head(words.tr(name), len(found)), *found] if found else []
        same = list(map(_key, lines)) == list(map(_key, self.lines))
        if not same:
            self.beginResetModel()
        self.lines, self._language, self._checked = lines, language, set(checked)
        if not same:
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))

    def row(self, index: Index) -> Row | None:
        """Return the row at an index, None for a heading."""
        line = self.lines[index.row()] if index.isValid() else None
        return line if isinstance(line, Row) else None

    def index_of(self, key: str) -> QModelIndex:
        """Return where a row is by its key; invalid where there is none."""
        found = (at for at, line in enumerate(self.lines) if _key(line) == key)
        return self.index(next(found, -1))

    def is_checked(self, row: Row) -> bool | None:
        """Tell whether a row is ticked off, None where none can be."""
        return row.key in self._checked if self._checkable else None

    def more(self, row: Row) -> str:
        """Return how long a sentence is, or how often the rest occurs."""
        if row.count:
            return telling.length(row.count, self._language)
        return f"× {telling.number(len(row.places))}" if len(row.places) > 1 else ""

    def turn(self, index: Index) -> None:
        """Tick a row, or take the tick away."""
        row = self.row(index)
        if row:
            done = Check.Unchecked if self.is_checked(row) else Check.Checked
            self.setData(index, done, Role.CheckStateRole)

    # What views ask -----------------------------------------------------------------------

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if isinstance(line, Head):
            return line.name if role in (Role.DisplayRole, Role.AccessibleTextRole) else None
        if role == Role.DisplayRole:
            return line.title
        if role == Role.AccessibleTextRole:
            return ", ".join(filter(None, (line.title, self.more(line), line.context)))
        if role == Role.CheckStateRole and self._checkable:
            return Check.Checked if self.is_checked(line) else Check.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        row = self.row(index)
        if row is None or role != Role.CheckStateRole or not self._checkable:
            return False
        checked = Check(value) is Check.Checked
        (self._checked.add if checked else self._checked.discard)(row.key)
        self.dataChanged.emit(index, index)
        self.toggled.emit(row.key, checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.row(index) is None:
            return Flag.NoItemFlags
        flags = Flag.ItemIsEnabled | Flag.ItemIsSelectable
        return flags | Flag.ItemIsUserCheckable if self._checkable else flags


def _key(line: Head | Row) -> object:
    return line.key if isinstance(line, Row) else line
