"""Writes what is not saved into the data folder while it grows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from app.protocol import UserError
from app.services.sources import Draft, Place, Sources
from app.services.textfile import TextFile, convert, read
from app.tabs.code.files.buffer import Buffer

KEEP_MS = 700
REST = 9  # times as long as writing took; only very large texts take long


class Keeper(QObject):
    """Knows which buffers have changed; `failed` carries a UserError, once until it works again."""

    failed = Signal(object)

    def __init__(
        self,
        sources: Sources,
        collect: Callable[[], tuple[Sequence[Buffer], Buffer | None]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._sources = sources
        self._collect = collect
        self._edited: set[str] = set()
        self._failing = False
        self._timer = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._timer.timeout.connect(self.keep)

    def note(self, buffer: Buffer | None = None) -> None:
        """Write soon what is open, and the draft of a buffer that has changed."""
        if buffer:
            self._edited.add(buffer.id)
        if not self._timer.isActive():
            self._timer.start()

    def forget(self, buffer: Buffer) -> None:
        """Drop the draft of a buffer that is gone."""
        self._edited.discard(buffer.id)
        self._sources.drop_draft(buffer.id)

    def keep(self) -> None:
        """Write everything now."""
        self._timer.stop()
        clock = QElapsedTimer()
        clock.start()
        buffers, active = self._collect()
        try:
            for buffer in buffers:
                self._keep_draft(buffer)
            self._sources.keep([buffer.place() for buffer in buffers], active.id if active else "")
        except UserError as error:
            if not self._failing:
                self._failing = True
                self.failed.emit(error)
            self._timer.start()
            return
        self._failing = False
        self._timer.setInterval(max(KEEP_MS, REST * clock.elapsed()))

    def _keep_draft(self, buffer: Buffer) -> None:
        if not buffer.unsaved:
            self.forget(buffer)
        elif buffer.id in self._edited or self._sources.draft(buffer.id) is None:
            self._sources.keep_draft(buffer.id, buffer.draft())
            self._edited.discard(buffer.id)


def on_disk(place: Place) -> TextFile:
    """Read the file of a place in its encoding, or else in the one it seems to have."""
    path = Path(place.path)
    if place.encoding:
        try:
            return read(path, place.encoding)
        except UserError:
            pass
    return read(path)


def drafted(draft: Draft, disk: TextFile | None) -> TextFile:
    """Return what a draft was made from, as far as it is still known."""
    if disk is None or disk.encoding != draft.encoding:
        return TextFile("", draft.encoding, draft.ending, stamp=draft.stamp)
    same = disk.stamp == draft.stamp and disk.is_mixed == draft.mixed
    base = disk if same else convert(disk, draft.ending)
    return replace(base, stamp=draft.stamp)
