from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from app import paths
from app.paths import Folders
from app.protocol import ErrorCode, UserError
from app.services import catalogue
from app.services.catalogue import Entry, Task
from app.services.errors import describe

ENTRY = """
[[model]]
id = "mine"
name = "Mine 我的"
repo = "me/mine-GGUF"
file = "mine.gguf"
quantization = "Q4_K_M"
parameters = 1_000_000
size_bytes = 500_000
sha256 = "{sha256}"
context = 4096
licence = "MIT"
languages = ["zh"]
jobs = ["chat"]
notes = "A note."
"""
GOOD = ENTRY.format(sha256="ab" * 32)


@pytest.fixture(scope="module")
def bundled() -> tuple[Entry, ...]:
    return catalogue.read(paths.catalogue())


def test_the_catalogue_keeps_to_its_schema(bundled: tuple[Entry, ...]) -> None:
    assert 30 <= len(bundled) <= 40


def test_ids_and_files_are_there_once(bundled: tuple[Entry, ...]) -> None:
    for names in ([e.id for e in bundled], [e.name for e in bundled]):
        assert max(Counter(names).values()) == 1
    files = [(e.repo, e.file) for e in bundled]
    files += [(e.repo, e.mmproj.file) for e in bundled if e.mmproj]
    assert max(Counter(files).values()) == 1
    sums = [e.sha256 for e in bundled if e.sha256]
    assert len(sums) == len(set(sums))


def test_what_can_be_downloaded_can_be_verified(bundled: tuple[Entry, ...]) -> None:
    for entry in bundled:
        if entry.bundled:
            continue
        assert entry.repo and entry.sha256 and entry.size_bytes, entry.id
        assert entry.file.endswith(".gguf"), entry.id
        assert entry.mmproj is None or entry.mmproj.file.endswith(".gguf"), entry.id
        assert re.fullmatch("main|[0-9a-f]{40}", entry.revision), entry.id


def test_the_starter_is_in_the_catalogue(bundled: tuple[Entry, ...], starter: Path) -> None:
    (entry,) = [entry for entry in bundled if entry.bundled]
    assert (entry.file, entry.size_bytes) == (starter.name, starter.stat().st_size)


def test_every_job_has_a_model_in_each_language(bundled: tuple[Entry, ...]) -> None:
    for language in ("zh", "en"):
        covered = {job for e in bundled if language in e.languages for job in e.jobs}
        assert covered == set(Task)


def test_every_model_has_a_note_in_both_languages(bundled: tuple[Entry, ...]) -> None:
    for entry in bundled:
        assert re.search(r"[\u4e00-\u9fff]", entry.notes_zh), entry.id
        assert not re.search(r"[\u4e00-\u9fff]", entry.notes), entry.id
        assert entry.note(chinese=True) == entry.notes_zh
        assert entry.note(chinese=False) == entry.notes


def test_the_numbers_are_possible(bundled: tuple[Entry, ...]) -> None:
    for entry in bundled:
        assert 1 <= entry.size_bytes * 8 / entry.parameters <= 17, entry.id
        assert entry.active_parameters < entry.parameters, entry.id
        assert 512 <= entry.context <= 1 << 20, entry.id
        assert 0 <= entry.sampling.temperature <= 2, entry.id


def test_a_restricted_licence_is_marked(bundled: tuple[Entry, ...]) -> None:
    free = {"Apache-2.0", "MIT"}
    for entry in bundled:
        assert entry.licence in free or entry.restricted, entry.id


def test_without_a_file_of_ones_own_there_is_the_apps(
    folders: Folders, bundled: tuple[Entry, ...]
) -> None:
    assert catalogue.read(folders.catalogue) == ()
    assert catalogue.load(folders.catalogue) == bundled


def test_ones_own_entries_come_first_and_replace(
    folders: Folders, bundled: tuple[Entry, ...]
) -> None:
    replaced = bundled[3]
    text = GOOD + GOOD.replace('"mine"', f'"{replaced.id}"')
    folders.catalogue.write_text(text, encoding="utf-8")
    loaded = catalogue.load(folders.catalogue)
    assert [entry.id for entry in loaded[:2]] == ["mine", replaced.id]
    assert len(loaded) == len(bundled) + 1
    assert loaded[1].name == "Mine 我的"
    assert replaced not in loaded
    assert loaded[0].note(chinese=True) == "A note."  # it has no Chinese one


def test_the_newest_revision_may_be_asked_for(folders: Folders) -> None:
    text = GOOD + 'revision = "main"\n'
    folders.catalogue.write_text(text.replace("ab" * 32, ""), encoding="utf-8")
    (entry,) = catalogue.read(folders.catalogue)
    assert (entry.revision, entry.sha256) == ("main", "")


def test_an_entry_says_what_its_download_takes(folders: Folders) -> None:
    second = f'mmproj = {{ file = "mm.gguf", size_bytes = 7, sha256 = "{"cd" * 32}" }}\n'
    folders.catalogue.write_text(GOOD + second, encoding="utf-8")
    (entry,) = catalogue.read(folders.catalogue)
    assert entry.download_bytes == 500_007
    assert msgspec.structs.replace(entry, mmproj=None).download_bytes == 500_000


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("[[model]]\nid = \n", "line 2"),
        ('id = "x"', "unknown field `id`"),
        (GOOD + "colour = 3\n", "unknown field `colour`"),
        (ENTRY.format(sha256="xyz"), "$.model[0].sha256"),
        (GOOD + GOOD, "'mine'"),
        (GOOD.replace('id = "mine"', 'id = "Not an id"'), "$.model[0].id"),
        (GOOD.replace('"me/mine-GGUF"', '"mine-GGUF"'), "$.model[0].repo"),
        (GOOD.replace('"me/mine-GGUF"', '"../.."'), "$.model[0].repo"),
        (GOOD.replace('jobs = ["chat"]', 'jobs = ["dance"]'), "'dance'"),
        (GOOD.replace("context = 4096", "context = 0"), "$.model[0].context"),
        (GOOD.replace('licence = "MIT"', ""), "`licence`"),
        (GOOD + 'revision = "v1"\n', "$.model[0].revision"),
        (GOOD + "sampling = { temprature = 1.0 }\n", "`temprature`"),
        ("x = " + "[" * 10_000, "recursion"),
        (b"\xff\xfe", "utf-8"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_damaged_file_is_told_and_left_out(
    folders: Folders, bundled: tuple[Entry, ...], text: str | bytes, telling: str
) -> None:
    data = text.encode() if isinstance(text, str) else text
    folders.catalogue.write_bytes(data)
    with pytest.raises(UserError) as caught:
        catalogue.read(folders.catalogue)
    assert caught.value.code is ErrorCode.CATALOGUE_DAMAGED
    reason = str(caught.value.params["reason"])
    assert telling in reason
    assert caught.value.params["path"] == str(folders.catalogue)
    assert reason in describe(caught.value.code, caught.value.params)
    assert catalogue.load(folders.catalogue) == bundled


def test_a_folder_in_the_files_place_does_no_harm(
    folders: Folders, bundled: tuple[Entry, ...]
) -> None:
    folders.catalogue.mkdir()
    assert catalogue.load(folders.catalogue) == bundled
