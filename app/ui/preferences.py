"""Settings > Preferences: the form made from the declarations."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.services.settings import Setting, Settings

GROUPS = ("look", "engine")


def _translate(text: str) -> str:
    return QCoreApplication.translate("Settings", text) if text else ""


class Preferences(QDialog):
    """Each change is applied and saved at once."""

    folder_chosen = Signal(str)

    def __init__(self, settings: Settings, data: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings.preferences")
        self.setMinimumWidth(520)
        self._settings = settings
        self._data = data
        self._titles: dict[str, QLabel] = {}
        self._rows: list[tuple[Setting, QLabel, QWidget]] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(14)
        for group in GROUPS:
            layout.addWidget(self._title(group))
            layout.addLayout(self._form(group))
        layout.addWidget(self._title("data"))
        layout.addLayout(self._data_row())
        layout.addStretch(1)
        self._close = QPushButton()
        self._close.setObjectName("settings.preferences.close")
        self._close.clicked.connect(self.reject)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Preferences"))
        titles = {
            "look": self.tr("Appearance"),
            "engine": self.tr("Engine"),
            "data": self.tr("Data folder"),
        }
        for group, label in self._titles.items():
            label.setText(titles[group])
        for setting, label, widget in self._rows:
            text = _translate(setting.label)
            label.setText(text)
            widget.setAccessibleName(text)
            widget.setToolTip(_translate(setting.help))
            if isinstance(widget, QComboBox):
                for index, (_, name) in enumerate(setting.choices):
                    widget.setItemText(index, _translate(name))
            elif isinstance(widget, QSpinBox) and setting.automatic:
                widget.setSpecialValueText(_translate(setting.automatic))
        self._open.setText(self.tr("Open"))
        self._change.setText(self.tr("Change…"))
        self._close.setText(self.tr("Close"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _title(self, group: str) -> QLabel:
        label = QLabel()
        label.setProperty("kind", "title")
        self._titles[group] = label
        return label

    def _form(self, group: str) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for setting in self._settings:
            if setting.group == group:
                label, field = QLabel(), self._field(setting)
                label.setBuddy(field)
                form.addRow(label, field)
                self._rows.append((setting, label, field))
        return form

    def _field(self, setting: Setting) -> QWidget:
        field = self._choice(setting) if setting.choices else self._number(setting)
        field.setObjectName(f"settings.{setting.name}")
        return field

    def _choice(self, setting: Setting) -> QComboBox:
        box = QComboBox()
        for value, name in setting.choices:
            box.addItem(_translate(name), value)
        box.setCurrentIndex(box.findData(self._settings.text(setting.name)))
        box.currentIndexChanged.connect(
            lambda: self._settings.set(setting.name, str(box.currentData()))
        )
        return box

    def _number(self, setting: Setting) -> QSpinBox:
        box = QSpinBox(minimum=setting.minimum, maximum=setting.maximum)
        box.setValue(self._settings.number(setting.name))
        box.setKeyboardTracking(False)
        box.lineEdit().setTextMargins(6, 0, 6, 0)
        if setting.name == "context":
            box.setSingleStep(1024)
        box.valueChanged.connect(_setter(self._settings, setting.name))
        return box

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


def _setter(settings: Settings, name: str) -> Callable[[int], None]:
    return lambda value: settings.set(name, value)
