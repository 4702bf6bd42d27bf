"""The open files, and what the person does with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from app.protocol import ErrorCode, UserError
from app.services.errors import describe
from app.services.sources import Draft, Place, Sources
from app.services.textfile import Encoding, TextFile, convert, read
from app.tabs.code.editor.language import language_of
from app.tabs.code.files.buffer import Buffer, Editor
from app.tabs.code.files.dropped import files_in, local_files
from app.tabs.code.files.pages import Pages
from app.tabs.code.files.questions import CANCEL, Role, ask
from app.tabs.code.files.reloader import reload
from app.ui.notice import NoticeBar
from app.ui.theme import Theme

UNDO_SECONDS = 30
REOPENED = 20  # closed files that can be opened again


@dataclass(frozen=True)
class _Closed:
    place: Place
    at: int
    draft: Draft | None


class Files(Pages):
    """The page of the files; its actions are methods, for menus and keys."""

    def __init__(
        self,
        sources: Sources,
        theme: Theme,
        notices: NoticeBar,
        make_editor: Callable[[], Editor],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(sources, theme, notices, make_editor, parent)
        self.setAcceptDrops(True)
        self._closed: list[_Closed] = []
        self._head.new_wanted.connect(self.new)
        self._head.chosen.connect(self.activate)
        self.strip.close_wanted.connect(self.close_file)
        self._reloader.save_wanted.connect(self.save)
        self._reloader.close_wanted.connect(self.close_file)

    @property
    def can_reopen(self) -> bool:
        """Tell whether a closed file can be opened again."""
        return bool(self._closed)

    # What the person does ----------------------------------------------------------------

    def new(self) -> Buffer:
        """Open an untitled empty text."""
        self.restore()
        return self._new()

    def new_file(self, name: str, text: str) -> None:
        """Open a text that has no file yet, but a name for it."""
        buffer = self.new()
        buffer.suggested = name
        buffer.load(TextFile(""), None, language_of(name, text.partition("\n")[0]), text)
        self._drop_untouched([buffer])
        self.strip.show_buffers()

    def choose_files(self) -> None:
        """Ask for files and open them."""
        folder = self._saver.folder
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Open files"), str(folder))
        if names:
            self.open_files([Path(name) for name in names])

    def open_files(self, paths: Sequence[Path]) -> Sequence[Buffer]:
        """Open files, and those in folders; what cannot be opened is told."""
        self.restore()
        opened: list[Buffer] = []
        troubles: list[str] = []
        for path in paths:
            try:
                opened += self._open_folder(path) if path.is_dir() else [self._open(path)]
            except UserError as error:
                troubles.append(describe(error.code, error.params))
        if opened:
            self._drop_untouched(opened)
            self.activate(opened[-1])
        if troubles:
            self._notices.show_message("\n".join(troubles), kind="warning")
        return opened

    def forget_recent(self) -> None:
        """Empty the list of recent files."""
        self._sources.forget_recent()
        self._keeper.note()
        self.buffers_changed.emit()

    def step(self, by: int) -> None:
        """Go to the next file, or with -1 to the one before."""
        if self.strip.count():
            self.activate(self.buffers[(self.strip.currentIndex() + by) % self.strip.count()])

    def save(self, buffer: Buffer | None = None) -> bool:
        """Save a file, the one in front if none is named; False if that was not done."""
        buffer = buffer or self.current
        return buffer is not None and self._saver.save(buffer)

    def save_as(self) -> bool:
        """Save the file in front to another one."""
        return self.current is not None and self._saver.save_as(self.current)

    def save_all(self) -> bool:
        """Save all that is unsaved; False as soon as one was not."""
        return all(self._saver.save(buffer) for buffer in self.buffers if buffer.unsaved)

    def save_encoded(self, encoding: Encoding) -> bool:
        """Save the file in front with another encoding."""
        return self.current is not None and self._saver.save_encoded(self.current, encoding)

    def convert_endings(self, ending: str) -> None:
        """Let all lines of the file in front end in `ending` from the next save on."""
        buffer = self.current
        if buffer and (buffer.file.ending != ending or buffer.file.is_mixed):
            buffer.file = convert(buffer.file, ending)
            buffer.editor.document().setModified(True)
            self._on_edited(buffer)
            self.buffers_changed.emit()

    def revert(self) -> None:
        """Take what is on the disk; that can be undone."""
        if self.current and self.current.path:
            self._read_again(self.current, self.current.chosen)

    def reopen_encoded(self, encoding: Encoding) -> None:
        """Read the file in front in another encoding; that can be undone."""
        if self.current and self.current.path:
            self._read_again(self.current, encoding)

    def close_file(self, buffer: Buffer | None = None) -> bool:
        """Close a file, the one in front if none is named; False if the person would not."""
        buffer = buffer or self.current
        if buffer is None or (buffer.unsaved and not self._may_close(buffer)):
            return False
        draft = buffer.draft() if buffer.unsaved else None
        closed = _Closed(buffer.place(), self.buffers.index(buffer), draft)
        if buffer.path or draft:
            self._closed = [*self._closed, closed][-REOPENED:]
        self._remove(buffer)
        if not self.buffers:
            self._new()
        if draft:
            self._notices.show_message(
                self.tr("{name} was closed without being saved.").format(name=buffer.name),
                [(self.tr("Undo"), lambda: self._reopen(closed))],
                seconds=UNDO_SECONDS,
            )
        return True

    def reopen_closed(self) -> None:
        """Open what was closed last, with what was unsaved in it."""
        if self._closed:
            self._reopen(self._closed[-1])

    # Drag and drop -----------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files from the editors, which would write their names into the text."""
        if isinstance(event, QDragMoveEvent | QDropEvent) and local_files(event.mimeData()):
            self._take_drop(event)
            return True
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._take_drop(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._take_drop(event)

    def _take_drop(self, event: QDropEvent) -> None:
        paths = local_files(event.mimeData())
        if paths:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            if event.type() == QEvent.Type.Drop:
                self.open_files(paths)

    # Inside ------------------------------------------------------------------------------

    def _open(self, path: Path) -> Buffer:
        found = self.buffer_of(path)
        if found is None:
            place = Place(Sources.new_id(), str(path.resolve()))
            found = self._bring(place, None)
        assert found.path
        self._sources.note_recent(found.path)
        self._saver.folder = found.path.parent
        return found

    def _open_folder(self, folder: Path) -> list[Buffer]:
        """Open the texts in a folder; what is no text is left out."""
        opened = []
        for path in files_in(folder):
            try:
                opened.append(self._open(path))
            except UserError:
                continue
        if not opened:
            reason = self.tr("there are no text files in it")
            raise UserError(ErrorCode.FILE_UNREADABLE, path=str(folder), reason=reason)
        return opened

    def _drop_untouched(self, opened: Sequence[Buffer]) -> None:
        """Remove the empty text that a start shows, now that there is something else."""
        others = [buffer for buffer in self.buffers if buffer not in opened]
        if len(others) == 1 and others[0].untouched:
            self._remove(others[0])

    def _reopen(self, closed: _Closed) -> None:
        if closed not in self._closed:
            return  # it is open again already
        self._closed.remove(closed)
        found = self.buffer_of(Path(closed.place.path)) if closed.place.path else None
        if found and closed.draft:
            found.replace_text(closed.draft.text)
        try:
            found = found or self._bring(closed.place, closed.draft, closed.at)
        except UserError as error:
            self._tell(error)
            return
        self._drop_untouched([found])
        self._reloader.check(found)
        self.activate(found)

    def _read_again(self, buffer: Buffer, encoding: Encoding | None) -> None:
        assert buffer.path
        try:
            disk = read(buffer.path, encoding)
        except UserError as error:
            self._tell(error)
            return
        was_unsaved, text, file, chosen = (
            buffer.unsaved, buffer.editor.text(), buffer.file, buffer.chosen
        )  # fmt: skip

        def undo() -> None:
            if buffer.closed:
                return
            buffer.replace_text(text)
            buffer.file, buffer.chosen = file, chosen
            self._on_reloaded(buffer)

        buffer.chosen = encoding
        reload(buffer, disk)
        self._on_changed()
        if was_unsaved:
            self._notices.show_message(
                self.tr("{name} is as it is on the disk.").format(name=buffer.name),
                [(self.tr("Undo"), undo)],
                seconds=UNDO_SECONDS,
            )

    def _may_close(self, buffer: Buffer) -> bool:
        """Ask what becomes of an unsaved text; False if the file stays open."""
        self.activate(buffer)
        answer = ask(
            self,
            self.tr("Save the changes to {name}?").format(name=buffer.name),
            self.tr("What is discarded can be brought back with “Reopen closed file”."),
            (
                ("save", self.tr("Save"), Role.AcceptRole),
                ("discard", self.tr("Discard"), Role.DestructiveRole),
                (CANCEL, self.tr("Cancel"), Role.RejectRole),
            ),
        )
        return answer == "discard" or (answer == "save" and self._saver.save(buffer))
