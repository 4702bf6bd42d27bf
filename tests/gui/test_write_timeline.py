"""The timeline of a piece: listed, kept, compared, named, brought back, removed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.piece import Block, Piece, Run
from app.services.database import Database
from app.services.writing.pieces import Pieces
from app.services.writing.versions import Reason, Versions
from app.tabs.write.timeline.pane import Timeline
from app.tabs.write.timeline.rows import VersionItem
from app.ui.i18n import Languages
from app.ui.notice import NoticeBar
from app.ui.theme import Theme

HOUR = 3600
START = 1_000_000 * 3600.0
Key = Qt.Key


class Desk:
    """A pane, the versions it shows, and the piece in the editor."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, path: Path) -> None:
        self.qtbot = qtbot
        self.now = START
        self.database = Database(path)
        self.pieces = Pieces(self.database)
        self.versions = Versions(self.pieces, self.database, lambda: self.now)
        self.present = written("now")
        self.number = self.pieces.create(self.present).id
        Languages(qapp).apply("en")
        theme = Theme(qapp)
        theme.apply("light", 11)
        self.window = QWidget()
        self.notices = NoticeBar("window.notices", self.window)
        self.pane = Timeline(self.versions, lambda: self.present, theme, self.notices, self.window)
        self.pane.restored.connect(self._take)
        self.pane.resize(300, 600)
        self.window.resize(300, 600)
        qtbot.addWidget(self.window)
        self.window.show()
        self.pane.set_piece(self.number)

    def _take(self, piece: Piece) -> None:
        self.present = piece

    def keep(self, *texts: str) -> None:
        for text in texts:
            self.now += HOUR
            self.versions.keep(self.number, written(text), len(text))
        self.pane.reload()

    @property
    def items(self) -> list[VersionItem]:
        found = (self.pane.list.item(row) for row in range(self.pane.list.count()))
        return [item for item in found if isinstance(item, VersionItem)]

    @property
    def texts(self) -> list[str]:
        return [self.versions.piece(item.version.id).text for item in self.items]

    def choose(self, *rows: int) -> None:
        self.pane.list.clearSelection()
        self.pane.list.setFocus()
        for row in rows:
            self.items[row].setSelected(True)

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.pane.list, key)

    def click(self, name: str) -> None:
        found = self.pane.findChild(QAbstractButton, f"write.timeline.{name}")
        assert found and found.isEnabled()
        found.click()

    def name(self, text: str) -> None:
        field = self.pane.list.findChild(QLineEdit, "write.rename")
        assert field
        field.setText(text)
        QTest.keyClick(field, Key.Key_Return)
        self.qtbot.waitUntil(lambda: text in [item.title() for item in self.items])

    def undo(self) -> None:
        self.notices.findChildren(QPushButton, "window.notices.action")[-1].click()


def written(text: str) -> Piece:
    return Piece("T", "en", (Block(runs=(Run(text),)),))


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, qapp, tmp_path / "库.db")
    yield made
    made.database.close()


def test_a_piece_without_versions_says_how_they_come(desk: Desk) -> None:
    empty = desk.pane.findChild(QLabel, "write.timeline.empty")
    assert empty and empty.isVisible()
    desk.keep("one")
    assert not empty.isVisible()


def test_the_newest_version_is_the_first(desk: Desk) -> None:
    desk.keep("one", "second")
    assert desk.texts == ["second", "one"]
    assert [item.about() for item in desk.items] == [
        ("Kept by itself", "6 words"),
        ("Kept by itself", "3 words"),
    ]


def test_the_present_piece_is_kept_under_a_name(desk: Desk) -> None:
    desk.keep("one")
    desk.click("keep")
    desk.name("For Anna")
    newest = desk.items[0].version
    assert (newest.name, newest.reason, newest.count) == ("For Anna", Reason.NAMED, 1)
    assert desk.texts == ["now", "one"]


def test_a_version_is_compared_with_the_present_piece(desk: Desk) -> None:
    desk.keep("one", "two")
    desk.choose(1)
    with desk.qtbot.waitSignal(desk.pane.compared) as compared:
        desk.click("compare")
    assert [piece.text for piece in compared.args] == ["one", "now"]


def test_two_versions_are_compared_the_older_one_first(desk: Desk) -> None:
    desk.keep("one", "two", "three")
    desk.choose(0, 2)
    with desk.qtbot.waitSignal(desk.pane.compared) as compared:
        desk.press(Key.Key_Return)
    assert [piece.text for piece in compared.args] == ["one", "three"]
    assert not desk.pane.restore.isEnabled()
    desk.choose(0, 1, 2)
    assert not desk.pane.compare.isEnabled()


def test_a_version_is_brought_back_and_that_can_be_undone(desk: Desk) -> None:
    desk.keep("one", "two")
    desk.choose(1)
    desk.now += HOUR
    with desk.qtbot.waitSignal(desk.pane.restored) as restored:
        desk.click("restore")
    assert restored.args[0].text == "one" and desk.pieces.load(desk.number).text == "one"
    assert desk.texts == ["one", "now", "two", "one"]
    assert desk.items[0].about()[0].startswith("From ")
    desk.now += HOUR
    desk.undo()
    assert desk.present.text == "now" and desk.pieces.load(desk.number).text == "now"


def test_a_version_is_named_and_the_name_taken_away(desk: Desk) -> None:
    desk.keep("one")
    desk.choose(0)
    desk.press(Key.Key_F2)
    desk.name("First")
    assert desk.versions.timeline(desk.number)[0].name == "First"
    desk.items[0].setText("")
    desk.qtbot.waitUntil(lambda: desk.items[0].version.name == "")


def test_removing_can_be_undone(desk: Desk) -> None:
    desk.keep("one", "two", "three")
    desk.choose(0, 1)
    desk.press(Key.Key_Delete)
    assert desk.texts == ["one"]
    desk.undo()
    assert desk.texts == ["three", "two", "one"]


def test_a_menu_offers_what_fits_the_choice(desk: Desk) -> None:
    desk.keep("one", "two", "three")
    offered = {}
    for rows in ((0,), (0, 1), (0, 1, 2)):
        desk.choose(*rows)
        menu = desk.pane.menu()
        offered[len(rows)] = [action.text() for action in menu.actions() if action.isEnabled()]
    assert offered == {
        1: ["Compare", "Bring back", "Name…", "Remove"],
        2: ["Compare", "Remove"],
        3: ["Remove"],
    }


def test_another_piece_has_other_versions(desk: Desk) -> None:
    desk.keep("one")
    desk.pane.set_piece(desk.pieces.create(written("x")).id)
    assert desk.items == [] and not desk.pane.compare.isEnabled()
    desk.pane.set_piece(None)
    assert not desk.pane.keep.isEnabled()
