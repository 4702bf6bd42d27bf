"""The hub service: hosts, tokens and proxy as the person has set them."""

from __future__ import annotations

import hashlib
import http.client
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import keyring
import keyring.backends.fail
import pytest
from pytestqt.qtbot import QtBot

from app.hub_protocol import (
    AnyCommand,
    Copy,
    Fetch,
    Hash,
    Hashed,
    HeaderRead,
    Inspect,
    Inspected,
    Installed,
    ReadHeader,
    Source,
)
from app.paths import Folders
from app.protocol import ErrorCode, UserError
from app.services import keys
from app.services.downloads import target_folder
from app.services.hub import Hub, host_of
from app.services.jobs import Job, JobState
from app.services.settings import Settings
from tests.ggufs import write_model
from tests.hub.conftest import hub_file
from tests.hub.server import HubServer
from tests.services.conftest import offer, weights

WAIT = 20_000


def run(qtbot: QtBot, hub: Hub, command: AnyCommand) -> Job:
    job = hub.run(command)
    qtbot.waitUntil(lambda: job.over, timeout=WAIT)
    return job


def fetch(hub: Hub, folders: Folders, server: HubServer, name: str = "m") -> Fetch:
    request = offer(server, name)
    folder = str(target_folder(folders.models, request.repo))
    number = hub.next_number()
    return Fetch(number, request.repo, request.revision, request.files, folder, hub.sources())


def test_a_repository_is_listed_and_its_header_read(
    qtbot: QtBot, hub: Hub, server: HubServer, tmp_path: Path
) -> None:
    data = write_model(tmp_path / "a.gguf").read_bytes()
    commit = server.add("author/model", {"a.gguf": data, "README.md": b"text"})
    job = run(qtbot, hub, Inspect(1, "author/model", "main", hub.sources()))
    assert isinstance(job.result, Inspected)
    assert job.result.commit == commit
    assert [file.path for file in job.result.files] == ["a.gguf", "README.md"]
    file = job.result.files[0]
    assert file == hub_file("a.gguf", data)
    job = run(qtbot, hub, ReadHeader(2, "author/model", commit, file, hub.sources()))
    assert isinstance(job.result, HeaderRead)
    assert job.result.header.name == "Tiny 小"


def test_files_are_summed_and_copied_without_a_network(
    qtbot: QtBot, hub: Hub, settings: Settings, folders: Folders, tmp_path: Path
) -> None:
    settings.set("offline", True)
    path = tmp_path / "模型.gguf"
    path.write_bytes(weights("x"))
    job = run(qtbot, hub, Hash(1, str(path)))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert isinstance(job.result, Hashed)
    assert job.result.sha256 == digest
    job = run(qtbot, hub, Copy(2, str(path), str(folders.models)))
    assert isinstance(job.result, Installed)
    assert (folders.models / path.name).read_bytes() == path.read_bytes()
    job = run(qtbot, hub, Hash(3, str(tmp_path / "none.gguf")))
    assert job.code is ErrorCode.FILE_UNREADABLE
    before = sorted(folders.models.iterdir())
    (tmp_path / "folder.gguf").mkdir()
    for name in ("none.gguf", "folder.gguf"):
        job = run(qtbot, hub, Copy(4, str(tmp_path / name), str(folders.models)))
        assert job.code is ErrorCode.FILE_UNREADABLE
    assert sorted(folders.models.iterdir()) == before
    with pytest.raises(UserError) as caught:
        hub.run(Inspect(5, "a/b", "main", hub.sources()))
    assert caught.value.code is ErrorCode.HUB_OFFLINE


def test_a_process_ends_by_itself_and_well(
    qtbot: QtBot, hub: Hub, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "a.gguf"
    path.write_bytes(b"GGUF")
    with caplog.at_level("INFO", "hub"):
        run(qtbot, hub, Hash(1, str(path)))
        qtbot.waitUntil(lambda: not hub._children, timeout=900)
    assert caplog.text == ""


def test_a_stopped_job_is_cancelled_and_its_process_gone(
    qtbot: QtBot, hub: Hub, server: HubServer, folders: Folders
) -> None:
    jobs = [hub.run(fetch(hub, folders, server, name)) for name in ("a", "b", "c")]
    hub.stop(jobs[0])
    hub.stop(jobs[1], wait=True)
    hub.shutdown()
    assert [job.state for job in jobs] == [JobState.CANCELLED] * 3
    qtbot.waitUntil(lambda: not hub._children, timeout=WAIT)
    hub.stop(jobs[0])  # once more does no harm


def test_the_sources_are_those_of_the_settings(hub: Hub, settings: Settings) -> None:
    assert hub.sources() == (Source("https://huggingface.co"),)
    settings.set("hub_sources", "  https://hf-mirror.com/  http://127.0.0.1:9 ")
    keys.set_token("hf-mirror.com", "hf_one")
    keys.set_token("127.0.0.1:9", "hf_two")
    assert hub.sources("owner/name") == (
        Source("https://hf-mirror.com", "hf_one", "owner/name"),
        Source("http://127.0.0.1:9", "hf_two", "owner/name"),
    )
    settings.set("hub_sources", " ")
    assert [source.endpoint for source in hub.sources()] == ["https://huggingface.co"]
    assert (host_of("https://a.b/c"), host_of("nonsense")) == ("a.b", "")


def test_a_token_is_kept_and_forgotten() -> None:
    assert keys.token("huggingface.co") == ""
    keys.set_token("huggingface.co", "hf_secret")
    assert keys.token("huggingface.co") == "hf_secret"
    assert keys.token("hf-mirror.com") == ""
    keys.set_token("huggingface.co", "")
    keys.set_token("huggingface.co", "")
    assert keys.token("huggingface.co") == ""


def test_without_a_keyring_there_is_no_token_and_it_is_told() -> None:
    keyring.set_keyring(keyring.backends.fail.Keyring())
    assert keys.token("huggingface.co") == ""
    with pytest.raises(UserError) as caught:
        keys.set_token("huggingface.co", "hf_secret")
    assert caught.value.code is ErrorCode.NO_KEYRING


def test_a_token_goes_to_its_own_host_only(
    qtbot: QtBot, hub: Hub, server: HubServer, settings: Settings, folders: Folders
) -> None:
    with HubServer() as mirror:
        mirror.add("author/other", {"x.gguf": b"GGUF"})  # it has not what is asked for
        settings.set("hub_sources", f"{mirror.url} {server.url}")
        keys.set_token(server.host_port, "hf_secret")
        server.token = "hf_secret"
        command = fetch(hub, folders, server)
        server.add("author/m", {"m.gguf": weights("m")}, gated=True)
        job = run(qtbot, hub, command)
        assert job.state is JobState.DONE, job.params
        assert mirror.requests
        assert all("authorization" not in request.headers for request in mirror.requests)
    with_token = {r.host_port for r in server.requests if "authorization" in r.headers}
    assert with_token == {server.host_port}  # and never the host of the redirect
    assert {r.host_port for r in server.requests} == {server.host_port, server.cdn.host_port}
    kept = [path for path in folders.data.rglob("*") if path.is_file()]
    assert kept
    assert not any(b"hf_secret" in path.read_bytes() for path in kept)


class _Forward(BaseHTTPRequestHandler):
    """A proxy that knows one name more than the DNS does."""

    server: Proxy

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        self.server.asked.append(asked.netloc)
        host = self.server.names.get(asked.netloc, asked.netloc)
        connection = http.client.HTTPConnection(host, timeout=5)
        target = asked._replace(scheme="", netloc="").geturl()
        connection.request("GET", target, headers=dict(self.headers.items()))
        answer = connection.getresponse()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.read())
        connection.close()


class Proxy(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Forward)
        self.asked: list[str] = []
        self.names: dict[str, str] = {}
        Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    made = Proxy()
    yield made
    made.shutdown()
    made.server_close()


def test_the_proxy_is_used(
    qtbot: QtBot, hub: Hub, server: HubServer, settings: Settings, folders: Folders, proxy: Proxy
) -> None:
    proxy.names["models.invalid"] = server.host_port
    settings.set("hub_sources", "http://models.invalid")
    settings.set("proxy", f" http://127.0.0.1:{proxy.server_port} ")
    hosts: list[str] = []
    hub.contacted.connect(hosts.append)
    command = fetch(hub, folders, server)
    job = run(qtbot, hub, Inspect(1, command.repo, "main", command.sources))
    assert isinstance(job.result, Inspected)
    job = run(qtbot, hub, command)
    assert job.state is JobState.DONE, job.params
    assert set(proxy.asked) == {"models.invalid", server.cdn.host_port}
    assert (Path(command.folder) / "m.gguf").read_bytes() == weights("m")
    assert set(hosts) <= {"models.invalid"}


def test_a_dead_proxy_is_told(
    qtbot: QtBot, hub: Hub, server: HubServer, settings: Settings
) -> None:
    settings.set("proxy", "http://127.0.0.1:9")
    job = run(qtbot, hub, Inspect(1, "author/m", "main", hub.sources()))
    assert job.code is ErrorCode.HUB_UNREACHABLE
    assert server.requests == []
    settings.set("proxy", "nonsense")
    job = run(qtbot, hub, Inspect(2, "author/m", "main", hub.sources()))
    assert job.code in (ErrorCode.HUB_BAD_ADDRESS, ErrorCode.HUB_UNREACHABLE)
