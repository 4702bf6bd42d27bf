"""How a piece is shown, and what else the editor offers to the tab around it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QIODevice,
    QMimeData,
    QPoint,
    QPointF,
    QRect,
    Qt,
)
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage, QImageWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from app.piece import Author, Block, Piece, Run
from app.tabs.write.editor.editor import RichEditor
from app.tabs.write.editor.origins import Word, word_at
from app.ui.theme import LIGHT, Theme
from tests.gui.write_editor import (
    Key,
    check,
    editor_of,
    paragraph,
    piece_of,
    press,
    put,
    select,
    texts,
    type_in,
)

LONG = [
    f"Paragraph {number} of a long text, which goes on for a while. " * 4 for number in range(90)
]


@pytest.fixture
def editor(qtbot: QtBot, qapp: QApplication) -> RichEditor:
    return editor_of(qtbot, qapp, *LONG)


def at(editor: RichEditor, block: int, offset: int) -> QRect:
    cursor = editor.textCursor()
    cursor.setPosition(editor._page.position((block, offset)))
    return editor.cursorRect(cursor)


def has(image: QImage, box: QRect, colour: str) -> bool:
    """Tell whether a colour is seen in a box, or one that can hardly be told from it."""
    wanted = QColor(colour)
    for x in range(max(0, box.left()), min(image.width(), box.right())):
        for y in range(max(0, box.top()), min(image.height(), box.bottom())):
            seen = image.pixelColor(x, y)
            pairs = zip(seen.getRgb()[:3], wanted.getRgb()[:3], strict=True)
            if all(abs(one - other) < 4 for one, other in pairs):
                return True
    return False


def picture(editor: RichEditor) -> QImage:
    return editor.viewport().grab().toImage()


def test_the_column_is_in_the_middle_and_not_too_wide(editor: RichEditor) -> None:
    editor.resize(1400, 500)
    form = editor.document().rootFrame().frameFormat()
    assert form.leftMargin() == form.rightMargin() > 200
    wide = editor.viewport().width() - 2 * form.leftMargin()
    assert 60 < wide / editor.fontMetrics().averageCharWidth() < 80
    editor.resize(300, 500)
    assert editor.document().rootFrame().frameFormat().leftMargin() < 40
    assert editor.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("author", ["model", "edited", "pasted", "typed"])
def test_authors_are_tinted_on_demand(editor: RichEditor, author: Author) -> None:
    run = Run("            who wrote this", author=author, generation=1)
    editor.set_piece(piece_of(Block(runs=(run,))))
    blank = at(editor, 0, 2).united(at(editor, 0, 9))
    before = picture(editor).copy(blank)
    editor.show_authors(True)
    assert (picture(editor).copy(blank) == before) == (author == "typed")
    editor.show_authors(False)
    assert picture(editor).copy(blank) == before


def test_in_focus_mode_all_but_the_present_paragraph_is_dimmed(editor: RichEditor) -> None:
    put(editor, 2, 5)
    boxes = [at(editor, number, 0).united(at(editor, number, 40)) for number in range(4)]
    assert all(has(picture(editor), box, LIGHT.text) for box in boxes)
    editor.set_focus_mode(True)
    boxes = [at(editor, number, 0).united(at(editor, number, 40)) for number in range(4)]
    seen = [has(picture(editor), box, LIGHT.text) for box in boxes]
    assert seen == [False, False, True, False]


def test_in_focus_mode_the_line_stays_in_the_middle(editor: RichEditor) -> None:
    editor.go_to_block(40)
    editor.set_focus_mode(True)
    for _ in range(4):
        press(editor, Key.Key_Return)
        middle = editor.viewport().height() // 2
        assert abs(editor.cursorRect().center().y() - middle) < 3


def test_emphasis_of_chinese_is_dots_and_not_slanted(editor: RichEditor) -> None:
    editor.set_piece(piece_of(Block(runs=(Run("abc 中文字 abc", italic=True),))))
    block = editor.document().begin()
    slanted = []
    fragment = block.begin()
    while not fragment.atEnd():
        slanted.append((fragment.fragment().text(), fragment.fragment().charFormat().fontItalic()))
        fragment += 1
    assert slanted == [("abc ", True), ("中文字", False), (" abc", True)]
    put(editor, 0, 5)
    type_in(editor, "x")
    type_in(editor, "国")
    assert editor.piece().blocks[0].runs == (Run("abc 中x国文字 abc", italic=True),)


def test_the_theme_changes_under_the_text(editor: RichEditor) -> None:
    editor.go_to_block(30)
    put(editor, 31, 4)
    top = at(editor, 31, 0).top()
    before = editor.piece()
    theme = editor._theme
    assert isinstance(theme, Theme)
    theme.apply("dark", 11)
    check(editor)
    assert editor.piece() is before
    assert abs(at(editor, 31, 0).top() - top) < 3
    assert editor.selection_range() == ((31, 4), (31, 4))
    assert has(picture(editor), at(editor, 31, 0).united(at(editor, 31, 20)), "#e6e3dc")


def test_going_to_a_block_brings_it_to_the_top(editor: RichEditor) -> None:
    blocks: list[int] = []
    editor.cursor_block_changed.connect(blocks.append)
    editor.go_to_block(60)
    assert blocks == [60]
    assert 0 <= editor.cursorRect().top() < 60


def test_parts_are_selected_and_replaced_as_one_step(editor: RichEditor) -> None:
    editor.set_piece(piece_of("one two", "three"))
    editor.select((0, 4), (1, 2))
    assert editor.selection_range() == ((0, 4), (1, 2))
    editor.replace((0, 4), (1, 2), (paragraph("TWO "),))
    check(editor)
    assert texts(editor) == ["one TWO ree"]
    editor.undo()
    assert texts(editor) == ["one two", "three"]
    editor.set_block(1, Block(kind="table", rows=(((Run("a"),),),)))
    check(editor)
    assert editor.piece().blocks[1].kind == "table"


def test_what_is_dropped_from_elsewhere_is_pasted(editor: RichEditor) -> None:
    editor.set_piece(piece_of("one two three", "end"))
    select(editor, (0, 4), (0, 8))
    data = QMimeData()
    data.setText("new")
    drop = QDropEvent(
        QPointF(at(editor, 1, 3).center()),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    editor.dropEvent(drop)
    check(editor)
    assert texts(editor) == ["one two three", "endnew"]
    assert editor.piece().blocks[1].runs[1].author == "pasted"


@pytest.mark.parametrize(
    ("place", "after"),
    [
        ((1, 3), ["one three", "endtwo "]),
        ((0, 0), ["two one three", "end"]),
        ((0, 6), ["one two three", "end"]),
    ],
)
def test_what_is_dragged_is_moved_in_one_step(
    editor: RichEditor, place: tuple[int, int], after: list[str]
) -> None:
    editor.set_piece(piece_of("one two three", "end"))
    select(editor, (0, 4), (0, 8))
    editor.drop(editor.createMimeDataFromSelection(), place, moved=True)
    check(editor)
    assert texts(editor) == after
    editor.undo()
    check(editor)
    assert texts(editor) == ["one two three", "end"]
    assert not editor.can_undo()


def test_nothing_changes_a_piece_that_is_only_read(editor: RichEditor) -> None:
    editor.setReadOnly(True)
    before = editor.piece()
    for key in (Key.Key_A, Key.Key_Return, Key.Key_Backspace, Key.Key_Delete):
        press(editor, key)
    QGuiApplication.clipboard().setText("x")
    editor.paste_plain()
    editor.paste()
    assert editor.piece() is before


def test_the_menu_offers_what_is_possible(editor: RichEditor) -> None:
    put(editor, 0, 0)
    enabled = [entry.isEnabled() for entry in editor.context_menu().actions() if entry.text()]
    assert enabled[:4] == [False, False, False, False]
    type_in(editor, "x")
    select(editor, (0, 0), (0, 3))
    menu = editor.context_menu()
    cut = [entry for entry in menu.actions() if entry.text()][2]
    cut.trigger()
    check(editor)
    assert texts(editor)[0] == LONG[0][2:]


def test_it_speaks_the_language_of_the_app(editor: RichEditor) -> None:
    button = editor.findChild(QToolButton, "write.hunk.retry")
    assert isinstance(button, QToolButton)
    editor.setAccessibleName("")
    button.setAccessibleName("")
    for widget in (editor, button.parentWidget()):
        QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
    assert editor.accessibleName() and button.accessibleName()


def test_the_mouse_sets_the_cursor(editor: RichEditor) -> None:
    QTest.mouseClick(
        editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at(editor, 1, 6).center())
    )
    assert editor.selection_range() == ((1, 6), (1, 6))


def test_each_piece_has_its_own_images(editor: RichEditor) -> None:
    for colour in ("#ff0000", "#0000ff"):
        image = QImage(40, 40, QImage.Format.Format_RGB32)
        image.fill(QColor(colour))
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(image)
        images = {"a.png": bytes(buffer.data().data())}
        editor.set_piece(Piece(blocks=(Block(kind="image", image="a.png"),), images=images))
        assert has(picture(editor), editor.viewport().rect(), colour)


def test_links_and_tables_are_told_of(editor: RichEditor) -> None:
    table = Block(kind="table", rows=(((Run("a cell"),),),))
    editor.set_piece(piece_of(Block(runs=(Run("a link", link="https://a.b"),)), table))
    found: list[object] = []
    editor.link_activated.connect(found.append)
    editor.object_activated.connect(found.append)
    view, left = editor.viewport(), Qt.MouseButton.LeftButton
    link = at(editor, 0, 3).center()
    QTest.mouseClick(view, left, pos=link)
    QTest.mouseClick(view, left, Qt.KeyboardModifier.ControlModifier, link)
    QTest.mouseDClick(view, left, pos=link)
    QTest.mouseDClick(view, left, pos=at(editor, 1, 0).center())
    assert found == ["https://a.b", 1]


# Where a model's words are from -----------------------------------------------------------------

TEXT = "The ink is black.\nIt dries slowly 慢慢地干。"


def test_a_word_is_found_in_what_its_generation_wrote() -> None:
    state = piece_of("before", "", "after")
    made = [Block(runs=(Run(line, author="model", generation=5),)) for line in TEXT.split("\n")]
    blocks = (state.blocks[0], *made, state.blocks[2])
    assert word_at(blocks, (1, 5), TEXT) == Word(5, 4, 1, 4, 7, "ink")
    assert word_at(blocks, (2, 3), TEXT) == Word(5, TEXT.index("dries"), 2, 3, 8, "dries")
    chinese = word_at(blocks, (2, 17), TEXT)
    assert chinese == Word(5, TEXT.index("慢") + 1, 2, 17, 18, "慢")
    assert word_at(blocks, (0, 2), TEXT) is None


def test_a_word_is_found_beside_what_was_edited() -> None:
    runs = (
        Run("Typed before. The "),
        Run("old "),
        Run("ink is ", author="model", generation=5),
        Run("very ", author="typed"),
        Run("black.", author="model", generation=5),
    )
    found = word_at((Block(runs=runs),), (0, 36), TEXT)
    assert found is not None
    assert TEXT[found.offset :].startswith("black")
    assert word_at((Block(runs=runs),), (0, 31), TEXT) is None  # "very"
