"""Versions on a timeline: kept, thinned, named, compared, restored."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.piece import Block, Piece, Run
from app.services.database import Database
from app.services.diff import Hunk
from app.services.writing import versions as module
from app.services.writing.pieces import Pieces
from app.services.writing.versions import Reason, Versions, compare

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600
START = 1_000_000 * 3600.0  # the beginning of an hour


class Desk:
    def __init__(self, path: Path) -> None:
        self.now = START
        self.database = Database(path)
        self.pieces = Pieces(self.database)
        self.versions = Versions(self.pieces, self.database, lambda: self.now)
        self.number = self.pieces.create(written("0")).id

    def keep(self, text: str, after: float) -> bool:
        self.now += after
        piece = written(text)
        self.pieces.save(self.number, piece)
        return self.versions.keep(self.number, piece) is not None

    def texts(self) -> list[str]:
        timeline = self.versions.timeline(self.number)
        return [self.versions.piece(version.id).text for version in timeline]

    def size(self) -> int:
        row = self.database.connection.execute("SELECT sum(length(data)) FROM piece_versions")
        return int(row.fetchone()[0])


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "v.db")
    yield made
    made.database.close()


def written(text: str, images: dict[str, bytes] | None = None) -> Piece:
    return Piece("t", "en", (Block(runs=(Run(text, author="model"),)),), images or {})


def test_not_every_save_is_a_version(desk: Desk) -> None:
    kept = [desk.keep(str(second), 1) for second in range(1, 15 * MINUTE)]
    assert kept[0] and sum(kept) == 3
    assert desk.texts() == ["601", "301", "1"]
    assert not desk.keep("601", 10 * MINUTE)
    assert desk.keep("602", 1)


def test_automatic_versions_thin_out_with_age_and_stay_bounded(desk: Desk) -> None:
    for number in range(3 * 24 * 10):
        desk.keep(str(number), 6 * MINUTE)
    timeline = desk.versions.timeline(desk.number)
    ages = [(desk.now - version.created) / HOUR for version in timeline]
    assert desk.texts()[0] == str(3 * 24 * 10 - 1)
    assert sum(age < 1 for age in ages) == 10
    assert 23 <= sum(1 <= age < 24 for age in ages) <= 25
    assert 2 <= sum(age >= 24 for age in ages) <= 3
    for number in range(400):
        desk.keep(f"week {number}", 8 * DAY)
    assert len(desk.texts()) <= module.MOST + 1
    assert desk.texts()[0] == "week 399"


def test_named_versions_stay(desk: Desk) -> None:
    desk.keep("draft", 1)
    named = desk.versions.name(desk.number, written("draft"), "给编辑", count=1)
    assert (named.name, named.reason, named.count) == ("给编辑", Reason.NAMED, 1)
    desk.keep("later", 10 * MINUTE)
    (later, *_) = desk.versions.timeline(desk.number)
    desk.versions.rename(later.id, "v2")
    for number in range(30):
        desk.keep(f"next {number}", 300 * DAY)
    names = [version.name for version in desk.versions.timeline(desk.number)]
    assert [name for name in names if name] == ["v2", "给编辑"]
    desk.versions.rename(later.id, "")
    assert desk.keep("last", 30 * DAY)
    assert desk.versions.version(named.id) == named
    with pytest.raises(ValueError, match="name"):
        desk.versions.name(desk.number, written("x"), "")


def test_restoring_is_a_version_and_loses_nothing(desk: Desk) -> None:
    picture = b"GIF89a" * 100
    first = desk.versions.name(desk.number, written("first", {"a.gif": picture}), "one", count=1)
    desk.now += 1
    present = written("not yet kept")
    desk.pieces.save(desk.number, present)
    Pieces(desk.database)
    desk.now += 1
    assert desk.versions.restore(first.id, present) == written("first", {"a.gif": picture})
    assert desk.pieces.load(desk.number) == written("first", {"a.gif": picture})
    assert desk.pieces.entry(desk.number).count == 1
    restored, before, one = desk.versions.timeline(desk.number)
    assert (restored.reason, restored.origin, restored.count) == (Reason.RESTORED, first.id, 1)
    assert (before.reason, one) == (Reason.AUTOMATIC, first)
    assert desk.versions.piece(before.id) == present
    desk.versions.restore(first.id, written("first", {"a.gif": picture}))
    assert len(desk.versions.timeline(desk.number)) == 3


def test_removing_a_version_can_be_undone(desk: Desk) -> None:
    desk.keep("a", 1)
    desk.keep("b", 6 * MINUTE)
    (_, old) = desk.versions.timeline(desk.number)
    removed = desk.versions.remove([old.id, 99])
    assert (removed, desk.texts()) == ((old.id,), ["b"])
    desk.versions.undo_remove(removed)
    assert desk.texts() == ["b", "a"]
    with pytest.raises(KeyError):
        desk.versions.piece(99)


def test_versions_take_little_room(desk: Desk) -> None:
    words = random.Random(1).choices([f"word{number}" for number in range(2_000)], k=30_000)
    desk.keep(" ".join(words), 1)
    assert desk.size() < len(" ".join(words)) / 2


def test_versions_are_compared_by_words_and_chinese_characters() -> None:
    assert compare(written("The cat. 今天天气好"), written("The dog. 今天心情好")) == (
        Hunk(4, 7, "cat", "dog"),
        Hunk(11, 13, "天气", "心情"),
    )
