"""Where everything stands on a sheet."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QMargins, QRect, QSize

from app.tabs.poetry.task.chinese.faults import At

MARGIN = 40  # from the edge of the sheet to the text
MARGINS = QMargins(MARGIN, MARGIN, MARGIN, MARGIN)
LOCK = 26  # the room of a lock, along its line


@dataclass
class Setting:
    """The places of what a sheet shows; `type` is the height of its characters in pixels.

    `bands` are the lines with their locks, `ends` what stands after them, `rules` the places of
    the lines between the columns of a vertical sheet.
    """

    size: QSize
    type: int
    vertical: bool = False
    glyphs: dict[At, QRect] = field(default_factory=dict)
    locks: dict[int, QRect] = field(default_factory=dict)
    bands: dict[int, QRect] = field(default_factory=dict)
    ends: dict[int, QRect] = field(default_factory=dict)
    block: QRect = field(default_factory=QRect)
    title: QRect = field(default_factory=QRect)
    rules: list[int] = field(default_factory=list)


def inside(room: QSize) -> QSize:
    """Return the room for the text of a sheet."""
    return room.shrunkBy(MARGINS).expandedTo(QSize(1, 1))


def around(block: QSize, room: QSize) -> QSize:
    """Return the size of the sheet of a text: all the room, or more."""
    return block.grownBy(MARGINS).expandedTo(room)
