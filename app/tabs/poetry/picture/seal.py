"""A seal: red, cut by hand, its characters from right to left."""

from __future__ import annotations

from random import Random

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from app.tabs.poetry.picture import faces
from app.tabs.poetry.picture.look import Carving

LONGEST = 4  # characters
_EDGE = 0.115  # of the side: from the edge to the characters
_FRAME = 0.05
_BETWEEN = 0.032
_BOLDER = 0.012
_DRAWN_OUT = 2.2  # that a character is at most, as against its height or width
_ROUND = 0.07
_STEPS = 14  # along a side
_UNEVEN = 0.009
_CHIPS = 9


def characters(text: str) -> str:
    """Return what of a text a seal has."""
    return "".join(text.split())[:LONGEST]


def proportions(text: str) -> QSizeF:
    """Return the width and height of a seal; two Han characters stand in a tall one."""
    text = characters(text)
    if not text:
        return QSizeF(0, 0)
    return QSizeF(0.76, 1.36) if len(text) == 2 and not text.isascii() else QSizeF(1, 1)


def paint(
    painter: QPainter,
    place: QRectF,
    text: str,
    carving: Carving,
    colour: QColor,
    paper: QColor,
) -> None:
    """Stamp a seal; the same one looks the same each time."""
    random = Random(text)
    side = min(place.width(), place.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    shape = _outline(place, side, random)
    if carving is Carving.GROUND:
        shape.addPath(_outline(_inset(place, _FRAME * side), side, random))
    painter.drawPath(shape)
    cut = colour if carving is Carving.GROUND else paper
    painter.setBrush(cut)
    painter.setPen(QPen(cut, _BOLDER * side))
    for character, cell in cells(characters(text), _inset(place, _EDGE * side)):
        painter.drawPath(_filling(character, _inset(cell, _BETWEEN * side)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(paper)
    painter.drawPath(_chips(place, side, random))


def cells(text: str, place: QRectF) -> list[tuple[str, QRectF]]:
    """Divide the place: letters from the left, Han characters in columns from the right."""
    if text.isascii():
        columns = list(text) if len(text) < 4 else [text[::2], text[1::2]]
    elif len(text) < 3:
        columns = [text]
    else:
        first = len(text) // 2
        columns = [text[first:], text[:first]]
    found = []
    width = place.width() / len(columns)
    for number, column in enumerate(columns):
        height = place.height() / len(column)
        left = place.left() + number * width
        for row, character in enumerate(column):
            found.append((character, QRectF(left, place.top() + row * height, width, height)))
    return found


def _filling(character: str, cell: QRectF) -> QPainterPath:
    """Return the outline of a character, drawn out to fill its cell."""
    path = QPainterPath()
    path.addText(0, 0, faces.cut(200, character), character)
    box = path.boundingRect()
    if box.isEmpty():
        return path
    across, down = cell.width() / box.width(), cell.height() / box.height()
    least = min(across, down)
    across, down = min(across, _DRAWN_OUT * least), min(down, _DRAWN_OUT * least)
    move = QTransform.fromTranslate(cell.center().x(), cell.center().y())
    move.scale(across, down)
    move.translate(-box.center().x(), -box.center().y())
    return move.map(path)


def _outline(place: QRectF, side: float, random: Random) -> QPainterPath:
    """Return the edge of a block of stone: not quite straight, with worn corners."""
    smooth = QPainterPath()
    smooth.addRoundedRect(place, _ROUND * side, _ROUND * side)
    points = []
    count = 4 * _STEPS
    for number in range(count):
        point = smooth.pointAtPercent(number / count)
        shift = QPointF(random.uniform(-1, 1), random.uniform(-1, 1)) * (_UNEVEN * side)
        points.append(point + shift)
    path = QPainterPath((points[-1] + points[0]) / 2)
    for number, point in enumerate(points):
        path.quadTo(point, (point + points[(number + 1) % count]) / 2)
    path.closeSubpath()
    return path


def _chips(place: QRectF, side: float, random: Random) -> QPainterPath:
    """Return small places where the stone is worn, most of them at the edge."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    edge = QPainterPath()
    edge.addRect(_inset(place, _FRAME * side / 3))
    for _ in range(_CHIPS):
        centre = edge.pointAtPercent(random.random())
        radius = side * random.uniform(0.006, 0.014)
        path.addEllipse(centre, radius * random.uniform(0.8, 2), radius)
    return path


def _inset(place: QRectF, by: float) -> QRectF:
    return place.adjusted(by, by, -by, -by)
