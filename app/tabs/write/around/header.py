"""What stands over the text: its title, the tools, and what the model is asked for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.tabs.write.around.tools import Tools
from app.tabs.write.editor.editor import RichEditor
from app.ui.icons import set_icon
from app.ui.theme import Theme

GROWTH = 7  # points that the title is larger


class Header(QFrame):
    """Tells what is wanted; `ask_menu` is filled by the owner.

    Where there is little room the buttons for the model show their icons alone.
    """

    title_edited = Signal(str)
    table_wanted = Signal()
    image_wanted = Signal()
    continue_wanted = Signal()
    stop_wanted = Signal()
    focus_toggled = Signal(bool)
    panel_toggled = Signal(bool)

    def __init__(self, editor: RichEditor, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("write.header")
        self.setProperty("kind", "header")
        self._theme = theme
        self._needed = 0  # pixels
        self.title = _Title()
        self.title.setObjectName("write.title")
        self.title.textEdited.connect(self.title_edited)
        self.title.left.connect(editor.setFocus)
        self.tools = Tools(editor, theme)
        self.tools.table_wanted.connect(self.table_wanted)
        self.tools.image_wanted.connect(self.image_wanted)
        self.ask_button = self._push("ask", "ph.sparkle", "accent_text")
        self.ask_button.setProperty("kind", "primary")
        self.ask_menu = QMenu(self.ask_button)
        self.ask_menu.setObjectName("write.ask.menu")
        self.ask_button.setMenu(self.ask_menu)
        self.continue_button = self._push("continue", "ph.fast-forward", "text")
        self.continue_button.clicked.connect(self.continue_wanted)
        self.stop_button = self._push("stop", "ph.stop", "text")
        self.stop_button.clicked.connect(self.stop_wanted)
        self.focus_button = self._toggle("focus", "ph.crosshair-simple")
        self.focus_button.toggled.connect(self.focus_toggled)
        self.panel_button = self._toggle("panel", "ph.columns")
        self.panel_button.toggled.connect(self.panel_toggled)
        self._build()
        theme.changed.connect(self._on_theme)
        self.show_busy(False)
        self._on_theme()
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setPlaceholderText(self.tr("Untitled"))
        self.title.setAccessibleName(self.tr("Title"))
        for toggle, words in (
            (self.focus_button, self.tr("Focus: only the present paragraph stands out")),
            (self.panel_button, self.tr("Side panel")),
        ):
            toggle.setToolTip(words)
            toggle.setAccessibleName(words)
        for button, words in self._labels():
            button.setAccessibleName(words)
        self.ask_button.setToolTip(
            self.tr("Rewrite, shorten, translate or change what is selected")
        )
        self.continue_button.setToolTip(self.tr("Let the model go on at the cursor"))
        self.stop_button.setToolTip(self.tr("Stop (Ctrl+.)"))
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._measure()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._label(self.width() >= self._needed)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def set_title(self, title: str) -> None:
        """Show a title without telling of it; what is being typed stays as it is."""
        if title != self.title.text():
            self.title.setText(title)
            self.title.setCursorPosition(0)

    def show_busy(self, busy: bool) -> None:
        """Offer to stop while something is written."""
        self.ask_button.setEnabled(not busy)
        self.continue_button.setVisible(not busy)
        self.stop_button.setVisible(busy)

    # Inside ------------------------------------------------------------------------------

    def _labels(self) -> tuple[tuple[QPushButton, str], ...]:
        return (
            (self.ask_button, self.tr("Ask the model")),
            (self.continue_button, self.tr("Continue")),
            (self.stop_button, self.tr("Stop")),
        )

    def _measure(self) -> None:
        """Find the room that the labels need."""
        self._label(True)
        self._needed = self.sizeHint().width()
        self._label(self.width() >= self._needed)

    def _label(self, shown: bool) -> None:
        for button, words in self._labels():
            button.setText(words if shown else "")

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(4)
        top.addWidget(self.title, 1)
        top.addWidget(self.focus_button)
        top.addWidget(self.panel_button)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.tools)
        row.addStretch(1)
        for button in (self.continue_button, self.stop_button, self.ask_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 14, 8)
        column.setSpacing(6)
        column.addLayout(top)
        column.addLayout(row)

    def _push(self, name: str, picture: str, role: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"write.{name}")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor in the text
        set_icon(button, picture, self._theme, role)
        return button

    def _toggle(self, name: str, picture: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"write.{name}")
        button.setCheckable(True)
        set_icon(button, picture, self._theme)
        return button

    def _on_theme(self) -> None:
        self.title.setStyleSheet(
            f"QLineEdit {{ background: transparent; border: none; padding: 2px 0;"
            f" font-size: {self._theme.points + GROWTH}pt; font-weight: 600; }}"
        )


class _Title(QLineEdit):
    """A line that the keys Enter and Down leave."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)
