from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.database import KEEP_DELETED_SECONDS, Database
from app.services.translation.history import History

EN_ZH = ("en", "zh")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "history.db")
    yield opened
    opened.close()


@pytest.fixture
def history(database: Database) -> History:
    return History(database, cap=5)


def texts(history: History) -> list[str]:
    return [translated.source for translated in history.entries()]


def fill(history: History, *sources: str) -> list[int]:
    return [history.add(source, f"译 {source}", EN_ZH, "model").id for source in sources]


def test_the_newest_comes_first(history: History, database: Database) -> None:
    added = history.add("The inkstone", "砚台", EN_ZH, "Qwen 7B")
    history.add("墨", "ink", ("zh", "en"), "Qwen 7B")
    assert texts(history) == ["墨", "The inkstone"]
    assert added.created == pytest.approx(time.time(), abs=5)
    assert History(database).entries(1, 1) == [added]
    assert (added.target, added.pair, added.model) == ("砚台", EN_ZH, "Qwen 7B")


def test_the_same_text_is_kept_once(history: History) -> None:
    history.add("text", "一", EN_ZH, "a")
    history.add("text", "二", EN_ZH, "b")
    history.add("text", "texte", ("en", "fr"), "b")
    assert [(t.target, t.model) for t in history.entries()] == [("texte", "b"), ("二", "b")]


def test_a_text_that_grows_replaces_itself(history: History) -> None:
    (first,) = fill(history, "The cat")
    fill(history, "another")
    second = history.add("The cat sat", "猫坐着", EN_ZH, "m", replaces=first)
    assert texts(history) == ["The cat sat", "another"]
    history.remove([second.id])
    history.add("The cat sat down", "猫坐下了", EN_ZH, "m", replaces=second.id)
    history.restore([second.id])  # what the person removed is not replaced
    assert texts(history) == ["The cat sat down", "The cat sat", "another"]


def test_the_oldest_go_beyond_the_cap(history: History, database: Database) -> None:
    ids = fill(history, *"abcdefg")
    assert texts(history) == list("gfedc")
    assert history.count() == 5
    assert history.search("a") == []
    (indexed,) = database.connection.execute("SELECT count(*) FROM translations_search").fetchone()
    assert indexed == 5
    history.remove(ids[-2:])
    fill(history, "h", "i")
    assert texts(history) == list("ihedc")


def test_search_finds_both_languages(history: History) -> None:
    history.add("The Café is open", "咖啡馆开着", EN_ZH, "m")
    history.add("The museum is closed", "博物馆关着", EN_ZH, "m")
    assert [t.source for t in history.search("cafe")] == ["The Café is open"]
    assert [t.source for t in history.search("馆")] == ["The museum is closed", "The Café is open"]
    assert [t.source for t in history.search("馆 clos")] == ["The museum is closed"]
    assert history.search("馆", 1, 1)[0].source == "The Café is open"
    assert history.search("") == history.search("dog") == []


def test_removing_is_undone(history: History, database: Database) -> None:
    ids = fill(history, "one", "two", "three")
    removed = history.remove(ids[:1])
    assert texts(history) == ["three", "two"]
    assert history.search("one") == []
    cleared = history.clear()
    assert texts(history) == []
    assert set(cleared) == set(ids[1:])
    history.restore(cleared)
    assert texts(history) == ["three", "two"]
    database.connection.execute(
        "UPDATE translations SET deleted_at = ? WHERE deleted_at IS NOT NULL",
        (time.time() - KEEP_DELETED_SECONDS - 1,),
    )
    again = History(database)
    again.restore(removed)
    assert texts(again) == ["three", "two"]


def test_any_text_is_stored(history: History) -> None:
    history.add("half \ud83d\x00\x0b", "line\r\n\u2028", EN_ZH, "m")
    (kept,) = history.entries()
    assert (kept.source, kept.target) == ("half \ufffd\x00\x0b", "line\r\n\u2028")
