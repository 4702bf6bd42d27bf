"""A form made from the declarations of a group of settings; each change is saved at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from app.services.settings import Setting, Settings


def translate(text: str) -> str:
    """Translate a text of a declaration."""
    return QCoreApplication.translate("Settings", text) if text else ""


class SettingsForm(QWidget):
    """The settings of one group, in the order of their declarations."""

    def __init__(self, settings: Settings, group: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._rows: list[tuple[Setting, QLabel, QWidget]] = []
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for setting in settings:
            if setting.group == group:
                label, field = QLabel(), self._field(setting)
                field.setObjectName(f"settings.{setting.name}")
                label.setBuddy(field)
                if isinstance(field, QCheckBox):
                    form.addRow(field)
                else:
                    form.addRow(label, field)
                self._rows.append((setting, label, field))
        self.retranslate()

    def retranslate(self) -> None:
        for setting, label, widget in self._rows:
            text = translate(setting.label)
            label.setText(text)
            widget.setAccessibleName(text)
            widget.setToolTip(translate(setting.help))
            if isinstance(widget, QComboBox):
                for index, (_, name) in enumerate(setting.choices or setting.suggestions):
                    widget.setItemText(index, translate(name))
            elif isinstance(widget, QSpinBox) and setting.automatic:
                widget.setSpecialValueText(translate(setting.automatic))
            elif isinstance(widget, QCheckBox):
                widget.setText(text)
            elif isinstance(widget, QLineEdit):
                widget.setPlaceholderText(translate(setting.help))

    def label_width(self) -> int:
        """Return the width that the labels want."""
        return max((label.sizeHint().width() for _, label, _ in self._rows), default=0)

    def set_label_width(self, width: int) -> None:
        """Line the fields up with those of other forms."""
        for _, label, _ in self._rows:
            label.setMinimumWidth(width)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _field(self, setting: Setting) -> QWidget:
        if setting.choices:
            return self._choice(setting)
        if setting.suggestions:
            return self._suggestion(setting)
        if isinstance(setting.default, bool):
            return self._switch(setting)
        if isinstance(setting.default, int):
            return self._number(setting)
        return self._line(setting)

    def _choice(self, setting: Setting) -> QComboBox:
        box = QComboBox()
        for value, name in setting.choices:
            box.addItem(translate(name), value)
        box.setCurrentIndex(box.findData(self._settings.value(setting.name)))
        box.currentIndexChanged.connect(lambda: self._settings.set(setting.name, box.currentData()))
        return box

    def _suggestion(self, setting: Setting) -> QComboBox:
        """Offer named values; what is typed is taken as it stands."""
        box = QComboBox(editable=True, insertPolicy=QComboBox.InsertPolicy.NoInsert)
        for value, name in setting.suggestions:
            box.addItem(translate(name), value)
        present = self._settings.text(setting.name)
        at = box.findData(present)
        box.setCurrentIndex(at)
        if at < 0:
            box.setEditText(present)

        def save() -> None:
            at = box.findText(box.currentText())
            text = box.itemData(at) if at >= 0 else " ".join(box.currentText().split())
            self._settings.set(setting.name, text or setting.default)

        box.activated.connect(save)
        edit = box.lineEdit()
        assert edit
        edit.editingFinished.connect(save)
        return box

    def _switch(self, setting: Setting) -> QCheckBox:
        box = QCheckBox()
        box.setChecked(self._settings.flag(setting.name))
        box.toggled.connect(lambda on: self._settings.set(setting.name, on))
        return box

    def _line(self, setting: Setting) -> QLineEdit:
        line = QLineEdit(self._settings.text(setting.name))
        line.editingFinished.connect(lambda: self._settings.set(setting.name, line.text().strip()))
        return line

    def _number(self, setting: Setting) -> QSpinBox:
        box = QSpinBox(minimum=setting.minimum, maximum=setting.maximum)
        box.setValue(self._settings.number(setting.name))
        box.setKeyboardTracking(False)
        box.lineEdit().setTextMargins(6, 0, 6, 0)
        if setting.name == "context":
            box.setSingleStep(1024)
        box.valueChanged.connect(_setter(self._settings, setting.name))
        return box


def _setter(settings: Settings, name: str) -> Callable[[int], None]:
    return lambda value: settings.set(name, value)
