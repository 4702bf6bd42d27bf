"""What the editor of the Code tab does to lines, and the brackets it shows."""

from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.tabs.code.editor.brackets import matched
from app.tabs.code.editor.editor import CodeEditor
from app.tabs.code.editor.indentation import Indentation, after_enter, detected, habit
from app.ui.theme import Theme

Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def editor(qtbot: QtBot, qapp: QApplication) -> CodeEditor:
    theme = Theme(qapp)
    theme.apply("light", 11)
    made = CodeEditor(theme)
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    return made


def write(editor: CodeEditor, marked: str, language: str = "python") -> None:
    """Set a text; "|" is the cursor, two are the ends of a selection."""
    start = marked.index("|")
    end = marked.rindex("|") - (1 if marked.count("|") > 1 else 0)
    editor.set_text(marked.replace("|", ""), language)
    cursor = editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def read(editor: CodeEditor) -> str:
    """Return the text with the cursor, or the ends of the selection, marked."""
    text, cursor = editor.text(), editor.textCursor()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    middle = text[start:end] + "|" if start != end else ""
    return text[:start] + "|" + middle + text[end:]


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("python", "def f():|", "def f():\n    |"),
        ("python", "    a = 1|", "    a = 1\n    |"),
        ("python", "    # so:|", "    # so:\n    |"),
        ("python", "    |  a = 1", "    \n    |a = 1"),
        ("python", "f(|)", "f(\n    |\n)"),
        ("python", "f(|a)", "f(\n    |a)"),
        ("javascript", "  if (a) {|}", "  if (a) {\n    |\n  }"),
        ("javascript", "a:|", "a:\n|"),
        ("go", "func f() {|}", "func f() {\n\t|\n}"),
        ("python", "a|b\nc|", "a\n|"),
    ],
)
def test_enter(editor: CodeEditor, language: str, before: str, after: str) -> None:
    write(editor, before, language)
    QTest.keyClick(editor, Key.Key_Return)
    assert read(editor) == after
    editor.undo()
    assert editor.text() == before.replace("|", "")


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        (Key.Key_Tab, "a|", "a   |"),
        (Key.Key_Tab, "|a\n    b|", "|    a\n        b|"),
        (Key.Key_Tab, "|a\nb\n|c", "|    a\n    b\n|c"),
        (Key.Key_Tab, "a|bc|d", "a   |d"),
        (Key.Key_Backtab, "|    a\n  b\nc|", "|a\nb\nc|"),
        (Key.Key_Backtab, "      a|", "    a|"),
        (Key.Key_Backspace, "        |a", "    |a"),
        (Key.Key_Backspace, "      |a", "    |a"),
        (Key.Key_Backspace, "    a|", "    |"),
        (Key.Key_Backspace, "\t|a", "|a"),
        (Key.Key_Home, "    ab|c", "    |abc"),
        (Key.Key_Home, "    |abc", "|    abc"),
        (Key.Key_Home, "|    abc", "    |abc"),
    ],
)
def test_indentation_keys(editor: CodeEditor, key: Qt.Key, before: str, after: str) -> None:
    write(editor, before)
    shift = Modifier.ShiftModifier if key == Key.Key_Backtab else Modifier.NoModifier
    QTest.keyClick(editor, key, shift)
    assert read(editor) == after


def test_shift_and_enter_break_the_line_as_enter_does(editor: CodeEditor) -> None:
    write(editor, "  a|")
    QTest.keyClick(editor, Key.Key_Return, Modifier.ShiftModifier)
    assert read(editor) == "  a\n  |"
    assert editor.blockCount() == 2


def test_home_selects_with_shift(editor: CodeEditor) -> None:
    write(editor, "    ab|c")
    QTest.keyClick(editor, Key.Key_Home, Modifier.ShiftModifier)
    assert read(editor) == "    |ab|c"


@pytest.mark.parametrize(
    ("language", "plain", "commented"),
    [
        ("python", "  a|\n", "  # a|\n"),
        ("python", "|  a\n\n    b|", "|  # a\n\n  #   b|"),
        ("c", "a|;", "// a|;"),
        ("css", "a| {}", "/* a| {} */"),
        ("html", "<b>|", "<!-- <b>| -->"),
    ],
)
def test_comments_come_and_go(
    editor: CodeEditor, language: str, plain: str, commented: str
) -> None:
    write(editor, plain, language)
    QTest.keyClick(editor, Key.Key_Slash, Modifier.ControlModifier)
    assert editor.text() == commented.replace("|", "")
    QTest.keyClick(editor, Key.Key_Slash, Modifier.ControlModifier)
    assert editor.text() == plain.replace("|", "")
    editor.undo()
    assert editor.text() == commented.replace("|", "")


def test_some_comments_are_not_all(editor: CodeEditor) -> None:
    write(editor, "|# a\nb|")
    QTest.keyClick(editor, Key.Key_Slash, Modifier.ControlModifier)
    assert editor.text() == "# # a\n# b"


def test_lines_move(editor: CodeEditor) -> None:
    write(editor, "one\ntw|o\n😀\nfour")
    QTest.keyClick(editor, Key.Key_Down, Modifier.AltModifier)
    assert editor.text() == "one\n😀\ntwo\nfour"
    assert editor.textCursor().block().text() == "two"
    assert editor.textCursor().positionInBlock() == 2
    for _ in range(3):
        QTest.keyClick(editor, Key.Key_Up, Modifier.AltModifier)
    assert editor.text() == "two\none\n😀\nfour"
    editor.undo()
    assert editor.text() == "one\ntwo\n😀\nfour"
    write(editor, "one\nt|wo\nthr|ee\nfour")
    QTest.keyClick(editor, Key.Key_Down, Modifier.AltModifier)
    assert read(editor) == "one\nfour\nt|wo\nthr|ee"
    QTest.keyClick(editor, Key.Key_Down, Modifier.AltModifier)
    assert read(editor) == "one\nfour\nt|wo\nthr|ee"


def test_nothing_is_written_where_one_only_reads(editor: CodeEditor) -> None:
    write(editor, "  a|\nb")
    editor.setReadOnly(True)
    for key, modifier in (
        (Key.Key_Return, Modifier.NoModifier),
        (Key.Key_Tab, Modifier.NoModifier),
        (Key.Key_Slash, Modifier.ControlModifier),
        (Key.Key_Down, Modifier.AltModifier),
    ):
        QTest.keyClick(editor, key, modifier)
    assert editor.text() == "  a\nb"


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("a:\n  b\n  c:\n    d\n", "python", Indentation(False, 2)),
        ("a {\n\tb\n}\n", "c", Indentation(True, 4)),
        ("a\n", "go", Indentation(True, 4)),
        ("a\n", "javascript", Indentation(False, 2)),
        ("", "", Indentation(False, 4)),
        ("f(a,\n  b)\nif:\n    a\nif:\n    b\n", "python", Indentation(False, 4)),
        ("{\n        a\n}\n", "c", Indentation(False, 8)),
    ],
)
def test_the_indentation_of_a_text(text: str, language: str, found: Indentation) -> None:
    assert detected(text, language) == found


def test_steps_of_indentation() -> None:
    four, tabs = habit("python"), habit("go")
    assert (four.to_stop("ab"), tabs.to_stop("ab")) == ("  ", "\t")
    assert (four.shallower("      "), tabs.shallower("\t\t")) == ("    ", "\t")
    assert four.shallower("") == ""
    assert after_enter("\tif a {", "}", "go", tabs) == ("\n\t\t", "\n\t")


def pair(editor: CodeEditor, marked: str) -> tuple[int, int] | None:
    """Return the positions of the brackets that are matched at the cursor."""
    write(editor, marked)
    block, at = editor.textCursor().block(), editor.textCursor().positionInBlock()
    found = matched(block, at, editor._highlighter.kind_at)
    if found is None:
        return None
    first, second = (where.position() + index for where, index in found)
    return first, second


def test_brackets_match_over_lines_and_not_in_strings(editor: CodeEditor) -> None:
    assert pair(editor, "f|(a, [b])") == (1, 8)
    assert pair(editor, "f(a, [b])|") == (8, 1)
    assert pair(editor, 'f|(")",\n  # )\n  a)') == (1, 16)
    assert pair(editor, 'a = "|(x)" + (y') == (5, 7)
    assert pair(editor, "f|(a") is None
    assert pair(editor, "a|b") is None
    assert pair(editor, '"""\n(\n"""\nf()|') == (12, 11)


def test_the_brackets_at_the_cursor_are_painted(editor: CodeEditor) -> None:
    colour = QColor(editor._theme.tokens.selection).rgb()

    def painted() -> int:
        image = editor.viewport().grab().toImage()
        places = product(range(image.width()), range(40))
        return sum(image.pixel(x, y) == colour for x, y in places)

    write(editor, "a b f(a|)")
    assert painted() > 50
    QTest.keyClick(editor, Key.Key_Home)
    assert painted() == 0


def test_the_numbers_make_room_for_themselves(editor: CodeEditor) -> None:
    editor.set_text("a\n" * 50, "")
    narrow = editor.viewport().geometry().left()
    editor.set_text("a\n" * 20_000, "")
    assert editor.viewport().geometry().left() > narrow
    assert editor._gutter.geometry().right() < editor.viewport().geometry().left()
    editor.go_to_line(15_000)
    assert editor.textCursor().blockNumber() == 14_999
    assert editor.viewport().rect().contains(editor.cursorRect())
    editor.go_to_line(90_000)
    assert editor.textCursor().blockNumber() == 20_000


def test_the_type_follows_the_theme(editor: CodeEditor, qapp: QApplication) -> None:
    editor._theme.apply("light", 18)
    assert editor.font().pointSize() == 18
    assert editor.document().defaultFont().pointSize() == 18
