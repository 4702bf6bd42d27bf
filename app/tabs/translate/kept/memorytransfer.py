"""The translation memory to and from TMX files, while the window stays alive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from app.protocol import UserError
from app.services.errors import describe
from app.services.translation import tmx
from app.services.translation.memory import TranslationMemory
from app.services.translation.tmx import Progress
from app.tabs.translate.kept import files, words
from app.tabs.translate.kept.notes import (
    UNDO_SECONDS,
    complaining,
    tell_unreadable,
    tell_written,
)
from app.tabs.translate.kept.page import quiet_button
from app.ui.notice import Action, NoticeBar

FORMATS = (("TMX", (".tmx",)),)
STEPS = 1000  # of the progress bar


class MemoryTransfer(QWidget):
    """Two buttons or, while a file is read or written, how far that is."""

    changed = Signal()

    def __init__(self, memory: TranslationMemory, notices: NoticeBar) -> None:
        super().__init__()
        self._memory = memory
        self._notices = notices
        self._work: files.Work | None = None
        self._import = quiet_button("translate.memory.import")
        self._export = quiet_button("translate.memory.export")
        self._bar = QProgressBar(textVisible=False, maximum=STEPS)
        self._bar.setObjectName("translate.memory.progress")
        self._stop = quiet_button("translate.memory.stop")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for widget in (self._import, self._export, self._bar, self._stop):
            row.addWidget(widget)
        self._import.clicked.connect(self.ask_import)
        self._export.clicked.connect(self.ask_export)
        self._stop.clicked.connect(self.stop)
        self._show()
        self.retranslate()

    def retranslate(self) -> None:
        self._import.setText(self.tr("Import…"))
        self._export.setText(self.tr("Export…"))
        self._stop.setText(self.tr("Stop"))
        self._bar.setAccessibleName(self.tr("Progress"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @property
    def busy(self) -> bool:
        return self._work is not None

    def ask_import(self) -> None:
        """Ask for a TMX file and add its entries; those that are there are left out."""
        path = files.ask_source(self, self.tr("Import a translation memory"), FORMATS)
        if path:
            work = self._begin(tmx.importing(self._memory, path))
            work.done.connect(self._on_imported)
            work.failed.connect(lambda error: tell_unreadable(self._notices, path, error))

    def ask_export(self) -> None:
        """Ask for a TMX file and write the whole memory to it."""
        title = self.tr("Export the translation memory")
        path = files.ask_target(self, title, self.tr("Translation memory"), FORMATS)
        if path:
            work = self._begin(tmx.exporting(self._memory, path))
            work.done.connect(lambda progress: self._on_exported(progress, path))
            work.failed.connect(self._on_failed)

    def stop(self) -> None:
        """End what is going on; a file that is read in part leaves nothing behind."""
        if self._work:
            with complaining(self._notices):
                self._work.stop()
            self._end()

    def _begin(self, steps: Iterator[Progress]) -> files.Work:
        work = self._work = files.Work(steps, self)
        work.moved.connect(self._on_moved)
        for ended in (work.done, work.failed):
            ended.connect(self._end)
        self._show()
        return work

    def _end(self) -> None:
        if self._work:
            self._work.deleteLater()
            self._work = None
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        """Show the buttons, or the progress."""
        for button in (self._import, self._export):
            button.setVisible(not self.busy)
        self._bar.setValue(0)
        for widget in (self._bar, self._stop):
            widget.setVisible(self.busy)

    def _on_moved(self, progress: Progress) -> None:
        self._bar.setValue(round(STEPS * progress.fraction))

    def _on_imported(self, progress: Progress | None) -> None:
        units, duplicates = (progress.units, progress.duplicates) if progress else (0, 0)
        told = [self.tr("{entries} imported.").format(entries=words.entries(units))]
        if duplicates:
            text = self.tr("{entries} there already.")
            told.append(text.format(entries=words.entries(duplicates)))
        actions: list[Action] = []
        if units:
            newest = self._memory.imports()[0].id
            actions.append((self.tr("Undo"), lambda: self._take_back(newest)))
        self._notices.show_message(" ".join(told), actions, seconds=UNDO_SECONDS)

    def _take_back(self, batch: int) -> None:
        with complaining(self._notices):
            self._memory.remove_import(batch)
            self.changed.emit()

    def _on_exported(self, progress: Progress | None, path: Path) -> None:
        tell_written(self._notices, words.entries(progress.units if progress else 0), path)

    def _on_failed(self, error: UserError) -> None:
        self._notices.show_message(describe(error.code, error.params), kind="warning")
