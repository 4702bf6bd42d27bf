"""The list of forms: its rows, which of them are meant, and how they look."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.tabs.poetry.task.shapes import Family, names, shape
from app.tabs.poetry.wishes import finding, words
from app.tabs.poetry.wishes.finding import Entry, Size
from app.ui.rowground import draw_row_ground
from app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ROOT = QModelIndex()
# Pixels.
INSET, AIR, LEADING, GAP = 10, 6, 2, 10
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class FormRows(QAbstractListModel):
    """The forms of some families; what is said of one is made when it is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._families: tuple[Family, ...] = ()
        self.entries: tuple[Entry, ...] = ()

    def show_families(self, families: Iterable[Family]) -> None:
        """List other forms."""
        families = tuple(families)
        if families != self._families:
            self.beginResetModel()
            self._families = families
            self.entries = tuple(Entry(name, each) for each in families for name in names(each))
            self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        name = self.entries[index.row()].name
        if role == Role.DisplayRole:
            return words.title(name)
        if role == Role.AccessibleTextRole:
            return f"{words.title(name)}, {words.info(shape(name))}"
        return None


class FormFilter(QSortFilterProxyModel):
    """Leaves the forms that are meant, in the order of the list."""

    def __init__(self, rows: FormRows) -> None:
        super().__init__()
        self._rows = rows
        self._query = self._named = ""
        self._size = Size.ANY
        self.setSourceModel(rows)

    def show_only(self, query: str, size: Size) -> None:
        """Leave only forms that are meant by a query, and tunes of a size."""
        self.beginFilterChange()
        self._query, self._named, self._size = query, finding.named(query), size
        self.endFilterChange()

    def entry(self, index: Index) -> Entry:
        """Return the form at an index."""
        return self._rows.entries[self.mapToSource(index).row()]

    def find(self, name: str) -> QModelIndex:
        """Return where a form is; invalid where it is not left."""
        rows = (self.index(row, 0) for row in range(self.rowCount()))
        return next((index for index in rows if self.entry(index).name == name), QModelIndex())

    def best(self) -> QModelIndex:
        """Return the form that a query names, or else the first one."""
        named = self.find(self._named)
        return named if named.isValid() else self.index(0, 0)

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        entry = self._rows.entries[row]
        if not finding.is_of(entry, self._size):
            return False
        if not self._query or entry.name == self._named:
            return True
        return finding.fits(entry, words.title(entry.name), self._query)


class FormDelegate(QStyledItemDelegate):
    """Draws a form: what it is called, its other names, and what it is."""

    def __init__(self, rows: FormFilter, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._rows, self._theme = rows, theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        tokens = self._theme.tokens
        draw_row_ground(painter, option, tokens)
        entry = self._rows.entry(index)
        small = self._small(option.font)
        height, low = QFontMetrics(option.font).height(), QFontMetrics(small).height()
        line = option.rect.adjusted(INSET, AIR, -INSET, 0)
        line.setHeight(height)
        end = _draw(painter, line, option.font, words.title(entry.name), tokens.text)
        others = line.adjusted(end - line.left() + GAP, 0, 0, 0)
        _draw(painter, others, small, "、".join(finding.aliases(entry)), tokens.faint)
        below = QRect(line.left(), line.top() + height + LEADING, line.width(), low)
        _draw(painter, below, small, words.info(shape(entry.name)), tokens.muted)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        height = QFontMetrics(option.font).height() + LEADING + 2 * AIR
        return QSize(0, height + QFontMetrics(self._small(option.font)).height())

    def _small(self, font: QFont) -> QFont:
        small = QFont(font)
        small.setPointSize(max(8, self._theme.points - 1))
        return small


def _draw(painter: QPainter, room: QRect, font: QFont, text: str, colour: str) -> int:
    """Draw a line of text; return where it ends."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, room.width()))
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(room, _LEFT, shown)
    return room.left() + metrics.horizontalAdvance(shown)
