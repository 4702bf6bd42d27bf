"""Pieces on disk: what is kept, found, deleted and restored."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.piece import Block, Piece, Run
from app.protocol import ErrorCode, UserError
from app.services.database import KEEP_DELETED_SECONDS, Database
from app.services.migrations import MIGRATIONS
from app.services.writing.pieces import Pieces

FIXTURES = Path(__file__).parent / "fixtures"
PNG = b"\x89PNG" + bytes(range(256)) * 40


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "写作.db")
    yield opened
    opened.close()


@pytest.fixture
def pieces(database: Database) -> Pieces:
    return Pieces(database)


def written(*paragraphs: str, title: str = "", **others: object) -> Piece:
    return Piece(title, blocks=tuple(Block(runs=(Run(p),)) for p in paragraphs), **others)


RICH = Piece(
    "砚台",
    "zh",
    (
        Block("heading", (Run("标题", bold=True),), level=1),
        Block(runs=(Run("a"), Run("b", author="model", generation=7, change="inserted"))),
        Block("table", rows=(((Run("x"),), (Run("y", link="https://a.b"),)),)),
        Block("image", (Run("picture"),), image="a.png"),
    ),
    {"a.png": PNG, "same.png": PNG},
)


def test_a_piece_comes_back_as_it_was(pieces: Pieces) -> None:
    entry = pieces.create(RICH, kind="essay", goal=800, count=3)
    assert (entry.title, entry.language, entry.kind) == ("砚台", "zh", "essay")
    assert (entry.goal, entry.count, entry.folder) == (800, 3, None)
    assert pieces.load(entry.id) == RICH
    with pytest.raises(KeyError):
        pieces.load(99)


def test_an_image_is_kept_once_and_as_long_as_it_is_used(
    pieces: Pieces, database: Database
) -> None:
    def images() -> int:
        return int(database.connection.execute("SELECT count(*) FROM images").fetchone()[0])

    one = pieces.create(RICH).id
    two = pieces.create(written("x", images={"other name.png": bytes(bytearray(PNG))})).id
    assert images() == 1
    pieces.save(one, written("no picture"))
    assert Pieces(database).load(two).images == {"other name.png": PNG}
    pieces.save(two, written("no picture"))
    Pieces(database)
    assert images() == 0


def test_the_list_is_by_change_and_says_what_was_changed(pieces: Pieces) -> None:
    one, two = pieces.create(written("1", title="one")), pieces.create(written("2", title="two"))
    assert [entry.title for entry in pieces.entries()] == ["two", "one"]
    pieces.save(one.id, written("1 and", title="one more"), count=2)
    (first, second) = pieces.entries()
    assert (first.title, first.count, second) == ("one more", 2, two)
    assert first.created == one.created < first.changed


def test_a_new_title_is_the_piece_s(pieces: Pieces) -> None:
    number = pieces.create(written("text", title="old")).id
    assert pieces.search("old")
    pieces.rename(number, "new")
    pieces.set_kind(number, "letter")
    pieces.set_goal(number, 50)
    assert pieces.load(number) == written("text", title="new")
    assert (pieces.entry(number).kind, pieces.entry(number).goal) == ("letter", 50)
    assert pieces.search("new") and not pieces.search("old")


def test_folders_lie_in_folders_but_never_in_themselves(pieces: Pieces) -> None:
    novel = pieces.folders.create(" Novel ")
    part = pieces.folders.create("第一部", novel.id)
    assert [(f.name, f.parent) for f in pieces.folders.all()] == [
        ("Novel", None),
        ("第一部", novel.id),
    ]
    for parent in (novel.id, part.id):
        with pytest.raises(UserError) as caught:
            pieces.folders.move(novel.id, parent)
        assert caught.value.code is ErrorCode.BAD_USE
    pieces.folders.move(part.id, None)
    pieces.folders.rename(part.id, "Part one")
    assert [(f.name, f.parent) for f in pieces.folders.all()] == [
        ("Novel", None),
        ("Part one", None),
    ]
    with pytest.raises(UserError):
        pieces.folders.create("  ")


def test_a_deleted_folder_comes_back_with_all_that_was_in_it(pieces: Pieces) -> None:
    novel = pieces.folders.create("Novel").id
    part = pieces.folders.create("Part", novel).id
    inside = pieces.create(written("inside"), folder=part).id
    gone = pieces.create(written("gone before"), folder=novel).id
    outside = pieces.create(written("outside")).id
    pieces.delete([gone])
    deletion = pieces.delete_folder(novel)
    assert [entry.id for entry in pieces.entries()] == [outside]
    assert pieces.folders.all() == []
    pieces.restore(deletion)
    assert [entry.id for entry in pieces.entries()] == [outside, inside]
    assert pieces.entry(inside).folder == part
    assert [folder.id for folder in pieces.folders.all()] == [novel, part]
    assert [entry.id for entry in pieces.deleted()] == [gone]


def test_a_piece_comes_back_with_the_folders_it_was_in(pieces: Pieces) -> None:
    novel = pieces.folders.create("Novel").id
    part = pieces.folders.create("Part", novel).id
    pieces.folders.create("Other", novel)
    number = pieces.create(written("x"), folder=part).id
    deletion = pieces.delete([number])
    assert pieces.delete([number]).pieces == ()
    pieces.delete_folder(novel)
    pieces.restore(deletion)
    assert [folder.id for folder in pieces.folders.all()] == [novel, part]
    assert pieces.entries()[0].folder == part


def test_what_was_deleted_long_ago_is_forgotten(pieces: Pieces, database: Database) -> None:
    folder = pieces.folders.create("f").id
    moved = pieces.create(written("moved"), folder=folder).id
    old, new = (pieces.create(written(t), folder=folder).id for t in ("old", "new"))
    pieces.search("old")
    pieces.move(moved, None)
    pieces.delete_folder(folder)
    long_ago = time.time() - KEEP_DELETED_SECONDS - 1
    database.connection.execute("UPDATE pieces SET deleted_at = ? WHERE id = ?", (long_ago, old))
    database.connection.execute("UPDATE piece_folders SET deleted_at = ?", (long_ago,))
    again = Pieces(database)
    assert [entry.id for entry in again.deleted()] == [new]
    assert [entry.id for entry in again.entries()] == [moved]
    again.restore(again.delete([new]))
    rows = database.connection.execute("SELECT rowid FROM pieces_search").fetchall()
    assert old not in [row[0] for row in rows]


@pytest.mark.parametrize("query", ["砚", "砚台", "磨墨用", "Ink", "ink 砚", "straße"])
def test_words_are_found_in_any_length(pieces: Pieces, query: str) -> None:
    text = "很长的开头。" * 500 + "Straße: Inkstones, 砚台，磨墨用的。" + "很长的结尾。" * 500
    number = pieces.create(written("first", text)).id
    pieces.create(written("nothing of it"))
    (found,) = pieces.search(query)
    assert found.entry.id == number
    assert any(hit for _, hit in found.snippet)


def test_the_present_text_is_searched(pieces: Pieces) -> None:
    number = pieces.create(written("before")).id
    assert pieces.search("before")
    pieces.save(number, written("after"))
    assert not pieces.search("before")
    assert [found.entry.id for found in pieces.search("after")] == [number]
    deletion = pieces.delete([number])
    assert not pieces.search("after")
    pieces.restore(deletion)
    assert pieces.search("after")
    assert pieces.search("  ") == []


def test_states_are_kept_beside_a_piece(pieces: Pieces) -> None:
    number = pieces.create(written("x")).id
    assert pieces.state(number, "outline") == b""
    pieces.save_state(number, "outline", b"1")
    pieces.save_state(number, "outline", b"2")
    assert pieces.state(number, "outline") == b"2"


def test_half_a_character_does_not_keep_a_piece_from_being_saved(pieces: Pieces) -> None:
    number = pieces.create(written("a \ud83d b", "fine", title="\udc00")).id
    assert pieces.load(number) == written("a \ufffd b", "fine", title="\ufffd")


def test_a_save_that_fails_leaves_what_was_there(pieces: Pieces, database: Database) -> None:
    number = pieces.create(written("before")).id
    database.connection.execute("PRAGMA max_page_count = 60")
    with pytest.raises(UserError) as caught:
        pieces.save(number, written("x" * 1_000_000, title="other", images={"a.png": PNG}))
    assert caught.value.code is ErrorCode.DISK_FULL
    assert pieces.load(number) == written("before")
    database.connection.execute("PRAGMA max_page_count = 1000000")
    pieces.save(number, written("fits"))
    assert pieces.load(number) == written("fits")


WRITER = """
import sys
from pathlib import Path
from app.piece import Block, Piece, Run
from app.services.database import Database
from app.services.writing.pieces import Pieces
pieces = Pieces(Database(Path(sys.argv[1])))
number = pieces.create(Piece()).id
for step in range(100_000):
    text = f"{step} " * 20_000
    pieces.save(number, Piece(str(step), blocks=(Block(runs=(Run(text),)),)))
    print(step, flush=True)
"""


def test_killed_while_saving_the_last_save_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "killed.db"
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    saved = [int(writer.stdout.readline()) for _ in range(10)][-1]
    writer.kill()
    rest = writer.stdout.read().splitlines()
    writer.wait()
    writer.stdout.close()
    saved = int(rest[-1]) if rest else saved
    database = Database(path)
    piece = Pieces(database).load(1)
    database.close()
    assert int(piece.title) >= saved
    assert piece.text == f"{piece.title} " * 20_000


def test_pieces_come_into_a_database_of_the_second_schema(tmp_path: Path) -> None:
    path = tmp_path / "v2.db"
    connection = sqlite3.connect(path)
    connection.executescript((FIXTURES / "schema2.sql").read_text(encoding="utf-8"))
    connection.close()
    database = Database(path)
    assert path.with_name(f"v2.db.before-v{len(MIGRATIONS)}").exists()
    number = Pieces(database).create(RICH).id
    assert Pieces(database).load(number) == RICH
    database.close()
