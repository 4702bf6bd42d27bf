"""How a poem leaves the app: as a picture, a PDF, a text."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.protocol import UserError
from app.services.errors import describe
from app.services.settings import Settings
from app.tabs.poetry.picture import files
from app.tabs.poetry.picture.dialog import PictureDialog
from app.tabs.poetry.picture.look import Look
from app.tabs.poetry.task.text import Manuscript, file_name, poem_text
from app.ui.notice import NoticeBar

TOLD_SECONDS = 12


class Leaving(QObject):
    """Saves and copies; remembers the look of pictures, and the folder."""

    opened = Signal(object)  # the dialog, before it is shown

    def __init__(self, settings: Settings, notices: NoticeBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings, self._notices, self._widget = settings, notices, parent
        self._folder = Path.home()

    def show_picture(self, written: Manuscript) -> None:
        """Let a person choose the look of a picture, and save or copy it."""
        dialog = PictureDialog(written, self._look(), self._folder, self._widget)
        dialog.saved.connect(self._on_saved)
        dialog.look_changed.connect(self._keep_look)
        dialog.finished.connect(dialog.deleteLater)
        self.opened.emit(dialog)
        dialog.open()

    def save_text(self, written: Manuscript) -> None:
        """Ask for a file and write the text to it."""
        suggested = self._folder / f"{file_name(written.poem)}.txt"
        name, _ = QFileDialog.getSaveFileName(
            self._widget, self.tr("Save the poem"), str(suggested), self.tr("Text (*.txt)")
        )
        if not name:
            return
        path = Path(name)
        path = path if path.suffix.lower() == ".txt" else path.with_name(f"{path.name}.txt")
        try:
            files.save(path, written, self._look())
        except UserError as error:
            self._notices.show_message(describe(error.code, error.params), kind="warning")
        else:
            self._on_saved(str(path))

    def copy_text(self, written: Manuscript) -> None:
        """Put the text on the clipboard."""
        text = poem_text(written.poem, written.stanzas, written.stops)
        QGuiApplication.clipboard().setText(text)
        self._notices.show_message(self.tr("The poem is on the clipboard."), seconds=6)

    def _on_saved(self, path: str) -> None:
        self._folder = Path(path).parent
        folder = QUrl.fromLocalFile(str(self._folder))
        self._notices.show_message(
            self.tr("Saved: {name}").format(name=Path(path).name),
            [(self.tr("Show the folder"), lambda: QDesktopServices.openUrl(folder))],
            seconds=TOLD_SECONDS,
        )

    def _look(self) -> Look:
        try:
            return msgspec.json.decode(self._settings.text("poetry_picture"), type=Look)
        except msgspec.MsgspecError:
            return Look()

    def _keep_look(self, look: Look) -> None:
        try:
            self._settings.set("poetry_picture", msgspec.json.encode(look).decode())
        except UserError as error:
            self._notices.show_message(describe(error.code, error.params), kind="warning")
