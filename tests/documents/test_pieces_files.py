"""The files that pieces of writing are written to, as other programs see them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree

from app.documents.pieces.occasion import Occasion
from app.documents.registry import read_piece, write_piece
from app.piece import Block, Piece, Run
from app.protocol import ErrorCode, UserError
from tests.documents.piece_samples import CHANGED, FULL, IMAGES

DATE = "2026-01-02T03:04:05Z"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
ODT = {name: f"{OASIS}:{name}:1.0" for name in ("text", "table", "style", "office")}
XHTML = "{http://www.w3.org/1999/xhtml}"


def written(piece: Piece, folder: Path, suffix: str) -> Path:
    target = folder / f"作品 a{suffix}"
    write_piece(piece, target, suffix, Occasion(target, "Inkstone", DATE))
    return target


def part(path: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return etree.fromstring(archive.read(name))


def in_language(language: str) -> Piece:
    return Piece("T", language, (Block(runs=(Run("“text”"),)),))


# Word ------------------------------------------------------------------------------------


def test_word_document_as_python_docx_sees_it(tmp_path: Path) -> None:
    document = docx.Document(str(written(FULL, tmp_path, ".docx")))
    assert document.core_properties.title == "河边的一年：札记"
    assert document.core_properties.language == "zh-CN"
    styles = [(p.style.name, p.text) for p in document.paragraphs if p.text and p.style]
    assert styles[0] == ("Heading 1", "第一章 春")
    assert ("Quote 2", "里层") in styles
    assert ("Source Code python", "def f():\n\n    return '```'") in styles
    assert ("List Paragraph", "苹果") in styles
    looks = {run.text: run for paragraph in document.paragraphs for run in paragraph.runs}
    assert looks["慢慢地"].italic
    assert looks["没有"].font.strike
    assert looks["rm -r *"].style.name == "Verbatim Char"
    links = [link.address for p in document.paragraphs for link in p.hyperlinks]
    assert links == ["https://example.org/河?a=1&b=2"]
    table = document.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["名字", "a|b", ""],
        ["", "x\ny", "3"],
    ]
    assert [r.find(f"{W}trPr/{W}tblHeader") is not None for r in table._tbl.tr_lst] == [True, False]
    assert len(document.inline_shapes) == 6
    assert document.inline_shapes[0].width == 3 * 9525
    blobs = {p.blob for p in document.part.package.iter_parts() if "media" in p.partname}
    assert blobs == set(IMAGES.values())


def test_word_changes_are_real_ones(tmp_path: Path) -> None:
    root = part(written(CHANGED, tmp_path, ".docx"), "word/document.xml")
    changes = list(root.iter(W + "ins", W + "del"))
    assert {e.get(W + "author") for e in changes} == {"Inkstone"}
    assert {e.get(W + "date") for e in changes} == {DATE}
    assert len({e.get(W + "id") for e in changes}) == len(changes)
    texts = [(e.tag[len(W) :], "".join(map(str, e.itertext()))) for e in changes]
    assert [text for text in texts if text[1]] == [
        ("del", "dark"),
        ("ins", "bright"),
        ("ins", "night"),
        ("del", "dayand more"),
        ("ins", "all new"),
        ("del", "all old"),
    ]
    assert not list(root.iterfind(f".//{W}del//{W}t"))
    assert not list(root.iterfind(f".//{W}ins//{W}delText"))
    marks = [p.find(f"{W}pPr/{W}rPr") for p in root.iter(W + "p")]
    assert [m if m is None else m[0].tag for m in marks] == [None, W + "ins", W + "del"]


def test_word_lists_begin_anew(tmp_path: Path) -> None:
    def item(text: str, level: int = 1, *, ordered: bool = True) -> Block:
        return Block("item", (Run(text),), level, ordered)

    blocks = (
        *(item("a"), item("b"), item("x", 2), item("c"), item("y", 2)),
        *(item("d", ordered=False), item("e")),
        Block(runs=(Run("text"),)),
        *(item("f"), item("g")),
    )
    path = written(Piece(blocks=blocks), tmp_path, ".docx")
    numbers = {
        "".join(map(str, p.itertext())): p.find(f"{W}pPr/{W}numPr/{W}numId").get(W + "val")
        for p in part(path, "word/document.xml").iter(W + "p")
        if p.find(f"{W}pPr/{W}numPr") is not None
    }
    assert numbers["a"] == numbers["b"] == numbers["c"]
    assert numbers["f"] == numbers["g"]
    distinct = [numbers[text] for text in "axydef"]
    assert len(set(distinct)) == len(distinct)
    known = {n.get(W + "numId") for n in part(path, "word/numbering.xml").iter(W + "num")}
    assert known == set(numbers.values())


@pytest.mark.parametrize(
    ("language", "latin", "east_asian", "font"),
    [
        ("zh-CN", "en-US", "zh-CN", "宋体"),
        ("zh", "en-US", "zh-CN", "宋体"),
        ("zh-Hant", "en-US", "zh-TW", "新細明體"),
        ("ja", "en-US", "ja-JP", "游明朝"),
        ("fr", "fr-FR", "zh-CN", "宋体"),
        ("", "en-US", "zh-CN", "宋体"),
    ],
)
def test_languages_and_fonts(
    language: str, latin: str, east_asian: str, font: str, tmp_path: Path
) -> None:
    path = written(in_language(language), tmp_path, ".docx")
    properties = part(path, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    told = properties.find(W + "lang")
    assert (told.get(W + "val"), told.get(W + "eastAsia")) == (latin, east_asian)
    assert properties.find(W + "rFonts").get(W + "eastAsia") == font
    hints = part(path, "word/document.xml").findall(f".//{W}rFonts[@{W}hint='eastAsia']")
    assert bool(hints) == (latin == "en-US" and language != "")
    root = part(written(in_language(language), tmp_path, ".odt"), "styles.xml")
    default = root.find(".//style:default-style/style:text-properties", ODT)
    style = f"{{{ODT['style']}}}"
    assert default.get(style + "font-name-asian") == font
    asian = default.get(style + "language-asian"), default.get(style + "country-asian")
    assert "-".join(map(str, asian)) == east_asian


def test_right_to_left_text_is_told(tmp_path: Path) -> None:
    piece = in_language("ar")
    assert (
        part(written(piece, tmp_path, ".docx"), "word/document.xml").find(f".//{W}bidi") is not None
    )
    assert 'lang="ar" dir="rtl"' in written(piece, tmp_path, ".html").read_text()


# OpenDocument, pages, books --------------------------------------------------------------


def test_opendocument_as_xml(tmp_path: Path) -> None:
    path = written(FULL, tmp_path, ".odt")
    with zipfile.ZipFile(path) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.text"
        names = set(archive.namelist()) - {"mimetype", "META-INF/manifest.xml"}
    root = part(path, "META-INF/manifest.xml")
    listed = {entry.get(f"{{{OASIS}:manifest:1.0}}full-path") for entry in root}
    assert listed == names | {"/"}
    content, styles = part(path, "content.xml"), part(path, "styles.xml")
    name = f"{{{ODT['style']}}}name"
    known = {e.get(name) for r in (content, styles) for e in r.iter() if e.get(name)}
    used = {e.get(f"{{{ODT['text']}}}style-name") for e in content.iter()} - {None}
    assert used <= known
    assert len(content.findall(".//table:table-header-rows", ODT)) == 2
    assert max(len(list(e.iterancestors(f"{{{ODT['text']}}}list"))) for e in content.iter()) == 3


def test_a_page_is_well_formed_and_tells_its_language(tmp_path: Path) -> None:
    text = written(FULL, tmp_path, ".html").read_text(encoding="utf-8")
    root = etree.fromstring(text)
    assert root.get("lang") == "zh-CN"
    assert root.findtext(".//title") == "河边的一年：札记"
    assert len(root.findall(".//img")) == 6
    assert all(image.get("src", "").startswith("data:image/") for image in root.iter("img"))
    assert root.findtext(".//th[2]") == "a|b"
    assert not list(root.iter("script"))


def test_a_book_is_valid(tmp_path: Path) -> None:
    path = written(FULL, tmp_path, ".epub")
    with zipfile.ZipFile(path) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert first.extra == b""
        assert archive.read("mimetype") == b"application/epub+zip"
        members = set(archive.namelist())
    opf = "{http://www.idpf.org/2007/opf}"
    container = part(path, "META-INF/container.xml")
    assert next(container.iter("{*}rootfile")).get("full-path") == "OEBPS/content.opf"
    package = part(path, "OEBPS/content.opf")
    assert package.get("version") == "3.0"
    about = {e.tag.rpartition("}")[2]: e.text for e in package.find(opf + "metadata")}
    assert about["title"] == "河边的一年：札记"
    assert about["language"] == "zh-CN"
    assert about["meta"] == DATE
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", about["identifier"] or "")
    items = {e.get("id"): e for e in package.iter(opf + "item")}
    files = {f"OEBPS/{item.get('href')}" for item in items.values()}
    assert files == members - {"mimetype", "META-INF/container.xml", "OEBPS/content.opf"}
    assert [i.get("href") for i in items.values() if i.get("properties") == "nav"] == ["nav.xhtml"]
    spine = [items[e.get("idref")].get("href") for e in package.iter(opf + "itemref")]
    assert spine == ["chapter1.xhtml", "chapter2.xhtml"]
    links = [(a.get("href"), a.text) for a in part(path, "OEBPS/nav.xhtml").iter(XHTML + "a")]
    assert links == [("chapter1.xhtml", "第一章 春"), ("chapter2.xhtml", "第二章")]
    for name in spine:
        page = part(path, f"OEBPS/{name}")
        assert page.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-CN"
        for image in page.iter(XHTML + "img"):
            assert f"OEBPS/{image.get('src')}" in members


def test_a_book_needs_neither_title_nor_headings(tmp_path: Path) -> None:
    for piece in (Piece(), in_language("")):
        path = written(Piece(blocks=piece.blocks), tmp_path, ".epub")
        assert part(path, "OEBPS/content.opf").findtext(".//{*}title") == "作品 a"
        assert len(part(path, "OEBPS/nav.xhtml").findall(f".//{XHTML}a")) == 1


# Markdown and plain text -----------------------------------------------------------------


def test_markdown_is_plain_where_it_can_be(tmp_path: Path) -> None:
    piece = Piece(
        blocks=(
            Block("heading", (Run("snake_case * 2 < 3!"),), 2),
            Block(
                runs=(
                    Run("a"),
                    Run(" b ", bold=True),
                    Run("c, "),
                    Run("好。", bold=True),
                    Run("的"),
                )
            ),
            Block("item", (Run("x"),), 1, ordered=True),
            Block("item", (Run("y"),), 2),
            Block("item", (Run("z"),), 1, ordered=True),
            Block("quote", (Run("p"),), 1),
            Block("quote", (Run("q"),), 2),
            Block(runs=(Run("1. no list\n# no heading"),)),
        )
    )
    assert written(piece, tmp_path, ".md").read_text(encoding="utf-8") == (
        "## snake_case * 2 < 3!\n\na **b** c, <strong>好。</strong>的\n\n"
        "1. x\n   - y\n2. z\n\n> p\n>\n> > q\n\n1\\. no list\\\n\\# no heading\n"
    )


def test_markdown_images_stand_beside_it_and_replace_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "作品 a_images"
    folder.mkdir()
    (folder / "image1.png").write_bytes(b"of the person")
    for _ in range(2):
        path = written(FULL, tmp_path, ".md")
        assert set(read_piece(path)[0].images.values()) == set(IMAGES.values())
        assert sorted(file.name for file in folder.iterdir()) == [
            "image1-2.png",
            "image1.png",
            "image2.jpg",
            "image3.gif",
            "image4.webp",
            "image5.svg",
        ]
    assert (folder / "image1.png").read_bytes() == b"of the person"


def test_plain_text_is_for_people(tmp_path: Path) -> None:
    text = written(FULL, tmp_path, ".txt").read_text(encoding="utf-8")
    assert text.startswith("第一章 春\n\n　　河水在慢慢地涨，")
    assert (
        "\n\n- 苹果\n    - 红的\n        1. 第一\n        2. 第二\n           第二行\n- 梨\n\n"
        in text
    )
    assert "\n\n名字\ta|b\t\n\tx y\t3\n\n" in text
    assert "[一张图 [1]]" in text


def test_other_formats_are_as_if_no_change_were_accepted(tmp_path: Path) -> None:
    for suffix in (".md", ".html", ".odt", ".txt"):
        text = read_piece(written(CHANGED, tmp_path, suffix))[0].text
        assert "dark and stormy" in text
        assert "all old" in text
        assert "bright" not in text
        assert "all new" not in text


def test_what_is_not_written_is_told(tmp_path: Path) -> None:
    for suffix in (".pdf", "", "docx"):
        with pytest.raises(UserError) as caught:
            written(FULL, tmp_path, suffix)
        assert caught.value.code is ErrorCode.DOCUMENT_UNSUPPORTED
    assert list(tmp_path.iterdir()) == []


# LibreOffice -----------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_libreoffice_reads_what_is_written(suffix: str, tmp_path: Path) -> None:
    target = ".odt" if suffix == ".docx" else ".docx"
    # The other images are headers only, which it would have to convert.
    blocks = tuple(block for block in FULL.blocks if block.image in ("", "a.png"))
    whole = Piece(FULL.title, FULL.language, blocks, FULL.images)
    for piece, name in ((whole, "full"), (CHANGED, "changed")):
        source = written(piece, tmp_path, suffix).rename(tmp_path / f"{name}{suffix}")
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        order = ["soffice", profile, "--headless", "--convert-to", target[1:]]
        subprocess.run(
            [*order, "--outdir", str(tmp_path / "out"), str(source)],
            check=True,
            capture_output=True,
            timeout=200,
        )
        converted, _ = read_piece(tmp_path / "out" / f"{name}{target}")
        expected, _ = read_piece(source)
        for before, after in zip(expected.blocks, converted.blocks, strict=True):
            assert before.kind == after.kind
            assert before == after or before.kind == "table"
        assert converted.text == expected.text
        assert (converted.title, converted.language) == (expected.title, expected.language)


def test_a_file_is_the_same_each_time(tmp_path: Path) -> None:
    for suffix in (".docx", ".odt", ".epub", ".html", ".md", ".txt"):
        first = io.BytesIO(written(FULL, tmp_path, suffix).read_bytes()).getvalue()
        assert written(FULL, tmp_path, suffix).read_bytes() == first
