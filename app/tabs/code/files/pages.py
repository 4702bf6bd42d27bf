"""The open files as widgets: a row of tabs over their editors, kept from one start to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from app.protocol import UserError
from app.services.errors import describe
from app.services.sources import Draft, Place, Sources
from app.services.textfile import TextFile
from app.tabs.code.editor.language import language_of
from app.tabs.code.files.buffer import LINE, Buffer, Editor
from app.tabs.code.files.keeper import Keeper, drafted, on_disk
from app.tabs.code.files.reloader import Reloader
from app.tabs.code.files.saver import Saver
from app.tabs.code.files.strip import Head, Strip
from app.ui.notice import NoticeBar
from app.ui.theme import Theme


class Pages(QFrame):
    """`current_changed` carries the buffer in front, `buffers_changed` tells of all the rest.

    `saved` carries a buffer that was just written to its file.

    Nothing is read before it is shown, or asked to open something.
    """

    current_changed = Signal(object)
    buffers_changed = Signal()
    saved = Signal(object)

    def __init__(
        self,
        sources: Sources,
        theme: Theme,
        notices: NoticeBar,
        make_editor: Callable[[], Editor],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("code.files")
        self.setProperty("kind", "page")
        self.setAcceptDrops(True)
        self._sources = sources
        self._notices = notices
        self._make_editor = make_editor
        self._restored = False
        self.strip = Strip(theme)
        self._head = Head(self.strip, theme)
        self._stack = QStackedWidget()
        self._shown: Buffer | None = None
        self._keeper = Keeper(sources, lambda: (self.buffers, self.current), self)
        self._saver = Saver(self, notices, self.buffer_of)
        self._reloader = Reloader(self)
        self._build()
        self._connect()

    # What is open ------------------------------------------------------------------------

    @property
    def buffers(self) -> Sequence[Buffer]:
        """Return the open files in the order of their tabs."""
        return self.strip.buffers

    @property
    def current(self) -> Buffer | None:
        """Return the file in front; there is one as soon as this is shown."""
        page = self._stack.currentWidget()
        return page if isinstance(page, Buffer) else None

    @property
    def recent(self) -> Sequence[Path]:
        """Return files that were open lately, the latest first, without those that are open."""
        return [path for path in self._sources.recent if self.buffer_of(path) is None]

    def buffer_of(self, path: Path) -> Buffer | None:
        """Return the buffer that a file is open in."""
        wanted = path.resolve()
        return next((buffer for buffer in self.buffers if buffer.path == wanted), None)

    def text_of(self, path: Path) -> str | None:
        """Return the text of an open file as it is now."""
        found = self.buffer_of(path)
        return found.editor.text() if found else None

    def activate(self, buffer: Buffer) -> None:
        """Bring a buffer to the front."""
        self._show_tab(buffer)
        buffer.setFocus()

    def restore(self) -> None:
        """Open what was open the last time, once."""
        if self._restored:
            return
        self._restored = True
        missing: list[str] = []
        for place in self._sources.places:
            try:
                self._bring(place, self._sources.draft(place.id))
            except UserError:
                missing.append(Path(place.path).name)
        if not self.buffers:
            self._new()
        active = (buffer for buffer in self.buffers if buffer.id == self._sources.active)
        self._show_tab(next(active, self.buffers[0]))
        self._reloader.check_all()
        self._tell_missing(missing)

    def stop(self) -> None:
        """Write what is open and unsaved into the data folder; nothing is asked."""
        if self._restored:
            self._keeper.keep()

    # Events ------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        self.restore()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._reloader.check_all()
        super().changeEvent(event)

    def _on_edited(self, buffer: Buffer) -> None:
        self._keeper.note(buffer)
        self.strip.show_unsaved(buffer)

    def _on_changed(self) -> None:
        """Tell of a buffer that came, went, moved, or was written or read."""
        self.strip.show_buffers()
        self._reloader.watch(self.buffers)
        self._keeper.note()
        self.buffers_changed.emit()

    # Inside ------------------------------------------------------------------------------

    def _new(self) -> Buffer:
        numbers = {buffer.number for buffer in self.buffers}
        number = next(n for n in range(1, len(numbers) + 2) if n not in numbers)
        buffer = self._bring(Place(Sources.new_id(), number=number), None)
        self.activate(buffer)
        return buffer

    def _bring(self, place: Place, draft: Draft | None, at: int = -1) -> Buffer:
        """Open a file or an unsaved text where it was; raises UserError if there is neither."""
        path = Path(place.path) if place.path else None
        disk: TextFile | None = None
        if path:
            try:
                disk = on_disk(place)
            except UserError:
                if draft is None:
                    raise
        buffer = Buffer(self._make_editor, place.number)
        buffer.id, buffer.chosen, buffer.suggested = place.id, place.encoding, place.suggested
        base = drafted(draft, disk) if draft else disk or TextFile("")
        text = draft.text if draft else base.text
        language = language_of(str(path or place.suggested), text[:LINE].partition("\n")[0])
        buffer.load(base, path, language, draft.text if draft else None)
        buffer.go_to(place)
        self._add(buffer, at)
        return buffer

    def _add(self, buffer: Buffer, at: int) -> None:
        buffer.editor.document().contentsChanged.connect(lambda: self._on_edited(buffer))
        buffer.editor.document().modificationChanged.connect(lambda: self._on_edited(buffer))
        buffer.editor.cursorPositionChanged.connect(lambda: self._keeper.note())
        buffer.editor.viewport().installEventFilter(self)
        self._stack.addWidget(buffer)
        self.strip.add(buffer, at)
        self._on_changed()

    def _remove(self, buffer: Buffer) -> None:
        buffer.closed = True
        buffer.editor.viewport().removeEventFilter(self)
        self._keeper.forget(buffer)
        self.strip.remove(buffer)
        self._stack.removeWidget(buffer)
        buffer.deleteLater()
        self._on_changed()

    def _show_tab(self, buffer: Buffer) -> None:
        self.strip.setCurrentIndex(self.buffers.index(buffer))
        self._show(buffer)

    def _on_tab(self, index: int) -> None:
        buffer = self.strip.tabData(index)
        if isinstance(buffer, Buffer):
            self._show(buffer)

    def _show(self, buffer: Buffer) -> None:
        if self._shown is not buffer:
            self._shown = buffer
            self._stack.setCurrentWidget(buffer)
            self._keeper.note()
            self.current_changed.emit(buffer)

    def _tell_missing(self, missing: Sequence[str]) -> None:
        words = []
        if missing:
            names = ", ".join(missing)
            words.append(self.tr("Not on the disk any more: {names}").format(names=names))
        if self._sources.set_aside:
            names = ", ".join(path.name for path in self._sources.set_aside)
            words.append(
                self.tr("The list of open files was damaged and put aside as {names}.").format(
                    names=names
                )
            )
        if words:
            self._notices.show_message("\n".join(words), kind="warning")

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.strip.currentChanged.connect(self._on_tab)
        self.strip.tabMoved.connect(self._on_changed)
        self._saver.saved.connect(self._on_saved)
        self._reloader.changed.connect(self._on_reloaded)
        self._keeper.failed.connect(self._tell)

    def _on_saved(self, buffer: Buffer) -> None:
        assert buffer.path
        self._sources.note_recent(buffer.path)
        self._keeper.keep()
        self._on_changed()
        self.saved.emit(buffer)

    def _on_reloaded(self, buffer: Buffer) -> None:
        self._on_edited(buffer)
        self._on_changed()

    def _tell(self, error: UserError) -> None:
        self._notices.show_message(describe(error.code, error.params), kind="warning")
