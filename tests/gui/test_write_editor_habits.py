"""Markdown habits, looks and kinds, and what is pasted."""

from __future__ import annotations

import base64

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.piece import Block, Run
from app.tabs.write.editor.editor import RichEditor
from tests.gui.write_editor import (
    Key,
    Modifier,
    check,
    editor_of,
    kinds,
    piece_of,
    press,
    put,
    select,
    texts,
    type_in,
)


@pytest.fixture
def editor(qtbot: QtBot, qapp: QApplication) -> RichEditor:
    return editor_of(qtbot, qapp, "")


@pytest.mark.parametrize(
    ("typed", "block"),
    [
        ("# a", Block(kind="heading", level=1, runs=(Run("a"),))),
        ("### a", Block(kind="heading", level=3, runs=(Run("a"),))),
        ("- a", Block(kind="item", level=1, runs=(Run("a"),))),
        ("* a", Block(kind="item", level=1, runs=(Run("a"),))),
        ("1. a", Block(kind="item", level=1, ordered=True, runs=(Run("a"),))),
        ("> a", Block(kind="quote", level=1, runs=(Run("a"),))),
        ("**a b**c", Block(runs=(Run("a b", bold=True), Run("c")))),
        ("x *a* c", Block(runs=(Run("x "), Run("a", italic=True), Run(" c")))),
        ("~~a~~ ", Block(runs=(Run("a", strike=True), Run(" ")))),
        ("`a*b*`c", Block(runs=(Run("a*b*", code=True), Run("c")))),
        ("*中文*字", Block(runs=(Run("中文", italic=True), Run("字")))),
        ("2 * 3 * 4", Block(runs=(Run("2 * 3 * 4"),))),
        ("a # b", Block(runs=(Run("a # b"),))),
    ],
)
def test_what_is_typed_in_markdown_becomes_what_it_means(
    editor: RichEditor, typed: str, block: Block
) -> None:
    type_in(editor, typed)
    assert editor.piece().blocks == (block,)


def test_a_habit_can_be_undone_by_itself(editor: RichEditor) -> None:
    type_in(editor, "- ")
    assert kinds(editor) == ["item"]
    editor.undo()
    check(editor)
    assert (kinds(editor), texts(editor)) == (["paragraph"], ["- "])


def test_enter_goes_on_with_a_list_and_an_empty_item_ends_it(editor: RichEditor) -> None:
    type_in(editor, "1. a")
    press(editor, Key.Key_Return)
    press(editor, Key.Key_Tab)
    type_in(editor, "b")
    press(editor, Key.Key_Return)
    assert [(b.kind, b.level, b.ordered) for b in editor.piece().blocks] == [
        ("item", 1, True),
        ("item", 2, True),
        ("item", 2, True),
    ]
    press(editor, Key.Key_Return)
    assert editor.piece().blocks[2].level == 1
    press(editor, Key.Key_Return)
    assert kinds(editor) == ["item", "item", "paragraph"]


def test_a_heading_is_followed_by_a_paragraph(editor: RichEditor) -> None:
    type_in(editor, "# ab")
    press(editor, Key.Key_Return)
    type_in(editor, "c")
    assert kinds(editor) == ["heading", "paragraph"]


def test_a_fence_begins_code_and_an_empty_line_ends_it(editor: RichEditor) -> None:
    type_in(editor, "```py")
    press(editor, Key.Key_Return)
    type_in(editor, "# a")
    press(editor, Key.Key_Return)
    press(editor, Key.Key_Tab)
    type_in(editor, "*b*")
    press(editor, Key.Key_Return)
    press(editor, Key.Key_Return)
    type_in(editor, "c")
    assert editor.piece().blocks == (
        Block(kind="code", language="py", runs=(Run("# a\n    *b*"),)),
        Block(runs=(Run("c"),)),
    )


def test_dashes_are_a_rule(editor: RichEditor) -> None:
    type_in(editor, "---")
    press(editor, Key.Key_Return)
    type_in(editor, "a")
    assert kinds(editor) == ["rule", "paragraph"]


def test_shift_and_enter_break_the_line_within_a_paragraph(editor: RichEditor) -> None:
    type_in(editor, "a")
    press(editor, Key.Key_Return, Modifier.ShiftModifier)
    type_in(editor, "b")
    assert texts(editor) == ["a\nb"]


def test_looks_by_keys_of_what_is_selected_and_of_what_is_typed(editor: RichEditor) -> None:
    type_in(editor, "abc ")
    press(editor, Key.Key_B, Modifier.ControlModifier)
    type_in(editor, "de")
    press(editor, Key.Key_B, Modifier.ControlModifier)
    type_in(editor, "f")
    assert editor.piece().blocks[0].runs == (Run("abc "), Run("de", bold=True), Run("f"))
    select(editor, (0, 1), (0, 5))
    press(editor, Key.Key_I, Modifier.ControlModifier)
    select(editor, (0, 0), (0, 7))
    press(editor, Key.Key_B, Modifier.ControlModifier)
    runs = editor.piece().blocks[0].runs
    assert [(run.text, run.italic) for run in runs] == [("a", False), ("bc d", True), ("ef", False)]
    assert all(run.bold for run in runs)
    editor.undo()
    check(editor)
    assert not editor.piece().blocks[0].runs[0].bold


def test_headings_by_keys_and_links(editor: RichEditor) -> None:
    type_in(editor, "abc")
    press(editor, Key.Key_2, Modifier.ControlModifier)
    assert editor.piece().blocks[0].level == 2
    press(editor, Key.Key_2, Modifier.ControlModifier)
    assert kinds(editor) == ["paragraph"]
    select(editor, (0, 0), (0, 3))
    editor.set_link("https://a.b")
    put(editor, 0, 3)
    type_in(editor, "d")
    assert editor.piece().blocks[0].runs == (Run("abc", link="https://a.b"), Run("d"))


# Pasting ----------------------------------------------------------------------------------------


def paste(editor: RichEditor, *, text: str = "", html: str = "") -> None:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    editor.insertFromMimeData(data)
    check(editor)


PAGE = """<h2>Head</h2><p style="color:red">a <b>bold</b> <i>it</i> <a href="http://x.y/">link</a>
<code>c()</code> <s>gone</s></p><ul><li>one<ol><li>two</li></ol></li></ul>
<blockquote>said</blockquote><pre>x = 1
  y</pre><hr><table><tr><th>h</th><th>i</th></tr><tr><td>1</td><td><b>2</b></td></tr></table>
<img src="file:///etc/passwd"><script>alert(1)</script>"""


def test_a_page_keeps_its_structure_and_who_it_is_by(editor: RichEditor) -> None:
    paste(editor, html=PAGE)
    blocks = editor.piece().blocks
    assert [(b.kind, b.level) for b in blocks] == [
        ("heading", 2),
        ("paragraph", 0),
        ("item", 1),
        ("item", 2),
        ("quote", 1),
        ("code", 0),
        ("rule", 0),
        ("table", 0),
    ]
    assert blocks[3].ordered and not blocks[2].ordered
    assert texts(editor)[5] == "x = 1\n  y"
    looks = {run.text.strip(): run for run in blocks[1].runs if run.text.strip()}
    assert looks["bold"].bold and looks["it"].italic and looks["c()"].code
    assert looks["gone"].strike and looks["link"].link == "http://x.y/"
    rows = [["".join(run.text for run in cell) for cell in row] for row in blocks[7].rows]
    assert rows == [["h", "i"], ["1", "2"]]
    assert blocks[7].rows[1][1][0].bold
    assert all(run.author == "pasted" for block in blocks for run in block.runs)
    assert not editor.piece().images
    editor.undo()
    check(editor)
    assert editor.piece() == piece_of("")


def test_plain_text_goes_on_where_it_is_pasted(editor: RichEditor) -> None:
    type_in(editor, "ab")
    put(editor, 0, 1)
    paste(editor, text="x")
    assert texts(editor) == ["axb"]
    paste(editor, text="1\r\n\r\n2\n3")
    assert texts(editor) == ["ax1", "2", "3b"]
    assert editor.piece().blocks[1].runs[0].author == "pasted"
    type_in(editor, "!")
    assert texts(editor)[2] == "3!b"


def test_what_is_cut_keeps_its_authors_and_looks(editor: RichEditor) -> None:
    item = Block(kind="item", level=1, runs=(Run("b", bold=True, author="model", generation=2),))
    editor.set_piece(piece_of("a", item, "c"))
    select(editor, (0, 1), (2, 0))
    editor.cut()
    check(editor)
    assert texts(editor) == ["ac"]
    put(editor, 0, 2)
    editor.paste()
    check(editor)
    assert item in editor.piece().blocks
    editor.undo()
    editor.undo()
    assert editor.piece() == piece_of("a", item, "c")


def test_an_image_comes_into_the_piece(editor: RichEditor) -> None:
    for width in (4, 4, 5):
        image = QImage(width, 3, QImage.Format.Format_RGB32)
        image.fill(0)
        data = QMimeData()
        data.setImageData(image)
        editor.insertFromMimeData(data)
        check(editor)
    piece = editor.piece()
    assert len(piece.images) == 2  # the same bytes once
    shown = [piece.images[block.image] for block in piece.blocks if block.image]
    assert [QImage.fromData(one).width() for one in shown] == [4, 4, 5]
    for _ in range(3):
        editor.undo()
    assert not editor.piece().images


def test_an_image_inside_a_page_comes_too(editor: RichEditor) -> None:
    data = b"GIF89a nothing more"
    source = "data:image/gif;base64," + base64.b64encode(data).decode()
    paste(editor, html=f'<p>a</p><img src="{source}"><p>b</p>')
    assert kinds(editor) == ["paragraph", "image", "paragraph"]
    assert list(editor.piece().images.values()) == [data]


def test_pasting_without_looks(editor: RichEditor) -> None:
    data = QMimeData()
    data.setHtml("<h1>A</h1><p><b>b</b></p>")
    data.setText("A\nb")
    QGuiApplication.clipboard().setMimeData(data)
    press(editor, Key.Key_V, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert kinds(editor) == ["paragraph", "paragraph"]
    assert not editor.piece().blocks[1].runs[0].bold


def test_in_code_everything_is_pasted_as_text(editor: RichEditor) -> None:
    editor.set_piece(piece_of(Block(kind="code", runs=(Run("ab"),))))
    put(editor, 0, 1)
    paste(editor, html="<h1>x</h1><p>y</p>")
    assert editor.piece().blocks[0].text == "ax\nyb"
