"""Counting of a text that may be long, a little at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from time import perf_counter
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from app.piece import Block
from app.tabs.write.task import authorship, counts

SLICE = 0.004  # seconds in a row


class Measure(NamedTuple):
    """How long a text is, in the unit of its language, and how long it takes to read."""

    length: int
    minutes: float


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
            found = _measured(block)
            self._length += found.length
            self._minutes += found.minutes
            if perf_counter() > until:
                return
        self._timer.stop()
        self.length, self.minutes = self._length, self._minutes
        self.counted.emit()


@lru_cache(maxsize=50_000)
def _measured(block: Block) -> Measure:
    text = "\n".join(map(authorship.shown, authorship.all_runs([block])))
    return Measure(counts.length(text), counts.reading_minutes(text))
