"""The picture of a poem, painted alike on a screen, in an image and on a page."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.tabs.poetry.picture import faces, papers, seal
from app.tabs.poetry.picture.columns import Columns
from app.tabs.poetry.picture.layout import Layout, Mark
from app.tabs.poetry.picture.look import Look, Paper, size_of
from app.tabs.poetry.picture.rows import Rows
from app.tabs.poetry.task.text import Manuscript


def lay_out(written: Manuscript, look: Look) -> Layout:
    """Return where everything stands; only Chinese stands in columns."""
    vertical = look.vertical and written.poem.chinese
    return Columns(written, look).layout() if vertical else Rows(written, look).layout()


def paint(
    painter: QPainter, written: Manuscript, look: Look, size: QSizeF, *, outlines: bool = True
) -> None:
    """Paint a picture of a size; its text is drawn as outlines, or else as text."""
    page = QRectF(QPointF(), size_of(look.size))
    layout = lay_out(written, look)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size.width() / page.width(), size.height() / page.height())
    papers.paint(painter, page, look.paper)
    if look.paper is Paper.LINED:
        papers.paint_lines(painter, page, layout.grid)
    tints = papers.TINTS[look.paper]
    for mark in layout.marks:
        colour = QColor(tints.faint if mark.faint else tints.ink)
        _write(painter, mark, colour, outlines=outlines)
    if not layout.seal.isEmpty():
        red, paper = QColor(tints.seal), QColor(tints.paper)
        seal.paint(painter, layout.seal, look.seal, look.carving, red, paper)
    painter.restore()


def _write(painter: QPainter, mark: Mark, colour: QColor, *, outlines: bool) -> None:
    painter.save()
    painter.translate(mark.centre)
    if mark.lies:
        painter.rotate(90)
    start = QPointF(-faces.width(mark.text, mark.font) / 2, mark.drop)
    if outlines:
        path = QPainterPath()
        path.addText(start, mark.font, mark.text)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPath(path)
    else:
        painter.setPen(colour)
        painter.setFont(mark.font)
        painter.drawText(start, mark.text)
    painter.restore()
