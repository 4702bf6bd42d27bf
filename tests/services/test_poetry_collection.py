"""The collection of poems: what is kept, found, removed and restored; the draft on the desk."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.protocol import ErrorCode, UserError
from app.services.database import KEEP_DELETED_SECONDS, Database
from app.services.migrations import MIGRATIONS
from app.services.poetry.collection import Collection, Draft
from app.services.writing.pieces import Pieces
from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.verse import Poem

FIXTURES = Path(__file__).parent / "fixtures"
AUTUMN = Poem("五绝", ("空山新雨后", "天气晚来秋"), "山居秋暝", "平水韵", 1, "秋", (0,))
ASKED = Brief("五绝", "秋", ("明月", "清泉"), opening="空山", first_rhymes=False)
RAIN = Poem("haiku", ("An old silent pond", "A frog jumps into the pond", "Splash! Silence again"))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "诗.db")
    yield opened
    opened.close()


@pytest.fixture
def collection(database: Database) -> Collection:
    return Collection(database)


def forms(collection: Collection, search: str = "") -> list[str]:
    return [kept.poem.form for kept in collection.poems(search)]


def test_a_poem_comes_back_as_it_was(collection: Collection) -> None:
    before = time.time()
    number = collection.add(AUTUMN, ASKED)
    kept = collection.kept(number)
    assert (kept.id, kept.poem, kept.brief, kept.collected) == (number, AUTUMN, ASKED, False)
    assert before <= kept.created == kept.changed <= time.time()
    assert collection.poems() == [kept]
    with pytest.raises(KeyError):
        collection.kept(99)


def test_what_was_changed_last_comes_first(collection: Collection) -> None:
    autumn = collection.add(AUTUMN, ASKED)
    collection.add(RAIN, Brief("haiku"))
    assert forms(collection) == ["haiku", "五绝"]
    changed = Poem("七绝", ("停车坐爱枫林晚",))
    collection.update(autumn, changed)
    kept = collection.poems()[0]
    assert (kept.poem, kept.brief) == (changed, ASKED)
    assert kept.changed > kept.created
    collection.update(autumn, changed, Brief("七绝"))
    assert collection.kept(autumn).brief == Brief("七绝")
    with pytest.raises(KeyError):
        collection.update(99, changed)


@pytest.mark.parametrize("search", ["山居", "秋暝 空山", "雨", "五绝", "  晚来 "])
def test_words_of_title_lines_and_form_are_found(collection: Collection, search: str) -> None:
    collection.add(RAIN, Brief("haiku"))
    collection.add(AUTUMN, ASKED)
    assert forms(collection, search) == ["五绝"]


def test_english_words_are_found_by_their_beginning_in_any_case(collection: Collection) -> None:
    collection.add(RAIN, Brief("haiku"))
    assert forms(collection, "PON sil") == forms(collection, "haiku") == ["haiku"]
    assert forms(collection, "onds") == forms(collection, "明月") == forms(collection, "?!") == []


def test_a_changed_poem_is_found_as_it_is_now(collection: Collection) -> None:
    number = collection.add(AUTUMN, ASKED)
    collection.update(number, Poem("五绝", ("白日依山尽",)))
    assert forms(collection, "新雨") == [] and forms(collection, "白日") == ["五绝"]


def test_a_poem_can_be_marked(collection: Collection) -> None:
    number = collection.add(AUTUMN, ASKED)
    collection.collect(number)
    assert collection.kept(number).collected
    collection.collect(number, False)
    assert not collection.kept(number).collected


def test_removing_can_be_undone(collection: Collection) -> None:
    number = collection.add(AUTUMN, ASKED)
    before = collection.kept(number)
    collection.remove(number)
    assert collection.poems() == collection.poems("空山") == []
    collection.restore(number)
    assert collection.poems() == collection.poems("空山") == [before]


def test_what_was_removed_long_ago_is_forgotten(collection: Collection, database: Database) -> None:
    old, new = collection.add(AUTUMN, ASKED), collection.add(RAIN, Brief("haiku"))
    collection.remove(new)
    collection.remove(old)
    long_ago = time.time() - KEEP_DELETED_SECONDS - 1
    database.connection.execute("UPDATE poems SET deleted_at = ? WHERE id = ?", (long_ago, old))
    again = Collection(database)
    again.restore(new)
    again.restore(old)
    assert forms(again) == ["haiku"]
    (count,) = database.connection.execute("SELECT count(*) FROM poems_search").fetchone()
    assert count == 1


def test_every_change_is_told(qtbot: QtBot, collection: Collection) -> None:
    with qtbot.waitSignal(collection.changed):
        number = collection.add(AUTUMN, ASKED)
    changes: list[Callable[[], None]] = [
        lambda: collection.update(number, RAIN),
        lambda: collection.collect(number),
        lambda: collection.remove(number),
        lambda: collection.restore(number),
    ]
    for change in changes:
        with qtbot.waitSignal(collection.changed):
            change()
    with qtbot.assertNotEmitted(collection.changed):
        collection.keep_draft(AUTUMN, ASKED, "")


def test_halves_of_surrogate_pairs_are_replaced(collection: Collection) -> None:
    number = collection.add(Poem("五绝", ("空\ud800山",), "\udfff"), Brief("五绝", "a\ud83d"))
    kept = collection.kept(number)
    assert (kept.poem.lines, kept.poem.title, kept.brief.theme) == (("空�山",), "�", "a�")
    collection.keep_draft(kept.poem, kept.brief, "x\udc00")
    draft = collection.draft()
    assert draft and draft.text == "x�"


def test_a_full_disk_is_a_message_and_changes_nothing(
    collection: Collection, database: Database
) -> None:
    number = collection.add(AUTUMN, ASKED)
    database.connection.execute("PRAGMA max_page_count = 20")
    with pytest.raises(UserError) as caught:
        collection.update(number, Poem("五绝", ("水" * 1_000_000,)))
    assert caught.value.code is ErrorCode.DISK_FULL
    assert [kept.poem for kept in collection.poems("空山")] == [AUTUMN]


# The desk ---------------------------------------------------------------------------------------


def test_the_desk_is_empty_until_something_is_kept(collection: Collection) -> None:
    assert collection.draft() is None


def test_the_last_draft_is_kept_with_the_poem_it_is_of(
    collection: Collection, database: Database
) -> None:
    number = collection.add(AUTUMN, ASKED)
    collection.keep_draft(RAIN, Brief("haiku"), "An old")
    collection.keep_draft(AUTUMN, ASKED, "空山新雨后，\n", number)
    assert Collection(database).draft() == Draft(AUTUMN, ASKED, "空山新雨后，\n", number)
    collection.drop_draft()
    assert collection.draft() is None


def test_a_draft_outlives_the_poem_it_is_of(collection: Collection, database: Database) -> None:
    number = collection.add(AUTUMN, ASKED)
    collection.keep_draft(AUTUMN, ASKED, "空山", number)
    collection.remove(number)
    database.connection.execute("UPDATE poems SET deleted_at = 0")
    assert Collection(database).draft() == Draft(AUTUMN, ASKED, "空山", None)


WRITER = """
import itertools, sys
from pathlib import Path
from app.services.database import Database
from app.services.poetry.collection import Collection
from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.verse import Poem

collection = Collection(Database(Path(sys.argv[1])))
for step in itertools.count():
    collection.keep_draft(Poem("free verse", (str(step),)), Brief("free verse"), str(step))
    print(step, flush=True)
"""


def test_killed_while_writing_the_last_draft_is_there(tmp_path: Path) -> None:
    path = tmp_path / "killed.db"
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    kept = [int(writer.stdout.readline()) for _ in range(10)][-1]
    writer.kill()
    rest = [line for line in writer.stdout.read().split("\n")[:-1] if line]
    writer.wait()
    writer.stdout.close()
    kept = int(rest[-1]) if rest else kept
    database = Database(path)
    draft = Collection(database).draft()
    database.close()
    assert draft and int(draft.text) >= kept and draft.poem.lines == (draft.text,)


# The schema -------------------------------------------------------------------------------------


def test_poems_come_into_a_database_of_the_third_schema(tmp_path: Path) -> None:
    path = tmp_path / "v3.db"
    connection = sqlite3.connect(path)
    connection.executescript((FIXTURES / "schema3.sql").read_text(encoding="utf-8"))
    connection.close()
    database = Database(path)
    assert path.with_name(f"v3.db.before-v{len(MIGRATIONS)}").exists()
    pieces = Pieces(database)
    (found,) = pieces.search("墨")
    piece = pieces.load(found.entry.id)
    assert (piece.title, piece.images) == ("砚台", {"a.png": b"\x89PNG"})
    collection = Collection(database)
    collection.add(AUTUMN, ASKED)
    assert forms(collection, "空山") == ["五绝"]
    database.close()
