"""The bar over the files: open, save, ask, and whether anything is suggested."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from app.ui.icons import set_icon
from app.ui.theme import Theme


class CodeBar(QFrame):
    """Tells what is wanted; `ask_menu` is filled by the owner before it is shown."""

    open_wanted = Signal()
    save_wanted = Signal()
    write_wanted = Signal()
    suggesting = Signal(bool)
    panel_toggled = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "header")
        self._open = self._button("open", "ph.folder-open", theme)
        self._save = self._button("save", "ph.floppy-disk", theme)
        self._ask = self._button("ask", "ph.question", theme)
        self._write = self._button("write", "ph.magic-wand", theme)
        self.ask_menu = QMenu(self._ask)
        self._ask.setMenu(self.ask_menu)
        self._ask.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.suggest_button = self._button("suggest", "ph.lightbulb", theme)
        self.suggest_button.setCheckable(True)
        self.panel_button = QToolButton()
        self.panel_button.setObjectName("code.panel_toggle")
        self.panel_button.setCheckable(True)
        set_icon(self.panel_button, "ph.chat-centered-text", theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 16, 6)
        row.setSpacing(4)
        for button in (self._open, self._save, self._ask, self._write):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.suggest_button)
        row.addWidget(self.panel_button)
        self._open.clicked.connect(self.open_wanted)
        self._save.clicked.connect(self.save_wanted)
        self._write.clicked.connect(self.write_wanted)
        self.suggest_button.toggled.connect(self.suggesting)
        self.panel_button.toggled.connect(self.panel_toggled)
        self.retranslate()

    def retranslate(self) -> None:
        self._open.setText(self.tr("Open"))
        self._save.setText(self.tr("Save"))
        self._ask.setText(self.tr("Ask about the code"))
        self._write.setText(self.tr("Write code…"))
        self._write.setToolTip(self.tr("Say what is wanted, and the model writes it"))
        self.suggest_button.setText(self.tr("Suggest"))
        self.suggest_button.setToolTip(self.tr("Suggest what comes next while I type"))
        name = self.tr("Questions and answers")
        self.panel_button.setToolTip(name)
        self.panel_button.setAccessibleName(name)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _button(self, name: str, icon: str, theme: Theme) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"code.{name}")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        set_icon(button, icon, theme)
        return button
