"""Zip archives that others have made."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from app.documents.textfile import unreadable

LARGEST = 1 << 30  # bytes of all members together
_FAULTS = (BadZipFile, zlib.error, NotImplementedError, EOFError, KeyError)


@contextmanager
def open_archive(path: Path) -> Iterator[ZipFile]:
    """Open an archive to read it.

    Raises UserError(DOCUMENT_UNREADABLE) for what is none, is damaged, has a password or would
    become too large, also while its members are read.
    """
    try:
        with ZipFile(path) as archive:
            if any(info.flag_bits & 1 for info in archive.infolist()):
                raise unreadable(path, "encrypted")
            if sum(info.file_size for info in archive.infolist()) > LARGEST:
                raise unreadable(path, "more than 1 GiB when unpacked")
            yield archive
    except _FAULTS as error:
        raise unreadable(path, str(error)) from error


def copied(info: ZipInfo) -> ZipInfo:
    """Return the description of a member for another archive."""
    copy = ZipInfo(info.filename, info.date_time)
    copy.compress_type = info.compress_type
    copy.create_system, copy.external_attr = info.create_system, info.external_attr
    copy.comment = info.comment
    return copy
