"""What the window says when its program is replaced or removed while it runs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from app import __version__, paths
from app.ui.notice import NoticeBar


class Updates(QObject):
    """Looks at the installed program whenever a person comes to the window, and tells once.

    What has not been read of it by then is gone or of another version, also for the children.
    """

    def __init__(self, notices: NoticeBar, window: QWidget) -> None:
        super().__init__(window)
        self._notices = notices
        self._window = window
        folder = paths.program_folder()
        self._file = folder / "share" / "VERSION" if folder else None
        if self._present() == __version__:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate and self._present() != __version__:
            watched.removeEventFilter(self)
            self._tell()
        return False

    def _tell(self) -> None:
        if self._present():
            text = self.tr(
                "Inkstone was updated. Start it again, so that everything fits together."
            )
        else:
            text = self.tr(
                "Inkstone was removed. Close it, because parts of it are missing now; what you"
                " wrote stays."
            )
        self._notices.show_message(text, [(self.tr("Close Inkstone"), self._window.close)])

    def _present(self) -> str:
        """Return the version that is installed now, "" when there is none."""
        try:
            return self._file.read_text(encoding="ascii").strip() if self._file else ""
        except (OSError, UnicodeError):
            return ""
