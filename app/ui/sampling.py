"""The knobs of the sampler, as a form over a model's own values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from app.protocol import Sampling

# Name, lowest, highest, step; whole numbers where the step is one.
FIELDS: tuple[tuple[str, float, float, float], ...] = (
    ("temperature", 0.0, 2.0, 0.05),
    ("top_k", 0, 1000, 1),
    ("top_p", 0.0, 1.0, 0.01),
    ("min_p", 0.0, 1.0, 0.01),
    ("repeat_penalty", 0.5, 2.0, 0.05),
    ("dry_multiplier", 0.0, 5.0, 0.1),
    ("max_tokens", 0, 1_000_000, 1),
    ("seed", -1, 2_147_483_647, 1),
)
NONE = {"max_tokens": 0, "seed": -1}
THINKING = (None, True, False)


class SamplingForm(QWidget):
    """Edits what differs from `base`; object names begin with `prefix`."""

    edited = Signal()

    def __init__(self, prefix: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = Sampling()
        self._quiet = False
        self._thinking = QComboBox()
        self._thinking.setObjectName(f"{prefix}.thinking")
        for _ in THINKING:
            self._thinking.addItem("")
        self._thinking.activated.connect(self._on_edited)
        self._labels: dict[str, QLabel] = {"thinking": QLabel(), "stop": QLabel()}
        self._fields: dict[str, QSpinBox | QDoubleSpinBox] = {}
        self._stop = QLineEdit()
        self._stop.setObjectName(f"{prefix}.sampling.stop")
        self._stop.editingFinished.connect(self._on_edited)
        form = self._form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self._labels["thinking"], self._thinking)
        for name, low, high, step in FIELDS:
            label = self._labels[name] = QLabel()
            field = self._fields[name] = self._spin(low, high, step)
            field.setObjectName(f"{prefix}.sampling.{name}")
            label.setBuddy(field)
            form.addRow(label, field)
        form.addRow(self._labels["stop"], self._stop)
        self.retranslate()

    def retranslate(self) -> None:
        names = {
            "temperature": self.tr("Temperature"),
            "top_k": self.tr("Top-k"),
            "top_p": self.tr("Top-p"),
            "min_p": self.tr("Min-p"),
            "repeat_penalty": self.tr("Repeat penalty"),
            "dry_multiplier": self.tr("DRY penalty"),
            "max_tokens": self.tr("Max tokens"),
            "seed": self.tr("Seed"),
            "thinking": self.tr("Thinking"),
            "stop": self.tr("Stop strings"),
        }
        for name, label in self._labels.items():
            label.setText(names[name])
        for name, field in self._fields.items():
            field.setAccessibleName(names[name])
        self._thinking.setAccessibleName(names["thinking"])
        self._stop.setAccessibleName(names["stop"])
        self._stop.setPlaceholderText(self.tr("separated by |"))
        self._fields["max_tokens"].setSpecialValueText(self.tr("No limit"))
        self._fields["seed"].setSpecialValueText(self.tr("Random"))
        for index, text in enumerate((self.tr("As the model does"), self.tr("On"), self.tr("Off"))):
            self._thinking.setItemText(index, text)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @property
    def thinking(self) -> bool | None:
        return THINKING[self._thinking.currentIndex()]

    def put_first(self, rows: Sequence[tuple[QLabel, QWidget]]) -> None:
        """Put other rows over the sampler's, in the same columns."""
        for index, (label, field) in enumerate(rows):
            label.setBuddy(field)
            self._form.insertRow(index, label, field)

    def show_values(
        self,
        base: Sampling,
        overrides: dict[str, Any],
        thinking: bool | None,
        can_think: bool,
    ) -> None:
        """Show what holds: `base` is what the model recommends."""
        self._quiet = True
        self._base = base
        sampling = msgspec.structs.replace(base, **overrides)
        for name, field in self._fields.items():
            value = getattr(sampling, name)
            field.setValue(NONE[name] if value is None else value)
        self._stop.setText("|".join(sampling.stop))
        self._thinking.setCurrentIndex(THINKING.index(thinking))
        self._thinking.setVisible(can_think)
        self._labels["thinking"].setVisible(can_think)
        self._quiet = False

    def overrides(self) -> dict[str, Any]:
        """Return what differs from the base."""
        values: dict[str, Any] = {}
        for name, field in self._fields.items():
            value = field.value()
            values[name] = None if NONE.get(name) == value else value
        values["stop"] = tuple(part for part in self._stop.text().split("|") if part)
        return {
            name: value
            for name, value in values.items()
            if value != _rounded(getattr(self._base, name))
        }

    def _spin(self, low: float, high: float, step: float) -> QSpinBox | QDoubleSpinBox:
        field: QSpinBox | QDoubleSpinBox
        if step == 1:
            field = QSpinBox(minimum=int(low), maximum=int(high))
        else:
            field = QDoubleSpinBox(minimum=low, maximum=high, singleStep=step, decimals=2)
        field.setKeyboardTracking(False)
        field.lineEdit().setTextMargins(6, 0, 6, 0)
        field.valueChanged.connect(self._on_edited)
        return field

    def _on_edited(self) -> None:
        if not self._quiet:
            self.edited.emit()


def _rounded(value: Any) -> Any:
    return round(value, 2) if isinstance(value, float) else value
