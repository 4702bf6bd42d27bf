"""The queue of downloads, with real hub processes and a hub on the loopback address."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from app import paths
from app.hub_protocol import HubFile, Phase
from app.paths import Folders
from app.protocol import ErrorCode
from app.services import catalogue
from app.services.downloads import AT_ONCE, Download, Downloads, DownloadState, Request
from app.services.hub import Hub
from app.services.library import Library
from app.services.settings import Settings
from tests.ggufs import write_model
from tests.hub.server import Fault, HubServer
from tests.services.conftest import offer, weights

SLOW = 1_000_000  # bytes a second
ACTIVE, QUEUED = DownloadState.ACTIVE, DownloadState.QUEUED
PAUSED, FAILED = DownloadState.PAUSED, DownloadState.FAILED
WAIT = 20_000


def target(folders: Folders, name: str) -> Path:
    return folders.models / "author" / name / f"{name}.gguf"


def part(folders: Folders, name: str) -> Path:
    return target(folders, name).with_name(f"{name}.gguf.part")


def ranges(server: HubServer) -> list[str]:
    return [r.headers.get("range", "") for r in server.requests if "/resolve/" not in r.path]


def states(downloads: Downloads) -> dict[str, DownloadState]:
    return {download.request.id: download.state for download in downloads}


def until_received(qtbot: QtBot, downloads: Downloads, name: str, amount: int) -> Download:
    found = downloads.get(name)
    assert found is not None
    qtbot.waitUntil(lambda: found.done >= amount, timeout=WAIT)
    return found


def until_idle(qtbot: QtBot, hub: Hub) -> None:
    qtbot.waitUntil(lambda: not hub._children, timeout=WAIT)


def finish(qtbot: QtBot, downloads: Downloads) -> None:
    qtbot.waitUntil(lambda: not list(downloads), timeout=WAIT)


def test_a_download_completes_and_is_announced(
    qtbot: QtBot, downloads: Downloads, server: HubServer, library: Library, tmp_path: Path
) -> None:
    data = write_model(tmp_path / "real.gguf").read_bytes()
    request = offer(server, "real", data)
    hosts: list[str] = []
    downloads._hub.contacted.connect(hosts.append)
    with qtbot.waitSignal(downloads.completed, timeout=WAIT) as completed:
        downloads.add(request)
    assert completed.args is not None
    assert completed.args[0].request is request
    assert list(downloads) == []
    model = library.find("real")
    assert model.path.read_bytes() == data
    assert model.sha256 == request.files[0].sha256
    assert hosts == [] or set(hosts) == {server.host_port}


def test_pausing_keeps_what_came_and_resuming_asks_for_the_rest(
    qtbot: QtBot, downloads: Downloads, hub: Hub, server: HubServer, folders: Folders
) -> None:
    downloads.add(offer(server, "m", rate=SLOW // 2))
    download = until_received(qtbot, downloads, "m", 200_000)
    assert (download.phase, download.host) == (Phase.RECEIVING, server.host_port)
    assert 0.19 < download.fraction < 1
    assert 100_000 < download.speed < 2_000_000
    assert 0 < download.seconds_left < 10
    downloads.pause("m")
    assert (download.state, download.speed) == (PAUSED, 0.0)
    until_idle(qtbot, hub)
    size = part(folders, "m").stat().st_size
    assert size >= 200_000
    server.requests.clear()
    qtbot.wait(100)
    assert server.requests == []
    server.always("m.gguf", None)
    downloads.resume("m")
    finish(qtbot, downloads)
    assert ranges(server) == [f"bytes={size}-"]
    assert target(folders, "m").read_bytes() == weights("m")
    assert not part(folders, "m").exists()


def test_one_may_change_ones_mind_at_once(
    qtbot: QtBot, downloads: Downloads, server: HubServer, folders: Folders
) -> None:
    downloads.add(offer(server, "m", rate=SLOW))
    for amount in (1, 100_000, 200_000):
        until_received(qtbot, downloads, "m", amount)
        downloads.pause("m")
        downloads.resume("m")
    downloads.add(offer(server, "m", rate=SLOW))  # it is there already
    finish(qtbot, downloads)
    assert target(folders, "m").read_bytes() == weights("m")


@pytest.mark.parametrize("first", ["active", "paused", "just paused", "queued", "failed"])
def test_cancelling_leaves_nothing(
    qtbot: QtBot, downloads: Downloads, hub: Hub, server: HubServer, folders: Folders, first: str
) -> None:
    request = offer(server, "m", rate=SLOW)
    if first == "queued":
        for name in ("a", "b"):
            downloads.add(offer(server, name, rate=1000))
    downloads.add(request)
    if first == "queued":
        assert states(downloads)["m"] is QUEUED
        downloads.cancel("a")
        downloads.cancel("b")
    until_received(qtbot, downloads, "m", 100_000)
    if first == "failed":
        kill(hub, downloads, "m")
        qtbot.waitUntil(lambda: states(downloads)["m"] is FAILED)
        arrived = part(folders, "m")
        arrived.with_name(f"{arrived.name}.json.new").touch()  # killed while it was written
    elif first != "active":
        downloads.pause("m")
    if first == "paused":
        until_idle(qtbot, hub)
    downloads.cancel("m")
    assert list(downloads) == []
    until_idle(qtbot, hub)
    assert [path for path in folders.models.rglob("*") if path.is_file()] == []
    assert Downloads(hub, folders).get("m") is None


def test_cancelling_what_a_pattern_found_leaves_nothing(
    qtbot: QtBot, downloads: Downloads, hub: Hub, server: HubServer, folders: Folders
) -> None:
    request = offer(server, "m", rate=SLOW)
    other = part(folders, "m").with_name("other.gguf.part")
    other.parent.mkdir(parents=True)
    other.write_bytes(b"GGUF")
    pattern = (HubFile("m*.gguf"),)
    downloads.add(msgspec.structs.replace(request, revision="main", files=pattern))
    until_received(qtbot, downloads, "m", 100_000)
    assert part(folders, "m").exists()
    downloads.cancel("m")
    assert [path for path in folders.models.rglob("*") if path.is_file()] == [other]


def test_cancelling_stays_in_its_folder(
    qtbot: QtBot, downloads: Downloads, server: HubServer, folders: Folders
) -> None:
    victim = folders.data / "mine.gguf.part"
    victim.write_text("not theirs to remove", encoding="utf-8")
    target(folders, "evil").parent.mkdir(parents=True)
    names = ("../../../mine.gguf", str(folders.data / "mine.gguf"), "a\0b", "x" * 300, "")
    evil = tuple(HubFile(name, 5, "ab" * 32) for name in names)
    downloads.add(Request("evil", "evil", "author/evil", "c" * 40, evil))
    qtbot.waitUntil(lambda: states(downloads)["evil"] is FAILED, timeout=WAIT)
    download = downloads.get("evil")
    assert download is not None and download.code is ErrorCode.HUB_BAD_NAME
    downloads.cancel("evil")
    assert victim.exists()


def test_a_few_at_once_and_the_others_follow(
    qtbot: QtBot, downloads: Downloads, hub: Hub, server: HubServer, folders: Folders
) -> None:
    names = ["a", "b", "c", "d"]
    most: list[int] = []
    downloads.changed.connect(lambda: most.append(sum(d.state is ACTIVE for d in downloads)))
    for name in names:
        downloads.add(offer(server, name, rate=SLOW))
    assert states(downloads) == {"a": ACTIVE, "b": ACTIVE, "c": QUEUED, "d": QUEUED}
    assert len(hub._children) == AT_ONCE
    downloads.pause("a")
    assert states(downloads) == {"a": PAUSED, "b": ACTIVE, "c": ACTIVE, "d": QUEUED}
    downloads.resume("a")
    assert states(downloads)["a"] is QUEUED
    finish(qtbot, downloads)
    assert max(most) == AT_ONCE
    for name in names:
        assert target(folders, name).read_bytes() == weights(name)


def kill(hub: Hub, downloads: Downloads, name: str) -> None:
    download = downloads.get(name)
    assert download is not None and download.job is not None
    pid = hub._children[download.job].pid
    assert pid > 0
    os.kill(pid, signal.SIGKILL)


def test_a_killed_process_fails_the_download_and_nothing_is_lost(
    qtbot: QtBot, downloads: Downloads, hub: Hub, server: HubServer, folders: Folders
) -> None:
    downloads.add(offer(server, "m", rate=SLOW))
    download = until_received(qtbot, downloads, "m", 200_000)
    with qtbot.waitSignal(downloads.failed, timeout=WAIT) as failed:
        kill(hub, downloads, "m")
    assert failed.args == [download]
    assert (download.state, download.code) == (FAILED, ErrorCode.HUB_CRASHED)
    size = part(folders, "m").stat().st_size
    server.requests.clear()
    downloads.resume("m")
    assert download.code is None
    finish(qtbot, downloads)
    assert ranges(server) == [f"bytes={size}-"]
    assert target(folders, "m").read_bytes() == weights("m")


def test_a_failure_has_its_code_and_the_others_go_on(
    qtbot: QtBot, downloads: Downloads, server: HubServer, folders: Folders
) -> None:
    for name in ("gone", "also-gone"):
        downloads.add(msgspec.structs.replace(offer(server, name), revision="c" * 40))
    downloads.add(offer(server, "good"))
    qtbot.waitUntil(
        lambda: states(downloads) == {"gone": FAILED, "also-gone": FAILED}, timeout=WAIT
    )
    for download in downloads:
        assert download.code is ErrorCode.HUB_NOT_FOUND
        assert download.params["host"] == server.host_port
    assert target(folders, "good").exists()


def test_a_busy_hub_is_waited_for(
    qtbot: QtBot, downloads: Downloads, server: HubServer, folders: Folders
) -> None:
    request = offer(server, "m")
    server.faults("m.gguf", Fault(status=503, retry_after=1))
    downloads.add(request)
    download = downloads.get("m")
    assert download is not None
    qtbot.waitUntil(lambda: download.phase is Phase.WAITING, timeout=WAIT)
    assert 0 < download.seconds <= 1
    assert download.host
    finish(qtbot, downloads)
    assert target(folders, "m").exists()


def test_offline_nothing_is_asked(
    qtbot: QtBot, downloads: Downloads, server: HubServer, settings: Settings, folders: Folders
) -> None:
    settings.set("offline", True)
    for name in ("a", "b", "c"):
        downloads.add(offer(server, name))
    for download in downloads:
        assert (download.state, download.code) == (FAILED, ErrorCode.HUB_OFFLINE)
    qtbot.wait(100)
    assert server.requests == []
    settings.set("offline", False)
    for name in ("a", "b", "c"):
        downloads.resume(name)
    finish(qtbot, downloads)
    assert len(list(folders.models.rglob("*.gguf"))) == 3


def test_a_request_for_an_entry_has_its_files() -> None:
    entry = next(e for e in catalogue.read(paths.catalogue()) if e.mmproj)
    assert entry.mmproj is not None
    alone, both = Request.of(entry), Request.of(entry, projector=True)
    assert alone.size_bytes == entry.size_bytes
    assert both.size_bytes == entry.download_bytes
    assert [file.path for file in both.files] == [entry.file, entry.mmproj.file]
    assert all(len(file.sha256) == 64 for file in both.files)
    assert (alone.repo, alone.revision) == (entry.repo, entry.revision)
