"""The models of a kit are installed where others are."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.protocol import ErrorCode
from app.services.library import read_receipt
from tests.ggufs import write_model, write_projector, write_split
from tests.services.conftest import give_receipt
from tests.services.kit.conftest import Computer, change, code_of, ggufs


def test_an_own_model_gives_way_to_no_other_one(
    here: Computer, there: Computer, kit: Path, package: Path
) -> None:
    write_model(here.models / "own.gguf", name="here")
    write_model(there.models / "own.gguf", name="there")
    here.make(kit, "own", installers=[package])
    before = ggufs(kit)
    assert code_of(lambda: there.make(kit, "own")) == (ErrorCode.FILE_EXISTS, "own.gguf")
    assert code_of(lambda: there.install(kit)) == (ErrorCode.FILE_EXISTS, "own.gguf")
    assert ggufs(kit) == before
    assert there.library.find("own").header.name == "there"


def test_a_newer_revision_takes_the_place_of_the_older(
    here: Computer, there: Computer, kit: Path, package: Path
) -> None:
    path = write_model(here.models / "x" / "y" / "m.gguf", name="older")
    give_receipt(path)
    here.make(kit, "m", installers=[package])
    write_model(path, name="newer")
    give_receipt(path)
    here.make(kit, "m")
    there.install(kit)
    assert there.library.find("m").header.name == "newer"


def test_one_model_that_cannot_be_placed_stops_no_other(
    here: Computer, there: Computer, kit: Path, package: Path
) -> None:
    for name in ("a", "b", "c"):
        write_model(here.models / f"{name}.gguf", name=name)
    own = write_model(there.models / "b.gguf", name="there")
    here.make(kit, "a", "b", "c", installers=[package])
    change(package := kit / package.name)
    outcomes, faults = there.install_what_can_be(kit)
    assert [outcome.id for outcome in outcomes] == ["a", "c"]
    assert [(fault.id, fault.path, fault.error.code) for fault in faults] == [
        ("b", own, ErrorCode.FILE_EXISTS),
        (package.name, package, ErrorCode.KIT_DAMAGED),
    ]
    assert there.library.find("b").header.name == "there"


def test_a_renewed_model_takes_the_place_of_the_older(
    here: Computer, there: Computer, kit: Path, package: Path
) -> None:
    path = write_model(here.models / "x" / "y" / "m.gguf", name="older")
    give_receipt(path, "x/y")
    here.make(kit, "m", installers=[package])
    there.install(kit)
    write_model(path, name="newer")
    digest = give_receipt(path, "x/y")
    here.make(kit, "m")
    assert [outcome.state for outcome in there.install(kit)] == ["installed"]
    assert there.library.find("m").header.name == "newer"
    receipt = read_receipt(there.library.find("m").path)
    assert receipt and receipt.sha256 == digest
    assert [outcome.state for outcome in there.install(kit)] == ["present"]


@pytest.mark.parametrize("repo", ["", "z/y"])  # that of the receipt; "" is none
def test_a_file_that_is_no_older_state_is_never_replaced(
    here: Computer, there: Computer, kit: Path, package: Path, repo: str
) -> None:
    """Nor is anything else of that model, which would no longer go with it."""
    path = write_model(here.models / "x" / "y" / "m.gguf", name="m")
    give_receipt(path, "x/y")
    second = write_projector(path.with_name("mmproj.gguf"))
    give_receipt(second, "x/y")
    here.make(kit, "m", installers=[package])
    there.install(kit)
    target = there.models / "x" / "y" / "m.gguf"
    target.with_name("m.gguf.json").unlink()
    write_model(target, name="mine")
    if repo:
        give_receipt(target, repo)
    change(second)
    give_receipt(second, "x/y")
    here.make(kit, "m")
    before = ggufs(there.models)
    assert code_of(lambda: there.install(kit)) == (ErrorCode.FILE_EXISTS, "m.gguf")
    assert ggufs(there.models) == before


def test_a_model_that_is_installed_elsewhere_is_not_copied(
    here: Computer, there: Computer, kit: Path, package: Path, tmp_path: Path
) -> None:
    write_split(here.models / "x" / "y", "big", 2)
    parts = write_split(tmp_path / "other place", "big", 2)
    here.make(kit, "big", installers=[package])
    there.library.add_place(tmp_path / "other place")
    (outcome,) = there.install(kit)
    assert (outcome.path, outcome.state) == (parts[0], "present")
    assert not ggufs(there.models)
    change(parts[1])
    (outcome,) = there.install(kit)
    assert outcome.path == there.models / "x" / "y" / parts[0].name
    assert outcome.state == "installed"


def test_a_kit_that_is_used_in_place_is_installed_all_the_same(
    here: Computer, there: Computer, kit: Path, package: Path
) -> None:
    write_model(here.models / "a.gguf")
    here.make(kit, "a", installers=[package])
    there.library.add_place(kit)
    (outcome,) = there.install(kit)
    assert (outcome.path, outcome.state) == (there.models / "a.gguf", "installed")
