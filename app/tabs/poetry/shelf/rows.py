"""The list of kept poems: its model, and how a row is drawn."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.services.poetry.collection import Kept
from app.tabs.poetry.shelf import words
from app.ui.icons import icon
from app.ui.rowground import draw_row_ground
from app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_NOWHERE = QModelIndex()

# Pixels.
INSET = 8  # from the border of a row to its words, sideways
AIR = 7  # and above and below
LEADING = 3  # between lines
GAP = 8  # between words at the left and what is at the right
STAR = 14
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class KeptModel(QAbstractListModel):
    """Kept poems; `form_name` is what people call a form."""

    def __init__(self, form_name: Callable[[str], str], parent: QObject) -> None:
        super().__init__(parent)
        self.form_name = form_name
        self._kept: list[Kept] = []

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._kept)

    def data(self, index: Index, role: int = Role.DisplayRole) -> str | None:
        if not index.isValid():
            return None
        kept = self.kept(index)
        if role == Role.DisplayRole:
            return words.title(kept.poem)
        if role == Role.AccessibleTextRole:
            form, day = self.form_name(kept.poem.form), words.when(kept.changed)
            return ", ".join((words.title(kept.poem), form, day))
        if role == Role.ToolTipRole:
            lines = "\n".join(kept.poem.lines)
            return f'<p style="white-space: pre">{html.escape(lines)}</p>'
        return None

    def kept(self, index: Index) -> Kept:
        """Return the poem in a row."""
        return self._kept[index.row()]

    def find(self, number: int | None) -> QModelIndex:
        """Return where a poem is; an invalid index when it is nowhere."""
        rows = (row for row, kept in enumerate(self._kept) if kept.id == number)
        row = next(rows, None)
        return QModelIndex() if row is None else self.index(row)

    def show(self, kept: Sequence[Kept]) -> None:
        """Show these poems; when they are those that are shown, nothing is chosen anew."""
        if [each.id for each in kept] == [each.id for each in self._kept]:
            self._kept = list(kept)
            if kept:
                self.dataChanged.emit(self.index(0), self.index(len(kept) - 1))
            return
        self.beginResetModel()
        self._kept = list(kept)
        self.endResetModel()


class KeptDelegate(QStyledItemDelegate):
    """Draws a title with the star of a collected poem, and below it its form and the day."""

    def __init__(self, model: KeptModel, theme: Theme) -> None:
        super().__init__(model)
        self._model = model
        self._theme = theme
        self.open_number: int | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        tokens, kept = self._theme.tokens, self._model.kept(index)
        draw_row_ground(painter, option, tokens)
        room = option.rect.adjusted(INSET, AIR, -INSET, -AIR)
        font, small = QFont(option.font), self._small(option.font)
        font.setBold(kept.id == self.open_number)
        height = QFontMetrics(font).height()
        line = QRect(room.left(), room.top(), room.width(), height)
        if kept.collected:
            star = QRect(0, 0, STAR, STAR)
            star.moveCenter(line.center())
            star.moveRight(line.right())
            icon("ph.star-fill", tokens.caution).paint(painter, star)
            line.setRight(star.left() - GAP)
        _draw(painter, line, font, words.title(kept.poem), tokens.text)
        below = room.adjusted(0, height + LEADING, 0, 0)
        day = words.when(kept.changed)
        _draw(painter, below, small, day, tokens.muted, _RIGHT)
        below.setRight(below.right() - QFontMetrics(small).horizontalAdvance(day) - GAP)
        _draw(painter, below, small, self._model.form_name(kept.poem.form), tokens.muted)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        small = QFontMetrics(self._small(option.font)).height()
        return QSize(0, QFontMetrics(option.font).height() + LEADING + small + 2 * AIR)

    def _small(self, font: QFont) -> QFont:
        small = QFont(font)
        small.setPointSize(max(8, self._theme.points - 1))
        return small


def _draw(
    painter: QPainter,
    room: QRect,
    font: QFont,
    text: str,
    colour: str,
    flags: Qt.AlignmentFlag = _LEFT,
) -> None:
    """Draw a line of words, shortened to the room there is."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, flags, shown)
