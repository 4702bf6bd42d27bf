"""A translator that does what a test tells it to, without an engine."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.protocol import ErrorCode, Params, Priority
from app.services.translation.text import Pair
from app.tabs.translate.task.issues import Issue
from app.tabs.translate.task.request import NO_STYLE, Request, Style, Translation


class ScriptedRun(QObject):
    """Ends by itself, or when the test says so."""

    grew = Signal(str)
    ended = Signal()

    def __init__(self, request: Request) -> None:
        super().__init__()
        self.request = request
        self.result: Translation | None = None
        self.code: ErrorCode | None = None
        self.params: Params = {}
        self.over = False

    def stop(self) -> None:
        self._end()

    def answer(self) -> None:
        self.result = Translation(translated(self.request.text), 0.9)
        self._end()

    def refuse(self, code: ErrorCode) -> None:
        self.code = code
        self._end()

    def _end(self) -> None:
        if not self.over:
            self.over = True
            self.ended.emit()


class ScriptedTranslator:
    """Answers at once, but for the texts in `held`, and those that it refuses.

    `asked` are the texts that it was asked for, `requests` all there is to know of them.
    """

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.priorities: set[Priority] = set()
        self.held: set[str] = set()
        self.refused: dict[str, ErrorCode] = {}
        self.flying: dict[str, ScriptedRun] = {}

    @property
    def asked(self) -> list[str]:
        return [request.text for request in self.requests]

    def request(
        self,
        text: str,
        pair: Pair,
        *,
        before: tuple[str, str] | None = None,
        after: str = "",
        style: Style = NO_STYLE,
        instruction: str = "",
    ) -> Request:
        return Request(
            text, *pair, before=before, after=after, style=style, instruction=instruction
        )

    def known(self, _request: Request) -> Translation | None:
        return None

    def start(self, request: Request, priority: Priority = "translation") -> ScriptedRun:
        self.requests.append(request)
        self.priorities.add(priority)
        run = ScriptedRun(request)
        self.flying[request.text] = run
        if request.text in self.refused:
            QTimer.singleShot(0, run, lambda: run.refuse(self.refused[request.text]))
        elif request.text not in self.held:
            QTimer.singleShot(0, run, run.answer)
        return run

    def issues(self, _source: str, _target: str, _pair: Pair) -> list[Issue]:
        return []


def translated(text: str) -> str:
    """Return what a text becomes: it keeps its tags and its numbers."""
    return text.swapcase()
