"""Counting of a text that may be long, a little at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from app.piece import Block
from app.tabs.write.task import counts

SLICE = 0.004  # seconds in a row


class Counter(QObject):
    """Counts blocks in the background; those that were counted before cost nothing."""

    counted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.length = 0
        self.minutes = 0.0
        self._left: Iterator[Block] = iter(())
        self._length, self._minutes = 0, 0.0  # as far as it is counted
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_slice)

    def count(self, blocks: Iterable[Block]) -> None:
        """Count other blocks; `counted` tells that `length` and `minutes` are theirs."""
        self._left = iter(blocks)
        self._length, self._minutes = 0, 0.0
        self._timer.start()

    def _on_slice(self) -> None:
        until = perf_counter() + SLICE
        for block in self._left:
            found = counts.measure(block)
            self._length += found.length
            self._minutes += found.minutes
            if perf_counter() > until:
                return
        self._timer.stop()
        self.length, self.minutes = self._length, self._minutes
        self.counted.emit()
