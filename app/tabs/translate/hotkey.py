"""The dialog that chooses the hotkey."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.services.hotkeys.hotkey import SUGGESTED, Grab, Hotkey
from app.services.settings import Settings
from app.services.words import QT_TRANSLATE_NOOP

OPTION = "--translate-clipboard"
PORTABLE = QKeySequence.SequenceFormat.PortableText
REFUSALS = {
    Grab.TAKEN: QT_TRANSLATE_NOOP(
        "Hotkey", "Another program holds {keys}. Choose another combination."
    ),
    Grab.UNSUITABLE: QT_TRANSLATE_NOOP(
        "Hotkey",
        "{keys} cannot be used: it is needed for typing, or not on this keyboard. Take Ctrl, Alt or"
        " a function key along.",
    ),
    Grab.UNAVAILABLE: QT_TRANSLATE_NOOP(
        "Hotkey", "This desktop lets no program have {keys} everywhere."
    ),
}


class HotkeyDialog(QDialog):
    """Takes a combination at once; what cannot be had is told, and the former one stays."""

    def __init__(self, hotkey: Hotkey, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("translate.hotkey")
        self.setMinimumWidth(420)
        self._hotkey = hotkey
        self._settings = settings
        self._refused = ""  # what could not be had
        self._about = QLabel(wordWrap=True)
        self._keys = QKeySequenceEdit(maximumSequenceLength=1, clearButtonEnabled=True)
        self._keys.setObjectName("translate.hotkey.keys")
        self._suggestion = QPushButton()
        self._suggestion.setObjectName("translate.hotkey.suggestion")
        self._command = QLineEdit(command(), readOnly=True)
        self._command.setCursorPosition(0)
        self._command.setObjectName("translate.hotkey.command")
        self._state = QLabel(wordWrap=True)
        self._state.setObjectName("translate.hotkey.state")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setObjectName(
            "translate.hotkey.close"
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(12)
        for widget in (self._about, self._keys, self._command, self._state):
            layout.addWidget(widget)
        layout.addWidget(self._suggestion, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        layout.addWidget(self._buttons)
        self._keys.setVisible(hotkey.available)
        self._command.setVisible(not hotkey.available)
        self._keys.setKeySequence(QKeySequence(settings.text("translate_hotkey"), PORTABLE))
        self._keys.editingFinished.connect(self._on_edited)
        self._suggestion.clicked.connect(lambda: self._wish(SUGGESTED))
        self._buttons.rejected.connect(self.reject)
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Hotkey"))
        self._keys.setAccessibleName(self.tr("Hotkey"))
        self._command.setAccessibleName(self.tr("Command"))
        if self._hotkey.available:
            about = self.tr(
                "Press the keys that should translate, from any program, what is selected there,"
                " or else what was copied."
            )
        else:
            about = self.tr(
                "This desktop lets no program have a key everywhere. In the keyboard settings of"
                " the system, bind this command to a key; it translates what was copied."
            )
        self._about.setText(about)
        shown = QKeySequence(SUGGESTED, PORTABLE).toString(QKeySequence.SequenceFormat.NativeText)
        self._suggestion.setText(self.tr("Use {keys}").format(keys=shown))
        self._show_state()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _on_edited(self) -> None:
        self._wish(self._keys.keySequence().toString(PORTABLE))

    def _wish(self, text: str) -> None:
        former = self._settings.text("translate_hotkey")
        self._refused = ""
        if self._hotkey.bind(text) in REFUSALS:
            self._refused = refusal(self._hotkey.grab, text)
            self._hotkey.bind(former)
            text = former
        self._keys.setKeySequence(QKeySequence(text, PORTABLE))
        self._settings.set("translate_hotkey", text)
        self._show_state()

    def _show_state(self) -> None:
        available, grab = self._hotkey.available, self._hotkey.grab
        self._suggestion.setVisible(available and grab is Grab.OFF)
        if not available:
            words = ""
        elif self._refused:
            words = self._refused
        elif grab is Grab.HELD:
            words = self.tr("It is ready.")
        else:
            words = self.tr("There is no hotkey yet.")
        self._state.setText(words)
        self._state.setVisible(bool(words))
        self._state.setProperty("tone", "caution" if self._refused else "")
        self._state.style().unpolish(self._state)
        self._state.style().polish(self._state)
        self.adjustSize()


def refusal(grab: Grab, text: str) -> str:
    """Return in words why a combination (portable text) could not be had."""
    keys = QKeySequence(text, PORTABLE).toString(QKeySequence.SequenceFormat.NativeText)
    return QCoreApplication.translate("Hotkey", REFUSALS[grab]).format(keys=keys or text)


def command() -> str:
    """Return the command line that asks this Inkstone to translate the clipboard."""
    if getattr(sys, "frozen", False):
        return shlex.join([sys.executable, OPTION])
    script = Path(sys.executable).with_name("inkstone")
    start = [str(script)] if script.exists() else [sys.executable, "-m", "app"]
    return shlex.join([*start, OPTION])
