"""What stands behind a row of a list that a delegate draws."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from app.ui.theme import Tokens

RADIUS = 8


def draw_row_ground(painter: QPainter, option: QStyleOptionViewItem, tokens: Tokens) -> None:
    """Draw whether the row is selected, under the mouse, or has the keys."""
    state = option.state
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if state & QStyle.StateFlag.State_Selected:
        painter.setBrush(QColor(tokens.selection))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(QColor(tokens.bubble))
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(QColor(tokens.accent)))
    painter.drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
