"""How rows of lists and trees are drawn: the ground, lines of words, a bar."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.ui.rowground import draw_row_ground
from app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

# Pixels.
INSET = 8  # from the border of a row to its words, sideways
AIR = 7  # and above and below
LEADING = 3  # between lines
GAP = 8  # between words at the left and at the right
BAR = 3
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowDelegate(QStyledItemDelegate):
    """Draws what all rows have; a kind of row draws its words."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        draw_row_ground(painter, option, self.theme.tokens)
        room = option.rect.adjusted(INSET, AIR, -INSET, -AIR)
        self.draw(painter, room, option.font, index)
        painter.restore()

    def draw(self, painter: QPainter, room: QRect, font: QFont, index: Index) -> None:
        """Draw the words of a row."""
        raise NotImplementedError

    def small(self, font: QFont) -> QFont:
        """Return the font for what matters less."""
        small = QFont(font)
        small.setBold(False)
        small.setPointSize(max(8, self.theme.points - 1))
        return small

    def size(self, font: QFont, small: int = 0, *, bar: bool = False) -> QSize:
        """Return the size of a row: a line, so many small ones, a bar; any width will do."""
        height = QFontMetrics(font).height()
        height += small * (QFontMetrics(self.small(font)).height() + LEADING)
        height += bar * (BAR + 2 * LEADING)
        return QSize(0, height + 2 * AIR)

    def line(
        self,
        painter: QPainter,
        room: QRect,
        font: QFont,
        left: tuple[str, str],
        right: tuple[str, str] = ("", ""),
        gap: int = GAP,
    ) -> QRect:
        """Draw words and their colour at the left, others at the right; return the room below."""
        metrics = QFontMetrics(font)
        line = QRect(room.left(), room.top(), room.width(), metrics.height())
        painter.setFont(font)
        painter.setPen(QColor(right[1] or left[1]))
        painter.drawText(line, _RIGHT, right[0])
        taken = metrics.horizontalAdvance(right[0]) + gap if right[0] else 0
        text = metrics.elidedText(left[0], Qt.TextElideMode.ElideRight, room.width() - taken)
        painter.setPen(QColor(left[1]))
        painter.drawText(line, _LEFT, text)
        return room.adjusted(0, metrics.height() + LEADING, 0, 0)

    def bar(self, painter: QPainter, room: QRect, share: float, colour: str) -> None:
        """Draw a thin bar that is full to a share."""
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRect(room.left(), room.top() + LEADING, room.width(), BAR)
        painter.setBrush(QColor(self.theme.tokens.border))
        painter.drawRoundedRect(whole, 1.5, 1.5)
        done = round(whole.width() * min(1.0, share))
        if done:
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRect(whole.topLeft(), QSize(done, BAR)), 1.5, 1.5)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Let the first line be edited in place."""
        field = QLineEdit(parent)
        field.setObjectName("write.rename")
        field.setProperty("kind", "rename")
        field.setStyleSheet("QLineEdit { padding: 1px 6px; border-radius: 6px; }")
        field.setAccessibleName(str(index.data()))
        return field

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        height = QFontMetrics(option.font).height() + 2 * AIR - 4
        editor.setGeometry(option.rect.left() + 1, option.rect.top() + 2, option.rect.width() - 2,
                           height)  # fmt: skip
