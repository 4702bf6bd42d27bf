"""Writes buffers to files, and asks first where something could be lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.protocol import UserError
from app.services.errors import describe
from app.services.textfile import UTF8, Encoding, TextFile, UnencodableError, stamp, write
from app.tabs.code.files.buffer import Buffer
from app.tabs.code.files.questions import CANCEL, Role, ask
from app.ui.notice import NoticeBar


class Saver(QObject):
    """`saved` carries the buffer; `find` returns the buffer that a path is open in."""

    saved = Signal(object)

    def __init__(
        self, page: QWidget, notices: NoticeBar, find: Callable[[Path], Buffer | None]
    ) -> None:
        super().__init__(page)
        self._page = page
        self._notices = notices
        self._find = find
        self.folder = Path.home()

    def save(self, buffer: Buffer) -> bool:
        """Save to the buffer's own file; False if that was not done."""
        path = buffer.path
        if path is None:
            return self.save_as(buffer)
        there = stamp(path)
        if there is not None and there != buffer.file.stamp and not self._replaces(buffer):
            return False
        return self._put(buffer, path, buffer.content())

    def save_as(self, buffer: Buffer) -> bool:
        """Ask for a file and save to it."""
        proposal = buffer.path or self.folder / (buffer.suggested or f"{buffer.name}.txt")
        name, _ = QFileDialog.getSaveFileName(self._page, self.tr("Save as"), str(proposal))
        if not name:
            return False
        path = Path(name).resolve()
        other = self._find(path)
        if other not in (None, buffer):
            self._notices.show_message(
                self.tr("{name} is open in another tab. Close it there first.").format(
                    name=path.name
                ),
                kind="warning",
            )
            return False
        return self._put(buffer, path, buffer.content())

    def save_encoded(self, buffer: Buffer, encoding: Encoding) -> bool:
        """Save with another encoding."""
        if buffer.path is None:
            buffer.file = replace(buffer.file, encoding=encoding)
            return self.save_as(buffer)
        return self._put(buffer, buffer.path, replace(buffer.content(), encoding=encoding))

    def _put(self, buffer: Buffer, path: Path, file: TextFile) -> bool:
        try:
            written = write(path, file)
        except UnencodableError as error:
            words = describe(error.code, error.params)
            return self._accepts_utf8(words) and self._put(
                buffer, path, replace(file, encoding=UTF8)
            )
        except UserError as error:
            self._notices.show_message(
                describe(error.code, error.params),
                [(self.tr("Save as…"), lambda: buffer.closed or self.save_as(buffer))],
                kind="warning",
            )
            return False
        if buffer.chosen or written.encoding != buffer.file.encoding:
            buffer.chosen = written.encoding
        if path != buffer.path:
            buffer.belong_to(path)
        self.folder = path.parent
        buffer.take(written)
        self.saved.emit(buffer)
        return True

    def _replaces(self, buffer: Buffer) -> bool:
        title = self.tr("Replace {name}?").format(name=buffer.name)
        question = self.tr(
            "Another program has changed the file since it was opened here. What it wrote would be"
            " lost."
        )
        answers = (
            (CANCEL, self.tr("Cancel"), Role.RejectRole),
            ("replace", self.tr("Replace"), Role.DestructiveRole),
        )
        return ask(self._page, title, question, answers) == "replace"

    def _accepts_utf8(self, words: str) -> bool:
        answers = (
            ("utf8", self.tr("Save as UTF-8"), Role.AcceptRole),
            (CANCEL, self.tr("Cancel"), Role.RejectRole),
        )
        return ask(self._page, self.tr("Save as UTF-8?"), words, answers) == "utf8"
