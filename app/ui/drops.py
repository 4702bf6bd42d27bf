"""Model files that are dropped on a window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget


class ModelDrops(QObject):
    """Takes a model file wherever in a window it is dropped, before a text takes its name."""

    dropped = Signal(str)

    def watch(self, window: QWidget) -> None:
        """Take what is dropped on a window that is shown."""
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
    """Return the path of the model file that is dragged, "" for anything else."""
    paths = [url.toLocalFile() for url in data.urls()]
    return paths[0] if len(paths) == 1 and paths[0].lower().endswith(".gguf") else ""
