"""What the model can be asked to do with the text, as a menu, and a field to say it in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from app.services.words import QT_TRANSLATE_NOOP
from app.tabs.write.task.actions import Action
from app.tabs.write.task.counts import is_chinese
from app.ui.icons import set_icon
from app.ui.theme import Theme

Do = Callable[[Action, str], object]

SIMPLE: tuple[tuple[Action, str, str], ...] = (
    ("rewrite", QT_TRANSLATE_NOOP("WriteWishes", "Rewrite"), "Ctrl+Shift+R"),
    ("shorten", QT_TRANSLATE_NOOP("WriteWishes", "Shorten"), ""),
    ("expand", QT_TRANSLATE_NOOP("WriteWishes", "Expand"), ""),
    ("simplify", QT_TRANSLATE_NOOP("WriteWishes", "Simplify"), ""),
    ("grammar", QT_TRANSLATE_NOOP("WriteWishes", "Fix grammar"), "Ctrl+Shift+G"),
    ("vivid", QT_TRANSLATE_NOOP("WriteWishes", "Make vivid"), ""),
)
# Each tone with what the model is told, in English and in Chinese.
TONES: tuple[tuple[str, str, str], ...] = (
    (QT_TRANSLATE_NOOP("WriteWishes", "Friendly"), "warm and friendly", "亲切友好"),
    (QT_TRANSLATE_NOOP("WriteWishes", "Formal"), "formal", "正式"),
    (QT_TRANSLATE_NOOP("WriteWishes", "Confident"), "confident", "自信有力"),
    (QT_TRANSLATE_NOOP("WriteWishes", "Gentle"), "gentle and tactful", "委婉得体"),
    (QT_TRANSLATE_NOOP("WriteWishes", "Humorous"), "light and humorous", "轻松幽默"),
    (QT_TRANSLATE_NOOP("WriteWishes", "Matter-of-fact"), "sober and matter-of-fact", "冷静客观"),
)
LANGUAGES: tuple[tuple[str, str, str], ...] = (
    ("English", "English", "英文"),
    ("中文", "Chinese", "中文"),
    ("日本語", "Japanese", "日文"),
    ("Français", "French", "法文"),
    ("Deutsch", "German", "德文"),
    ("Español", "Spanish", "西班牙文"),
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("WriteWishes", text)


def fill(
    menu: QMenu, language: str, do: Do, say: Callable[[], object], *, binds: bool = False
) -> None:
    """List what can be done with a text in a language; `say` lets the person put it in words.

    The keys are told in each menu, and bound by the one that `binds`.
    """
    chinese = is_chinese(language)
    entry = menu.addAction(_tr(QT_TRANSLATE_NOOP("WriteWishes", "Say what to do…")), say)
    entry.setObjectName("write.ask.say")
    entry.setShortcut("Ctrl+J")
    menu.addSeparator()
    for action, text, keys in SIMPLE:
        entry = menu.addAction(_tr(text), partial(do, action, ""))
        entry.setObjectName(f"write.ask.{action}")
        if keys:
            entry.setShortcut(keys)
    tones = menu.addMenu(_tr(QT_TRANSLATE_NOOP("WriteWishes", "Change tone")))
    tones.menuAction().setObjectName("write.ask.tone")
    for text, english, han in TONES:
        tones.addAction(_tr(text), partial(do, "tone", han if chinese else english))
    languages = menu.addMenu(_tr(QT_TRANSLATE_NOOP("WriteWishes", "Translate into")))
    languages.menuAction().setObjectName("write.ask.translate")
    for name, english, han in LANGUAGES:
        languages.addAction(name, partial(do, "translate", han if chinese else english))
    for entry in () if binds else menu.actions():
        entry.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)


class WishField(QFrame):
    """Takes in words what is to be done with what is selected."""

    said = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("write.wish")
        self.setProperty("kind", "card")
        self.field = QLineEdit()
        self.field.setObjectName("write.wish.text")
        self.field.setMinimumWidth(320)
        self.send = QPushButton()
        self.send.setObjectName("write.wish.send")
        self.send.setProperty("kind", "primary")
        set_icon(self.send, "ph.arrow-up", theme, "accent_text")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(6)
        row.addWidget(self.field, 1)
        row.addWidget(self.send)
        self.field.returnPressed.connect(self._on_said)
        self.send.clicked.connect(self._on_said)
        self.hide()
        self.retranslate()

    def open_at(self, place: QPoint) -> None:
        """Open near a place of the parent."""
        self.adjustSize()
        parent = self.parentWidget()
        assert parent
        left = max(8, min(place.x(), parent.width() - self.width() - 8))
        top = max(8, min(place.y(), parent.height() - self.height() - 8))
        self.move(left, top)
        self.show()
        self.raise_()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def retranslate(self) -> None:
        self.field.setPlaceholderText(
            self.tr("What should be done with the text? e.g. “as a letter”")
        )
        self.field.setAccessibleName(self.tr("What should be done with the text"))
        self.send.setToolTip(self.tr("Ask the model"))
        self.send.setAccessibleName(self.tr("Ask the model"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _on_said(self) -> None:
        text = self.field.text().strip()
        if text:
            self._leave()
            self.said.emit(text)

    def _leave(self) -> None:
        self.hide()
        parent = self.parentWidget()
        if parent:
            parent.setFocus()
