"""A strip under the text that tells what the model is writing, and stops it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.tabs.write.task.state import Progress
from app.ui.theme import Theme


class DraftStrip(QFrame):
    """Shows which section is drafted, and its last words."""

    pause_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("write.strip")
        self.setProperty("kind", "foot")
        self._words = ""
        self._progress: Progress | None = None
        self._heading = QLabel()
        self._heading.setObjectName("write.strip.section")
        self._heading.setProperty("kind", "verdict")
        self._last = QLabel()
        self._last.setObjectName("write.strip.words")
        self._last.setProperty("kind", "small")
        self._last.setTextFormat(Qt.TextFormat.PlainText)
        self._last.setMinimumWidth(0)
        self._pause = QPushButton()
        self._pause.setObjectName("write.strip.pause")
        self._pause.clicked.connect(self.pause_wanted)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._heading)
        column.addWidget(self._last)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(12)
        row.addLayout(column, 1)
        row.addWidget(self._pause)
        self.hide()
        self.retranslate()

    def show_progress(self, progress: Progress | None) -> None:
        """Show how far a draft is that goes on, None for nothing."""
        self._progress = progress
        self.setVisible(progress is not None and progress.at is not None)
        self.retranslate()

    def retranslate(self) -> None:
        self._pause.setText(self.tr("Pause"))
        progress = self._progress
        if progress is None or progress.at is None:
            return
        section = progress.sections[progress.at]
        self._heading.setText(
            self.tr("Writing section {number} of {count}: {title}").format(
                number=progress.at + 1, count=len(progress.sections), title=section.title
            )
        )
        text = progress.present.text + progress.growing
        self._words = " ".join(text[-400:].split())
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show as many of the last words as there is room for."""
        room = max(80, self.width() - self._pause.sizeHint().width() - 48)
        metrics = self._last.fontMetrics()
        self._last.setText(metrics.elidedText(self._words, Qt.TextElideMode.ElideLeft, room))
