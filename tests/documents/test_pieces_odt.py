"""OpenDocument texts as other programs write them, read as pieces of writing."""

from __future__ import annotations

from pathlib import Path

from app.documents.registry import read_piece
from app.piece import Block, Run
from tests.documents.piece_samples import IMAGES, blocks_of, notes_of, plain, zipped

_ODT = " ".join(
    f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for key, name in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
) + (' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"')
_AUTOMATIC = """
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Text_20_body">
<style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"
 style:text-line-through-style="solid"/></style:style>
<style:style style:name="T2" style:family="text">
<style:text-properties fo:font-weight="normal" style:font-name="Courier New"/></style:style>
<style:style style:name="T3" style:family="text"><style:text-properties fo:language="en"/>
</style:style>
<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1"/>
<text:list-level-style-number text:level="2" style:num-format="a"/></text:list-style>
"""
_COMMON = """
<style:default-style style:family="paragraph"><style:text-properties fo:language="de"
 fo:country="DE" style:language-asian="zh" style:country-asian="CN"/></style:default-style>
<style:style style:name="Quotations" style:family="paragraph"/>
<style:style style:name="Preformatted_20_Text" style:display-name="Preformatted Text"
 style:family="paragraph"/>
<style:style style:name="Numbered" style:family="paragraph" style:list-style-name="L2"/>
<style:style style:name="Lined" style:family="paragraph"><style:paragraph-properties
 fo:border-bottom="1pt solid #000000"/></style:style>
<style:style style:name="K" style:display-name="Kapitel" style:family="paragraph"
 style:default-outline-level="2"/>
<style:style style:name="Strong_20_Emphasis" style:family="text"/>
<text:list-style style:name="L2"><text:list-level-style-number text:level="1"
 style:num-format="1"/></text:list-style>
"""


def opendocument(folder: Path, body: str) -> Path:
    content = (
        f"<office:document-content {_ODT}><office:automatic-styles>{_AUTOMATIC}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    styles = f"<office:styles>{_COMMON}</office:styles>"
    return zipped(
        folder / "a.odt",
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "styles.xml": f"<office:document-styles {_ODT}>{styles}</office:document-styles>",
            "Pictures/a.png": IMAGES["a.png"],
            "Pictures/b.emf": b"\x01\0\0\0",
        },
    )


def test_opendocument_looks_are_of_spans_and_paragraphs(tmp_path: Path) -> None:
    body = (
        '<text:p text:style-name="P1">bold <text:span text:style-name="T2">code</text:span>'
        '<text:span text:style-name="T3"> same</text:span></text:p>'
        '<text:p>  a \n b<text:s text:c="2"/>'
        '<text:span text:style-name="T1">c<text:tab/></text:span>'
        '<text:span text:style-name="Strong_20_Emphasis">d</text:span><text:line-break/>'
        '<text:a xlink:href="http://e/">e<text:span text:style-name="T1">f</text:span></text:a>'
        "<text:page-number>9</text:page-number></text:p>"
    )
    piece, notes = read_piece(opendocument(tmp_path, body))
    assert piece.blocks == (
        Block(runs=(Run("bold ", bold=True), Run("code", code=True), Run(" same", bold=True))),
        Block(
            runs=(
                Run("a b  "),
                Run("c\t", italic=True, strike=True),
                Run("d", bold=True),
                Run("\n"),
                Run("e", link="http://e/"),
                Run("f", italic=True, strike=True, link="http://e/"),
                Run("9"),
            )
        ),
    )
    assert (piece.language, notes) == ("de-DE", ())


def test_opendocument_blocks(tmp_path: Path) -> None:
    body = """
<text:sequence-decls><text:sequence-decl text:name="x"/></text:sequence-decls>
<text:table-of-content><text:index-body><text:p>One 1</text:p></text:index-body>
</text:table-of-content>
<text:section><text:h text:outline-level="3">three</text:h>
<text:p text:style-name="K">two</text:p></text:section>
<text:list text:style-name="L1"><text:list-item><text:p>a</text:p><text:p>goes on</text:p>
</text:list-item><text:list-item><text:p>b</text:p><text:list><text:list-item><text:p>c</text:p>
</text:list-item></text:list></text:list-item></text:list>
<text:list><text:list-item><text:p text:style-name="Numbered">one</text:p></text:list-item>
</text:list>
<text:p text:style-name="Quotations">said</text:p>
<text:p text:style-name="Preformatted_20_Text">x<text:s text:c="3"/>y</text:p>
<text:p text:style-name="Preformatted_20_Text"/>
<text:p text:style-name="Preformatted_20_Text">z</text:p>
<text:p text:style-name="Lined"/>
<table:table><table:table-column table:number-columns-repeated="3"/>
<table:table-header-rows><table:table-row>
<table:table-cell table:number-columns-spanned="2"><text:p>wide</text:p></table:table-cell>
<table:covered-table-cell/><table:table-cell><text:p>c</text:p></table:table-cell>
</table:table-row></table:table-header-rows>
<table:table-row><table:table-cell table:number-columns-repeated="2"><text:p>d</text:p>
</table:table-cell><table:table-cell><text:p>e</text:p><text:p>f</text:p></table:table-cell>
</table:table-row></table:table>
"""
    path = opendocument(tmp_path, body)
    assert blocks_of(path) == (
        Block("heading", (Run("three"),), 3),
        Block("heading", (Run("two"),), 2),
        Block("item", (Run("a"),), 1),
        *plain("goes on"),
        Block("item", (Run("b"),), 1),
        Block("item", (Run("c"),), 2, ordered=True),
        Block("item", (Run("one"),), 1, ordered=True),
        Block("quote", (Run("said"),), 1),
        Block("code", (Run("x   y\n\nz"),)),
        Block("rule"),
        Block(
            "table",
            rows=(((Run("wide"),), (), (Run("c"),)), ((Run("d"),), (Run("d"),), (Run("e\nf"),))),
        ),
    )
    assert notes_of(path) == ("contents",)


def test_opendocument_changes_notes_and_drawings(tmp_path: Path) -> None:
    body = """
<text:tracked-changes><text:changed-region text:id="c1"><text:insertion/></text:changed-region>
<text:changed-region text:id="c2"><text:deletion><text:p>old</text:p></text:deletion>
</text:changed-region></text:tracked-changes>
<text:p>a <text:change-start text:change-id="c1"/>new<text:change-end text:change-id="c1"/>
<text:change text:change-id="c2"/>b<text:note><text:note-citation>1</text:note-citation>
<text:note-body><text:p>below</text:p></text:note-body></text:note><office:annotation>
<text:p>remark</text:p></office:annotation></text:p>
<text:p>x<draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:desc>seen</svg:desc></draw:frame>
<draw:frame><draw:image xlink:href="Pictures/b.emf"/><svg:title>unseen</svg:title></draw:frame>
<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>y</text:p>
"""
    path = opendocument(tmp_path, body)
    assert blocks_of(path) == (
        Block(
            runs=(
                Run("a "),
                Run("new", change="inserted"),
                Run(" "),
                Run("old", change="deleted"),
                Run("b[1]"),
            )
        ),
        *plain("x"),
        Block("image", (Run("seen"),), image="image1.png"),
        *plain(" unseen y", "boxed", "[1] below"),
    )
    assert notes_of(path) == ("footnotes", "comments", "images")
