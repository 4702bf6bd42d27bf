"""Packages that are written from nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from app.documents.pieces.pictures import kind_of


def write_members(target: Path, members: Iterable[tuple[str, str | bytes]]) -> None:
    """Write a ZIP file; `mimetype` and images are not compressed. Raises OSError."""
    with ZipFile(target, "w") as archive:
        for name, content in members:
            data = content.encode() if isinstance(content, str) else content
            info = ZipInfo(name)
            stored = name == "mimetype" or kind_of(data) is not None
            info.compress_type = ZIP_STORED if stored else ZIP_DEFLATED
            archive.writestr(info, data)


def media_type(data: bytes) -> str:
    """Return the media type of an image."""
    kind = kind_of(data)
    return kind.media_type if kind else "application/octet-stream"
