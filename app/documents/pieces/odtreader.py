"""An OpenDocument text as a piece."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from msgspec import structs

from app.document_protocol import Note
from app.documents.inline import Object, Span
from app.documents.inline import Run as Words
from app.documents.lines import is_spaceless
from app.documents.odtext import TEXT, OdtNode
from app.documents.odtext import Styles as SpanStyles
from app.documents.odtext import read as read_nodes
from app.documents.package import Element, Package, opened
from app.documents.pieces.flow import Flow
from app.documents.pieces.form import text_of
from app.documents.pieces.odtstyles import OFFICE, STYLE_NAME, Styles
from app.documents.pieces.pictures import kind_of
from app.piece import Block, Piece, Run

_MIMETYPES = (
    b"application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.text-template",
)
_MANIFEST = "META-INF/manifest.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_PARAGRAPHS = (TEXT + "p", TEXT + "h")
_INDEXES = {
    TEXT + f"{name}-index" for name in ("illustration", "table", "object", "user", "alphabetical")
} | {TEXT + "table-of-content"}
_NOT_TEXT = {
    TEXT + "tracked-changes",
    TEXT + "sequence-decls",
    TEXT + "variable-decls",
    TEXT + "user-field-decls",
    OFFICE + "forms",
}
_ROWS = (_TABLE + "table-header-rows", _TABLE + "table-rows", _TABLE + "table-row-group")
_WIDEST = 64


def read(path: Path) -> tuple[Piece, tuple[Note, ...]]:
    """Read an OpenDocument text; raises UserError."""
    with opened(path) as package:
        if package.read("mimetype").strip() not in _MIMETYPES:
            raise package.unreadable("not an OpenDocument text")
        if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
            raise package.unreadable("encrypted")
        reader = _Reader(package)
        for text in package.tree("content.xml").iter(OFFICE + "text"):
            reader.blocks(text)
        piece = reader.flow.piece(*reader.about())
    return piece, tuple(reader.flow.notes)


class _Reader:
    def __init__(self, package: Package) -> None:
        self.flow = Flow()
        self._package = package
        self._styles = Styles(package)
        root = package.tree("content.xml")
        self._spans = SpanStyles(root)
        self._regions = {
            region.get(_XML_ID, region.get(TEXT + "id", "")): region
            for region in root.iter(TEXT + "changed-region")
        }
        self._inserted: set[str] = set()  # changes that have begun
        self._boxes: list[Element] = []
        self._title = ""

    def about(self) -> tuple[str, str]:
        """Return the title and the language."""
        title, language = self._title, None
        if "meta.xml" in self._package:
            root = self._package.tree("meta.xml")
            title = root.findtext(f".//{_DC}title") or title
            language = root.findtext(f".//{_DC}language")
        if language is None:
            text = "".join(text_of(block.runs) for block in self.flow.blocks)
            chinese = 2 * sum(map(is_spaceless, text)) > len(text)
            language = self._styles.language[1 if chinese else 0]
        return title, language

    def blocks(self, parent: Iterable[Element]) -> None:
        """Read paragraphs, lists and tables."""
        for child in parent:
            if child.tag in _PARAGRAPHS:
                self._paragraph(child, self._styles.block(child))
            elif child.tag == TEXT + "list":
                self._list(child, 1, "")
            elif child.tag == _TABLE + "table":
                self._table(child)
            elif child.tag in _INDEXES:
                self.flow.note("contents")
            elif child.tag == OFFICE + "annotation":
                self.flow.note("comments")
            elif child.tag in (_DRAW + "frame", _DRAW + "a"):
                self._drawing(child)
                self._read_boxes()
            elif isinstance(child.tag, str) and child.tag not in _NOT_TEXT:
                self.blocks(child)

    def _paragraph(self, paragraph: Element, block: Block) -> None:
        if self._styles.is_contents(paragraph):
            self.flow.note("contents")
            return
        nodes, look = read_nodes(paragraph, self._spans), self._styles.paragraph_look(paragraph)
        if block.kind == "code":
            look = Run("")
            if not self._styles.is_whole_code(paragraph):
                self.flow.code_line(self._runs_of(partial(self._nodes, nodes, look)))
                return
        self.flow.end()
        before = len(self.flow.blocks)
        self.flow.begin(Block() if block.kind == "rule" else block)
        self._nodes(nodes, look)
        self.flow.end()
        added = self.flow.blocks[before:]
        if self._styles.is_title(paragraph) and not self._title:
            self._title = " ".join(text_of(block.runs) for block in added)
        if not added and (block.kind == "rule" or self._styles.has_border(paragraph)):
            self.flow.add(Block("rule"))
        self._read_boxes()

    def _read_boxes(self) -> None:
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)

    def _list(self, element: Element, level: int, style: str) -> None:
        style = element.get(STYLE_NAME) or style
        for item in element.iterchildren(TEXT + "list-item", TEXT + "list-header"):
            is_first = item.tag == TEXT + "list-item"
            for child in item:
                if child.tag == TEXT + "list":
                    self._list(child, level + 1, style)
                elif child.tag == TEXT + "p" and is_first:
                    used = style or self._styles.list_style(child)
                    ordered = self._styles.is_ordered(used, level)
                    self._paragraph(child, Block("item", (), level, ordered))
                    is_first = False
                else:
                    self.blocks([child])

    def _runs_of(self, fill: Callable[[], None]) -> tuple[Run, ...]:
        """Return as runs what would be added to the piece."""
        outer, self.flow = self.flow, self.flow.cell()
        try:
            fill()
            return self.flow.line()
        finally:
            self.flow = outer

    def _table(self, table: Element) -> None:
        rows: list[list[tuple[Run, ...]]] = []
        for row in _rows(table):
            cells: list[tuple[Run, ...]] = []
            for cell in row.iterchildren(_TABLE + "table-cell", _TABLE + "covered-table-cell"):
                runs = () if "covered" in cell.tag else self._runs_of(partial(self.blocks, cell))
                cells += [runs] * _count(cell, _TABLE + "number-columns-repeated")
            rows += [cells] * _count(row, _TABLE + "number-rows-repeated")
        self.flow.table(rows)

    # Within paragraphs -------------------------------------------------------------------

    def _nodes(self, nodes: Iterable[OdtNode], look: Run) -> None:
        for node in nodes:
            if isinstance(node, Words):
                self._text(node.text, node.style.spans, look)
            elif isinstance(node, Object):
                self._object(node.content.element, node.content.style.spans, look)
            elif isinstance(node, Span):
                element = node.content.element
                inner = look
                for span in node.content.style.spans:
                    inner = self._styles.span_look(span, inner)
                if element.tag == TEXT + "a":
                    inner = structs.replace(inner, link=element.get(_HREF, ""))
                self._nodes(node.children, inner)

    def _text(self, text: str, spans: tuple[Element, ...], look: Run) -> None:
        for span in spans:
            look = self._styles.span_look(span, look)
        if self._inserted and not look.change:
            look = structs.replace(look, change="inserted")
        self.flow.text(text, look)

    def _object(self, element: Element, spans: tuple[Element, ...], look: Run) -> None:
        match element.tag.rpartition("}")[2]:
            case "tab":
                self._text("\t", spans, look)
            case "line-break":
                self._text("\n", spans, look)
            case "note":
                body = element.find(TEXT + "note-body")
                if body is not None:
                    self.flow.text(self.flow.footnote(self._runs_of(partial(self.blocks, body))))
            case "annotation":
                self.flow.note("comments")
            case "change-start":
                self._change(element.get(TEXT + "change-id", ""))
            case "change-end":
                self._inserted.discard(element.get(TEXT + "change-id", ""))
            case "change":
                self._deleted(element.get(TEXT + "change-id", ""))
            case "ruby":
                base = element.find(TEXT + "ruby-base")
                self._text("" if base is None else _words(base), spans, look)
            case _ if element.tag.startswith(_DRAW):
                self._drawing(element)
            case _:
                self._text(_words(element), spans, look)

    def _change(self, name: str) -> None:
        region = self._regions.get(name)
        if region is not None and region.find(TEXT + "insertion") is not None:
            self._inserted.add(name)

    def _deleted(self, name: str) -> None:
        """Add the text that a change has deleted."""
        region = self._regions.get(name)
        for deletion in () if region is None else region.iterchildren(TEXT + "deletion"):
            for run in self._runs_of(partial(self.blocks, deletion)):
                self.flow.text(run.text, structs.replace(run, change="deleted"))

    def _drawing(self, drawing: Element) -> None:
        """Add the image of a drawing; its boxes of text come after the paragraph."""
        boxes = [] if drawing.tag == _DRAW + "frame" else [drawing]
        boxes = list(drawing.iter(_DRAW + "text-box")) or boxes
        boxes = [box for box in boxes if next(box.iter(*_PARAGRAPHS), None) is not None]
        words = drawing.findtext(f".//{_SVG}desc") or drawing.findtext(f".//{_SVG}title") or ""
        images = [image for image in drawing.iter(_DRAW + "image") if not boxes]
        data = [self._bytes(image) for image in images]
        found = next((image for image in data if kind_of(image)), b"")
        if found:
            self.flow.image(found, words)
        elif images or not boxes:
            self.flow.missing_image(words)
        self._boxes += boxes

    def _bytes(self, image: Element) -> bytes:
        name = image.get(_HREF, "").removeprefix("./")
        return self._package.read(name) if name in self._package else b""


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == _TABLE + "table-row":
            yield child
        elif child.tag in _ROWS:
            yield from _rows(child)


def _count(element: Element, name: str) -> int:
    value = element.get(name, "1")
    return min(max(int(value), 1), _WIDEST) if value.isdecimal() and len(value) < 9 else 1


def _words(element: Element) -> str:
    """Return the text of an element that is not understood."""
    return "".join(map(str, element.itertext()))
