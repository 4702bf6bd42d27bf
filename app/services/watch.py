"""Watches the engine while it works: does it go on, and is there memory left."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

import psutil
from PySide6.QtCore import QObject, QTimer, Signal

from app.services.engine import Engine, EngineState
from app.services.jobs import Job

log = logging.getLogger(__name__)

LOOK_MS = 2_000
STALLED_MS = 60_000
OBEY_MS = 5_000  # so long an engine may take to stop before its process is ended
# Memory is low under the larger of these two, and enough again above ENOUGH times that.
FLOOR_SHARE = 0.03
FLOOR_BYTES = 300 << 20
ENOUGH = 2
# An engine that ended with less than so many times that may have ended for want of it.
LITTLE = 3
KERNEL_COUNTERS = Path("/proc/vmstat")


class Watch(QObject):
    """Looks at a busy engine every few seconds.

    Silence is counted in looks, not by the clock: a computer that slept has not stalled. What
    ends it is progress; an answer that overtakes the work, such as a count of tokens, is none.
    """

    stalled = Signal()  # again after each further minute
    moved = Signal()  # what had stalled goes on, or is over
    memory_low = Signal(object)  # bytes that are left
    memory_back = Signal()

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._steps = 0
        self._silent_ms = 0
        self._stalled = False
        self._low = False
        self._little = False
        self._kills = killed_by_system()
        self._told: Sequence[Job] = ()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._obey = QTimer(self, singleShot=True, interval=OBEY_MS)
        self._obey.timeout.connect(self._insist)
        engine.busy_changed.connect(self._on_busy)
        engine.state_changed.connect(self._on_state)
        engine.died.connect(self._go_on)

    @property
    def starved(self) -> bool:
        """Tell whether memory was short when the engine ended; asked before it is back."""
        return self._little or killed_by_system() > self._kills

    def stop(self) -> None:
        """Stop all jobs; a process that does not obey is ended, and comes back."""
        self.wait()
        self._told = self._engine.stop_all()
        if self._told:
            self._obey.start()

    def wait(self) -> None:
        """Give what has stalled another minute."""
        self._silent_ms = 0

    def close(self) -> None:
        """Watch no more."""
        self._timer.stop()
        self._obey.stop()

    def look(self) -> None:
        """Compare with the last look."""
        self._look_at_memory()
        if not self._engine.busy:
            if not self._low:
                self._timer.stop()
        elif self._engine.steps != self._steps or not self._engine.awaited:
            self._steps = self._engine.steps
            self._go_on()
        else:
            self._silent_ms += self._timer.interval()
            if self._silent_ms >= STALLED_MS:
                log.info("no progress of the engine for %d ms", self._silent_ms)
                self._silent_ms = 0
                self._stalled = True
                self.stalled.emit()

    def _look_at_memory(self) -> None:
        memory = psutil.virtual_memory()
        floor = max(FLOOR_BYTES, FLOOR_SHARE * memory.total)
        self._little = memory.available < LITTLE * floor
        if not self._low and memory.available < floor:
            self._low = True
            self.memory_low.emit(memory.available)
        elif self._low and memory.available > ENOUGH * floor:
            self._low = False
            self.memory_back.emit()

    def _on_busy(self) -> None:
        if not self._engine.busy:
            self._go_on()
        elif not self._timer.isActive():
            self._little = False
            self._timer.start()

    def _on_state(self) -> None:
        if self._engine.state is EngineState.READY:
            self._kills = killed_by_system()

    def _go_on(self) -> None:
        self._silent_ms = 0
        if self._stalled:
            self._stalled = False
            self.moved.emit()

    def _insist(self) -> None:
        told, self._told = self._told, ()
        if any(not job.over for job in told):
            log.info("the engine does not stop: its process is ended")
            self._engine.kill()


def killed_by_system() -> int:
    """Return how many processes the system has killed for want of memory, where it tells."""
    try:
        lines = KERNEL_COUNTERS.read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("oom_kill ")), 0)
