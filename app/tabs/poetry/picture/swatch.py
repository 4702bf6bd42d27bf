"""A button with a piece of paper on it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QToolButton

from app.tabs.poetry.picture import faces, papers
from app.tabs.poetry.picture.layout import Grid
from app.tabs.poetry.picture.look import SHORT, Paper

SIZE = QSize(30, 38)
_PIXELS = 4  # painted for each that is shown, so that it is sharp on any screen
_PAGE = QRectF(0, 0, SHORT * 0.36, SHORT * 0.456)  # the piece of the paper that is shown
_SIGN = "文"
_RIM = QColor("#c9c2b2")


class Swatch(QToolButton):
    """Chooses a paper."""

    def __init__(self, paper: Paper) -> None:
        super().__init__()
        self.setObjectName(f"poetry.picture.paper.{paper}")
        self.setCheckable(True)
        self.setIconSize(SIZE)
        self.setIcon(QIcon(_pixmap(paper)))


def _pixmap(paper: Paper) -> QPixmap:
    pixmap = QPixmap(SIZE * _PIXELS)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(pixmap.width() / _PAGE.width(), pixmap.height() / _PAGE.height())
    papers.paint(painter, _PAGE, paper)
    size = _PAGE.width() * 0.5
    if paper is Paper.LINED:
        box = QRectF(0, 0, size, size)
        box.moveCenter(_PAGE.center())
        papers.paint_lines(painter, _PAGE, Grid(box, size, vertical=True))
    path = QPainterPath()
    path.addText(QPointF(), faces.han(size), _SIGN)
    path.translate(_PAGE.center() - path.boundingRect().center())
    painter.fillPath(path, QColor(papers.TINTS[paper].ink))
    painter.setPen(QPen(_RIM, _PAGE.width() / SIZE.width()))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(_PAGE)
    painter.end()
    return pixmap
