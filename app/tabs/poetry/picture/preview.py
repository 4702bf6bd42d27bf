"""The picture as it will be, as large as there is room."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from app.tabs.poetry.picture import files
from app.tabs.poetry.picture.look import Look, size_of
from app.tabs.poetry.task.text import Manuscript

EDGE = 16  # pixels around it


class Preview(QWidget):
    """Shows a picture; it is painted anew when the look or the room has changed."""

    def __init__(self, written: Manuscript, look: Look) -> None:
        super().__init__()
        self.setObjectName("poetry.picture.preview")
        self.setMinimumSize(200, 200)
        self._written = written
        self._look = look
        self._image = QImage()

    def show_look(self, look: Look) -> None:
        self._look = look
        self._image = QImage()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(440, 540)

    def paintEvent(self, _event: QPaintEvent) -> None:
        place = self._place()
        if place.width() < 1 or place.height() < 1:
            return
        short = min(place.width(), place.height()) * self.devicePixelRatioF()
        if round(short) != min(self._image.width(), self._image.height()):
            self._image = files.image(self._written, self._look, round(short))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._image)
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawRect(place)

    def _place(self) -> QRectF:
        """Return where the picture stands, on whole pixels."""
        room = QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        size = size_of(self._look.size)
        size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        corner = room.center() - QPointF(size.width(), size.height()) / 2
        return QRectF(corner.toPoint(), size.toSize())
