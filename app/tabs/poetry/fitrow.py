"""How a row of what fits in a place of a poem is drawn."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.tabs.poetry.picture import faces
from app.ui.rowground import draw_row_ground
from app.ui.theme import Theme

# Pixels.
INSET = 12  # from the border of a row to what stands in it
AIR = 5  # and above and below
GAP = 10
BAR = 52, 4  # its width and height
PERCENT = 56  # with the space before it
TYPE, LATIN_TYPE = 1.7, 1.4  # of the height of other words
CENTRED = Qt.AlignmentFlag.AlignVCenter
RATIO = Qt.ItemDataRole.UserRole  # how likely, against the likeliest; None for what stands there

Index = QModelIndex | QPersistentModelIndex


class FitDelegate(QStyledItemDelegate):
    """Draws a character or a word in the type of a poem, and how likely it is there."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.chinese = True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        tokens, ratio = self._theme.tokens, index.data(RATIO)
        draw_row_ground(painter, option, tokens)
        room = option.rect.adjusted(INSET, AIR, -INSET, -AIR)
        small = QFont(option.font)
        small.setPointSize(max(8, self._theme.points - 1))
        said = self.tr("stands there") if ratio is None else percent(ratio)
        painter.setFont(small)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(room, CENTRED | Qt.AlignmentFlag.AlignRight, said)
        side = QFontMetrics(small).horizontalAdvance(said)
        if ratio is not None:
            side = _paint_bar(painter, room, ratio, self._theme)
        room.setRight(room.right() - side - GAP)
        font = self._type(option.font)
        painter.setFont(font)
        painter.setPen(QColor(tokens.accent if ratio is None else tokens.text))
        shown = QFontMetrics(font).elidedText(
            index.data(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, CENTRED | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, QFontMetrics(self._type(option.font)).height() + 2 * AIR)

    def _type(self, font: QFont) -> QFont:
        height = QFontMetrics(font).ascent()
        return faces.han(height * TYPE) if self.chinese else faces.latin(height * LATIN_TYPE)


def percent(ratio: float) -> str:
    """Return a likelihood against the best as e.g. "12 %"."""
    return "< 1 %" if ratio < 0.01 else f"{100 * ratio:.0f} %"


def _paint_bar(painter: QPainter, room: QRect, ratio: float, theme: Theme) -> int:
    """Paint how likely it is before the number; return the room that both take."""
    width, height = BAR
    taken = PERCENT + width
    left = room.right() - taken
    ground = QRectF(left, room.center().y() - height / 2, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.tokens.border))
    painter.drawRoundedRect(ground, height / 2, height / 2)
    ground.setWidth(max(float(height), width * ratio))
    painter.setBrush(QColor(theme.tokens.accent))
    painter.drawRoundedRect(ground, height / 2, height / 2)
    return taken
