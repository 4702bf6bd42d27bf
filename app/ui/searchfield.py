"""The field that a list is searched with."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from app.ui.icons import icon
from app.ui.theme import Theme

DELAY_MS = 200
TOWARDS_ICON = -8  # pixels; the padding of the field comes on top of the icon's


class SearchField(QLineEdit):
    """Tells what is searched for when the person pauses."""

    searched = Signal()

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__(clearButtonEnabled=True)
        self.setObjectName(name)
        self._theme = theme
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.setTextMargins(TOWARDS_ICON, 0, 0, 0)
        self._delay = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._delay.timeout.connect(self.searched)
        self.textChanged.connect(lambda: self._delay.start())
        self._on_theme()
        theme.changed.connect(self._on_theme)
        self.retranslate()

    @property
    def query(self) -> str:
        return self.text().strip()

    def retranslate(self) -> None:
        self.setPlaceholderText(self.tr("Search"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def drop(self) -> None:
        """Search for nothing, without telling."""
        self.clear()
        self._delay.stop()

    def _on_theme(self) -> None:
        self._glass.setIcon(icon("ph.magnifying-glass", self._theme.tokens.faint))
