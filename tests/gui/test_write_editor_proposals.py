"""What models propose, in the text: shown, taken, left, and typed around."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from app.piece import Block, Run
from app.tabs.write.editor.editor import RichEditor
from tests.gui.write_editor import (
    Key,
    Modifier,
    check,
    commit,
    compose,
    editor_of,
    paragraph,
    piece_of,
    press,
    put,
    select,
    texts,
    type_in,
)

TEXT = "one two three four five"
CHINESE = "一方砚台两支笔"
CODE = Block(kind="code", runs=(Run("a = 1\nb = 2"),))
ITEM = Block(kind="item", level=2, runs=(Run("an item"),))
TABLE = Block(kind="table", rows=(((Run("cell"),),),))


@pytest.fixture
def editor(qtbot: QtBot, qapp: QApplication) -> RichEditor:
    return editor_of(qtbot, qapp, TEXT, CHINESE, "", ITEM, CODE, TABLE, "last one")


def decisions(editor: RichEditor) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    editor.proposal_decided.connect(lambda number, why: found.append((number, why)))
    return found


def shown(editor: RichEditor, block: int) -> str:
    return str(editor.document().findBlockByNumber(block).text())


def button(editor: RichEditor, name: str) -> QToolButton:
    found = editor.findChild(QToolButton, f"write.hunk.{name}")
    assert isinstance(found, QToolButton)
    return found


def test_changes_are_shown_by_word_and_by_character(editor: RichEditor) -> None:
    editor.propose((0, 0), (0, len(TEXT)), "one 2 three four 5", 1)
    editor.propose((1, 0), (1, len(CHINESE)), "一块砚台三支笔", 2)
    check(editor)
    assert shown(editor, 0) == "one two2 three four five5"
    assert shown(editor, 1) == "一方块砚台两三支笔"
    assert texts(editor)[:2] == [TEXT, CHINESE]
    assert not editor.can_undo()


@pytest.mark.parametrize(
    ("start", "end", "new"),
    [
        ((0, 0), (0, 0), "at the start "),
        ((0, 23), (0, 23), " at the end"),
        ((0, 0), (0, 23), "all of it"),
        ((0, 4), (1, 2), "across\nblocks"),
        ((0, 4), (1, 2), "into one"),
        ((2, 0), (2, 0), "where nothing is"),
        ((1, 0), (3, 7), "一\ntwo\n三\nfour"),
        ((3, 3), (3, 7), "thing"),
        ((4, 0), (4, 11), "a = 2\nb = 2\nc = 3"),
        ((3, 0), (6, 4), "over\na table\nand more"),
        ((6, 8), (6, 8), ".\nA new end."),
    ],
)
def test_a_proposal_anywhere_is_shown_taken_undone_and_left(
    editor: RichEditor, start: tuple[int, int], end: tuple[int, int], new: str
) -> None:
    before = editor.piece()
    number = editor.propose(start, end, new, 7)
    check(editor)
    assert editor.piece() is before
    editor.reject(number)
    check(editor)
    assert editor.piece() is before and not editor.can_undo()
    number = editor.propose(start, end, new, 7)
    editor.accept(number)
    check(editor)
    whole = "\n".join(texts(editor))
    assert all(line in whole for line in new.split("\n"))
    assert TABLE in editor.piece().blocks
    after = editor.piece()
    editor.undo()
    check(editor)
    assert editor.piece() == before and not editor.can_undo()
    editor.redo()
    check(editor)
    assert editor.piece() == after


def test_what_is_taken_is_the_models(editor: RichEditor) -> None:
    editor.accept(editor.propose((0, 4), (0, 7), "2", 9))
    assert [(run.text, run.author, run.generation) for run in editor.piece().blocks[0].runs] == [
        ("one ", "typed", 0),
        ("2", "model", 9),
        (" three four five", "typed", 0),
    ]


def test_keys_take_leave_and_go_from_hunk_to_hunk(editor: RichEditor) -> None:
    found = decisions(editor)
    editor.propose((0, 0), (0, 23), "1 two 3 four 5", 1)
    put(editor, 0, 1)
    press(editor, Key.Key_Tab)
    press(editor, Key.Key_Tab)
    assert editor.textCursor().position() == shown(editor, 0).index("five")
    press(editor, Key.Key_Backtab, Modifier.ShiftModifier)
    assert editor.textCursor().position() == shown(editor, 0).index("three")
    press(editor, Key.Key_Return, Modifier.AltModifier)
    assert texts(editor)[0] == "one two 3 four five"
    press(editor, Key.Key_Backspace, Modifier.AltModifier)  # the next one
    assert shown(editor, 0) == "one1 two 3 four five"
    assert found == []
    put(editor, 0, 2)
    press(editor, Key.Key_Return, Modifier.AltModifier)
    assert texts(editor)[0] == "1 two 3 four five"
    assert found == [(1, "accepted")]
    editor.undo()
    assert texts(editor)[0] == "one two 3 four five"
    editor.undo()
    check(editor)
    assert texts(editor)[0] == TEXT


def test_tab_is_a_tab_where_no_hunk_is(editor: RichEditor) -> None:
    editor.propose((0, 0), (0, 3), "1", 1)
    put(editor, 0, 10)
    press(editor, Key.Key_Tab)
    assert "\t" in texts(editor)[0]
    assert editor.proposals


def test_alternatives_are_flicked_through(editor: RichEditor) -> None:
    number = editor.propose((0, 0), (0, 3), "a1", 1)
    for again in range(2, 7):
        editor.retry(number, f"a{again}", again)
    put(editor, 0, 1)
    seen = []
    for _ in range(6):
        seen.append(shown(editor, 0)[3:5])
        press(editor, Key.Key_BracketRight, Modifier.AltModifier)
    assert seen == ["a6", "a1", "a2", "a3", "a4", "a5"]
    press(editor, Key.Key_BracketLeft, Modifier.AltModifier)
    press(editor, Key.Key_Return, Modifier.AltModifier)
    assert texts(editor)[0] == "a5 two three four five"
    assert [one.text for one in editor.alternatives(number)][-1] == "a6"


def test_a_growing_proposal_is_shown_as_it_comes(editor: RichEditor) -> None:
    number = editor.propose((0, 0), (0, 23), "", 1, growing=True)
    for text in ("one", "one TWO", "one TWO three"):
        editor.grow(number, text)
        check(editor)
    assert shown(editor, 0) == "one twoTWO three four five"
    editor.grow(number, "one TWO three", done=True)
    assert shown(editor, 0) == "one twoTWO three four five"
    editor.accept(number)
    assert texts(editor)[0] == "one TWO three"
    editor.grow(number, "late")
    check(editor)


def test_what_grows_is_not_decided_by_hunk_and_the_others_can_be_seen(
    editor: RichEditor,
) -> None:
    number = editor.propose((0, 0), (0, 23), "1 two three four five", 1)
    editor.retry(number, "ONE", 2, growing=True)
    put(editor, 0, 1)
    press(editor, Key.Key_Return, Modifier.AltModifier)
    assert texts(editor)[0] == TEXT
    press(editor, Key.Key_BracketLeft, Modifier.AltModifier)
    assert shown(editor, 0) == "one1 two three four five"
    editor.grow(number, "ONE TWO", done=True)
    check(editor)
    assert shown(editor, 0) == "one1 two three four five"
    assert [one.text for one in editor.alternatives(number)] == [
        "1 two three four five",
        "ONE TWO",
    ]


def test_writing_on_at_the_end_and_typing_elsewhere_meanwhile(editor: RichEditor) -> None:
    number = editor.propose((6, 8), (6, 8), "", 1, growing=True)
    editor.grow(number, ", then")
    put(editor, 0, 3)
    type_in(editor, "!")
    press(editor, Key.Key_Return)
    editor.grow(number, ", then more\nand a line", done=True)
    check(editor)
    editor.accept(number)
    assert texts(editor)[0] == "one!"
    assert texts(editor)[-2:] == ["last one, then more", "and a line"]


@pytest.mark.parametrize("offset", [0, 2, 4])
def test_typing_before_or_at_the_edge_of_a_range_moves_it(editor: RichEditor, offset: int) -> None:
    number = editor.propose((0, 4), (0, 13), "2 3", 1)
    put(editor, 0, offset)
    type_in(editor, "x你")
    assert editor.is_open(number)
    put(editor, 0, len(shown(editor, 0)))
    type_in(editor, "!")
    press(editor, Key.Key_Backspace)
    press(editor, Key.Key_Backspace)
    editor.accept(number)
    check(editor)
    assert texts(editor)[0] == "one "[:offset] + "x你" + "one "[offset:] + "2 3 four fiv"
    while editor.can_undo():
        editor.undo()
    assert texts(editor)[0] == TEXT


def test_typing_inside_a_range_dismisses_it_and_it_can_come_back(editor: RichEditor) -> None:
    found = decisions(editor)
    number = editor.propose((0, 0), (0, 23), "one 2 three", 1)
    put(editor, 0, shown(editor, 0).index("three") + 2)
    type_in(editor, "x")
    assert texts(editor)[0] == "one two thxree four five"
    assert shown(editor, 0) == texts(editor)[0]
    assert found == [(number, "dismissed")]
    editor.undo()
    check(editor)
    editor.reopen(number)
    check(editor)
    editor.accept(number)
    assert texts(editor)[0] == "one 2 three"


def test_composing_inside_a_range_dismisses_it_at_once(editor: RichEditor) -> None:
    number = editor.propose((1, 0), (1, 7), "一块砚台三支笔", 1)
    put(editor, 1, 2)
    compose(editor, "ni")
    assert not editor.is_open(number)
    commit(editor, "你")
    check(editor)
    assert texts(editor)[1] == "一方你砚台两支笔"


def test_what_is_deleted_over_a_proposal_is_of_the_base(editor: RichEditor) -> None:
    editor.propose((0, 4), (0, 13), "2 3", 1)
    select(editor, (0, 2), (1, 2))
    press(editor, Key.Key_Delete)
    assert texts(editor)[0] == "on砚台两支笔"


def test_only_the_base_is_copied(editor: RichEditor) -> None:
    editor.propose((0, 4), (0, 13), "2 3", 1)
    editor.selectAll()
    data = editor.createMimeDataFromSelection()
    assert data.text().startswith(f"{TEXT}\n{CHINESE}")


def test_undo_leaves_a_proposal_for_what_is_the_same(editor: RichEditor) -> None:
    put(editor, 0, 0)
    type_in(editor, "x")
    press(editor, Key.Key_Return)
    number = editor.propose((7, 0), (7, 4), "first", 1)
    editor.undo()
    editor.undo()
    check(editor)
    assert editor.is_open(number)
    editor.accept(number)
    assert texts(editor)[0] == TEXT
    assert texts(editor)[-1] == "first one"


def test_the_bar_stands_at_the_hunk_and_does_what_it_says(editor: RichEditor, qtbot: QtBot) -> None:
    retried: list[int] = []
    editor.retry_wanted.connect(retried.append)
    number = editor.propose((0, 0), (0, 23), "1 two three four 5", 1)
    put(editor, 0, 1)
    qtbot.waitUntil(lambda: bool(button(editor, "accept").isVisible()))
    assert not button(editor, "next").isVisible()
    QTest.mouseClick(button(editor, "retry"), Qt.MouseButton.LeftButton)
    assert retried == [number]
    editor.retry(number, "ONE two three four FIVE", 2)
    qtbot.waitUntil(lambda: bool(button(editor, "next").isVisible()))
    QTest.mouseClick(button(editor, "next"), Qt.MouseButton.LeftButton)
    assert shown(editor, 0).startswith("one1 ")
    QTest.mouseClick(button(editor, "accept"), Qt.MouseButton.LeftButton)
    assert texts(editor)[0].startswith("1 two")
    QTest.mouseClick(button(editor, "reject"), Qt.MouseButton.LeftButton)
    check(editor)
    assert texts(editor)[0] == "1 two three four five"
    qtbot.waitUntil(lambda: not button(editor, "accept").isVisible())


def test_all_at_once_with_the_mouse(editor: RichEditor, qtbot: QtBot) -> None:
    editor.propose((0, 0), (0, 23), "1 two three four 5", 1)
    editor.propose((6, 0), (6, 8), "the end", 1)
    put(editor, 0, 10)
    qtbot.waitUntil(lambda: bool(button(editor, "accept_all").isVisible()))
    assert not button(editor, "accept").isVisible()
    QTest.mouseClick(button(editor, "accept_all"), Qt.MouseButton.LeftButton)
    assert texts(editor)[0] == "1 two three four 5"
    put(editor, 6, 1)
    qtbot.waitUntil(lambda: bool(button(editor, "reject_all").isVisible()))
    QTest.mouseClick(button(editor, "reject_all"), Qt.MouseButton.LeftButton)
    check(editor)
    assert texts(editor)[-1] == "last one"


def test_the_bar_follows_the_pointer(editor: RichEditor, qtbot: QtBot) -> None:
    editor.propose((0, 0), (0, 23), "one two three four 5", 1)
    put(editor, 6, 0)
    cursor = editor.textCursor()
    cursor.setPosition(shown(editor, 0).index("five") + 2)
    point = editor.cursorRect(cursor).center()
    hover(editor, point)
    qtbot.waitUntil(lambda: bool(button(editor, "accept").isVisible()))
    QTest.mouseClick(button(editor, "accept"), Qt.MouseButton.LeftButton)
    assert texts(editor)[0] == "one two three four 5"


def hover(editor: RichEditor, point: QPoint) -> None:
    where = QPointF(point)
    event = QMouseEvent(
        QMouseEvent.Type.MouseMove,
        where,
        QPointF(editor.viewport().mapToGlobal(point)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(editor.viewport(), event)


@pytest.mark.parametrize("seed", range(12))
def test_random_proposals_and_keys_leave_view_and_piece_alike(
    editor: RichEditor, seed: int
) -> None:
    chance = random.Random(seed)
    lines = [paragraph(text) for text in (TEXT, CHINESE, "", "a b c", "中文 and more")]
    editor.set_piece(piece_of(*lines, ITEM, TABLE, CODE))
    first = editor.piece()

    def place() -> tuple[int, int]:
        number = chance.randrange(len(editor.piece().blocks))
        block = editor.piece().blocks[number]
        size = 1 if block.kind == "table" else len("".join(run.text for run in block.runs))
        return number, chance.randint(0, size)

    for _ in range(60):
        open_ones = editor.proposals
        act = chance.randrange(9)
        if act < 2:
            ends = sorted((place(), place()))
            text = chance.choice(["one 2 three", "一块砚\n台", "x", "a b\n\nc d\ne"])
            editor.propose(ends[0], ends[1], text, 3, growing=chance.random() < 0.3)
        elif act == 2 and open_ones:
            one = chance.choice(open_ones)
            hunks = len(one.hunks)
            (editor.accept if chance.random() < 0.6 else editor.reject)(
                one.id, chance.randrange(hunks) if hunks and chance.random() < 0.7 else None
            )
        elif act == 3 and open_ones and not open_ones[0].taken:
            editor.retry(open_ones[0].id, chance.choice(["one", "别的\nmore"]), 5)
        elif act == 4:
            (editor.undo if chance.random() < 0.6 else editor.redo)()
        elif act == 5:
            editor._go(*sorted((place(), place()), reverse=chance.random() < 0.5))
        else:
            put(editor, chance.randrange(len(editor._page.blocks)), chance.randint(0, 9))
            if act == 6:
                press(editor, chance.choice([Key.Key_Backspace, Key.Key_Delete, Key.Key_Return]))
            else:
                type_in(editor, chance.choice(["x", "你", "a b", "𠮷"]))
        check(editor)
    while editor.can_undo():
        editor.undo()
        check(editor)
    assert editor.piece() == first
