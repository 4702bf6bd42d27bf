"""One change, to be accepted or rejected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.diff.colours import Coloured
from app.ui.diff.rows import Row
from app.ui.diff.text import HunkText
from app.ui.theme import Theme

STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class HunkCard(QFrame):
    """Shows a change; `decided` says what the person thinks of it, None for nothing any more.

    `left` asks for the card so many places further; `focused` tells that it has the keys.
    """

    decided = Signal(object)  # bool | None
    left = Signal(int)
    focused = Signal()

    def __init__(
        self,
        name: str,
        number: int,
        theme: Theme,
        *,
        deciding: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._number = number
        self._total = self._line = 0
        self._decision: bool | None = None
        self.setObjectName(f"{name}.change.{number}")
        self.setProperty("kind", "composer")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = QLabel()
        self._title.setProperty("kind", "small")
        self._accept = self._button(f"{name}.accept.{number}")
        self._reject = self._button(f"{name}.reject.{number}")
        if not deciding:
            self._accept.hide()
            self._reject.hide()
        self._accept.toggled.connect(lambda on: self._decide(True if on else None))
        self._reject.toggled.connect(lambda on: self._decide(False if on else None))
        self.text = HunkText(theme)
        self.text.setObjectName(f"{name}.text.{number}")
        self.text.setFocusProxy(self)
        top = QHBoxLayout()
        top.setContentsMargins(14, 0, 9, 0)
        top.setSpacing(6)
        top.addWidget(self._title, 1)
        top.addWidget(self._accept)
        top.addWidget(self._reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 8, 1, 1)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.text)
        theme.changed.connect(self.text.repaint_theme)
        self.retranslate()

    def retranslate(self) -> None:
        number, total = QLocale().toString(self._number), QLocale().toString(self._total)
        title = self.tr("{number} of {total} · line {line}")
        title = title.format(number=number, total=total, line=self._line)
        state = {True: self.tr("accepted"), False: self.tr("rejected"), None: ""}[self._decision]
        self._title.setText(title)
        self.setAccessibleName(f"{title}, {state}" if state else title)
        self._accept.setText(self.tr("Accept"))
        self._accept.setToolTip(self.tr("Accept (A)"))
        self._accept.setAccessibleName(self.tr("Accept change {number}").format(number=number))
        self._reject.setText(self.tr("Reject"))
        self._reject.setToolTip(self.tr("Reject (R)"))
        self._reject.setAccessibleName(self.tr("Reject change {number}").format(number=number))
        self.text.setAccessibleName(self.tr("Change {number}").format(number=number))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_change(
        self,
        rows: Sequence[Row],
        colours: Sequence[Sequence[Coloured]],
        *,
        total: int,
        line: int,
        decision: bool | None,
        mono: bool,
        open_: bool,
    ) -> None:
        """Show a change and what was decided; while it is not `open_` that cannot be done."""
        self._total, self._line, self._decision = total, line, decision
        for button, meaning in ((self._accept, True), (self._reject, False)):
            with QSignalBlocker(button):
                button.setChecked(decision is meaning)
            button.setEnabled(open_)
        self.text.show_rows(rows, colours, decision, mono=mono)
        self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.text.copy()
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in STEPS:
            self.left.emit(STEPS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_A and self._accept.isEnabled():
            self._accept.setChecked(True)
            self.left.emit(1)
        elif event.key() == Qt.Key.Key_R and self._reject.isEnabled():
            self._reject.setChecked(True)
            self.left.emit(1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark(True)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark(False)

    def _mark(self, active: bool) -> None:
        self.setProperty("active", "true" if active else "false")
        self.style().unpolish(self)
        self.style().polish(self)

    def _decide(self, decision: bool | None) -> None:
        if decision != self._decision:
            self.decided.emit(decision)

    def _button(self, name: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setProperty("kind", "segment")
        button.setCheckable(True)
        return button
