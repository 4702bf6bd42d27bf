"""Poems as pictures: what is painted where, the files, and the dialog."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QBitmap, QColor, QGuiApplication, QImage, QPainter, QRegion
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.protocol import ErrorCode, UserError
from app.tabs.poetry.picture import dialog as dialogs
from app.tabs.poetry.picture import files, papers, seal
from app.tabs.poetry.picture.dialog import PictureDialog
from app.tabs.poetry.picture.layout import MARGIN, Mark, room
from app.tabs.poetry.picture.look import SHORT, Carving, Look, Paper, Size, size_of
from app.tabs.poetry.picture.paint import lay_out, paint
from app.tabs.poetry.task.text import Manuscript
from app.tabs.poetry.task.verse import Poem
from app.ui.i18n import Languages
from app.ui.theme import Theme

SMALL = 432  # pixels of a short side
QUATRAIN = Manuscript(
    Poem("五绝", ("白日依山尽", "黄河入海流", "欲穷千里目", "更上一层楼"), "登鹳雀楼")
)
TUNE_LINES = (
    "明月几时有", "把酒问青天", "不知天上宫阙", "今夕是何年", "我欲乘风归去", "又恐琼楼玉宇",
    "高处不胜寒", "起舞弄清影", "何似在人间", "转朱阁", "低绮户", "照无眠", "不应有恨",
    "何事长向别时圆", "人有悲欢离合", "月有阴晴圆缺", "此事古难全", "但愿人长久", "千里共婵娟",
)  # fmt: skip
TUNE = Manuscript(Poem("水调歌头", TUNE_LINES, "丙辰中秋"), (0, 9), (1, 3, 6, 8, 11, 13, 16, 18))
LONG = Manuscript(Poem("五言排律", ("白日依山尽", "黄河入海流") * 30, "长" * 40))
ENGLISH = Manuscript(
    Poem("free", ("I celebrate myself, " * 9, "and sing", "what you assume"), "Song of Myself"),
    (0, 1),
)
POEMS = {"quatrain": QUATRAIN, "tune": TUNE, "long": LONG, "English": ENGLISH}
SIGNED = Look(seal="东坡居士", author="苏轼")


@pytest.fixture(autouse=True)
def languages(qapp: QApplication) -> Languages:
    made = Languages(qapp)
    made.apply("en")
    return made


def look(base: Look = SIGNED, **changes: object) -> Look:
    return Look(**{**vars(base), **changes})


def ink_of(image: QImage) -> QRect:
    """Return what is not white."""
    mask = image.createMaskFromColor(QColor("white").rgb(), Qt.MaskMode.MaskInColor)
    return QRegion(QBitmap.fromImage(mask)).boundingRect()


def reds(image: QImage, place: QRectF) -> float:
    """Return the share of a place, in the units of a layout, that is red."""
    scale = image.width() / size_of(Size.PORTRAIT).width()
    box = QRectF(place.topLeft() * scale, place.size() * scale).toRect()
    colours = [
        image.pixelColor(x, y)
        for x in range(box.left(), box.right())
        for y in range(box.top(), box.bottom())
    ]
    return sum(c.red() > 2 * c.green() for c in colours) / len(colours)


def read_in_columns(marks: tuple[Mark, ...]) -> str:
    order = sorted(marks, key=lambda mark: (-round(mark.centre.x()), mark.centre.y()))
    return "".join(mark.text for mark in order)


# What is painted ---------------------------------------------------------------------------


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("vertical", [True, False])
@pytest.mark.parametrize("name", POEMS)
def test_all_ink_is_within_the_margins(
    qapp: QApplication, name: str, vertical: bool, size: Size
) -> None:
    chosen = look(vertical=vertical, size=size, paper=Paper.WHITE)
    image = files.image(POEMS[name], chosen, SMALL)
    margin = int(MARGIN * SMALL / SHORT) - 3
    inside = image.rect().adjusted(margin, margin, -margin, -margin)
    ink = ink_of(image)
    assert inside.contains(ink)
    assert ink.width() > inside.width() * 0.3
    assert ink.height() > inside.height() * 0.3
    layout = lay_out(POEMS[name], chosen)
    assert room(chosen).adjusted(-1, -1, 1, 1).contains(layout.block)
    assert layout.block.adjusted(-1, -1, 1, 1).contains(layout.seal)


@pytest.mark.parametrize("size", Size)
def test_columns_are_read_from_right_to_left(qapp: QApplication, size: Size) -> None:
    marks = lay_out(TUNE, look(size=size)).marks
    assert read_in_columns(marks) == "".join(("水调歌头·丙辰中秋", *TUNE_LINES, "苏轼"))
    second_stanza = next(m for m in marks if m.text == "转")
    assert second_stanza.centre.y() == pytest.approx(
        min(m.centre.y() for m in marks if m.text == "明")
    )


def test_no_two_characters_share_a_place(qapp: QApplication) -> None:
    marks = [m for m in lay_out(LONG, look()).marks if not m.faint]
    size = min(mark.font.pixelSize() for mark in marks)
    places = {(round(m.centre.x() / size * 2), round(m.centre.y() / size * 2)) for m in marks}
    assert len(places) == len(marks)


def test_latin_lies_in_a_column(qapp: QApplication) -> None:
    marks = lay_out(QUATRAIN, look(author="Anna Lee 作")).marks
    assert [(m.text, m.lies) for m in marks if m.faint] == [("Anna Lee", True), ("作", False)]


def test_rows_have_their_points(qapp: QApplication) -> None:
    texts = [m.text for m in lay_out(QUATRAIN, look(vertical=False, size=Size.SQUARE)).marks]
    assert texts[0] == "登鹳雀楼"
    assert "".join(texts[1:-1]) == "白日依山尽，黄河入海流。欲穷千里目，更上一层楼。"
    assert texts[-1] == "苏轼"


@pytest.mark.parametrize(("paper", "gap"), [(Paper.XUAN, 1.55), (Paper.LINED, 2)])
@pytest.mark.parametrize("name", ["tune", "English"])
def test_there_is_a_gap_between_stanzas(
    qapp: QApplication, name: str, paper: Paper, gap: float
) -> None:
    layout = lay_out(POEMS[name], look(vertical=False, paper=paper))
    rows = [mark.centre.y() for mark in layout.marks[1:-1]]
    gaps = [(after - before) / layout.grid.pitch for before, after in pairwise(rows)]
    first = next(n for n, m in enumerate(layout.marks[1:]) if m.text.startswith(("转", "and")))
    wanted = [gap if number == first else 1 for number in range(1, len(rows))]
    assert gaps == pytest.approx(wanted)


def test_english_stands_in_rows_and_is_folded_between_words(qapp: QApplication) -> None:
    marks = lay_out(ENGLISH, look(vertical=True)).marks
    texts = [mark.text for mark in marks]
    assert texts[0] == "Song of Myself"
    assert marks[0].font.italic()
    assert texts[-3:-1] == ["and sing", "what you assume"]
    folded = texts[1:-3]
    assert len(folded) > 2
    assert " ".join(text.strip() for text in folded) == ENGLISH.poem.lines[0].strip()


def test_what_is_empty_is_left_out(qapp: QApplication) -> None:
    couplet = Manuscript(Poem("对联", ("海内存知己", "天涯若比邻")))
    layout = lay_out(couplet, Look())
    assert read_in_columns(layout.marks) == "海内存知己天涯若比邻"
    assert layout.seal.isEmpty()
    assert reds(files.image(couplet, Look(), SMALL), room(Look())) == 0


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("砚", {"砚": (0, 0, 6, 6)}),
        ("李白", {"李": (0, 0, 6, 3), "白": (0, 3, 6, 3)}),
        ("李清照", {"李": (3, 0, 3, 6), "清": (0, 0, 3, 3), "照": (0, 3, 3, 3)}),
        (
            "东坡居士",
            {"东": (3, 0, 3, 3), "坡": (3, 3, 3, 3), "居": (0, 0, 3, 3), "士": (0, 3, 3, 3)},
        ),
        ("WS", {"W": (0, 0, 3, 6), "S": (3, 0, 3, 6)}),
        ("ABCD", {"A": (0, 0, 3, 3), "B": (3, 0, 3, 3), "C": (0, 3, 3, 3), "D": (3, 3, 3, 3)}),
    ],
)
def test_a_seal_is_read_from_the_right_and_letters_from_the_left(
    text: str, cells: dict[str, tuple[float, float, float, float]]
) -> None:
    found = dict(seal.cells(text, QRectF(0, 0, 6, 6)))
    assert found == {character: QRectF(*place) for character, place in cells.items()}


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("carving", Carving)
def test_the_seal_is_there(qapp: QApplication, paper: Paper, carving: Carving) -> None:
    chosen = look(paper=paper, carving=carving, author="")
    place = lay_out(QUATRAIN, chosen).seal
    share = reds(files.image(QUATRAIN, chosen, 1080), place)
    if carving is Carving.CHARACTERS:
        assert 0.5 < share < 0.95
    else:
        assert 0.2 < share < 0.5
    assert reds(files.image(QUATRAIN, look(chosen, seal=""), 1080), place) < 0.02


def test_a_picture_is_the_same_each_time(qapp: QApplication) -> None:
    for paper in Paper:
        chosen = look(paper=paper)
        assert files.image(QUATRAIN, chosen, SMALL) == files.image(QUATRAIN, chosen, SMALL)


def test_every_paper_is_another(qapp: QApplication) -> None:
    images = [files.image(QUATRAIN, look(paper=paper), SMALL) for paper in Paper]
    assert all(one != other for one, other in combinations(images, 2))
    for paper, image in zip(Paper, images, strict=True):
        centre = QColor(papers.TINTS[paper].paper).lightnessF()
        assert image.pixelColor(8, SMALL // 2).lightnessF() == pytest.approx(centre, abs=0.12)


# Files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", Size)
def test_a_png_has_its_size_and_the_poem_as_text(
    qapp: QApplication, tmp_path: Path, size: Size
) -> None:
    path = tmp_path / "登鹳雀楼.PNG"
    files.save(path, QUATRAIN, look(size=size))
    image = QImage(str(path))
    assert image.size() == size_of(size).toSize()
    assert min(image.width(), image.height()) == SHORT
    assert image.text("Title") == "登鹳雀楼"
    assert image.text("Description").split("\n")[1:4] == [
        "苏轼",
        "",
        "白日依山尽，黄河入海流。",
    ]
    assert image.convertToFormat(QImage.Format.Format_RGB32) == files.image(
        QUATRAIN, look(size=size)
    )


@pytest.mark.parametrize("paper", Paper)
def test_an_svg_is_the_same_picture_without_fonts(
    qapp: QApplication, tmp_path: Path, paper: Paper
) -> None:
    path, chosen = tmp_path / "a.svg", look(paper=paper)
    files.save(path, TUNE, chosen)
    text = path.read_text(encoding="utf-8")
    assert "<text" not in text
    assert "明月几时有，把酒问青天。" in text[: text.index("</desc>")]
    renderer = QSvgRenderer(str(path))
    assert renderer.viewBoxF().size() == size_of(chosen.size)
    image = files.image(TUNE, chosen, SMALL)
    drawn = QImage(image.size(), QImage.Format.Format_RGB32)
    painter = QPainter(drawn)
    renderer.render(painter)
    painter.end()
    pixels = [(x, y) for x in range(0, SMALL, 3) for y in range(0, image.height(), 3)]
    unlike = [
        at for at in pixels if abs(image.pixelColor(*at).red() - drawn.pixelColor(*at).red()) > 60
    ]
    assert len(unlike) < len(pixels) / 100


@pytest.mark.parametrize(
    ("size", "box"),
    [
        (Size.A4, rb"595\.\d+ 842|595 842|595\.\d+ 841\.\d+"),
        (Size.SQUARE, rb"595\.?\d* 595"),
        (Size.LANDSCAPE, rb"794\.?\d* 595|793\.\d+ 595"),
    ],
)
def test_a_pdf_has_one_page_with_its_fonts(
    qapp: QApplication, tmp_path: Path, size: Size, box: bytes
) -> None:
    path = tmp_path / "a.pdf"
    files.save(path, QUATRAIN, look(size=size))
    data = path.read_bytes()
    assert data.startswith(b"%PDF-")
    assert re.search(rb"/MediaBox \[0 0 (" + box + rb")", data)
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == 1
    assert b"/FontFile" in data
    title = re.search(rb"/Title\s*\((.*?)\)\n", data, re.DOTALL)
    assert title is not None
    assert "登".encode("utf-16-be") in title.group(1)


def test_text_is_saved_too(qapp: QApplication, tmp_path: Path) -> None:
    files.save(tmp_path / "a.txt", QUATRAIN, look())
    text = (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert text.startswith("登鹳雀楼\n苏轼\n\n白日依山尽，")


def test_text_is_painted_as_text_or_as_outlines_alike(qapp: QApplication) -> None:
    chosen = look(paper=Paper.WHITE)
    size = size_of(chosen.size) * (SMALL / SHORT)
    boxes = []
    for outlines in (True, False):
        image = QImage(size.toSize(), QImage.Format.Format_RGB32)
        painter = QPainter(image)
        paint(painter, QUATRAIN, chosen, QSizeF(image.size()), outlines=outlines)
        painter.end()
        boxes.append(ink_of(image))
    one, other = boxes
    assert other.adjusted(-2, -2, 2, 2).contains(one)
    assert one.adjusted(-2, -2, 2, 2).contains(other)


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, ErrorCode.DISK_FULL), (errno.EIO, ErrorCode.FILE_UNWRITABLE)],
)
def test_a_failure_leaves_the_former_file(
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    code: ErrorCode,
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    path = tmp_path / "a.svg"
    path.write_text("former")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(UserError) as caught:
        files.save(path, QUATRAIN, look())
    assert caught.value.code is code
    assert caught.value.params["path"] == str(path)
    assert path.read_text() == "former"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(qapp: QApplication, tmp_path: Path) -> None:
    real, link = tmp_path / "real.svg", tmp_path / "link.svg"
    real.write_text("former")
    link.symlink_to(real)
    files.save(link, QUATRAIN, look())
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8").startswith("<?xml")


# The dialog ----------------------------------------------------------------------------------


class Room:
    """The dialog, what it told, and the answers that it gets."""

    def __init__(
        self, qtbot: QtBot, folder: Path, patch: pytest.MonkeyPatch, written: Manuscript
    ) -> None:
        self._patch = patch
        self.dialog = PictureDialog(written, SIGNED, folder)
        qtbot.addWidget(self.dialog)
        self.dialog.show()
        self.saved: list[str] = []
        self.looks: list[Look] = []
        self.dialog.saved.connect(self.saved.append)
        self.dialog.look_changed.connect(self.looks.append)
        self.proposed: list[tuple[str, str]] = []

    @property
    def told(self) -> str:
        bar = self.dialog.notices
        return "" if bar.isHidden() else bar.accessibleName()

    def click(self, name: str) -> None:
        found = self.dialog.findChild(QPushButton, f"poetry.picture.{name}")
        assert isinstance(found, QPushButton)
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)

    def write(self, name: str, text: str) -> None:
        field = self.dialog.findChild(QLineEdit, f"poetry.picture.{name}")
        assert isinstance(field, QLineEdit)
        field.selectAll()
        QTest.keyClicks(field, text)

    def save(self, answer: str) -> None:
        def ask(_parent: object, _title: str, start: str, filters: str) -> tuple[str, str]:
            self.proposed.append((start, filters))
            return answer, ""

        self._patch.setattr(QFileDialog, "getSaveFileName", ask)
        self.click("save")


Opened = Callable[[Manuscript], Room]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    rooms: list[Room] = []

    def make(written: Manuscript) -> Room:
        rooms.append(Room(qtbot, tmp_path, monkeypatch, written))
        return rooms[-1]

    yield make


def test_choices_change_the_look_and_its_preview(opened: Opened) -> None:
    room = opened(QUATRAIN)
    dialog, choices = room.dialog, room.dialog.choices
    assert dialog.look == SIGNED
    before = dialog.preview.grab().toImage()
    QTest.mouseClick(choices.papers[Paper.INDIGO], Qt.MouseButton.LeftButton)
    assert dialog.preview.grab().toImage() != before
    room.click("horizontal")
    choices.size_box.setCurrentIndex(choices.size_box.findData(Size.SQUARE))
    choices.carving.setCurrentIndex(choices.carving.findData(Carving.GROUND))
    room.write("seal", "WSBYX")
    room.write("author", " Anna ")
    expected = Look(
        vertical=False,
        paper=Paper.INDIGO,
        size=Size.SQUARE,
        seal="WSBY",
        carving=Carving.GROUND,
        author="Anna",
    )
    assert dialog.look == expected
    assert room.looks[-1] == expected
    assert "\nAnna\n" in dialog.preview.accessibleDescription()


def test_the_style_of_a_seal_is_chosen_where_there_is_one(opened: Opened) -> None:
    choices = opened(QUATRAIN).dialog.choices
    assert choices.carving.isEnabled()
    choices.seal.clear()
    assert not choices.carving.isEnabled()
    assert choices.look.seal == ""


def test_english_has_no_direction(opened: Opened) -> None:
    assert opened(QUATRAIN).dialog.choices.directions["vertical"].isVisible()
    directions = opened(ENGLISH).dialog.choices.directions
    assert not any(button.isVisible() for button in directions.values())


@pytest.mark.parametrize(
    ("suffix", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")]
)
def test_saving_tells_where(opened: Opened, tmp_path: Path, suffix: str, start: bytes) -> None:
    room = opened(QUATRAIN)
    box = room.dialog.choices.format_box
    box.setCurrentIndex(box.findData(suffix))
    folder = tmp_path / "我的 图片"
    folder.mkdir()
    room.save(str(folder / "登楼"))
    path = folder / f"登楼.{suffix}"
    assert path.read_bytes().startswith(start)
    assert room.saved == [str(path)]
    assert room.told == f"Saved as {path.name}."
    room.save("")
    starts = [proposed for proposed, _ in room.proposed]
    assert starts == [str(f / f"登鹳雀楼.{suffix}") for f in (tmp_path, folder)]
    assert room.proposed[0][1].endswith(f"(*.{suffix})")
    assert len(room.saved) == 1


def test_a_file_is_replaced_only_when_one_says_so(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = opened(QUATRAIN)
    there = tmp_path / "a.png"
    there.write_text("former")
    monkeypatch.setattr(dialogs, "ask", lambda *_: False)
    room.save(str(tmp_path / "a"))
    assert (there.read_text(), room.saved) == ("former", [])
    monkeypatch.setattr(dialogs, "ask", lambda *_: True)
    room.save(str(tmp_path / "a"))
    assert room.saved == [str(there)]
    assert there.read_bytes().startswith(b"\x89PNG")


def test_a_failure_is_told(opened: Opened, tmp_path: Path) -> None:
    room = opened(QUATRAIN)
    room.save(str(tmp_path / "gone" / "a.png"))
    assert room.saved == []
    assert "a.png" in room.told
    assert room.dialog.notices.property("tone") == "warning"


def test_the_picture_is_copied(opened: Opened) -> None:
    room = opened(QUATRAIN)
    room.click("copy")
    image = QGuiApplication.clipboard().image()
    assert image.size() == size_of(SIGNED.size).toSize()
    assert room.told == "The picture was copied."


def test_every_widget_has_a_name_in_both_languages(
    opened: Opened, languages: Languages, qtbot: QtBot, qapp: QApplication
) -> None:
    Theme(qapp).apply("dark", 11)
    room = opened(QUATRAIN)
    choices = room.dialog.choices
    for widget in (
        *choices.papers.values(),
        choices.size_box,
        choices.seal,
        choices.carving,
        choices.author,
        choices.format_box,
        room.dialog.preview,
    ):
        assert widget.objectName().startswith("poetry.picture.")
        assert widget.accessibleName()
    choices.size_box.setItemText(0, "")
    room.dialog.save_button.setText("")
    languages.apply("zh_CN")
    qtbot.waitUntil(lambda: bool(choices.size_box.itemText(0) and room.dialog.save_button.text()))
    languages.apply("en")
    qtbot.waitUntil(lambda: choices.size_box.itemText(0) == "Square")
    assert room.dialog.save_button.text() == "Save…"


def test_the_dialog_can_be_small(opened: Opened) -> None:
    assert opened(QUATRAIN).dialog.minimumSizeHint().width() <= 560
