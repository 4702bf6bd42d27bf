"""Downloads against a hub that misbehaves, through the real client of huggingface_hub."""

from __future__ import annotations

import errno
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.beside import RECEIPT, beside
from app.hub import fetch as fetch_module
from app.hub.part import PartFile, target_in
from app.hub_protocol import HubFile, Installed, Phase, Progress, Source
from app.protocol import ErrorCode, Event, UserError
from tests.hub.conftest import REPO, hub_file, sha256
from tests.hub.server import Fault, HubServer

NAME = "小模型 Q4_K_M.gguf"
Run = Callable[..., Installed]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "模 型"


def visible(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.gguf"))


def code_of(run: Callable[[], object]) -> ErrorCode:
    with pytest.raises(UserError) as caught:
        run()
    return caught.value.code


def ranges(hub: HubServer) -> list[str]:
    return [r.headers.get("range", "") for r in hub.requests if "/resolve/" not in r.path]


def test_a_file_arrives_whole_with_a_receipt(
    hub: HubServer, fetch: Run, folder: Path, weights: bytes
) -> None:
    commit = hub.add(REPO, {NAME: weights})
    events: list[Event] = []
    done = fetch(commit, hub_file(NAME, weights), events=events)
    assert (folder / NAME).read_bytes() == weights
    (receipt,) = done.files
    assert (receipt.repo, receipt.revision, receipt.sha256) == (REPO, commit, sha256(weights))
    assert beside(folder / NAME, RECEIPT).exists()
    assert {p.name for p in folder.iterdir()} == {NAME, NAME + ".json"}
    progress = [event for event in events if isinstance(event, Progress)]
    assert all(event.total == len(weights) for event in progress)


def test_what_is_not_known_is_asked_of_the_hub(
    hub: HubServer, fetch: Run, folder: Path, weights: bytes
) -> None:
    commit = hub.add(REPO, {NAME: weights, "README.md": b"text", "b-Q8_0.gguf": b"GGUF8"})
    done = fetch("main", HubFile("*Q4_K_M*"))
    assert [(f.path, f.revision) for f in done.files] == [(NAME, commit)]
    assert visible(folder) == [folder / NAME]


def test_a_cut_connection_is_taken_up_where_it_stopped(
    hub: HubServer, fetch: Run, folder: Path, weights: bytes
) -> None:
    commit = hub.add(REPO, {NAME: weights})
    hub.faults(NAME, Fault(drop_after=1_000_000))
    fetch(commit, hub_file(NAME, weights))
    first, second = ranges(hub)
    assert first == ""
    assert 900_000 < int(second.removeprefix("bytes=").removesuffix("-")) <= 1_000_000
    assert (folder / NAME).read_bytes() == weights


def test_two_hundred_random_cuts(hub: HubServer, fetch: Run, folder: Path, weights: bytes) -> None:
    """Each cut ends one process's try; the next begins with what is on the disk."""
    chance = random.Random(20261124)
    commit = hub.add(REPO, {NAME: weights})
    cuts = 0
    while cuts < 200:
        data_file = hub_file(NAME, weights)
        before = sum(1 for _ in ranges(hub))
        faults = [Fault(drop_after=chance.randrange(200_000)) for _ in range(10)]
        hub.faults(NAME, *faults)
        fetch(commit, data_file)
        assert (folder / NAME).read_bytes() == weights
        cuts += sum(1 for _ in ranges(hub)) - before - 1
        hub.clear_faults(NAME)
        (folder / NAME).unlink()
    assert visible(folder) == []


@pytest.mark.parametrize(
    "fault",
    [
        Fault(ignore_range=True),
        Fault(wrong_range=True),
        Fault(wrong_length=10),
        Fault(status=503),
        Fault(status=429, retry_after=0),
        Fault(status=416),
        Fault(stall_after=500_000),
    ],
    ids=lambda fault: repr(fault),
)
def test_a_fault_in_the_middle_does_no_harm(
    hub: HubServer,
    fetch: Run,
    folder: Path,
    weights: bytes,
    fault: Fault,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fetch_module.client, "TIMEOUT", fetch_module.client.httpx.Timeout(0.5))
    commit = hub.add(REPO, {NAME: weights})
    hub.faults(NAME, Fault(drop_after=1_000_000), fault)
    # The same host twice stands for a host and its mirror.
    fetch(commit, hub_file(NAME, weights), sources=(Source(hub.url), Source(hub.url + "/")))
    assert (folder / NAME).read_bytes() == weights


def test_wrong_bytes_never_become_a_model(
    hub: HubServer, fetch: Run, folder: Path, weights: bytes
) -> None:
    commit = hub.add(REPO, {NAME: weights})
    hub.faults(NAME, Fault(wrong_bytes=2_000_000))
    fetch(commit, hub_file(NAME, weights))
    assert (folder / NAME).read_bytes() == weights
    (folder / NAME).unlink()
    hub.always(NAME, Fault(wrong_bytes=2_000_000))
    assert code_of(lambda: fetch(commit, hub_file(NAME, weights))) is ErrorCode.DOWNLOAD_CORRUPT
    assert visible(folder) == []


def test_a_web_page_in_the_models_place_is_refused(
    hub: HubServer, fetch: Run, folder: Path, weights: bytes
) -> None:
    page = b"<html>" + weights[6:]
    commit = hub.add(REPO, {NAME: page})
    code = code_of(lambda: fetch(commit, hub_file(NAME, weights)))
    assert code is ErrorCode.HUB_UNREACHABLE
    assert visible(folder) == []


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (401, ErrorCode.HUB_REFUSED),
        (403, ErrorCode.HUB_REFUSED),
        (404, ErrorCode.HUB_NOT_FOUND),
        (429, ErrorCode.HUB_BUSY),
        (500, ErrorCode.HUB_BUSY),
    ],
)
def test_a_refusal_has_its_name(
    hub: HubServer, fetch: Run, folder: Path, weights: bytes, status: int, code: ErrorCode
) -> None:
    commit = hub.add(REPO, {NAME: weights})
    hub.always(NAME, Fault(status=status))
    assert code_of(lambda: fetch(commit, hub_file(NAME, weights))) is code
    hub.always(NAME, None)
    fetch(commit, hub_file(NAME, weights))
    assert (folder / NAME).read_bytes() == weights


def test_missing_things_are_told(hub: HubServer, fetch: Run, weights: bytes) -> None:
    commit = hub.add(REPO, {NAME: weights, "small.gguf": b"GGUF"})
    missing = ErrorCode.HUB_NOT_FOUND
    assert code_of(lambda: fetch(commit, hub_file("none.gguf", weights))) is missing
    assert code_of(lambda: fetch("main", HubFile("none-*.gguf"))) is missing
    assert code_of(lambda: fetch("no-branch", HubFile(NAME))) is missing


def test_a_gated_model_needs_the_right_token(
    hub: HubServer, fetch: Run, folder: Path, weights: bytes
) -> None:
    commit = hub.add(REPO, {NAME: weights}, gated=True)
    hub.token = "hf_secret"
    file = hub_file(NAME, weights)
    assert code_of(lambda: fetch(commit, file)) is ErrorCode.HUB_GATED
    fetch(commit, file, sources=(Source(hub.url, "hf_secret"),))
    assert (folder / NAME).read_bytes() == weights
    with_token = {r.host_port for r in hub.requests if "authorization" in r.headers}
    assert with_token == {hub.url.removeprefix("http://")}  # and never the host of the redirect
    assert len({r.host_port for r in hub.requests}) == 2
    on_disk = b"".join(p.read_bytes() for p in folder.iterdir() if p.suffix == ".json")
    assert b"hf_secret" not in on_disk


def test_the_next_source_goes_on_with_the_same_bytes(
    hub: HubServer, fetch: Run, folder: Path, weights: bytes
) -> None:
    with HubServer() as mirror:
        mirror.add(REPO, {NAME: weights})
        commit = hub.add(REPO, {NAME: weights})
        hub.faults(NAME, Fault(drop_after=1_000_000), Fault(status=404))
        fetch(commit, hub_file(NAME, weights), sources=(Source(hub.url), Source(mirror.url)))
        (asked,) = ranges(mirror)
        assert int(asked.removeprefix("bytes=").removesuffix("-")) > 900_000
    assert (folder / NAME).read_bytes() == weights


def test_a_dead_hub_is_told_and_another_is_tried(
    hub: HubServer, fetch: Run, folder: Path, weights: bytes
) -> None:
    commit = hub.add(REPO, {NAME: weights})
    file = hub_file(NAME, weights)
    dead = Source("http://127.0.0.1:9")
    assert code_of(lambda: fetch(commit, file, sources=(dead,))) is ErrorCode.HUB_UNREACHABLE
    assert code_of(lambda: fetch("main", file, sources=(dead,))) is ErrorCode.HUB_UNREACHABLE
    nonsense = (Source("ht!tp://nowhere"),)
    assert code_of(lambda: fetch(commit, file, sources=nonsense)) is ErrorCode.HUB_BAD_ADDRESS
    fetch("main", file, sources=(dead, Source(hub.url)))
    assert (folder / NAME).read_bytes() == weights


def test_a_new_revision_in_the_middle_begins_anew(
    hub: HubServer, fetch: Run, folder: Path, weights: bytes
) -> None:
    hub.add(REPO, {NAME: weights})
    hub.faults(NAME, *[Fault(drop_after=100_000)] + [Fault(drop_after=0)] * 40)
    with pytest.raises(UserError):
        fetch("main", HubFile(NAME))
    hub.clear_faults(NAME)
    newer = weights[:-1] + b"!"
    commit = hub.add(REPO, {NAME: newer})
    done = fetch("main", HubFile(NAME))
    assert done.files[0].revision == commit
    assert (folder / NAME).read_bytes() == newer


def test_the_parts_of_a_model_appear_together(
    hub: HubServer, fetch: Run, folder: Path, weights: bytes
) -> None:
    names = [f"sub/m-0000{part}-of-00002.gguf" for part in (1, 2)] + ["mmproj-F16.gguf"]
    files = {name: weights + name.encode() for name in names}
    commit = hub.add(REPO, files)
    wanted = [hub_file(name, data) for name, data in files.items()]
    hub.always(names[2], Fault(status=404))
    assert code_of(lambda: fetch(commit, *wanted)) is ErrorCode.HUB_NOT_FOUND
    assert visible(folder) == []
    hub.always(names[2], None)
    hub.requests.clear()
    fetch(commit, *wanted)
    assert {p.relative_to(folder).as_posix() for p in visible(folder)} == set(names)
    assert not any(names[0] in r.path for r in hub.requests)  # it was there already


@pytest.mark.parametrize(
    "path",
    ["../evil.gguf", "/etc/evil.gguf", "a/../../evil.gguf", "a\\b.gguf", "C:evil.gguf", "a\nb.gguf",
     "..", "", "dot./x.gguf"],
)  # fmt: skip
def test_names_that_lead_out_of_the_folder_are_refused(tmp_path: Path, path: str) -> None:
    assert code_of(lambda: target_in(tmp_path, path)) is ErrorCode.HUB_BAD_NAME


def test_a_listing_with_such_names_does_no_harm(
    hub: HubServer, fetch: Run, tmp_path: Path, weights: bytes
) -> None:
    hub.add(REPO, {"../../evil.gguf": weights})
    assert code_of(lambda: fetch("main", HubFile("*evil*"))) is ErrorCode.HUB_BAD_NAME
    assert visible(tmp_path) == []


def test_a_file_without_checksum_is_refused(hub: HubServer, fetch: Run) -> None:
    hub.add(REPO, {"plain.txt": b"no LFS file"})
    assert code_of(lambda: fetch("main", HubFile("plain.txt"))) is ErrorCode.HUB_NO_CHECKSUM


def test_too_little_space_is_told_before(
    hub: HubServer, fetch: Run, weights: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = hub.add(REPO, {NAME: weights})
    monkeypatch.setattr(fetch_module, "free_bytes", lambda _folder: 1000)
    assert code_of(lambda: fetch(commit, hub_file(NAME, weights))) is ErrorCode.NO_SPACE
    assert ranges(hub) == []


def test_a_disk_that_fills_up_pauses_and_nothing_is_lost(
    hub: HubServer,
    fetch: Run,
    folder: Path,
    weights: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    commit = hub.add(REPO, {NAME: weights})
    append = PartFile.append

    class FullDisk:
        """Takes 700,000 bytes and then a part of the next piece, as a real one does."""

        def __init__(self, out: Any) -> None:
            self._out = out

        def __getattr__(self, name: str) -> Any:
            return getattr(self._out, name)

        def write(self, data: bytes) -> int:
            if self._out.tell() >= 700_000:
                raise OSError(errno.ENOSPC, "full")
            return int(self._out.write(data[: max(1, 700_000 - self._out.tell())]))

    def full(self: PartFile, data: bytes) -> None:
        if not isinstance(self._out, FullDisk):
            self._out = FullDisk(self._out)  # type: ignore[assignment]
        append(self, data)

    monkeypatch.setattr(PartFile, "append", full)
    assert code_of(lambda: fetch(commit, hub_file(NAME, weights))) is ErrorCode.NO_SPACE
    assert visible(folder) == []
    monkeypatch.setattr(PartFile, "append", append)
    hub.requests.clear()
    fetch(commit, hub_file(NAME, weights))
    assert ranges(hub) == ["bytes=700000-"]
    assert (folder / NAME).read_bytes() == weights


def test_foreign_or_damaged_leftovers_are_not_used(
    hub: HubServer, fetch: Run, folder: Path, weights: bytes
) -> None:
    commit = hub.add(REPO, {NAME: weights})
    folder.mkdir()
    part, side = folder / (NAME + ".part"), folder / (NAME + ".part.json")
    for record in (b"", b"{broken", b'{"sha256": "other", "size": 5}'):
        part.write_bytes(b"something else")
        side.write_bytes(record)
        fetch(commit, hub_file(NAME, weights))
        assert (folder / NAME).read_bytes() == weights


def test_two_downloads_of_one_file_do_not_meet(
    hub: HubServer, fetch: Run, folder: Path, weights: bytes
) -> None:
    import filelock

    commit = hub.add(REPO, {NAME: weights})
    folder.mkdir()
    with filelock.FileLock(folder / (NAME + ".part.lock")):
        code = code_of(lambda: fetch(commit, hub_file(NAME, weights)))
    assert code is ErrorCode.DOWNLOAD_RUNNING


def test_waiting_is_told(hub: HubServer, fetch: Run, weights: bytes) -> None:
    commit = hub.add(REPO, {NAME: weights})
    hub.faults(NAME, Fault(status=503, retry_after=1))
    events: list[Event] = []
    fetch(commit, hub_file(NAME, weights), events=events)
    waiting = [e for e in events if isinstance(e, Progress) and e.phase is Phase.WAITING]
    assert waiting
    assert 0 < waiting[0].seconds <= 1
