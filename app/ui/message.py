"""One message of a transcript, with everything that can be done to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.icons import set_icon
from app.ui.richtext import RichText
from app.ui.theme import Theme


@dataclass(frozen=True)
class Entry:
    """What a message shows. `note` and `footer` are words for the person, already translated."""

    id: int
    role: Literal["user", "assistant"]
    text: str
    thinking: str = ""
    thinking_open: bool = False
    streaming: bool = False
    retry: bool = False
    version: int = 1
    versions: int = 1
    note: str = ""
    footer: str = ""


class MessageView(QFrame):
    """Shows an Entry; says what the person wants as (what, message id)."""

    wanted = Signal(str, int)
    link = Signal(str)

    def __init__(self, entry: Entry, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self._theme = theme
        self._name = f"chat.message.{entry.id}"
        self.setObjectName(self._name)
        user = entry.role == "user"
        self._frame = QFrame()
        self._frame.setProperty("kind", "bubble" if user else "reply")
        self._thinking_button = QPushButton()
        self._thinking_button.setCheckable(True)
        self._thinking_button.setProperty("kind", "thinking")
        self._thinking_button.setObjectName(f"{self._name}.thinking")
        self._thinking_button.toggled.connect(self._show_thinking)
        self._thinking = QLabel(wordWrap=True)
        self._thinking.setTextFormat(Qt.TextFormat.PlainText)
        self._thinking.setProperty("kind", "small")
        self._thinking.setContentsMargins(14, 0, 0, 8)
        self._thinking.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body = RichText(theme, markdown=not user)
        self.body.setObjectName(f"{self._name}.text")
        self.body.link.connect(self.link)
        self._note = QLabel(wordWrap=True)
        self._note.setProperty("kind", "small")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        inner = QVBoxLayout(self._frame)
        inner.setContentsMargins(*((16, 12, 16, 12) if user else (0, 4, 0, 0)))
        inner.setSpacing(4)
        for widget in (self._thinking_button, self._thinking, self.body, self._note):
            inner.addWidget(widget)
        row = QHBoxLayout()
        row.setContentsMargins(80 if user else 0, 0, 0, 0)
        row.addWidget(self._frame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 6)
        layout.setSpacing(2)
        layout.addLayout(row)
        layout.addLayout(self._build_actions(user))
        self._thinking.hide()
        theme.changed.connect(self.body.repaint_theme)
        self.retranslate()
        self.show_entry(entry)

    def retranslate(self) -> None:
        user = self.entry.role == "user"
        self.body.setAccessibleName(self.tr("Your message") if user else self.tr("Reply"))
        for key, button in self._buttons.items():
            name = {
                "copy": self.tr("Copy"),
                "edit": self.tr("Edit"),
                "regenerate": self.tr("Regenerate"),
                "continue": self.tr("Continue"),
                "retry": self.tr("Retry"),
                "more": self.tr("More"),
                "previous": self.tr("Previous version"),
                "next": self.tr("Next version"),
            }[key]
            button.setToolTip(name)
            button.setAccessibleName(name)
        self._buttons["retry"].setText(self.tr("Retry"))
        self._fill_menus()
        self._title_thinking()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_entry(self, entry: Entry) -> None:
        """Show what has changed."""
        self.entry = entry
        self.body.set_text(entry.text, growing=entry.streaming)
        self.body.setVisible(bool(entry.text))
        self._thinking_button.setVisible(bool(entry.thinking) or entry.thinking_open)
        if self._thinking_button.isChecked():
            self._thinking.setText(entry.thinking)
        self._title_thinking()
        self._note.setText(entry.note)
        self._note.setVisible(bool(entry.note))
        self._footer.setText(entry.footer)
        self._version.setText(f"{entry.version} / {entry.versions}")
        for widget in (self._buttons["previous"], self._version, self._buttons["next"]):
            widget.setVisible(entry.versions > 1)
        self._buttons["previous"].setEnabled(entry.version > 1)
        self._buttons["next"].setEnabled(entry.version < entry.versions)
        self._buttons["retry"].setVisible(entry.retry)
        for key in ("copy", "edit", "regenerate", "continue", "more"):
            if key in self._buttons:
                self._buttons[key].setEnabled(not entry.streaming)
        if "continue" in self._buttons:
            self._buttons["continue"].setVisible(bool(entry.text))

    def _build_actions(self, user: bool) -> QHBoxLayout:
        self._buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout()
        row.setSpacing(2)
        self._version = QLabel()
        self._version.setProperty("kind", "small")
        self._version.setObjectName(f"{self._name}.version")
        self._footer = QLabel()
        self._footer.setProperty("kind", "small")
        row.addWidget(self._button("previous", "ph.caret-left"))
        row.addWidget(self._version)
        row.addWidget(self._button("next", "ph.caret-right"))
        if user:
            row.insertStretch(0, 1)
        row.addWidget(self._button("copy", "ph.copy"))
        if user:
            row.addWidget(self._button("edit", "ph.pencil-simple"))
        else:
            row.addWidget(self._button("regenerate", "ph.arrows-clockwise"))
            row.addWidget(self._button("continue", "ph.arrow-line-right"))
        row.addWidget(self._button("more", "ph.dots-three"))
        row.addWidget(self._button("retry", "ph.arrow-counter-clockwise"))
        if not user:
            row.addStretch(1)
            row.addWidget(self._footer)
        for key in ("copy", "more"):
            self._buttons[key].setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            self._buttons[key].setMenu(QMenu(self))
        self._buttons["retry"].setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return row

    def _button(self, key: str, icon: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"{self._name}.{key}")
        set_icon(button, icon, self._theme, "faint")
        if key not in ("copy", "more"):
            button.clicked.connect(self._emitter(key))
        self._buttons[key] = button
        return button

    def _emitter(self, what: str) -> Callable[[], None]:
        return lambda: self.wanted.emit(what, self.entry.id)

    def _fill_menus(self) -> None:
        copy, more = self._buttons["copy"].menu(), self._buttons["more"].menu()
        copy.clear()
        more.clear()
        for label, what in (
            (self.tr("Copy as text"), "copy-text"),
            (self.tr("Copy as Markdown"), "copy-markdown"),
            (self.tr("Copy as HTML"), "copy-html"),
        ):
            copy.addAction(label, self._emitter(what))
        for label, what in (
            (self.tr("Delete this message"), "delete"),
            (self.tr("Delete this and all after it"), "delete-after"),
        ):
            more.addAction(label, self._emitter(what))

    def _title_thinking(self) -> None:
        text = self.tr("Thinking …") if self.entry.thinking_open else self.tr("Thought")
        sign = "▾" if self._thinking_button.isChecked() else "▸"
        self._thinking_button.setText(f"{sign} {text}")

    def _show_thinking(self, shown: bool) -> None:
        self._thinking.setText(self.entry.thinking)
        self._thinking.setVisible(shown)
        self._title_thinking()
