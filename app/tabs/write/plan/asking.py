"""One question at a time to the model, for angles or an outline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.protocol import UserError
from app.services.errors import describe
from app.services.writing.assistant import WritingAssistant
from app.services.writing.runner import Run
from app.tabs.write.task.ask import Steps

T = TypeVar("T")


@dataclass
class Answer:
    """What has come: the text of each answer, and why it ended without a result, if it did."""

    texts: list[str] = field(default_factory=list)
    message: str = ""


class Asking(QObject):
    """Asks, and tells of what comes until it is over or left."""

    asked = Signal(object)  # each Ask
    changed = Signal()  # whether something is asked

    def __init__(self, assistant: WritingAssistant, parent: QObject) -> None:
        super().__init__(parent)
        self._assistant = assistant
        self._run: QObject | None = None
        self._stop: Callable[[], object] = lambda: None

    @property
    def busy(self) -> bool:
        return self._run is not None

    def ask(
        self,
        steps: Steps[T],
        grew: Callable[[Answer], object],
        ended: Callable[[Answer, T | None], object],
    ) -> None:
        """Leave what is asked, and ask something else."""
        self.leave()
        answer = Answer()
        try:
            run = self._assistant.run(steps, "chat", self)
        except UserError as error:
            answer.message = describe(error.code, error.params)
            ended(answer, None)
            return
        self._run, self._stop = run, run.stop

        def on_asked(ask: object) -> None:
            answer.texts.append("")
            self.asked.emit(ask)

        def on_grew(text: str) -> None:
            if self._run is run:
                answer.texts[-1] = text
                grew(answer)

        run.asked.connect(on_asked)
        run.grew.connect(on_grew)
        run.ended.connect(lambda: self._on_ended(run, answer, ended))
        self.changed.emit()

    def stop(self) -> None:
        """End with what has come."""
        self._stop()

    def leave(self) -> None:
        """End, and tell nothing more."""
        stop, self._run, self._stop = self._stop, None, lambda: None
        stop()

    def _on_ended(
        self, run: Run[T], answer: Answer, ended: Callable[[Answer, T | None], object]
    ) -> None:
        run.deleteLater()
        if self._run is run:
            self._run, self._stop = None, lambda: None
            if run.code:
                answer.message = describe(run.code, run.params)
            ended(answer, run.result)
            self.changed.emit()
