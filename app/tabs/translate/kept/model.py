"""Lists that load as one scrolls, and that change without jumping."""

from __future__ import annotations

import html
from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

PAGE = 200  # entries that are loaded at once
T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_TEXTS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


class Entries(QAbstractListModel, Generic[T]):
    """The entries that `fetch(offset, limit)` returns, known to each other by their `key`.

    `words` is what assistive technology reads of one.
    """

    def __init__(
        self,
        fetch: Callable[[int, int], Sequence[T]],
        key: Callable[[T], Hashable],
        words: Callable[[T], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._key = key
        self._words = words
        self._entries: list[T] = []
        self.complete = True

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid() or role not in _TEXTS:
            return None
        words = self._words(self.entry(index))
        if role == Qt.ItemDataRole.ToolTipRole:
            return f'<p style="white-space: pre-wrap">{html.escape(words)}</p>'
        return words

    def canFetchMore(self, parent: Index) -> bool:
        return not (parent.isValid() or self.complete)

    def fetchMore(self, parent: Index) -> None:
        start = len(self._entries)
        more = self._load(start, PAGE)
        if more:
            self.beginInsertRows(QModelIndex(), start, start + len(more) - 1)
            self._entries += more
            self.endInsertRows()

    def entry(self, index: Index) -> T:
        """Return the entry in a row."""
        return self._entries[index.row()]

    def find(self, key: Hashable) -> QModelIndex:
        """Return where an entry is, loading until it is; an invalid index when it is nowhere."""
        at = 0
        while at < len(self._entries) or not self.complete:
            if at == len(self._entries):
                self.fetchMore(_NOWHERE)
            elif self._key(self._entries[at]) == key:
                return self.index(at)
            else:
                at += 1
        return QModelIndex()

    def start_over(self) -> None:
        """Show other entries, from the first one on."""
        self.beginResetModel()
        self._entries = self._load(0, PAGE)
        self.endResetModel()

    def reload(self) -> None:
        """Show the entries as they are now; the rows of those that stay are moved only."""
        new = self._load(0, max(PAGE, len(self._entries)))
        if new == self._entries:
            return
        keys, new_keys = list(map(self._key, self._entries)), list(map(self._key, new))
        steps = SequenceMatcher(None, keys, new_keys, autojunk=False).get_opcodes()
        for step, start, end, first, last in reversed(steps):
            if step in ("delete", "replace"):
                self.beginRemoveRows(QModelIndex(), start, end - 1)
                del self._entries[start:end]
                self.endRemoveRows()
            if step in ("insert", "replace"):
                self.beginInsertRows(QModelIndex(), start, start + last - first - 1)
                self._entries[start:start] = new[first:last]
                self.endInsertRows()
        self._entries = new
        if new:
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))

    def _load(self, offset: int, limit: int) -> list[T]:
        """Return a part of what there is; one entry more tells whether more follow."""
        found = list(self._fetch(offset, limit + 1))
        self.complete = len(found) <= limit
        return found[:limit]
