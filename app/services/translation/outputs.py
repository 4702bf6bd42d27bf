"""Where translated documents go, and our own copies of what they are made from."""

from __future__ import annotations

import errno
import secrets
import shutil
from pathlib import Path

from app.document_protocol import FORMATS
from app.protocol import ErrorCode, UserError
from app.services.translation.files import unreadable


def beside(source: Path, target_language: str) -> Path:
    """Return the usual place for a translation: "name.zh.docx" for "name.docx"."""
    return source.with_name(f"{source.stem}.{target_language}{source.suffix}")


def unused(path: Path) -> Path:
    """Return a path like this one where nothing is yet: "name (2).docx"."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free


def take_copy(source: Path, folder: Path) -> Path:
    """Copy a document into a folder of ours, so that it can be written whatever becomes of it.

    Raises UserError: DOCUMENT_UNSUPPORTED, FILE_UNREADABLE, DISK_FULL, FILE_UNWRITABLE.
    """
    suffix = source.suffix.lower()
    if suffix not in FORMATS:
        raise UserError(ErrorCode.DOCUMENT_UNSUPPORTED, path=str(source), suffix=source.suffix)
    try:
        source.open("rb").close()
    except OSError as error:
        raise unreadable(source, error) from error
    copy = folder / f"{secrets.token_hex(8)}{suffix}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, copy)
    except OSError as error:
        copy.unlink(missing_ok=True)
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise UserError(ErrorCode.DISK_FULL, path=str(copy)) from error
        reason = error.strerror or str(error)
        raise UserError(ErrorCode.FILE_UNWRITABLE, path=str(folder), reason=reason) from error
    return copy
