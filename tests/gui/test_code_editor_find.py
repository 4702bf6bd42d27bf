"""Find, replace, and go to a line in the editor of the Code tab."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.tabs.code.editor.editor import CodeEditor
from app.tabs.code.editor.find import PART, Query, matches, replacement
from app.tabs.code.editor.findbar import FindBar
from app.ui.theme import Theme

TEXT = "one two\nTwo 😀 two\ntwofold\n"
Key, Modifier = Qt.Key, Qt.KeyboardModifier


class Desk:
    """An editor with its bar."""

    def __init__(self, qtbot: QtBot, qapp: QApplication) -> None:
        theme = Theme(qapp)
        theme.apply("light", 11)
        self.qtbot = qtbot
        self.window = QWidget()
        self.editor = CodeEditor(theme)
        self.bar = FindBar(self.editor, theme)
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.bar)
        layout.addWidget(self.editor)
        qtbot.addWidget(self.window)
        self.window.resize(700, 400)
        self.window.show()
        self.window.activateWindow()
        self.editor.setFocus()
        qtbot.waitUntil(self.editor.hasFocus)
        self.editor.set_text(TEXT, "")

    def press(self, key: Qt.Key, modifier: Modifier = Modifier.NoModifier) -> None:
        focused = QApplication.focusWidget()
        assert focused
        QTest.keyClick(focused, key, modifier)

    def field(self, name: str) -> QLineEdit:
        found = self.bar.findChild(QLineEdit, f"code.find.{name}")
        assert found
        return found

    def button(self, name: str) -> QAbstractButton:
        found = self.bar.findChild(QAbstractButton, f"code.find.{name}")
        assert found
        return found

    def shows(self, count: str) -> None:
        label = self.bar.findChild(QLabel, "code.find.count")
        assert label
        self.qtbot.waitUntil(lambda: label.text() == count)

    def find(self, text: str) -> None:
        self.bar.open_find()
        self.field("text").selectAll()
        QTest.keyClicks(self.field("text"), text)

    @property
    def selected(self) -> tuple[int, int]:
        cursor = self.editor.textCursor()
        return cursor.selectionStart(), cursor.selectionEnd()


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Desk:
    return Desk(qtbot, qapp)


def test_one_finds_while_typing_and_goes_round(desk: Desk) -> None:
    desk.find("two")
    desk.shows("1 of 4")
    assert desk.selected == (4, 7)
    places = []
    for _ in range(4):
        desk.press(Key.Key_Return)
        places.append(desk.selected)
    assert places == [(8, 11), (15, 18), (19, 22), (4, 7)]
    desk.press(Key.Key_Return, Modifier.ShiftModifier)
    desk.shows("4 of 4")
    desk.press(Key.Key_F3)
    desk.shows("1 of 4")
    desk.press(Key.Key_F3, Modifier.ShiftModifier)
    desk.shows("4 of 4")
    assert len(desk.editor._tints.found) == 4
    desk.press(Key.Key_Escape)
    assert desk.bar.isHidden()
    assert desk.editor.hasFocus()
    assert desk.editor._tints.found == ()


def test_case_words_and_expressions(desk: Desk) -> None:
    desk.find("two")
    desk.button("case").click()
    desk.shows("1 of 3")
    desk.button("word").click()
    desk.shows("1 of 2")
    desk.field("text").selectAll()
    QTest.keyClicks(desk.field("text"), r"t\w+")
    desk.shows("Not found")
    desk.button("regex").click()
    desk.shows("1 of 3")
    desk.field("text").selectAll()
    QTest.keyClicks(desk.field("text"), "(t")
    label = desk.bar.findChild(QLabel, "code.find.trouble")
    assert label and label.text().startswith("Not a regular expression: ")
    desk.press(Key.Key_Return)
    assert label.isVisible()
    QTest.keyClicks(desk.field("text"), ")")
    assert label.isHidden()


def test_what_is_found_follows_the_text(desk: Desk) -> None:
    desk.find("two")
    desk.shows("1 of 4")
    desk.editor.replace(0, 8, "")
    assert desk.editor._tints.found == ()
    desk.shows("3")
    desk.field("text").selectAll()
    QTest.keyClicks(desk.field("text"), "zzz")
    desk.shows("Not found")


def test_nothing_is_counted_before_anything_is_looked_for(desk: Desk) -> None:
    desk.bar.open_find()
    desk.shows("")


def test_a_selection_is_looked_for(desk: Desk) -> None:
    desk.editor.select(15, 18)
    desk.bar.open_find()
    assert desk.field("text").text() == "two"
    desk.shows("3 of 4")
    desk.press(Key.Key_Return)
    assert desk.selected == (19, 22)


def test_one_is_replaced_and_then_all_in_one_step(desk: Desk) -> None:
    desk.find("two")
    desk.shows("1 of 4")
    desk.bar.open_replace()
    desk.field("replacement").setFocus()
    QTest.keyClicks(desk.field("replacement"), "3")
    desk.press(Key.Key_Return)
    assert desk.editor.text() == "one 3\nTwo 😀 two\ntwofold\n"
    desk.qtbot.waitUntil(lambda: desk.selected == (6, 9))
    steps: list[bool] = []
    desk.editor.place_changed.connect(steps.append)
    desk.button("replace_all").click()
    assert desk.editor.text() == "one 3\n3 😀 3\n3fold\n"
    assert steps == [True]
    desk.shows("3 replaced")
    desk.editor.undo()
    assert desk.editor.text() == "one 3\nTwo 😀 two\ntwofold\n"


def test_groups_can_be_used_in_what_is_put_in(desk: Desk) -> None:
    desk.find(r"(t)(wo)\b")
    desk.button("regex").click()
    desk.bar.open_replace()
    desk.field("replacement").setText(r"$2\t[$1]")
    desk.button("replace_all").click()
    assert desk.editor.text() == "one wo\t[t]\nwo\t[T] 😀 wo\t[t]\ntwofold\n"


def test_nothing_is_replaced_where_one_only_reads(desk: Desk) -> None:
    desk.editor.setReadOnly(True)
    desk.bar.open_replace()
    assert desk.field("replacement").isHidden()


def test_one_goes_to_a_line(desk: Desk) -> None:
    desk.bar.open_line()
    assert desk.field("line").text() == "1"
    desk.shows("of 4 lines")
    QTest.keyClicks(desk.field("line"), "3")
    desk.press(Key.Key_Return)
    assert desk.editor.textCursor().blockNumber() == 2
    assert desk.bar.isHidden()


def test_escape_in_the_text_closes_the_bar_unless_a_suggestion_is_shown(desk: Desk) -> None:
    desk.find("one")
    desk.shows("1 of 1")
    desk.editor.setFocus()
    desk.editor.go_to_line(2)
    desk.editor.set_ghost("abc")
    desk.press(Key.Key_Escape)
    assert not desk.bar.isHidden()
    desk.press(Key.Key_Escape)
    assert desk.bar.isHidden()


def test_everything_is_named(desk: Desk) -> None:
    for widget in desk.bar.findChildren(QAbstractButton) + desk.bar.findChildren(QLineEdit):
        assert widget.objectName().startswith("code.find.")
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        assert text or widget.accessibleName()


def test_long_texts_are_searched_in_parts() -> None:
    text = ("x" * 99 + "\n") * (PART // 50)
    found = list(matches(Query("x\n", regex=True).pattern(), text))
    assert found.count(None) >= 2
    assert [m.start() for m in found if m] == [m.start() for m in re.finditer("x\n", text)]
    assert list(matches(Query("^", regex=True).pattern(), "a\nb")) == [None]


def test_what_takes_the_place_of_a_match() -> None:
    match = re.search("(a)(x)?", "ba")
    assert match
    assert replacement(match, r"$1$2-$&-$9-\n\$1\q$") == "a-a-$9-\n$1\\q$"


def test_words_are_whole_for_any_query() -> None:
    pattern = Query("+x", word=True).pattern()
    assert pattern.search("a +x b")
    assert not pattern.search("a +xy b")
