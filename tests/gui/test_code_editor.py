"""The editor of the Code tab: suggestions at the cursor, and what it tells."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.tabs.code.editor.editor import CodeEditor
from app.tabs.code.editor.geometry import top_of, x_of
from app.tabs.code.editor.parts import first_line, first_word
from app.tabs.code.task.place import WIDEST_AFTER, WIDEST_BEFORE, place_at
from app.ui.theme import Theme

TEXT = "def f(a):\n    return (a)\n\nx = f(1)\nlast"
Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def editor(qtbot: QtBot, qapp: QApplication) -> CodeEditor:
    theme = Theme(qapp)
    theme.apply("light", 11)
    made = CodeEditor(theme)
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    made.activateWindow()
    made.setFocus()
    made.set_text(TEXT, "python")
    put(made, 1, 11)
    return made


def put(editor: CodeEditor, line: int, column: int) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(editor.document().findBlockByNumber(line).position() + column)
    editor.setTextCursor(cursor)


def at(editor: CodeEditor) -> tuple[int, int]:
    return editor.textCursor().blockNumber(), editor.textCursor().positionInBlock()


def told(editor: CodeEditor) -> list[bool]:
    """Return a list that grows by what the editor tells from now on."""
    steps: list[bool] = []
    editor.place_changed.connect(steps.append)
    return steps


def lines_of(editor: CodeEditor, number: int) -> list[str]:
    """Return what is shown of a block, line by line."""
    layout = editor.document().findBlockByNumber(number).layout()
    at, shown = layout.preeditAreaPosition(), layout.text()
    if at >= 0:
        shown = shown[:at] + layout.preeditAreaText() + shown[at:]
    lines = [layout.lineAt(index) for index in range(layout.lineCount())]
    return [shown[one.textStart() : one.textStart() + one.textLength()] for one in lines]


# What is shown ----------------------------------------------------------------------------------


def test_a_suggestion_is_shown_and_is_not_in_the_text(editor: CodeEditor) -> None:
    editor.set_ghost("[\n        0\n    ] + ")
    assert editor.ghost == "[\n        0\n    ] + "
    block = editor.document().findBlockByNumber(1)
    assert block.layout().lineCount() == 3
    assert editor.text() == TEXT
    interface = QAccessible.queryAccessibleInterface(editor)
    assert interface.textInterface().text(0, len(TEXT)) == TEXT
    editor.selectAll()
    assert editor.createMimeDataFromSelection().text() == TEXT
    assert editor.ghost == ""
    assert block.layout().lineCount() == 1
    assert not editor.document().isUndoAvailable()


def test_the_text_behind_is_below_and_keeps_its_colours(editor: CodeEditor) -> None:
    block = editor.document().findBlockByNumber(1)
    line_height = editor.blockBoundingRect(block).height()
    before = {r.format.foreground().color().name() for r in block.layout().formats()}
    editor.set_ghost("1\n2\n3")
    assert editor.blockBoundingRect(block).height() == 3 * line_height
    formats = block.layout().formats()
    assert {r.format.foreground().color().name() for r in formats} > before
    ghost = formats[-1]
    assert (ghost.start, ghost.length) == (11, 5)
    assert top_of(editor, block.next()) == pytest.approx(top_of(editor, block) + 3 * line_height)


def test_a_suggestion_on_the_last_line(editor: CodeEditor) -> None:
    put(editor, 4, 4)
    editor.set_ghost(" = 1\nend\n")
    assert editor.document().lastBlock().layout().lineCount() == 3
    editor.set_ghost("")
    assert editor.document().lastBlock().layout().lineCount() == 1
    assert editor.document().lastBlock().layout().preeditAreaText() == ""


def test_the_suggestion_goes_when_anything_happens(qtbot: QtBot, editor: CodeEditor) -> None:
    def moved() -> None:
        editor.moveCursor(QTextCursor.MoveOperation.Down)

    def changed() -> None:
        QTextCursor(editor.document()).insertText("\n")

    def pressed() -> None:
        QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))

    def typed() -> None:
        QTest.keyClick(editor, Key.Key_A)

    def lost() -> None:
        editor.clearFocus()

    for happens in (moved, changed, pressed, typed, lost):
        put(editor, 1, 4)
        editor.setFocus()
        editor.set_ghost("a\nb")
        assert editor.ghost
        happens()
        assert editor.ghost == "", happens
        blocks = (editor.document().findBlockByNumber(n) for n in range(editor.blockCount()))
        assert not any(block.layout().preeditAreaText() for block in blocks), happens


def test_keys_that_do_nothing_leave_the_suggestion(editor: CodeEditor) -> None:
    editor.set_ghost("abc")
    QTest.keyClick(editor, Key.Key_Shift)
    QTest.keyClick(editor, Key.Key_F7)
    assert editor.ghost == "abc"


def test_the_suggestion_has_the_colour_of_the_theme(editor: CodeEditor) -> None:
    for language in ("python", ""):
        editor.set_language(language)
        editor._theme.apply("light", 11)
        editor.set_ghost("abc")
        editor._theme.apply("dark", 11)
        formats = editor.textCursor().block().layout().formats()
        colour = formats[-1].format.foreground().color().name()
        assert (editor.ghost, colour) == ("abc", editor._theme.tokens.faint)
        editor.set_ghost("")


def test_no_suggestion_where_there_is_no_place_for_it(editor: CodeEditor) -> None:
    assert editor.can_suggest
    editor.select(0, 3)
    assert not editor.can_suggest
    editor.set_ghost("a")
    assert editor.ghost == ""
    put(editor, 0, 0)
    editor.setReadOnly(True)
    assert not editor.can_suggest
    editor.setReadOnly(False)
    assert editor.can_suggest


def test_an_input_method_that_composes_has_the_place_to_itself(editor: CodeEditor) -> None:
    put(editor, 1, 4)
    editor.set_ghost("abc")
    steps = told(editor)
    QApplication.sendEvent(editor, QInputMethodEvent("ni", []))
    block = editor.document().findBlockByNumber(1)
    assert (editor.ghost, block.layout().preeditAreaText()) == ("", "ni")
    assert not editor.can_suggest
    editor.set_ghost("abc")
    assert (editor.ghost, block.layout().preeditAreaText()) == ("", "ni")
    assert steps == []
    assert any(r.start == 4 + len("ni") for r in block.layout().formats())  # "return"
    committed = QInputMethodEvent()
    committed.setCommitString("你")
    QApplication.sendEvent(editor, committed)
    assert editor.text().split("\n")[1] == "    你return (a)"
    assert steps == [True]
    assert editor.can_suggest


def test_a_composition_that_is_given_up_leaves_the_colours(editor: CodeEditor) -> None:
    block = editor.document().findBlockByNumber(1)

    def shown() -> list[tuple[int, int]]:
        return [(r.start, r.length) for r in block.layout().formats()]

    before = shown()
    assert before
    QApplication.sendEvent(editor, QInputMethodEvent("ni", []))
    assert shown() != before
    QApplication.sendEvent(editor, QInputMethodEvent("", []))
    assert shown() == before


@pytest.mark.parametrize(
    ("line", "column", "place"),
    [(0, 3, (0, 3)), (1, 6, (1, 6)), (1, 14, (1, 14)), (3, 5, (3, 5)), (4, 2, (4, 2))],
)
def test_a_click_hits_the_character_it_is_meant_for(
    editor: CodeEditor, line: int, column: int, place: tuple[int, int]
) -> None:
    editor.set_ghost("[\n        0\n    ] + 中")
    block = editor.document().findBlockByNumber(line)
    ghost = len(editor.ghost) if line == 1 and column > 11 else 0
    shown = block.layout().lineForTextPosition(column + ghost)
    x = x_of(shown, column + ghost) + editor.contentOffset().x()
    y = top_of(editor, block) + shown.rect().center().y()
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=QPointF(x + 1, y).toPoint())
    assert at(editor) == place
    assert not editor.textCursor().hasSelection()


def test_a_click_on_the_suggestion_is_a_click_on_its_place(editor: CodeEditor) -> None:
    editor.set_ghost("one\ntwo\nthree")
    block = editor.document().findBlockByNumber(1)
    y = top_of(editor, block) + block.layout().lineAt(1).rect().center().y()
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(8, int(y)))
    assert at(editor) == (1, 11)


# Keys -------------------------------------------------------------------------------------------


def test_tab_accepts_all_as_one_step(editor: CodeEditor) -> None:
    accepted: list[str] = []
    editor.accepted.connect(accepted.append)
    QTest.keyClick(editor, Key.Key_B)
    editor.set_ghost("ar(\n    ) + ")
    steps = told(editor)
    QTest.keyClick(editor, Key.Key_Tab)
    assert editor.text().split("\n")[1:3] == ["    return bar(", "    ) + (a)"]
    assert (accepted, steps, editor.ghost) == (["ar(\n    ) + "], [True], "")
    assert at(editor) == (2, 8)
    editor.undo()
    assert editor.text().split("\n")[1] == "    return b(a)"
    editor.undo()
    assert editor.text() == TEXT


def test_a_word_and_a_line_are_accepted(editor: CodeEditor) -> None:
    accepted: list[str] = []
    editor.accepted.connect(accepted.append)
    editor.set_ghost("foo.bar\n    end\n")
    QTest.keyClick(editor, Key.Key_Right, Modifier.ControlModifier)
    editor.set_ghost(".bar\n    end\n")
    QTest.keyClick(editor, Key.Key_Backtab, Modifier.ShiftModifier)
    editor.set_ghost("    end")
    QTest.keyClick(editor, Key.Key_Backtab, Modifier.ShiftModifier)
    assert accepted == ["foo", ".bar\n", "    end"]
    assert editor.text().split("\n")[1:3] == ["    return foo.bar", "    end(a)"]


def test_the_owner_may_show_the_rest_when_a_part_is_accepted(editor: CodeEditor) -> None:
    rest = ["foo.bar"]

    def follow(_changed: bool) -> None:
        rest[0] = rest[0].removeprefix(first_word(rest[0]))
        editor.set_ghost(rest[0])

    editor.set_ghost(rest[0])
    editor.place_changed.connect(follow)
    QTest.keyClick(editor, Key.Key_Right, Modifier.ControlModifier)
    assert editor.ghost == ".bar"
    QTest.keyClick(editor, Key.Key_Right, Modifier.ControlModifier)
    assert editor.ghost == "bar"


def test_escape_and_the_alternatives(editor: CodeEditor) -> None:
    heard: list[object] = []
    editor.dismissed.connect(lambda: heard.append("dismissed"))
    editor.alternative_wanted.connect(heard.append)
    editor.suggestion_wanted.connect(lambda: heard.append("wanted"))
    QTest.keyClick(editor, Key.Key_Escape)
    QTest.keyClick(editor, Key.Key_BracketRight, Modifier.AltModifier)
    assert heard == ["wanted"]
    heard.clear()
    editor.set_ghost("abc")
    QTest.keyClick(editor, Key.Key_BracketRight, Modifier.AltModifier)
    QTest.keyClick(editor, Key.Key_BracketLeft, Modifier.AltModifier)
    assert editor.ghost == "abc"
    QTest.keyClick(editor, Key.Key_Escape)
    QTest.keyClick(editor, Key.Key_Backslash, Modifier.AltModifier)
    assert heard == [1, -1, "dismissed", "wanted"]
    assert (editor.ghost, editor.text()) == ("", TEXT)


def test_without_a_suggestion_the_keys_are_the_editors(editor: CodeEditor) -> None:
    QTest.keyClick(editor, Key.Key_Right, Modifier.ControlModifier)
    assert at(editor) == (1, 12)
    put(editor, 2, 0)
    QTest.keyClick(editor, Key.Key_Tab)
    assert editor.text().split("\n")[2] == "    "


@pytest.mark.parametrize(
    ("key", "modifier", "with_ghost", "without"),
    [
        (Key.Key_Escape, Modifier.NoModifier, True, False),
        (Key.Key_Right, Modifier.ControlModifier, True, True),  # Qt's own
        (Key.Key_BracketRight, Modifier.AltModifier, True, True),
        (Key.Key_Backslash, Modifier.AltModifier, True, True),
        (Key.Key_S, Modifier.ControlModifier, False, False),
    ],
)
def test_keys_are_taken_before_shortcuts(
    editor: CodeEditor, key: Qt.Key, modifier: Modifier, with_ghost: bool, without: bool
) -> None:
    def taken() -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifier)
        event.ignore()
        QApplication.sendEvent(editor, event)
        return event.isAccepted()

    assert taken() is without
    editor.set_ghost("abc")
    assert taken() is with_ghost


def test_words_and_lines_of_a_suggestion() -> None:
    words, text = [], "  foo_1.bar(x)  == 中文abc，\n\treturn"
    while text:
        words.append(first_word(text))
        text = text.removeprefix(words[-1])
    assert words == [
        "  foo_1",
        ".",
        "bar",
        "(",
        "x",
        ")",
        "  ==",
        " 中文",
        "abc",
        "，",
        "\n\treturn",
    ]
    assert first_word("   ") == "   "
    assert first_line("a\nb") == "a\n"
    assert first_line("a") == "a"
    assert first_line("\n  a\nb") == "\n  a\n"


# What it tells ----------------------------------------------------------------------------------


def test_every_step_is_told_once(qtbot: QtBot, editor: CodeEditor) -> None:
    steps = told(editor)

    def seen() -> list[bool]:
        found = steps.copy()
        steps.clear()
        return found

    QTest.keyClick(editor, Key.Key_A)
    assert seen() == [True]
    QTest.keyClick(editor, Key.Key_Return)
    assert seen() == [True]
    QTest.keyClick(editor, Key.Key_Z, Modifier.ControlModifier)
    assert seen() == [True]
    QTest.keyClick(editor, Key.Key_Left)
    assert seen() == [False]
    QTest.keyClick(editor, Key.Key_Home)
    assert seen() == [False]
    QTest.keyClick(editor, Key.Key_Shift)
    assert seen() == []
    put(editor, 0, 2)
    assert seen() == [False]
    QTextCursor(editor.document()).insertText("# ")
    assert seen() == [True]
    editor.insertPlainText("pasted\ntext")
    assert seen() == [True]
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(6, 6))
    assert seen() == [False]
    editor.set_text("new", "python")
    assert seen() == [True]
    editor.set_ghost("x")
    editor.set_ghost("")
    assert seen() == []


def test_the_place_is_told_when_all_is_in_order(editor: CodeEditor) -> None:
    places: list[tuple[str, str]] = []

    def note(_changed: bool) -> None:
        place = editor.place()
        places.append((place.line_before, place.line_after))
        editor.set_ghost("!\n!")

    editor.place_changed.connect(note)
    QTest.keyClicks(editor, "ab")
    assert places == [("    return a", "(a)"), ("    return ab", "(a)")]
    assert editor.ghost == "!\n!"
    assert editor.text().split("\n")[1] == "    return ab(a)"


def test_the_place_is_that_of_the_whole_text(editor: CodeEditor) -> None:
    lines = [f"line {number} 中😀" + "x" * (number % 90) for number in range(3_000)]
    text = "\n".join(lines)
    editor.set_text(text, "python")
    editor.path = "a.py"
    for offset in (0, 5, 20, 31_990, 32_000, 70_000, len(text) - 3, len(text)):
        cursor = editor.textCursor()
        cursor.setPosition(offset + text[:offset].count("😀"))
        editor.setTextCursor(cursor)
        found = editor.place()
        whole = place_at(text, offset, "a.py", "python")
        assert (found.line_before, found.line_after) == (whole.line_before, whole.line_after)
        assert text[:offset].endswith(found.before)
        assert text[offset:].startswith(found.after)
        assert abs(len(found.before) - len(whole.before)) < 120
        assert abs(len(found.after) - len(whole.after)) < 120
        assert (found.path, found.language) == ("a.py", "python")


def test_of_a_line_without_end_only_what_is_near_is_looked_at(editor: CodeEditor) -> None:
    editor.set_text("a\n" + "x" * 100_000 + "\nb", "python")
    put(editor, 1, 50_000)
    place = editor.place()
    assert place.before == "x" * WIDEST_BEFORE
    assert place.after == "x" * WIDEST_AFTER
    put(editor, 0, 1)
    assert editor.place().after == "\n"


def test_the_text_comes_back_as_it_was(editor: CodeEditor) -> None:
    for text in ("", "a", "a\n", "\n\n", "a\xa0b\tc\n", "中😀\n  x"):
        editor.set_text(text, "")
        assert editor.text() == text
        assert not editor.document().isModified()


def test_it_is_named_for_who_does_not_see_it(editor: CodeEditor) -> None:
    assert editor.accessibleName() == "Code"
