"""Copies of files of this computer go on from where they stopped, and only the SHA-256 decides."""

from __future__ import annotations

import hashlib
import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import filelock
import msgspec
import pytest

from app.hub import local
from app.hub.part import Record
from app.hub.worker import run
from app.hub_protocol import Copy, Hash, Hashed, Installed, Phase, Progress
from app.protocol import ErrorCode, Event, UserError
from tests.hub.conftest import sha256

NAME = "author/some 模型/m.gguf"
HALF = 1_500_000


@pytest.fixture
def source(tmp_path: Path, weights: bytes) -> Path:
    path = tmp_path / "U 盘" / "m.gguf"
    path.parent.mkdir()
    path.write_bytes(weights)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "模型 folder"


@pytest.fixture
def copy(source: Path, folder: Path, weights: bytes) -> Callable[..., Installed]:
    """Copy in this process what has the SHA-256 of the weights."""

    def run_copy(events: list[Event] | None = None, **options: Any) -> Installed:
        options = {"name": NAME, "sha256": sha256(weights), **options}
        send = (events if events is not None else []).append
        result = run(Copy(1, str(source), str(folder), **options), send)
        assert isinstance(result, Installed)
        return result

    return run_copy


def leave(folder: Path, weights: bytes, data: bytes) -> Path:
    """Put what a killed process has left: `data`, as a part of the weights."""
    part = folder / f"{NAME}.part"
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(data)
    record = Record(sha256(weights), len(weights))
    part.with_name(f"{part.name}.json").write_bytes(msgspec.json.encode(record))
    return part


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def code_of(call: Callable[[], object]) -> ErrorCode:
    with pytest.raises(UserError) as caught:
        call()
    return caught.value.code


def damage(path: Path, at: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(b"!")


def test_a_known_file_is_copied_with_its_receipt(
    copy: Callable[..., Installed], folder: Path, weights: bytes
) -> None:
    (receipt,) = copy(repo="author/some", revision="abc").files
    assert (folder / NAME).read_bytes() == weights
    assert names(folder) == {NAME, f"{NAME}.json"}
    kept = json.loads((folder / f"{NAME}.json").read_bytes())
    assert kept == msgspec.to_builtins(receipt)
    assert (kept["repo"], kept["revision"], kept["path"]) == ("author/some", "abc", NAME)
    assert (kept["sha256"], kept["size"]) == (sha256(weights), len(weights))


def test_what_is_right_is_not_read_again(
    copy: Callable[..., Installed], source: Path, folder: Path, weights: bytes
) -> None:
    leave(folder, weights, weights[:HALF])
    damage(source, HALF - 1)  # whoever copied the beginning again would have this
    copy()
    assert (folder / NAME).read_bytes() == weights


def test_a_whole_part_is_only_named(
    copy: Callable[..., Installed], source: Path, folder: Path, weights: bytes
) -> None:
    leave(folder, weights, weights)
    source.write_bytes(bytes(len(weights)))
    copy()
    assert (folder / NAME).read_bytes() == weights
    assert names(folder) == {NAME, f"{NAME}.json"}


@pytest.mark.parametrize("wrong", [b"?" * HALF, b"?" * 4_000_000], ids=["part", "too long"])
def test_a_wrong_part_is_begun_anew(
    copy: Callable[..., Installed], folder: Path, weights: bytes, wrong: bytes
) -> None:
    leave(folder, weights, wrong)
    copy()
    assert (folder / NAME).read_bytes() == weights


def test_the_part_of_another_file_is_not_used(
    copy: Callable[..., Installed], folder: Path, weights: bytes
) -> None:
    leave(folder, b"something else", weights[:HALF])
    copy()
    assert (folder / NAME).read_bytes() == weights


@pytest.mark.parametrize("left", [b"", b"GGUF"])
def test_a_wrong_source_is_told_and_leaves_nothing(
    copy: Callable[..., Installed], source: Path, folder: Path, weights: bytes, left: bytes
) -> None:
    leave(folder, weights, left)
    damage(source, HALF)
    assert code_of(copy) is ErrorCode.DOWNLOAD_CORRUPT
    assert names(folder) == set()
    source.write_bytes(weights[:-1])
    assert code_of(copy) is ErrorCode.DOWNLOAD_CORRUPT
    assert names(folder) == set()


def test_a_file_that_is_there_and_right_stays(
    copy: Callable[..., Installed], source: Path, folder: Path, weights: bytes
) -> None:
    copy()
    before = (folder / NAME).stat().st_ino
    source.write_bytes(bytes(len(weights)))
    copy()
    assert (folder / NAME).stat().st_ino == before
    assert (folder / NAME).read_bytes() == weights
    assert names(folder) == {NAME, f"{NAME}.json"}


@pytest.mark.parametrize("own", [b"mine", None], ids=["shorter", "as long"])
def test_another_file_of_that_name_stays(
    copy: Callable[..., Installed], folder: Path, weights: bytes, own: bytes | None
) -> None:
    own = own or bytes(len(weights))
    (folder / NAME).parent.mkdir(parents=True)
    (folder / NAME).write_bytes(own)
    assert code_of(copy) is ErrorCode.FILE_EXISTS
    assert code_of(lambda: copy(sha256="")) is ErrorCode.FILE_EXISTS
    assert (folder / NAME).read_bytes() == own
    assert names(folder) == {NAME}
    copy(replace=True, receipt=False)
    assert (folder / NAME).read_bytes() == weights
    assert names(folder) == {NAME}


def test_an_unknown_file_does_not_touch_the_part_of_a_download(
    copy: Callable[..., Installed], folder: Path, weights: bytes
) -> None:
    part = leave(folder, weights, weights[:HALF])
    (folder / NAME).write_bytes(b"mine")
    assert code_of(lambda: copy(sha256="")) is ErrorCode.FILE_EXISTS
    assert part.read_bytes() == weights[:HALF]


def test_a_full_disk_keeps_what_has_arrived(
    copy: Callable[..., Installed],
    folder: Path,
    weights: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    part = leave(folder, weights, weights[:HALF])
    monkeypatch.setattr(local, "free_bytes", lambda _folder: local.SPARE_BYTES + HALF)
    with pytest.raises(UserError) as caught:
        copy()
    assert caught.value.code is ErrorCode.NO_SPACE
    assert caught.value.params["needed"] == len(weights) - HALF
    assert part.read_bytes() == weights[:HALF]
    monkeypatch.undo()
    copy()
    assert (folder / NAME).read_bytes() == weights


def test_a_file_system_that_takes_no_such_file_is_told(
    copy: Callable[..., Installed], folder: Path
) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (HALF, limits[1]))
    try:
        code = code_of(copy)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert code is ErrorCode.FILE_TOO_LARGE
    assert names(folder) == set()  # what has arrived would only take room


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_a_disk_that_is_gone_is_told(folder: Path) -> None:
    for path in ("/proc/self/mem", "/proc/none"):  # the first has EIO at its beginning
        for command in (Hash(1, path), Copy(1, path, str(folder), sha256="ab" * 32)):
            with pytest.raises(UserError) as caught:
                run(command, lambda _event: None)
            assert caught.value.code is ErrorCode.FILE_UNREADABLE
            assert caught.value.params["path"] == path
            assert caught.value.params["reason"]


def test_a_folder_that_cannot_be_is_told(copy: Callable[..., Installed], folder: Path) -> None:
    folder.write_bytes(b"in the way")
    assert code_of(copy) is ErrorCode.FILE_UNWRITABLE
    assert code_of(lambda: copy(sha256="")) is ErrorCode.FILE_UNWRITABLE


@pytest.mark.parametrize("name", ["../m.gguf", "/m.gguf", "a/../../m.gguf", "C:m.gguf"])
def test_a_name_does_not_lead_out_of_the_folder(
    copy: Callable[..., Installed], folder: Path, name: str
) -> None:
    assert code_of(lambda: copy(name=name)) is ErrorCode.HUB_BAD_NAME
    assert not folder.exists()


def test_two_do_not_copy_one_file(
    copy: Callable[..., Installed], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "LOCK_SECONDS", 0.1)
    (folder / NAME).parent.mkdir(parents=True)
    with filelock.FileLock(folder / f"{NAME}.part.lock"):
        assert code_of(copy) is ErrorCode.DOWNLOAD_RUNNING
    copy()


def test_it_is_told_how_much_is_done(
    copy: Callable[..., Installed],
    source: Path,
    folder: Path,
    weights: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(local, "REPORT_SECONDS", -1)
    leave(folder, weights, weights[:HALF])
    events: list[Event] = []
    copy(events)
    told = [(e.phase, e.done) for e in events if isinstance(e, Progress)]
    block = local.BLOCK
    assert told[:3] == [
        (Phase.CHECKING, block),
        (Phase.CHECKING, 2 * block),
        (Phase.COPYING, HALF + block),
    ]
    assert told[-1] == (Phase.COPYING, len(weights))
    assert {event.total for event in events if isinstance(event, Progress)} == {len(weights)}
    events.clear()
    found = run(Hash(1, str(source)), events.append)
    assert found == Hashed(1, hashlib.sha256(weights).hexdigest())
    assert isinstance(events[-1], Progress) and events[-1].done == len(weights)
