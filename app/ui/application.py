"""The application object: what a desktop hands over to it."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """`file_opened` carries the path of a file that was double-clicked, where that is an event."""

    file_opened = Signal(str)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_opened.emit(event.file())
            return True
        return super().event(event)


def local_path(argument: str) -> str:
    """Return the absolute path of a file that is named by a path or a file:// URL.

    What of it is no Unicode could not cross between processes, and is replaced.
    """
    url = argument.lower().startswith("file:")
    path = Path(QUrl(argument).toLocalFile() if url else argument)
    return os.fsencode(path.parent.resolve() / path.name).decode("utf-8", "replace")
