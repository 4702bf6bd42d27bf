"""`inkstone bench --plot`: the result as bars, drawn with Qt and without a display."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QImageWriter,
    QPainter,
    QPen,
)

from app.protocol import ErrorCode, UserError

SIZE = QSize(1280, 720)
MARGIN = 48.0
PAPER, INK, MUTED, LINE = "#fdfcf9", "#24211c", "#68635a", "#dfdad0"
COLORS = {"": "#2f5d62", "peer_": "#c58b45", "bare_": "#a9a296"}
NAMES = {"": "Inkstone", "peer_": "llama-server", "bare_": "bare llama_decode loop"}
TIMES = {
    "first_token_cold_seconds": "Cold",
    "first_token_next_turn_seconds": "Next turn",
    "first_token_switched_seconds": "Switched",
    "first_token_restarted_seconds": "Restarted",
}
SPEEDS = {"decode_tokens_per_second": "Decode", "prompt_tokens_per_second": "Prompt"}
BAR, GAP = 24.0, 5.0
LABELS, VALUES = 104.0, 76.0  # room on the left and on the right of the bars
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Bar:
    """`share` of the longest bar's length."""

    color: str
    share: float
    text: str


@dataclass(frozen=True)
class Group:
    label: str
    bars: Sequence[Bar]


class Plot:
    """A PNG file to be drawn. Built before anything else of Qt: text needs an application."""

    def __init__(self, path: Path, *, display: bool) -> None:
        if not display:
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        self._application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
        self._path = path

    def save(self, result: Mapping[str, Any]) -> None:
        """Draw a result of `inkstone bench`; raises UserError(FILE_UNWRITABLE)."""
        writer = QImageWriter(str(self._path), b"png")
        if not writer.write(draw(result)):
            reason = writer.errorString()
            raise UserError(ErrorCode.FILE_UNWRITABLE, path=str(self._path), reason=reason)


def draw(result: Mapping[str, Any]) -> QImage:
    """Return the picture of a result."""
    image = QImage(SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor(PAPER))
    painter = QPainter(image)
    try:
        _page(painter, result)
    finally:
        painter.end()  # Qt aborts when a picture goes that is being painted
    return image


def _page(painter: QPainter, result: Mapping[str, Any]) -> None:
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    width = SIZE.width() - 2 * MARGIN
    _head(painter, QRectF(MARGIN, 34, width, 70), result)
    body = QRectF(MARGIN, 132, width, 432)
    left = QRectF(body.left(), body.top(), width * 0.56, body.height())
    right = QRectF(left.right() + 56, body.top(), width - left.width() - 56, body.height())
    tokens = result["conversation_tokens"]
    hint = f"in conversations of {tokens:,} tokens; shorter is better"
    _panel(painter, left, "Time to first token", hint, time_groups(result))
    _panel(painter, right, "Tokens per second", "longer is better", speed_groups(result))
    _tiles(painter, QRectF(MARGIN, 600, width, 84), tiles(result))


def time_groups(result: Mapping[str, Any]) -> list[Group]:
    """Return the times to the first token, all on one scale."""
    there = [prefix for prefix in ("", "peer_") if f"{prefix}first_token_cold_seconds" in result]
    longest = max(result[prefix + key] for prefix in there for key in TIMES)
    return [
        Group(label, [_bar(p, result[p + key], longest, seconds(result[p + key])) for p in there])
        for key, label in TIMES.items()
    ]


def speed_groups(result: Mapping[str, Any]) -> list[Group]:
    """Return the speeds, each kind on a scale of its own."""
    groups = []
    for key, label in SPEEDS.items():
        there = [prefix for prefix in ("bare_", "", "peer_") if prefix + key in result]
        longest = max(result[prefix + key] for prefix in there)
        bars = [_bar(p, result[p + key], longest, speed(result[p + key])) for p in there]
        groups.append(Group(label, bars))
    return groups


def tiles(result: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the figures that are shown as such, each with what it is."""
    memory = result["memory_beyond_weights_bytes"] / (1 << 20)
    # A wait within the noise may come out below nothing.
    reply, prompt = (
        seconds(max(0.0, result[key] / 1000))
        for key in ("completion_wait_ms", "completion_prompt_wait_ms")
    )
    return [
        (seconds(result["stop_p99_ms"] / 1000), "to stop (p99)"),
        (reply, "a completion waits for a chat's reply"),
        (prompt, "a completion waits for a chat's prompt"),
        (f"{memory:,.0f} MiB", "of memory beyond the weights"),
    ]


def seconds(value: float) -> str:
    """Return a time as a person reads it."""
    if value < 1:
        return f"{1000 * value:.0f} ms"
    return f"{value:.2f} s" if value < 10 else f"{value:.1f} s"


def speed(value: float) -> str:
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def _bar(prefix: str, value: float, longest: float, text: str) -> Bar:
    return Bar(COLORS[prefix], value / max(1e-9, longest), text)


def _head(painter: QPainter, area: QRectF, result: Mapping[str, Any]) -> None:
    title = QFontMetricsF(_font(28, bold=True)).elidedText(
        f"Inkstone bench: {result['model']}", Qt.TextElideMode.ElideMiddle, area.width()
    )
    _text(painter, area.topLeft(), title, size=28, bold=True)
    threads = f"{result['threads']} thread" + ("s" if result["threads"] != 1 else "")
    about = f"{threads}, context of {result['context']:,} tokens, medians of {result['rounds']}"
    about += " rounds" if result["rounds"] != 1 else " round"
    below = QPointF(area.left(), area.top() + 42)
    _text(painter, below, about, size=15, color=MUTED)
    prefixes = [p for p in ("bare_", "", "peer_") if f"{p}decode_tokens_per_second" in result]
    _legend(painter, QPointF(area.right(), below.y()), prefixes)


def _legend(painter: QPainter, corner: QPointF, prefixes: Sequence[str]) -> None:
    """Write the subjects' names with their colours, ending at the corner."""
    x = corner.x()
    for prefix in reversed(prefixes):
        x -= QFontMetricsF(_font(15)).horizontalAdvance(NAMES[prefix])
        _text(painter, QPointF(x, corner.y()), NAMES[prefix], size=15)
        x -= 22
        _block(painter, QRectF(x, corner.y() + 3, 14, 14), COLORS[prefix])
        x -= 28


def _panel(painter: QPainter, area: QRectF, title: str, hint: str, groups: Sequence[Group]) -> None:
    """Draw groups of horizontal bars below a title, evenly over the area."""
    _text(painter, area.topLeft(), title, size=20, bold=True)
    _text(painter, QPointF(area.left(), area.top() + 29), hint, size=14, color=MUTED)
    painter.setPen(QPen(QColor(LINE), 1))
    top = area.top() + 62
    painter.drawLine(QPointF(area.left(), top), QPointF(area.right(), top))
    bars = QRectF(area.left(), top, area.width(), area.bottom() - top)
    step = bars.height() / len(groups)
    for index, group in enumerate(groups):
        _group(painter, QRectF(bars.left(), bars.top() + index * step, bars.width(), step), group)


def _group(painter: QPainter, area: QRectF, group: Group) -> None:
    height = len(group.bars) * (BAR + GAP) - GAP
    label = QRectF(area.left(), area.top(), LABELS - 14, area.height())
    _aligned(painter, label, group.label, LEFT, size=16)
    y = area.center().y() - height / 2
    x = area.left() + LABELS
    room = area.width() - LABELS - VALUES
    for bar in group.bars:
        length = max(2.0, room * bar.share)
        _block(painter, QRectF(x, y, length, BAR), bar.color)
        value = QRectF(x + length + 9, y, VALUES, BAR)
        _aligned(painter, value, bar.text, LEFT, size=15, bold=bar.color == COLORS[""])
        y += BAR + GAP


def _tiles(painter: QPainter, area: QRectF, figures: Sequence[tuple[str, str]]) -> None:
    painter.setPen(QPen(QColor(LINE), 1))
    painter.drawLine(area.topLeft(), area.topRight())
    step = area.width() / len(figures)
    for index, (figure, words) in enumerate(figures):
        x = area.left() + index * step
        _text(painter, QPointF(x, area.top() + 18), figure, size=26, bold=True, color=COLORS[""])
        _text(painter, QPointF(x, area.top() + 56), words, size=14, color=MUTED)


def _block(painter: QPainter, area: QRectF, color: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawRoundedRect(area, 2, 2)


def _text(
    painter: QPainter,
    corner: QPointF,
    words: str,
    *,
    size: int,
    bold: bool = False,
    color: str = INK,
) -> None:
    """Write words whose top left corner is given."""
    font = _font(size, bold=bold)
    painter.setFont(font)
    painter.setPen(QColor(color))
    painter.drawText(QPointF(corner.x(), corner.y() + QFontMetricsF(font).ascent()), words)


def _aligned(
    painter: QPainter,
    area: QRectF,
    words: str,
    where: Qt.AlignmentFlag,
    *,
    size: int,
    bold: bool = False,
) -> None:
    painter.setFont(_font(size, bold=bold))
    painter.setPen(QColor(INK))
    painter.drawText(area, where, words)


def _font(size: int, *, bold: bool = False) -> QFont:
    font = QFont()
    font.setPixelSize(size)
    font.setBold(bold)
    return font
