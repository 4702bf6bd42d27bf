"""What holds for one model: context, cache, sampling, thinking, LoRA adapters."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.protocol import Adapter, KvType, Sampling
from app.services.library import InstalledModel
from app.services.options import ModelOptions
from app.ui.sampling import SamplingForm

KV_TYPES: tuple[KvType | None, ...] = (None, "f16", "q8_0", "q4_0")
AUTOMATIC, NONE = "auto", ""  # data of the first two draft models


class OptionsForm(QWidget):
    """Folded at first; `changed` carries the new options, `adapter_wanted` asks for a file."""

    changed = Signal(object)
    adapter_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = ModelOptions()
        self._quiet = False
        self._toggle = QPushButton()
        self._toggle.setObjectName("models.options")
        self._toggle.setProperty("kind", "thinking")
        self._toggle.setCheckable(True)
        self._body = QFrame()
        self._body.setVisible(False)
        self._toggle.toggled.connect(self._unfold)
        self._context = QSpinBox(maximum=1_048_576, singleStep=1024)
        self._context.setObjectName("models.options.context")
        self._layers = QSpinBox(minimum=-1, maximum=999)
        self._layers.setObjectName("models.options.gpu_layers")
        self._kv_type = QComboBox()
        self._kv_type.setObjectName("models.options.kv_type")
        for _ in KV_TYPES:
            self._kv_type.addItem("")
        self._draft = QComboBox()
        self._draft.setObjectName("models.options.draft")
        self._draft.addItem("", AUTOMATIC)
        self._draft.addItem("", NONE)
        self._sampling = SamplingForm("models.options")
        self._add = QPushButton()
        self._add.setObjectName("models.options.add_adapter")
        self._adapters = QVBoxLayout()
        self._adapter_title = QLabel()
        self._labels = [QLabel() for _ in range(4)]
        for spin in (self._context, self._layers):
            spin.setKeyboardTracking(False)
            spin.lineEdit().setTextMargins(6, 0, 6, 0)
            spin.valueChanged.connect(self._save)
        self._kv_type.activated.connect(self._save)
        self._draft.activated.connect(self._save)
        self._sampling.edited.connect(self._save)
        self._add.clicked.connect(self.adapter_wanted)
        self._build()
        self.retranslate()

    def retranslate(self) -> None:
        self._toggle.setText(("▾  " if self._toggle.isChecked() else "▸  ") + self.tr("Advanced"))
        names = (
            self.tr("Context length"),
            self.tr("GPU layers"),
            self.tr("KV cache"),
            self.tr("Draft model"),
        )
        fields = self._fields()
        for label, name, field in zip(self._labels, names, fields, strict=True):
            label.setText(name)
            field.setAccessibleName(name)
        default = self.tr("As in the preferences")
        self._context.setSpecialValueText(default)
        self._layers.setSpecialValueText(default)
        kinds = (default, self.tr("16 bit (best)"), self.tr("8 bit"), self.tr("4 bit (smallest)"))
        for index, text in enumerate(kinds):
            self._kv_type.setItemText(index, text)
        self._draft.setItemText(0, self.tr("Automatic"))
        self._draft.setItemText(1, self.tr("None"))
        self._draft.setToolTip(self.tr("A small model of the same family that speeds this one up."))
        self._adapter_title.setText(self.tr("LoRA adapters"))
        self._add.setText(self.tr("Attach an adapter…"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_options(
        self,
        options: ModelOptions,
        base: Sampling,
        can_think: bool,
        drafters: Sequence[InstalledModel],
    ) -> None:
        """Show the options of a model; `base` is the sampling of its card."""
        self._quiet = True
        self._options = options
        self._context.setValue(options.context or 0)
        self._layers.setValue(-1 if options.gpu_layers is None else options.gpu_layers)
        self._kv_type.setCurrentIndex(KV_TYPES.index(options.kv_type))
        while self._draft.count() > 2:
            self._draft.removeItem(self._draft.count() - 1)
        for model in drafters:
            self._draft.addItem(model.name, str(model.path))
        chosen = AUTOMATIC if options.draft is None else options.draft
        self._draft.setCurrentIndex(max(0, self._draft.findData(chosen)))
        self._sampling.show_values(base, options.sampling, options.thinking, can_think)
        self._show_adapters(options.adapters)
        self._quiet = False

    def attach(self, path: Path) -> None:
        """Add an adapter at full strength."""
        if all(adapter.path != str(path) for adapter in self._options.adapters):
            self._set_adapters([*self._options.adapters, Adapter(str(path))])

    def _unfold(self, open_: bool) -> None:
        self._body.setVisible(open_)
        self.retranslate()

    def _save(self) -> None:
        if self._quiet:
            return
        layers, draft = self._layers.value(), self._draft.currentData()
        self._emit(
            msgspec.structs.replace(
                self._options,
                context=self._context.value() or None,
                gpu_layers=None if layers < 0 else layers,
                kv_type=KV_TYPES[self._kv_type.currentIndex()],
                draft=None if draft == AUTOMATIC else draft,
                sampling=self._sampling.overrides(),
                thinking=self._sampling.thinking,
            )
        )

    def _emit(self, options: ModelOptions) -> None:
        self._options = options
        self.changed.emit(options)

    def _set_adapters(self, adapters: Sequence[Adapter]) -> None:
        self._emit(msgspec.structs.replace(self._options, adapters=tuple(adapters)))
        self._show_adapters(adapters)

    def _show_adapters(self, adapters: Sequence[Adapter]) -> None:
        while (old := self._adapters.takeAt(0)) is not None:
            widget = old.widget()
            if widget:
                widget.deleteLater()
        for index, adapter in enumerate(adapters):
            self._adapters.addWidget(self._adapter_row(index, adapter))

    def _adapter_row(self, index: int, adapter: Adapter) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        name = Path(adapter.path).name
        strength = QDoubleSpinBox(minimum=-4.0, maximum=4.0, singleStep=0.1, decimals=2)
        strength.setObjectName(f"models.options.strength.{index}")
        strength.setAccessibleName(self.tr("Strength of {name}").format(name=name))
        strength.setValue(adapter.strength)
        strength.setKeyboardTracking(False)
        strength.valueChanged.connect(lambda value: self._set_strength(index, value))
        remove = QToolButton()
        remove.setText("✕")
        remove.setObjectName(f"models.options.detach.{index}")
        remove.setAccessibleName(self.tr("Take {name} off").format(name=name))
        remove.clicked.connect(
            lambda: self._set_adapters(
                [a for at, a in enumerate(self._options.adapters) if at != index]
            )
        )
        label = QLabel(name)
        label.setToolTip(adapter.path)
        layout.addWidget(label, 1)
        layout.addWidget(strength)
        layout.addWidget(remove)
        return row

    def _set_strength(self, index: int, value: float) -> None:
        adapters = list(self._options.adapters)
        adapters[index] = Adapter(adapters[index].path, value)
        self._emit(msgspec.structs.replace(self._options, adapters=tuple(adapters)))

    def _fields(self) -> tuple[QWidget, ...]:
        return self._context, self._layers, self._kv_type, self._draft

    def _build(self) -> None:
        self._sampling.put_first(list(zip(self._labels, self._fields(), strict=True)))
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 6, 0, 0)
        body.setSpacing(8)
        body.addWidget(self._sampling)
        body.addWidget(self._adapter_title)
        body.addLayout(self._adapters)
        foot = QHBoxLayout()
        foot.addWidget(self._add)
        foot.addStretch(1)
        body.addLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._toggle)
        layout.addWidget(self._body)
