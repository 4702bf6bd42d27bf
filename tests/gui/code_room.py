"""A window at its Code tab, over the scripted engine."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import paths
from app.paths import Folders
from app.protocol import Sampling
from app.services.engine import Engine
from app.services.jobs import Job
from app.tabs.code.editor.editor import CodeEditor
from app.tabs.code.tab import Tab
from tests.conftest import FAKE_ENGINE
from tests.ggufs import write_model
from tests.gui.test_window import Desk

WAIT = 10_000
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
BEGUN = "def f():\n    "
GHOST = "step_1(value_0)\n    step_2(value_0)"
ALT = Qt.KeyboardModifier.AltModifier


def script_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every window from now on have the scripted engine."""
    real = paths.child_command
    monkeypatch.setattr(
        paths, "child_command", lambda kind: FAKE_ENGINE if kind == "engine" else real(kind)
    )


class Room(Desk):
    """`asked` holds what the engine was asked to go on with, `warmed` what only to read."""

    def __init__(
        self, qtbot: QtBot, qapp: QApplication, folders: Folders, model: str = "infill"
    ) -> None:
        self.qtbot = qtbot
        path = write_model(folders.models / f"{model}.gguf", name=model)
        if not folders.settings.exists():
            folders.settings.write_text(json.dumps({"model": str(path)}), encoding="utf-8")
        super().__init__(qtbot, qapp, folders)
        self.asked: list[str] = []
        self.warmed: list[str] = []
        self._count(self.services.engine)
        self.until(lambda: self.services.models.current is not None)
        page = next(page for page in self.window.pages if isinstance(page, Tab))
        self.code = page
        self.window.tabs.setCurrentWidget(page)
        self.window.activateWindow()
        self.until(lambda: self.editor.hasFocus())

    def _count(self, engine: Engine) -> None:
        infill = engine.infill

        def counted(prefix: str, suffix: str, middle: str = "", **details: object) -> Job:
            sampling = details["sampling"]
            assert isinstance(sampling, Sampling)
            if sampling.max_tokens:
                self.asked.append(prefix + middle)
            else:
                self.warmed.append(prefix + middle + suffix)
            return infill(prefix, suffix, middle, **details)  # type: ignore[arg-type]

        engine.infill = counted  # type: ignore[method-assign]

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=WAIT)

    @property
    def editor(self) -> CodeEditor:
        found = self.code.editor
        assert found is not None
        return found

    @property
    def ghost(self) -> str:
        return self.editor.ghost

    def until_ghost(self, text: str) -> None:
        self.until(lambda: self.ghost == text)

    def until_quiet(self) -> None:
        """Wait until the engine has nothing more to do."""
        self.until(lambda: not self.services.engine.busy)

    def type(self, text: str) -> None:
        for sign in text:
            if sign == "\n":
                self.press(Qt.Key.Key_Return)
            else:
                QTest.keyClicks(self.editor, sign)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.editor, key, modifiers)

    def put(self, text: str, position: int = -1) -> None:
        """Let the editor in front hold a text, with the cursor at its end or elsewhere."""
        cursor = self.editor.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.setPosition(len(text) if position < 0 else position)
        self.editor.setTextCursor(cursor)

    def select(self, part: str) -> None:
        start = self.editor.text().index(part)
        self.editor.select(start, start + len(part))

    def open(self, path: Path, text: str) -> None:
        path.write_text(text, encoding="utf-8", newline="")
        self.code.files.open_files([path])

    def begin(self, path: Path) -> None:
        """Begin a function in a new file, where a suggestion is due."""
        self.open(path, "def f():")
        self.press(Qt.Key.Key_End)
        self.press(Qt.Key.Key_Return)
        assert self.editor.text() == BEGUN

    def says(self) -> str:
        notices = self.window.notices
        return "" if notices.isHidden() else notices.accessibleName()
