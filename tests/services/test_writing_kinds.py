"""The person's own kinds of writing: kept, changed, removed and put back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec import structs

from app.protocol import ErrorCode, UserError
from app.services.writing.kinds import OwnKinds
from app.tabs.write.task import kinds
from app.tabs.write.task.kinds import Kind

COLUMN = structs.replace(kinds.of("blog", "en"), id="", name="Column", length=600)
ZH = structs.replace(kinds.of("blog", "zh"), id="", name="专栏")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "体裁.json"


@pytest.fixture
def own(path: Path) -> OwnKinds:
    return OwnKinds(path)


def test_what_is_put_is_there_again_by_name(own: OwnKinds, path: Path) -> None:
    changes: list[int] = []
    own.changed.connect(lambda: changes.append(1))
    for kind in (ZH, COLUMN, structs.replace(COLUMN, name="advice")):
        own.put(kind)
    assert [kind.name for kind in own.all()] == ["advice", "Column", "专栏"]
    assert OwnKinds(path).all() == own.all()
    assert COLUMN in own.all() and len(changes) == 3


def test_what_is_kept_is_tidied_and_belongs_to_the_person(own: OwnKinds) -> None:
    said = Kind("blog", "en", "  My \n column ", " all ", "dry\ud800", 5, (" one ", "", "two"))
    kept = own.put(said)
    assert kept == Kind("", "en", "My column", "all", "dry\ufffd", 5, ("one", "two"))
    assert own.all() == (kept,)


def test_one_is_changed_and_renamed_in_its_place(own: OwnKinds, path: Path) -> None:
    own.put(COLUMN)
    own.put(ZH)
    dry = own.put(structs.replace(COLUMN, tone="dry"), "Column")
    assert own.all() == (dry, ZH)
    gazette = own.put(structs.replace(dry, name="Gazette"), "Column")
    assert own.all() == (gazette, ZH) and OwnKinds(path).all() == (gazette, ZH)


@pytest.mark.parametrize("name", ["", " \n", "Column", "blog", "Blog post"])
def test_a_name_is_there_once_in_a_language(own: OwnKinds, path: Path, name: str) -> None:
    own.put(COLUMN)
    before = path.read_bytes()
    assert not own.is_free(name, "en")
    with pytest.raises(UserError) as refused:
        own.put(structs.replace(COLUMN, name=name))
    assert refused.value.code is ErrorCode.BAD_USE
    assert own.all() == (COLUMN,) and path.read_bytes() == before


def test_the_other_language_may_have_the_name(own: OwnKinds) -> None:
    own.put(COLUMN)
    assert own.is_free("Column", "zh") and own.is_free(" Column ", "en", "Column")
    own.put(structs.replace(ZH, name="Column"))
    own.remove(COLUMN)
    assert [(kind.language, kind.name) for kind in own.all()] == [("zh", "Column")]


def test_removing_is_undone_by_putting_again(own: OwnKinds, path: Path) -> None:
    own.put(COLUMN)
    own.put(ZH)
    own.remove(COLUMN)
    assert own.all() == (ZH,) == OwnKinds(path).all()
    own.put(COLUMN)
    assert own.all() == (COLUMN, ZH) == OwnKinds(path).all()


@pytest.mark.parametrize("damage", [b"[{", b'[{"id": 1}]', b"\xff\xfe", b"{}"])
def test_a_damaged_file_is_set_aside(path: Path, damage: bytes) -> None:
    path.write_bytes(damage)
    own = OwnKinds(path)
    assert own.all() == () and own.set_aside is not None
    assert own.set_aside.read_bytes() == damage and not path.exists()
    own.put(COLUMN)
    assert json.loads(path.read_text(encoding="utf-8"))[0]["name"] == "Column"


def test_what_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    own = OwnKinds(tmp_path / "gone" / "kinds.json")
    with pytest.raises(UserError) as refused:
        own.put(COLUMN)
    assert refused.value.code is ErrorCode.FILE_UNWRITABLE and own.all() == ()
