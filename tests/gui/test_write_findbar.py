"""Finding and replacing in a piece: across looks, in Chinese, beside proposals, with one undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.piece import Block, Run
from app.tabs.write.around.findbar import FindBar
from app.tabs.write.around.finding import Query, matches, replaced
from app.tabs.write.editor.editor import RichEditor
from app.ui.i18n import Languages
from app.ui.theme import Theme
from tests.gui.write_editor import check, paragraph, piece_of, put, select, texts, type_in

Key, Modifier = Qt.Key, Qt.KeyboardModifier


class Desk:
    """An editor under its bar."""

    def __init__(self, qtbot: QtBot, qapp: QApplication) -> None:
        self.qtbot = qtbot
        Languages(qapp).apply("en")
        theme = Theme(qapp)
        theme.apply("light", 11)
        self.window = QWidget()
        self.editor = RichEditor(theme)
        self.bar = FindBar(self.editor, theme)
        column = QVBoxLayout(self.window)
        column.addWidget(self.bar)
        column.addWidget(self.editor)
        self.window.resize(680, 500)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()

    def field(self, name: str) -> QLineEdit:
        found = self.bar.findChild(QLineEdit, f"write.find.{name}")
        assert found is not None
        return found

    def button(self, name: str) -> QAbstractButton:
        found = self.bar.findChild(QAbstractButton, f"write.find.{name}")
        assert found is not None
        return found

    def click(self, name: str) -> None:
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def find(self, text: str, replacement: str | None = None) -> None:
        self.bar.open_find(replacing=replacement is not None)
        self.field("text").clear()
        QTest.keyClicks(self.field("text"), text)
        if replacement is not None:
            self.field("replacement").setText(replacement)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        QTest.keyClick(self.field("text"), key, modifier)

    @property
    def count(self) -> str:
        found = self.bar.findChild(QLabel, "write.find.count")
        assert found is not None
        return found.text()

    @property
    def selected(self) -> tuple[int, int, int]:
        start, end = self.editor.selection_range()
        assert start[0] == end[0]
        return *start, end[1]

    @property
    def tinted(self) -> list[str]:
        QApplication.processEvents()
        return [one.cursor.selectedText() for one in self.editor.extraSelections()]


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Desk:
    return Desk(qtbot, qapp)


# The text itself -------------------------------------------------------------------------------


def found(text: str, *blocks: Block | str, case: bool = False, word: bool = False) -> list[str]:
    made = piece_of(*blocks).blocks
    pairs = matches(Query(text, case, word), made)
    return ["".join(run.text for run in made[n].runs)[start:end] for n, start, end in pairs]


def test_letters_may_be_of_either_case_unless_it_matters() -> None:
    assert found("lamp", "A Lamp, a LAMP, a lamp") == ["Lamp", "LAMP", "lamp"]
    assert found("lamp", "A Lamp, a LAMP, a lamp", case=True) == ["lamp"]


def test_whole_words_are_told_from_parts() -> None:
    assert found("lamp", "lamps, a lamp, clamp; lamp_post", word=True) == ["lamp"]
    assert found("(lamp)", "the (lamp)s", word=True) == ["(lamp)"]
    assert found("灯", "一盏灯亮了", word=True) == ["灯"]
    assert found("lamp", "那盏lamp亮了", word=True) == ["lamp"]


def test_a_text_is_found_across_looks_and_nothing_in_what_is_no_text() -> None:
    torn = Block(runs=(Run("a la"), Run("mp, 一盏", bold=True), Run("灯")))
    assert found("lamp", torn) == ["lamp"]
    assert found("一盏灯", torn) == ["一盏灯"]
    assert found("lamp", Block(kind="image", image="a.png", runs=(Run("lamp"),))) == []


def test_signs_of_expressions_stand_for_themselves() -> None:
    assert found("a.c*", "abc a.c* abcc") == ["a.c*"]


def test_what_is_put_in_looks_as_what_it_replaces_and_is_the_persons() -> None:
    model = Run("a lamp and a ", author="model", generation=3)
    block = Block(runs=(model, Run("lamp", bold=True, author="model", generation=3)))
    first, new = replaced((block,), matches(Query("lamp"), (block,)), "light")
    assert first == 0 and [(run.text, run.bold, run.author) for run in new[0].runs] == [
        ("a ", False, "model"),
        ("light", False, "typed"),
        (" and a ", False, "model"),
        ("light", True, "typed"),
    ]


# The bar ---------------------------------------------------------------------------------------


def test_one_finds_while_one_types_and_goes_round(desk: Desk) -> None:
    desk.editor.set_piece(piece_of("one lamp", "two lamps and a lamp"))
    desk.find("lamp")
    assert desk.selected == (0, 4, 8) and desk.count == "1 of 3"
    desk.press(Key.Key_Return)
    assert desk.selected == (1, 4, 8) and desk.count == "2 of 3"
    desk.press(Key.Key_F3)
    desk.press(Key.Key_Return)
    assert desk.selected == (0, 4, 8)
    desk.press(Key.Key_Return, Modifier.ShiftModifier)
    assert desk.selected == (1, 16, 20) and desk.count == "3 of 3"
    desk.press(Key.Key_F3, Modifier.ShiftModifier)
    assert desk.selected == (1, 4, 8)
    assert desk.field("text").hasFocus()


def test_what_is_found_is_tinted_where_it_is_in_view(desk: Desk) -> None:
    desk.editor.set_piece(piece_of("😀 one lamp", *["nothing"] * 200, "two Lamps"))
    desk.find("lamp")
    assert desk.tinted == ["lamp"]
    desk.press(Key.Key_Return)
    assert desk.selected == (201, 4, 8)
    desk.qtbot.waitUntil(lambda: desk.tinted == ["Lamp"])
    desk.press(Key.Key_Escape)
    assert desk.tinted == [] and desk.bar.isHidden() and desk.editor.hasFocus()


def test_it_is_found_beside_what_is_proposed(desk: Desk) -> None:
    desk.editor.set_piece(piece_of("an old thing", "the lamp"))
    desk.editor.propose((0, 0), (0, 12), "a new thing\nand another", 1)
    desk.find("lamp")
    assert desk.selected == (1, 4, 8) and desk.tinted == ["lamp"]
    desk.field("replacement").setText("light")
    desk.bar.open_replace()
    desk.click("replace_all")
    assert texts(desk.editor) == ["an old thing", "the light"]
    assert len(desk.editor.proposals) == 1
    check(desk.editor)


def test_what_is_not_there_is_told_and_offers_nothing(desk: Desk) -> None:
    desk.editor.set_piece(piece_of("one lamp"))
    desk.find("light")
    assert desk.count == "Not found" and not desk.button("next").isEnabled()
    desk.field("text").selectAll()
    desk.press(Key.Key_Delete)
    assert desk.count == ""


def test_case_and_words_narrow_what_is_found(desk: Desk) -> None:
    desk.editor.set_piece(piece_of("Lamps, lamps, lamp"))
    desk.find("lamp")
    assert desk.count == "1 of 3"
    desk.click("case")
    assert desk.count == "1 of 2"
    desk.click("word")
    assert desk.count == "1 of 1" and desk.selected == (0, 14, 18)


def test_a_selection_is_looked_for(desk: Desk) -> None:
    desk.editor.set_piece(piece_of("a lamp", "the lamp", "other"))
    select(desk.editor, (1, 4), (1, 8))
    desk.bar.open_find()
    assert desk.field("text").text() == "lamp" and desk.count == "2 of 2"
    select(desk.editor, (1, 4), (2, 2))
    desk.bar.open_find()
    assert desk.field("text").text() == "lamp"


def test_the_search_follows_what_is_typed(desk: Desk) -> None:
    desk.editor.set_piece(piece_of("a lamp"))
    desk.find("lamp")
    put(desk.editor, 0, 6)
    type_in(desk.editor, " lamp")
    desk.qtbot.waitUntil(lambda: desk.count == "2")
    type_in(desk.editor, " lamp")
    desk.click("next")  # at once, before the pause
    assert desk.count == "1 of 3"


def test_one_match_is_replaced_and_the_next_one_selected(desk: Desk) -> None:
    desk.editor.set_piece(piece_of(Block(runs=(Run("a lamp, "), Run("lamp", bold=True)))))
    desk.find("lamp", "lamplight")
    desk.click("replace")
    assert texts(desk.editor) == ["a lamplight, lamp"]
    assert desk.selected == (0, 13, 17)
    desk.field("replacement").setFocus()
    QTest.keyClick(desk.field("replacement"), Key.Key_Return)
    assert texts(desk.editor) == ["a lamplight, lamplight"]
    assert desk.editor.piece().blocks[0].runs[-1] == Run("lamplight", bold=True)
    check(desk.editor)


def test_all_is_replaced_as_one_step(desk: Desk) -> None:
    before = piece_of("a lamp", Block(kind="rule"), "the lamp, Lamp", paragraph("灯"))
    desk.editor.set_piece(before)
    put(desk.editor, 0, 1)
    desk.find("lamp", "灯")
    desk.click("replace_all")
    assert texts(desk.editor) == ["a 灯", "", "the 灯, 灯", "灯"]
    assert desk.count == "3 replaced"
    check(desk.editor)
    desk.editor.undo()
    assert desk.editor.piece().blocks == before.blocks
    assert not desk.editor.can_undo()


def test_what_was_found_can_be_deleted_everywhere(desk: Desk) -> None:
    desk.editor.set_piece(piece_of("one two one"))
    desk.find("one", "")
    desk.click("replace_all")
    assert texts(desk.editor) == [" two "]


def test_nothing_is_replaced_in_a_text_for_reading(desk: Desk) -> None:
    desk.editor.setReadOnly(True)
    desk.bar.open_replace()
    assert desk.field("replacement").isHidden()


def test_escape_in_the_text_closes_the_bar(desk: Desk) -> None:
    desk.editor.set_piece(piece_of("one lamp"))
    desk.find("lamp")
    desk.editor.setFocus()
    QTest.keyClick(desk.editor, Key.Key_Escape)
    assert desk.bar.isHidden()
    QTest.keyClick(desk.editor, Key.Key_F3)
    assert desk.bar.isVisible()
