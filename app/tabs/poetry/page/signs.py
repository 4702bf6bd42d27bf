"""Paints the signs of tone, rhyme and beat that stand by a character or a word."""

from __future__ import annotations

from itertools import zip_longest

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from app.tabs.poetry.task.chinese.faults import Verdict
from app.tabs.poetry.task.verse import Sign
from app.ui.theme import Tokens

EITHER, RHYME = "中", "韵"
FILLED = ("仄", "入")
ROLES = {
    Verdict.VIOLATES: "bad",
    Verdict.SAVED: "good",
    Verdict.AMBIGUOUS: "caution",
    Verdict.UNKNOWN: "caution",
}
DOUBTFUL = (Verdict.AMBIGUOUS, Verdict.UNKNOWN)
APART = 1.5  # of the size of a sign: from the middle of one to that of the next


def is_wrong(sign: Sign) -> bool:
    return sign.verdict is Verdict.VIOLATES or not sign.rhymes


def colour(sign: Sign, tokens: Tokens) -> QColor:
    """Return the colour that tells what was found of a sign."""
    role = "bad" if is_wrong(sign) else ROLES.get(sign.verdict, "faint")
    return QColor(getattr(tokens, role))


def paint_tone(
    painter: QPainter, middle: QPointF, size: float, sign: Sign, tokens: Tokens, vertical: bool
) -> None:
    """Paint what a character is and, unless it is just that, what its place asks for.

    The signs are those of the books of tunes: ○ level, ● oblique, ⊙ and ◐ the same where either
    may stand, △ and ▲ where the rhyme falls.
    """
    if not sign.mark:
        return
    found, wanted = _shape(sign, sign.mark), ""
    if sign.verdict in DOUBTFUL:
        found = "?"
    if sign.verdict is Verdict.VIOLATES or sign.verdict in DOUBTFUL:
        wanted = _shape(sign, sign.wanted)
    shown = [(found, colour(sign, tokens))]
    if not is_wrong(sign) and sign.verdict not in ROLES and found in "△▲":
        shown = [(found, QColor(tokens.accent))]
    if wanted != found and wanted:
        shown.append((wanted, QColor(tokens.faint)))
    step = QPointF(0, APART * size) if vertical else QPointF(APART * size, 0)
    at = middle - step * ((len(shown) - 1) / 2)
    for shape, ink in shown:
        _paint_shape(painter, at, size, shape, ink)
        at += step


def _shape(sign: Sign, tone: str) -> str:
    """Return the sign of a tone at the place of a character."""
    filled = tone in FILLED
    if sign.rhyme or sign.wanted == RHYME:
        return "▲" if filled else "△"
    if sign.wanted == EITHER:
        return "◐" if filled else "⊙"
    return "●" if filled else "○" if tone else ""


def _paint_shape(painter: QPainter, at: QPointF, size: float, shape: str, ink: QColor) -> None:
    painter.setPen(QPen(ink, max(1.0, size / 8)))
    painter.setBrush(QBrush(ink) if shape in "●▲" else Qt.BrushStyle.NoBrush)
    half = size / 2
    circle = QRectF(at.x() - half, at.y() - half, size, size)
    match shape:
        case "?":
            _paint_question(painter, at, size)
        case "△" | "▲":
            corners = ((0.0, -1.1), (1.1, 0.85), (-1.1, 0.85))
            painter.drawPolygon(QPolygonF([at + QPointF(x, y) * half for x, y in corners]))
        case _:
            painter.drawEllipse(circle)
    painter.setBrush(QBrush(ink))
    if shape == "⊙":
        painter.drawEllipse(at, size / 12, size / 12)
    elif shape == "◐":
        painter.drawPie(circle, 90 * 16, 180 * 16)


def _paint_question(painter: QPainter, at: QPointF, size: float) -> None:
    font = painter.font()
    font.setPixelSize(max(1, round(size * 1.8)))
    font.setBold(True)
    painter.save()
    painter.setFont(font)
    box = QRectF(at.x() - 2 * size, at.y() - 2 * size, 4 * size, 4 * size)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "?")
    painter.restore()


def paint_beats(painter: QPainter, zone: QRectF, sign: Sign, tokens: Tokens) -> None:
    """Paint a sign over each syllable of a word, spread over its width: ´ with a beat, ˘ without.

    A word that fits is read as the meter wants it. Where one does not, the syllables that do not
    are in the colour of what is wrong.
    """
    if sign.verdict is Verdict.UNKNOWN:
        ink = QColor(tokens.caution)
        _paint_shape(painter, zone.center(), zone.height() * 0.55, "?", ink)
        return
    fits = sign.verdict is Verdict.FITS and sign.wanted
    beats = sign.wanted if fits or not sign.mark else sign.mark
    clash = sign.verdict is Verdict.VIOLATES
    wrong = [clash and is_one != other for is_one, other in zip_longest(beats, sign.wanted)]
    for number, beat in enumerate(beats):
        whole = clash and not any(wrong[: len(beats)])
        ink = QColor(tokens.bad if wrong[number] or whole else tokens.muted)
        painter.setPen(QPen(ink, max(1.2, zone.height() / 9), c=Qt.PenCapStyle.RoundCap))
        x = zone.left() + zone.width() * (number + 0.5) / len(beats)
        _paint_beat(painter, QPointF(x, zone.center().y()), zone.height() * 0.28, beat)


def _paint_beat(painter: QPainter, at: QPointF, half: float, beat: str) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if beat == "/":
        painter.drawLine(QLineF(at + QPointF(-half / 2, half), at + QPointF(half / 2, -half)))
    else:
        curve = QPainterPath(at + QPointF(-half, -half / 2))
        curve.quadTo(at + QPointF(0, half * 1.3), at + QPointF(half, -half / 2))
        painter.drawPath(curve)


def paint_wave(painter: QPainter, line: QLineF, height: float, ink: QColor) -> None:
    """Paint a wavy line along a straight one."""
    count = max(2, round(line.length() / (height * 2.2)))
    across = line.normalVector().unitVector()
    turn = (across.p2() - across.p1()) * height
    path = QPainterPath(line.p1())
    for number in range(count):
        side = turn if number % 2 else -turn
        path.quadTo(line.pointAt((number + 0.5) / count) + side, line.pointAt((number + 1) / count))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, 1.3))
    painter.drawPath(path)
