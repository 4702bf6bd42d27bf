"""Pieces from and to files, through the real documents' child."""

from __future__ import annotations

import errno
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs
from PySide6.QtCore import QBuffer, QIODevice, QLocale, QUrl
from PySide6.QtGui import QDesktopServices, QPdfWriter, QTextFormat
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.documents.pieces.form import normal
from app.documents.registry import read_piece
from app.piece import Block, Piece, Run
from app.protocol import ErrorCode, Sampling, Turn, UserError
from app.services.database import Database
from app.services.documents import Documents
from app.services.writing.pieces import Pieces
from app.tabs.write.task.generation import Generation, Making
from app.tabs.write.transfer import images, transfer
from app.tabs.write.transfer.arrival import headed
from app.tabs.write.transfer.decided import accepted, has_changes, rejected
from app.tabs.write.transfer.pdf import write_pdf
from app.tabs.write.transfer.transfer import Transfer, file_name
from app.tabs.write.transfer.typeset import Typesetter
from app.ui.i18n import Languages
from app.ui.notice import NoticeBar
from tests.documents.piece_samples import CHANGED, SVG, png

WAIT = 20_000
TEXT = """# 春天

河水**慢慢地**涨，*两岸*的柳树没有[发芽](https://example.org/)。

- 苹果
    1. 红的

> 引文

| 名字 | 数 |
| --- | --- |
| 甲 | 1 |
"""
TABLE = Block("table", rows=(((Run("old", change="deleted"), Run("new", change="inserted")), ()),))
PLAIN = Piece("Plain", "en", (Block(runs=(Run("One short paragraph."),)),))


class Desk:
    """A transfer, what it works with, and the piece in the editor."""

    def __init__(self, qtbot: QtBot, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self._qtbot, self._patch = qtbot, patch
        self.folder = folder / "我的 文件"
        self.folder.mkdir()
        self.database = Database(folder / "data.db")
        self.pieces = Pieces(self.database)
        self.documents = Documents()
        self.present = PLAIN
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.notices = NoticeBar("window.notices", self.window)
        self.transfer = Transfer(
            self.documents, self.pieces, lambda: self.present, self.notices, self.window
        )
        self.imported: list[int] = []
        self.transfer.imported.connect(self.imported.append)
        self.menu = self.transfer.export_menu(self.window)
        self.proposed: list[str] = []

    @property
    def told(self) -> str:
        return self.notices.accessibleName()

    def file(self, name: str, text: str = TEXT) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def choose(self, *paths: Path) -> None:
        """Answer the next dialogs."""
        names = [str(path) for path in paths]

        def save(_parent: object, _title: str, start: str, _filters: str) -> tuple[str, str]:
            self.proposed.append(start)
            return names[0] if names else "", ""

        self._patch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
        self._patch.setattr(QFileDialog, "getSaveFileName", save)

    def bring_in(self, *paths: Path, folder: int | None = None) -> list[Piece]:
        """Import files and wait; return the pieces that came of them."""
        self.choose(*paths)
        self.imported.clear()
        self.transfer.import_files(folder)
        self._qtbot.waitUntil(lambda: bool(self.told), timeout=WAIT)
        return [self.pieces.load(number) for number in self.imported]

    def save(self, name: str, path: Path) -> Path:
        """Choose a format in the menu and wait until something is told."""
        self.choose(path)
        self.notices.setAccessibleName("")
        self.action(name)
        self._qtbot.waitUntil(lambda: bool(self.told), timeout=WAIT)
        return path

    def action(self, name: str) -> None:
        self.menu.aboutToShow.emit()
        found = {action.objectName(): action for action in self.menu.actions()}
        action = found[f"write.export.{name}"]
        assert action.isVisible()
        action.trigger()

    @property
    def offered(self) -> list[str]:
        self.menu.aboutToShow.emit()
        return [action.text() for action in self.menu.actions() if action.isVisible()]


@pytest.fixture
def desk(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    Languages(qapp).apply("en")
    made = Desk(qtbot, tmp_path, monkeypatch)
    yield made
    made.documents.shutdown()
    made.database.close()


def written(piece: Piece, path: Path) -> bytes:
    write_pdf(piece, path)
    return path.read_bytes()


def pages(data: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", data))


def characters(data: bytes) -> set[str]:
    """Return the characters that a reader of a PDF finds for its glyphs."""
    found: set[str] = set()
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.S):
        text = stream if b"begincmap" in stream else _inflated(stream)
        for line in re.findall(rb"<[0-9A-Fa-f]+> *<[0-9A-Fa-f]+> *(.*)", text):
            for code in re.findall(rb"<([0-9A-Fa-f]+)>", line):
                found.update(bytes.fromhex(code.decode()).decode("utf-16-be", "ignore"))
    return found


def _inflated(stream: bytes) -> bytes:
    try:
        text = zlib.decompress(stream)
    except zlib.error:
        return b""
    return text if b"begincmap" in text else b""


def look(piece: Piece) -> tuple[Block, ...]:
    return normal(piece).blocks


# Import -----------------------------------------------------------------------------------------


def test_a_file_becomes_a_piece(desk: Desk) -> None:
    folder = desk.pieces.folders.create("Spring").id
    (piece,) = desk.bring_in(desk.file("河边.md"), folder=folder)
    entry = desk.pieces.entry(desk.imported[0])
    assert (entry.title, entry.language, entry.folder) == ("春天", "zh", folder)
    assert entry.count == 28
    kinds = ["paragraph", "item", "item", "quote", "table"]
    assert [block.kind for block in piece.blocks] == kinds
    cells = [cell for block in piece.blocks for row in block.rows for cell in row]
    runs = [run for part in (*cells, *(b.runs for b in piece.blocks)) for run in part]
    assert {run.author for run in runs} == {"pasted"}
    assert desk.told == "“春天” is imported."


def test_files_come_in_one_after_the_other_and_troubles_are_told_together(desk: Desk) -> None:
    broken = desk.file("broken.odt", "no archive")
    names = [piece.title for piece in desk.bring_in(desk.file("a.txt"), broken, desk.file("b.md"))]
    assert names == ["a", "春天"]
    assert desk.told.count("\n") == 2
    assert "broken.odt" in desk.told.splitlines()[0]
    assert desk.notices.property("tone") == "warning"
    desk.notices.setAccessibleName("")
    desk.bring_in(desk.file("c.txt", "Later."))
    assert desk.told == "“c” is imported."


def test_a_dropped_file_is_read_after_those_on_their_way(desk: Desk, qtbot: QtBot) -> None:
    for name in ("a.md", "b.txt"):
        desk.transfer.import_path(desk.file(name), None)
    qtbot.waitUntil(lambda: bool(desk.told), timeout=WAIT)
    assert [desk.pieces.entry(number).title for number in desk.imported] == ["春天", "b"]


def test_tracked_changes_of_a_file_are_accepted(desk: Desk) -> None:
    desk.present = CHANGED
    path = desk.save("docx", desk.folder / "a.docx")
    desk.notices.setAccessibleName("")
    (piece,) = desk.bring_in(path)
    assert piece.text == "It was a bright and stormy night.\nall new"
    assert desk.told == "“Changes” is imported. Its tracked changes were accepted."


def test_what_a_file_has_more_is_told(desk: Desk) -> None:
    desk.bring_in(desk.file("a.md", "![a picture](none.png)\n\nWords.[^1]\n\n[^1]: A note.\n"))
    assert "In place of images that could not be read stand their descriptions." in desk.told


def test_closing_ends_the_import(desk: Desk) -> None:
    desk.transfer.import_path(desk.file("a.md"), None)
    desk.transfer.import_path(desk.file("b.md"), None)
    desk.documents.shutdown()
    assert not desk.imported and not desk.told


def test_cancelled_dialogs_do_nothing(desk: Desk) -> None:
    desk.choose()
    desk.transfer.import_files(None)
    for name in ("docx", "pdf", "md"):
        desk.action(name)
    desk.transfer.export_report(PLAIN, {}, "md", "en")
    assert not desk.told and not desk.pieces.entries()
    assert not list(desk.folder.iterdir())
    assert not desk.transfer.children()


# Export -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["md", "docx"])
def test_what_was_imported_is_saved_as_it_was(desk: Desk, suffix: str) -> None:
    (desk.present,) = desk.bring_in(desk.file("河边.md"))
    path = desk.save(suffix, desk.folder / f"again.{suffix}")
    assert desk.told == f"Saved as {path.name}."
    assert look(read_piece(path)[0]) == look(headed(desk.present))
    desk.notices.setAccessibleName("")
    (again,) = desk.bring_in(path)
    assert (again.title, look(again)) == ("春天", look(desk.present))


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("docx", b"PK"),
        ("odt", b"PK"),
        ("epub", b"PK"),
        ("pdf", b"%PDF"),
        ("html", b"<!DOCTYPE html>"),
        ("md", b"---"),
        ("txt", b"Plain\n\nOne short paragraph."),
    ],
)
def test_each_format_can_be_chosen(desk: Desk, name: str, start: bytes) -> None:
    path = desk.save(name, desk.folder / f"文 件.{name}")
    assert path.read_bytes().startswith(start)
    assert [file.name for file in desk.folder.iterdir()] == [path.name]


def test_waiting_changes_are_tracked_or_left_out(desk: Desk) -> None:
    assert desk.offered[:2] == ["Word document (.docx)…", "PDF…"]
    desk.present = CHANGED
    assert desk.offered[:2] == [
        "Word document with tracked changes (.docx)…",
        "Word document without the changes (.docx)…",
    ]

    def marks(path: Path) -> set[bytes]:
        with zipfile.ZipFile(path) as archive:
            return set(re.findall(rb"<w:(ins|del) ", archive.read("word/document.xml")))

    assert marks(desk.save("docx", desk.folder / "a.docx")) == {b"ins", b"del"}
    final = desk.save("docx.final", desk.folder / "b.docx")
    assert marks(final) == set()
    assert look(read_piece(final)[0]) == look(headed(rejected(CHANGED)))
    assert "bright" not in desk.save("txt", desk.folder / "a.txt").read_text("utf-8")


def test_the_name_comes_from_the_title_and_the_folder_is_kept(desk: Desk) -> None:
    desk.present = structs.replace(PLAIN, title="A/B: 河边?")
    desk.save("txt", desk.folder / "a.txt")
    desk.save("md", desk.folder / "a.md")
    assert desk.proposed == [str(Path.home() / "A B 河边.txt"), str(desk.folder / "A B 河边.md")]


@pytest.mark.parametrize(
    ("title", "name"),
    [("a\n b", "a b"), ("...", "_"), ("河" * 99, "河" * 72), (" end. ", "end"), ('"q"', "q")],
)
def test_titles_are_safe_as_names(title: str, name: str) -> None:
    assert file_name(title) == name


def test_a_name_gets_its_suffix_and_a_file_of_that_name_is_asked_about(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.save("txt", desk.folder / "No. 1")
    path = desk.folder / "No. 1.txt"
    assert path.read_text("utf-8") == "Plain\n\nOne short paragraph.\n"
    path.write_text("mine")
    asked: list[str] = []
    monkeypatch.setattr(transfer, "ask", lambda *words: asked.append(words[2]))
    desk.action("txt")
    assert asked == ["There is a file named No. 1.txt already."]
    assert path.read_text() == "mine"
    monkeypatch.setattr(transfer, "ask", lambda *_: True)
    desk.save("txt", desk.folder / "No. 1")
    assert path.read_text("utf-8") == "Plain\n\nOne short paragraph.\n"


def test_the_folder_of_a_saved_file_can_be_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    desk.save("pdf", desk.folder / "a.pdf")
    button = desk.notices.findChild(QPushButton, "window.notices.action")
    assert button and button.text() == "Show in folder"
    button.click()
    assert [Path(url.toLocalFile()) for url in shown] == [desk.folder]


@pytest.mark.parametrize("name", ["pdf", "odt"])
def test_a_file_that_cannot_be_written_is_told(desk: Desk, name: str) -> None:
    desk.save(name, desk.folder / "none" / f"a.{name}")
    assert "cannot be written" in desk.told
    assert desk.notices.property("tone") == "warning"


# The report -------------------------------------------------------------------------------------


def test_the_report_is_saved_for_people_and_for_programs(desk: Desk) -> None:
    piece = Piece(
        "Mine",
        "en",
        (Block(runs=(Run("I wrote "), Run("and it did.", author="model", generation=3))),),
    )
    turns = (Turn("user", "Go on."),)
    generation = Generation("continue", Making("Small", sampling=Sampling(seed=5)), turns, "")
    desk.choose(desk.folder / "r.md")
    desk.transfer.export_report(piece, {3: generation}, "md", "zh")
    text = (desk.folder / "r.md").read_text("utf-8")
    assert text.startswith("# 谁写了什么：Mine") and "Go on." in text
    assert desk.told == "Saved as r.md."
    desk.choose(desk.folder / "r.json")
    desk.transfer.export_report(piece, {3: generation}, "json", "en")
    data = json.loads((desk.folder / "r.json").read_text("utf-8"))
    assert [use["seed"] for use in data["generations"]] == [5]
    assert Path(desk.proposed[1]).name == "Mine - who wrote what.json"
    desk.choose(desk.folder / "none" / "r.md")
    desk.transfer.export_report(piece, {}, "md", "en")
    assert "cannot be written" in desk.told


# Pages ------------------------------------------------------------------------------------------


def test_a_pdf_has_pages_text_and_a_title(qapp: QApplication, tmp_path: Path) -> None:
    link = Run("发芽", link="https://example.org/spring")
    text = (Run("河水在涨。The river rises. "), Run("粗", bold=True), link)
    piece = Piece("Jahr 河", "zh-CN", (Block(runs=text),) * 200)
    data = written(piece, tmp_path / "a.pdf")
    assert data.startswith(b"%PDF") and data.rstrip().endswith(b"%%EOF")
    assert 4 < pages(data) < 12
    assert set("河水在涨。Theriverises粗发芽") <= characters(data)
    assert "Jahr 河".encode("utf-16-be") in data
    assert data.count(b"(https://example.org/spring)") == 200
    assert b"/FontFile" in data


def test_all_kinds_of_blocks_are_set(qapp: QApplication, tmp_path: Path) -> None:
    piece = Piece(
        "All",
        "en",
        (
            Block("heading", (Run("Å"),), 1),
            Block("quote", (Run("Ä"),), 2),
            Block("code", (Run("Ö\n\tÜ"),)),
            Block("item", (Run("É"),), 1),
            Block("table", rows=(((Run("Ñ"),), ()), ((Run("Õ"),), (Run("Ç"),)))),
            Block("table"),
            Block("rule"),
            Block("image", image="p"),
            Block("image", (Run("Ø"),), image="none"),
            Block(),
            Block(runs=(Run("Ý\nÞ"),)),
        ),
        {"p": png(40, 30)},
    )
    data = written(piece, tmp_path / "a.pdf")
    assert set("ÅÄÖÜÉÑÕÇØÝÞ•*All") <= characters(data)
    assert pages(data) == 1
    assert b"/Subtype /Image" in data


def test_an_empty_piece_is_a_page(qapp: QApplication, tmp_path: Path) -> None:
    assert pages(written(Piece(), tmp_path / "a.pdf")) == 1


def test_what_is_only_proposed_is_not_printed(qapp: QApplication, tmp_path: Path) -> None:
    runs = (Run("abc"), Run("ÿ", change="inserted"), Run("Æ", change="deleted"))
    found = characters(written(Piece(blocks=(Block(runs=runs),)), tmp_path / "a.pdf"))
    assert "Æ" in found and "ÿ" not in found


@pytest.mark.parametrize(
    ("locale", "size"), [("en_US", b"612.0+ 792.0+"), ("zh_CN", b"595.0+ 842.0+")]
)
def test_the_paper_is_that_of_the_country(
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    locale: str,
    size: bytes,
) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale(locale))
    assert re.search(rb"/MediaBox \[0 0 " + size, written(PLAIN, tmp_path / "a.pdf"))


def test_a_failing_export_leaves_the_former_file(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "a.pdf"
    path.write_text("former")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError) as caught:
        write_pdf(PLAIN, path)
    assert caught.value.code is ErrorCode.FILE_UNWRITABLE
    assert path.read_text() == "former"
    assert list(tmp_path.iterdir()) == [path]


def set_in_pages(piece: Piece) -> Typesetter:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    device = QPdfWriter(buffer)
    device.setResolution(300)
    setter = Typesetter(piece, device)
    for _ in setter.steps():
        pass
    setter.document.setProperty("kept", [device, buffer])
    return setter


@pytest.mark.parametrize("kind", ["paragraph", "table", "code"])
def test_headings_stay_with_what_they_head(qapp: QApplication, kind: str) -> None:
    line = Block(runs=(Run("A line."),))
    headed = {
        "paragraph": Block(runs=(Run("One long line. " * 40),)),
        "table": Block("table", rows=(((Run("head"),),), ((Run("cell"),),))),
        "code": Block("code", (Run("one\ntwo"),)),
    }[kind]
    broken = 0
    for lines in range(30, 60):
        headings = (Block("heading", (Run("One"),), 1), Block("heading", (Run("Two"),), 2))
        setter = set_in_pages(Piece("", "en", (*(line,) * lines, *headings, headed)))
        first = setter.document.findBlockByNumber(lines)
        text = setter.document.findBlockByNumber(lines + 2 + (kind != "paragraph"))
        assert first.text() == "One" and text.length() > 1
        assert setter._page(first) == setter._page(text)
        always = QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore
        broken += first.blockFormat().pageBreakPolicy() == always
    assert 0 < broken < 8


def test_lists_are_numbered_within_their_levels(qapp: QApplication) -> None:
    def item(text: str, level: int, ordered: bool) -> Block:
        return Block("item", (Run(text),), level, ordered)

    piece = Piece(
        "",
        "en",
        (
            item("a", 1, False),
            item("b", 2, True),
            item("c", 2, True),
            item("d", 1, False),
            item("e", 2, True),
            item("f", 3, False),
            Block(runs=(Run("between"),)),
            item("g", 1, True),
        ),
    )
    lines = set_in_pages(piece).document.toPlainText().split("\n")
    assert lines == ["•\ta", "1.\tb", "2.\tc", "•\td", "1.\te", "▪\tf", "between", "1.\tg"]


def test_the_title_stands_at_the_top_once(qapp: QApplication) -> None:
    def top(*blocks: Block) -> list[str]:
        return set_in_pages(Piece("River ", "en", blocks)).document.toPlainText().split("\n")

    heading, text = Block("heading", (Run("River"),), 1), Block(runs=(Run("River"),))
    assert top(heading, text) == ["River", "River"]
    assert top(text, heading) == ["River", "River", "River"]


def test_chinese_paragraphs_are_indented_once(qapp: QApplication) -> None:
    def indents(language: str) -> list[bool]:
        texts = ("河水", "　　河水", "River")
        blocks = tuple(Block(runs=(Run(text),)) for text in texts)
        document = set_in_pages(Piece("", language, blocks)).document
        found = (document.findBlockByNumber(number) for number in range(len(texts)))
        return [block.blockFormat().textIndent() > 0 for block in found]

    assert indents("zh-CN") == [True, False, True]
    assert indents("en") == [False, False, False]


def test_images_are_no_larger_than_the_page_nor_than_paper_shows(qapp: QApplication) -> None:
    image, size = images.fitted(png(4000, 1000), 400, 400)
    assert (size.width(), size.height()) == (400, 100)
    assert (image.width(), image.height()) == (1250, 313)
    image, size = images.fitted(SVG, 400, 400)
    assert (size.width(), size.height(), image.width()) == (12, 8, 38)
    image, size = images.fitted(png(30, 20), 400, 400)
    assert (size.width(), image.width()) == (30, 30)
    assert images.fitted(b"no image", 400, 400)[0].isNull()


# Decisions --------------------------------------------------------------------------------------


def test_changes_are_decided_everywhere() -> None:
    kept = Block()
    piece = structs.replace(CHANGED, blocks=(*CHANGED.blocks, TABLE, kept))
    assert has_changes(piece) and has_changes(Piece(blocks=(TABLE,)))
    for decide, cell, last in ((accepted, "new", "all new"), (rejected, "old", "all old")):
        done = decide(piece)
        assert not has_changes(done)
        assert [block.kind for block in done.blocks] == ["paragraph", "item", "table", "paragraph"]
        assert done.blocks[1].text == last
        assert done.blocks[2].rows == (((Run(cell),), ()),)
    assert rejected(piece).blocks[0].text == CHANGED.blocks[0].text
    assert accepted(PLAIN) is PLAIN
