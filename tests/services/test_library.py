from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from app.gguf import Header
from app.paths import Folders
from app.protocol import ErrorCode, UserError
from app.services import library as library_module
from app.services.library import Library, read_receipt
from app.services.settings import Settings
from tests.catalogues import entry
from tests.ggufs import write_adapter, write_model, write_split
from tests.services.conftest import give_receipt


def ids(library: Library) -> list[str]:
    return [model.id for model in library.installed()]


def test_the_starter_and_ones_own_models_are_listed(
    library: Library, own: Path, starter: Path
) -> None:
    first, second = library.installed()
    assert (first.id, first.path, first.starter) == ("smollm2-135m-instruct", starter, True)
    assert first.entry is not None and first.entry.bundled
    assert first.writes
    assert (second.id, second.path, second.starter) == ("own 模型", own, False)
    assert (second.place, second.entry) == ("", None)
    assert second.size_bytes == own.stat().st_size
    assert second.languages == ("zh", "en")


def test_a_split_model_is_one_entry_and_needs_all_parts(library: Library, folders: Folders) -> None:
    parts = write_split(folders.models / "a" / "b", "big-Q4_K_M", 3)
    model = library.find("big-Q4_K_M")
    assert ids(library)[1:] == ["big-Q4_K_M"]
    assert model.path == parts[0]
    assert model.size_bytes == sum(part.stat().st_size for part in parts)
    for part in parts:
        data = part.read_bytes()
        part.unlink()
        assert len(ids(library)) == 1
        part.write_bytes(data)
    assert len(ids(library)) == 2


def test_what_is_no_model_is_left_out(library: Library, folders: Folders, own: Path) -> None:
    write_adapter(folders.models / "style.gguf")
    whole = own.read_bytes()
    for name, data in {"cut": whole[:-50], "empty": b"", "zip": b"PK\x03\x04"}.items():
        (folders.models / f"{name}.gguf").write_bytes(data)
    (folders.models / "folder.gguf").mkdir()
    (folders.models / "half.gguf.part").write_bytes(whole)
    (folders.models / "gone.gguf").symlink_to("/nowhere/at/all.gguf")
    assert ids(library) == ["smollm2-135m-instruct", "own 模型"]
    assert library.adapters() == [folders.models / "style.gguf"]


def test_a_name_that_is_no_unicode_does_no_harm(
    library: Library, folders: Folders, own: Path
) -> None:
    strange = bytes(folders.models) + b"/\xff\xfe.gguf"
    Path(strange.decode("utf-8", "surrogateescape")).write_bytes(own.read_bytes())
    assert ids(library) == ["smollm2-135m-instruct", "own 模型"]


def test_absurd_numbers_in_a_header_do_no_harm(library: Library, folders: Folders) -> None:
    much = 2**32 - 1
    facts = {f"ssm.{key}": much for key in ("conv_kernel", "inner_size", "state_size")}
    absurd = facts | {"expert_used_count": much, "expert_feed_forward_length": much}
    write_model(folders.models / "absurd.gguf", kv=[0, 0, 0], facts=absurd)
    assert ids(library)[1:] == ["absurd"]


def test_other_places_are_used_where_they_are(
    library: Library, folders: Folders, tmp_path: Path
) -> None:
    there = write_model(tmp_path / "LM 工作室" / "a" / "b" / "there.gguf")
    single = write_model(tmp_path / "下载" / "single.gguf")
    write_model(tmp_path / "下载" / "not-chosen.gguf")
    adapter = write_adapter(tmp_path / "LM 工作室" / "adapter.gguf")
    library.add_place(tmp_path / "LM 工作室")
    library.add_place(single)
    library.add_place(single)
    assert library.places == [str(tmp_path / "LM 工作室"), str(single)]
    _, first, second = library.installed()
    assert (first.id, first.path, first.place) == ("there", there, str(tmp_path / "LM 工作室"))
    assert (second.id, second.path, second.place) == ("single", single, str(single))
    assert library.adapters() == [adapter]
    assert not library.owns(first)
    again = Library(folders, Settings(folders.settings))
    assert ids(again)[1:] == ["there", "single"]
    again.forget_place(str(tmp_path / "LM 工作室"))
    assert ids(again)[1:] == ["single"]
    assert there.exists()


def test_a_place_that_is_gone_does_no_harm(library: Library, tmp_path: Path) -> None:
    library.add_place(tmp_path / "unplugged")
    library.add_place(tmp_path / ("x" * 5000))
    assert len(ids(library)) == 1


def test_a_file_in_two_places_is_listed_once(
    library: Library, folders: Folders, own: Path, starter: Path
) -> None:
    for place in (own, own.parent, folders.models, starter, starter.parent):
        library.add_place(place)
    assert ids(library) == ["smollm2-135m-instruct", "own 模型"]
    assert library.owns(library.installed()[1])


def test_a_model_is_found_by_id_name_and_path(
    library: Library, own: Path, starter: Path, tmp_path: Path
) -> None:
    for wanted in ("own 模型", "own 模型.gguf", str(own)):
        assert library.find(wanted).path == own
    assert library.find("smollm2-135m-instruct").path == starter
    elsewhere = write_model(tmp_path / "elsewhere.gguf")
    assert library.find(str(elsewhere)).id == "elsewhere"
    faults = {
        "nothing": ErrorCode.MODEL_UNKNOWN,
        "qwen3-8b": ErrorCode.MODEL_NOT_DOWNLOADED,
        str(tmp_path / "none.gguf"): ErrorCode.MODEL_MISSING,
        str(own.with_name("mmproj-F16.gguf")): ErrorCode.MODEL_IS_ADAPTER,
        str(tmp_path): ErrorCode.MODEL_UNREADABLE,
    }
    for wanted, code in faults.items():
        with pytest.raises(UserError) as caught:
            library.find(wanted)
        assert caught.value.code is code


def test_a_receipt_tells_the_sha256(library: Library, own: Path) -> None:
    model = library.find("own 模型")
    assert model.sha256 == hashlib.sha256(own.read_bytes()).hexdigest()
    receipt = read_receipt(own)
    assert receipt is not None and receipt.repo == "作者/repo"
    own.with_name(own.name + ".json").write_bytes(b"{broken")
    assert read_receipt(own) is None
    assert library.find("own 模型").sha256 == ""


def test_an_entry_knows_its_file_by_sum_or_by_name_and_size(
    library: Library, folders: Folders
) -> None:
    path = write_model(folders.models / "renamed.gguf")
    digest = give_receipt(path)
    size = path.stat().st_size
    text = entry("known", "known.gguf", size=size, sha256=digest, job="embedding")
    folders.catalogue.write_text(text, encoding="utf-8")
    model = library.find("known")
    assert (model.name, model.path, model.languages) == ("Known", path, ("zh",))
    assert not model.writes
    path.with_name(path.name + ".json").unlink()
    assert "known" not in ids(library)
    path.rename(path.with_name("known.gguf"))
    assert library.find("known").sha256 == digest


def test_a_pattern_knows_the_files_of_its_repository(
    library: Library, folders: Folders, own: Path
) -> None:
    text = entry("known", "*模型.gguf", repo="作者/repo")
    folders.catalogue.write_text(text, encoding="utf-8")
    write_model(folders.models / "another" / "repo" / "its 模型.gguf")
    assert library.find("known").path == own
    assert "its 模型" in ids(library)


def refuse(path: Path) -> Header:
    raise AssertionError(f"{path} was read again")


def test_headers_are_read_once(
    library: Library, folders: Folders, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = library.installed()
    monkeypatch.setattr(library_module, "read_header", refuse)
    assert library.installed() == before
    assert Library(folders, Settings(folders.settings)).installed() == before


def test_a_changed_file_is_read_again(library: Library, own: Path) -> None:
    library.installed()
    write_model(own, name="newer", tokens=10)
    assert library.find("own 模型").header.name == "newer"


@pytest.mark.parametrize("damage", [b"", b"{broken", b"[]", b'{"x": {"name": "old"}}', b"\xff"])
def test_a_damaged_cache_is_not_used(
    library: Library, folders: Folders, own: Path, damage: bytes
) -> None:
    before = library.installed()
    (folders.cache / library_module.HEADERS_FILE).write_bytes(damage)
    assert Library(folders, Settings(folders.settings)).installed() == before


def test_a_cache_that_cannot_be_written_does_no_harm(library: Library, folders: Folders) -> None:
    folders.cache.rmdir()
    assert len(library.installed()) == 1


def test_equal_names_get_ids_of_their_own(library: Library, folders: Folders, own: Path) -> None:
    copies = [write_model(folders.models / name / own.name) for name in ("another", "第三")]
    found = {model.id: model.path for model in library.installed() if not model.starter}
    assert len(found) == 3
    assert set(found.values()) == {own, *copies}
    for name, path in found.items():
        assert library.find(name).path == path
