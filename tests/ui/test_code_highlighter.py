"""Lexing line by line, and the colours of the Code tab's editor."""

from __future__ import annotations

import random

import pytest
from pygments.token import Comment, Keyword, Name, String, is_token_subtype
from PySide6.QtGui import QColor, QTextBlock
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.tabs.code.editor.frontier import Frontier
from app.tabs.code.editor.language import comment_marks, language_of
from app.tabs.code.editor.lexing import (
    LONGEST_LINE,
    ROOT,
    Open,
    Piece,
    goes_by_line,
    kind_of,
    lex_line,
    lex_lines,
    lexer_named,
)
from app.tabs.code.editor.units import Units
from app.tabs.code.editor.view import CodeView
from app.ui.theme import Theme


def kinds(text: str, language: str) -> list[str]:
    """Return for each line "string", "comment" or "" as its last character is."""
    lexer = lexer_named(language)
    assert lexer and goes_by_line(lexer)
    stack, found = ROOT, []
    for line in text.split("\n"):
        pieces, stack = lex_line(lexer, line + "\n", stack)
        last = [piece for piece in pieces if piece.start < len(line)][-1]
        found.append(kind_of(last.token))
    return found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("python", 'x = """one\ntwo\nthree"""\nx = 1'),
        ("javascript", "x = `one\ntwo\nthree`\nx = y"),
        ("go", "x = `one\ntwo\nthree`\nx = y"),
    ],
)
def test_a_string_goes_on_over_lines(language: str, text: str) -> None:
    assert kinds(text, language) == ["string", "string", "string", ""]


@pytest.mark.parametrize("language", ["c", "cpp", "java", "javascript", "rust", "go", "css", "sql"])
def test_a_comment_goes_on_over_lines(language: str) -> None:
    assert kinds("/* one\ntwo\nthree */ a\na {", language) == ["comment", "comment", "", ""]


def test_what_only_looks_like_a_comment_opens_none() -> None:
    assert kinds('x = "/* one";\ny = 2;', "javascript") == ["", ""]
    assert kinds("x = 1; // /* one\ny = 2;", "javascript") == ["comment", ""]
    assert kinds("<a>\n<!-- one\ntwo -->\n<b>", "xml") == ["", "comment", "comment", ""]


def test_an_open_token_is_remembered_with_its_end() -> None:
    lexer = lexer_named("c")
    assert lexer
    _pieces, stack = lex_line(lexer, "int a; /* one\n", ROOT)
    assert stack[-1] == Open("*/", Comment.Multiline)
    pieces, stack = lex_line(lexer, "two */ int b;\n", stack)
    assert pieces[0] == Piece(0, 6, Comment.Multiline)
    assert not any(isinstance(state, Open) for state in stack)


def test_a_very_long_line_is_not_lexed() -> None:
    lexer = lexer_named("python")
    assert lexer
    assert lex_line(lexer, "x = '" + "a" * LONGEST_LINE + "\n", ROOT) == ([], ROOT)


def test_lines_lexed_as_one_text_get_their_own_tokens() -> None:
    lexer = lexer_named("html")
    assert lexer and not goes_by_line(lexer)
    lines = ["<script>", "let a = 1", "", "let b = 2", "</script>", "<!-- a", "b -->"]
    found = lex_lines(lexer, lines)
    for line, pieces in zip(lines, found, strict=True):
        assert all(piece.start + piece.length <= len(line) for piece in pieces)
    for number in (1, 3):
        assert is_token_subtype(found[number][0].token, Keyword)
    assert kind_of(found[6][0].token) == "comment"


def test_kinds_of_tokens() -> None:
    assert kind_of(String.Double) == "string"
    assert kind_of(String.Interpol) == ""
    assert kind_of(Comment.Single) == "comment"
    assert kind_of(Comment.Preproc) == ""
    assert kind_of(Name) == ""


@pytest.mark.parametrize(
    ("path", "first", "language"),
    [
        ("/a/b.py", "", "python"),
        ("数据/主.js", "", "javascript"),
        ("Makefile", "", "make"),
        ("a.txt", "", ""),
        ("a", "", ""),
        ("", "", ""),
        ("run", "#!/usr/bin/env python3", "python"),
    ],
)
def test_languages_by_name(path: str, first: str, language: str) -> None:
    assert language_of(path, first) == language


def test_comments_by_language() -> None:
    assert comment_marks("python") == ("#", "")
    assert comment_marks("c") == ("//", "")
    assert comment_marks("css") == ("/*", "*/")


def test_units() -> None:
    text = "a😀b😀"
    units = Units(text)
    assert [units.units(at) for at in range(5)] == [0, 1, 3, 4, 6]
    assert [units.position(at) for at in (0, 1, 3, 4, 6)] == [0, 1, 2, 3, 4]


def test_the_frontier_settles_only_behind_what_changed() -> None:
    frontier = Frontier()
    for _ in range(10):
        assert not frontier.step(False)
    frontier.change(3, 5, 2)
    assert frontier == Frontier(3, 6, 12)
    for _line in (3, 4, 5):  # these are new
        assert not frontier.step(True)
    assert frontier.step(True)
    assert frontier.valid == 12
    frontier.change(20, 20, 0)  # nothing is known there
    assert frontier.valid == 12


def test_what_was_gone_over_does_not_settle_what_was_not() -> None:
    frontier = Frontier(10, 0, 10)
    frontier.change(3, 3, 0)
    for _line in (3, 4, 5, 6):
        frontier.step(False)
    frontier.change(1, 1, 0)
    for _line in (1, 2, 3, 4, 5, 6):
        assert not frontier.step(True)
    assert frontier.step(True)


# In the document --------------------------------------------------------------------------------

TEXT = '''import os

def f(a):
    """Say.

    More.
    """
    return f"{a} 中文" + os.sep  # so
'''


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(qapp)
    made.apply("light", 11)
    return made


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> CodeView:
    made = CodeView(theme)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


@pytest.fixture
def tall(view: CodeView) -> CodeView:
    """A view that shows all of its text."""
    view.resize(500, 10_000)
    return view


def block_at(view: CodeView, number: int) -> QTextBlock:
    return view.document().findBlockByNumber(number)


def colours(view: CodeView, number: int) -> list[tuple[str, str]]:
    """Return the coloured parts of a line."""
    block = block_at(view, number)
    return [
        (block.text()[r.start : r.start + r.length], r.format.foreground().color().name())
        for r in block.layout().formats()
    ]


def states(view: CodeView) -> list[object]:
    """Return what every line leaves open, once that is known."""
    found = [block_at(view, number).userState() for number in range(view.blockCount())]
    return [view._highlighter._stacks[state] if state >= 0 else None for state in found]


def settle(qtbot: QtBot, view: CodeView) -> None:
    qtbot.waitUntil(lambda: not view._highlighter._timer.isActive())


def test_code_is_coloured_and_follows_the_theme(qtbot: QtBot, view: CodeView, theme: Theme) -> None:
    view.set_text(TEXT, "python")
    settle(qtbot, view)
    (word, light), *_rest = colours(view, 0)
    assert word == "import"
    theme.apply("dark", 11)
    (word, dark), *_rest = colours(view, 0)
    assert word == "import"
    assert QColor(dark).lightness() > QColor(light).lightness()
    view.set_language("")
    assert colours(view, 0) == []


def test_kinds_in_the_document(qtbot: QtBot, view: CodeView) -> None:
    view.set_text(TEXT, "python")
    settle(qtbot, view)
    line = block_at(view, 7).text()
    kind_at = view._highlighter.kind_at
    assert kind_at(block_at(view, 1), 0) == ""
    assert kind_at(block_at(view, 4), 0) == "string"  # its line feed
    assert kind_at(block_at(view, 5), 4) == "string"
    assert kind_at(block_at(view, 7), line.index("中")) == "string"
    assert kind_at(block_at(view, 7), line.index("a}")) == ""
    assert kind_at(block_at(view, 7), line.index("so")) == "comment"


def test_an_opened_string_colours_what_follows(qtbot: QtBot, tall: CodeView) -> None:
    view = tall
    view.set_text("a = 1\n" * 300, "python")
    settle(qtbot, view)
    before = states(view)
    view.replace(0, 0, '"""')
    settle(qtbot, view)
    assert states(view)[299] != before[299]
    assert len(colours(view, 5)) == 1
    view.replace(0, 3, "")
    settle(qtbot, view)
    assert states(view) == before
    assert len(colours(view, 5)) > 1


@pytest.mark.parametrize("language", ["python", "javascript"])
def test_after_any_edits_the_states_are_those_of_a_new_text(
    qtbot: QtBot, tall: CodeView, theme: Theme, language: str
) -> None:
    view, other = tall, CodeView(theme)
    qtbot.addWidget(other)
    other.resize(tall.size())
    other.show()
    chance = random.Random(7)
    parts = ['"""', "\n", "/* ", " */", "`", "x = (1)\n", "# a\n", "'b'", "😀\n" * 5, "${"]
    view.set_text("".join(chance.choice(parts) for _ in range(400)), language)
    for number in range(60):
        size = view.document().characterCount() - 1
        start = chance.randrange(size)
        end = min(size, start + chance.choice([0, 0, 1, 5, 40]))
        view.replace(start, end, "".join(chance.choice(parts) for _ in range(chance.randrange(4))))
        if number % 3 == 0:
            qtbot.wait(1)
        if number % 10 == 0:
            view.undo()
    settle(qtbot, view)
    other.set_text(view.text(), language)
    settle(qtbot, other)
    assert states(view) == states(other)
    assert len(set(states(view))) > 1


def test_only_what_is_seen_is_lexed_and_what_comes_before(qtbot: QtBot, view: CodeView) -> None:
    view.set_text('"""\n' + "a = 1\n" * 2_000, "python")
    settle(qtbot, view)
    assert block_at(view, 1_000).userState() == -1
    view.go_to_line(1_500)
    settle(qtbot, view)
    assert states(view)[1_499] != ROOT
    assert block_at(view, 1_900).userState() == -1
    assert [part for part, _colour in colours(view, 1_499)] == ["a = 1"]


def test_what_cannot_go_by_line_is_coloured_as_a_text(qtbot: QtBot, view: CodeView) -> None:
    view.set_text("<script>\nlet a = 1\n</script>\n" * 40, "html")
    assert ("let", colours(view, 1)[0][1]) == colours(view, 1)[0]
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    last = view.blockCount() - 3
    assert colours(view, last)[0][0] == "let"
    block = block_at(view, last)
    view.replace(block.position(), block.position() + 3, "12 +")
    assert "let" not in [part for part, _colour in colours(view, last)]
    assert "12" in [part for part, _colour in colours(view, last)]
