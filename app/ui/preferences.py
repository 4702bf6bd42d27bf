"""Settings > Preferences: the form made from the declarations."""

from __future__ import annotations

import os

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.paths import Folders
from app.services.settings import Settings
from app.ui.settings_form import SettingsForm

GROUPS = ("look", "code", "engine", "states")
MARGIN = 80  # between the dialog and the ends of the screen, pixels


class Preferences(QDialog):
    """Each change is applied and saved at once."""

    folder_chosen = Signal(str)

    forget_wanted = Signal()

    def __init__(self, settings: Settings, folders: Folders, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings.preferences")
        self.setMinimumWidth(520)
        self._data = folders.data
        self._states = folders.states
        self._titles: dict[str, QLabel] = {}
        self._forms = [SettingsForm(settings, group) for group in GROUPS]
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(28, 24, 28, 12)
        column.setSpacing(14)
        for group, form in zip(GROUPS, self._forms, strict=True):
            column.addWidget(self._title(group))
            column.addWidget(form)
        column.addLayout(self._states_row())
        column.addWidget(self._title("data"))
        column.addLayout(self._data_row())
        column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys are the first field's
        area.setWidget(self._page)
        self._close = QPushButton()
        self._close.setObjectName("settings.preferences.close")
        self._close.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 16)
        layout.addWidget(area)
        foot = QHBoxLayout()
        foot.setContentsMargins(28, 0, 28, 0)
        foot.addStretch(1)
        foot.addWidget(self._close)
        layout.addLayout(foot)
        self.retranslate()
        self.resize(self.sizeHint())  # by itself a dialog takes two thirds of the screen at most

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Preferences"))
        titles = {
            "look": self.tr("Appearance"),
            "code": self.tr("Code"),
            "engine": self.tr("Engine"),
            "states": self.tr("Evaluated conversations are kept"),
            "data": self.tr("Data folder"),
        }
        for group, label in self._titles.items():
            label.setText(titles[group])
        self._clear.setText(self.tr("Clear"))
        self.show_kept()
        self._open.setText(self.tr("Open"))
        self._change.setText(self.tr("Change…"))
        self._close.setText(self.tr("Close"))
        width = max(form.label_width() for form in self._forms)
        for form in self._forms:
            form.set_label_width(width)

    def sizeHint(self) -> QSize:
        """Return the size at which nothing need be scrolled, or what the screen has."""
        page = self._page.sizeHint()
        wanted = page.height() + self._close.sizeHint().height() + 40
        room = self.screen().availableGeometry().height() - MARGIN
        return QSize(max(560, page.width() + 16), min(wanted, room))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _title(self, group: str) -> QLabel:
        label = QLabel()
        label.setProperty("kind", "title")
        self._titles[group] = label
        return label

    def show_kept(self) -> None:
        """Show the space that kept states take."""
        files = self._states.glob("*") if self._states.is_dir() else ()
        size = sum(file.stat().st_size for file in files)
        words = QLocale().formattedDataSize(size, 0, QLocale.DataSizeFormat.DataSizeSIFormat)
        self._kept.setText(self.tr("{size} on the disk").format(size=words))
        self._clear.setEnabled(size > 0)

    def _states_row(self) -> QHBoxLayout:
        self._kept = QLabel()
        self._kept.setObjectName("settings.states_size")
        self._kept.setProperty("kind", "muted")
        self._clear = QPushButton()
        self._clear.setObjectName("settings.states_clear")
        self._clear.clicked.connect(self.forget_wanted)
        row = QHBoxLayout()
        row.addWidget(self._kept, 1)
        row.addWidget(self._clear)
        return row

    def _data_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        path = QLabel(str(self._data))
        path.setProperty("kind", "muted")
        path.setWordWrap(True)
        path.setObjectName("settings.data_folder")
        self._open = QPushButton()
        self._open.setObjectName("settings.data_folder.open")
        url = QUrl.fromLocalFile(str(self._data))
        self._open.clicked.connect(lambda: QDesktopServices.openUrl(url))
        self._change = QPushButton()
        self._change.setObjectName("settings.data_folder.change")
        self._change.setVisible("INKSTONE_DATA_DIR" not in os.environ)
        self._change.clicked.connect(self._choose_folder)
        row.addWidget(path, 1)
        row.addWidget(self._open)
        row.addWidget(self._change)
        return row

    def _choose_folder(self) -> None:
        title = self.tr("Choose a data folder")
        chosen = QFileDialog.getExistingDirectory(self, title, str(self._data.parent))
        if chosen:
            self.folder_chosen.emit(chosen)
