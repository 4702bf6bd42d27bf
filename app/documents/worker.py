"""What each command of a documents' process does."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.document_protocol import (
    AnyCommand,
    Open,
    Opened,
    PieceRead,
    PieceWritten,
    ReadPiece,
    Write,
    WritePiece,
    Written,
)
from app.documents.pieces.occasion import Occasion
from app.documents.registry import open_document, read_piece, write_piece
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
        case ReadPiece():
            piece, notes = read_piece(Path(command.path))
            return PieceRead(command.id, piece, notes)
        case WritePiece():
            return _write_piece(command)
    raise ValueError(command)


def tidy(command: AnyCommand) -> None:
    """Remove what a command that is given up has written so far."""
    if isinstance(command, Write):
        _remove_scratch(Path(command.target))
    elif isinstance(command, WritePiece):
        _remove_scratch(Path(command.path))


def _write(command: Write) -> Written:
    document = open_document(Path(command.path))
    with _replacing(Path(command.target)) as scratch:
        document.write(
            scratch,
            command.texts,
            language=command.language,
            bilingual=command.bilingual and document.can_be_bilingual,
            tracked=command.tracked and document.can_be_tracked,
            author=command.author,
        )
    return Written(command.id)


def _write_piece(command: WritePiece) -> PieceWritten:
    occasion = Occasion(Path(command.path), command.author, command.date)
    with _replacing(occasion.path) as scratch:
        write_piece(command.piece, scratch, command.format, occasion)
    return PieceWritten(command.id)


@contextmanager
def _replacing(target: Path) -> Iterator[Path]:
    """Write beside the target and replace it, so that a half written one never stands there."""
    scratch = _scratch(target)
    try:
        yield scratch
        scratch.replace(target)
    except OSError as error:
        raise _complaint(target, error) from error
    finally:
        _remove_scratch(target)


def _remove_scratch(target: Path) -> None:
    with suppress(OSError):
        _scratch(target).unlink(missing_ok=True)


def _scratch(target: Path) -> Path:
    return target.with_name(f".inkstone-{os.getpid()}.part")


def _complaint(target: Path, error: OSError) -> UserError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError(ErrorCode.DISK_FULL, path=str(target))
    reason = error.strerror or ""
    return UserError(ErrorCode.FILE_UNWRITABLE, path=str(target), reason=reason)
