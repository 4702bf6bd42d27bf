"""Model files that are dropped on a window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.gguf import all_parts


class ModelDrops(QObject):
    """Takes a model file wherever in a window it is dropped, before a text takes its name."""

    dropped = Signal(str)

    def watch(self, window: QWidget) -> None:
        """Take what is dropped on a window that is shown."""
        window.setAcceptDrops(True)
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # All events of a drag but the one that ends it are QDropEvents.
        if not isinstance(event, QDropEvent) or QApplication.activeModalWidget():
            return False
        path = _model_file(event.mimeData())
        if not path:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            self.dropped.emit(path)
        return True


def _model_file(data: QMimeData) -> str:
    """Return the path of the model that is dragged, as one file or in parts; "" for all else."""
    models = {all_parts(Path(url.toLocalFile()))[0] for url in data.urls()}
    path = models.pop() if len(models) == 1 else Path()
    return str(path) if path.suffix.lower() == ".gguf" else ""
