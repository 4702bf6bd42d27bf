"""Tables, images and links of a piece in their dialogs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.piece import Block, Piece, Run
from app.tabs.write.around.inserting import Inserting
from app.tabs.write.around.link import LinkDialog, address_of
from app.tabs.write.around.picture import MOST_BYTES, ImageDialog, read_image
from app.tabs.write.around.retyping import retyped
from app.tabs.write.around.table import NEW, TableDialog
from app.tabs.write.editor.editor import RichEditor
from app.ui.i18n import Languages
from app.ui.notice import NoticeBar
from app.ui.theme import Theme
from tests.gui.write_editor import check, kinds, piece_of, put, select, texts

D = TypeVar("D", bound=QWidget)
LINK = Run("home", link="https://example.org", author="model", generation=2)
TABLE = Block(
    kind="table",
    rows=(
        ((Run("Name", bold=True),), (Run("Year"),)),
        ((Run("the ", author="model", generation=2), LINK), (Run("1904"),)),
    ),
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><path d="M0 0H4V4"/></svg>'


def png() -> bytes:
    image = QImage(6, 3, QImage.Format.Format_RGB32)
    image.fill(0xFF0000)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())


class Desk:
    """An editor whose dialogs are opened."""

    def __init__(self, qtbot: QtBot, qapp: QApplication) -> None:
        Languages(qapp).apply("en")
        self.qtbot = qtbot
        self.theme = Theme(qapp)
        self.theme.apply("light", 11)
        self.window = QWidget()
        self.editor = RichEditor(self.theme)
        self.notices = NoticeBar("window.notices")
        column = QVBoxLayout(self.window)
        column.addWidget(self.notices)
        column.addWidget(self.editor)
        self.window.resize(680, 500)
        self.inserting = Inserting(self.editor, self.theme, self.notices)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()

    def dialog(self, kind: type[D]) -> D:
        found = self.window.findChild(kind)
        assert found is not None
        return found

    @property
    def told(self) -> str:
        label = self.notices.findChild(QLabel, "window.notices.text")
        assert label is not None
        return "" if self.notices.isHidden() else label.text()


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Desk:
    return Desk(qtbot, qapp)


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], None]:
    """Return what says which file the person chooses."""

    def choosing(path: Path | None) -> None:
        answer = (str(path) if path else "", "")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: answer)

    return choosing


# Runs ------------------------------------------------------------------------------------------


def test_what_stays_the_same_at_both_ends_keeps_its_author() -> None:
    model = Run("the old house", author="model", generation=1)
    new = retyped((model,), "the new house")
    assert [(run.text, run.author) for run in new] == [
        ("the ", "model"),
        ("new", "typed"),
        (" house", "model"),
    ]
    assert retyped((model,), model.text) == (model,)
    assert retyped((model,), "") == ()
    assert retyped((), "new") == (Run("new"),)
    assert "".join(run.text for run in retyped((Run("aa"),), "aaa")) == "aaa"


# Tables ----------------------------------------------------------------------------------------


@pytest.fixture
def table(desk: Desk) -> Iterator[TableDialog]:
    dialog = TableDialog(TABLE, desk.theme, desk.window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    yield dialog
    dialog.reject()


def test_a_table_is_what_it_was_until_it_is_edited(table: TableDialog) -> None:
    assert table.block == TABLE
    told: list[object] = []
    table.edited.connect(told.append)
    table.accept()
    assert told == []


def test_an_edited_cell_is_the_persons_where_it_changed(table: TableDialog, desk: Desk) -> None:
    table.table.setCurrentCell(1, 0)
    field = table.table.findChild(QLineEdit)
    assert field is not None
    field.setText("our home")
    with desk.qtbot.waitSignal(table.edited) as told:
        table.accept()  # while the field is open
    rows = told.args[0].rows
    assert rows[1][0][-1] == LINK
    assert [(run.text, run.author) for run in rows[1][0][:-1]] == [
        ("our", "typed"),
        (" ", "model"),
    ]
    assert (rows[0], rows[1][1]) == (TABLE.rows[0], TABLE.rows[1][1])


def test_rows_and_columns_are_added_and_keep_what_is_there(table: TableDialog) -> None:
    table.table.setCurrentCell(0, 0)
    table.tools["add_row"].click()
    table.tools["add_column"].click()
    head, body = TABLE.rows
    assert table.block.rows == (
        (head[0], (), head[1]),
        ((), (), ()),
        (body[0], (), body[1]),
    )
    table.table.setCurrentCell(1, 1)
    table.tools["remove_row"].click()
    table.tools["remove_column"].click()
    assert table.block == TABLE


def test_the_last_row_and_the_last_column_stay(table: TableDialog) -> None:
    table.tools["remove_row"].click()
    table.tools["remove_column"].click()
    assert table.block.rows == ((TABLE.rows[1][1],),)
    assert not table.tools["remove_row"].isEnabled()
    assert not table.tools["remove_column"].isEnabled()


def test_the_first_row_looks_as_the_head(table: TableDialog) -> None:
    def bold(row: int) -> bool:
        item = table.table.item(row, 0)
        return item is not None and item.font().bold()

    assert [bold(0), bold(1)] == [True, False]
    table.table.setCurrentCell(0, 0)
    table.tools["remove_row"].click()
    assert bold(0)


def test_rows_of_unlike_length_become_alike(desk: Desk) -> None:
    ragged = Block(kind="table", rows=(((Run("a"),),), ((Run("b"),), (Run("c"),))))
    dialog = TableDialog(ragged, desk.theme, desk.window)
    assert [len(row) for row in dialog.block.rows] == [2, 2]
    dialog.reject()


def test_a_new_table_is_put_in(desk: Desk) -> None:
    desk.editor.set_piece(piece_of("onetwo"))
    put(desk.editor, 0, 3)
    desk.inserting.insert_table()
    dialog = desk.dialog(TableDialog)
    item = dialog.table.item(0, 1)
    assert item is not None
    item.setText("x")
    dialog.done_button.click()
    assert kinds(desk.editor) == ["paragraph", "table", "paragraph"]
    assert desk.editor.piece().blocks[1].rows == (((), (Run("x"),), ()), ((),) * 3)
    assert NEW.rows == (((),) * 3,) * 2
    check(desk.editor)


def test_a_table_in_the_text_is_edited_as_one_step(desk: Desk) -> None:
    desk.editor.set_piece(piece_of("one", TABLE, "two"))
    desk.editor.object_activated.emit(1)
    dialog = desk.dialog(TableDialog)
    dialog.tools["add_row"].click()
    dialog.done_button.click()
    assert len(desk.editor.piece().blocks[1].rows) == 3
    assert desk.editor.hasFocus()
    desk.editor.undo()
    assert desk.editor.piece().blocks[1] == TABLE


# Images ----------------------------------------------------------------------------------------


def test_an_image_is_chosen_and_put_in(
    desk: Desk, tmp_path: Path, choose: Callable[[Path | None], None]
) -> None:
    path = tmp_path / "图 片.png"
    path.write_bytes(png())
    desk.editor.set_piece(piece_of(""))
    choose(None)
    desk.inserting.insert_image()
    assert kinds(desk.editor) == ["paragraph"]
    choose(path)
    desk.inserting.insert_image()
    assert "image" in kinds(desk.editor) and desk.told == ""
    assert desk.editor.piece().images == {"图 片.png": png()}
    check(desk.editor)


def test_what_cannot_be_taken_is_told(desk: Desk, tmp_path: Path) -> None:
    large, wrong, gone = (tmp_path / name for name in ("large.png", "wrong.png", "gone.png"))
    with large.open("wb") as file:
        file.write(png())
        file.truncate(MOST_BYTES + 1)
    wrong.write_bytes(b"no image at all")
    for path, words in ((large, "20 MB"), (wrong, "is no PNG"), (gone, "cannot be read")):
        assert read_image(path, desk.notices) is None
        assert path.name in desk.told and words in desk.told


def test_drawings_are_images_too(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "drawing.svg"
    path.write_bytes(SVG)
    assert read_image(path, desk.notices) == ("drawing.svg", SVG)


def test_an_image_is_described(desk: Desk) -> None:
    runs = (Run("a ", author="model", generation=4), Run("lamp", bold=True))
    image = Block(kind="image", image="a.png", runs=runs)
    desk.editor.set_piece(Piece(blocks=(image,), images={"a.png": png()}))
    desk.editor.object_activated.emit(0)
    dialog = desk.dialog(ImageDialog)
    assert dialog.description.text() == "a lamp"
    dialog.description.setText("a lamp, lit")
    dialog.done_button.click()
    new = desk.editor.piece().blocks[0]
    assert new.runs == (runs[0], Run("lamp, lit", bold=True)) and new.image == "a.png"


def test_an_image_is_exchanged_and_keeps_its_description(
    desk: Desk, tmp_path: Path, choose: Callable[[Path | None], None]
) -> None:
    path = tmp_path / "a.svg"
    path.write_bytes(SVG)
    image = Block(kind="image", image="a.png", runs=(Run("a lamp"),))
    desk.editor.set_piece(Piece(blocks=(Block(), image, Block()), images={"a.png": png()}))
    desk.editor.object_activated.emit(1)
    choose(path)
    desk.dialog(ImageDialog).exchange.click()
    piece = desk.editor.piece()
    assert [one.image for one in piece.blocks if one.kind == "image"] == ["a.svg"]
    assert piece.images["a.svg"] == SVG
    assert texts(desk.editor) == ["", "a lamp", ""]
    desk.editor.undo()
    assert desk.editor.piece().blocks[1] == image


# Links -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("example.org/a?b=c", "https://example.org/a?b=c"),
        ("  http://例子.中国 ", "http://例子.中国"),
        ("localhost:8000/x", "https://localhost:8000/x"),
        ("me@example.org", "mailto:me@example.org"),
        ("mailto:me@example.org", "mailto:me@example.org"),
        ("#part", "#part"),
        ("javascript:alert(1)", ""),
        ("https://", ""),
        ("two words", ""),
        ("", ""),
    ],
)
def test_an_address_gets_its_scheme(typed: str, address: str) -> None:
    assert address_of(typed) == address


def test_what_is_selected_is_linked(desk: Desk) -> None:
    desk.editor.set_piece(piece_of(Block(runs=(Run("see "), Run("the lamp", bold=True)))))
    select(desk.editor, (0, 4), (0, 12))
    desk.editor.link_wanted.emit()
    dialog = desk.dialog(LinkDialog)
    assert dialog.text.isHidden() and dialog.remove.isHidden()
    assert not dialog.done_button.isEnabled()
    QTest.keyClicks(dialog.address, "example.org")
    QTest.keyClick(dialog.address, Qt.Key.Key_Return)
    linked = desk.editor.piece().blocks[0].runs[1]
    assert linked == Run("the lamp", bold=True, link="https://example.org")
    assert desk.editor.hasFocus()


def test_the_link_at_the_cursor_is_changed_as_a_whole_and_taken_off(desk: Desk) -> None:
    parts = Run("go ", link="https://a.org"), Run("home", bold=True, link="https://a.org")
    desk.editor.set_piece(piece_of(Block(runs=(Run("x "), *parts, Run(" y")))))
    put(desk.editor, 0, 3)
    desk.inserting.edit_link()
    dialog = desk.dialog(LinkDialog)
    assert dialog.address.text() == "https://a.org"
    dialog.address.setText("https://b.org")
    dialog.done_button.click()
    assert [run.link for run in desk.editor.piece().blocks[0].runs] == [
        "", "https://b.org", "https://b.org", "",
    ]  # fmt: skip
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    put(desk.editor, 0, 8)
    desk.inserting.edit_link()
    desk.dialog(LinkDialog).remove.click()
    assert not any(run.link for run in desk.editor.piece().blocks[0].runs)
    assert texts(desk.editor) == ["x go home y"]


def test_a_link_is_put_in_with_its_text(desk: Desk) -> None:
    desk.editor.set_piece(piece_of("see here"))
    put(desk.editor, 0, 4)
    desk.inserting.edit_link()
    dialog = desk.dialog(LinkDialog)
    dialog.text.setText("it")
    dialog.address.setText("example.org")
    dialog.done_button.click()
    runs = desk.editor.piece().blocks[0].runs
    assert runs == (Run("see "), Run("it", link="https://example.org"), Run("here"))
    check(desk.editor)


def test_nothing_is_asked_for_in_a_text_for_reading(desk: Desk) -> None:
    desk.editor.set_piece(piece_of("one", TABLE))
    desk.editor.setReadOnly(True)
    desk.editor.link_wanted.emit()
    desk.editor.object_activated.emit(1)
    assert desk.window.findChild(LinkDialog) is None
    assert desk.window.findChild(TableDialog) is None
