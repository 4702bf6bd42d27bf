from __future__ import annotations

import re
import sqlite3
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.protocol import ErrorCode, UserError
from app.services import migrations
from app.services.database import KEEP_DELETED_SECONDS, Database
from app.services.store import Store
from app.services.translation import near
from app.services.translation.entries import Origin
from app.services.translation.glossary import Glossary
from app.services.translation.history import History
from app.services.translation.memory import TranslationMemory
from app.services.translation.progress import DocumentState, Progress
from app.services.translation.text import difference, key_of, retag
from app.services.translation.tmx import exporting
from app.tabs.translate.task.terms import Term

FIXTURES = Path(__file__).parent / "fixtures"
EN_ZH = ("en", "zh")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "memory.db")
    yield opened
    opened.close()


@pytest.fixture
def memory(database: Database) -> TranslationMemory:
    return TranslationMemory(database)


def sources(memory: TranslationMemory, text: str, threshold: float = 0.7) -> list[str]:
    return [m.entry.source for m in memory.near(text, EN_ZH, threshold=threshold)]


def test_the_same_text_is_found_whatever_its_spaces_and_accents(memory: TranslationMemory) -> None:
    memory.add("  The café\tis  open.\n", "咖啡馆开着。", EN_ZH, "李")
    found = memory.exact("The cafe\u0301 is open.", EN_ZH)
    assert found
    assert (found.target, found.origin, found.creator) == ("咖啡馆开着。", Origin.PERSON, "李")
    assert memory.exact("The cafe is open.", EN_ZH) is None
    assert memory.exact("the café is open.", EN_ZH) is None
    assert memory.exact("The café is open.", ("en", "zh-Hant")) is None
    memory.add("", "空", EN_ZH)
    assert memory.exact(" ", EN_ZH) is None


def test_a_correction_takes_the_place_of_the_one_before(memory: TranslationMemory) -> None:
    first = memory.add("Save", "救", EN_ZH, "李")
    second = memory.add(" Save ", "保存", EN_ZH, "王")
    assert second.id == first.id
    assert (second.creator, second.changer) == ("李", "王")
    assert second.changed > second.created
    assert memory.count() == 1
    assert memory.exact("Save", EN_ZH) == memory.exact(" Save ", EN_ZH)
    assert [e.target for e in memory.search("保存")] == ["保存"]
    assert memory.search("救") == []


def test_the_other_direction_is_served_and_marked(memory: TranslationMemory) -> None:
    memory.add("Save", "保存", EN_ZH)
    back = memory.exact("保存", ("zh", "en"))
    assert back
    assert (back.target, back.reversed, back.pair) == ("Save", True, ("zh", "en"))
    (match,) = memory.near("保存", ("zh", "en"))
    assert match.entry == back
    own = memory.add("保存", "Store", ("zh", "en"))
    assert memory.exact("保存", ("zh", "en")) == own
    memory.add("Save", "保存", EN_ZH)  # newer, and still the other direction
    assert memory.exact("保存", ("zh", "en")) == own
    assert [m.entry.target for m in memory.near("保存", ("zh", "en"))] == ["Store", "Save"]


def test_tags_correspond_by_their_order(memory: TranslationMemory) -> None:
    memory.add("Press ⟦1⟧Save⟦/1⟧⟦2/⟧ now", "现在⟦2/⟧按⟦1⟧保存⟦/1⟧", EN_ZH)
    found = memory.exact("Press ⟦4⟧Save⟦/4⟧⟦9/⟧ now", EN_ZH)
    assert found
    assert found.target == "现在⟦9/⟧按⟦4⟧保存⟦/4⟧"
    assert memory.exact("Press Save now", EN_ZH) is None
    (bare,) = memory.near("Press Save now", EN_ZH)
    assert bare.score == pytest.approx(0.99)
    assert bare.entry.target == "现在按保存"
    (same,) = memory.near("Press ⟦4⟧Save⟦/4⟧⟦9/⟧ now", EN_ZH)
    assert same.score == 1.0


def test_near_texts_are_ranked(memory: TranslationMemory) -> None:
    memory.add("The server is not running.", "服务器没有运行。", EN_ZH)
    memory.add("The server is running.", "服务器正在运行。", EN_ZH)
    memory.add("Something else entirely", "完全不同的东西", EN_ZH)
    memory.add("The server is running.", "Le serveur marche.", ("en", "fr"))
    assert sources(memory, "The server is running!") == [
        "The server is running.",
        "The server is not running.",
    ]
    first, second = memory.near("The server is running!", EN_ZH)
    assert 1 > first.score > second.score > 0.7
    assert [m.entry.target for m in memory.near("服务器在运行。", ("zh", "en"))] == [
        "The server is running.",
        "The server is not running.",
    ]
    assert sources(memory, "The server is running!", threshold=0.99) == []
    assert len(memory.near("The server is running!", EN_ZH, limit=1)) == 1
    assert memory.near("", EN_ZH) == []


def test_near_knows_every_change(memory: TranslationMemory) -> None:
    assert sources(memory, "one two three") == []  # what follows is not loaded with the rest
    entry = memory.add("one two three", "一二三", EN_ZH)
    assert sources(memory, "one two three") == ["one two three"]
    memory.change(entry, "four five six", "四五六")
    assert sources(memory, "one two three") == []
    assert sources(memory, "four five six") == ["four five six"]
    removed = memory.remove([entry.id])
    assert sources(memory, "four five six") == []
    memory.restore(removed)
    assert sources(memory, "four five six") == ["four five six"]


def test_equal_entries_are_told_once(memory: TranslationMemory, database: Database) -> None:
    memory.add("Open the file", "打开文件", EN_ZH)
    memory.add("打开文件", "Open the file", ("zh", "en"))
    matches = memory.near("Open the file", EN_ZH)
    assert [(m.entry.target, m.entry.reversed) for m in matches] == [("打开文件", False)]


def test_removing_is_undone_exactly(memory: TranslationMemory) -> None:
    one, two = memory.add("one", "一", EN_ZH), memory.add("two", "二", EN_ZH)
    memory.remove([one.id])
    removed = memory.remove([one.id, two.id])
    assert removed == (two.id,)
    assert memory.count() == 0
    assert memory.exact("two", EN_ZH) is None
    memory.restore(removed)
    assert [e.source for e in memory.entries()] == ["two"]
    with pytest.raises(KeyError):
        memory.entry(one)


def test_what_was_removed_long_ago_is_forgotten(
    memory: TranslationMemory, database: Database
) -> None:
    old, new = memory.add("old", "旧", EN_ZH), memory.add("new", "新", EN_ZH)
    memory.remove([old.id, new.id])
    database.connection.execute(
        "UPDATE memory_units SET deleted_at = ? WHERE id = ?",
        (time.time() - KEEP_DELETED_SECONDS - 1, old.id),
    )
    TranslationMemory(database)
    memory.restore([old.id, new.id])
    assert [e.source for e in memory.entries()] == ["new"]
    (indexed,) = database.connection.execute("SELECT count(*) FROM memory_search").fetchone()
    assert indexed == 2


def test_listing_and_search(memory: TranslationMemory) -> None:
    for number in range(5):
        memory.add(f"sentence {number}", f"第 {number} 句话", EN_ZH)
    assert [e.source for e in memory.entries(1, 2)] == ["sentence 3", "sentence 2"]
    assert [e.source for e in memory.search("句 4")] == ["sentence 4"]
    assert [e.source for e in memory.search("sent", 3, 9)] == ["sentence 1", "sentence 0"]
    assert memory.search('" OR *') == []
    assert memory.count() == 5


def test_uses_are_counted(memory: TranslationMemory) -> None:
    entry = memory.add("one", "一", EN_ZH)
    assert (entry.uses, entry.used) == (0, None)
    memory.note_use(entry)
    memory.note_use(entry)
    again = memory.entry(entry)
    assert again.uses == 2
    assert again.used == pytest.approx(time.time(), abs=5)
    assert again.changed == entry.changed


def test_a_full_disk_is_told_and_leaves_the_memory_as_it_was(
    memory: TranslationMemory, database: Database
) -> None:
    memory.near("warm", EN_ZH)
    pages = database.connection.execute("PRAGMA page_count").fetchone()[0]
    database.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(UserError) as caught:
        memory.add("x" * 1_000_000, "y", EN_ZH)
    assert caught.value.code is ErrorCode.DISK_FULL
    assert memory.count() == 0
    assert sources(memory, "x" * 1_000_000) == []


def test_the_newest_are_compared_when_there_are_too_many(
    memory: TranslationMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(near, "MAX_COMPARED", 2)
    for number in range(4):
        memory.add(f"sentence {number}", f"句子 {number}", EN_ZH)
    assert sources(memory, "sentence 9") == ["sentence 3", "sentence 2"]
    assert memory.exact("sentence 0", EN_ZH)


def test_what_was_removed_takes_no_place(memory: TranslationMemory, database: Database) -> None:
    ids = [memory.add(f"sentence {number}", f"句子 {number}", EN_ZH).id for number in range(20)]
    memory.remove(ids[1:])
    matches = TranslationMemory(database).near("sentence 19", EN_ZH, limit=1)
    assert [m.entry.source for m in matches] == ["sentence 0"]


def test_the_memory_lasts(tmp_path: Path) -> None:
    first = Database(tmp_path / "a.db")
    kept = TranslationMemory(first).add("one", "一", EN_ZH)
    first.close()
    second = Database(tmp_path / "a.db")
    assert TranslationMemory(second).exact("one", EN_ZH) == kept
    second.close()


def test_looking_up_is_quick(memory: TranslationMemory, database: Database) -> None:
    with database.transaction():
        for number in range(2_000):
            memory.add(
                f"Sentence number {number} about the engine", f"关于引擎的第 {number} 句", EN_ZH
            )
    memory.near("warm", EN_ZH)
    began = time.perf_counter()
    for number in range(20):
        memory.near(f"Sentence numbers {number} about an engine", EN_ZH)
    assert time.perf_counter() - began < 2.0


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("same", "same", [("equal", "same")]),
        (
            "the red fox",
            "the blue fox",
            [("equal", "the "), ("delete", "red"), ("insert", "blue"), ("equal", " fox")],
        ),
        ("我喜欢猫", "我很喜欢狗", [
            ("equal", "我"), ("insert", "很"), ("equal", "喜欢"),
            ("delete", "猫"), ("insert", "狗"),
        ]),
        ("a ⟦1⟧b⟦/1⟧", "a b", [
            ("equal", "a "), ("delete", "⟦1⟧"), ("equal", "b"), ("delete", "⟦/1⟧"),
        ]),
    ],
)  # fmt: skip
def test_differences(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert difference(old, new) == expected


@given(st.text("ab 中文⟦1⟧/\n\u0301"), st.text("ab 中文⟦1⟧/\n\u0301"))
def test_a_difference_has_both_texts(old: str, new: str) -> None:
    steps = difference(old, new)
    assert "".join(text for step, text in steps if step != "insert") == old
    assert "".join(text for step, text in steps if step != "delete") == new
    assert all(text for _, text in steps)


@given(st.text("a \u3000\t⟦12⟧/\u0301é"))
def test_keys_are_stable(text: str) -> None:
    assert key_of(key_of(text)) == key_of(text)
    assert key_of(f"  {text}\n") == key_of(text)


def test_tags_without_counterpart_are_left_out() -> None:
    assert retag("⟦2/⟧ x ⟦1⟧y⟦/1⟧", "⟦1⟧a⟦/1⟧⟦2/⟧", "⟦7⟧b⟦/7⟧") == " x ⟦7⟧y⟦/7⟧"
    assert retag("⟦1/⟧⟦2/⟧", "⟦1/⟧⟦2/⟧", "⟦2/⟧⟦1/⟧") == "⟦2/⟧⟦1/⟧"


# The schema -------------------------------------------------------------------------------------


def schema(connection: sqlite3.Connection) -> set[str]:
    rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {re.sub(r"\s+", " ", sql).replace("( ", "(").replace(" )", ")") for (sql,) in rows}


def from_fixture(path: Path, name: str) -> Path:
    connection = sqlite3.connect(path)
    connection.executescript((FIXTURES / name).read_text(encoding="utf-8"))
    connection.close()
    return path


@pytest.mark.parametrize("name", ["schema1.sql", "schema2.sql", "schema3.sql"])
def test_every_released_schema_becomes_the_present_one(tmp_path: Path, name: str) -> None:
    old = Database(from_fixture(tmp_path / "old.db", name))
    new = Database(tmp_path / "new.db")
    assert schema(old.connection) == schema(new.connection)
    old.close()
    new.close()


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = from_fixture(tmp_path / "old.db", "schema1.sql")
    monkeypatch.setattr(migrations, "_HISTORY", ("CREATE TABLE nonsense",))
    with pytest.raises(sqlite3.Error):
        Database(path)
    monkeypatch.undo()
    with Store(path) as store:
        assert [c.title for c in store.conversations()] == ["First"]
        assert TranslationMemory(store.database).count() == 0


def test_the_second_released_schema_still_opens(tmp_path: Path) -> None:
    with Store(from_fixture(tmp_path / "v2.db", "schema2.sql")) as store:
        memory = TranslationMemory(store.database)
        assert [(e.source, e.target, e.origin) for e in memory.search("保")] == [
            ("Save ⟦1⟧all⟦/1⟧", "⟦1⟧全部⟦/1⟧保存", Origin.IMPORT),
            ("Save", "保存", Origin.PERSON),
        ]
        assert [e.target for e in memory.entries()] == ["⟦1⟧全部⟦/1⟧保存", "保存"]
        assert [i.name for i in memory.imports()] == ["项目.tmx"]
        out = tmp_path / "out.tmx"
        deque(exporting(memory, out), maxlen=0)
        assert '<bpt i="1" x="1">&lt;b&gt;</bpt>all<ept i="1">&lt;/b&gt;</ept>' in out.read_text(
            encoding="utf-8"
        )
        assert Glossary(store.database).terms(EN_ZH) == (
            Term("inkstone", "砚台", note="the tool"),
            Term("Qt", "", case_sensitive=True, keep=True),
        )
        assert [t.target for t in History(store.database).search("砚")] == ["An inkstone."]
        progress = Progress(store.database)
        (job,) = progress.jobs()
        assert (job.state, job.finished, job.total) == (DocumentState.PAUSED, 1, 3)
        assert [s.source for s in progress.waiting(job.id)] == ["Second paragraph."]
        assert store.search("砚")[0].conversation == 1
