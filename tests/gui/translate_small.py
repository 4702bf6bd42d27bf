"""What the tests of the small window and of what opens it share."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from app.protocol import Priority
from app.tabs.translate.task.request import Request
from tests.fakes.translator import ScriptedRun, ScriptedTranslator


class SlowTranslator(ScriptedTranslator):
    """Answers only when it is told to; `runs` are all, the newest last."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[ScriptedRun] = []

    @property
    def open(self) -> list[str]:
        """Return the texts that are on their way."""
        return [run.request.text for run in self.runs if not run.over]

    def start(self, request: Request, priority: Priority = "translation") -> ScriptedRun:
        self.held.add(request.text)
        self.runs.append(super().start(request, priority))
        return self.runs[-1]


class NoMemory:
    """A translation memory that has nothing."""

    def exact(self, _source: str, _pair: object) -> None:
        return None


def button(root: QWidget, name: str) -> QAbstractButton:
    found = root.findChild(QAbstractButton, name)
    assert found is not None
    return found


def label(root: QWidget, name: str) -> str:
    """Return what a label shows, "" while it is hidden."""
    found = root.findChild(QLabel, name)
    assert found is not None
    return found.text() if found.isVisible() else ""
