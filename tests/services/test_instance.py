"""What a second start says to the running app."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from app.paths import Folders
from app.services.instance import TOKEN, Instance, Wish

ROOT = Path(__file__).parent.parent.parent


class Running:
    """The first instance, and what it was asked."""

    def __init__(self, folders: Folders) -> None:
        self.folders = folders
        self.instance = Instance(folders.data)
        assert self.instance.acquire()
        self.asked: list[object] = []
        self.instance.asked.connect(self.asked.append)
        self.instance.opened.connect(self.asked.append)
        self.instance.raised.connect(lambda: self.asked.append("raised"))


@pytest.fixture
def running(qtbot: QtBot, folders: Folders, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    monkeypatch.setenv(TOKEN, "")
    made = Running(folders)
    yield made
    made.instance.release()


@pytest.mark.parametrize(
    ("wish", "expected"),
    [(Wish.WINDOW, "raised"), (Wish.TRANSLATE_CLIPBOARD, Wish.TRANSLATE_CLIPBOARD)],
)
def test_a_wish_arrives(qtbot: QtBot, running: Running, wish: Wish, expected: object) -> None:
    assert not Instance(running.folders.data).acquire(wish)
    qtbot.waitUntil(lambda: running.asked == [expected])


def test_the_permission_to_come_to_the_front_travels_along(
    qtbot: QtBot, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TOKEN, "a-token")
    assert not Instance(running.folders.data).acquire(Wish.TRANSLATE_CLIPBOARD)
    monkeypatch.setenv(TOKEN, "")
    qtbot.waitUntil(lambda: bool(running.asked))
    assert os.environ[TOKEN] == "a-token"


def test_the_longest_path_arrives(qtbot: QtBot, running: Running) -> None:
    path = "/" + "\x01" * 4095  # JSON writes each as six bytes
    assert not Instance(running.folders.data).acquire(Wish.OPEN, path)
    qtbot.waitUntil(lambda: running.asked == [path])


@pytest.mark.parametrize(
    "said", [b"", b"\xff\xfe nonsense", b'{"wish": "explode"}', b"x" * 100_000]
)
def test_nonsense_raises_the_window(qtbot: QtBot, running: Running, said: bytes) -> None:
    socket = QLocalSocket()
    socket.connectToServer(running.instance._name)
    assert socket.waitForConnected(1000)
    socket.write(said)
    socket.waitForBytesWritten(1000)
    socket.disconnectFromServer()
    qtbot.waitUntil(lambda: running.asked == ["raised"])


def start_another(argument: str, folder: Path) -> None:
    """Start the app in a folder; it finds the one that runs, and ends."""
    done = subprocess.run(
        [sys.executable, "-m", "app", argument],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


def test_the_start_option_asks_the_running_app(
    qtbot: QtBot, running: Running, tmp_path: Path
) -> None:
    start_another("--translate-clipboard", tmp_path)
    qtbot.waitUntil(lambda: running.asked == [Wish.TRANSLATE_CLIPBOARD])


def test_a_file_is_named_from_where_the_start_was(
    qtbot: QtBot, running: Running, tmp_path: Path
) -> None:
    folder = tmp_path / "模型 库"
    folder.mkdir()
    start_another("../模型 库/墨 model.gguf", folder)
    qtbot.waitUntil(lambda: running.asked == [str(folder / "墨 model.gguf")])
