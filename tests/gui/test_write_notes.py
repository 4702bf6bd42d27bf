"""The notes for the model: kept as typed, from the piece, its folders and everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.piece import Piece
from app.services.database import Database
from app.services.writing.notes import Note, NoteKind, Notes, Owner
from app.services.writing.pieces import Pieces
from app.tabs.write.notes import words
from app.tabs.write.notes.card import NoteCard
from app.tabs.write.notes.pane import NotesPane
from app.ui.i18n import Languages
from app.ui.notice import NoticeBar
from app.ui.theme import Theme


class Desk:
    """A pane with the notes of a piece in two folders."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, path: Path) -> None:
        self.qtbot = qtbot
        self.database = Database(path)
        self.pieces, self.notes = Pieces(self.database), Notes(self.database)
        self.outer = self.pieces.folders.create("Novel").id
        self.inner = self.pieces.folders.create("Scenes", self.outer).id
        self.piece = self.pieces.create(Piece("One"), folder=self.inner).id
        self.other = self.pieces.create(Piece("Two")).id
        Languages(qapp).apply("en")
        theme = Theme(qapp)
        theme.apply("light", 11)
        self.window = QWidget()
        self.notices = NoticeBar("window.notices", self.window)
        self.pane = NotesPane(self.notes, self.pieces, theme, self.notices, self.window)
        self.pane.resize(300, 700)
        self.window.resize(300, 700)
        qtbot.addWidget(self.window)
        self.window.show()
        self.pane.set_piece(self.piece)

    def cards(self, kind: NoteKind) -> list[NoteCard]:
        return self.pane.groups[kind].cards

    def begin(self, kind: NoteKind, owner: Owner | None = None) -> NoteCard:
        self.pane.add(kind, owner or Owner(self.piece))
        return self.cards(kind)[-1]

    def kept(self, owner: Owner) -> list[Note]:
        return [kept.note for kept in self.notes.own(owner)]

    def undo(self) -> None:
        self.notices.findChildren(QPushButton, "window.notices.action")[-1].click()


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, qapp, tmp_path / "库.db")
    yield made
    made.database.close()


def test_each_kind_says_what_it_is_for_until_there_is_one(desk: Desk) -> None:
    for kind in NoteKind:
        hint = desk.pane.findChild(QLabel, f"write.notes.{kind}.hint")
        assert hint and hint.isVisible() and hint.text()
        desk.begin(kind)
        assert not hint.isVisible()


def test_what_is_typed_is_kept_without_being_asked_for(desk: Desk) -> None:
    card = desk.begin(NoteKind.FACT)
    with desk.qtbot.waitSignal(desk.pane.changed):
        QTest.keyClicks(card.text, "It froze")
    assert desk.kept(Owner(desk.piece)) == [Note(NoteKind.FACT, "It froze")]
    with desk.qtbot.waitSignal(desk.pane.changed):
        card.keywords.setText("ice，harbour, ice")
    assert desk.kept(Owner(desk.piece)) == [Note(NoteKind.FACT, "It froze", "", ("ice", "harbour"))]


def test_every_kind_comes_back_as_it_was_typed(desk: Desk) -> None:
    style, banned = desk.begin(NoteKind.STYLE), desk.begin(NoteKind.BANNED)
    author, person = desk.begin(NoteKind.AUTHOR), desk.begin(NoteKind.CHARACTER)
    style.text.setPlainText("Past tense")
    banned.line.setText("in today's world")
    author.text.setPlainText("Slow down")
    person.line.setText("Anna")
    desk.pane.set_piece(desk.other)
    assert not any(desk.cards(kind) for kind in NoteKind)
    desk.pane.set_piece(desk.piece)
    assert desk.cards(NoteKind.STYLE)[0].text.toPlainText() == "Past tense"
    assert desk.cards(NoteKind.BANNED)[0].line.text() == "in today's world"
    assert desk.cards(NoteKind.AUTHOR)[0].text.toPlainText() == "Slow down"
    (anna,) = desk.cards(NoteKind.CHARACTER)
    assert (anna.line.text(), anna.text.toPlainText()) == ("Anna", "")
    assert desk.notes.banned(desk.piece) == ("in today's world",)


def test_a_note_says_where_it_comes_from(desk: Desk) -> None:
    desk.notes.add(Owner(), Note(NoteKind.STYLE, "all"))
    desk.notes.add(Owner(folder=desk.outer), Note(NoteKind.STYLE, "novel"))
    desk.notes.add(Owner(desk.piece), Note(NoteKind.STYLE, "own"))
    desk.pane.reload()
    told = [(card.text.toPlainText(), card.origin.text()) for card in desk.cards(NoteKind.STYLE)]
    assert told == [
        ("all", "For all pieces"),
        ("novel", "From the folder “Novel”"),
        ("own", ""),
    ]


def test_a_note_can_be_for_the_piece_its_folders_or_everything(desk: Desk) -> None:
    menu = desk.pane.add_menu(NoteKind.FACT)
    assert [action.text() for action in menu.actions()] == [
        "For this piece",
        "For the folder “Scenes”",
        "For the folder “Novel”",
        "For all pieces",
    ]
    menu.actions()[2].trigger()
    desk.cards(NoteKind.FACT)[-1].text.setPlainText("It froze")
    desk.pane.save()
    assert desk.kept(Owner(folder=desk.outer)) == [Note(NoteKind.FACT, "It froze")]
    desk.pane.set_piece(desk.other)
    assert not desk.cards(NoteKind.FACT)


def test_an_emptied_note_is_removed_and_comes_back_with_its_text(desk: Desk) -> None:
    card = desk.begin(NoteKind.AUTHOR)
    card.text.setPlainText("Slow down")
    desk.pane.save()
    card.text.clear()
    desk.pane.save()
    assert desk.kept(Owner(desk.piece)) == []
    card.text.setPlainText("Hurry")
    desk.pane.save()
    assert desk.kept(Owner(desk.piece)) == [Note(NoteKind.AUTHOR, "Hurry")]


def test_removing_can_be_undone(desk: Desk) -> None:
    card = desk.begin(NoteKind.FACT)
    card.text.setPlainText("It froze")
    card.remove.click()
    assert desk.kept(Owner(desk.piece)) == [] and not desk.cards(NoteKind.FACT)
    desk.undo()
    assert desk.kept(Owner(desk.piece)) == [Note(NoteKind.FACT, "It froze")]
    assert [one.text.toPlainText() for one in desk.cards(NoteKind.FACT)] == ["It froze"]


def test_what_was_typed_is_kept_when_the_pane_is_hidden(desk: Desk) -> None:
    desk.begin(NoteKind.STYLE).text.setPlainText("Past tense")
    desk.window.hide()
    assert desk.kept(Owner(desk.piece)) == [Note(NoteKind.STYLE, "Past tense")]


def test_without_a_piece_nothing_can_be_added(desk: Desk) -> None:
    desk.pane.set_piece(None)
    assert desk.pane.owners() == []
    assert not any(group.add.isEnabled() for group in desk.pane.groups.values())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a, b", ("a", "b")),
        ("冰、港口；a", ("冰", "港口", "a")),
        (" , ", ()),
        ("New York", ("New York",)),
    ],
)
def test_keywords_stand_apart_by_commas_of_any_kind(text: str, found: tuple[str, ...]) -> None:
    assert words.keywords(text) == found
