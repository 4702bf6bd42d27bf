"""Reviews of a piece: an editor's comments, how it reads, what is to be checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt, QThreadPool, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.services.writing.assistant import WritingAssistant
from app.tabs.write.review import places
from app.tabs.write.review.cards import Present
from app.tabs.write.review.checklist import ChecklistPart
from app.tabs.write.review.comments import CommentsPart
from app.tabs.write.review.measure import Measures, measure
from app.tabs.write.review.reading import ReadabilityPart
from app.tabs.write.task import counts
from app.ui.notice import NoticeBar
from app.ui.theme import Theme


class ReviewPane(QFrame):
    """Shows one of three parts. Offsets that it tells of are those of Piece.text.

    What it measures, it measures beside the event loop, and only while it is seen.
    """

    asked = Signal(object)  # each Ask to the model
    passage_chosen = Signal(int, int)
    change_wanted = Signal(int, int, str, object)  # start, end, text, Generation that it is from
    checked_changed = Signal()

    def __init__(
        self,
        assistant: WritingAssistant,
        theme: Theme,
        notices: NoticeBar,
        present: Present,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("write.review")
        self.setProperty("kind", "page")
        self._present = present
        self._piece: int | None = None
        self.measures = Measures()
        self._pool = QThreadPool(self)
        self._step: _Step | None = None
        self._stale = False
        self.comments = CommentsPart(assistant, theme, notices, present)
        self.readability = ReadabilityPart(theme)
        self.checklist = ChecklistPart(theme)
        self._stack = QStackedWidget()
        self._tabs = QButtonGroup(self)
        self._connect()
        self._build()
        self.set_piece(None)
        self.retranslate()

    # What the tab says --------------------------------------------------------------------

    def set_piece(self, number: int | None) -> None:
        """Empty the pane for another piece."""
        self._piece = number
        self._step = None
        self.comments.clear()
        self.comments.setEnabled(number is not None)
        self.checklist.checked = set()
        self._show(Measures())
        self.refresh()

    def set_banned(self, phrases: Iterable[str]) -> None:
        """Let no change that is proposed have these phrases."""
        self.comments.banned = tuple(phrases)

    def refresh(self) -> None:
        """Measure the piece anew, when the pane is seen."""
        self._stale = True
        if self._piece is None or self._step or not self.isVisible():
            return
        self._stale = False
        piece = self._present()
        text = piece.text
        language = piece.language or counts.language_of(text)
        step = self._step = _Step(lambda: measure(text, language))
        step.done.connect(self._on_measured, Qt.ConnectionType.QueuedConnection)
        self._pool.start(step.run)

    def stop(self) -> None:
        """Stop reading, and wait for what is being measured."""
        self.comments.stop()
        self._step = None
        self._pool.waitForDone()

    def checked(self) -> list[str]:
        """Return what was ticked off, in words that stay the same while the passages do."""
        return sorted(self.checklist.checked)

    def set_checked(self, keys: Iterable[str]) -> None:
        """Tick off what was before."""
        self.checklist.set_checked(keys)

    # Inside -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        names = self.tr("Comments"), self.tr("Readability"), self.tr("Facts")
        for button, name in zip(self._tabs.buttons(), names, strict=True):
            button.setText(name)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _on_measured(self, step: object, measures: Measures) -> None:
        if step is not self._step:
            return
        self._step = None
        self._show(measures)
        if self._stale:
            self.refresh()

    def _show(self, measures: Measures) -> None:
        self.measures = measures
        self.readability.show_measures(measures)
        self.checklist.show_measures(measures)
        self.comments.cards.follow()

    def _on_passage(self, start: int, end: int) -> None:
        """Tell of a passage of the text that was measured, where it is now."""
        passage = self.measures.text[start:end]
        span = places.found_again(self._present().text, passage, start)
        if span:
            self.passage_chosen.emit(*span)

    def _connect(self) -> None:
        self.comments.asked.connect(self.asked)
        self.comments.passage_chosen.connect(self.passage_chosen)
        self.comments.change_wanted.connect(self.change_wanted)
        self.readability.passage_chosen.connect(self._on_passage)
        self.checklist.passage_chosen.connect(self._on_passage)
        self.checklist.checked_changed.connect(self.checked_changed)
        self._tabs.idClicked.connect(self._stack.setCurrentIndex)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(12, 12, 12, 0)
        row.setSpacing(6)
        parts = {
            "comments": self.comments,
            "readability": self.readability,
            "facts": self.checklist,
        }
        for number, (name, part) in enumerate(parts.items()):
            button = QPushButton()
            button.setCheckable(True)
            button.setChecked(not number)
            button.setObjectName(f"write.review.tab.{name}")
            button.setProperty("kind", "segment")
            self._tabs.addButton(button, number)
            row.addWidget(button, 1)
            self._stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addLayout(row)
        layout.addWidget(self._stack, 1)


class _Step(QObject):
    """What is done beside the event loop."""

    done = Signal(object, object)  # the step itself, and what came of it

    def __init__(self, work: Callable[[], Measures]) -> None:
        super().__init__()
        self._work = work

    def run(self) -> None:
        self.done.emit(self, self._work())
