"""Pieces from and to files that are asked for in dialogs; what came of it is told."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.document_protocol import PIECE_SOURCES, PieceRead
from app.piece import Piece
from app.protocol import UserError
from app.services.documents import Documents
from app.services.errors import describe
from app.services.jobs import Job, JobState
from app.services.settings import write_atomically
from app.services.writing.pieces import Pieces
from app.tabs.write.library import telling
from app.tabs.write.task import counts, declaration
from app.tabs.write.task.declaration import Language
from app.tabs.write.task.generation import Generation
from app.tabs.write.transfer import words
from app.tabs.write.transfer.arrival import arrived, headed
from app.tabs.write.transfer.decided import has_changes, rejected
from app.tabs.write.transfer.menu import FINAL, ExportMenu
from app.tabs.write.transfer.pdf import PdfJob
from app.ui.dialogs import ask
from app.ui.notice import NoticeBar

TOLD_SECONDS = 12
LONGEST = 72  # characters of a title in the name of a file
_FORBIDDEN = '\\/:*?"<>|'
Present = Callable[[], Piece]  # returns the piece in the editor, with the changes that wait


class Transfer(QObject):
    """Imports pieces one after the other, and exports the one in the editor."""

    imported = Signal(int)  # the number of a piece

    def __init__(
        self,
        documents: Documents,
        pieces: Pieces,
        present: Present,
        notices: NoticeBar,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._documents, self._pieces, self._present = documents, pieces, present
        self._notices, self._widget = notices, parent
        self._folder = Path.home()
        self._waiting: deque[tuple[Path, int | None]] = deque()
        self._reading = False
        self._told: list[str] = []
        self._troubles: list[str] = []

    # Import ------------------------------------------------------------------------------

    def import_files(self, folder: int | None) -> None:
        """Ask for files and keep each as a new piece in a folder."""
        patterns = " ".join(f"*{suffix}" for suffix in PIECE_SOURCES)
        filters = f"{self.tr('Documents')} ({patterns});;{self.tr('All files')} (*)"
        names, _ = QFileDialog.getOpenFileNames(
            self._widget, self.tr("Import pieces"), str(self._folder), filters
        )
        for name in names:
            self._folder = Path(name).parent
            self.import_path(Path(name), folder)

    def import_path(self, path: Path, folder: int | None) -> None:
        """Keep a file as a new piece in a folder, once those before it are read."""
        self._waiting.append((path, folder))
        if not self._reading:
            self._read_next()

    def _read_next(self) -> None:
        self._reading = bool(self._waiting)
        if not self._reading:
            self._tell_import()
            return
        path, folder = self._waiting.popleft()
        job = self._documents.read_piece(path)
        job.ended.connect(lambda: self._on_read(job, path, folder))

    def _on_read(self, job: Job, path: Path, folder: int | None) -> None:
        if job.state is JobState.CANCELLED:  # the app is closing
            self._waiting.clear()
            return
        try:
            self._keep(_result(job), path, folder)
        except UserError as error:
            self._troubles.append(describe(error.code, error.params))
        self._read_next()

    def _keep(self, read: PieceRead, path: Path, folder: int | None) -> None:
        piece = arrived(read.piece, path.stem)
        entry = self._pieces.create(piece, folder=folder, count=counts.piece_length(piece.blocks))
        had_changes = has_changes(read.piece)
        self._told.append(words.imported(piece.title, read.notes, had_changes=had_changes))
        self.imported.emit(entry.id)

    def _tell_import(self) -> None:
        lines = [*self._troubles, *self._told]
        if self._troubles:
            self._notices.show_message("\n".join(lines), kind="warning")
        elif lines:
            self._notices.show_message("\n".join(lines), seconds=TOLD_SECONDS)
        self._troubles, self._told = [], []

    # Export ------------------------------------------------------------------------------

    def export_menu(self, parent: QWidget) -> QMenu:
        """Return the formats in which the piece in the editor can be saved."""
        menu = ExportMenu(lambda: has_changes(self._present()), parent)
        menu.chosen.connect(self._export_present)
        return menu

    def export(self, piece: Piece, suffix: str) -> None:
        """Ask for a file and write a piece to it in the format of a suffix.

        A Word document has the changes that wait as tracked changes, another file has none.
        """
        path = self._ask_target(telling.titled(piece.title), suffix)
        if path is None:
            return
        if suffix == "pdf":
            job: Job = PdfJob(piece, path, self)
        else:
            job = self._documents.write_piece(headed(piece), path, f".{suffix}")
        job.ended.connect(lambda: self._on_written(job, path))

    def export_report(
        self,
        piece: Piece,
        generations: Mapping[int, Generation],
        kind: Literal["md", "json"],
        language: Language,
    ) -> None:
        """Ask for a file and write to it who wrote what of a piece."""
        name = self.tr("{title} - who wrote what").format(title=telling.titled(piece.title))
        path = self._ask_target(name, kind)
        if path is None:
            return
        report = declaration.declare(piece, generations)
        is_text = kind == "md"
        text = declaration.as_markdown(report, language) if is_text else declaration.as_json(report)
        with telling.complaining(self._notices):
            write_atomically(path, text)
            self._tell_saved(path)

    def _export_present(self, name: str) -> None:
        piece = self._present()
        if name == FINAL:
            self.export(rejected(piece), "docx")
        else:
            self.export(piece, name)

    def _ask_target(self, name: str, suffix: str) -> Path | None:
        """Ask where to save; the name gets the suffix where it has none."""
        title = self.tr("Export")
        start = self._folder / f"{file_name(name)}.{suffix}"
        filters = f"{words.format_name(suffix)} (*.{suffix})"
        chosen, _ = QFileDialog.getSaveFileName(self._widget, title, str(start), filters)
        if not chosen:
            return None
        path = Path(chosen)
        self._folder = path.parent
        if path.suffix.lower() == f".{suffix}":
            return path
        path = path.with_name(f"{path.name}.{suffix}")
        return path if not path.exists() or self._ask_replace(title, path) else None

    def _ask_replace(self, title: str, path: Path) -> bool:
        question = self.tr("There is a file named {file} already.").format(file=path.name)
        return ask(self._widget, title, question, self.tr("Replace it"), self.tr("Cancel"))

    def _on_written(self, job: Job, path: Path) -> None:
        if job.code is not None:
            self._notices.show_message(describe(job.code, job.params), kind="warning")
        elif job.state is JobState.DONE:
            self._tell_saved(path)
        if isinstance(job, PdfJob):
            job.deleteLater()

    def _tell_saved(self, path: Path) -> None:
        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

        text = self.tr("Saved as {file}.").format(file=path.name)
        self._notices.show_message(text, [(self.tr("Show in folder"), show)], seconds=TOLD_SECONDS)


def file_name(title: str) -> str:
    """Return a title as the name of a file may be on any system."""
    safe = "".join(" " if c in _FORBIDDEN or not c.isprintable() else c for c in title)
    return " ".join(safe.split())[:LONGEST].strip(" .") or "_"


def _result(job: Job) -> PieceRead:
    """Return what was read; raises UserError."""
    if job.code is not None:
        raise UserError(job.code, **job.params)
    assert isinstance(job.result, PieceRead)
    return job.result
