"""Downloads outlive the app and their processes, however these end."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import psutil
import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.paths import Folders
from app.protocol import ErrorCode
from app.services import downloads as downloads_module
from app.services.downloads import Download, Downloads, DownloadState
from app.services.hub import Hub
from app.services.settings import Settings
from tests.hub.server import HubServer
from tests.services.conftest import offer, weights

WAIT = 30_000
QUEUED, PAUSED = DownloadState.QUEUED, DownloadState.PAUSED
FAILED = DownloadState.FAILED


def target(folders: Folders, name: str) -> Path:
    return folders.models / "author" / name / f"{name}.gguf"


def states(downloads: Downloads) -> dict[str, DownloadState]:
    return {download.request.id: download.state for download in downloads}


def finish(qtbot: QtBot, downloads: Downloads, *left: str) -> None:
    qtbot.waitUntil(lambda: set(states(downloads)) == set(left), timeout=WAIT)


def crash_app(folders: Folders, *paused: str) -> None:
    """Run an app that downloads requests.json; kill it when something has arrived."""
    command = [sys.executable, "-m", "tests.fakes.downloader", *paused]
    app = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    try:
        part = None
        while part is None or part.stat().st_size < 100_000:
            assert app.poll() is None
            part = next(iter(folders.models.rglob("*.part")), None)
        children = psutil.Process(app.pid).children()
        assert children
    finally:
        app.kill()
        app.wait()
    _, alive = psutil.wait_procs(children, timeout=5)  # they see the end of their stdin
    assert not alive


def test_a_crashed_app_goes_on_where_it_was(
    qtbot: QtBot, hub: Hub, server: HubServer, folders: Folders
) -> None:
    requests = [offer(server, name, rate=400_000) for name in ("paused", "active", "also")]
    (folders.data / "requests.json").write_bytes(msgspec.json.encode(requests))
    crash_app(folders, "paused")
    assert list(folders.models.rglob("*.gguf")) == []
    server.requests.clear()
    for name in ("active", "also"):
        server.always(f"{name}.gguf", None)
    downloads = Downloads(hub, folders)
    assert states(downloads) == {"paused": PAUSED, "active": QUEUED, "also": QUEUED}
    qtbot.wait(100)
    assert server.requests == []  # not before it is told to
    downloads.go_on()
    finish(qtbot, downloads, "paused")
    asked = [r.headers.get("range", "") for r in server.requests if "/resolve/" not in r.path]
    assert len(asked) == 2
    assert any(asked)  # not everything came once more
    assert not any("paused" in request.path for request in server.requests)
    for name in ("active", "also"):
        assert target(folders, name).read_bytes() == weights(name)
    assert states(Downloads(hub, folders)) == {"paused": PAUSED}
    downloads.resume("paused")
    server.always("paused.gguf", None)
    finish(qtbot, downloads)
    assert target(folders, "paused").read_bytes() == weights("paused")


def test_closing_keeps_the_list(
    qtbot: QtBot, hub: Hub, server: HubServer, folders: Folders
) -> None:
    first = Downloads(hub, folders)
    first.add(offer(server, "gone"))
    gone = first.get("gone")
    assert gone is not None
    server.repos.clear()
    qtbot.waitUntil(lambda: gone.state is FAILED, timeout=WAIT)
    for name in ("active", "also", "queued", "paused"):
        first.add(offer(server, name, rate=100_000))
    first.pause("paused")
    active = first.get("active")
    assert active is not None
    qtbot.waitUntil(lambda: active.done > 0, timeout=WAIT)
    first.close()
    hub.shutdown()
    again = Downloads(hub, folders)
    expected = {"active": QUEUED, "also": QUEUED, "queued": QUEUED, "paused": PAUSED}
    assert states(again) == {"gone": FAILED, **expected}
    kept = again.get("active")
    assert kept is not None and kept.done == active.done
    server.requests.clear()
    qtbot.wait(100)
    assert server.requests == []


def test_offline_a_kept_list_asks_nothing(
    qtbot: QtBot, hub: Hub, server: HubServer, folders: Folders, settings: Settings
) -> None:
    first = Downloads(hub, folders)
    for name in ("a", "b", "c", "d"):
        first.add(offer(server, name, rate=1000))
    first.close()
    hub.shutdown()
    server.requests.clear()
    settings.set("offline", True)
    again = Downloads(hub, folders)
    again.go_on()
    assert set(states(again).values()) == {FAILED}
    assert {download.code for download in again} == {ErrorCode.HUB_OFFLINE}
    assert server.requests == []


@pytest.mark.parametrize("damage", [b"", b"{broken", b"{}", b'[{"state": "queued"}]', b"\xff"])
def test_a_damaged_list_is_as_none(hub: Hub, folders: Folders, damage: bytes) -> None:
    folders.downloads.write_bytes(damage)
    assert list(Downloads(hub, folders)) == []


def test_a_list_that_cannot_be_kept_does_no_harm(
    qtbot: QtBot, hub: Hub, server: HubServer, folders: Folders
) -> None:
    folders.downloads.mkdir()
    downloads = Downloads(hub, folders)
    downloads.add(offer(server, "m"))
    finish(qtbot, downloads)
    assert target(folders, "m").exists()
    downloads.close()


class Killer:
    """Kills the process of each download at random moments, and has it resumed."""

    def __init__(self, downloads: Downloads, hub: Hub, server: HubServer, times: int) -> None:
        self._chance = random.Random(20261125)
        self._downloads, self._hub, self._server, self._times = downloads, hub, server, times
        self.kills: dict[str, int] = {}
        downloads.failed.connect(self._on_failed)

    def begin(self, name: str) -> None:
        self.kills[name] = 0
        self._aim(name)

    def _aim(self, name: str) -> None:
        QTimer.singleShot(self._chance.randrange(1, 900), lambda: self._kill(name))

    def _kill(self, name: str) -> None:
        download = self._downloads.get(name)
        child = self._hub._children.get(download.job) if download and download.job else None
        if child and child.pid > 0:
            os.kill(child.pid, signal.SIGKILL)

    def _on_failed(self, download: Download) -> None:
        name = download.request.id
        assert download.code is ErrorCode.HUB_CRASHED, (download.code, download.params)
        self.kills[name] += 1
        if self.kills[name] < self._times:
            self._aim(name)
        else:
            self._server.always(f"{name}.gguf", None)
        QTimer.singleShot(0, lambda: self._downloads.resume(name))


def test_forty_processes_killed_at_random_moments(
    qtbot: QtBot,
    hub: Hub,
    server: HubServer,
    folders: Folders,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(downloads_module, "AT_ONCE", 4)
    names = [f"m{number}" for number in range(4)]
    downloads = Downloads(hub, folders)
    killer = Killer(downloads, hub, server, times=10)
    whole = {f"{name}.gguf": weights(name, 2_000_003) for name in names}
    for name in names:
        downloads.add(offer(server, name, whole[f"{name}.gguf"], rate=200_000))
        killer.begin(name)

    def over() -> bool:
        for path in folders.models.rglob("*.gguf"):
            assert path.read_bytes() == whole[path.name]
            assert killer.kills[path.stem] == 10
        return not list(downloads)

    qtbot.waitUntil(over, timeout=60_000)
    assert killer.kills == dict.fromkeys(names, 10)
    assert len(list(folders.models.rglob("*.gguf"))) == 4
    assert list(folders.models.rglob("*.part*")) == []
