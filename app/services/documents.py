"""Documents of the person's own, read and written in a process of their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject

from app.document_protocol import AnyWork, Open, ReadPiece, Write, WritePiece, decode_event
from app.piece import Piece
from app.protocol import ErrorCode
from app.services.children import Children
from app.services.engine import environment
from app.services.jobs import Job


class Documents(Children):
    """Starts a process for each document that is read or written."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("documents", decode_event, ErrorCode.DOCUMENT_CRASHED, parent)

    def open(self, path: Path) -> Job:
        """Read a document; the job's result is Opened."""
        return self._run(Open(self.next_number(), str(path)))

    def write(
        self,
        path: Path,
        target: Path,
        texts: Mapping[str, str],
        *,
        language: str,
        bilingual: bool = False,
        tracked: bool = False,
    ) -> Job:
        """Write `path` to `target` with `texts`, by key of unit; the job's result is Written."""
        number = self.next_number()
        return self._run(
            Write(number, str(path), str(target), dict(texts), language, bilingual, tracked)
        )

    def read_piece(self, path: Path) -> Job:
        """Read a file as a piece of writing; the job's result is PieceRead."""
        return self._run(ReadPiece(self.next_number(), str(path)))

    def write_piece(self, piece: Piece, path: Path, form: str) -> Job:
        """Write a piece in the format of a suffix; the job's result is PieceWritten.

        Changes that wait for a decision are dated now.
        """
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return self._run(WritePiece(self.next_number(), piece, str(path), form, now))

    def _run(self, command: AnyWork) -> Job:
        return self._start(command, environment(), {"path": command.path, "detail": ""})
