"""The bar over the files: open, save, ask, and whether anything is suggested."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from app.ui.icons import set_icon
from app.ui.theme import Theme

PADDING = "QToolButton { padding: 4px 2px 4px 9px; }"  # the style leaves room behind the text


class CodeBar(QFrame):
    """Tells what is wanted; `ask_menu` is filled by the owner before it is shown.

    Where there is little room the buttons show their icons alone.
    """

    open_wanted = Signal()
    save_wanted = Signal()
    write_wanted = Signal()
    suggesting = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "header")
        self._labelled: list[QToolButton] = []
        self._shows_labels = False
        self._needed = 0  # pixels
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
        row.setContentsMargins(6, 6, 16, 6)
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
        self.retranslate()

    def retranslate(self) -> None:
        for button, words in (
            (self._open, self.tr("Open")),
            (self._save, self.tr("Save")),
            (self._ask, self.tr("Ask about the code")),
        ):
            button.setText(words)
            button.setToolTip(words)
        self._write.setText(self.tr("Write code…"))
        self._write.setToolTip(self.tr("Say what is wanted, and the model writes it"))
        self.suggest_button.setText(self.tr("Suggest"))
        self.suggest_button.setToolTip(self.tr("Suggest what comes next while I type"))
        name = self.tr("Questions and answers")
        self.panel_button.setToolTip(name)
        self.panel_button.setAccessibleName(name)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._measure()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._style(labels=self.width() >= self._needed)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def _measure(self) -> None:
        """Find the room that the labels need."""
        self._style(labels=True)
        self._needed = self.sizeHint().width()
        self._style(labels=self.width() >= self._needed)

    def _style(self, *, labels: bool) -> None:
        if labels == self._shows_labels:
            return
        self._shows_labels = labels
        style = Qt.ToolButtonStyle
        for button in self._labelled:
            button.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if labels else style.ToolButtonIconOnly
            )
            button.setStyleSheet(PADDING if labels else "")

    def _button(self, name: str, icon: str, theme: Theme) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"code.{name}")
        self._labelled.append(button)
        set_icon(button, icon, theme)
        return button
