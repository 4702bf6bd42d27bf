"""The list of pieces: folders, kinds, titles in place, dragging, search, deleting with undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTreeWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from app.piece import Block, Piece, Run
from app.services.database import Database
from app.services.writing.pieces import Pieces
from app.tabs.write.library.pane import Library
from app.tabs.write.library.tree import items
from app.tabs.write.task import kinds
from app.tabs.write.task.kinds import Kind
from app.ui.i18n import Languages
from app.ui.notice import NoticeBar
from app.ui.theme import Theme

Key = Qt.Key


class Desk:
    """A library with pieces, and what a person does with it."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, path: Path) -> None:
        self.qtbot = qtbot
        self.database = Database(path)
        self.pieces = Pieces(self.database)
        Languages(qapp).apply("en")
        theme = Theme(qapp)
        theme.apply("light", 11)
        self.window = QWidget()
        self.notices = NoticeBar("window.notices", self.window)
        self.pane = Library(self.pieces, theme, self.notices, self.window)
        self.pane.resize(280, 600)
        self.window.resize(280, 600)
        qtbot.addWidget(self.window)
        self.window.show()

    @property
    def tree(self) -> list[str]:
        """Return the rows, those in folders indented."""
        root = self.pane.tree.invisibleRootItem()
        return ["  " * _depth(item) + item.text(0) for item in items(root)]

    def keep(self, title: str, text: str = "", **more: int | str | None) -> int:
        piece = Piece(title, "en", (Block(runs=(Run(text),)),))
        number = self.pieces.create(piece, **more).id  # type: ignore[arg-type]
        self.pane.reload()
        return number

    def item(self, text: str) -> QTreeWidgetItem:
        flags = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
        (found,) = self.pane.tree.findItems(text, flags)
        return found

    def choose(self, text: str) -> None:
        self.pane.tree.setFocus()
        self.pane.tree.setCurrentItem(self.item(text))

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.pane.tree, key)

    def name(self, text: str) -> None:
        """Type into the field in a row."""
        field = self.pane.tree.findChild(QLineEdit, "write.rename")
        assert field
        field.setText(text)
        QTest.keyClick(field, Key.Key_Return)
        self.qtbot.waitUntil(lambda: text in [row.strip() for row in self.tree])

    def drag(self, text: str, at: QPoint) -> None:
        """Drop a row at a place of the tree."""
        tree = self.pane.tree
        self.choose(text)
        data = tree.mimeData([self.item(text)])
        more = data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        action = Qt.DropAction.MoveAction
        QApplication.sendEvent(tree.viewport(), QDragEnterEvent(at, action, *more))
        QApplication.sendEvent(tree.viewport(), QDragMoveEvent(at, action, *more))
        QApplication.sendEvent(tree.viewport(), QDropEvent(QPointF(at), action, *more))

    def middle(self, text: str) -> QPoint:
        return self.pane.tree.visualItemRect(self.item(text)).center()

    def undo(self) -> None:
        button = self.notices.findChildren(QPushButton, "window.notices.action")[-1]
        assert button.text() == "Undo"
        button.click()


def _depth(item: QTreeWidgetItem) -> int:
    above = item.parent()
    return 0 if above is None else _depth(above) + 1


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, qapp, tmp_path / "库.db")
    yield made
    made.database.close()


def actions(desk: Desk) -> dict[str, QAction]:
    menu = desk.pane.new_menu()
    found = [*menu.actions(), *(a for sub in menu.actions() if sub.menu() for a in submenu(sub))]
    return {action.objectName(): action for action in found if action.objectName()}


def submenu(action: QAction) -> list[QAction]:
    menu = action.menu()
    assert menu is not None
    return list(menu.actions())  # type: ignore[attr-defined]


def test_an_empty_library_says_how_to_begin(desk: Desk) -> None:
    empty = desk.pane.findChild(QLabel, "write.library.pieces.empty")
    assert empty and empty.isVisible() and "pen" in empty.text()
    desk.keep("One")
    assert not empty.isVisible()


def test_folders_come_first_and_then_what_was_changed_last(desk: Desk) -> None:
    outer = desk.pieces.folders.create("Novel").id
    inner = desk.pieces.folders.create("Scenes", outer).id
    old = desk.keep("Old")
    desk.keep("New")
    desk.keep("Deep", folder=inner)
    assert desk.tree == ["Novel", "  Scenes", "    Deep", "New", "Old"]
    desk.pieces.save(old, Piece("Old"))
    desk.pane.reload()
    assert desk.tree[-2:] == ["Old", "New"]


def test_a_row_tells_kind_length_and_goal(desk: Desk) -> None:
    desk.keep("Tides", kind="blog", goal=1200, count=300)
    spoken = desk.item("Tides").data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Tides, Blog post, 300 / 1,200"


def test_a_saved_piece_is_shown_as_it_is_and_comes_first(desk: Desk) -> None:
    desk.pieces.folders.create("Sea")
    old, new = desk.keep("Old"), desk.keep("New", goal=10)
    row = desk.item("New")
    desk.pieces.save(new, Piece("Newer", "en"), 5)
    desk.pane.show_changed(new)
    assert desk.tree == ["Sea", "Newer", "Old"] and desk.item("Newer") is row
    assert row.data(0, Qt.ItemDataRole.AccessibleTextRole).endswith("5 / 10")
    desk.pieces.save(old, Piece("Older"))
    desk.pane.show_changed(old)
    assert desk.tree == ["Sea", "Older", "Newer"]


def test_a_kind_begins_a_piece_in_the_chosen_folder_and_opens_it(desk: Desk) -> None:
    folder = desk.pieces.folders.create("Essays").id
    desk.pane.set_own_kinds((Kind("", "en", "Recipe", length=300),))
    desk.pane.reload()
    desk.choose("Essays")
    with desk.qtbot.waitSignal(desk.pane.opened) as opened:
        actions(desk)["write.library.kind.en.essay"].trigger()
    entry = desk.pieces.entry(opened.args[0])
    assert (entry.kind, entry.folder, entry.language) == ("essay", folder, "en")
    assert entry.goal == kinds.of("essay", "en").length
    with desk.qtbot.waitSignal(desk.pane.opened) as opened:
        actions(desk)["write.library.kind.en.Recipe"].trigger()
    assert desk.pieces.entry(opened.args[0]).kind == "Recipe"
    with desk.qtbot.waitSignal(desk.pane.opened) as opened:
        actions(desk)["write.library.kind.zh.news"].trigger()
    assert desk.pieces.entry(opened.args[0]).language == "zh"
    with desk.qtbot.waitSignal(desk.pane.opened) as opened:
        actions(desk)["write.library.kind.blank"].trigger()
    assert (desk.pieces.entry(opened.args[0]).kind, desk.pieces.entry(opened.args[0]).goal) == (
        "",
        0,
    )


def test_a_click_and_enter_open_a_piece(desk: Desk) -> None:
    number = desk.keep("Tides")
    with desk.qtbot.waitSignal(desk.pane.opened) as opened:
        QTest.mouseClick(
            desk.pane.tree.viewport(), Qt.MouseButton.LeftButton, pos=desk.middle("Tides")
        )
    assert opened.args == [number]
    with desk.qtbot.waitSignal(desk.pane.opened) as opened:
        desk.press(Key.Key_Return)
    assert opened.args == [number]


def test_pieces_and_folders_are_named_in_place(desk: Desk) -> None:
    number = desk.keep("Tides")
    desk.choose("Tides")
    desk.press(Key.Key_F2)
    with desk.qtbot.waitSignal(desk.pane.renamed) as renamed:
        desk.name("The tides")
    assert renamed.args == [number, "The tides"]
    assert desk.pieces.load(number).title == "The tides"
    button = desk.pane.findChild(QPushButton, "write.library.new_folder")
    assert button
    button.click()
    desk.name("Sea")
    assert [folder.name for folder in desk.pieces.folders.all()] == ["Sea"]


def test_a_name_that_is_being_typed_stays_when_the_list_is_shown_anew(desk: Desk) -> None:
    desk.keep("Tides")
    desk.choose("Tides")
    desk.press(Key.Key_F2)
    desk.keep("Winds")
    assert desk.tree == ["Tides"]
    field = desk.pane.tree.findChild(QLineEdit, "write.rename")
    assert field
    QTest.keyClick(field, Key.Key_Escape)
    desk.qtbot.waitUntil(lambda: desk.tree == ["Winds", "Tides"])


def test_a_folder_without_a_name_keeps_the_former_one(desk: Desk) -> None:
    desk.pieces.folders.create("Sea")
    desk.pane.reload()
    desk.item("Sea").setText(0, "  ")
    desk.qtbot.waitUntil(lambda: desk.tree == ["Sea"])


def test_dragging_puts_pieces_and_folders_into_folders_and_out(desk: Desk) -> None:
    desk.pieces.folders.create("A")
    desk.pieces.folders.create("B")
    number = desk.keep("Tides")
    desk.drag("Tides", desk.middle("B"))
    assert desk.tree == ["A", "B", "  Tides"]
    desk.drag("B", desk.middle("A"))
    assert desk.tree == ["A", "  B", "    Tides"]
    desk.drag("Tides", QPoint(100, 500))
    assert desk.tree == ["A", "  B", "Tides"]
    assert desk.pieces.entry(number).folder is None


def test_a_folder_does_not_go_into_itself(desk: Desk) -> None:
    outer = desk.pieces.folders.create("A").id
    inner = desk.pieces.folders.create("B", outer).id
    desk.pane.reload()
    desk.choose("A")
    desk.pane.move_chosen(inner)
    assert desk.tree == ["A", "  B"]
    assert not desk.notices.isHidden()


def test_what_is_searched_for_is_listed_with_the_words_around_it(desk: Desk) -> None:
    desk.keep("Tides", "The moon pulls the water")
    desk.keep("Winds", "The sun warms the air")
    with desk.qtbot.waitSignal(desk.pane.search.searched):
        desk.pane.search.setText("moon")
    assert desk.tree == ["Tides"]
    assert "moon pulls" in desk.item("Tides").data(0, Qt.ItemDataRole.AccessibleTextRole)
    with desk.qtbot.waitSignal(desk.pane.search.searched):
        desk.pane.search.setText("marzipan")
    empty = desk.pane.findChild(QLabel, "write.library.pieces.empty")
    assert desk.tree == [] and empty and "marzipan" in empty.text()
    with desk.qtbot.waitSignal(desk.pane.search.searched):
        desk.pane.search.clear()
    assert desk.tree == ["Winds", "Tides"]


def test_deleting_can_be_undone_also_of_a_folder_with_all_in_it(desk: Desk) -> None:
    folder = desk.pieces.folders.create("Sea").id
    number = desk.keep("Tides", folder=folder)
    desk.choose("Tides")
    with desk.qtbot.waitSignal(desk.pane.deleted) as deleted:
        desk.press(Key.Key_Delete)
    assert deleted.args == [(number,)] and desk.tree == ["Sea"]
    with desk.qtbot.waitSignal(desk.pane.restored) as restored:
        desk.undo()
    assert restored.args == [(number,)] and desk.tree == ["Sea", "  Tides"]
    desk.choose("Sea")
    desk.press(Key.Key_Delete)
    assert desk.tree == [] and "Sea" in desk.notices.accessibleName()
    desk.undo()
    assert desk.tree == ["Sea", "  Tides"]


def test_a_closed_folder_stays_closed(desk: Desk) -> None:
    folder = desk.pieces.folders.create("Sea").id
    desk.keep("Tides", folder=folder)
    desk.item("Sea").setExpanded(False)
    desk.pane.reload()
    assert not desk.item("Sea").isExpanded()
    desk.choose("Sea")
    desk.pane.create_piece()
    assert desk.item("Sea").isExpanded()
