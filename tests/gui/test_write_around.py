"""What stands over and under the text of a piece: title, tools, what is asked, lengths, a goal."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.piece import Block, Piece, Run
from app.tabs.write.around.footer import Footer
from app.tabs.write.around.header import Header
from app.tabs.write.editor.editor import RichEditor
from app.ui.i18n import Languages
from app.ui.theme import Theme
from tests.gui.write_editor import kinds, paragraph, put, select, texts, type_in

Left = Qt.MouseButton.LeftButton
# The offscreen platform says so of every window that pops up.
pops_up = pytest.mark.qt_log_ignore("grabbing the keyboard", "plugin does not support", extend=True)


class Desk:
    """An editor between its header and its footer."""

    def __init__(self, qtbot: QtBot, qapp: QApplication) -> None:
        self.qtbot, self.languages = qtbot, Languages(qapp)
        self.languages.apply("en")
        theme = Theme(qapp)
        theme.apply("light", 11)
        self.window = QWidget()
        self.editor = RichEditor(theme)
        self.header = Header(self.editor, theme)
        self.footer = Footer(self.editor, theme)
        column = QVBoxLayout(self.window)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.header, self.editor, self.footer):
            column.addWidget(widget)
        self.window.resize(680, 500)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()

    def show(self, *blocks: Block | str, language: str = "en") -> None:
        made = tuple(paragraph(one) if isinstance(one, str) else one for one in blocks)
        self.editor.set_piece(Piece(language=language, blocks=made))

    def click(self, name: str) -> None:
        QTest.mouseClick(self.header.tools.buttons[name], Left)

    def checked(self, name: str) -> bool:
        self.header.tools.refresh()
        return self.header.tools.buttons[name].isChecked()

    def kind(self) -> str:
        self.header.tools.refresh()
        box = self.header.tools.kind
        return box.currentText() or box.placeholderText()

    def choose(self, text: str) -> None:
        box = self.header.tools.kind
        box.setCurrentIndex(box.findText(text))
        box.activated.emit(box.currentIndex())

    def wait_for(self, text: str) -> None:
        self.qtbot.waitUntil(lambda: self.footer.length.text() == text)


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Desk:
    return Desk(qtbot, qapp)


# The title ------------------------------------------------------------------------------------


def test_a_title_is_told_of_when_it_is_typed_and_not_when_it_is_shown(desk: Desk) -> None:
    told: list[str] = []
    desk.header.title_edited.connect(told.append)
    desk.header.set_title("Lamp")
    assert desk.header.title.text() == "Lamp" and not told
    desk.header.title.setCursorPosition(4)
    QTest.keyClicks(desk.header.title, "s")
    assert told == ["Lamps"]


def test_what_is_typed_in_the_title_keeps_its_cursor(desk: Desk) -> None:
    desk.header.set_title("Lamp")
    desk.header.title.setCursorPosition(2)
    desk.header.set_title("Lamp")
    assert desk.header.title.cursorPosition() == 2


def test_enter_leads_from_the_title_to_the_text(desk: Desk) -> None:
    desk.header.title.setFocus()
    QTest.keyClick(desk.header.title, Qt.Key.Key_Return)
    assert desk.editor.hasFocus()


# The tools ------------------------------------------------------------------------------------


def test_the_tools_show_what_is_at_the_cursor(desk: Desk) -> None:
    link = Run("there", link="https://example.org")
    desk.show(
        Block(kind="heading", level=2, runs=(Run("Top"),)),
        Block(runs=(Run("plain "), Run("fat", bold=True), Run(" go "), link)),
        Block(kind="item", level=1, runs=(Run("one"),)),
        Block(kind="item", level=1, ordered=True, runs=(Run("first"),)),
        Block(kind="quote", level=2, runs=(Run("said"),)),
        Block(kind="heading", level=5, runs=(Run("Low"),)),
        Block(kind="rule"),
    )
    seen = []
    for block in range(7):
        put(desk.editor, block, 0)
        seen.append(desk.kind())
    assert seen == ["Heading 2", "Text", "List", "List", "Quote", "Heading 5", "Line"]
    put(desk.editor, 2, 1)
    assert (desk.checked("bullets"), desk.checked("numbers")) == (True, False)
    put(desk.editor, 3, 1)
    assert (desk.checked("bullets"), desk.checked("numbers")) == (False, True)
    put(desk.editor, 1, 8)
    assert desk.checked("bold") and not desk.checked("link")
    put(desk.editor, 1, 15)
    assert desk.checked("link") and not desk.checked("bold")


def test_a_look_is_shown_where_all_that_is_selected_has_it(desk: Desk) -> None:
    desk.show(Block(runs=(Run("plain "), Run("fat", bold=True))))
    select(desk.editor, (0, 6), (0, 9))
    assert desk.checked("bold")
    select(desk.editor, (0, 3), (0, 9))
    assert not desk.checked("bold")


def test_the_tools_follow_the_cursor_by_themselves(desk: Desk) -> None:
    desk.show("one", Block(kind="quote", level=1, runs=(Run("two"),)))
    put(desk.editor, 1, 1)
    desk.qtbot.waitUntil(lambda: desk.header.tools.kind.currentText() == "Quote")
    desk.show(Block(kind="heading", level=1, runs=(Run("another piece"),)))
    desk.qtbot.waitUntil(lambda: desk.header.tools.kind.currentText() == "Heading 1")


def test_a_look_is_given_and_taken_off(desk: Desk) -> None:
    desk.show("some words")
    select(desk.editor, (0, 0), (0, 4))
    desk.click("italic")
    assert desk.editor.piece().blocks[0].runs[0] == Run("some", italic=True)
    assert desk.checked("italic")
    desk.click("italic")
    assert desk.editor.piece().blocks[0].runs == (Run("some words"),)


def test_a_look_is_given_to_what_is_typed_next(desk: Desk) -> None:
    desk.show("a")
    put(desk.editor, 0, 1)
    desk.click("bold")
    assert desk.header.tools.buttons["bold"].isChecked()
    type_in(desk.editor, "b")
    assert desk.editor.piece().blocks[0].runs == (Run("a"), Run("b", bold=True))


def test_a_kind_is_chosen_and_choosing_it_again_changes_nothing(desk: Desk) -> None:
    desk.show("one")
    desk.choose("Heading 2")
    desk.choose("Heading 2")
    assert [(one.kind, one.level) for one in desk.editor.piece().blocks] == [("heading", 2)]
    assert desk.editor.hasFocus()
    desk.choose("Text")
    assert kinds(desk.editor) == ["paragraph"]


def test_a_list_is_made_and_unmade(desk: Desk) -> None:
    desk.show("one", "two")
    select(desk.editor, (0, 0), (1, 3))
    desk.click("numbers")
    assert [(one.kind, one.ordered) for one in desk.editor.piece().blocks] == [("item", True)] * 2
    desk.click("numbers")
    assert kinds(desk.editor) == ["paragraph"] * 2


def test_a_line_parts_a_paragraph(desk: Desk) -> None:
    desk.show("onetwo")
    put(desk.editor, 0, 3)
    desk.header.tools.inserts["rule"].trigger()
    assert kinds(desk.editor) == ["paragraph", "rule", "paragraph"]
    assert texts(desk.editor) == ["one", "", "two"]
    desk.editor.undo()
    assert texts(desk.editor) == ["onetwo"]


def test_tables_images_and_links_are_asked_for(desk: Desk) -> None:
    desk.show("one")
    tools = desk.header.tools
    for signal, act in (
        (desk.header.table_wanted, tools.inserts["table"].trigger),
        (desk.header.image_wanted, tools.inserts["image"].trigger),
        (desk.editor.link_wanted, lambda: desk.click("link")),
    ):
        with desk.qtbot.waitSignal(signal):
            act()


def test_there_are_no_looks_in_code_and_nothing_in_a_text_for_reading(desk: Desk) -> None:
    desk.show(Block(kind="code", runs=(Run("x = 1"),)))
    desk.header.tools.refresh()
    assert not desk.header.tools.buttons["bold"].isEnabled()
    assert desk.header.tools.kind.isEnabled()
    desk.editor.setReadOnly(True)
    desk.header.tools.refresh()
    assert not desk.header.tools.kind.isEnabled() and not desk.header.tools.more.isEnabled()


# What the model is asked -----------------------------------------------------------------------


def test_continue_becomes_stop_while_something_is_written(desk: Desk) -> None:
    header = desk.header
    desk.editor.setFocus()
    with desk.qtbot.waitSignal(header.continue_wanted):
        QTest.mouseClick(header.continue_button, Left)
    header.show_busy(True)
    assert header.continue_button.isHidden() and not header.ask_button.isEnabled()
    with desk.qtbot.waitSignal(header.stop_wanted):
        QTest.mouseClick(header.stop_button, Left)
    assert desk.editor.hasFocus()
    header.show_busy(False)
    assert header.stop_button.isHidden() and header.ask_button.isEnabled()


def test_the_buttons_for_focus_and_the_panel_tell_of_both_ways(desk: Desk) -> None:
    told: list[tuple[str, bool]] = []
    desk.header.focus_toggled.connect(lambda on: told.append(("focus", on)))
    desk.header.panel_toggled.connect(lambda on: told.append(("panel", on)))
    for button in (desk.header.focus_button, desk.header.panel_button) * 2:
        QTest.mouseClick(button, Left)
    assert told == [("focus", True), ("panel", True), ("focus", False), ("panel", False)]


def test_labels_give_way_where_there_is_little_room(desk: Desk) -> None:
    assert desk.header.ask_button.text() == "Ask the model"
    desk.window.resize(430, 500)
    assert desk.header.ask_button.text() == ""
    assert desk.header.ask_button.accessibleName() == "Ask the model"
    desk.window.resize(680, 500)
    assert desk.header.ask_button.text() == "Ask the model"


def test_another_language_leaves_what_is_shown(desk: Desk, qapp: QApplication) -> None:
    desk.show(Block(kind="heading", level=3, runs=(Run("Low"),)))
    desk.footer.set_goal(50)
    desk.header.set_title("Lamp")
    desk.header.show_busy(True)
    for widget in (desk.header, desk.header.tools, desk.footer):
        qapp.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
    assert desk.kind() == "Heading 3" and desk.header.tools.kind.count() == 6
    assert desk.header.title.text() == "Lamp"
    assert not desk.header.stop_button.isHidden()
    assert desk.footer.goal.text().endswith("of 50 words")


# Lengths and the goal --------------------------------------------------------------------------


def test_words_and_the_time_to_read_are_counted_in_a_pause(desk: Desk) -> None:
    desk.show("one two three", "four " * 595)
    desk.wait_for("598 words  ·  3 min to read")
    type_in(desk.editor, "zero ")
    desk.wait_for("599 words  ·  3 min to read")


def test_chinese_is_counted_in_characters(desk: Desk) -> None:
    desk.show("码头尽头立着一盏灯。", language="")
    desk.wait_for("10 characters  ·  1 min to read")


def test_cells_count_and_an_empty_piece_takes_no_time(desk: Desk) -> None:
    desk.show(Block(kind="table", rows=(((Run("a b"),), (Run("c"),)),)))
    desk.wait_for("3 words  ·  1 min to read")
    desk.show(Block())
    desk.wait_for("0 words")


def test_what_is_selected_is_counted_apart(desk: Desk) -> None:
    desk.show("one two three", "four five")
    desk.wait_for("5 words  ·  1 min to read")
    select(desk.editor, (0, 4), (1, 4))
    desk.wait_for("5 words  ·  1 min to read  ·  3 selected")
    put(desk.editor, 0, 0)
    desk.wait_for("5 words  ·  1 min to read")


def test_a_goal_is_shown_with_how_much_of_it_is_written(desk: Desk) -> None:
    footer = desk.footer
    assert footer.progress.isHidden() and footer.goal.text() == "Set a goal"
    desk.show("one two three")
    told: list[int] = []
    footer.goal_set.connect(told.append)
    footer.set_goal(12)
    desk.qtbot.waitUntil(lambda: footer.goal.text() == "3 of 12 words")
    assert (footer.progress.value(), footer.progress.maximum()) == (3, 12)
    assert not footer.progress.isHidden() and not told
    footer.set_goal(2)
    assert footer.progress.value() == footer.progress.maximum() == 2


@pops_up
def test_a_goal_is_typed_in_its_window_and_taken_off(desk: Desk) -> None:
    told: list[int] = []
    footer, box = desk.footer, desk.footer.goal_menu.box
    footer.goal_set.connect(told.append)
    for typed in ("800", "0"):
        QTest.mouseClick(footer.goal, Left)
        assert footer.goal_menu.isVisible()
        box.selectAll()
        QTest.keyClicks(box, typed)
        QTest.keyClick(box, Qt.Key.Key_Return)
        assert not footer.goal_menu.isVisible()
    assert told == [800, 0]
    assert footer.goal.text() == "Set a goal"


@pops_up
def test_a_goal_that_was_typed_is_taken_when_the_window_is_left(desk: Desk) -> None:
    told: list[int] = []
    desk.footer.goal_set.connect(told.append)
    QTest.mouseClick(desk.footer.goal, Left)
    desk.footer.goal_menu.box.selectAll()
    QTest.keyClicks(desk.footer.goal_menu.box, "250")
    desk.footer.goal_menu.close()
    assert told == [250]


def test_whether_it_is_saved_is_told(desk: Desk) -> None:
    desk.footer.show_saved(False)
    assert desk.footer.saved.text() == "Saving…"
    desk.footer.show_saved(True)
    assert desk.footer.saved.text() == "Saved"
