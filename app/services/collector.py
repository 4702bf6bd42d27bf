"""Python's collector of garbage, kept to the thread of the event loop.

By itself it runs in whichever thread allocates. What it finds may be QObjects, and these must not
be destroyed beside their own thread: it would crash where that one delivers events to them.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QAbstractEventDispatcher, QObject


class Collector(QObject):
    """Collects in the thread that it is made in, as often as Python would.

    It does so whenever the event loop has something to do: an idle window sleeps.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        QAbstractEventDispatcher.instance().awake.connect(self._on_awake)

    def _on_awake(self) -> None:
        collect_due()


def collect_due() -> None:
    """Collect the oldest generation whose turn it is, by the thresholds of Python."""
    due = zip(gc.get_count(), gc.get_threshold(), strict=True)
    generations = [at for at, (count, threshold) in enumerate(due) if count > threshold > 0]
    if generations:
        gc.collect(generations[-1])
