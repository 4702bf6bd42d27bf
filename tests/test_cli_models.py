"""`inkstone models ...`, as another program runs it, with a hub on the loopback address."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.paths import Folders
from tests import catalogues
from tests.ggufs import write_adapter, write_model, write_projector, write_split
from tests.hub.conftest import sha256
from tests.hub.server import Fault, HubServer
from tests.test_cli import run

REPO = "author/some-model-GGUF"
# The same command, but the catalogue that came with the app is an empty one.
ALONE = """
import sys
from pathlib import Path
from app import cli, paths
paths.catalogue = lambda: Path("/nowhere/models.toml")
sys.exit(cli.main(sys.argv[1:]))
"""


@pytest.fixture
def server(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    """The hub that is in the settings; no keyring and no proxy of this computer is used."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with HubServer() as made:
        configure(folders, hub_sources=made.url)
        yield made


def configure(folders: Folders, **settings: object) -> None:
    folders.settings.write_text(json.dumps(settings), encoding="utf-8")


@pytest.fixture
def data(tmp_path: Path) -> bytes:
    """The bytes of a real, small model."""
    return write_model(tmp_path / "made.gguf").read_bytes()


def entry(name: str, file: str, data: bytes, more: str = "", repo: str = REPO) -> str:
    size = len(data)
    return catalogues.entry(name, file, size=size, sha256=sha256(data), repo=repo, more=more)


def answer(*arguments: str) -> dict[str, Any]:
    """Run with --json; stdout is one object and nothing else."""
    done = run("models", *arguments, "--json")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def complaint(*arguments: str) -> str:
    """Run what is refused: one line on stderr."""
    done = run("models", *arguments, "--json")
    assert done.returncode == 3, done.stderr
    assert done.stdout == ""
    lines = [line for line in done.stderr.splitlines() if line.startswith("inkstone: ")]
    assert len(lines) == 1
    assert "Traceback" not in done.stderr
    return lines[0]


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_an_entry_of_the_catalogue_is_downloaded(
    folders: Folders, server: HubServer, data: bytes
) -> None:
    commit = server.add(REPO, {"dir/小.gguf": data, "other.gguf": b"GGUF"})
    text = entry("mine", "dir/小.gguf", data, f'revision = "{commit}"')
    folders.catalogue.write_text(text, encoding="utf-8")
    available = answer("list", "--available")["models"]
    assert (available[0]["id"], available[0]["repo"]) == ("mine", REPO)
    assert len(available) > 30
    assert server.requests == []  # the catalogue is here
    got = answer("download", "mine")
    path = folders.models / REPO / "dir" / "小.gguf"
    assert got == {"id": "mine", "path": str(path), "sha256": sha256(data)}
    assert path.read_bytes() == data
    assert [model["id"] for model in answer("list")["models"]][1:] == ["mine"]
    path.unlink()
    done = run("models", "download", "mine")
    assert (done.returncode, done.stdout) == (0, "mine\n")
    assert "100%" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        [REPO, "--file", "b-Q8_0.gguf"],
        [f"{REPO}:Q8_0"],
        [f"https://huggingface.co/{REPO}/blob/main/b-Q8_0.gguf"],
    ],
    ids=["file", "quantization", "address"],
)
def test_a_model_of_the_hub_is_downloaded(
    folders: Folders, server: HubServer, data: bytes, arguments: list[str]
) -> None:
    commit = server.add(REPO, {"a-Q4_0.gguf": b"GGUF", "b-Q8_0.gguf": data, "README.md": b"x"})
    got = answer("download", *arguments)
    path = folders.models / REPO / "b-Q8_0.gguf"
    assert got == {"id": "b-Q8_0", "path": str(path), "sha256": sha256(data)}
    receipt = json.loads(path.with_name("b-Q8_0.gguf.json").read_bytes())
    assert (receipt["repo"], receipt["revision"]) == (REPO, commit)


def test_the_only_model_needs_no_choice(
    folders: Folders, server: HubServer, tmp_path: Path
) -> None:
    parts = write_split(tmp_path / "split", "big-Q4_0", 2)
    projector = write_projector(tmp_path / "mmproj-F16.gguf")
    server.add(REPO, {path.name: path for path in [*parts, projector]})
    got = answer("download", REPO)
    assert got["id"] == "big-Q4_0"
    assert got["path"] == str(folders.models / REPO / parts[0].name)
    names = {path.name for path in parts}
    assert files(folders.models / REPO) == names | {f"{name}.json" for name in names}


def test_a_choice_is_asked_for_by_name(folders: Folders, server: HubServer, data: bytes) -> None:
    server.add(REPO, {"a-Q4_0.gguf": data, "b-Q8_0.gguf": data})
    server.add("author/none", {"README.md": b"x"})
    for arguments in ([REPO], [f"{REPO}:Q2_K"]):
        words = complaint("download", *arguments)
        assert REPO in words
        assert "a-Q4_0" in words and "b-Q8_0" in words
    assert "author/none" in complaint("download", "author/none")
    assert files(folders.models) == set()


def test_what_is_not_there_is_told(folders: Folders, server: HubServer) -> None:
    assert server.host_port in complaint("download", "author/nowhere")
    complaint("download", "no address at all")
    configure(folders, hub_sources=server.url, offline=True)
    server.requests.clear()
    complaint("download", REPO)
    assert server.requests == []


def test_an_interrupted_download_goes_on(folders: Folders, server: HubServer) -> None:
    data = b"GGUF" + os.urandom(2_000_000)
    commit = server.add(REPO, {"m.gguf": data})
    text = entry("mine", "m.gguf", data, f'revision = "{commit}"')
    folders.catalogue.write_text(text, encoding="utf-8")
    server.always("m.gguf", Fault(rate=500_000))
    command = [sys.executable, "-m", "app", "models", "download", "mine"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True) as process:
        part = folders.models / REPO / "m.gguf.part"
        until = time.monotonic() + 20
        while not (part.exists() and part.stat().st_size > 100_000):
            assert process.poll() is None and time.monotonic() < until
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=10)
    assert process.returncode == -signal.SIGINT, errors
    assert out == ""
    assert "Traceback" not in errors
    size = part.stat().st_size
    server.always("m.gguf", None)
    server.requests.clear()
    complaint("download", "mine")  # what arrived is no model, but it has arrived
    asked = [r.headers.get("range") for r in server.requests if "/resolve/" not in r.path]
    assert asked == [f"bytes={size}-"]
    assert (folders.models / REPO / "m.gguf").read_bytes() == data


def test_verify_finds_a_damaged_file(folders: Folders, server: HubServer, data: bytes) -> None:
    server.add(REPO, {"m.gguf": data})
    path = Path(answer("download", REPO)["path"])
    assert answer("verify", "m") == {"id": "m", "ok": True, "sha256": sha256(data)}
    path.write_bytes(data[:-1] + b"!")
    assert path.name in complaint("verify", "m")
    path.write_bytes(data)
    path.with_name("m.gguf.json").unlink()
    assert "m" in complaint("verify", "m")  # nothing to compare with


def test_verify_reads_the_starter(folders: Folders, starter: Path) -> None:
    done = run("models", "verify", starter.name)
    assert (done.returncode, done.stdout) == (0, "ok\n")


def test_verify_reads_every_part(folders: Folders, server: HubServer, tmp_path: Path) -> None:
    parts = write_split(tmp_path / "split", "big", 2)
    server.add(REPO, {path.name: path for path in parts})
    answer("download", REPO)
    second = folders.models / REPO / parts[1].name
    second.write_bytes(second.read_bytes()[:-1] + b"!")
    assert second.name in complaint("verify", "big")


def test_removing_fills_and_empties_the_bin(folders: Folders, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_model(folders.models / f"{name}.gguf", name=name)
    size = (folders.models / "one.gguf").stat().st_size
    gone = answer("remove", "one")
    assert (gone["id"], gone["freed_bytes"]) == ("one", size)
    assert files(Path(gone["bin"])) == {"one.gguf"}
    assert answer("remove", "two", "--empty-bin")["freed_bytes"] == size
    assert files(folders.models) == set()
    assert not folders.bin.exists()
    complaint("remove", "smollm2-135m-instruct")
    outside = write_model(tmp_path / "outside.gguf")
    complaint("remove", str(outside))
    assert outside.exists()


def test_importing_copies_or_uses_in_place(folders: Folders, tmp_path: Path) -> None:
    path = write_model(tmp_path / "我的 model.gguf")
    there = answer("import", str(path), "--in-place")
    assert there == {"id": "我的 model", "path": str(path)}
    assert files(folders.models) == set()
    assert str(path) in {model["path"] for model in answer("list")["models"]}
    copied = answer("import", str(path))
    assert copied["path"] == str(folders.models / path.name)
    assert Path(copied["path"]).read_bytes() == path.read_bytes()
    assert answer("verify", copied["path"])["ok"] is True
    again = answer("import", copied["path"])  # it is ours already
    assert again["path"] == copied["path"]


def test_importing_a_split_model_takes_all_its_parts(folders: Folders, tmp_path: Path) -> None:
    parts = write_split(tmp_path, "big", 3)
    got = answer("import", str(parts[0]))
    assert got == {"id": "big", "path": str(folders.models / parts[0].name)}
    for part in parts:
        assert (folders.models / part.name).read_bytes() == part.read_bytes()


def test_what_is_no_model_is_not_imported(folders: Folders, tmp_path: Path) -> None:
    half = write_split(tmp_path, "half", 2)
    half[1].unlink()
    cut = write_model(tmp_path / "cut.gguf")
    cut.write_bytes(cut.read_bytes()[:-50])
    complaint("import", str(half[0]))
    complaint("import", str(cut), "--in-place")
    complaint("import", str(write_adapter(tmp_path / "a.gguf")), "--in-place")
    complaint("import", str(tmp_path / "none.gguf"))
    assert files(folders.models) == set()
    assert not folders.settings.exists()


def check(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", ALONE, "models", "check", *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def test_check_compares_the_catalogue_with_the_hub(
    folders: Folders, server: HubServer, data: bytes
) -> None:
    second = f'mmproj = {{file = "mm.gguf", size_bytes = {len(data)}, sha256 = "SHA256"}}'
    server.add(REPO, {"good.gguf": data, "mm.gguf": data, "newer.gguf": data[:-1] + b"!"})
    good = entry("good", "good.gguf", data, second.replace("SHA256", sha256(data)))
    folders.catalogue.write_text(good, encoding="utf-8")
    done = check()
    assert (done.returncode, done.stdout.split()) == (0, ["good", "ok", REPO])
    entries = [
        good,
        catalogues.entry("pattern", "good*", repo=REPO),
        entry("newer", "newer.gguf", data),
        entry("gone", "gone.gguf", data),
        entry("projector", "good.gguf", data, second.replace("SHA256", "ab" * 32)),
        entry("nowhere", "good.gguf", data, repo="author/nowhere"),
        entry("revised", "good.gguf", data, f'revision = "{"c" * 40}"'),
    ]
    folders.catalogue.write_text("".join(entries), encoding="utf-8")
    done = check("--json")
    assert done.returncode == 3
    assert done.stdout.count("\n") == 1
    assert {row["id"]: row["state"] for row in json.loads(done.stdout)["entries"]} == {
        "good": "ok",
        "pattern": "ok",
        "newer": "changed",
        "gone": "missing",
        "projector": "changed",
        "nowhere": "hub-not-found",
        "revised": "hub-not-found",
    }
