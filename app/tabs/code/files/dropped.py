"""Files and folders that are dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData

from app.services.translation.files import unreadable

MOST = 40  # files that one folder opens


def local_files(data: QMimeData) -> Sequence[Path]:
    """Return the files and folders that are held."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def files_in(folder: Path) -> Iterable[Path]:
    """Return the files of a folder by name, without the hidden ones; raises UserError."""
    try:
        found = sorted(path for path in folder.iterdir() if _is_wanted(path.name))
    except OSError as error:
        raise unreadable(folder, error) from error
    return [path for path in found if path.is_file()][:MOST]


def _is_wanted(name: str) -> bool:
    """Tell whether a name is neither hidden nor made of bytes that are no text."""
    return not name.startswith(".") and not any("\ud800" <= c <= "\udfff" for c in name)
