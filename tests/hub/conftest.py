from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.hub import client
from app.hub.fetch import Download
from app.hub_protocol import Fetch, HubFile, Installed, Source
from app.protocol import Event
from tests.hub.server import HubServer

REPO = "author/some-model-GGUF"


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    """A hub on the loopback address; nothing waits long for it."""
    monkeypatch.setattr(client, "TIMEOUT", client.httpx.Timeout(3.0))
    with HubServer() as server:
        yield server


@pytest.fixture
def weights() -> bytes:
    """The bytes of something that begins like a model."""
    return b"GGUF" + random.Random(7).randbytes(3_000_003)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def hub_file(path: str, data: bytes) -> HubFile:
    return HubFile(path, len(data), sha256(data))


@pytest.fixture
def fetch(hub: HubServer, tmp_path: Path) -> Callable[..., Installed]:
    """Download in this process: `fetch(revision, *files)`; options as those of Fetch."""

    def run(
        revision: str, *files: HubFile, events: list[Event] | None = None, **options: Any
    ) -> Installed:
        sources = options.pop("sources", (Source(hub.url),))
        command = Fetch(
            1, REPO, revision, files, str(tmp_path / "模 型"), sources, pause=0.0, **options
        )
        return Download(command, (events if events is not None else []).append).run()

    return run
