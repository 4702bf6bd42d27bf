"""A model's whole life in Settings > Models, against a hub on the loopback address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e import desktop as machinery
from tests.e2e.desktop import App, Desktop, until
from tests.e2e.talk import idle, ready, send
from tests.hub.server import Fault, HubServer

REPO = "inkstone/tiny-GGUF"
FILE = "小墨-Q4_1.gguf"
ENTRY = """
[[model]]
id = "tiny-ink"
name = "Tiny Ink"
repo = "{repo}"
revision = "{commit}"
file = "{file}"
quantization = "Q4_1"
parameters = 134515008
size_bytes = {size}
sha256 = "{sha256}"
context = 8192
licence = "Apache-2.0"
languages = ["en"]
jobs = ["chat"]
notes = "For tests."
"""
pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(bool(machinery.missing()), reason=f"missing: {machinery.missing()}"),
]


@pytest.fixture
def hub() -> Iterator[HubServer]:
    with HubServer() as server:
        yield server


def open_models(app: App) -> None:
    app.key("ctrl+m")
    until(lambda: app.exists("models.search"), "the models page")
    app.click("models.row.tiny-ink")
    app.wait("models.name", "Tiny Ink")


def test_the_life_of_a_model(desktop: Desktop, data: Path, hub: HubServer, starter: Path) -> None:
    commit = hub.add(REPO, {FILE: starter})
    blob = hub.repos[REPO].commits[commit][FILE]
    (data / "models.toml").write_text(
        ENTRY.format(repo=REPO, commit=commit, file=FILE, size=blob.size, sha256=blob.sha256),
        encoding="utf-8",
    )
    settings = {"context": 1024, "hub_sources": hub.url}
    (data / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    part = data / "models" / REPO / (FILE + ".part")
    installed = data / "models" / REPO / FILE

    # Nothing is contacted before it is asked for.
    app = desktop.start(data)
    ready(app)
    open_models(app)
    app.wait("models.host", "No host")
    assert hub.requests == []

    # Download slowly, pause in the middle.
    hub.always(FILE, Fault(rate=20_000_000))
    app.click("models.download")
    until(lambda: part.exists() and part.stat().st_size > 5_000_000, "some bytes")
    app.wait("models.host", "Contacted")
    app.click("models.pause")
    app.wait("models.state", "Paused")
    arrived = part.stat().st_size
    assert arrived < blob.size
    assert not installed.exists()

    # Kill the app, start it, go on from there.
    app.kill()
    requests = len(hub.requests)
    app = desktop.start(data)
    ready(app)
    open_models(app)
    app.wait("models.state", "Paused")
    assert len(hub.requests) == requests
    hub.always(FILE, None)
    app.click("models.resume")
    app.wait("models.notice", "has arrived and is verified")
    assert installed.read_bytes() == starter.read_bytes()
    ranges = [r.headers.get("range") for r in hub.requests[requests:] if "range" in r.headers]
    assert f"bytes={arrived}-" in ranges

    # Verify, then choose it in Settings > Model and chat.
    app.click("models.verify")
    app.wait("models.notice", "is whole")
    app.key("Escape")
    until(lambda: not app.exists("models.search"), "the closed page")
    app.key("alt+s")
    until(lambda: app.exists("menu.settings"), "the menu")
    app.key("Right")
    app.click("settings.model.tiny-ink")
    app.key("Escape", "Escape")
    app.wait("status.model", "Tiny Ink")
    send(app, "Say hello in one short sentence.")
    app.wait("chat.transcript", "Say hello")
    idle(app)
    app.wait("chat.transcript", "tokens/s")

    # Remove it, and take that back.
    open_models(app)
    app.click("models.remove")
    app.wait("models.notice", "in the bin")
    assert not installed.exists()
    app.wait("status.model", "SmolLM2")
    app.click("models.notice.action")
    until(installed.exists, "the restored file")
    until(lambda: app.exists("models.use"), "the restored model")
    app.click("models.use")
    app.wait("status.model", "Tiny Ink")
    app.key("Escape")
    app.close()
