"""Removed models wait in a bin and come back from it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from app.paths import Folders
from app.protocol import ErrorCode, UserError
from app.services.library import Library
from tests.ggufs import write_model, write_projector, write_split
from tests.services.conftest import give_receipt


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_removing_goes_to_the_bin_and_comes_back(
    library: Library, folders: Folders, own: Path
) -> None:
    before = tree(folders.models)
    assert len(before) == 4
    removal = library.remove(library.find("own 模型"))
    assert tree(folders.models) == {}
    assert len(library.installed()) == 1
    assert removal.size_bytes == library.bin_bytes() == sum(map(len, before.values()))
    assert removal.folder.is_relative_to(folders.bin)
    library.restore(removal)
    assert tree(folders.models) == before
    assert library.find("own 模型").sha256 == hashlib.sha256(own.read_bytes()).hexdigest()
    assert library.bin_bytes() == 0


def test_all_parts_go_and_come_back(library: Library, folders: Folders) -> None:
    for part in write_split(folders.models / "a" / "b", "big", 3):
        give_receipt(part)
    before = tree(folders.models)
    removal = library.remove(library.find("big"))
    assert tree(folders.models) == {}
    library.restore(removal)
    assert tree(folders.models) == before


def test_a_projector_stays_while_another_model_needs_it(
    library: Library, folders: Folders, own: Path
) -> None:
    other = write_model(own.with_name("other.gguf"))
    library.remove(library.find("own 模型"))
    left = {path.name for path in own.parent.iterdir()}
    assert left == {"other.gguf", "mmproj-F16.gguf", "mmproj-F16.gguf.json"}
    library.remove(library.find("other"))
    assert list(own.parent.iterdir()) == []
    assert not other.exists()


def test_models_side_by_side_do_not_go_together(library: Library, folders: Folders) -> None:
    write_model(folders.models / "one.gguf")
    write_projector(folders.models / "mmproj-of-another.gguf")
    library.remove(library.find("one"))
    assert list(tree(folders.models)) == ["mmproj-of-another.gguf"]


def test_the_same_model_can_be_removed_twice_at_once(
    library: Library, folders: Folders, own: Path
) -> None:
    removals = []
    for name in ("first", "second"):
        write_model(own, name=name)
        removals.append(library.remove(library.find("own 模型")))
    library.restore(removals[0])
    assert library.find("own 模型").header.name == "first"
    library.remove(library.find("own 模型"))
    library.restore(removals[1])
    assert library.find("own 模型").header.name == "second"


def test_what_is_not_ours_is_not_removed(
    library: Library, folders: Folders, starter: Path, tmp_path: Path
) -> None:
    there = write_model(tmp_path / "there.gguf")
    library.add_place(there)
    for model in library.installed():
        with pytest.raises(UserError) as caught:
            library.remove(model)
        assert caught.value.code is ErrorCode.BUNDLED_MODEL
    assert there.exists()
    assert starter.exists()
    assert not folders.bin.exists()


def test_an_empty_bin_is_empty(library: Library, folders: Folders, own: Path) -> None:
    library.empty_bin()
    removal = library.remove(library.find("own 模型"))
    library.empty_bin()
    assert library.bin_bytes() == 0
    assert not folders.bin.exists()
    with pytest.raises(UserError) as caught:
        library.restore(removal)
    assert caught.value.code is ErrorCode.FILE_UNWRITABLE
