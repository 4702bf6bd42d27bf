"""Watches an editor: when a key was pressed, when a suggestion was painted, what that took."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from app.protocol import Finished, Sampling, Usage
from app.services.completion.completer import Completer
from app.services.engine import Engine
from app.services.jobs import Job
from app.tabs.code.editor.editor import MODIFIERS, CodeEditor

X_CLOCK_MS = 1 << 32  # where the milliseconds of an X server begin anew
LATE_MS = 10_000  # no key takes longer
NOTHING_MS = 1_000  # after an empty answer, for another one


@dataclass
class Stroke:
    """A key and what came of it, up to the next one; seconds of the monotonic clock."""

    pressed: float
    arrived: float
    known: bool = False  # a suggestion was there as soon as the key was handled
    shown: float | None = None
    asked: int = 0  # requests for this very place
    answers: list[Usage] = field(default_factory=list)  # what these took
    prepared: list[Usage] = field(default_factory=list)  # what others took, for what may come

    @property
    def milliseconds(self) -> float | None:
        """Return the time from the key to the suggestion on the screen."""
        return None if self.shown is None else 1000 * (self.shown - self.pressed)


class Eyes(QObject):
    """Keeps a Stroke for each key. The time of painting is when the event loop goes on after it."""

    settled = Signal()

    def __init__(self, editor: CodeEditor, completer: Completer, engine: Engine) -> None:
        super().__init__()
        self.strokes: list[Stroke] = []
        self._editor = editor
        self._completer = completer
        self._viewport = editor.viewport()
        self._infill: Callable[..., Job] = engine.infill
        engine.infill = self._count  # type: ignore[method-assign]
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self.settled)
        completer.measured.connect(self._on_measured)
        editor.installEventFilter(self)
        self._viewport.installEventFilter(self)

    def wait(self, seconds: float) -> Stroke:
        """Let the app go on until a suggestion is painted, or no longer than this."""
        stroke = self.strokes[-1]
        if stroke.shown is None:
            loop = QEventLoop()
            self.settled.connect(loop.quit)
            self._patience.start(round(1000 * seconds))
            loop.exec()
            self._patience.stop()
        return stroke

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note keys before they are handled, and paintings that show a suggestion."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and watched is self._editor:
            assert isinstance(event, QKeyEvent)
            if event.key() not in MODIFIERS:
                self._note_key(event)
        elif kind == QEvent.Type.Paint and watched is self._viewport and self._editor.ghost:
            for stroke in self.strokes[-1:]:
                QTimer.singleShot(0, self, partial(self._note_painted, stroke))
        return False

    def _note_key(self, event: QKeyEvent) -> None:
        now = time.monotonic()
        late = round(1000 * now - event.timestamp()) % X_CLOCK_MS
        if LATE_MS < late < X_CLOCK_MS - LATE_MS:
            raise RuntimeError("the X server has another clock")
        stroke = Stroke(now - late / 1000 if late < LATE_MS else now, now)
        self.strokes.append(stroke)
        QTimer.singleShot(0, self, partial(self._note_handled, stroke))

    def _note_handled(self, stroke: Stroke) -> None:
        stroke.known = bool(self._editor.ghost)

    def _note_painted(self, stroke: Stroke) -> None:
        if stroke.shown is None:
            stroke.shown = time.monotonic()
            self.settled.emit()

    def _on_measured(self) -> None:
        if not self._completer.suggestion and self._patience.remainingTime() > NOTHING_MS:
            self._patience.start(NOTHING_MS)

    def _count(self, prefix: str, suffix: str, middle: str = "", **others: Any) -> Job:
        """Do what Engine.infill does, and note what it was for."""
        job = self._infill(prefix, suffix, middle, **others)
        if self.strokes:
            stroke, sampling = self.strokes[-1], others["sampling"]
            assert isinstance(sampling, Sampling)
            here = self._editor.place().before.endswith(prefix + middle)
            asked = bool(sampling.max_tokens) and here
            stroke.asked += asked
            usages = stroke.answers if asked else stroke.prepared
            job.ended.connect(lambda: _note_usage(usages, job))
        return job


def _note_usage(usages: list[Usage], job: Job) -> None:
    if isinstance(job.result, Finished):
        usages.append(job.result.usage)
