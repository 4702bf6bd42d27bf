"""Pieces of writing through the documents' process, and the service that talks to it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.document_protocol import (
    PIECE_FORMATS,
    PIECE_SOURCES,
    PieceRead,
    PieceWritten,
    WritePiece,
    decode_command,
)
from app.documents import registry, worker
from app.documents.pieces.form import normal
from app.piece import Piece
from app.protocol import ErrorCode, UserError, encode
from app.services.documents import Documents
from app.services.jobs import Job, JobState
from tests.documents.piece_samples import CHANGED, FULL

WAIT = 20_000
DATE = "2026-01-02T03:04:05Z"


@pytest.fixture
def documents(qtbot: QtBot) -> Iterator[Documents]:
    made = Documents()
    yield made
    made.shutdown()


def ended(qtbot: QtBot, job: Job) -> Job:
    qtbot.waitUntil(lambda: job.over, timeout=WAIT)
    return job


def test_a_piece_crosses_whole(qtbot: QtBot, documents: Documents, tmp_path: Path) -> None:
    for number, piece in enumerate((FULL, CHANGED)):
        path = tmp_path / "我的 文件夹" / "a 作品.docx"
        path.parent.mkdir(exist_ok=True)
        job = ended(qtbot, documents.write_piece(piece, path, ".docx"))
        assert job.result == PieceWritten(2 * number + 1)
        job = ended(qtbot, documents.read_piece(path))
        assert job.result == PieceRead(2 * number + 2, normal(piece), ())
        assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_all_formats_are_known() -> None:
    assert set(PIECE_SOURCES) == set(registry._READERS)
    assert set(PIECE_FORMATS) == set(registry._WRITERS)


def test_errors_are_codes(qtbot: QtBot, documents: Documents, tmp_path: Path) -> None:
    (tmp_path / "damaged.odt").write_bytes(b"PK")
    (tmp_path / "binary.md").write_bytes(bytes(99))
    for name, code in (
        ("none.md", ErrorCode.FILE_UNREADABLE),
        ("damaged.odt", ErrorCode.DOCUMENT_UNREADABLE),
        ("binary.md", ErrorCode.DOCUMENT_UNREADABLE),
        ("book.epub", ErrorCode.DOCUMENT_UNSUPPORTED),
    ):
        job = ended(qtbot, documents.read_piece(tmp_path / name))
        assert (job.state, job.code) == (JobState.FAILED, code)
        assert job.params["path"] == str(tmp_path / name)
    for suffix in PIECE_FORMATS:
        path = tmp_path / "no such folder" / f"a{suffix}"
        job = ended(qtbot, documents.write_piece(FULL, path, suffix))
        assert job.code is ErrorCode.FILE_UNWRITABLE
        assert job.params["path"] == str(path)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, ErrorCode.DISK_FULL),
        (errno.EDQUOT, ErrorCode.DISK_FULL),
        (errno.EIO, ErrorCode.FILE_UNWRITABLE),
    ],
)
def test_a_half_written_piece_never_takes_the_place_of_a_whole_one(
    number: int, code: ErrorCode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_piece: Piece, target: Path, *_more: object) -> None:
        target.write_text("half", encoding="utf-8")
        raise OSError(number, "no")

    target = tmp_path / "a.docx"
    target.write_text("whole", encoding="utf-8")
    monkeypatch.setattr(worker, "write_piece", fail)
    with pytest.raises(UserError) as caught:
        worker.run(WritePiece(1, FULL, str(target), ".docx", DATE))
    assert caught.value.code is code
    assert target.read_text(encoding="utf-8") == "whole"
    assert list(tmp_path.iterdir()) == [target]


def test_images_that_cannot_be_written_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> int:
        path.open("wb").write(data[:3])
        raise OSError(errno.ENOSPC, "no")

    target = tmp_path / "a.md"
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(UserError) as caught:
            worker.run(WritePiece(1, FULL, str(target), ".md"))
    assert caught.value.code is ErrorCode.DISK_FULL
    assert not target.exists()
    folder = tmp_path / "a_images"
    assert list(folder.iterdir()) == []
    folder.rmdir()
    folder.write_text("a file of the person")
    with pytest.raises(UserError) as caught:
        worker.run(WritePiece(1, FULL, str(target), ".md"))
    assert caught.value.code is ErrorCode.FILE_UNWRITABLE
    assert list(tmp_path.iterdir()) == [folder]


def test_a_piece_that_is_given_up_leaves_nothing_behind(tmp_path: Path) -> None:
    half = tmp_path / f".inkstone-{os.getpid()}.part"
    half.write_text("half", encoding="utf-8")
    worker.tidy(WritePiece(1, FULL, str(tmp_path / "a.odt"), ".odt"))
    assert not half.exists()


def test_a_piece_is_the_same_after_its_line() -> None:
    command = WritePiece(3, FULL, "a.odt", ".odt", DATE)
    assert decode_command(encode(command)) == command
