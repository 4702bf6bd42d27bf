"""The view of changes: what is shown, what is decided, what comes out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.services.diff import hunks
from app.ui.diff.rows import Rows
from app.ui.diff.view import BATCH, DiffView
from app.ui.theme import Theme

OLD = "".join(f"line {n}\n" for n in range(1, 31))
NEW = (
    OLD.replace("line 3\n", "line three\n")
    .replace("line 15\n", "")
    .replace("line 28\n", "line 28\nnew 😀\n")
)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(qapp)
    made.apply("light", 11)
    return made


class Room:
    """A view; `applied` and `discarded` are what it said."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.qtbot = qtbot
        self.view = DiffView(theme)
        qtbot.addWidget(self.view)
        self.applied: list[str] = []
        self.discarded: list[bool] = []
        self.decisions: list[bool] = []
        self.view.applied.connect(self.applied.append)
        self.view.discarded.connect(lambda: self.discarded.append(True))
        self.view.decided.connect(lambda: self.decisions.append(True))
        self.view.resize(360, 700)
        self.view.show()
        qtbot.waitExposed(self.view)

    def button(self, name: str) -> QPushButton:
        found = self.view.findChild(QPushButton, f"code.diff.{name}")
        assert found is not None, name
        return found

    def shown(self) -> list[str]:
        texts = []
        for number in range(1, 300):
            found = self.view.findChild(QTextEdit, f"code.diff.text.{number}")
            if found is not None and found.isVisible():
                texts.append(found.toPlainText().removesuffix("\n"))
        return texts

    def card(self, number: int) -> QFrame:
        found = self.view.findChild(QFrame, f"code.diff.change.{number}")
        assert found is not None
        return found

    def press(self, key: Qt.Key, **how: Qt.KeyboardModifier) -> None:
        focus = QApplication.focusWidget()
        assert isinstance(focus, QWidget)
        self.qtbot.keyClick(focus, key, **how)  # type: ignore[no-untyped-call]


@pytest.fixture
def room(qtbot: QtBot, theme: Theme) -> Room:
    return Room(qtbot, theme)


def test_changes_are_shown_with_their_surroundings(room: Room) -> None:
    room.view.set_texts(OLD, NEW)
    assert room.shown() == [
        "line 1\nline 2\nline 3\nline three\nline 4\nline 5",
        "line 13\nline 14\nline 15\nline 16\nline 17",
        "line 27\nline 28\nnew 😀\nline 29\nline 30",
    ]
    assert room.card(2).accessibleName() == "2 of 3 · line 15"


def test_lines_have_the_numbers_of_the_file() -> None:
    rows = Rows(OLD, hunks(OLD, NEW, by="line"), lines=True, first_line=101)
    assert [(row.kind, row.number) for row in rows.of(2)] == [
        ("same", 127),
        ("same", 128),
        ("added", 129),
        ("same", 129),
        ("same", 130),
    ]
    assert [row.marks for row in rows.of(0)][2:4] == [
        ((5, 6, "removed"),),
        ((5, 10, "added"),),
    ]


def test_neighbours_share_what_is_between_them() -> None:
    old = "a\nb\nc\nd\n"
    new = "A\nb\nc\nD\n"
    rows = Rows(old, hunks(old, new, by="line"), lines=True, first_line=1)
    texts = [row.text for number in (0, 1) for row in rows.of(number)]
    assert texts == ["a", "A", "b", "c", "d", "D"]


@pytest.mark.parametrize(("old", "new"), [("", "a\nb"), ("a\nb", ""), ("a", "b"), ("a\n", "a")])
def test_texts_of_any_end_are_shown(room: Room, old: str, new: str) -> None:
    room.view.set_texts(old, new)
    assert room.shown() == ["\n".join(text for text in (old.strip(), new.strip()) if text)]
    assert room.view.text() == new


def test_strange_separators_break_no_line(room: Room) -> None:
    new = "a\rb\u2029c\r\nd\n"
    room.view.set_texts("a\nd\n", new)
    assert room.shown() == ["a\na␍b␍c␍\nd"]
    assert room.view.text() == new


def test_words_are_shown_in_their_sentence(room: Room) -> None:
    old = "今天天气很好。" + "长" * 100
    room.view.set_texts(old, old.replace("很", "不"), by="character")
    assert room.shown() == ["今天天气很不好。" + "长" * 58 + "…"]


def test_what_is_open_counts_as_accepted(room: Room) -> None:
    room.view.set_texts(OLD, NEW)
    room.button("reject.2").click()
    assert room.decisions == [True]
    room.button("apply").click()
    assert room.applied == [NEW.replace("line 14\n", "line 14\nline 15\n")]
    room.button("reject.2").click()  # and back
    assert room.view.text() == NEW
    room.button("discard").click()
    assert room.discarded == [True]


def test_one_is_accepted_or_rejected(room: Room) -> None:
    room.view.set_texts(OLD, NEW)
    room.button("accept.1").click()
    room.button("reject.1").click()
    assert not room.button("accept.1").isChecked() and room.button("reject.1").isChecked()
    room.button("reject_all").click()
    assert room.view.text() == OLD
    room.button("accept_all").click()
    assert room.view.text() == NEW
    assert room.card(1).accessibleName().endswith("accepted")


def test_the_keyboard_does_it_all(room: Room) -> None:
    room.view.set_texts(OLD, NEW)
    room.view.activateWindow()
    room.qtbot.waitUntil(room.view.isActiveWindow)
    room.view.focus_change()
    assert room.card(1).property("active") == "true"
    room.press(Qt.Key.Key_Down)
    room.press(Qt.Key.Key_R)
    assert room.card(3).hasFocus()
    room.press(Qt.Key.Key_Up)
    room.press(Qt.Key.Key_Up)
    room.press(Qt.Key.Key_A)
    assert room.button("accept.1").isChecked() and room.button("reject.2").isChecked()
    room.press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    assert room.applied == [NEW.replace("line 14\n", "line 14\nline 15\n")]


def test_a_click_on_the_text_gives_the_keys_to_its_change(room: Room) -> None:
    room.view.set_texts(OLD, NEW)
    room.view.activateWindow()
    room.qtbot.waitUntil(room.view.isActiveWindow)
    edit = room.view.findChild(QTextEdit, "code.diff.text.1")
    assert edit is not None
    room.qtbot.mouseClick(edit.viewport(), Qt.MouseButton.LeftButton)  # type: ignore[no-untyped-call]
    assert room.card(1).hasFocus()
    edit.selectAll()
    room.press(Qt.Key.Key_C, modifier=Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("line 1\nline 2\nline 3\nline three")
    room.press(Qt.Key.Key_R)
    assert room.button("reject.1").isChecked()


def test_a_growing_text_keeps_what_has_not_come(room: Room) -> None:
    sizes = []
    for length in range(0, len(NEW) + 1, 7):
        room.view.set_texts(OLD, NEW[:length], "python", growing=True)
        sizes.append(len(room.shown()))
        assert not room.button("apply").isEnabled()
    assert sizes[0] == 0 and sizes == sorted(sizes) and sizes[-1] >= 2
    room.view.set_texts(OLD, NEW, "python")
    assert len(room.shown()) == 3 and room.button("apply").isEnabled()


def test_a_text_shown_in_steps_is_the_text(room: Room) -> None:
    for new in ("x\n" * 5, NEW, OLD, "a\nb", NEW.replace("line", "row"), "", NEW):
        room.view.set_texts(OLD, new)
        steps = room.shown()
        rows = Rows(OLD, hunks(OLD, new, by="line"), lines=True, first_line=1)
        count = len(hunks(OLD, new, by="line"))
        assert steps == ["\n".join(row.text for row in rows.of(n)) for n in range(count)]


def test_colours_are_the_same_whether_a_text_came_in_steps_or_at_once(
    qtbot: QtBot, room: Room, theme: Theme
) -> None:
    old, new = (text.replace("line", "if 1 in") for text in (OLD, NEW))
    for length in range(0, len(new), 11):
        room.view.set_texts(old, new[:length], "python", growing=True)
    room.view.set_texts(old, new, "python")
    fresh = Room(qtbot, theme)
    fresh.view.set_texts(old, new, "python")
    looks = []
    for view in (room.view, fresh.view):
        edit = view.findChild(QTextEdit, "code.diff.text.1")
        assert edit is not None
        lines = edit.toPlainText().split("\n")
        looks.append(
            [[colour_at(edit, n, c) for c in range(len(line))] for n, line in enumerate(lines)]
        )
    assert looks[0] == looks[1]
    assert len({look for line in looks[0] for look in line}) > 3


def test_decisions_stay_with_their_changes(room: Room) -> None:
    room.view.set_texts(OLD, NEW)
    room.button("reject.2").click()
    room.view.set_texts(OLD, NEW.replace("new 😀\n", "newer\n"))
    assert room.button("reject.2").isChecked() and not room.button("reject.3").isChecked()
    room.view.set_texts("other\n", "text\n")
    assert not room.button("reject.1").isChecked()


def test_many_changes_come_bit_by_bit_and_are_all_there(room: Room) -> None:
    old = "".join(f"{n}\n\nsame\n\n" for n in range(3 * BATCH))
    new = "".join(f"{n} new\n\nsame\n\n" for n in range(3 * BATCH))
    room.view.set_texts(old, new)
    assert len(room.shown()) == BATCH
    assert room.view.text() == new
    room.qtbot.waitUntil(lambda: len(room.shown()) == 3 * BATCH)
    room.button(f"reject.{3 * BATCH}").click()
    assert room.view.text() == new.removesuffix(" new\n\nsame\n\n") + "\n\nsame\n\n"
    room.view.set_texts(old, old)
    assert room.shown() == []


def test_nothing_changed_is_said(room: Room) -> None:
    room.view.set_texts(OLD, OLD)
    assert not room.button("apply").isEnabled()
    assert room.view._empty.isVisible()
    room.view.apply()
    assert room.applied == []


def colour_at(edit: QTextEdit, line: int, column: int) -> tuple[str, str, bool]:
    for part in edit.document().findBlockByNumber(line).layout().formats():
        if part.start <= column < part.start + part.length:
            style = part.format
            return (
                style.foreground().color().name(),
                style.background().color().name(),
                style.fontStrikeOut(),
            )
    return "", "", False


def test_colours_follow_the_theme_and_the_decision(room: Room, theme: Theme) -> None:
    room.view.set_texts("return 1  # 😀\n", "return 22  # 😀\n", "python")
    edit = room.view.findChild(QTextEdit, "code.diff.text.1")
    assert edit is not None
    keyword, mark = colour_at(edit, 1, 0), colour_at(edit, 1, 7)
    assert keyword[0] != mark[0] and keyword[1] != mark[1]
    theme.apply("dark", 12)
    assert colour_at(edit, 1, 7)[1] != mark[1]
    assert edit.document().defaultFont().pointSize() == 11
    room.button("accept.1").click()
    assert colour_at(edit, 0, 0)[2] and not colour_at(edit, 1, 0)[2]
    room.button("reject.1").click()
    assert colour_at(edit, 1, 0)[2] and not colour_at(edit, 0, 0)[2]


@pytest.mark.parametrize("by", ["line", "word", "character"])
def test_everything_that_can_be_used_has_a_name(
    room: Room, by: str, check: Callable[[QWidget], None]
) -> None:
    room.view.set_texts(OLD, NEW, by=by)  # type: ignore[arg-type]
    check(room.view)
    QApplication.sendEvent(room.view, QEvent(QEvent.Type.LanguageChange))
    check(room.view)
    assert room.button("accept.2").accessibleName() == "Accept change 2"


@pytest.fixture
def check() -> Callable[[QWidget], None]:
    def named(widget: QWidget) -> None:
        for button in widget.findChildren(QPushButton):
            assert button.objectName().startswith("code.diff.")
            assert button.text() or button.accessibleName()

    return named
