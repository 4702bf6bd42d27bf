"""A bar of coloured parts, and a small coloured square."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

# Pixels.
HEIGHT = 10
GAP = 1
LEAST = 2
SQUARE = 10


class StackedBar(QWidget):
    """Shows amounts beside one another; small ones are seen, too."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._parts: list[tuple[int, QColor]] = []

    def show_parts(self, parts: Sequence[tuple[int, QColor]]) -> None:
        self._parts = [(amount, colour) for amount, colour in parts if amount > 0]
        self.update()

    def widths(self) -> list[float]:
        """Return the widths of the parts, which fill the bar with the gaps."""
        room = self.width() - GAP * max(0, len(self._parts) - 1)
        amounts = [amount for amount, _ in self._parts]
        spare = max(0.0, room - LEAST * len(amounts))
        return [LEAST + spare * amount / sum(amounts) for amount in amounts]

    def sizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        around = QPainterPath()
        around.addRoundedRect(QRectF(self.rect()), HEIGHT / 2, HEIGHT / 2)
        painter.setClipPath(around)
        left = 0.0
        for (_, colour), width in zip(self._parts, self.widths(), strict=True):
            painter.fillRect(QRectF(left, 0, width, self.height()), colour)
            left += width + GAP


class Square(QWidget):
    """Says by its colour what a line of a legend is about."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(SQUARE, SQUARE)
        self._colour = QColor()

    def show_colour(self, colour: QColor) -> None:
        self._colour = colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        painter.drawRoundedRect(self.rect(), 3, 3)
