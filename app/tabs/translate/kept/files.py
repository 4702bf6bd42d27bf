"""Files to read from and to write to, asked for in dialogs; long work, step by step."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.protocol import UserError
from app.services.translation.tmx import Progress
from app.ui.dialogs import ask

Format = tuple[str, Sequence[str]]  # a name and its suffixes, the usual one first
FORBIDDEN = '\\/:*?"<>|\n'


def ask_source(parent: QWidget, title: str, formats: Sequence[Format]) -> Path | None:
    """Ask for a file to read."""
    every = " ".join(_patterns([suffix for _, suffixes in formats for suffix in suffixes]))
    name, _ = QFileDialog.getOpenFileName(
        parent, title, str(Path.home()), f"{', '.join(name for name, _ in formats)} ({every})"
    )
    return Path(name) if name else None


def ask_target(parent: QWidget, title: str, stem: str, formats: Sequence[Format]) -> Path | None:
    """Ask for a file to write. A name without a known suffix gets that of the chosen format."""
    filters = {f"{name} ({' '.join(_patterns(suffixes))})": suffixes for name, suffixes in formats}
    safe = "".join(" " if c in FORBIDDEN else c for c in stem).strip()
    start = str(Path.home() / f"{safe}{formats[0][1][0]}")
    name, chosen = QFileDialog.getSaveFileName(parent, title, start, ";;".join(filters))
    if not name:
        return None
    path = Path(name)
    if any(path.suffix.lower() in suffixes for suffixes in filters.values()):
        return path
    path = path.with_name(path.name + filters.get(chosen, formats[0][1])[0])
    return path if not path.exists() or _ask_replace(parent, title, path) else None


class Work(QObject):
    """Goes through the steps of an import or export while the window stays alive."""

    moved = Signal(object)  # Progress
    done = Signal(object)  # the last Progress, None when there was nothing to do
    failed = Signal(object)  # UserError

    def __init__(self, steps: Iterator[Progress], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps
        self._last: Progress | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def stop(self) -> None:
        """Let go; what was done so far is taken back."""
        self._timer.stop()
        assert isinstance(self._steps, Generator)
        self._steps.close()

    def _step(self) -> None:
        try:
            self._last = next(self._steps)
        except StopIteration:
            self._timer.stop()
            self.done.emit(self._last)
        except UserError as error:
            self._timer.stop()
            self.failed.emit(error)
        else:
            self.moved.emit(self._last)


def _patterns(suffixes: Sequence[str]) -> list[str]:
    return [f"*{suffix}" for suffix in suffixes]


def _ask_replace(parent: QWidget, title: str, path: Path) -> bool:
    translate = QCoreApplication.translate
    return ask(
        parent,
        title,
        translate("Kept", "There is a file named {file} already.").format(file=path.name),
        translate("Kept", "Replace it"),
        translate("Kept", "Cancel"),
    )
