"""The editor of a piece: typing, undo and redo, and that view and piece are one."""

from __future__ import annotations

import random

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.piece import Block, Piece, Run
from app.tabs.write.editor.editor import RichEditor
from tests.gui.write_editor import (
    Key,
    Modifier,
    check,
    commit,
    compose,
    editor_of,
    kinds,
    piece_of,
    press,
    put,
    select,
    texts,
    type_in,
)

EVERYTHING = Piece(
    title="All",
    language="en",
    blocks=(
        Block(kind="heading", level=1, runs=(Run("A title 标题"),)),
        Block(
            runs=(
                Run("plain "),
                Run("bold", bold=True),
                Run(" and "),
                Run("italic 斜体 mixed", italic=True, author="model", generation=3),
                Run(" struck", strike=True, author="edited", generation=3),
                Run(" code()", code=True, author="pasted"),
                Run(" a link", link="https://example.org/a?b=c"),
                Run(" 👩‍👩‍👧 𠮷", bold=True),
            )
        ),
        Block(),
        Block(kind="item", level=1, runs=(Run("one"),)),
        Block(kind="item", level=2, ordered=True, runs=(Run("two"),)),
        Block(kind="item", level=1, runs=()),
        Block(kind="quote", level=2, runs=(Run("quoted\nin two lines"),)),
        Block(kind="code", language="python", runs=(Run("def f():\n\treturn 1\n"),)),
        Block(kind="rule"),
        Block(kind="table", rows=(((Run("a"),), (Run("b"),)), ((), (Run("d", bold=True),)))),
        Block(kind="image", image="a.png", runs=(Run("a picture"),)),
        Block(kind="heading", level=6, runs=(Run("last"),)),
    ),
    images={"a.png": b"no image"},
)


@pytest.fixture
def editor(qtbot: QtBot, qapp: QApplication) -> RichEditor:
    return editor_of(qtbot, qapp, "first line", "second line", "")


def test_a_piece_comes_back_as_it_was_given(editor: RichEditor) -> None:
    editor.set_piece(EVERYTHING)
    check(editor)
    assert editor.piece() == EVERYTHING
    assert editor.outline == [(0, 1, "A title 标题"), (11, 6, "last")]
    assert not editor.can_undo()


def test_what_is_typed_is_in_the_piece_and_is_one_step(editor: RichEditor) -> None:
    put(editor, 0, 5)
    type_in(editor, ", new 字𠮷")
    assert texts(editor)[0] == "first, new 字𠮷 line"
    editor.undo()
    check(editor)
    assert texts(editor) == ["first line", "second line", ""]
    assert not editor.can_undo()
    editor.redo()
    assert texts(editor)[0] == "first, new 字𠮷 line"


def test_untouched_blocks_are_shared(editor: RichEditor) -> None:
    before = editor.piece()
    put(editor, 0, 0)
    type_in(editor, "x")
    assert editor.piece().blocks[1] is before.blocks[1]


def test_moving_the_cursor_and_enter_end_a_step(editor: RichEditor) -> None:
    put(editor, 2, 0)
    type_in(editor, "ab")
    press(editor, Key.Key_Left)
    type_in(editor, "c")
    press(editor, Key.Key_Return)
    type_in(editor, "d")
    assert texts(editor)[2:] == ["ac", "db"]
    seen = []
    while editor.can_undo():
        editor.undo()
        check(editor)
        seen.append(texts(editor)[2:])
    assert seen == [["ac", "b"], ["acb"], ["ab"], [""]]


def test_a_pause_ends_a_step(editor: RichEditor) -> None:
    put(editor, 2, 0)
    type_in(editor, "a")
    editor._pause.timeout.emit()
    type_in(editor, "b")
    editor.undo()
    assert texts(editor)[2] == "a"


def test_composing_is_not_in_the_piece_until_it_is_committed(editor: RichEditor) -> None:
    put(editor, 1, 6)
    before = editor.piece()
    compose(editor, "ni")
    compose(editor, "ni h")
    assert editor.piece() is before
    commit(editor, "你好你")
    check(editor)
    assert texts(editor)[1] == "second你好你 line"
    editor.undo()
    assert editor.piece().blocks == before.blocks


def test_composing_over_a_selection_replaces_it_in_one_step(editor: RichEditor) -> None:
    select(editor, (0, 6), (1, 6))
    compose(editor, "ni")
    commit(editor, "你")
    check(editor)
    assert texts(editor) == ["first 你 line", ""]
    editor.undo()
    check(editor)
    assert texts(editor) == ["first line", "second line", ""]


def test_typing_over_a_selection_is_one_step(editor: RichEditor) -> None:
    select(editor, (0, 6), (1, 6))
    type_in(editor, "xy")
    assert texts(editor) == ["first xy line", ""]
    editor.undo()
    check(editor)
    assert texts(editor) == ["first line", "second line", ""]


def test_who_types_in_what_a_model_wrote(editor: RichEditor) -> None:
    made = Run("the model wrote this", author="model", generation=4)
    editor.set_piece(piece_of(Block(runs=(made,))))
    put(editor, 0, 10)
    type_in(editor, "only ")
    press(editor, Key.Key_Delete)
    found = [(run.text, run.author, run.generation) for run in editor.piece().blocks[0].runs]
    assert found == [
        ("the model ", "model", 4),
        ("only ", "typed", 0),
        ("rote", "edited", 4),
        (" this", "model", 4),
    ]


@pytest.mark.parametrize("sign", ["a", "中"])
def test_a_sign_among_its_likes_is_where_it_was_typed(editor: RichEditor, sign: str) -> None:
    made = Run(sign * 3, author="model", generation=4)
    editor.set_piece(piece_of(Block(runs=(made,))))
    put(editor, 0, 1)
    type_in(editor, sign)
    found = [(len(run.text), run.author) for run in editor.piece().blocks[0].runs]
    assert found == [(1, "model"), (1, "typed"), (2, "model")]


@pytest.mark.parametrize("back", [True, False])
def test_blocks_are_joined_at_their_edge(editor: RichEditor, back: bool) -> None:
    put(editor, *((1, 0) if back else (0, 10)))
    press(editor, Key.Key_Backspace if back else Key.Key_Delete)
    assert texts(editor) == ["first linesecond line", ""]
    editor.undo()
    check(editor)
    assert texts(editor) == ["first line", "second line", ""]


def test_backspace_makes_a_paragraph_of_what_is_something_else(editor: RichEditor) -> None:
    editor.set_piece(piece_of(Block(kind="item", level=2, runs=(Run("a"),))))
    press(editor, Key.Key_Backspace)
    assert editor.piece().blocks[0].level == 1
    press(editor, Key.Key_Backspace)
    assert kinds(editor) == ["paragraph"]


def test_what_stands_in_place_of_text_is_taken_out_whole_and_typed_beside(
    editor: RichEditor,
) -> None:
    editor.set_piece(EVERYTHING)
    put(editor, 9, 1)
    type_in(editor, "x")
    assert kinds(editor)[9:11] == ["table", "paragraph"]
    assert texts(editor)[10] == "x"
    put(editor, 9, 1)
    press(editor, Key.Key_Backspace)
    assert kinds(editor)[8:10] == ["rule", "paragraph"]
    put(editor, 9, 0)
    press(editor, Key.Key_Backspace)
    assert "rule" not in kinds(editor)
    while editor.can_undo():
        editor.undo()
        check(editor)
    assert editor.piece() == EVERYTHING


def test_everything_can_be_deleted(editor: RichEditor) -> None:
    editor.set_piece(EVERYTHING)
    editor.selectAll()
    press(editor, Key.Key_Delete)
    assert editor.piece().blocks == (Block(kind="heading", level=1),)
    editor.undo()
    check(editor)
    assert editor.piece() == EVERYTHING


def test_it_tells_what_changed_and_where_the_cursor_is(editor: RichEditor, qtbot: QtBot) -> None:
    edits, blocks = [], []
    editor.edited.connect(lambda: edits.append(1))
    editor.cursor_block_changed.connect(blocks.append)
    put(editor, 1, 0)
    assert (edits, blocks) == ([], [1])
    type_in(editor, "a")
    assert len(edits) == 1
    editor.undo()
    assert len(edits) == 2
    select(editor, (0, 2), (1, 3))
    assert editor.selection_range() == ((0, 2), (1, 3))


def test_what_another_program_types_is_taken_over(editor: RichEditor) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(5)
    cursor.insertText("A\nB")
    check(editor)
    assert texts(editor) == ["firstA", "B line", "second line", ""]
    editor.undo()
    check(editor)
    assert texts(editor) == ["first line", "second line", ""]


@pytest.mark.parametrize(
    ("start", "end", "text", "after"),
    [
        ((0, 2), (0, 2), "x", ["A xtitle 标题"]),
        ((9, 0), (9, 0), "beside a table", ["", "beside a table"]),
        ((7, 3), (11, 2), "over", ["defoverst"]),
        ((8, 1), (9, 0), "", ["", "a picture"]),
    ],
)
def test_nothing_else_that_types_breaks_the_view(
    editor: RichEditor, start: tuple[int, int], end: tuple[int, int], text: str, after: list[str]
) -> None:
    editor.set_piece(EVERYTHING)
    cursor = editor.textCursor()
    cursor.setPosition(editor._page.position(start))
    cursor.setPosition(editor._page.position(end), cursor.MoveMode.KeepAnchor)
    cursor.insertText(text)
    check(editor)
    found = texts(editor)
    number = start[0]
    assert found[number : number + len(after)] == after
    editor.undo()
    check(editor)
    assert editor.piece() == EVERYTHING


@pytest.mark.parametrize("seed", range(12))
def test_random_keys_leave_view_and_piece_alike(editor: RichEditor, seed: int) -> None:
    chance = random.Random(seed)
    editor.set_piece(EVERYTHING)
    keys = [Key.Key_Backspace, Key.Key_Delete, Key.Key_Return, Key.Key_Tab, Key.Key_Left]
    for _ in range(60):
        act = chance.randrange(8)
        number = chance.randrange(len(editor._page.blocks))
        if act < 2:
            put(editor, number, chance.randint(0, 6))
        elif act == 2:
            places = sorted((n, chance.randint(0, 5)) for n in (number, chance.randint(0, number)))
            select(editor, places[0], places[1])
        elif act == 3:
            type_in(editor, chance.choice(["ab", "中文", "𠮷", "# ", "- ", "*x*", " "]))
        elif act == 4:
            look = chance.choice([Key.Key_B, Key.Key_I, Key.Key_1, Key.Key_0, Key.Key_E])
            press(editor, look, Modifier.ControlModifier)
        elif act == 5:
            (editor.undo if chance.random() < 0.6 else editor.redo)()
        else:
            press(editor, chance.choice(keys))
        check(editor)
    last, steps = editor.piece(), 0
    while editor.can_undo():
        editor.undo()
        check(editor)
        steps += 1
    assert editor.piece() == EVERYTHING
    for _ in range(steps):
        editor.redo()
        check(editor)
    assert editor.piece() == last
