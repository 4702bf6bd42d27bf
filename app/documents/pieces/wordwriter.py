"""A piece as a Word document, with the changes that wait for a decision as tracked changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count, groupby
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from app.documents.pieces import wordparts
from app.documents.pieces.form import text_of
from app.documents.pieces.occasion import Occasion
from app.documents.pieces.pictures import SVG, kind_of, size_of
from app.documents.pieces.typography import Typography, typography
from app.documents.pieces.wordparts import HEAD, style_of
from app.documents.pieces.zipped import media_type, write_members
from app.piece import Block, Piece, Run

_SPECIAL = re.compile("([\t\n])")
_WIDTH, _HEIGHT = 5_486_400, 7_772_400  # EMU, of the largest image
_PIXEL = 9525
_NAMESPACES = (
    f"{wordparts.W_NS}"
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
)
_SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440"'
    ' w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
)
_MARKS = {"inserted": "ins", "deleted": "del"}


def write(piece: Piece, target: Path, occasion: Occasion) -> None:
    """Write a document of a piece in its normal form; raises OSError."""
    writer = _Writer(piece, occasion)
    body = "".join(writer.body())
    images = {(Path(n).suffix[1:], media_type(data)) for n, data in piece.images.items()}
    write_members(
        target,
        [
            ("[Content_Types].xml", wordparts.content_types(sorted(images))),
            ("_rels/.rels", wordparts.ROOT_RELATIONSHIPS),
            ("docProps/core.xml", wordparts.core(piece, occasion.date)),
            (
                "word/document.xml",
                f"{HEAD}<w:document {_NAMESPACES}><w:body>{body}{_SECTION}</w:body></w:document>",
            ),
            (
                "word/_rels/document.xml.rels",
                wordparts.relationships(writer.links, writer.images),
            ),
            ("word/styles.xml", wordparts.styles(piece.blocks, writer.look)),
            ("word/numbering.xml", wordparts.numbering(writer.ordered)),
            ("word/settings.xml", wordparts.SETTINGS),
            *((f"word/media/{name}", data) for name, data in piece.images.items()),
        ],
    )


class _Writer:
    """Writes the text, and collects what its other parts need."""

    def __init__(self, piece: Piece, occasion: Occasion) -> None:
        self.look: Typography = typography(piece.language)
        self.links: dict[str, str] = {}
        self.images = {name: f"rIdImage{i}" for i, name in enumerate(piece.images, 1)}
        self.ordered: list[tuple[int, int]] = []
        self._piece = piece
        date = f" w:date={quoteattr(occasion.date)}" if occasion.date else ""
        self._by = f" w:author={quoteattr(occasion.author)}{date}"
        self._ids = count(1)
        self._lists: list[tuple[bool, int]] = []  # kind and number of the lists that are open

    def body(self) -> Iterator[str]:
        """Yield the elements of the text; tables are kept apart from what follows."""
        for block in self._piece.blocks:
            if block.kind != "item":
                self._lists.clear()
            if block.kind == "table":
                yield from self._table(block)
                yield "<w:p/>"
            elif block.kind == "image":
                yield f"<w:p><w:r>{self._drawing(block)}</w:r></w:p>"
            else:
                yield self._paragraph(block)

    def _paragraph(self, block: Block) -> str:
        style, _ = style_of(block)
        properties = f'<w:pStyle w:val="{style}"/>' if style else ""
        if block.kind == "item":
            properties += (
                f'<w:numPr><w:ilvl w:val="{block.level - 1}"/>'
                f'<w:numId w:val="{self._number(block)}"/></w:numPr>'
            )
        properties += "<w:bidi/>" if self.look.is_right_to_left else ""
        changes = {run.change for run in block.runs}
        if len(changes) == 1 and (mark := _MARKS.get(changes.pop())):
            properties += f"<w:rPr><w:{mark}{self._change()}/></w:rPr>"
        return f"<w:p><w:pPr>{properties}</w:pPr>{self._runs(block.runs)}</w:p>"

    def _number(self, item: Block) -> int:
        """Return the number of an item's list; one that is interrupted begins anew."""
        del self._lists[item.level :]
        if len(self._lists) == item.level:
            ordered, number = self._lists[-1]
            if ordered == item.ordered:
                return number
            self._lists.pop()
        number = wordparts.BULLETS
        if item.ordered:
            number = wordparts.BULLETS + 1 + len(self.ordered)
            self.ordered.append((number, item.level - 1))
        self._lists.append((item.ordered, number))
        return number

    def _runs(self, runs: Iterable[Run]) -> str:
        written = []
        for link, linked in groupby(runs, key=lambda run: run.link):
            content = "".join(self._changed(linked))
            if link.startswith("#") and len(link) > 1:
                content = f"<w:hyperlink w:anchor={quoteattr(link[1:])}>{content}</w:hyperlink>"
            elif link:
                key = self.links.setdefault(link, f"rIdLink{len(self.links) + 1}")
                content = f'<w:hyperlink r:id="{key}">{content}</w:hyperlink>'
            written.append(content)
        return "".join(written)

    def _changed(self, runs: Iterable[Run]) -> Iterator[str]:
        for change, group in groupby(runs, key=lambda run: run.change):
            content = "".join(map(self._run, group))
            mark = _MARKS.get(change)
            yield f"<w:{mark}{self._change()}>{content}</w:{mark}>" if mark else content

    def _change(self) -> str:
        return f' w:id="{next(self._ids)}"{self._by}'

    def _run(self, run: Run) -> str:
        style = "VerbatimChar" if run.code else "Hyperlink" if run.link else ""
        properties = f'<w:rStyle w:val="{style}"/>' if style else ""
        properties += '<w:rFonts w:hint="eastAsia"/>' if self.look.is_east_asian else ""
        properties += "<w:b/><w:bCs/>" if run.bold else ""
        properties += "<w:i/><w:iCs/>" if run.italic else ""
        properties += "<w:strike/>" if run.strike else ""
        properties += "<w:rtl/>" if self.look.is_right_to_left else ""
        text = "delText" if run.change == "deleted" else "t"
        content = "".join(
            {"\t": "<w:tab/>", "\n": "<w:br/>"}.get(part)
            or f'<w:{text} xml:space="preserve">{escape(part)}</w:{text}>'
            for part in filter(None, _SPECIAL.split(run.text))
        )
        return f"<w:r><w:rPr>{properties}</w:rPr>{content}</w:r>"

    def _table(self, block: Block) -> Iterator[str]:
        columns = len(block.rows[0])
        yield (
            '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>'
            '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
            ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>'
            + f'<w:gridCol w:w="{9026 // columns}"/>' * columns
            + "</w:tblGrid>"
        )
        for number, row in enumerate(block.rows):
            head = "" if number else "<w:trPr><w:tblHeader/></w:trPr>"
            cells = (f"<w:tc><w:p>{self._runs(cell)}</w:p></w:tc>" for cell in row)
            yield f"<w:tr>{head}{''.join(cells)}</w:tr>"
        yield "</w:tbl>"

    def _drawing(self, block: Block) -> str:
        data, key = self._piece.images[block.image], self.images[block.image]
        width, height = (side * _PIXEL for side in size_of(data))
        scale = min(1.0, _WIDTH / width, _HEIGHT / height)
        extent = f'cx="{max(int(width * scale), 1)}" cy="{max(int(height * scale), 1)}"'
        number, words = next(self._ids), quoteattr(text_of(block.runs))
        vector = (
            '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">'
            f'<asvg:svgBlip r:embed="{key}"/></a:ext></a:extLst>'
        )
        return (
            f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
            f'<wp:docPr id="{number}" name="{block.image}" descr={words}/><a:graphic>'
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="{block.image}"/>'
            f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{key}">'
            f"{vector if kind_of(data) is SVG else ''}</a:blip><a:stretch><a:fillRect/>"
            f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/>'
            '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing>"
        )
