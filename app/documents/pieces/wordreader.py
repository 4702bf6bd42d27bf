"""A Word document as a piece."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from functools import partial
from pathlib import Path

from msgspec import structs

from app.document_protocol import Note
from app.documents.inline import Object
from app.documents.inline import Run as Words
from app.documents.lines import is_spaceless
from app.documents.office import MC
from app.documents.package import Element, Package, opened
from app.documents.pieces.flow import Flow
from app.documents.pieces.form import PLAIN, text_of
from app.documents.pieces.stylenames import is_whole_code
from app.documents.pieces.wordelements import (
    BOX,
    address_in,
    alternative,
    count_in,
    instruction,
    notes,
    result_of,
    rows_or_cells,
    symbol,
    targets,
    words_of,
)
from app.documents.pieces.wordstyles import Styles
from app.documents.wordml import Field, Link, WordNode, Wrapper
from app.documents.wordml import Piece as InRun
from app.documents.wordml import read as read_nodes
from app.documents.wordschema import W
from app.piece import Block, Change, Piece, Run

_MAIN = (".document.main+xml", ".document.macroEnabled.main+xml", ".template.main+xml")
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V = "{urn:schemas-microsoft-com:vml}"
_HR = "{urn:schemas-microsoft-com:office:office}hr"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CORE = "docProps/core.xml"
_CHANGES: dict[str, Change] = {
    W + "ins": "inserted",
    W + "moveTo": "inserted",
    W + "del": "deleted",
    W + "moveFrom": "deleted",
}
_DELETED = {W + "delText": W + "t", W + "delInstrText": W + "instrText"}
_CHARACTERS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n"}
_INSTRUCTIONS = {W + "instrText", W + "fldChar", W + "delInstrText"}


def read(path: Path) -> tuple[Piece, tuple[Note, ...]]:
    """Read a Word document; raises UserError."""
    with opened(path) as package:
        part = package.main("a Word document", W + "document", *_MAIN)
        reader = _Reader(package, part)
        body = package.tree(part).find(W + "body")
        reader.blocks(() if body is None else body)
        piece = reader.flow.piece(*reader.about())
    return piece, tuple(reader.flow.notes)


class _Reader:
    def __init__(self, package: Package, part: str) -> None:
        self.flow = Flow()
        self._package = package
        self._styles = Styles(package)
        self._links = targets(package, part)
        self._parts = package.related(part)
        self._notes = {
            W + f"{kind}Reference": notes(package, part, kind) for kind in ("footnote", "endnote")
        }
        self._boxes: list[Element] = []
        self._title = ""

    def about(self) -> tuple[str, str]:
        """Return the title and the language."""
        title, language = self._title, None
        if _CORE in self._package:
            root = self._package.tree(_CORE)
            title = root.findtext(_DC + "title") or title
            language = root.findtext(_DC + "language")
        if language is None:
            text = "".join(text_of(block.runs) for block in self.flow.blocks)
            chinese = 2 * sum(map(is_spaceless, text)) > len(text)
            language = self._styles.language[1 if chinese else 0]
        return title, language

    def blocks(self, parent: Iterable[Element]) -> None:
        """Read paragraphs and tables."""
        for child in parent:
            if child.tag == W + "p":
                self._paragraph(child)
            elif child.tag == W + "tbl":
                self._table(child)
            elif child.tag == W + "sdt":
                self._control(child)
            elif child.tag == MC + "AlternateContent":
                self.blocks(alternative(child))
            elif child.tag == W + "altChunk":
                self.flow.note("parts")
            elif isinstance(child.tag, str) and child.find(f".//{W}p") is not None:
                self.blocks(child)

    def _control(self, control: Element) -> None:
        gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        if gallery is not None and gallery.get(W + "val") == "Table of Contents":
            self.flow.note("contents")
            return
        content = control.find(W + "sdtContent")
        self.blocks(() if content is None else content)

    def _paragraph(self, paragraph: Element) -> None:
        if self._styles.is_contents(paragraph):
            self.flow.note("contents")
            return
        block = self._styles.block(paragraph)
        nodes = read_nodes(paragraph)
        if block.kind == "code" and not is_whole_code(self._styles.name(paragraph)):
            self.flow.code_line(self._runs_of(partial(self._nodes, nodes, PLAIN)))
            return
        self.flow.end()
        before = len(self.flow.blocks)
        self.flow.begin(Block() if block.kind == "rule" else block)
        self._nodes(nodes, PLAIN)
        self.flow.end()
        added = self.flow.blocks[before:]
        if self._styles.is_title(paragraph) and not self._title:
            self._title = " ".join(text_of(block.runs) for block in added)
        if not added and (block.kind == "rule" or self._styles.has_border(paragraph)):
            self.flow.add(Block("rule"))
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)

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
        for row in rows_or_cells(table, W + "tr"):
            cells: list[tuple[Run, ...]] = [()] * count_in(row, f"{W}trPr/{W}gridBefore", 0)
            for cell in rows_or_cells(row, W + "tc"):
                cells.append(self._runs_of(partial(self.blocks, cell)))
                cells += [()] * (count_in(cell, f"{W}tcPr/{W}gridSpan", 1) - 1)
            rows.append(cells)
        self.flow.table(rows)

    # Within paragraphs -------------------------------------------------------------------

    def _nodes(self, nodes: Iterable[WordNode], look: Run) -> None:
        for node in nodes:
            if isinstance(node, Words):
                self.flow.text(node.text, self._styles.look(node.style.properties, look))
            elif isinstance(node, Object):
                self._object(node.content, look)
            elif isinstance(node.content, Link):
                address = address_in("".join(map(instruction, node.content.opening)))
                self._nodes(node.children, structs.replace(look, link=address))
            elif isinstance(node.content, Wrapper):
                self._nodes(node.children, self._within(node.content.element, look))

    def _within(self, element: Element, look: Run) -> Run:
        """Return the look of what an element encloses."""
        if element.tag in _CHANGES:
            return structs.replace(look, change=look.change or _CHANGES[element.tag])
        if element.tag == W + "hyperlink":
            anchor = element.get(W + "anchor", "")
            address = self._links.get(element.get(_R + "id", ""), "")
            return structs.replace(look, link=address + (f"#{anchor}" if anchor else ""))
        if element.tag == W + "fldSimple":
            return structs.replace(look, link=address_in(element.get(W + "instr", "")))
        return look

    def _object(self, content: object, look: Run) -> None:
        if isinstance(content, Field):
            self._nodes(result_of(content.nodes), look)
        elif isinstance(content, InRun):
            self._in_run(content.element, self._styles.look(content.format.properties, look))
        elif not isinstance(content, Element):
            return
        elif content.tag in _CHANGES:
            restored = deepcopy(content)
            for element in restored.iter(*_DELETED):
                element.tag = _DELETED[element.tag]
            deleted = structs.replace(look, change=_CHANGES[content.tag])
            self._nodes(read_nodes(restored), deleted)
        elif content.tag == W + "sdt":
            for slot in content.iterchildren(W + "sdtContent"):
                self._nodes(read_nodes(slot), look)
        elif content.tag == MC + "AlternateContent":
            for child in alternative(content):
                self._in_run(child, look)
        else:
            self.flow.text(words_of(content), look)

    def _in_run(self, element: Element, look: Run) -> None:
        if element.tag in _CHARACTERS:
            self.flow.text(_CHARACTERS[element.tag], look)
        elif element.tag == MC + "AlternateContent":
            for child in alternative(element):
                self._in_run(child, look)
        elif element.tag in (W + "drawing", W + "pict", W + "object"):
            self._drawing(element)
        elif element.tag in self._notes:
            self._footnote(self._notes[element.tag].get(element.get(W + "id", "")))
        elif element.tag == W + "commentReference":
            self.flow.note("comments")
        elif element.tag == W + "sym":
            self.flow.text(symbol(element), look)
        elif element.tag == W + "ruby":
            base = element.find(W + "rubyBase")
            self.flow.text("" if base is None else words_of(base), look)
        elif element.tag not in _INSTRUCTIONS:
            self.flow.text(words_of(element), look)

    def _footnote(self, note: Element | None) -> None:
        if note is not None:
            self.flow.text(self.flow.footnote(self._runs_of(partial(self.blocks, note))))

    def _drawing(self, drawing: Element) -> None:
        """Add the images of a drawing; its boxes of text come after the paragraph."""
        boxes = list(drawing.iter(BOX))
        self._boxes += boxes
        if any(rule.get(_HR) for rule in drawing.iter(_V + "rect")):
            self.flow.add(Block("rule"))
            return
        about = next(drawing.iter(_WP + "docPr"), None)
        words = "" if about is None else about.get("descr") or about.get("title") or ""
        images = [blip.get(_R + "embed", "") for blip in drawing.iter(_A + "blip")]
        for image in drawing.iter(_V + "imagedata"):
            images.append(image.get(_R + "id", ""))
            words = words or next((s.get("alt", "") for s in drawing.iter(_V + "shape")), "")
        for name in images:
            part = self._parts.get(name)
            self.flow.image(self._package.read(part) if part else b"", words)
        if not images and not boxes:
            self.flow.missing_image(words)
