"""How many candidates are wanted, and the button that composes them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout

from app.ui.icons import set_icon
from app.ui.theme import Theme

COUNT, MOST = 3, 8


class Foot(QFrame):
    """Asks for candidates, and offers to stop while they are made."""

    asked = Signal()
    stopped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "foot")
        self.count = QSpinBox(minimum=1, maximum=MOST, value=COUNT)
        self.count.setObjectName("poetry.count")
        self.count.lineEdit().setTextMargins(6, 0, 6, 0)
        self._label = QLabel()
        self._label.setProperty("kind", "small")
        self._label.setBuddy(self.count)
        self.compose, self.stop = QPushButton(), QPushButton()
        self.compose.setObjectName("poetry.compose")
        self.compose.setProperty("kind", "primary")
        self.compose.clicked.connect(self.ask)
        self.stop.setObjectName("poetry.stop")
        self.stop.clicked.connect(self.stopped)
        set_icon(self.compose, "ph.sparkle", theme, "accent_text")
        set_icon(self.stop, "ph.stop", theme)
        row = QHBoxLayout()
        row.addWidget(self._label)
        row.addStretch()
        row.addWidget(self.count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.compose)
        layout.addWidget(self.stop)
        self.set_busy(False)
        self.retranslate()

    def ask(self) -> None:
        """Ask for candidates, unless they are being made."""
        if not self.compose.isHidden():
            self.asked.emit()

    def set_busy(self, busy: bool) -> None:
        """Offer to stop instead of to compose."""
        with_keys = self.compose.hasFocus() or self.stop.hasFocus()
        self.compose.setVisible(not busy)
        self.stop.setVisible(busy)
        if with_keys:
            (self.stop if busy else self.compose).setFocus()

    def retranslate(self) -> None:
        self._label.setText(self.tr("Candidates"))
        self.count.setAccessibleName(self.tr("Candidates"))
        self.compose.setText(self.tr("Compose"))
        self.stop.setText(self.tr("Stop"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
