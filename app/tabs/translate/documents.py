"""Whole documents: dropped, translated in the background, and opened when they are done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.protocol import ErrorCode, UserError
from app.services.context import Services
from app.services.errors import describe
from app.services.translation.progress import DocumentJob, SegmentState
from app.services.translation.work import Standing
from app.tabs.translate.droparea import DropArea, paths_of
from app.tabs.translate.failures import ALL
from app.tabs.translate.jobcard import JobCard
from app.tabs.translate.task.languages import AUTO
from app.tabs.translate.task.request import NO_STYLE, Style
from app.ui.notice import NoticeBar
from app.ui.theme import Theme

REFRESH_MS, COUNT_MS = 60, 1_000
UNDO_SECONDS = 30
WIDTH = 900


class DocumentsPage(QFrame):
    """The drop area, what to make of the documents, and the jobs, the newest first."""

    def __init__(
        self,
        services: Services,
        theme: Theme,
        notices: NoticeBar,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("translate.documents")
        self.setProperty("kind", "page")
        self.setAcceptDrops(True)
        self._jobs = services.translation.jobs
        self._theme = theme
        self._notices = notices
        self._languages = (AUTO, "zh")
        self._style = NO_STYLE
        self.cards: dict[int, JobCard] = {}
        self._drop = DropArea(theme)
        self._drop.chosen.connect(self.add_files)
        self._bilingual = QCheckBox()
        self._bilingual.setObjectName("translate.documents.bilingual")
        self._tracked = QCheckBox()
        self._tracked.setObjectName("translate.documents.tracked")
        self._list = QVBoxLayout()
        self._scroll = QScrollArea(widgetResizable=True)
        self._build()
        self._refresh = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._refresh.timeout.connect(self.refresh)
        self._count = QTimer(self, singleShot=True, interval=COUNT_MS)
        self._count.timeout.connect(self.refresh)
        self._jobs.changed.connect(self._refresh.start)
        self._jobs.progressed.connect(self._on_progress)
        self._jobs.finished.connect(self._on_finished)
        self.retranslate()
        self.refresh()

    def retranslate(self) -> None:
        self._bilingual.setText(self.tr("Bilingual, the source above"))
        self._bilingual.setToolTip(self.tr("Each paragraph stays, and its translation follows it."))
        self._tracked.setText(self.tr("Word files with tracked changes"))
        self._tracked.setToolTip(
            self.tr("In Word each translation can be looked at beside its source, and accepted.")
        )
        self._scroll.setAccessibleName(self.tr("Documents"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def set_languages(self, source: str, target: str) -> None:
        """Translate what is added from now on between these; the source may be AUTO."""
        self._languages = (source, target)

    def set_style(self, style: Style) -> None:
        """Translate what is added from now on like this."""
        self._style = style

    # What the person does ----------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if paths_of(event.mimeData()):
            self._drop.show_active(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop.show_active(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._drop.show_active(False)
        event.acceptProposedAction()
        self.add_files(paths_of(event.mimeData()))

    def add_files(self, paths: Sequence[Path]) -> None:
        """Translate documents; what cannot be taken in is told."""
        troubles: list[str] = []
        for path in paths:
            try:
                self._jobs.add(
                    path,
                    self._languages,
                    bilingual=self._bilingual.isChecked(),
                    tracked=self._tracked.isChecked(),
                    style=self._style,
                )
            except UserError as error:
                troubles.append(describe(error.code, error.params))
        if troubles:
            self._notices.show_message("\n".join(troubles), kind="warning")
        self.refresh()

    def _act(self, number: int, action: str) -> None:
        job = self._jobs.job(number)
        actions: dict[str, Callable[[], object]] = {
            "pause": lambda: self._jobs.pause(number),
            "resume": lambda: self._jobs.resume(number),
            "open": lambda: self._open(Path(job.output), Path(job.output)),
            "reveal": lambda: self._open(Path(job.output), Path(job.output).parent),
            "save_as": lambda: self._save_as(job),
            "remove": lambda: self._remove(job),
        }
        self._try(actions[action])

    def _retry(self, number: int, position: int) -> None:
        self._try(lambda: self._jobs.retry(number, None if position == ALL else position))

    def _try(self, action: Callable[[], object]) -> None:
        try:
            action()
        except UserError as error:
            self._notices.show_message(describe(error.code, error.params), kind="warning")

    def _open(self, output: Path, place: Path) -> None:
        if not output.exists():
            reason = self.tr("it is not there any more")
            raise UserError(ErrorCode.FILE_UNREADABLE, path=str(output), reason=reason)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))

    def _save_as(self, job: DocumentJob) -> None:
        pattern = f"*{Path(job.output).suffix}"
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the translation"), job.output, pattern
        )
        if name:
            self._jobs.save_as(job.id, Path(name))

    def _remove(self, job: DocumentJob) -> None:
        removed = self._jobs.remove(job.id)
        self.refresh()
        self._notices.show_message(
            self.tr("{name} is off the list. Its files are where they were.").format(name=job.name),
            [(self.tr("Undo"), lambda: self._try(lambda: self._jobs.restore(removed)))],
            seconds=UNDO_SECONDS,
        )

    # What is shown -----------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the jobs as they are now."""
        self._refresh.stop()
        jobs = self._jobs.jobs()
        if [job.id for job in jobs] != list(self.cards):
            self._rebuild(jobs)
        for job in jobs:
            failed = self._jobs.failures(job.id) if job.counts.get(SegmentState.FAILED) else ()
            self.cards[job.id].show_job(job, self._jobs.standing(job.id), failed)
        self._drop.show_roomy(not jobs)

    def _rebuild(self, jobs: Sequence[DocumentJob]) -> None:
        """Put the cards in the order of the jobs; those that stay are kept as they are."""
        old, self.cards = self.cards, {}
        for number in set(old) - {job.id for job in jobs}:
            old.pop(number).deleteLater()
        for at, job in enumerate(jobs):
            card = old.get(job.id) or self._card(job.id)
            self.cards[job.id] = card
            self._list.insertWidget(at, card)

    def _card(self, number: int) -> JobCard:
        card = JobCard(number, self._theme)
        card.wanted.connect(lambda action: self._act(number, action))
        card.retry_wanted.connect(lambda position: self._retry(number, position))
        return card

    def _on_progress(self, standing: Standing) -> None:
        card = self.cards.get(standing.job)
        if card:
            card.show_standing(standing)
        if not self._count.isActive():
            self._count.start()  # some may have failed meanwhile

    def _on_finished(self, number: int) -> None:
        if not self.isVisible():
            job = self._jobs.job(number)
            self._notices.show_message(
                self.tr("{name} is translated.").format(name=job.name),
                [(self.tr("Open"), lambda: self._act(number, "open"))],
            )

    # Building ----------------------------------------------------------------------------

    def _build(self) -> None:
        options = QHBoxLayout()
        options.setSpacing(28)
        options.addStretch(1)
        options.addWidget(self._bilingual)
        options.addWidget(self._tracked)
        options.addStretch(1)
        self._list.setSpacing(12)
        column = QVBoxLayout()
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(18)
        column.addWidget(self._drop)
        column.addLayout(options)
        column.addLayout(self._list)
        column.addStretch(1)
        middle = QWidget()
        middle.setMaximumWidth(WIDTH)
        middle.setLayout(column)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        self._scroll.setObjectName("translate.documents.list")
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
