"""Paints the paper, and what stands on it beside the characters."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from app.tabs.poetry.page.glyph import Look
from app.tabs.poetry.page.leaf import Leaf
from app.tabs.poetry.page.setting import Setting
from app.tabs.poetry.picture import faces

EDGE = 10  # of the desk that shows around the paper
FRAME, GAP = 12, 3  # the frame of a vertical sheet: around the text, and between its two lines
ROUND = 3
KEPT = 0.4  # how much the ground of a kept line covers
TITLE, FORM = 0.7, 0.4  # of the height of the type


def paint_paper(painter: QPainter, rect: QRect, look: Look) -> None:
    """Paint the desk and the paper on it."""
    tokens = look.tokens
    painter.fillRect(rect, QColor(tokens.window))
    painter.setPen(QPen(QColor(tokens.border)))
    painter.setBrush(QColor(tokens.surface))
    painter.drawRoundedRect(QRectF(rect).adjusted(EDGE, EDGE, -EDGE, -EDGE), ROUND, ROUND)


def paint_hint(painter: QPainter, rect: QRect, text: str, look: Look, pixels: float) -> None:
    """Paint what an empty sheet says."""
    painter.setFont(faces.han(pixels))
    painter.setPen(QColor(look.tokens.faint))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(rect.adjusted(40, 40, -40, -40), flags, text)


def paint_frame(painter: QPainter, setting: Setting, look: Look) -> None:
    """Paint the double frame of a vertical sheet, and the lines between its columns."""
    inner = QRectF(setting.block).adjusted(-FRAME, -FRAME, FRAME, FRAME)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look.tokens.border), 1))
    painter.drawRect(inner)
    for x in setting.rules[1:]:
        painter.drawLine(QLineF(x, inner.top(), x, inner.bottom()))
    painter.setPen(QPen(QColor(look.tokens.border), 2))
    painter.drawRect(inner.adjusted(-GAP, -GAP, GAP, GAP))


def paint_bands(painter: QPainter, setting: Setting, lines: Iterable[int], look: Look) -> None:
    """Paint the ground of lines that are kept."""
    painter.setPen(Qt.PenStyle.NoPen)
    ground = QColor(look.tokens.selection)
    ground.setAlphaF(KEPT)
    painter.setBrush(ground)
    for line in lines:
        if line in setting.bands:
            painter.drawRoundedRect(QRectF(setting.bands[line]).adjusted(1, 1, -1, -1), 6, 6)


def paint_ends(painter: QPainter, leaf: Leaf, setting: Setting, look: Look) -> None:
    """Paint the points of Chinese lines; of English ones the letters of the rhymes."""
    if not leaf.chinese and not look.marks:
        return
    tokens = look.tokens
    for number, text in enumerate(leaf.ends):
        rect = QRectF(setting.ends[number])
        if leaf.chinese:
            painter.setPen(QColor(tokens.faint))
            painter.setFont(faces.han(setting.type * 0.6))
            _paint_point(painter, rect, text, setting)
        else:
            rhymes = all(piece.sign.rhymes for piece in leaf.lines[number][-1:])
            painter.setPen(QColor(tokens.accent if rhymes else tokens.bad))
            painter.setFont(faces.latin(setting.type * 0.8, italic=True))
            painter.drawText(
                rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text
            )


def _paint_point(painter: QPainter, rect: QRectF, text: str, setting: Setting) -> None:
    """Paint a point where it belongs: below right of the character before it, or above left."""
    size = setting.type * 0.6
    box = QRectF(rect.left(), rect.bottom() - size, size, size)
    if setting.vertical:
        box = QRectF(rect.right() - size * 0.75, rect.top() - size * 0.35, size, size)
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, text)


def paint_title(painter: QPainter, leaf: Leaf, setting: Setting, look: Look) -> None:
    """Paint the title, and smaller the form."""
    rect = QRectF(setting.title)
    if leaf.chinese and setting.vertical:
        _paint_column(painter, leaf, setting, look)
        return
    title = setting.type * TITLE if leaf.chinese else setting.type * 1.3
    aligned = Qt.AlignmentFlag.AlignTop | (
        Qt.AlignmentFlag.AlignHCenter if leaf.chinese else Qt.AlignmentFlag.AlignLeft
    )
    painter.setPen(QColor(look.tokens.text))
    font = faces.han(title) if leaf.chinese else faces.latin(title)
    _paint_fitting(painter, rect, aligned, leaf.title, font)
    painter.setPen(QColor(look.tokens.faint))
    below = rect.adjusted(0, title * 1.5 if leaf.title else 0, 0, 0)
    _paint_fitting(painter, below, aligned, leaf.form, faces.han(setting.type * FORM))


def _paint_fitting(
    painter: QPainter, rect: QRectF, aligned: Qt.AlignmentFlag, text: str, font: QFont
) -> None:
    """Paint a line of text, smaller if it is too long."""
    painter.setFont(font)
    wide = painter.fontMetrics().horizontalAdvance(text)
    if wide > rect.width() > 0:
        font.setPixelSize(max(1, int(font.pixelSize() * rect.width() / wide)))
        painter.setFont(font)
    painter.drawText(rect, aligned, text)


def _paint_column(painter: QPainter, leaf: Leaf, setting: Setting, look: Look) -> None:
    """Paint the title down the first column."""
    rect = QRectF(setting.title)
    parts = ((leaf.title, TITLE, look.tokens.text), (leaf.form, FORM, look.tokens.faint))
    needed = sum((len(text) + 0.6) * size for text, size, _ink in parts if text) * setting.type
    scale = min(1.0, rect.height() / needed) if needed else 1.0
    top = rect.top()
    for text, size, ink in parts:
        pixels = setting.type * size * scale
        painter.setFont(faces.han(pixels * 0.92))
        painter.setPen(QColor(ink))
        for character in text:
            box = QRectF(rect.left(), top, rect.width(), pixels)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, character)
            top += pixels
        top += pixels * 0.6
