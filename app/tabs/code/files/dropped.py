"""Files and folders that are dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData

MOST = 40  # files that one folder opens


def local_files(data: QMimeData) -> Sequence[Path]:
    """Return the files and folders that are held."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def files_in(folder: Path) -> Iterable[Path]:
    """Return the files of a folder by name, without the hidden ones; raises OSError."""
    found = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    return [path for path in found if path.is_file()][:MOST]
