"""kit.json: what it may say, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.protocol import ErrorCode, UserError
from app.services.kit import manifest
from app.services.kit.manifest import FORMAT, KitFile, Manifest

SHA = "ab" * 32


def model(path: str, name: str = "m", repo: str = "") -> KitFile:
    return KitFile(path, 5, SHA, "model", repo, "", name, name)


MANIFEST = Manifest(
    FORMAT,
    "0.7.0",
    (
        model("models/作者/repo/big-00001-of-00002.gguf", "big", "作者/repo"),
        model("models/作者/repo/big-00002-of-00002.gguf", "big", "作者/repo"),
        model("models/own.gguf", "own"),
        model("models/other/own.gguf", "own"),
        KitFile("Inkstone-0.7.0-x86_64.run", 7, SHA, "installer"),
    ),
    {"README.txt": SHA},
)


def plain() -> Any:
    return json.loads(json.dumps({"format": FORMAT, "version": "0.7.0", "files": [FILE]}))


FILE = {"path": "models/a.gguf", "size": 5, "sha256": SHA, "kind": "model"}


def refused(folder: Path, text: object) -> ErrorCode:
    data = text if isinstance(text, bytes) else json.dumps(text).encode()
    (folder / manifest.NAME).write_bytes(data)
    with pytest.raises(UserError) as caught:
        manifest.read(folder)
    return caught.value.code


def test_what_is_written_is_read(tmp_path: Path) -> None:
    manifest.write(tmp_path, MANIFEST)
    assert manifest.read(tmp_path) == MANIFEST
    assert [path.name for path in tmp_path.iterdir()] == [manifest.NAME]
    assert (tmp_path / manifest.NAME).stat().st_mode & 0o044 == 0o044  # others may read a stick
    data = json.loads((tmp_path / manifest.NAME).read_text(encoding="utf-8"))
    assert data["files"][-1] == {
        "path": "Inkstone-0.7.0-x86_64.run",
        "size": 7,
        "sha256": SHA,
        "kind": "installer",
    }


def test_the_files_of_one_model_are_together() -> None:
    first, second, third = MANIFEST.models
    assert [file.path[-13:] for file in first] == ["of-00002.gguf", "of-00002.gguf"]
    assert [file.path for file in second] == ["models/own.gguf"]
    assert [file.path for file in third] == ["models/other/own.gguf"]
    assert [file.kind for file in MANIFEST.installers] == ["installer"]


def test_a_file_goes_to_the_folder_of_its_repository(tmp_path: Path) -> None:
    places = [file.within(tmp_path) for file in MANIFEST.files[1:4]]
    assert places == [
        (tmp_path / "作者" / "repo", "big-00002-of-00002.gguf"),
        (tmp_path, "own.gguf"),
        (tmp_path, "other/own.gguf"),
    ]
    moved = model("models/elsewhere/a.gguf", repo="author/repo")
    assert moved.within(tmp_path) == (tmp_path, "elsewhere/a.gguf")


@pytest.mark.parametrize(
    "path",
    [
        "models/../../a.gguf",
        "../models/a.gguf",
        "/models/a.gguf",
        "models//a.gguf",
        "models/./a.gguf",
        "models",
        "a.gguf",
        "models\\..\\a.gguf",
        "models/C:/a.gguf",
        "models/a\u0000.gguf",
        "models/a\n.gguf",
        "",
    ],
)
def test_a_path_that_leads_elsewhere_is_refused(tmp_path: Path, path: str) -> None:
    data = plain()
    assert manifest.read(write(tmp_path, data)).files[0].path == FILE["path"]
    data["files"][0]["path"] = path
    assert refused(tmp_path, data) is ErrorCode.KIT_DAMAGED


def write(folder: Path, data: object) -> Path:
    (folder / manifest.NAME).write_text(json.dumps(data), encoding="utf-8")
    return folder


@pytest.mark.parametrize("path", ["models/a.run", "../a.run", "..", "/a.run"])
def test_an_installer_lies_in_the_kit_itself(tmp_path: Path, path: str) -> None:
    data = plain()
    data["files"][0] |= {"kind": "installer", "path": path}
    assert refused(tmp_path, data) is ErrorCode.KIT_DAMAGED


@pytest.mark.parametrize(
    "change", [{"size": -1}, {"size": "5"}, {"sha256": "../x"}, {"kind": "virus"}, {"path": 3}]
)
def test_wrong_values_are_refused(tmp_path: Path, change: dict[str, object]) -> None:
    data = plain()
    data["files"][0] |= change
    assert refused(tmp_path, data) is ErrorCode.KIT_DAMAGED


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"\xff", b"[]", b"{}", b"null", b'{"format": "x"}', b'{"x":' + b"[" * 100_000],
    ids=range(8),
)
def test_what_is_no_manifest_is_refused(tmp_path: Path, data: bytes) -> None:
    assert refused(tmp_path, data) is ErrorCode.KIT_DAMAGED


def test_a_newer_format_is_not_read(tmp_path: Path) -> None:
    newer = {"format": FORMAT + 1, "files": {"quite": "different"}}
    assert refused(tmp_path, newer) is ErrorCode.KIT_FROM_FUTURE


def test_no_kit_is_told(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(UserError) as caught:
            manifest.read(folder)
        assert caught.value.code is ErrorCode.KIT_MISSING
    (tmp_path / manifest.NAME).mkdir()
    with pytest.raises(UserError) as caught:
        manifest.read(tmp_path)
    assert caught.value.code is ErrorCode.FILE_UNREADABLE


def test_versions_are_compared_as_numbers() -> None:
    assert manifest.is_newer("0.10.0", than="0.9.9")
    assert not manifest.is_newer("0.9.9", than="0.10.0")
    assert not manifest.is_newer("0.7.0", than="0.7.0")
