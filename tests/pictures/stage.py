"""The real window with nothing in it yet, to be filled and painted."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.paths import Folders
from app.services.context import Services, prepare
from app.ui.i18n import Languages
from app.ui.page import Page
from app.ui.theme import Theme
from app.ui.window import Window

SIZE = (1280, 800)
SECONDS = 300  # that a scene may take at most
QUIET_SECONDS = 1.5  # until what is shown late is there
T = TypeVar("T", bound=Page)


class Stage:
    """To be closed. `language` is "en" or "zh"."""

    def __init__(self, theme: str, language: str, model: Path) -> None:
        self.language = language
        self._exits = ExitStack()
        data = Path(self._exits.enter_context(tempfile.TemporaryDirectory(prefix="inkstone-")))
        os.environ["INKSTONE_DATA_DIR"] = str(data)
        self._application = QApplication(["inkstone"])
        self.folders = Folders.locate()
        self.folders.create()
        prepare(self.folders)
        shown_as = self.folders.models / "Qwen2.5-Coder-0.5B-Instruct.gguf"
        shown_as.symlink_to(model)
        self.services = Services.build(self.folders)
        self._exits.callback(self.services.close)
        settings = self.services.settings
        settings.set("language", "zh_CN" if language == "zh" else "en")
        settings.set("theme", theme)
        settings.set("model", str(shown_as))
        look = Theme(self._application)
        look.apply(theme, 11)
        languages = Languages(self._application)
        languages.apply(settings.text("language"))
        self.window = Window(self.services, look, languages)
        self.shown: QWidget = self.window
        self._exits.callback(self.window.close)
        self.window.resize(*SIZE)
        self.window.show()
        self.window.start()
        self.window.activateWindow()
        self.until(lambda: self.services.models.current is not None)

    def close(self) -> None:
        self._exits.close()

    def say(self, english: str, chinese: str) -> str:
        """Choose by the language."""
        return chinese if self.language == "zh" else english

    def page(self, kind: type[T]) -> T:
        """Bring a tab to the front."""
        found = next(page for page in self.window.pages if isinstance(page, kind))
        self.window.tabs.setCurrentWidget(found)
        self.rest(0.3)
        return found

    def until(self, holds: Callable[[], object]) -> None:
        """Let the event loop run until something holds; raises TimeoutError."""
        end = time.monotonic() + SECONDS
        while not holds():
            if time.monotonic() > end:
                raise TimeoutError
            self.rest(0.02)

    def rest(self, seconds: float) -> None:
        """Let the event loop run for a while."""
        QTest.qWait(round(1000 * seconds))

    def save(self, path: Path) -> None:
        """Paint the window, or the dialog that is `shown`."""
        self.rest(QUIET_SECONDS)
        if not self.shown.grab().save(str(path)):
            raise OSError(f"{path} cannot be written")
