"""Sets English verse, one line a row, in the largest type that fits."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetricsF

from app.tabs.poetry.page.leaf import Leaf
from app.tabs.poetry.page.setting import LOCK, Setting, around, inside
from app.tabs.poetry.picture import faces
from app.tabs.poetry.task.chinese.faults import At

# In parts of the height of the type.
MARK, TEXT, WAVE = 0.56, 1.32, 0.16
PITCH = MARK + TEXT + WAVE
STANZA, TITLE, LETTER = 0.8, 2.6, 1.5
INDENT = 6  # pixels from the letter of a rhyme to the edge of its line
PAD = 3  # pixels from the edge of a word to its first letter
LEAST, MOST = 1.2, 2.0  # pixels of type for each point of the interface's
REFERENCE = 100


def set_english(leaf: Leaf, room: QSize, points: int, locks: bool) -> Setting:
    """Return where everything stands; `points` is the size of the interface's type."""
    gaps = sum(1 for number in leaf.stanzas[1:] if number < len(leaf.lengths))
    heading = TITLE if leaf.title else 0.0
    depth = heading + len(leaf.lengths) * PITCH + gaps * STANZA
    lock = LOCK if locks else 0
    space = inside(room)
    wide = max(map(sum, _advances(leaf, REFERENCE)), default=0) / REFERENCE + LETTER
    fits = min((space.width() - lock) / wide, space.height() / depth)
    size = int(min(MOST * points, max(LEAST * points, fits)))
    advances = _advances(leaf, size)
    length = round(max(map(sum, advances), default=0) + LETTER * size) + lock
    made = Setting(around(QSize(length, round(depth * size)), room), size)
    left = (made.size.width() - length) // 2
    top = (made.size.height() - round(depth * size)) // 2
    made.block = QRect(left, top, length, round(depth * size))
    made.title = QRect(left + lock, top, length - lock, round(heading * size))
    before = top + heading * size
    for number, line in enumerate(advances):
        before += STANZA * size * (number in leaf.stanzas[1:])
        row = QRect(left, round(before), length, round(PITCH * size))
        made.bands[number] = row
        _place(made, number, line, row, lock)
        before += PITCH * size
    return made


def _place(made: Setting, number: int, line: list[float], row: QRect, lock: int) -> None:
    above, text = round(MARK * made.type), round(TEXT * made.type)
    if lock:
        made.locks[number] = QRect(row.left(), row.top() + above, LOCK, text)
    start = float(row.left() + lock)
    for place, advance in enumerate(line):
        left, right = round(start) - PAD, round(start + advance) - PAD
        right += 2 * PAD * (place == len(line) - 1)
        made.glyphs[At(number, place)] = QRect(left, row.top(), right - left, row.height())
        start += advance
    end = round(LETTER * made.type)
    made.ends[number] = QRect(row.right() - end - INDENT, row.top() + above, end, text)


def _advances(leaf: Leaf, size: int) -> list[list[float]]:
    metrics = QFontMetricsF(faces.latin(size))
    return [[metrics.horizontalAdvance(piece.shown) for piece in line] for line in leaf.lines]
