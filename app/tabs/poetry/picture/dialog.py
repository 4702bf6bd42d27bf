"""A poem as a picture: how it is to look, and where it is to be saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.protocol import UserError
from app.services.errors import describe
from app.tabs.poetry.picture import files, words
from app.tabs.poetry.picture.choices import Choices
from app.tabs.poetry.picture.look import Look
from app.tabs.poetry.picture.preview import Preview
from app.tabs.poetry.task.text import Manuscript, file_name, poem_text
from app.ui.dialogs import ask
from app.ui.notice import NoticeBar

SIZE = QSize(760, 620)  # pixels
EDGE = QSize(40, 80)  # pixels of a screen that are left free
CHOICES = 270  # pixels
TOLD_SECONDS = 12


class PictureDialog(QDialog):
    """Shows the picture of a poem while its look is chosen, and saves or copies it.

    `saved` carries the path, `look_changed` the Look; `folder` is where saving begins.
    """

    saved = Signal(str)
    look_changed = Signal(object)

    def __init__(
        self, written: Manuscript, look: Look, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("poetry.picture")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._written, self._folder = written, folder
        self.preview = Preview(written, look)
        self.choices = Choices(look, chinese=written.poem.chinese)
        self.choices.changed.connect(self._on_changed)
        self.notices = NoticeBar("poetry.picture.notices")
        self.copy_button = QPushButton()
        self.copy_button.setObjectName("poetry.picture.copy")
        self.copy_button.setAutoDefault(False)
        self.copy_button.clicked.connect(self.copy)
        self.close_button = QPushButton()
        self.close_button.setObjectName("poetry.picture.close")
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.reject)
        self.save_button = QPushButton()
        self.save_button.setObjectName("poetry.picture.save")
        self.save_button.setProperty("kind", "primary")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.save)
        self._build()
        self.save_button.setFocus()
        self.retranslate()

    @property
    def look(self) -> Look:
        """The look as it is chosen now."""
        return self.choices.look

    def save(self) -> None:
        """Ask for a file and write the picture to it."""
        path = self._ask_target(self.choices.suffix)
        if path is None:
            return
        try:
            files.save(path, self._written, self.look)
        except UserError as error:
            self.notices.show_message(describe(error.code, error.params), kind="warning")
            return
        self._tell_saved(path)
        self.saved.emit(str(path))

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(files.image(self._written, self.look))
        self.notices.show_message(self.tr("The picture was copied."), seconds=TOLD_SECONDS)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Poem as a picture"))
        self.copy_button.setText(self.tr("Copy picture"))
        self.close_button.setText(self.tr("Close"))
        self.save_button.setText(self.tr("Save…"))
        self.preview.setAccessibleName(self.tr("Preview of the picture"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        free = self.screen().availableGeometry().size() - EDGE
        self.resize(SIZE.boundedTo(free))
        super().showEvent(event)

    # Inside -------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        self.preview.show_look(self.look)
        self._describe()
        self.look_changed.emit(self.look)

    def _describe(self) -> None:
        """Give the poem to those who cannot see its picture."""
        poem, author = self._written.poem, self.look.author
        text = poem_text(poem, self._written.stanzas, self._written.stops, author)
        self.preview.setAccessibleDescription(text)

    def _ask_target(self, suffix: str) -> Path | None:
        """Ask where to save; the name gets the suffix where it has none."""
        title = self.tr("Save the picture")
        start = self._folder / f"{file_name(self._written.poem)}.{suffix}"
        filters = f"{words.format_name(suffix)} (*.{suffix})"
        chosen, _ = QFileDialog.getSaveFileName(self, title, str(start), filters)
        if not chosen:
            return None
        path = Path(chosen)
        self._folder = path.parent
        if path.suffix.lower() == f".{suffix}":
            return path
        path = path.with_name(f"{path.name}.{suffix}")
        return path if not path.exists() or self._ask_replace(title, path) else None

    def _ask_replace(self, title: str, path: Path) -> bool:
        question = self.tr("There is a file named {file} already.").format(file=path.name)
        return ask(self, title, question, self.tr("Replace it"), self.tr("Cancel"))

    def _tell_saved(self, path: Path) -> None:
        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

        text = self.tr("Saved as {file}.").format(file=path.name)
        self.notices.show_message(text, [(self.tr("Show in folder"), show)], seconds=TOLD_SECONDS)

    def _build(self) -> None:
        self._describe()
        self.choices.setFixedWidth(CHOICES)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.preview, 1)
        middle.addWidget(self.choices)
        foot = QFrame()
        foot.setProperty("kind", "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(8)
        row.addWidget(self.copy_button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notices)
        layout.addLayout(middle, 1)
        layout.addWidget(foot)
