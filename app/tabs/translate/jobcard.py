"""One document in the list: how far it is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.services.translation.progress import DocumentJob, DocumentState, Segment, SegmentState
from app.services.translation.work import Standing
from app.tabs.translate import jobwords
from app.tabs.translate.failures import FailureList
from app.ui.icons import icon, set_icon
from app.ui.theme import Theme

ICON_PIXELS = 26
PICTURES = {
    ".pptx": "ph.presentation",
    ".xlsx": "ph.table",
    ".epub": "ph.book-open",
    ".srt": "ph.chat-centered-text",
    ".vtt": "ph.chat-centered-text",
    ".html": "ph.file-code",
    ".json": "ph.brackets-curly",
}
ACTIONS = ("pause", "resume", "open", "reveal", "save_as")
MADE = (DocumentState.PENDING, DocumentState.RUNNING)


class JobCard(QFrame):
    """`wanted` carries an action of ACTIONS, or "remove"; `retry_wanted` a segment's position.

    A position of -1 stands for all that failed.
    """

    wanted = Signal(str)
    retry_wanted = Signal(int)

    def __init__(self, number: int, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"translate.documents.job.{number}")
        self.setProperty("kind", "card")
        self._theme = theme
        self._number = number
        self._job: DocumentJob | None = None
        self._standing = Standing(number, 0, 0)
        self._picture = QLabel()
        self._name = Elided()
        self._name.setObjectName(f"translate.documents.name.{number}")
        font = self._name.font()
        font.setBold(True)
        self._name.setFont(font)
        self._languages = self._label("languages", "small")
        self._state = self._label("state", "small")
        self._state.setWordWrap(True)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setObjectName(f"translate.documents.progress.{number}")
        self._buttons = {name: self._button(name) for name in ACTIONS}
        self._remove = QToolButton()
        self._remove.setObjectName(f"translate.documents.remove.{number}")
        set_icon(self._remove, "ph.x", theme, "faint")
        self._remove.clicked.connect(lambda: self.wanted.emit("remove"))
        self.failures = FailureList(number, theme)
        self.failures.retry_wanted.connect(self.retry_wanted)
        self._build()
        theme.changed.connect(self._paint_picture)
        self.retranslate()

    def retranslate(self) -> None:
        names = {
            "pause": self.tr("Pause"),
            "resume": self.tr("Resume"),
            "open": self.tr("Open"),
            "reveal": self.tr("Show in folder"),
            "save_as": self.tr("Save as…"),
        }
        for name, button in self._buttons.items():
            button.setText(names[name])
        self._remove.setToolTip(self.tr("Remove from the list"))
        self._remove.setAccessibleName(self.tr("Remove from the list"))
        self._bar.setAccessibleName(self.tr("Progress"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_job(self, job: DocumentJob, standing: Standing, failed: Sequence[Segment]) -> None:
        """Show the present state of a job and the segments that failed."""
        self._job, self._standing = job, standing
        self.failures.show_failures(failed)
        self._show()

    def show_standing(self, standing: Standing) -> None:
        """Show how far it has come."""
        self._standing = standing
        if self._job:
            self._state.setText(jobwords.state(self._job, standing))
            self._bar.setRange(0, standing.total or 1)
            self._bar.setValue(standing.done)

    def _show(self) -> None:
        job = self._job
        if job is None:
            return
        self._name.show_text(job.name)
        self._languages.setText(jobwords.languages(job))
        self.setAccessibleName(f"{job.name}, {jobwords.state(job, self._standing)}")
        tone = "caution" if job.error and job.state is DocumentState.PAUSED else ""
        self._state.setProperty("tone", tone or jobwords.TONES.get(job.state, ""))
        self._state.style().unpolish(self._state)
        self._state.style().polish(self._state)
        self._bar.setVisible(job.state is not DocumentState.DONE)
        translated = job.total and not job.counts.get(SegmentState.WAITING)
        shown = {
            "pause": job.state in MADE,
            "resume": job.state in (DocumentState.PAUSED, DocumentState.FAILED),
            "open": job.state is DocumentState.DONE,
            "reveal": job.state is DocumentState.DONE,
            "save_as": translated and job.state in (DocumentState.DONE, DocumentState.FAILED),
        }
        for name, button in self._buttons.items():
            button.setVisible(bool(shown[name]))
        if job.state is DocumentState.FAILED:
            self._buttons["resume"].setText(self.tr("Try again"))
        else:
            self._buttons["resume"].setText(self.tr("Resume"))
        self._paint_picture()
        self.show_standing(self._standing)

    def _paint_picture(self) -> None:
        if self._job:
            suffix = "." + self._job.name.rpartition(".")[2].lower()
            found = icon(PICTURES.get(suffix, "ph.file-text"), self._theme.tokens.accent)
            ratio = self.devicePixelRatioF()
            self._picture.setPixmap(found.pixmap(QSize(ICON_PIXELS, ICON_PIXELS), ratio))

    # Building ----------------------------------------------------------------------------

    def _build(self) -> None:
        words, top, side = QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        words.setSpacing(3)
        words.addWidget(self._name)
        words.addWidget(self._languages)
        side.setSpacing(6)
        for button in self._buttons.values():
            side.addWidget(button)
        side.addWidget(self._remove)
        top.setSpacing(14)
        top.addLayout(words, 1)
        top.addLayout(side)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(top)
        for widget in (self._bar, self._state, self.failures):
            column.addWidget(widget)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 14, 14, 14)
        layout.setSpacing(14)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(column, 1)

    def _label(self, name: str, kind: str) -> QLabel:
        label = QLabel()
        label.setObjectName(f"translate.documents.{name}.{self._number}")
        label.setProperty("kind", kind)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return label

    def _button(self, name: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"translate.documents.{name}.{self._number}")
        if name != "open":
            button.setProperty("kind", "quiet")
        button.clicked.connect(lambda: self.wanted.emit(name))
        return button


class Elided(QLabel):
    """A line of text that is cut in the middle where there is no room for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str) -> None:
        """Show a text, whole in the tool tip and to screen readers."""
        self._text = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        mode = Qt.TextElideMode.ElideMiddle
        self.setText(self.fontMetrics().elidedText(self._text, mode, self.width()))
