"""What was open, and unsaved texts, outlive the app however it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.paths import Folders
from app.protocol import ErrorCode, UserError
from app.services.sources import INDEX, RECENT, Draft, Place, Sources
from app.services.textfile import Encoding, Stamp

PLACES = [
    Place("a", "/home/人/main.py", cursor=7, scroll=3, encoding=Encoding("gb18030")),
    Place("b", number=2),
]
DRAFT = Draft("未保存 “\u2028\u00a0” 😀\n", "/home/人/main.py", 0, Encoding("gb18030"), "\r\n")


@pytest.fixture
def folder(folders: Folders) -> Path:
    return folders.data / "code"


def test_everything_is_there_after_a_kill(folder: Path) -> None:
    sources = Sources(folder)
    sources.note_recent(Path("/home/人/main.py"))
    sources.keep_draft("a", DRAFT)
    sources.keep(PLACES, "b")
    again = Sources(folder)
    assert list(again.places) == PLACES
    assert again.active == "b"
    assert list(again.recent) == [Path("/home/人/main.py")]
    assert again.draft("a") == DRAFT
    assert again.draft("b") is None


def test_nothing_is_written_before_there_is_something(folder: Path) -> None:
    sources = Sources(folder)
    sources.keep([], "")
    sources.drop_draft("a")
    assert not folder.exists()


def test_what_has_not_changed_is_not_written_again(folder: Path) -> None:
    sources = Sources(folder)
    sources.keep_draft("a", DRAFT)
    sources.keep(PLACES, "a")
    before = {path: path.stat().st_ino for path in folder.iterdir()}
    sources.keep_draft("a", Draft(DRAFT.text, DRAFT.path, 0, DRAFT.encoding, "\r\n"))
    sources.keep(list(PLACES), "a")
    assert {path: path.stat().st_ino for path in folder.iterdir()} == before


def test_a_draft_that_was_saved_is_gone(folder: Path) -> None:
    sources = Sources(folder)
    sources.keep_draft("a", DRAFT)
    sources.drop_draft("a")
    assert sources.draft("a") is None
    assert Sources(folder).draft("a") is None


@pytest.mark.parametrize("damage", [b"", b"{", b"[1]", b'{"places": 3}', b"\xff\xfe\x00"])
def test_a_damaged_index_is_set_aside_and_no_draft_is_lost(folder: Path, damage: bytes) -> None:
    sources = Sources(folder)
    sources.keep_draft("a", DRAFT)
    sources.keep(PLACES, "b")
    (folder / INDEX).write_bytes(damage)
    again = Sources(folder)
    (aside,) = again.set_aside
    assert aside.read_bytes() == damage
    assert list(again.places) == [Place("a", DRAFT.path)]
    assert again.draft("a") == DRAFT
    again.keep(again.places, "a")
    assert Sources(folder).places == again.places


def test_a_damaged_draft_is_set_aside(folder: Path) -> None:
    sources = Sources(folder)
    sources.keep_draft("a", DRAFT)
    sources.keep_draft("b", Draft("other", number=2))
    sources.keep(PLACES, "b")
    (folder / "a.draft.json").write_bytes(b'{"text": "half a te')
    again = Sources(folder)
    (aside,) = again.set_aside
    assert aside.read_bytes() == b'{"text": "half a te'
    assert again.draft("a") is None
    assert again.draft("b") == Draft("other", number=2)
    assert list(again.places) == PLACES


def test_recent_files_are_few_and_each_is_there_once(folder: Path) -> None:
    sources = Sources(folder)
    for number in range(RECENT + 5):
        sources.note_recent(Path(f"/{number}"))
    sources.note_recent(Path("/10"))
    assert sources.recent[:2] == [Path("/10"), Path(f"/{RECENT + 4}")]
    assert len(sources.recent) == len(set(sources.recent)) == RECENT
    sources.forget_recent()
    assert not sources.recent


def test_a_folder_that_cannot_be_written_is_told(folder: Path) -> None:
    folder.write_text("a file is in the way")
    sources = Sources(folder)
    with pytest.raises(UserError) as raised:
        sources.keep_draft("a", DRAFT)
    assert raised.value.code is ErrorCode.FILE_UNWRITABLE
    assert sources.draft("a") is None
    folder.unlink()
    sources.keep_draft("a", DRAFT)
    assert Sources(folder).draft("a") == DRAFT


def test_the_stamp_is_kept(folder: Path) -> None:
    draft = Draft("x", "/x", stamp=Stamp(1_700_000_000_123_456_789, 12))
    Sources(folder).keep_draft("a", draft)
    assert Sources(folder).draft("a") == draft
