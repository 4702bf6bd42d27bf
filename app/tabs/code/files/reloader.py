"""Sees what other programs do to the open files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from app.protocol import UserError
from app.services.errors import describe
from app.services.textfile import TextFile, read, stamp
from app.tabs.code.files.buffer import NOTHING_TOLD, Buffer

SETTLE_MS = 200  # others replace a file in two steps


class Reloader(QObject):
    """Reloads what nobody has changed here, and asks where somebody has.

    `changed` carries a buffer that was reloaded, or that the person keeps as it is;
    `save_wanted` and `close_wanted` carry a buffer whose file is gone.
    """

    changed = Signal(object)
    save_wanted = Signal(object)
    close_wanted = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._buffers: Sequence[Buffer] = ()
        self._watcher = QFileSystemWatcher(self)
        self._timer = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._timer.timeout.connect(self.check_all)
        self._watcher.fileChanged.connect(lambda _path: self._timer.start())
        self._watcher.directoryChanged.connect(lambda _path: self._timer.start())

    def watch(self, buffers: Sequence[Buffer]) -> None:
        """Watch the files of these buffers and the folders they are in."""
        self._buffers = buffers
        paths = [buffer.path for buffer in buffers if buffer.path]
        wanted = {str(path) for path in paths if path.exists()}
        wanted |= {str(path.parent) for path in paths if path.parent.exists()}
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if watched - wanted:
            self._watcher.removePaths(sorted(watched - wanted))
        if wanted - watched:
            self._watcher.addPaths(sorted(wanted - watched))

    def check_all(self) -> None:
        """Look at every file."""
        for buffer in self._buffers:
            self.check(buffer)
        self.watch(self._buffers)  # a replaced file is another one to the watcher

    def check(self, buffer: Buffer) -> None:
        """Look whether a file has changed on the disk, and act on it."""
        if buffer.path is None:
            return
        found = stamp(buffer.path)
        if found == buffer.file.stamp:
            self._come_back(buffer)
        elif found == buffer.told:
            return
        elif found is None:
            self._tell_gone(buffer)
        else:
            try:
                disk = reread(buffer)
            except UserError as error:
                buffer.told = found
                buffer.bar.show_message(describe(error.code, error.params), kind="warning")
                return
            self._changed(buffer, disk)

    def _come_back(self, buffer: Buffer) -> None:
        if buffer.told != NOTHING_TOLD:
            buffer.told = NOTHING_TOLD
            buffer.bar.hide()
            if buffer.editor.text() == buffer.file.text:
                buffer.take(buffer.file)
            self.changed.emit(buffer)

    def _changed(self, buffer: Buffer, disk: TextFile) -> None:
        if buffer.editor.text() == disk.text:
            buffer.take(disk)
            self.changed.emit(buffer)
        elif not buffer.unsaved:
            self._reload(buffer, disk)
        else:
            buffer.told = disk.stamp
            buffer.bar.show_message(
                self.tr("{name} was changed on the disk, and you have changed it here.").format(
                    name=buffer.name
                ),
                [
                    (self.tr("Reload"), lambda: self._reload(buffer, reread(buffer))),
                    (self.tr("Keep mine"), lambda: self._keep_mine(buffer)),
                ],
                kind="warning",
                dismissal=(self.tr("Later"), lambda: None),
            )

    def _reload(self, buffer: Buffer, disk: TextFile) -> None:
        reload(buffer, disk)
        self.changed.emit(buffer)

    def _keep_mine(self, buffer: Buffer) -> None:
        """Let the next save replace what is on the disk now."""
        if buffer.path:
            buffer.file = replace(buffer.file, stamp=stamp(buffer.path))
            buffer.told = NOTHING_TOLD
            self.changed.emit(buffer)

    def _tell_gone(self, buffer: Buffer) -> None:
        buffer.told = None
        buffer.editor.document().setModified(True)
        buffer.bar.show_message(
            self.tr(
                "{name} is not on the disk any more: it was deleted or renamed. Its text is kept"
                " here."
            ).format(name=buffer.name),
            [
                (self.tr("Save it again"), lambda: self.save_wanted.emit(buffer)),
                (self.tr("Close"), lambda: self.close_wanted.emit(buffer)),
            ],
            kind="warning",
            dismissal=(self.tr("Later"), lambda: None),
        )


def reread(buffer: Buffer) -> TextFile:
    """Read the file of a buffer again; raises UserError."""
    assert buffer.path
    if buffer.chosen:
        try:
            return read(buffer.path, buffer.chosen)
        except UserError:
            buffer.chosen = None
    return read(buffer.path)


def reload(buffer: Buffer, disk: TextFile) -> None:
    """Show what is on the disk; the step can be undone, the view stays."""
    buffer.replace_text(disk.text)
    buffer.take(disk)
