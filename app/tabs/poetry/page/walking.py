"""Where an arrow key leads on a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from PySide6.QtCore import QRect, Qt

from app.tabs.poetry.page.setting import Setting

ALONG = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
ACROSS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
DOWN_ALONG = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
DOWN_ACROSS = {Qt.Key.Key_Left: 1, Qt.Key.Key_Right: -1}


class Placed(Protocol):
    """What one can step on: it belongs to a line."""

    @property
    def line(self) -> int: ...

    def geometry(self) -> QRect: ...


Some = TypeVar("Some", bound=Placed)


def step(key: int, here: Some, order: Sequence[Some], setting: Setting) -> Some:
    """Return what a key leads to; `order` is all there is as one reads it."""
    vertical = setting.vertical
    along = (DOWN_ALONG if vertical else ALONG).get(Qt.Key(key))
    across = (DOWN_ACROSS if vertical else ACROSS).get(Qt.Key(key))
    if along:
        at = order.index(here) + along
        return order[min(max(at, 0), len(order) - 1)]
    if across:
        return _beside(here, order, setting, across)
    mine = [each for each in order if each.line == here.line]
    return mine[0] if key == Qt.Key.Key_Home else mine[-1]


def _beside(here: Some, order: Sequence[Some], setting: Setting, side: int) -> Some:
    """Return the nearest one in the next row or column, or the same one at the last."""

    def row(each: Placed) -> int:
        band = setting.bands[each.line]
        return -band.right() if setting.vertical else band.top()

    def far(each: Placed) -> int:
        distance = each.geometry().center() - here.geometry().center()
        return abs(distance.y() if setting.vertical else distance.x())

    beyond = [each for each in order if (row(each) - row(here)) * side > 0]
    if not beyond:
        return here
    nearest = min((row(each) for each in beyond), key=lambda place: abs(place - row(here)))
    return min((each for each in beyond if row(each) == nearest), key=far)
