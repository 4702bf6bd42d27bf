from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import keyring
import keyring.backend
import msgspec
import pytest
from pytestqt.qtbot import QtBot

from app.hub_protocol import Fetched
from app.paths import Folders
from app.protocol import ErrorCode, Load, MalformedLine, decode_command
from app.services.downloads import Downloads, Request
from app.services.engine import Engine
from app.services.hub import Hub
from app.services.library import InstalledModel, Library
from app.services.models import Models
from app.services.options import Options
from app.services.settings import Settings
from app.services.tuning import Tunings
from tests.conftest import FAKE_ENGINE
from tests.ggufs import write_model, write_projector
from tests.hub.conftest import hub_file
from tests.hub.server import Fault, HubServer


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A keyring that forgets; the person's own is never touched by a test."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture(autouse=True)
def own_keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")  # in children
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def settings(folders: Folders) -> Settings:
    return Settings(folders.settings)


@pytest.fixture
def library(folders: Folders, settings: Settings) -> Library:
    return Library(folders, settings)


@pytest.fixture
def own(folders: Folders) -> Path:
    """A model with its receipt in the folder of its repository, with its projector."""
    path = write_model(folders.models / "作者" / "repo" / "own 模型.gguf", name="own")
    give_receipt(path)
    give_receipt(write_projector(path.with_name("mmproj-F16.gguf")))
    return path


def give_receipt(path: Path, repo: str = "作者/repo") -> str:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    receipt = Fetched(repo, "main", path.name, path.stat().st_size, digest)
    path.with_name(path.name + ".json").write_bytes(msgspec.json.encode(receipt))
    return digest


@pytest.fixture
def server(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    """A hub on the loopback address, which is the one in the settings."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with HubServer() as made:
        settings.set("hub_sources", made.url)
        yield made


@pytest.fixture
def hub(qtbot: QtBot, settings: Settings) -> Iterator[Hub]:
    made = Hub(settings)
    yield made
    made.shutdown()


@pytest.fixture
def downloads(hub: Hub, folders: Folders, server: HubServer) -> Iterator[Downloads]:
    made = Downloads(hub, folders)
    yield made
    made.close()


def weights(name: str, size: int = 1_000_003) -> bytes:
    """Return the bytes of something that begins like a model."""
    return b"GGUF" + random.Random(name).randbytes(size - 4)


def offer(server: HubServer, name: str, data: bytes = b"", rate: int = 0) -> Request:
    """Put a model on the hub, in a repository of its own, and return the request for it."""
    data = data or weights(name)
    repo, file = f"author/{name}", f"{name}.gguf"
    commit = server.add(repo, {file: data})
    server.always(file, Fault(rate=rate))
    return Request(name, name, repo, commit, (hub_file(file, data),))


@dataclass
class Desk:
    """Models and what they are made of; `lines` is the engine's log."""

    models: Models
    engine: Engine
    settings: Settings
    folders: Folders
    lines: list[str]
    failures: list[tuple[ErrorCode, str]]

    def add(self, name: str) -> InstalledModel:
        path = write_model(self.folders.models / f"{name}.gguf", name=name, tokens=10)
        return self.models.library.find(str(path))

    @property
    def starter(self) -> InstalledModel:
        return next(model for model in self.models.installed() if model.starter)

    def loads(self) -> list[Load]:
        found = []
        for line in self.lines:
            try:
                command = decode_command(line.encode())
            except MalformedLine:
                continue
            if isinstance(command, Load):
                found.append(command)
        return found

    def use(self, qtbot: QtBot, model: InstalledModel) -> Load:
        self.models.switch(model)
        self.until_loaded(qtbot, model)
        return self.loads()[-1]

    def until_loaded(self, qtbot: QtBot, model: InstalledModel) -> None:
        def loaded() -> bool:
            current = self.models.current
            return current is not None and current.path == model.path and not self.models.loading

        qtbot.waitUntil(loaded, timeout=10_000)


@pytest.fixture
def desk(qtbot: QtBot, folders: Folders, settings: Settings, library: Library) -> Iterator[Desk]:
    lines: list[str] = []
    failures: list[tuple[ErrorCode, str]] = []
    engine = Engine(FAKE_ENGINE, log_line=lines.append)
    models = Models(
        engine, settings, library, Options(folders.model_options), Tunings(folders.tunings)
    )
    models.failed.connect(lambda code, _params, path: failures.append((code, path)))
    yield Desk(models, engine, settings, folders, lines, failures)
    engine.shutdown()
