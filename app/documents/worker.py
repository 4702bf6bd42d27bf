"""What each command of a documents' process does."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from app.document_protocol import AnyCommand, Open, Opened, Write, Written
from app.documents.registry import open_document
from app.protocol import ErrorCode, Event, UserError


def run(command: AnyCommand) -> Event:
    """Carry a command out and return its event; raises UserError."""
    match command:
        case Open():
            document = open_document(Path(command.path))
            return Opened(
                command.id, document.units, document.can_be_bilingual, document.can_be_tracked
            )
        case Write():
            return _write(command)
    raise ValueError(command)


def tidy(command: AnyCommand) -> None:
    """Remove what a command that is given up has written so far."""
    if isinstance(command, Write):
        with contextlib.suppress(OSError):
            _scratch(command).unlink(missing_ok=True)


def _write(command: Write) -> Written:
    """Write beside the target and replace it, so that a half written one never stands there."""
    document = open_document(Path(command.path))
    scratch, target = _scratch(command), Path(command.target)
    try:
        document.write(
            scratch,
            command.texts,
            language=command.language,
            bilingual=command.bilingual and document.can_be_bilingual,
            tracked=command.tracked and document.can_be_tracked,
            author=command.author,
        )
        scratch.replace(target)
    except OSError as error:
        raise _complaint(target, error) from error
    finally:
        tidy(command)
    return Written(command.id)


def _scratch(command: Write) -> Path:
    return Path(command.target).with_name(f".inkstone-{os.getpid()}.part")


def _complaint(target: Path, error: OSError) -> UserError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError(ErrorCode.DISK_FULL, path=str(target))
    reason = error.strerror or ""
    return UserError(ErrorCode.FILE_UNWRITABLE, path=str(target), reason=reason)
