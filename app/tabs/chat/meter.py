"""How much of the context window the next message would take."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTimer, Signal

from app.protocol import Counted, Turn
from app.services.context import Services
from app.services.jobs import Job, JobState

DELAY_MS = 300


class Meter(QObject):
    """Asks the engine for the tokens of `turns()`, a moment after the last `start()`."""

    shown = Signal(str)

    def __init__(
        self, services: Services, turns: Callable[[], tuple[Turn, ...]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._turns = turns
        self._job: Job | None = None
        self._delay = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._delay.timeout.connect(self._ask)

    def start(self) -> None:
        """Count soon."""
        self._delay.start()

    def _ask(self) -> None:
        model = self._services.engine.model
        if model is None:
            self.shown.emit("")
            return
        if self._job:  # its answer is outdated already
            self._delay.start()
            return
        turns = self._turns()
        if not turns:
            self._show(0, model.context)
            return
        job = self._services.engine.count(turns, template=self._services.models.template())
        self._job = job
        job.ended.connect(lambda: self._on_counted(job))

    def _on_counted(self, job: Job) -> None:
        self._job = None
        if job.state is JobState.DONE and isinstance(job.result, Counted):
            self._show(job.result.tokens, job.result.context)

    def _show(self, used: int, context: int) -> None:
        locale = QLocale()
        text = QCoreApplication.translate("Meter", "{used} of {context} tokens")
        self.shown.emit(text.format(used=locale.toString(used), context=locale.toString(context)))
