"""The outline as a tree that is edited and drafted, and the headings of a text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.piece import Block, Run
from app.tabs.write.library.tree import items
from app.tabs.write.outline import states
from app.tabs.write.outline.headings import headings
from app.tabs.write.outline.pane import OutlinePane
from app.tabs.write.outline.rows import SectionItem
from app.tabs.write.outline.states import Drafting, SectionState, Stage
from app.tabs.write.task import kinds, outlinetext
from app.tabs.write.task import outline as outlines
from app.tabs.write.task.outline import Outline, Section
from app.tabs.write.task.state import Brief, Written, put, start
from app.ui.i18n import Languages
from app.ui.notice import NoticeBar
from app.ui.theme import Theme

Key, Alt = Qt.Key, Qt.KeyboardModifier.AltModifier
Control, Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

OUTLINE: Outline = (
    Section("A", "about a", 100),
    Section("B", "", 0, False, (Section("B1", "", 100), Section("B2", "", 200))),
    Section("C", "one\ntwo", 200),
)


class Desk:
    """A pane, and what a person does with it."""

    def __init__(self, qtbot: QtBot, qapp: QApplication) -> None:
        self.qtbot = qtbot
        Languages(qapp).apply("en")
        theme = Theme(qapp)
        theme.apply("light", 11)
        self.window = QWidget()
        self.notices = NoticeBar("window.notices", self.window)
        self.pane = OutlinePane(theme, self.notices, self.window)
        self.pane.resize(300, 700)
        self.window.resize(300, 700)
        qtbot.addWidget(self.window)
        self.window.show()
        self.pane.show_outline(OUTLINE, "en")
        self.editor = self.pane.editor
        self.changes = QSignalSpy(self.editor.changed)

    @property
    def shown(self) -> str:
        """Return the outline of the tree, e.g. "A100 B(B1:100 B2:200)"."""
        return _told(self.editor.outline)

    def item(self, title: str) -> SectionItem:
        rows = items(self.editor.tree.invisibleRootItem())
        (found,) = (one for one in rows if isinstance(one, SectionItem) and one.text(0) == title)
        return found

    def choose(self, title: str) -> None:
        self.editor.tree.setFocus()
        self.editor.tree.setCurrentItem(self.item(title))

    @property
    def chosen(self) -> str:
        item = self.editor.tree.chosen()
        return item.section.title if item else ""

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        self.editor.tree.setFocus()
        QTest.keyClick(self.editor.tree, key, modifiers or Qt.KeyboardModifier.NoModifier)

    def click(self, name: str) -> None:
        found = self.pane.findChild(QAbstractButton, f"write.outline.{name}")
        assert found and found.isVisible() and found.isEnabled(), name
        found.click()

    def drop(self, title: str, at: QPoint) -> None:
        tree = self.editor.tree
        self.choose(title)
        data = tree.mimeData([self.item(title)])
        more = data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        action = Qt.DropAction.MoveAction
        QApplication.sendEvent(tree.viewport(), QDragEnterEvent(at, action, *more))
        QApplication.sendEvent(tree.viewport(), QDragMoveEvent(at, action, *more))
        QApplication.sendEvent(tree.viewport(), QDropEvent(QPointF(at), action, *more))


def _told(outline: Outline) -> str:
    return " ".join(
        f"{one.title}({_told(one.children)})" if one.children else f"{one.title}:{one.length}"
        for one in outline
    )


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Desk:
    return Desk(qtbot, qapp)


def test_the_tree_shows_what_is_planned(desk: Desk) -> None:
    rows = items(desk.editor.tree.invisibleRootItem())
    assert [item.text(0) for item in rows] == ["A", "B", "B1", "B2", "C"]
    assert desk.item("B").data(0, Qt.ItemDataRole.AccessibleTextRole) == "B, 300 words"
    assert desk.editor.bar.total.value() == 600


def test_keys_move_a_section_in_all_four_directions(desk: Desk) -> None:
    desk.choose("C")
    desk.press(Key.Key_Up, Alt)
    assert desk.shown == "A:100 C:200 B(B1:100 B2:200)" and desk.chosen == "C"
    desk.press(Key.Key_Right, Alt)
    assert desk.shown == "A(C:240) B(B1:120 B2:240)" and desk.chosen == "C"
    desk.press(Key.Key_Left, Alt)
    assert [one.title for one in desk.editor.outline] == ["A", "C", "B"] and desk.chosen == "C"
    desk.press(Key.Key_Down, Alt)
    assert [one.title for one in desk.editor.outline] == ["A", "B", "C"] and desk.chosen == "C"
    desk.press(Key.Key_Down, Alt)
    assert desk.changes.count() == 4
    assert outlines.total(desk.editor.outline) == 600


def test_a_section_is_dragged_before_behind_and_into_others(desk: Desk) -> None:
    tree = desk.editor.tree
    desk.drop("A", tree.visualItemRect(desk.item("B2")).topLeft() + QPoint(40, 1))
    assert desk.shown == "B(B1:100 A:100 B2:200) C:200" and desk.chosen == "A"
    desk.drop("B1", tree.visualItemRect(desk.item("C")).center())
    assert [one.title for one in desk.editor.outline[1].children] == ["B1"]
    desk.drop("B1", QPoint(100, tree.viewport().height() - 5))
    assert [one.title for one in desk.editor.outline] == ["B", "C", "B1"]
    desk.drop("B", tree.visualItemRect(desk.item("A")).center())
    assert [one.title for one in desk.editor.outline] == ["B", "C", "B1"]


def test_title_and_gist_are_typed(desk: Desk) -> None:
    desk.choose("A")
    title = desk.pane.findChild(QLineEdit, "write.outline.title")
    gist = desk.pane.findChild(QPlainTextEdit, "write.outline.gist")
    assert title and gist and gist.toPlainText() == "about a"
    title.setFocus()
    QTest.keyClicks(title, "nts")
    gist.setPlainText("of ants")
    assert desk.editor.outline[0].title == "Ants"
    assert desk.editor.outline[0].gist == "of ants"
    desk.press(Key.Key_Z, Control)
    assert desk.editor.outline == OUTLINE  # typing is one step
    desk.press(Key.Key_Z, Control | Shift)
    assert desk.editor.outline[0].gist == "of ants"


def test_a_title_is_typed_in_its_row(desk: Desk) -> None:
    desk.choose("B1")
    desk.press(Key.Key_F2)
    field = desk.editor.tree.findChild(QLineEdit, "write.rename")
    assert field
    field.setText("Bees")
    QTest.keyClick(field, Key.Key_Return)
    desk.qtbot.waitUntil(lambda: "Bees:100" in desk.shown)
    assert desk.chosen == "Bees"


def test_lengths_are_shared_by_the_others(desk: Desk) -> None:
    desk.choose("A")
    desk.editor.form.length.setValue(300)
    assert outlines.total(desk.editor.outline) == 600
    assert desk.shown == "A:300 B(B1:60 B2:120) C:120"
    assert desk.editor.form.pinned.isChecked()
    desk.editor.bar.total.setValue(900)
    assert desk.shown.startswith("A:300 ") and outlines.total(desk.editor.outline) == 900
    desk.editor.form.pinned.setChecked(False)
    desk.editor.bar.total.setValue(450)
    assert desk.shown == "A:150 B(B1:60 B2:120) C:120"


def test_the_only_section_is_as_long_as_the_piece(desk: Desk) -> None:
    desk.pane.show_outline((Section("A", "", 300),), "en")
    for _ in range(2):
        desk.editor.form.length.setRange(1, 1000)
        desk.editor.form.length.setValue(100)
        assert desk.editor.form.length.value() == 300
    desk.editor.bar.total.setValue(500)
    assert desk.shown == "A:500"


def test_sections_are_added_merged_and_split(desk: Desk) -> None:
    desk.choose("A")
    desk.click("add")
    assert desk.chosen == "New section" and outlines.total(desk.editor.outline) == 600
    desk.press(Key.Key_Z, Control)
    desk.choose("B1")
    desk.click("merge")
    assert desk.shown == "A:100 B(B1 / B2:300) C:200"
    desk.choose("C")
    desk.click("split")
    assert desk.shown.endswith("C:100 C (2):100")
    assert [one.gist for one in desk.editor.outline[2:]] == ["one", "two"]
    desk.choose("C (2)")
    assert not desk.editor.bar.tools["merge"].isEnabled()


def test_deleting_can_be_undone_until_something_else_is_done(desk: Desk) -> None:
    desk.choose("B")
    desk.press(Key.Key_Delete)
    assert desk.shown == "A:200 C:400" and desk.chosen == "C"
    button = desk.notices.findChildren(QPushButton, "window.notices.action")[-1]
    button.click()
    assert desk.editor.outline == OUTLINE and desk.chosen == "B"
    desk.press(Key.Key_Delete)
    desk.click("split")
    assert desk.notices.isHidden()
    desk.press(Key.Key_Z, Control)
    desk.press(Key.Key_Z, Control)
    for _ in range(3):
        desk.press(Key.Key_Delete)
    assert desk.editor.outline == () and not desk.editor.form.isVisible()
    assert not desk.editor.draft.isEnabled()
    desk.click("add")
    assert desk.shown == "New section:300"


def test_states_are_shown_while_drafting(desk: Desk) -> None:
    done, short = SectionState(Stage.DONE, 103), SectionState(Stage.DONE, 80)
    desk.editor.set_states(
        (done, short, SectionState(Stage.WRITING, 50), SectionState(Stage.WAITING)),
        Drafting.RUNNING,
    )
    spoken = [
        desk.item(title).data(0, Qt.ItemDataRole.AccessibleTextRole)
        for title in ("A", "B", "B1", "B2", "C")
    ]
    assert spoken == [
        "A, 100 words, Done, 103  +3 %",
        "B, 300 words",
        "B1, 100 words, Done, 80  −20 %",
        "B2, 200 words, Being written, 50 / 200",
        "C, 200 words, Waiting",
    ]
    assert done.fits(100) and not short.fits(100)
    assert not desk.item("B").state


@pytest.mark.parametrize(
    ("drafting", "text", "signal"),
    [
        (Drafting.IDLE, "Draft", "draft_requested"),
        (Drafting.RUNNING, "Pause", "pause_requested"),
        (Drafting.PAUSED, "Resume", "resume_requested"),
    ],
)
def test_one_button_drafts_pauses_and_resumes(
    desk: Desk, drafting: Drafting, text: str, signal: str
) -> None:
    desk.editor.set_states((), drafting)
    assert desk.editor.draft.text() == text
    with desk.qtbot.waitSignal(getattr(desk.editor, signal)):
        desk.click("draft")


def test_a_written_section_can_be_asked_for_again(desk: Desk) -> None:
    desk.editor.set_states(
        [
            SectionState(Stage.DONE, 100),
            SectionState(Stage.WAITING),
            SectionState(Stage.FAILED),
            SectionState(Stage.WAITING),
        ],
        Drafting.PAUSED,
    )
    desk.choose("B1")
    assert not desk.editor.form.redo.isVisible()
    desk.choose("B2")
    with desk.qtbot.waitSignal(desk.editor.redo_requested) as asked:
        desk.click("redo")
    assert asked.args == [2]


def test_the_states_are_those_of_the_draft() -> None:
    outline = outlinetext.parse("1. A\n2. B\n3. C")
    progress = start(Brief(kinds.of("essay", "en"), "en", "t"), outline, 300)
    progress = put(progress, 0, Written("one two three"))
    assert states.of(progress) == (
        SectionState(Stage.DONE, 3),
        SectionState(Stage.WRITING, 0),
        SectionState(Stage.WAITING),
    )
    assert states.of(progress, failed=[1])[1] == SectionState(Stage.FAILED)


def test_a_piece_without_an_outline_shows_its_headings(desk: Desk) -> None:
    blocks = (
        Block("heading", (Run("One"),), 1),
        Block(runs=(Run("text"),)),
        Block("heading", (Run("Deeper"),), 3),
        Block("heading", (Run("Two"),), 1),
    )
    desk.pane.show_outline(None, "en")
    part = desk.pane.headings
    part.set_headings(headings(blocks))
    rows = list(items(part.tree.invisibleRootItem()))
    assert [row.text(0) for row in rows] == ["One", "Deeper", "Two"]
    assert rows[1].parent() is rows[0] and rows[2].parent() is None
    with desk.qtbot.waitSignal(part.chosen) as chosen:
        QTest.mouseClick(
            part.tree.viewport(),
            Qt.MouseButton.LeftButton,
            pos=part.tree.visualItemRect(rows[2]).center(),
        )
    assert chosen.args == [3]
    part.show_place(2)
    assert part.tree.currentItem() is rows[1]
    with desk.qtbot.waitSignal(part.outline_requested):
        desk.click("make")
