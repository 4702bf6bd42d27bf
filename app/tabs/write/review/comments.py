"""Reading the piece as an editor: what to look at, and the comments as cards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.services.errors import describe
from app.services.writing.assistant import WritingAssistant
from app.services.writing.runner import Run
from app.tabs.write.library import telling
from app.tabs.write.review import words
from app.tabs.write.review.cards import CommentCards, Present
from app.tabs.write.task import counts, reviewing
from app.tabs.write.task.reviewing import Found
from app.tabs.write.task.reviews import Comment, Concern
from app.ui.icons import icon
from app.ui.notice import NoticeBar
from app.ui.theme import Theme

State = Literal["", "reading", "no text", "stopped", "done"]


class CommentsPart(QWidget):
    """Asks for comments and keeps them at their passages while the text changes."""

    asked = Signal(object)  # each Ask
    passage_chosen = Signal(int, int)
    change_wanted = Signal(int, int, str, object)

    def __init__(
        self, assistant: WritingAssistant, theme: Theme, notices: NoticeBar, present: Present
    ) -> None:
        super().__init__()
        self._assistant, self._present = assistant, present
        self._theme, self._notices = theme, notices
        self._run: Run[tuple[Comment, ...]] | None = None
        self._found: list[Found] = []  # grows beside the event loop
        self._taken = 0  # of it
        self._state: State = ""
        self._progress = 0, 0
        self.banned: tuple[str, ...] = ()
        self.cards = CommentCards(theme, present)
        self.cards.passage_chosen.connect(self.passage_chosen)
        self.cards.change_wanted.connect(self.change_wanted)
        self.cards.changed.connect(self._show)
        self.concerns = {concern: self._chip(concern) for concern in Concern}
        self.read = self._button("read", "primary", self.start)
        self.halt = self._button("stop", "", self.stop)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setObjectName("write.review.progress")
        self._status = QLabel(wordWrap=True)
        self._status.setObjectName("write.review.status")
        self._status.setProperty("kind", "small")
        self._empty = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._empty.setObjectName("write.review.empty")
        self._empty.setProperty("kind", "muted")
        self._build()
        theme.changed.connect(self._show_chips)
        self._show_chips()
        self.retranslate()

    # What the pane says -------------------------------------------------------------------

    def clear(self) -> None:
        """Stop, and forget all comments."""
        self.stop()
        self.cards.clear()
        self._tell("")

    # What the person does -----------------------------------------------------------------

    def start(self) -> None:
        """Have the piece read."""
        self.clear()
        piece = self._present()
        text = piece.text
        if not text.strip():
            self._tell("no text")
            return
        self._found, self._taken = [], 0
        steps = reviewing.read(
            text,
            piece.language or counts.language_of(text),
            [concern for concern, chip in self.concerns.items() if chip.isChecked()],
            words.answer_language(),
            self._assistant.window(),
            banned=self.banned,
            found=self._found.append,
        )
        with telling.complaining(self._notices):
            run = self._run = self._assistant.run(steps, "chat", self)
            run.asked.connect(lambda ask: self._on_asked(run, ask))
            run.ended.connect(lambda: self._on_ended(run))
            self._progress = 0, 0
            self._tell("reading")

    def stop(self) -> None:
        """Stop reading; the comments there are stay."""
        if self._run:
            self._run.stop()

    # Inside -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        for concern, chip in self.concerns.items():
            chip.setText(words.tr(words.CONCERNS[concern]))
        self.read.setText(self.tr("Read it as an editor"))
        self.halt.setText(self.tr("Stop"))
        self._bar.setAccessibleName(self.tr("How much has been read"))
        self.cards.setAccessibleName(self.tr("Comments"))
        self._empty.setText(
            self.tr("The model reads the piece as an editor does and comments on passages.")
        )
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _on_asked(self, run: Run[tuple[Comment, ...]], ask: object) -> None:
        self._take(run)
        self.asked.emit(ask)

    def _on_ended(self, run: Run[tuple[Comment, ...]]) -> None:
        self._take(run)
        self._run = None
        run.deleteLater()
        if run.code:
            self._notices.show_message(describe(run.code, run.params), kind="warning")
        self._tell("done" if run.result is not None else "" if run.code else "stopped")

    def _take(self, run: Run[tuple[Comment, ...]]) -> None:
        """Show what has been found since."""
        found = self._found[self._taken :]
        self._taken += len(found)
        for one in found:
            self._progress = one.done, one.total
            for comment in one.comments:
                self.cards.put(comment, run.generations[one.answer])
        if found:
            self.cards.follow()

    def _tell(self, state: State) -> None:
        self._state = state
        self._show()

    def _show(self) -> None:
        """Show how far the reading is, and what can be done."""
        reading = self._state == "reading"
        self.read.setVisible(not reading)
        self.read.setEnabled(any(chip.isChecked() for chip in self.concerns.values()))
        self.halt.setVisible(reading)
        self._bar.setVisible(reading)
        done, total = self._progress
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        for chip in self.concerns.values():
            chip.setEnabled(not reading)
        text = self._said()
        self._status.setText(text)
        self._status.setVisible(bool(text))
        is_bare = not (reading or self.cards.any_found or self._state == "done")
        self._empty.setVisible(is_bare)
        self.cards.setVisible(not is_bare)

    def _said(self) -> str:
        count = telling.number(self.cards.count)
        done, total = self._progress
        if self._state == "reading":
            text = self.tr("Read: {done} of {total}. Comments: {count}")
            if not total:
                return self.tr("Beginning…")
            return text.format(
                done=telling.number(done),
                total=telling.number(total),
                count=count,
            )
        if self._state == "no text":
            return self.tr("There is no text yet.")
        if self._state == "done" and not self.cards.any_found:
            return self.tr("Nothing to remark on.")
        if self.cards.any_found:
            return self.tr("Comments: {count}").format(count=count)
        return ""

    def _show_chips(self) -> None:
        """Tick the concerns that are looked for."""
        for chip in self.concerns.values():
            name = "ph.check-bold" if chip.isChecked() else "ph.plus"
            chip.setIcon(icon(name, self._theme.tokens.muted))

    def _chip(self, concern: Concern) -> QPushButton:
        chip = QPushButton()
        chip.setCheckable(True)
        chip.setChecked(True)
        chip.setObjectName(f"write.review.{concern}")
        chip.setProperty("kind", "segment")
        chip.toggled.connect(self._show_chips)
        chip.toggled.connect(self._show)
        return chip

    def _button(self, name: str, kind: str, call: Callable[[], None]) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"write.review.{name}")
        button.setProperty("kind", kind)
        button.clicked.connect(call)
        return button

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(6)
        for number, chip in enumerate(self.concerns.values()):
            grid.addWidget(chip, number // 2, number % 2)
        buttons = QHBoxLayout()
        buttons.addWidget(self.read, 1)
        buttons.addWidget(self.halt, 1)
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.setSpacing(10)
        top.addLayout(grid)
        top.addLayout(buttons)
        top.addWidget(self._bar)
        top.addWidget(self._status)
        self._empty.setContentsMargins(20, 12, 20, 60)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self.cards, 1)
        layout.addWidget(self._empty, 1)
