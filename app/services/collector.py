"""Python's collector of garbage, kept to the thread of the event loop.

By itself it runs in whichever thread allocates. What it finds may be QObjects, and these must not
be destroyed beside their own thread: it would crash where that one delivers events to them.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

CHECK_MS = 50


class Collector(QObject):
    """Collects in the thread that it is made in, as often as Python would."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=CHECK_MS)
        timer.timeout.connect(collect_due)
        timer.start()


def collect_due() -> None:
    """Collect the oldest generation whose turn it is, by the thresholds of Python."""
    due = zip(gc.get_count(), gc.get_threshold(), strict=True)
    generations = [at for at, (count, threshold) in enumerate(due) if count > threshold > 0]
    if generations:
        gc.collect(generations[-1])
