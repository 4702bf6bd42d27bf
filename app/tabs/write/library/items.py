"""The rows of the library: folders, pieces, and what was found."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QTreeWidget, QTreeWidgetItem

from app.services.search import Snippet
from app.services.writing.folders import Folder
from app.services.writing.pieces import Entry
from app.tabs.write.library import kindnames, telling
from app.tabs.write.library.rows import LEADING, Index, RowDelegate
from app.ui.icons import icon
from app.ui.theme import Theme

_ICON, _ICON_GAP = 15, 7  # pixels
_FOUND = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDragEnabled
_PIECE = _FOUND | Qt.ItemFlag.ItemIsEditable


class FolderItem(QTreeWidgetItem):
    """A folder, and how many pieces are in it at any depth."""

    def __init__(self, folder: Folder) -> None:
        super().__init__([folder.name])
        self.folder = folder
        self.count = 0
        self.setFlags(self.flags() | Qt.ItemFlag.ItemIsEditable)

    def tell(self) -> None:
        """Say it to those who cannot see the row."""
        text = f"{self.folder.name}, {telling.number(self.count)}"
        self.setData(0, Qt.ItemDataRole.AccessibleTextRole, text)


class PieceItem(QTreeWidgetItem):
    """A piece, with the words around what was searched for."""

    def __init__(self, entry: Entry, snippet: Snippet = ()) -> None:
        super().__init__([entry.title])
        self.entry = entry
        self.snippet = snippet
        self.is_open = False
        self.setFlags(_FOUND if snippet else _PIECE)

    def data(self, column: int, role: int) -> Any:
        """Return what the row is, in words only when they are asked for."""
        entry = self.entry
        if role == Qt.ItemDataRole.AccessibleTextRole:
            found = "".join(text for text, _ in self.snippet)
            about = [found] if found else filter(None, self.about())
            return ", ".join((telling.titled(entry.title), *about))
        if role == Qt.ItemDataRole.ToolTipRole:
            size = telling.length(entry.count, entry.language)
            return f"{telling.titled(entry.title)}\n{size}\n{telling.when(entry.changed)}"
        return super().data(column, role)

    @property
    def has_bar(self) -> bool:
        return bool(self.entry.goal and self.entry.count and not self.snippet)

    def about(self) -> tuple[str, str]:
        """Return the kind, or the time of the last change, and the length with the goal."""
        entry = self.entry
        kind = kindnames.name(entry.kind) or telling.when(entry.changed)
        if entry.goal:
            return kind, f"{telling.number(entry.count)} / {telling.number(entry.goal)}"
        return kind, telling.length(entry.count, entry.language) if entry.count else ""


class LibraryDelegate(RowDelegate):
    """Draws folders on one line, pieces on two, with a bar for the way to the goal."""

    def __init__(self, theme: Theme, tree: QTreeWidget) -> None:
        super().__init__(theme, tree)
        self._tree = tree

    def draw(self, painter: QPainter, room: QRect, font: QFont, index: Index) -> None:
        item = self._tree.itemFromIndex(index)
        if isinstance(item, FolderItem):
            self._draw_folder(painter, room, font, item)
        elif isinstance(item, PieceItem):
            self._draw_piece(painter, room, font, item)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        item = self._tree.itemFromIndex(index)
        if isinstance(item, PieceItem):
            return self.size(option.font, 1, bar=item.has_bar)
        return self.size(option.font)

    def _draw_folder(self, painter: QPainter, room: QRect, font: QFont, item: FolderItem) -> None:
        tokens = self.theme.tokens
        top = room.top() + (QFontMetrics(font).height() - _ICON) // 2
        icon("ph.folder", tokens.muted).paint(painter, QRect(room.left(), top, _ICON, _ICON))
        count = telling.number(item.count) if item.count else ""
        room = room.adjusted(_ICON + _ICON_GAP, 0, 0, 0)
        name = item.folder.name, tokens.text
        self.line(painter, room, font, name, (count, tokens.muted))

    def _draw_piece(self, painter: QPainter, room: QRect, font: QFont, item: PieceItem) -> None:
        tokens, entry = self.theme.tokens, item.entry
        strong = QFont(font)
        strong.setBold(item.is_open)
        title = telling.titled(entry.title), tokens.text if entry.title else tokens.muted
        room = self.line(painter, room, strong, title)
        if item.snippet:
            self._draw_snippet(painter, room, self.small(font), item.snippet)
            return
        kind, size = ((text, tokens.muted) for text in item.about())
        room = self.line(painter, room, self.small(font), kind, size)
        if item.has_bar:
            share = entry.count / entry.goal
            self.bar(painter, room, share, tokens.good if share >= 1 else tokens.accent)

    def _draw_snippet(self, painter: QPainter, room: QRect, font: QFont, snippet: Snippet) -> None:
        """Draw the words around a match, from shortly before it."""
        tokens = self.theme.tokens
        for text, match in snippet:
            if room.width() <= LEADING:
                return
            shown = QFont(font)
            shown.setBold(match)
            words = " ".join(text.split("\n"))
            self.line(painter, room, shown, (words, tokens.text if match else tokens.muted))
            room.setLeft(room.left() + QFontMetrics(shown).horizontalAdvance(words))
