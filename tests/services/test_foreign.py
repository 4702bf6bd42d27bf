from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from app.paths import Folders
from app.services import foreign
from app.services.library import Library
from app.services.settings import Settings
from tests.ggufs import write_model


def ollama(root: Path, name: str, tag: str) -> Path:
    """Add a model as Ollama does; returns its blob."""
    scratch = write_model(root / "scratch", name=f"{name}:{tag}")
    digest = hashlib.sha256(scratch.read_bytes()).hexdigest()
    blob = root / "blobs" / f"sha256-{digest}"
    blob.parent.mkdir(exist_ok=True)
    scratch.replace(blob)
    manifest = root / "manifests" / "registry.ollama.ai" / "library" / name / tag
    manifest.parent.mkdir(parents=True, exist_ok=True)
    layers = [
        {"mediaType": "application/vnd.ollama.image.license", "digest": "sha256:" + "0" * 64},
        {"mediaType": foreign.OLLAMA_MODEL, "digest": f"sha256:{digest}", "size": 1},
    ]
    manifest.write_text(json.dumps({"schemaVersion": 2, "layers": layers}), encoding="utf-8")
    return blob


def manifest_in(root: Path, name: str, data: bytes) -> None:
    path = root / "manifests" / "registry.ollama.ai" / "library" / name / "latest"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)


def test_ollamas_models_have_their_names(folders: Folders, tmp_path: Path) -> None:
    root = tmp_path / "ollama 模型"
    blobs = [ollama(root, "llama3.2", "3b"), ollama(root, "qwen3", "latest")]
    library = Library(folders, Settings(folders.settings))
    library.add_place(root)
    _, first, second = library.installed()
    assert (first.id, first.path, first.place) == ("llama3.2:3b", blobs[0], str(root))
    assert (second.id, second.path) == ("qwen3:latest", blobs[1])
    assert first.sha256 == hashlib.sha256(blobs[0].read_bytes()).hexdigest()
    assert library.find("llama3.2:3b").path == blobs[0]


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"\xff\xfe", b"[]", b'"text"', b"null", b'{"layers": 3}', b'{"layers": [3]}',
     b'{"layers": [{"mediaType": "application/vnd.ollama.image.model"}]}',
     b'{"layers": [{"mediaType": "application/vnd.ollama.image.model", "digest": null}]}',
     b'{"layers": [{"mediaType": "application/vnd.ollama.image.model", "digest": "sha256:"}]}',
     b'{"layers": [{"mediaType": "application/vnd.ollama.image.model", "digest": "a\\u0000b"}]}',
     b'{"layers": [{"mediaType": "application/vnd.ollama.image.model", "digest": "\\ud800"}]}',
     b"[" * 100_000],
    ids=lambda damage: repr(damage[-40:]),
)  # fmt: skip
def test_a_damaged_manifest_does_no_harm(tmp_path: Path, damage: bytes) -> None:
    blob = ollama(tmp_path, "llama3.2", "3b")
    manifest_in(tmp_path, "damaged", damage)
    assert [file.path for file in foreign.scan(tmp_path)] == [blob]


def test_a_manifest_does_not_lead_out_of_its_folder(tmp_path: Path) -> None:
    root = tmp_path / "ollama"
    ollama(root, "good", "1")
    write_model(tmp_path / "secret")
    for at, digest in enumerate(("../../secret", "sha256:../../secret", "/../../../secret")):
        layer = {"mediaType": foreign.OLLAMA_MODEL, "digest": digest}
        manifest_in(root, f"evil{at}", json.dumps({"layers": [layer]}).encode())
    assert [file.name for file in foreign.scan(root)] == ["good:1"]


def test_a_blob_that_is_gone_is_left_out(tmp_path: Path) -> None:
    ollama(tmp_path, "gone", "1").unlink()
    assert foreign.scan(tmp_path) == []


def test_a_folder_is_searched_and_a_file_is_taken(tmp_path: Path) -> None:
    paths = [write_model(tmp_path / name) for name in ("b.gguf", "深/a.gguf")]
    (tmp_path / "readme.md").write_text("no model", encoding="utf-8")
    assert sorted(file.path for file in foreign.scan(tmp_path)) == sorted(paths)
    odd = write_model(tmp_path / "without-ending")
    assert [file.path for file in foreign.scan(odd)] == [odd]
    assert foreign.scan(tmp_path / "nowhere") == []


def test_other_apps_folders_are_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(foreign.sys, "platform", "linux")
    monkeypatch.delenv("OLLAMA_MODELS", raising=False)
    assert not any(path.is_relative_to(tmp_path) for _, path in foreign.known_places())
    for folder in (".lmstudio/models", ".ollama/models", ".config/Jan/data/llamacpp/models"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / ".local/share/nomic.ai").mkdir(parents=True)
    (tmp_path / ".local/share/nomic.ai/GPT4All").write_text("a file", encoding="utf-8")
    found = [name for name, path in foreign.known_places() if path.is_relative_to(tmp_path)]
    assert found == ["LM Studio", "Ollama", "Jan"]
    monkeypatch.setenv("OLLAMA_MODELS", str(tmp_path / "elsewhere"))
    (tmp_path / "elsewhere").mkdir()
    assert ("Ollama", tmp_path / "elsewhere") in foreign.known_places()
