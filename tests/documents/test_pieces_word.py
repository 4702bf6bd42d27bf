"""Word documents as other programs write them, read as pieces of writing."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.documents.registry import read_piece
from app.piece import Block, Run
from tests.documents.piece_samples import IMAGES, blocks_of, notes_of, plain, zipped

_NAMESPACES = " ".join(
    f'xmlns:{key}="{uri}"'
    for key, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    }.items()
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPES = "".join(
    f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}{kind}+xml"/>'
    for name, kind in (
        ("document", "document.main"),
        ("styles", "styles"),
        ("numbering", "numbering"),
        ("footnotes", "footnotes"),
    )
)
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    f'content-types"><Default Extension="xml" ContentType="application/xml"/>{_TYPES}</Types>',
    "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
    f'package/2006/relationships"><Relationship Id="l1" Type="{_OFFICE}hyperlink"'
    ' Target="https://example.org/" TargetMode="External"/>'
    f'<Relationship Id="p1" Type="{_OFFICE}image" Target="media/a.png"/>'
    f'<Relationship Id="p2" Type="{_OFFICE}image" Target="/word/media/b.emf"/>'
    f'<Relationship Id="f" Type="{_OFFICE}footnotes" Target="footnotes.xml"/></Relationships>',
    "word/styles.xml": f"""<w:styles {_NAMESPACES}>
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB" w:eastAsia="zh-TW"/></w:rPr>
</w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="标题 2"/></w:style>
<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="My chapter"/><w:basedOn w:val="2"/>
</w:style>
<w:style w:type="paragraph" w:styleId="lev"><w:name w:val="Level"/><w:pPr>
<w:outlineLvl w:val="3"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="q"><w:name w:val="Intense Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="pre"><w:name w:val="HTML Preformatted"/></w:style>
<w:style w:type="paragraph" w:styleId="lb"><w:name w:val="List Bullet 2"/><w:pPr><w:numPr>
<w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="s"><w:name w:val="Strong"/></w:style>
<w:style w:type="character" w:styleId="own"><w:name w:val="Own"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="numbering" w:styleId="ns"><w:name w:val="NS"/><w:pPr><w:numPr>
<w:numId w:val="2"/></w:numPr></w:pPr></w:style></w:styles>""",
    "word/numbering.xml": f"""<w:numbering {_NAMESPACES}>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="6"><w:numStyleLink w:val="ns"/></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="6"/></w:num></w:numbering>""",
    "word/footnotes.xml": f"""<w:footnotes {_NAMESPACES}>
<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t xml:space="preserve"> See </w:t>
</w:r><w:r><w:rPr><w:i/></w:rPr><w:t>there</w:t></w:r></w:p></w:footnote></w:footnotes>""",
    "word/media/a.png": IMAGES["a.png"],
    "word/media/b.emf": b"\x01\0\0\0 some other picture",
}


def word(folder: Path, body: str, more: Mapping[str, str] | None = None) -> Path:
    document = f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"
    members = {**_PARTS, "word/document.xml": document, **(more or {})}
    return zipped(folder / "a.docx", members)


def paragraph(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def styled(style: str, text: str) -> str:
    return paragraph(run(text), f'<w:pStyle w:val="{style}"/>')


def numbered(number: int, level: int, text: str) -> str:
    return paragraph(
        run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    )


def test_word_headings_are_known_by_name_base_and_outline_level(tmp_path: Path) -> None:
    direct = '<w:outlineLvl w:val="4"/>'
    body = (
        styled("t", "The title")
        + styled("1", "one")
        + styled("2", "two")
        + styled("mine", "also two")
        + styled("lev", "four")
        + paragraph(run("five"), direct)
        + styled("Überschrift3", "three")
        + paragraph(run("body"), '<w:outlineLvl w:val="9"/>')
        + styled("unknown", "plain")
    )
    piece, notes = read_piece(word(tmp_path, body))
    assert [(b.kind, b.level, b.text) for b in piece.blocks] == [
        ("heading", 1, "The title"),
        ("heading", 1, "one"),
        ("heading", 2, "two"),
        ("heading", 2, "also two"),
        ("heading", 4, "four"),
        ("heading", 5, "five"),
        ("heading", 3, "three"),
        ("paragraph", 0, "body"),
        ("paragraph", 0, "plain"),
    ]
    assert (piece.title, piece.language, notes) == ("The title", "en-GB", ())


def test_word_text_in_chinese_is_in_the_east_asian_language(tmp_path: Path) -> None:
    assert read_piece(word(tmp_path, paragraph(run("這是中文。"))))[0].language == "zh-TW"


def test_word_lists_are_known_by_their_numbering(tmp_path: Path) -> None:
    body = (
        numbered(1, 0, "bullet")
        + numbered(1, 1, "deeper")
        + numbered(2, 0, "一")
        + numbered(2, 1, "a")
        + numbered(3, 0, "by a style's list")
        + styled("lb", "by its style")
        + numbered(0, 0, "none")
        + numbered(77, 0, "of no list")
    )
    assert [(b.kind, b.level, b.ordered) for b in blocks_of(word(tmp_path, body))] == [
        ("item", 1, False),
        ("item", 2, False),
        ("item", 1, True),
        ("item", 2, True),
        ("item", 1, True),
        ("item", 2, False),
        ("paragraph", 0, False),
        ("item", 1, False),
    ]


def test_word_formatting_is_direct_or_of_a_style(tmp_path: Path) -> None:
    body = paragraph(
        run("a", "<w:b/>")
        + run("b", '<w:b w:val="0"/><w:i w:val="1"/>')
        + run("c", "<w:dstrike/>")
        + run("d", '<w:rStyle w:val="s"/>')
        + run("e", '<w:rStyle w:val="own"/><w:b/>')
        + run("f", '<w:rFonts w:ascii="Courier New"/>')
    )
    assert blocks_of(word(tmp_path, body))[0].runs == (
        Run("a", bold=True),
        Run("b", italic=True),
        Run("c", strike=True),
        Run("d", bold=True),
        Run("e", bold=True, italic=True),
        Run("f", code=True),
    )


def test_word_links_are_elements_and_fields(tmp_path: Path) -> None:
    def field(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def instruction(text: str) -> str:
        return f"<w:r><w:instrText> {text} </w:instrText></w:r>"

    body = paragraph(
        f'<w:hyperlink r:id="l1" w:anchor="x">{run("a")}</w:hyperlink>'
        f'<w:hyperlink w:anchor="here">{run("b")}</w:hyperlink>'
        f"<w:fldSimple w:instr=' HYPERLINK \"http://c/\" '>{run('c')}</w:fldSimple>"
        + field("begin")
        + instruction('HYPERLINK "http://d/" \\l "e"')
        + field("separate")
        + run("d", "<w:b/>")
        + field("end")
        + field("begin")
        + instruction("PAGE")
        + field("separate")
        + run("7")
        + field("end")
    )
    assert blocks_of(word(tmp_path, body))[0].runs == (
        Run("a", link="https://example.org/#x"),
        Run("b", link="#here"),
        Run("c", link="http://c/"),
        Run("d", bold=True, link="http://d/#e"),
        Run("7"),
    )


def test_word_changes_wait_for_a_decision(tmp_path: Path) -> None:
    deleted = '<w:r><w:rPr><w:b/></w:rPr><w:delText xml:space="preserve">old </w:delText></w:r>'
    body = paragraph(
        run("a ")
        + f'<w:del w:id="1" w:author="B">{deleted}</w:del>'
        + f'<w:ins w:id="2" w:author="B">{run("new")}<w:del w:id="3" w:author="C">'
        f"<w:r><w:delText>er</w:delText></w:r></w:del></w:ins>"
        + f'<w:moveFrom w:id="4" w:author="B">{run("x")}</w:moveFrom>'
        + f'<w:moveTo w:id="5" w:author="B">{run("x")}</w:moveTo>'
        + f'<w:hyperlink r:id="l1"><w:ins w:id="6" w:author="B">{run("l")}</w:ins></w:hyperlink>'
    )
    assert blocks_of(word(tmp_path, body))[0].runs == (
        Run("a "),
        Run("old ", bold=True, change="deleted"),
        Run("new", change="inserted"),
        Run("erx", change="deleted"),
        Run("x", change="inserted"),
        Run("l", link="https://example.org/", change="inserted"),
    )


def test_word_controls_and_tags_are_their_text(tmp_path: Path) -> None:
    def control(kind: str, content: str) -> str:
        return f"<w:sdt><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    contents = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    body = (
        control("", paragraph(run("in a control")))
        + control(contents, paragraph(run("Chapter 1 ... 3")))
        + styled("toc", "Chapter 2 ... 5")
        + f"<w:customXml>{paragraph(run('in XML'))}</w:customXml>"
        + '<w:altChunk r:id="l1"/>'
        + paragraph(
            f'<w:smartTag w:element="city">{run("Paris")}</w:smartTag>'
            + control("<w:comboBox/>", run(", chosen"))
            + "<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>"
            + '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
            + '<w:r><w:sym w:font="Wingdings" w:char="F04A"/><w:tab/><w:t>z</w:t><w:cr/></w:r>'
            + "<w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t>"
            "</w:r></w:rubyBase></w:ruby></w:r>"
        )
    )
    path = word(tmp_path, body)
    assert blocks_of(path) == plain("in a control", "in XML", "Paris, chosenx+y\tz\n漢")
    assert notes_of(path) == ("contents", "parts", "comments")


def test_word_notes_come_below(tmp_path: Path) -> None:
    body = paragraph(run("Text") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("."))
    path = word(tmp_path, body + paragraph(run("End")))
    assert blocks_of(path) == (
        *plain("Text[1].", "End"),
        Block(runs=(Run("[1] See "), Run("there", italic=True))),
    )
    assert notes_of(path) == ("footnotes",)


def test_word_tables_keep_their_columns(tmp_path: Path) -> None:
    def cell(content: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"

    inner = (
        f"<w:tbl><w:tr>{cell(paragraph(run('in')))}{cell(paragraph(run('side')))}</w:tr></w:tbl>"
    )
    wide = cell(paragraph(run("wide")), '<w:gridSpan w:val="2"/>')
    body = (
        f"<w:tbl><w:tr>{wide}"
        f"{cell(paragraph(run('a')) + paragraph(run('b')))}</w:tr>"
        f"<w:sdt><w:sdtContent><w:tr>{cell('<w:p/>', '<w:vMerge/>')}{cell(inner)}"
        f"</w:tr></w:sdtContent></w:sdt></w:tbl>"
    )
    assert blocks_of(word(tmp_path, body)) == (
        Block(
            "table",
            rows=(((Run("wide"),), (), (Run("a\nb"),)), ((), (Run("in\nside"),), ())),
        ),
    )


def test_word_drawings_are_images_boxes_and_rules(tmp_path: Path) -> None:
    def picture(key: str, words: str) -> str:
        about = f'<wp:docPr id="1" name="p" descr="{words}"/>'
        return f'<w:r><w:drawing>{about}<a:blip r:embed="{key}"/></w:drawing></w:r>'

    shape = '<v:shape alt="old"><v:imagedata r:id="p1"/></v:shape>'
    box = f"<w:txbxContent>{paragraph(run('in the box'))}</w:txbxContent>"
    body = (
        paragraph(run("before ") + picture("p1", "a picture") + run(" after"))
        + paragraph(picture("p2", "a chart"))
        + paragraph(
            run("beside")
            + f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx>"
            f"</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
        + paragraph('<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>')
        + paragraph("", '<w:pBdr><w:bottom w:val="single"/></w:pBdr>')
        + paragraph(f"<w:r><w:pict>{shape}</w:pict></w:r>")
    )
    path = word(tmp_path, body)
    assert blocks_of(path) == (
        *plain("before "),
        Block("image", (Run("a picture"),), image="image1.png"),
        *plain(" after", "a chart", "beside", "in the box"),
        Block("rule"),
        Block("rule"),
        Block("image", (Run("old"),), image="image1.png"),
    )
    assert notes_of(path) == ("images",)


def test_word_images_of_cells_come_after_the_table(tmp_path: Path) -> None:
    picture = '<w:r><w:drawing><a:blip r:embed="p1"/></w:drawing></w:r>'
    cell = f"<w:tc>{paragraph(run('a') + picture + run('b'))}</w:tc>"
    body = f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>{paragraph(run('c'))}"
    assert blocks_of(word(tmp_path, body)) == (
        Block("table", rows=(((Run("a\nb"),),),)),
        Block("image", image="image1.png"),
        *plain("c"),
    )


def test_word_lines_of_code_are_a_block(tmp_path: Path) -> None:
    body = (
        styled("pre", "if x:")
        + styled("pre", "    pass")
        + styled("pre", "")
        + styled("pre", "end")
        + styled("q", "said")
        + styled("pre", "more")
    )
    assert blocks_of(word(tmp_path, body)) == (
        Block("code", (Run("if x:\n    pass\n\nend"),)),
        Block("quote", (Run("said"),), 1),
        Block("code", (Run("more"),)),
    )


@pytest.mark.parametrize("missing", ["word/styles.xml", "word/numbering.xml", "word/footnotes.xml"])
def test_word_parts_may_be_missing(missing: str, tmp_path: Path) -> None:
    body = styled("1", "Heading") + numbered(1, 0, "item")
    body += paragraph('<w:r><w:footnoteReference w:id="2"/></w:r>' + run("end"))
    path = word(tmp_path, body)
    with zipfile.ZipFile(path) as archive:
        members = {n: archive.read(n) for n in archive.namelist() if n != missing}
    assert [block.text[-7:] for block in blocks_of(zipped(path, members))][:2] == [
        "Heading",
        "item",
    ]
