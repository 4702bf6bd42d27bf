"""The documents' process, and the service that talks to it."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.document_protocol import Open, Opened, Unit, Write, Written, decode_event
from app.documents import entry, worker
from app.protocol import ErrorCode, Failed, UserError, encode
from app.services.documents import Documents
from app.services.jobs import Job, JobState

WAIT = 20_000


@pytest.fixture
def documents(qtbot: QtBot) -> Iterator[Documents]:
    made = Documents()
    yield made
    made.shutdown()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "我的 文件夹" / "a 文本.txt"
    path.parent.mkdir()
    path.write_text("Hello\n\n你好\n", encoding="utf-8")
    return path


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A document whose reading never ends."""
    path = tmp_path / "endless.txt"
    os.mkfifo(path)
    return path


def ended(qtbot: QtBot, job: Job) -> Job:
    qtbot.waitUntil(lambda: job.over, timeout=WAIT)
    return job


def write(documents: Documents, source: Path, target: Path) -> Job:
    return documents.write(source, target, {"1": "Bonjour"}, language="fr", bilingual=True)


def test_a_document_is_read_and_written(qtbot: QtBot, documents: Documents, source: Path) -> None:
    job = ended(qtbot, documents.open(source))
    units = (Unit("1", "Hello"), Unit("2", "你好"))
    assert job.result == Opened(1, units, can_be_bilingual=True, can_be_tracked=False)
    target = source.with_name("译文 b.txt")
    job = ended(qtbot, write(documents, source, target))
    assert job.result == Written(2)
    assert target.read_text(encoding="utf-8") == "Hello\n\nBonjour\n\n你好\n"
    assert sorted(path.name for path in source.parent.iterdir()) == [source.name, target.name]
    qtbot.waitUntil(lambda: not documents._children, timeout=WAIT)


def test_a_document_may_replace_itself(qtbot: QtBot, documents: Documents, source: Path) -> None:
    assert ended(qtbot, write(documents, source, source)).state is JobState.DONE
    assert "Bonjour" in source.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a.xyz", ErrorCode.DOCUMENT_UNSUPPORTED),
        ("a", ErrorCode.DOCUMENT_UNSUPPORTED),
        ("没有 b.txt", ErrorCode.FILE_UNREADABLE),
        ("folder.md", ErrorCode.FILE_UNREADABLE),
        ("binary.txt", ErrorCode.DOCUMENT_UNREADABLE),
    ],
)
def test_what_cannot_be_read_is_told(
    name: str, code: ErrorCode, qtbot: QtBot, documents: Documents, tmp_path: Path
) -> None:
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "binary.txt").write_bytes(bytes(99))
    job = ended(qtbot, documents.open(tmp_path / name))
    assert (job.state, job.code) == (JobState.FAILED, code)
    assert job.params["path"] == str(tmp_path / name)


def test_a_killed_process_is_a_crash(qtbot: QtBot, documents: Documents, endless: Path) -> None:
    job = documents.open(endless)
    child = documents._children[job]
    qtbot.waitUntil(lambda: child.pid > 0, timeout=WAIT)
    child.kill()
    ended(qtbot, job)
    assert job.code is ErrorCode.DOCUMENT_CRASHED
    assert job.params["path"] == str(endless)


def test_a_stopped_job_is_cancelled_and_its_process_gone(
    qtbot: QtBot, documents: Documents, endless: Path
) -> None:
    jobs = [documents.open(endless) for _ in range(3)]
    documents.stop(jobs[0])
    documents.stop(jobs[1], wait=True)
    documents.shutdown()
    assert [job.state for job in jobs] == [JobState.CANCELLED] * 3
    qtbot.waitUntil(lambda: not documents._children, timeout=WAIT)
    documents.stop(jobs[0])  # once more does no harm


def test_where_nothing_can_be_written_is_told(
    qtbot: QtBot, documents: Documents, source: Path
) -> None:
    for target in (source / "b.txt", source.parent / "no such folder" / "b.txt", source.parent):
        job = ended(qtbot, write(documents, source, target))
        assert job.code is ErrorCode.FILE_UNWRITABLE
        assert job.params["path"] == str(target)
        assert job.params["reason"]
    assert [path.name for path in source.parent.iterdir()] == [source.name]


@pytest.mark.skipif(os.geteuid() == 0, reason="may write everywhere")
def test_a_read_only_folder_is_told(qtbot: QtBot, documents: Documents, source: Path) -> None:
    source.parent.chmod(0o500)
    job = ended(qtbot, write(documents, source, source.with_name("b.txt")))
    source.parent.chmod(0o700)
    assert job.code is ErrorCode.FILE_UNWRITABLE


class Broken:
    """A document that can be written in part only."""

    can_be_bilingual = can_be_tracked = False
    units = ()

    def __init__(self, error: Exception) -> None:
        self._error = error

    def write(self, target: Path, texts: object, **_options: object) -> None:
        target.write_text("half", encoding="utf-8")
        raise self._error


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, ErrorCode.DISK_FULL),
        (errno.EDQUOT, ErrorCode.DISK_FULL),
        (errno.EIO, ErrorCode.FILE_UNWRITABLE),
    ],
)
def test_a_half_written_file_never_takes_the_place_of_a_whole_one(
    number: int, code: ErrorCode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "b.txt"
    target.write_text("whole", encoding="utf-8")
    monkeypatch.setattr(worker, "open_document", lambda _path: Broken(OSError(number, "no")))
    with pytest.raises(UserError) as caught:
        worker.run(Write(1, "a.txt", str(target), {}, "fr"))
    assert caught.value.code is code
    assert target.read_text(encoding="utf-8") == "whole"
    assert list(tmp_path.iterdir()) == [target]


def test_what_is_given_up_leaves_nothing_behind(tmp_path: Path) -> None:
    command = Write(1, "a.txt", str(tmp_path / "b.txt"), {}, "fr")
    half = tmp_path / f".inkstone-{os.getpid()}.part"
    half.write_text("half", encoding="utf-8")
    worker.tidy(command)
    worker.tidy(command)
    assert not half.exists()


def test_a_fault_of_ours_is_a_crash_that_says_what(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(worker, "open_document", lambda _path: Broken(ZeroDivisionError("why")))
    event = entry._serve(Write(1, "a.txt", str(tmp_path / "b.txt"), {}, "fr"))
    assert isinstance(event, Failed)
    assert event.code is ErrorCode.DOCUMENT_CRASHED
    assert event.params == {"path": "a.txt", "detail": "ZeroDivisionError('why')"}
    assert "Traceback" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def talk(given: bytes) -> tuple[int, bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "app", "--documents"], input=given, capture_output=True, timeout=30
    )
    return done.returncode, done.stdout


def test_a_process_serves_one_command_and_leaves(source: Path, endless: Path) -> None:
    status, answer = talk(encode(Open(7, str(endless))))  # and the end of its input
    assert (status, answer) == (0, b"")
    status, answer = talk(b"")
    assert (status, answer) == (0, b"")
    status, answer = talk(b"nonsense\n")
    event = decode_event(answer)
    assert status == 1
    assert isinstance(event, Failed)
    assert event.code is ErrorCode.DOCUMENT_CRASHED
