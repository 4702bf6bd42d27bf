"""What holds for one conversation: its system prompt and its sampling."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.protocol import Sampling
from app.services.store import SystemPrompt

SAVE_DELAY_MS = 400
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


class ConversationPanel(QScrollArea):
    """Edits plain data; the tab stores it."""

    system_prompt_changed = Signal(str)
    sampling_changed = Signal(dict, object)  # overrides of the model's sampling, thinking
    prompt_saved = Signal(str, str)
    prompt_deleted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chat.panel")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(320)
        self._base = Sampling()
        self._prompts: list[SystemPrompt] = []
        self._quiet = False
        self._delay = QTimer(self, singleShot=True, interval=SAVE_DELAY_MS)
        self._delay.timeout.connect(self.flush)
        self._title = QLabel()
        self._title.setProperty("kind", "title")
        self._system = QPlainTextEdit()
        self._system.setObjectName("chat.system_prompt")
        self._system.setMinimumHeight(110)
        self._system.textChanged.connect(self._edited)
        self._saved = QComboBox()
        self._saved.setObjectName("chat.saved_prompts")
        self._saved.activated.connect(self._use_saved)
        self._save = QPushButton()
        self._save.setObjectName("chat.save_prompt")
        self._save.clicked.connect(self._ask_name)
        self._forget = QPushButton()
        self._forget.setObjectName("chat.forget_prompt")
        self._forget.clicked.connect(self._delete_saved)
        self._advanced = QLabel()
        self._advanced.setProperty("kind", "title")
        self._thinking = QComboBox()
        self._thinking.setObjectName("chat.thinking")
        for value in (None, True, False):
            self._thinking.addItem("", value)
        self._thinking.activated.connect(self._sampling_edited)
        self._labels: dict[str, QLabel] = {"thinking": QLabel(), "stop": QLabel()}
        self._fields: dict[str, QSpinBox | QDoubleSpinBox] = {}
        self._stop = QLineEdit()
        self._stop.setObjectName("chat.sampling.stop")
        self._stop.editingFinished.connect(self._sampling_edited)
        self._reset = QPushButton()
        self._reset.setObjectName("chat.sampling.reset")
        self._reset.clicked.connect(self._reset_sampling)
        self.setWidget(self._build())
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self.tr("System prompt"))
        self._system.setAccessibleName(self.tr("System prompt"))
        self._system.setPlaceholderText(
            self.tr("How the model should behave in this conversation, e.g. “Answer briefly.”")
        )
        self._saved.setAccessibleName(self.tr("Saved system prompts"))
        self._save.setText(self.tr("Save"))
        self._forget.setText(self.tr("Remove"))
        self._advanced.setText(self.tr("Advanced"))
        self._reset.setText(self.tr("Use the model's own values"))
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
        self.set_prompts(self._prompts)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def set_prompts(self, prompts: list[SystemPrompt]) -> None:
        """Fill the list of saved system prompts."""
        self._prompts = prompts
        self._saved.clear()
        self._saved.addItem(self.tr("Saved prompts"), None)
        for prompt in prompts:
            self._saved.addItem(prompt.name, prompt.id)
        self._forget.setEnabled(bool(prompts))

    def show_conversation(
        self,
        system_prompt: str,
        base: Sampling,
        overrides: dict[str, Any],
        thinking: bool | None,
        can_think: bool,
    ) -> None:
        """Show the values of a conversation; `base` is what the model recommends."""
        self.flush()
        self._quiet = True
        self._base = base
        if self._system.toPlainText() != system_prompt:
            self._system.setPlainText(system_prompt)
        sampling = msgspec.structs.replace(base, **overrides)
        for name, field in self._fields.items():
            value = getattr(sampling, name)
            field.setValue(NONE[name] if value is None else value)
        self._stop.setText("|".join(sampling.stop))
        self._thinking.setCurrentIndex((None, True, False).index(thinking))
        self._thinking.setVisible(can_think)
        self._labels["thinking"].setVisible(can_think)
        self._quiet = False

    def flush(self) -> None:
        """Hand on a system prompt that is still being typed."""
        if self._delay.isActive():
            self._delay.stop()
            self.system_prompt_changed.emit(self._system.toPlainText())

    def _build(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(12)
        layout.addWidget(self._title)
        layout.addWidget(self._system)
        layout.addWidget(self._saved)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._save)
        row.addWidget(self._forget)
        layout.addLayout(row)
        layout.addSpacing(12)
        layout.addWidget(self._advanced)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self._labels["thinking"], self._thinking)
        for name, low, high, step in FIELDS:
            label = self._labels[name] = QLabel()
            field = self._fields[name] = self._spin(low, high, step)
            field.setObjectName(f"chat.sampling.{name}")
            label.setBuddy(field)
            form.addRow(label, field)
        form.addRow(self._labels["stop"], self._stop)
        layout.addLayout(form)
        layout.addWidget(self._reset)
        layout.addStretch(1)
        return page

    def _spin(self, low: float, high: float, step: float) -> QSpinBox | QDoubleSpinBox:
        field: QSpinBox | QDoubleSpinBox
        if step == 1:
            field = QSpinBox(minimum=int(low), maximum=int(high))
        else:
            field = QDoubleSpinBox(minimum=low, maximum=high, singleStep=step, decimals=2)
        field.setKeyboardTracking(False)
        field.lineEdit().setTextMargins(6, 0, 6, 0)
        field.valueChanged.connect(self._sampling_edited)
        return field

    def _edited(self) -> None:
        if not self._quiet:
            self._delay.start()

    def _sampling_edited(self) -> None:
        if not self._quiet:
            self.sampling_changed.emit(self._overrides(), self._thinking.currentData())

    def _overrides(self) -> dict[str, Any]:
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

    def _reset_sampling(self) -> None:
        self.sampling_changed.emit({}, None)

    def _use_saved(self, index: int) -> None:
        if index > 0:
            self._system.setPlainText(self._prompts[index - 1].text)

    def _ask_name(self) -> None:
        text = self._system.toPlainText().strip()
        if text:
            name, agreed = QInputDialog.getText(
                self, self.tr("Save system prompt"), self.tr("Name"), text=text[:30]
            )
            if agreed and name.strip():
                self.prompt_saved.emit(name.strip(), text)

    def _delete_saved(self) -> None:
        number = self._saved.currentData()
        if number is not None:
            self.prompt_deleted.emit(number)


def _rounded(value: Any) -> Any:
    return round(value, 2) if isinstance(value, float) else value
