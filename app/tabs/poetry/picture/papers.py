"""The papers that a poem can stand on."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from random import Random

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
)

from app.tabs.poetry.picture.layout import Grid
from app.tabs.poetry.picture.look import SHORT, Paper


@dataclass(frozen=True)
class Tints:
    """The colours of a paper, at its middle and at its corners, and of what is written on it."""

    paper: str
    corner: str
    ink: str
    faint: str
    seal: str = "#b02a1e"


TINTS = {
    Paper.XUAN: Tints("#f7f2e6", "#ece3cf", "#221e1a", "#57504a"),
    Paper.GOLD: Tints("#f3e6c8", "#e6d2a6", "#2a1f16", "#5e4d3c"),
    Paper.LINED: Tints("#faf5ea", "#f3ead9", "#221e1a", "#57504a"),
    Paper.INDIGO: Tints("#1f2f4a", "#14203a", "#e2c489", "#bfa36c", "#d2523f"),
    Paper.WHITE: Tints("#ffffff", "#ffffff", "#1c1c1c", "#555555"),
}
LINE_RED = QColor("#c2655a")
GOLD = QColor("#b98f45")
_FIBRES = 150
_FLECKS = 420
_EDGE = SHORT * 0.045  # from the edge of the paper to a frame
_FRAME = SHORT * 0.07  # to that of a paper with lines
_THIN, _THICK, _DOUBLE = SHORT * 0.0011, SHORT * 0.0028, SHORT * 0.006


def paint(painter: QPainter, page: QRectF, paper: Paper) -> None:
    """Cover a page with a paper; the same one looks the same each time."""
    tints = TINTS[paper]
    painter.fillRect(page, _ground(page, tints))
    if paper is Paper.XUAN:
        _paint_fibres(painter, page)
    elif paper is Paper.GOLD:
        _paint_flecks(painter, page)
    elif paper is Paper.INDIGO:
        _paint_frame(painter, page.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE), GOLD)


def paint_lines(painter: QPainter, page: QRectF, grid: Grid) -> None:
    """Draw a frame, and lines between its columns or rows."""
    frame = page.adjusted(_FRAME, _FRAME, -_FRAME, -_FRAME)
    if grid.vertical:
        more = _more(grid.box.left() - frame.left(), grid.pitch)
        frame.setLeft(grid.box.left() - more)
        frame.setRight(grid.box.right() + more)
    else:
        more = _more(grid.box.top() - frame.top(), grid.pitch)
        frame.setTop(grid.box.top() - more)
        frame.setBottom(grid.box.bottom() + more)
    lines = QPainterPath()
    length = frame.width() if grid.vertical else frame.height()
    for number in range(1, round(length / grid.pitch)):
        at = number * grid.pitch
        if grid.vertical:
            lines.moveTo(frame.left() + at, frame.top())
            lines.lineTo(frame.left() + at, frame.bottom())
        else:
            lines.moveTo(frame.left(), frame.top() + at)
            lines.lineTo(frame.right(), frame.top() + at)
    painter.strokePath(lines, QPen(LINE_RED, _THIN))
    _paint_frame(painter, frame, LINE_RED)


def _more(free: float, pitch: float) -> float:
    """Return how much of a free length whole columns take."""
    return max(0, free // pitch) * pitch


def _ground(page: QRectF, tints: Tints) -> QBrush:
    """Return a colour that grows a little deeper towards the corners."""
    radius = QLineF(page.center(), page.topLeft()).length()
    gradient = QRadialGradient(page.center(), radius)
    gradient.setColorAt(0, QColor(tints.paper))
    gradient.setColorAt(0.55, QColor(tints.paper))
    gradient.setColorAt(1, QColor(tints.corner))
    return QBrush(gradient)


def _paint_frame(painter: QPainter, frame: QRectF, colour: QColor) -> None:
    """Draw a thick line around a frame, and a thin one around that or within."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, _THIN))
    painter.drawRect(frame)
    painter.setPen(QPen(colour, _THICK))
    painter.drawRect(frame.adjusted(-_DOUBLE, -_DOUBLE, _DOUBLE, _DOUBLE))


def _paint_fibres(painter: QPainter, page: QRectF) -> None:
    """Draw the fibres of bark that one sees in the paper."""
    random = Random(7)
    for colour in ("#d8c9a6", "#ffffff"):
        path = QPainterPath()
        for _ in range(_FIBRES):
            start = _anywhere(page, random)
            reach = SHORT * 0.02
            first, second = (
                QPointF(random.uniform(-reach, reach), random.uniform(-reach, reach))
                for _ in range(2)
            )
            path.moveTo(start)
            path.quadTo(start + first, start + first + second)
        shade = QColor(colour)
        shade.setAlphaF(0.35)
        pen = QPen(shade, SHORT * 0.0008)
        painter.strokePath(path, pen)


def _paint_flecks(painter: QPainter, page: QRectF) -> None:
    """Strew gold: fine dust, and torn leaf that lies thicker towards the edges."""
    random = Random(11)
    dust, leaf = QPainterPath(), QPainterPath()
    dust.setFillRule(Qt.FillRule.WindingFill)
    leaf.setFillRule(Qt.FillRule.WindingFill)
    for number in range(_FLECKS):
        large = number % 3 == 0
        centre = _anywhere(page, random)
        if large and random.random() > _remoteness(centre, page):
            large = False
        size = SHORT * (random.uniform(0.003, 0.009) if large else random.uniform(0.0006, 0.0018))
        (leaf if large else dust).addPolygon(_torn(centre, size, random))
    painter.setPen(Qt.PenStyle.NoPen)
    for path, opacity in ((dust, 0.55), (leaf, 0.5)):
        colour = QColor("#c9a04e")
        colour.setAlphaF(opacity)
        painter.setBrush(colour)
        painter.drawPath(path)


def _torn(centre: QPointF, size: float, random: Random) -> QPolygonF:
    """Return a small torn piece."""
    corners = random.randint(4, 6)
    points = []
    for number in range(corners):
        angle = 2 * pi * number / corners
        radius = size * random.uniform(0.45, 1.1)
        points.append(centre + QPointF(cos(angle), sin(angle)) * radius)
    return QPolygonF([*points, points[0]])


def _remoteness(point: QPointF, page: QRectF) -> float:
    """Return how far a point is from the middle: 0 there, 1 at the edges."""
    away = point - page.center()
    return max(abs(away.x()) * 2 / page.width(), abs(away.y()) * 2 / page.height())


def _anywhere(page: QRectF, random: Random) -> QPointF:
    return QPointF(
        random.uniform(page.left(), page.right()), random.uniform(page.top(), page.bottom())
    )
