"""Notes for a piece, a folder or everything, and which of them a text brings in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.piece import Piece
from app.protocol import ErrorCode, UserError
from app.services.database import Database
from app.services.writing.notes import Note, NoteKind, Notes, Owner, called
from app.services.writing.pieces import Pieces


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "n.db")
    yield opened
    opened.close()


def style(text: str) -> Note:
    return Note(NoteKind.STYLE, text)


def test_a_piece_has_its_own_notes_and_those_of_what_it_is_in(database: Database) -> None:
    pieces, notes = Pieces(database), Notes(database)
    novel = pieces.folders.create("Novel").id
    part = pieces.folders.create("Part", novel).id
    other = pieces.folders.create("Other").id
    number = pieces.create(Piece(), folder=part).id
    for owner, text in (
        (Owner(number), "own"),
        (Owner(folder=part), "part"),
        (Owner(folder=other), "other"),
        (Owner(folder=novel), "novel"),
        (Owner(), "everything"),
        (Owner(number), "own too"),
    ):
        notes.add(owner, style(text))
    assert [kept.note.text for kept in notes.of_piece(number)] == [
        "everything",
        "novel",
        "part",
        "own",
        "own too",
    ]
    pieces.move(number, None)
    assert [kept.note.text for kept in notes.of_piece(number)] == ["everything", "own", "own too"]
    with pytest.raises(KeyError):
        notes.of_piece(99)


def test_notes_are_changed_removed_and_restored(database: Database) -> None:
    notes = Notes(database)
    kept = notes.add(Owner(), Note(NoteKind.CHARACTER, " 磨墨的人 ", " 老陈 ", ("陈", "", " 陈 ")))
    assert kept.note == Note(NoteKind.CHARACTER, "磨墨的人", "老陈", ("陈",))
    notes.change(kept.id, style("short sentences"))
    assert [one.note for one in notes.own(Owner())] == [style("short sentences")]
    removed = notes.remove([kept.id])
    assert (removed, notes.own(Owner()), notes.remove([kept.id])) == ((kept.id,), [], ())
    notes.restore(removed)
    assert len(notes.own(Owner())) == 1
    with pytest.raises(UserError) as caught:
        notes.change(kept.id, style("  "))
    assert caught.value.code is ErrorCode.BAD_USE


def test_banned_phrases_come_from_all_sides_once(database: Database) -> None:
    notes, number = Notes(database), Pieces(database).create(Piece()).id
    for owner, phrase in ((Owner(number), "very"), (Owner(), "delve"), (Owner(), "very")):
        notes.add(owner, Note(NoteKind.BANNED, phrase))
    notes.add(Owner(), style("no phrase"))
    assert notes.banned(number) == ("delve", "very")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann came.", ["always", "Ann"]),
        ("见到ann了", ["always", "Ann"]),
        ("Anna and annals", ["always"]),
        ("the old bridge.", ["always", "bridge"]),
        ("abridged, BRIDGES", ["always"]),
        ("到了石桥边", ["always", "bridge"]),
        ("C++ is here", ["always", "language"]),
        ("", ["always"]),
    ],
)
def test_keywords_bring_notes_in(database: Database, text: str, expected: list[str]) -> None:
    notes = Notes(database)
    for name, keywords in (
        ("always", ()),
        ("Ann", ("the sister",)),
        ("bridge", ("石桥",)),
        ("language", ("C++",)),
    ):
        notes.add(Owner(), Note(NoteKind.FACT, "text", name, keywords))
    assert [kept.note.name for kept in called(notes.own(Owner()), text)] == expected
