"""What holds for one conversation: its system prompt and its sampling."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.protocol import Sampling
from app.services.store import SystemPrompt
from app.ui.sampling import SamplingForm

SAVE_DELAY_MS = 400


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
        self._sampling = SamplingForm("chat")
        self._sampling.edited.connect(
            lambda: self.sampling_changed.emit(self._sampling.overrides(), self._sampling.thinking)
        )
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
        if self._system.toPlainText() != system_prompt:
            self._system.setPlainText(system_prompt)
        self._sampling.show_values(base, overrides, thinking, can_think)
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
        layout.addWidget(self._sampling)
        layout.addWidget(self._reset)
        layout.addStretch(1)
        return page

    def _edited(self) -> None:
        if not self._quiet:
            self._delay.start()

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
