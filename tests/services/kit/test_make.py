"""A kit is made on one computer, and installed on another."""

from __future__ import annotations

import errno
import json
import os
import platform
import subprocess
from collections import namedtuple
from pathlib import Path

import psutil
import pytest

from app import __version__, paths
from app.hub_protocol import Copy
from app.protocol import ErrorCode, UserError
from app.services.library import read_receipt
from tests.ggufs import write_model, write_projector, write_split
from tests.services.conftest import give_receipt
from tests.services.kit.conftest import Computer, change, code_of, ggufs, sha256, tree

RUN = f"Inkstone-{__version__}-{platform.machine()}.run"


def test_a_kit_brings_models_to_another_computer(
    here: Computer, there: Computer, kit: Path, package: Path
) -> None:
    downloaded = write_model(here.models / "作者" / "repo" / "dir" / "big.gguf", name="big")
    give_receipt(downloaded)
    give_receipt(write_projector(downloaded.with_name("mmproj-F16.gguf")))
    write_split(here.models / "split", "parts", 3)
    write_model(here.models / "own 模型.gguf", name="own")
    made = here.make(kit, "big", "parts", "own 模型", installers=[package])
    assert [file.path for file in made.files] == [
        "models/作者/repo/dir/big.gguf",
        "models/作者/repo/dir/mmproj-F16.gguf",
        "models/split/parts-00001-of-00003.gguf",
        "models/split/parts-00002-of-00003.gguf",
        "models/split/parts-00003-of-00003.gguf",
        "models/own 模型.gguf",
        package.name,
    ]
    for file in made.files:
        path = kit / file.path
        assert (file.size, file.sha256) == (path.stat().st_size, sha256(path))
    assert (made.files[0].repo, made.files[0].revision) == ("作者/repo", "main")
    assert (made.files[0].id, made.files[0].name) == ("big", "big")
    assert ggufs(kit / "models") == ggufs(here.models)

    outcomes = there.install(kit)
    assert [(o.id, o.state) for o in outcomes] == [
        ("big", "installed"),
        ("parts", "installed"),
        ("own 模型", "installed"),
    ]
    assert ggufs(there.models) == ggufs(here.models)
    assert there.library.find("parts").path == outcomes[1].path
    receipt = read_receipt(there.models / "作者" / "repo" / "dir" / "big.gguf")
    assert receipt is not None
    assert (receipt.repo, receipt.revision) == ("作者/repo", "main")
    assert (receipt.path, receipt.sha256) == ("dir/big.gguf", made.files[0].sha256)
    before = tree(there.models)
    assert {outcome.state for outcome in there.install(kit)} == {"present"}
    assert tree(there.models) == before


def test_the_sums_are_those_that_sha256sum_reads(here: Computer, kit: Path, package: Path) -> None:
    write_model(here.models / "own 模型.gguf")
    here.make(kit, "own 模型", installers=[package])
    command = ["sha256sum", "-c", "SHA256SUMS"]
    done = subprocess.run(command, cwd=kit, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count(": OK\n") == 2
    change(kit / "models" / "own 模型.gguf")
    done = subprocess.run(command, cwd=kit, capture_output=True, text=True)
    assert done.returncode == 1


def test_a_kit_tells_what_it_is(here: Computer, kit: Path, package: Path) -> None:
    write_model(here.models / "a.gguf")
    here.make(kit, "a", installers=[package])
    assert set(tree(kit)) == {
        "README.txt",
        "SHA256SUMS",
        "install.sh",
        "kit.json",
        "models/a.gguf",
        "models/a.gguf.json",
        package.name,
    }
    words = (kit / "README.txt").read_text(encoding="utf-8")
    assert "sh install.sh" in words and "安装" in words
    assert words.count('\\inkstone-cli.exe" kit install .\n') == 4  # no PATH leads to it
    assert words.count("\n/Applications/Inkstone.app/Contents/MacOS/inkstone kit install .\n") == 2


def test_models_of_other_places_get_a_folder_of_their_own(
    here: Computer, there: Computer, kit: Path, package: Path, tmp_path: Path
) -> None:
    """Equal names do not meet, and what Ollama keeps without a name gets one."""
    for place in ("one", "two"):
        write_model(tmp_path / place / "same.gguf", name=place)
        write_projector(tmp_path / place / "mmproj.gguf")
        here.library.add_place(tmp_path / place)
    ollama = tmp_path / "ollama"
    blob = write_model(ollama / "blobs" / "blob", name="blob")
    digest = sha256(blob)
    blob.rename(blob.with_name(f"sha256-{digest}"))
    layers = [{"digest": f"sha256:{digest}", "mediaType": "application/vnd.ollama.image.model"}]
    (ollama / "manifests" / "llama").mkdir(parents=True)
    (ollama / "manifests" / "llama" / "8b").write_text(json.dumps({"layers": layers}))
    here.library.add_place(ollama)
    made = here.make(kit, "same", "same-2", "llama:8b", installers=[package])
    assert [file.path for file in made.files[:-1]] == [
        "models/same/same.gguf",
        "models/same/mmproj.gguf",
        "models/same-2/same.gguf",
        "models/same-2/mmproj.gguf",
        "models/llama-8b/llama-8b.gguf",
    ]
    assert len({outcome.id for outcome in there.install(kit)}) == 3
    assert sha256(there.models / "llama-8b" / "llama-8b.gguf") == digest


def test_a_model_of_a_repository_in_another_place_goes_to_the_repository(
    here: Computer, kit: Path, package: Path, tmp_path: Path
) -> None:
    path = write_model(tmp_path / "elsewhere" / "m.gguf")
    give_receipt(path)
    made = here.make(kit, path, installers=[package])
    assert made.files[0].path == "models/作者/repo/m.gguf"


def test_a_projector_that_serves_two_models_is_copied_once(
    here: Computer, there: Computer, kit: Path, package: Path
) -> None:
    for name in ("a", "b"):
        give_receipt(write_model(here.models / "x" / "y" / f"{name}.gguf", name=name))
    give_receipt(write_projector(here.models / "x" / "y" / "mmproj.gguf"))
    made = here.make(kit, "a", "b", installers=[package])
    names = [Path(file.path).name for file in made.files]
    assert names == ["a.gguf", "mmproj.gguf", "b.gguf", package.name]
    assert here.sources(Copy) == names
    made = here.make(kit, "b")
    assert [[f.path[11:] for f in files] for files in made.models] == [
        ["b.gguf", "mmproj.gguf"],
        ["a.gguf"],
    ]
    assert [outcome.id for outcome in there.install(kit)] == ["b", "a"]


def test_a_kit_is_added_to_and_refreshed(
    here: Computer, there: Computer, kit: Path, package: Path
) -> None:
    first = write_model(here.models / "first.gguf", name="first")
    write_model(here.models / "second.gguf", name="second")
    write_model(here.models / "third.gguf", name="third")
    here.make(kit, "first", "third", installers=[package])
    first.unlink()
    (kit / "models" / "third.gguf").unlink()
    package.write_bytes(b"!<arch>\nnewer")
    made = here.make(kit, "second", installers=[package])
    names = {Path(file.path).name for file in made.files}
    assert names == {"first.gguf", "second.gguf", package.name}
    assert here.lost == ["models/third.gguf"]
    assert (kit / package.name).read_bytes() == b"!<arch>\nnewer"
    assert {outcome.id for outcome in there.install(kit)} == {"first", "second"}
    made = here.make(kit, "third")  # the kit has an installer
    assert len(made.files) == 4
    assert here.lost == []


@pytest.mark.parametrize("name", ["models/a.gguf", "inkstone.deb"])
def test_a_damaged_file_of_the_kit_is_made_again(
    here: Computer, there: Computer, kit: Path, package: Path, name: str
) -> None:
    package = package.rename(package.with_name("inkstone.deb"))
    write_model(here.models / "a.gguf", name="a")
    here.make(kit, "a", installers=[package])
    path = kit / name
    whole = path.read_bytes()
    damaged = (ErrorCode.KIT_DAMAGED, path.name)
    path.unlink()
    assert code_of(lambda: there.install(kit)) == damaged
    path.write_bytes(whole[:-1])
    assert code_of(lambda: there.install(kit)) == damaged
    assert not tree(there.models)
    path.write_bytes(whole)
    change(path)
    assert code_of(lambda: there.install(kit)) == damaged
    assert bool(ggufs(there.models)) == (name == package.name)  # models come first
    here.make(kit, "a", installers=[package])
    assert path.read_bytes() == whole
    there.install(kit)


def test_a_damaged_model_is_not_put_into_a_kit(here: Computer, kit: Path, package: Path) -> None:
    path = write_model(here.models / "a.gguf")
    give_receipt(path)
    change(path)
    code = code_of(lambda: here.make(kit, "a", installers=[package]))
    assert code == (ErrorCode.DOWNLOAD_CORRUPT, "a.gguf")
    assert not ggufs(kit)
    assert not (kit / "kit.json").exists()


def test_what_others_have_put_there_stays(here: Computer, kit: Path, package: Path) -> None:
    write_model(here.models / "a.gguf")
    for name in ("README.txt", "install.sh", "SHA256SUMS", "models/a.gguf", package.name):
        path = kit / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"mine")
        code = code_of(lambda: here.make(kit, "a", installers=[package]))
        assert code == (ErrorCode.FILE_EXISTS, path.name)
        assert path.read_bytes() == b"mine"
        assert not (kit / "kit.json").exists()
        path.unlink()
    here.make(kit, "a", installers=[package])
    (kit / "README.txt").write_bytes(b"Ask Li for help")
    assert code_of(lambda: here.make(kit, "a")) == (ErrorCode.FILE_EXISTS, "README.txt")
    assert (kit / "README.txt").read_bytes() == b"Ask Li for help"


def test_texts_of_an_older_version_are_written_anew(
    here: Computer, kit: Path, package: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write_model(here.models / "a.gguf")
    for name in ("README.txt", "install.sh"):
        (tmp_path / name).write_text("old", encoding="utf-8")
    with monkeypatch.context() as older:
        older.setattr(paths, "resource", lambda *parts: tmp_path / parts[-1])
        here.make(kit, "a", installers=[package])
    here.make(kit, "a")
    assert (kit / "install.sh").read_bytes() == paths.resource("kit", "install.sh").read_bytes()


def test_a_damaged_manifest_is_set_aside(
    here: Computer, there: Computer, kit: Path, package: Path
) -> None:
    write_model(here.models / "a.gguf")
    here.make(kit, "a", installers=[package])
    (kit / "kit.json").write_bytes(b"")
    assert code_of(lambda: there.install(kit)) == (ErrorCode.KIT_DAMAGED, "kit.json")
    here.make(kit, "a", installers=[package])
    assert here.aside == kit / "kit.json.damaged"
    assert here.aside.read_bytes() == b""
    assert [outcome.state for outcome in there.install(kit)] == ["installed"]


def test_a_kit_of_a_newer_version_stays_one(here: Computer, kit: Path, package: Path) -> None:
    write_model(here.models / "a.gguf")
    here.make(kit, "a", installers=[package])
    data = json.loads((kit / "kit.json").read_bytes())
    data["version"] = "99.10.0"
    (kit / "kit.json").write_text(json.dumps(data))
    assert here.make(kit, "a").version == "99.10.0"


def test_no_installer_is_told_before_anything_is_copied(here: Computer, kit: Path) -> None:
    write_model(here.models / "a.gguf")
    assert code_of(lambda: here.make(kit, "a"))[0] is ErrorCode.KIT_NO_INSTALLER
    assert tree(kit) == {}


@pytest.mark.parametrize("name", ["kit.json", "SHA256SUMS", "README.txt", "install.sh"])
def test_an_installer_does_not_take_a_name_of_the_kit(
    here: Computer, kit: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(b"x")
    code = code_of(lambda: here.make(kit, installers=[tmp_path / name]))
    assert code[0] is ErrorCode.HUB_BAD_NAME


def test_the_program_packs_itself_once(here: Computer, there: Computer, kit: Path) -> None:
    written: list[Path] = []

    def write_run(out: Path) -> None:
        assert out.parent == kit and out.suffix != ".run"
        written.append(out)
        out.write_bytes(b"#!/bin/sh\n" + b"x" * len(written))

    (file,) = here.make(kit, run=write_run).files
    assert (file.path, file.kind) == (RUN, "installer")
    assert (file.size, file.sha256) == (11, sha256(kit / RUN))
    assert here.make(kit, run=write_run).files == (file,)
    assert len(written) == 1
    assert set(tree(kit)) == {"README.txt", "SHA256SUMS", "install.sh", "kit.json", RUN}
    change(kit / RUN)
    assert code_of(lambda: there.install(kit)) == (ErrorCode.KIT_DAMAGED, RUN)
    (file,) = here.make(kit, run=write_run).files
    assert file.size == 12
    there.install(kit)


def test_a_program_that_cannot_be_packed_is_told(here: Computer, kit: Path) -> None:
    def fail(out: Path) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    assert code_of(lambda: here.make(kit, run=fail)) == (ErrorCode.FILE_UNWRITABLE, RUN)
    assert not (kit / "kit.json").exists()


def test_a_disk_that_the_program_does_not_fit_on_is_told_and_left_clean(
    here: Computer, kit: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "program"
    program.mkdir()
    (program / "inkstone").write_bytes(b"x" * 3000)
    monkeypatch.setattr(paths, "program_folder", lambda: program)

    def fail(out: Path) -> None:
        out.write_bytes(b"half of it")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(UserError) as caught:
        here.make(kit, run=fail)
    assert caught.value.code is ErrorCode.NO_SPACE
    assert (caught.value.params["path"], caught.value.params["needed"]) == (str(kit), 3000)
    assert tree(kit) == {}


def test_fat32_is_told_before_four_gigabytes_are_copied(
    here: Computer, kit: Path, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_model(here.models / "large.gguf")
    with path.open("r+b") as file:
        file.truncate(1 << 32)
    disk = namedtuple("disk", "mountpoint fstype")
    root, stick = Path(kit.anchor), kit.parent
    stick.mkdir(parents=True)
    disks = [disk(str(stick), "vfat"), disk(str(root), "ext4")]
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: disks)
    code = code_of(lambda: here.make(kit, "large", installers=[package]))
    assert code == (ErrorCode.FILE_TOO_LARGE, "large.gguf")
    assert here.commands == []
    write_model(path)
    here.make(kit, "large", installers=[package])


def test_a_stick_that_cannot_be_written_is_told(here: Computer, kit: Path, package: Path) -> None:
    write_model(here.models / "a.gguf")
    kit.parent.mkdir()
    kit.write_bytes(b"a file")
    code = code_of(lambda: here.make(kit, "a", installers=[package]))
    assert code == (ErrorCode.FILE_UNWRITABLE, "kit")
    kit.unlink()
    kit.mkdir()
    (kit / "models").write_bytes(b"a file")
    code = code_of(lambda: here.make(kit, "a", installers=[package]))
    assert code[0] is ErrorCode.FILE_UNWRITABLE
    missing = package.with_name("none.deb")
    code = code_of(lambda: here.make(kit, installers=[missing]))
    assert code == (ErrorCode.FILE_UNREADABLE, "none.deb")
