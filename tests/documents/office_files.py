"""Office files like those of the real world: each builder writes one and returns its path."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pptx
import xlsxwriter
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml as parse_slide_xml
from pptx.util import Inches

W_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def png() -> BytesIO:
    """Return a picture of one grey pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return BytesIO(
        b"\x89PNG\r\n\x1a\n"
        + header
        + chunk(b"IDAT", zlib.compress(b"\0\x80"))
        + chunk(b"IEND", b"")
    )


# Word ------------------------------------------------------------------------------------

# A sentence that an editor has cut into runs, with a link, a footnote, a bookmark and a comment.
BUSY = """
<w:p {ns} w:rsidR="00AB12CD"><w:pPr><w:spacing w:after="120"/></w:pPr>
<w:bookmarkStart w:id="7" w:name="start"/>
<w:r w:rsidRPr="00AB12CE"><w:rPr><w:lang w:val="en-GB"/></w:rPr>
<w:t xml:space="preserve">The  contract </w:t></w:r>
<w:proofErr w:type="spellStart"/>
<w:r w:rsidRPr="00AB12CF"><w:t xml:space="preserve">binds </w:t></w:r>
<w:proofErr w:type="spellEnd"/>
<w:r><w:rPr><w:b/></w:rPr><w:t>both</w:t></w:r>
<w:r><w:rPr><w:b/><w:noProof/></w:rPr><w:lastRenderedPageBreak/>
<w:t xml:space="preserve"> parties</w:t></w:r>
<w:r><w:t xml:space="preserve">, see </w:t></w:r>
<w:hyperlink r:id="{link}" w:history="1">
<w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t xml:space="preserve">our </w:t></w:r>
<w:r><w:rPr><w:rStyle w:val="Hyperlink"/><w:i/></w:rPr><w:t>page</w:t></w:r>
</w:hyperlink>
<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="2"/></w:r>
<w:r><w:t xml:space="preserve"> and clause </w:t></w:r>
<w:r><w:fldChar w:fldCharType="begin"/></w:r>
<w:r><w:instrText xml:space="preserve"> REF clause \\h </w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r>
<w:r><w:t>4.2</w:t></w:r>
<w:r><w:fldChar w:fldCharType="end"/></w:r>
<w:r><w:t xml:space="preserve"> on</w:t><w:tab/><w:t>page</w:t><w:br/><w:t>seven</w:t></w:r>
<w:r><w:noBreakHyphen/><w:t>B.</w:t></w:r>
<w:bookmarkEnd w:id="7"/></w:p>"""

CONTENTS = """
<w:p {ns}><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>
<w:r><w:fldChar w:fldCharType="begin"/></w:r>
<w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" </w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r>
<w:hyperlink w:anchor="start"><w:r><w:t>Introduction</w:t></w:r><w:r><w:tab/></w:r>
<w:r><w:fldChar w:fldCharType="begin"/></w:r>
<w:r><w:instrText xml:space="preserve"> PAGEREF start </w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>
<w:r><w:fldChar w:fldCharType="end"/></w:r></w:hyperlink></w:p>"""
CONTENTS_END = """
<w:p {ns}><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"""

OLD_LINK = """
<w:p {ns}><w:r><w:t xml:space="preserve">Write to </w:t></w:r>
<w:r><w:fldChar w:fldCharType="begin"/></w:r>
<w:r><w:instrText xml:space="preserve"> HYPERLINK "mailto:a@example.org" </w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r>
<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>the office</w:t></w:r>
<w:r><w:fldChar w:fldCharType="end"/></w:r>
<w:r><w:t xml:space="preserve"> today, please.</w:t></w:r></w:p>"""

REVISED = """
<w:p {ns}><w:r><w:t xml:space="preserve">The price is </w:t></w:r>
<w:del w:id="11" w:author="Li"><w:r><w:delText>low</w:delText></w:r></w:del>
<w:ins w:id="12" w:author="Li"><w:r><w:t>very high</w:t></w:r></w:ins>
<w:r><w:t xml:space="preserve"> this year.</w:t></w:r></w:p>"""

CONTROLS = """
<w:p {ns}><w:r><w:t xml:space="preserve">Dear </w:t></w:r>
<w:sdt><w:sdtPr><w:alias w:val="Name"/><w:id w:val="44"/><w:text/></w:sdtPr>
<w:sdtContent><w:r><w:t>customer</w:t></w:r></w:sdtContent></w:sdt>
<w:r><w:t xml:space="preserve">, today is </w:t></w:r>
<w:sdt><w:sdtPr><w:id w:val="45"/><w:date/></w:sdtPr>
<w:sdtContent><w:r><w:t>1 May</w:t></w:r></w:sdtContent></w:sdt>
<w:smartTag w:uri="u" w:element="place"><w:r><w:t xml:space="preserve"> in Paris</w:t></w:r>
</w:smartTag></w:p>"""

CHINESE = """
<w:p {ns}><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>\u3000\u3000合同</w:t></w:r>
<w:r><w:t>对</w:t></w:r>
<w:r><w:rPr><w:rFonts w:ascii="Arial" w:eastAsia="Arial" w:hint="eastAsia"/><w:b/></w:rPr>
<w:t>双方</w:t></w:r>
<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>具有约束力。</w:t></w:r></w:p>"""

TEXT_BOX = """
<w:p {ns}><w:r><w:t xml:space="preserve">Beside the box </w:t></w:r><w:r><mc:AlternateContent>
<mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="900" cy="900"/>
<wp:docPr id="90" name="Box"/><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<wps:wsp><wps:cNvSpPr/><wps:spPr/><wps:txbx><w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r>
</w:p></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>
</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>
<w:txbxContent><w:p><w:r><w:t>In the box</w:t>
</w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>
<w:r><w:t>stands text.</w:t></w:r></w:p>"""

NOTES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:{kind}s {ns}>
<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>
<w:{kind} w:id="2"><w:p><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:{kind}Ref/>
</w:r><w:r><w:t xml:space="preserve"> Signed in {kind} two.</w:t></w:r></w:p></w:{kind}>
</w:{kind}s>"""

_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def word(path: Path) -> Path:
    """Write a contract with everything that Word puts into paragraphs."""
    document = docx.Document()
    link = document.part.relate_to("https://example.org", RELATIONSHIP_TYPE.HYPERLINK, True)
    ns = f"{nsdecls('w', 'r', 'wp', 'a')} {_MORE}"

    def add(xml: str) -> None:
        document.element.body.insert(-1, parse_xml(xml.format(ns=ns, link=link)))

    document.add_heading("Contract 合同", 1)
    for xml in (CONTENTS, CONTENTS_END, BUSY, OLD_LINK, REVISED, CONTROLS, CHINESE, TEXT_BOX):
        add(xml)
    document.add_paragraph("First item", style="List Number")
    document.add_paragraph("Second item", style="List Bullet")
    document.add_paragraph("2026-01-02 … 12.50")
    paragraph = document.add_paragraph("A picture ")
    paragraph.add_run().add_picture(png())
    commented = paragraph.add_run(" in the text")
    document.add_comment(commented, "Please check", "Li")
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "Merged heading"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Merged rows"
    table.cell(1, 1).add_table(1, 1).cell(0, 0).text = "Nested cell"
    section = document.sections[0]
    section.header.paragraphs[0].text = "Confidential\tdraft"
    section.footer.paragraphs[0].text = "Page of the contract"
    document.add_paragraph("Last words of the section.")
    document.add_section()
    for kind, relation in (
        ("footnote", RELATIONSHIP_TYPE.FOOTNOTES),
        ("endnote", RELATIONSHIP_TYPE.ENDNOTES),
    ):
        name = PackURI(f"/word/{kind}s.xml")
        blob = NOTES.format(kind=kind, ns=nsdecls("w")).encode()
        part = Part(name, f"{W_TYPES}{kind}s+xml", blob, document.part.package)
        document.part.relate_to(part, relation)
    document.save(str(path))
    return path


# PowerPoint ------------------------------------------------------------------------------

SLIDE_TEXT = """
<a:p {ns}><a:pPr marL="342900" indent="-342900"><a:buAutoNum type="arabicPeriod"/></a:pPr>
<a:r><a:rPr lang="en-US" dirty="0"/><a:t>Sales </a:t></a:r>
<a:r><a:rPr lang="en-US" err="1" dirty="0"/><a:t>grew</a:t></a:r>
<a:r><a:rPr lang="en-US" b="1"><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></a:rPr>
<a:t> a lot</a:t></a:r><a:br><a:rPr lang="en-US"/></a:br>
<a:r><a:rPr lang="en-US"/><a:t>on page </a:t></a:r>
<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang="en-US"/>
<a:t>2</a:t></a:fld><a:r><a:rPr lang="en-US"/><a:t> of it</a:t></a:r>
<a:endParaRPr lang="en-US" dirty="0"/></a:p>"""


def slides(path: Path) -> Path:
    """Write a presentation with tables, groups, a chart, links and notes."""
    presentation = pptx.Presentation()
    for title, notes in (("Results 结果", "Say hello first"), ("Outlook", "Take time")):
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = title
        frame = slide.placeholders[1].text_frame
        frame.text = "Growth in Asia"
        frame.add_paragraph().text = "第二点：成本"
        ns = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        frame._txBody.append(parse_slide_xml(SLIDE_TEXT.format(ns=ns)))
        run = frame.add_paragraph().add_run()
        run.text = "More on our site"
        run.hyperlink.address = "https://example.org"
        slide.notes_slide.notes_text_frame.text = notes
    shapes = presentation.slides[0].shapes
    group = shapes.add_group_shape()
    box = group.shapes.add_textbox(0, 0, Inches(2), Inches(1))
    box.text_frame.text = "Inside a group"
    table = shapes.add_table(2, 2, 0, 0, Inches(4), Inches(1)).table
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(0, 0).text = "Merged heading"
    table.cell(1, 0).text = "1,250"
    data = CategoryChartData()
    data.categories = ["East", "West"]
    data.add_series("Series", (1, 2))
    chart = shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(4), Inches(3), data).chart
    chart.has_title = True
    chart.chart_title.text_frame.text = "Sales by region"
    shapes.add_picture(png(), 0, 0)
    presentation.save(str(path))
    return path


# Excel -----------------------------------------------------------------------------------


def workbook(path: Path, *, structured: bool = False) -> Path:
    """Write a workbook; with `structured` a formula names a column of its table."""
    book = xlsxwriter.Workbook(str(path))
    bold, red = book.add_format({"bold": True}), book.add_format({"font_color": "red"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    tall = book.add_format({"valign": "top", "border": 1})
    sheet = book.add_worksheet("Data 数据")
    sheet.write("A1", "Quarterly report", bold)
    sheet.write("A2", "季度报告")
    sheet.write_rich_string("A3", "Sales ", bold, "grew a lot", " and ", red, "fast", tall)
    sheet.write("A4", "Two\nlines", tall)
    sheet.write("B1", 12.5)
    sheet.write_datetime("B2", date(2026, 1, 2), day)
    sheet.write_formula("B3", "=B1*2", None, 25)
    sheet.write_formula("B4", '=A1&" (draft)"', None, "Quarterly report (draft)")
    sheet.write("B5", "Quarterly report")
    sheet.write("B6", "2026-01 / 12.5")
    sheet.merge_range("A8:C8", "Merged heading", tall)
    columns = [{"header": "Product"}, {"header": "Price"}, {"header": "Cost"}]
    sheet.add_table("A10:C12", {"columns": columns, "data": [["Tea", 1, 2], ["Rice", 3, 4]]})
    if structured:
        sheet.write_formula("E10", "=SUM(Table1[Price])", None, 4)
    sheet.insert_textbox("E1", "Note on the sheet")
    sheet.insert_image("E5", "grey.png", {"image_data": png()})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='Data 数据'!$B$11:$B$12"})
    chart.set_title({"name": "Prices by product"})
    sheet.insert_chart("G1", chart)
    book.add_worksheet("Empty")
    book.close()
    # Excel, unlike the library, does not ask for results to be computed anew.
    raw = path.rename(path.with_suffix(".raw"))
    return changed(raw, path, lambda _, content: content.replace(b' fullCalcOnLoad="1"', b""))


def inline_workbook(path: Path) -> Path:
    """Write a workbook as programs do that have no table of shared strings."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write("A1", "Inline words")
    sheet.write("A2", 5)
    book.close()
    return path


# OpenDocument ----------------------------------------------------------------------------

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_ODF_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in (
        *((n, f"{_ODF}{n}:1.0") for n in ("office", "text", "table", "style", "manifest")),
        ("draw", f"{_ODF}drawing:1.0"),
        ("fo", f"{_ODF}xsl-fo-compatible:1.0"),
        ("svg", f"{_ODF}svg-compatible:1.0"),
        ("xlink", "http://www.w3.org/1999/xlink"),
        ("loext", "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"),
        ("officeooo", "http://openoffice.org/2009/office"),
    )
)

ODT_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content {ns} office:version="1.2"><office:automatic-styles>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:break-before="page"/></style:style>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/>
</style:style><style:style style:name="T2" style:family="text">
<style:text-properties fo:font-weight="bold" officeooo:rsid="0012"/></style:style>
<style:style style:name="T3" style:family="text"><style:text-properties officeooo:rsid="0013"/>
</style:style></office:automatic-styles><office:body><office:text>
<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>
<text:p>Deleted before</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:h text:style-name="Heading_20_1" text:outline-level="1">Contract 合同</text:h>
<text:p text:style-name="P1">The <text:s/>contract <text:span text:style-name="T3">binds</text:span>
 <text:span text:style-name="T1">both </text:span><text:span text:style-name="T2">parties</text:span
>, see <text:a xlink:href="https://example.org">our <text:span
 text:style-name="Emphasis">page</text:span></text:a><text:note text:id="ftn1"
 text:note-class="footnote"><text:note-citation>1</text:note-citation>
<text:note-body><text:p text:style-name="Footnote">Signed in note one.</text:p></text:note-body>
</text:note> on<text:tab/>page<text:line-break/>seven<text:soft-page-break/>
<text:bookmark text:name="start"/> here.<text:change text:change-id="c1"/></text:p>
<text:list><text:list-item><text:p>First item</text:p></text:list-item>
<text:list-item><text:p>第二项</text:p></text:list-item></text:list>
<table:table><table:table-column table:number-columns-repeated="2"/><table:table-row>
<table:table-cell table:number-columns-spanned="2"><text:p>Merged heading</text:p>
</table:table-cell><table:covered-table-cell><text:p>Hidden words</text:p>
</table:covered-table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>12.50</text:p></table:table-cell>
<table:table-cell><text:p>Cell</text:p></table:table-cell></table:table-row></table:table>
<text:p>A picture <draw:frame text:anchor-type="as-char" svg:width="1cm" svg:height="1cm">
<draw:image xlink:href="Pictures/grey.png"/></draw:frame> and a box <draw:frame
 text:anchor-type="as-char" svg:width="3cm"><draw:text-box><text:p>In the box</text:p>
</draw:text-box></draw:frame> in the text<office:annotation><text:p>A comment</text:p>
</office:annotation>.</text:p>
</office:text></office:body></office:document-content>"""

ODT_STYLES = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles {ns} office:version="1.2"><office:styles>
<style:style style:name="Standard" style:family="paragraph"/></office:styles>
<office:automatic-styles><style:page-layout style:name="L1"/></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L1">
<style:header><text:p>Confidential draft</text:p></style:header>
<style:footer><text:p>Page <text:page-number>1</text:page-number> of it</text:p></style:footer>
</style:master-page></office:master-styles></office:document-styles>"""

ODT_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest {ns} manifest:version="1.2">
<manifest:file-entry manifest:full-path="/"
 manifest:media-type="application/vnd.oasis.opendocument.text"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="Pictures/grey.png" manifest:media-type="image/png"/>
</manifest:manifest>"""


def open_document(path: Path) -> Path:
    """Write an OpenDocument text as LibreOffice does."""
    parts = {
        "content.xml": ODT_CONTENT,
        "styles.xml": ODT_STYLES,
        "META-INF/manifest.xml": ODT_MANIFEST,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        for name, text in parts.items():
            archive.writestr(name, text.format(ns=_ODF_NAMESPACES))
        archive.writestr("Pictures/grey.png", png().getvalue())
    return path


BUILDERS: dict[str, Callable[[Path], Path]] = {
    ".docx": word,
    ".pptx": slides,
    ".xlsx": workbook,
    ".odt": open_document,
}


def changed(source: Path, target: Path, edit: Callable[[str, bytes], bytes]) -> Path:
    """Copy a ZIP file, each part as `edit` makes it of its name and bytes."""
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as copy:
        for info in archive.infolist():
            copy.writestr(info, edit(info.filename, archive.read(info)))
    return target
