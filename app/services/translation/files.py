"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.protocol import ErrorCode, UserError


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write, which takes the place of `path` when all went well.

    Raises UserError(FILE_UNWRITABLE); then, or when the body raises, `path` is as it was.
    """
    scratch = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        try:
            with scratch.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            scratch.replace(path)
        except BaseException:
            scratch.unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(ErrorCode.FILE_UNWRITABLE, path=str(path), reason=reason) from error


def unreadable(path: Path, error: OSError) -> UserError:
    """Return the UserError for a file that cannot be read."""
    return UserError(ErrorCode.FILE_UNREADABLE, path=str(path), reason=error.strerror or str(error))


def invalid(path: Path, line: int, reason: str) -> UserError:
    """Return the UserError for what stands in a line, counted from 1, of a file."""
    return UserError(
        ErrorCode.IMPORT_INVALID, path=str(path), line=line, reason=f"line {line}: {reason}"
    )
