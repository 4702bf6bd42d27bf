"""A piece as an OpenDocument text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from lxml import etree

from app.documents.inline import Run as Words
from app.documents.inline import Span
from app.documents.odtext import OdtNode, Style, refill
from app.documents.odtext import Piece as InParagraph
from app.documents.package import Element
from app.documents.pieces import odtparts
from app.documents.pieces.form import original, text_of
from app.documents.pieces.occasion import Occasion
from app.documents.pieces.odtparts import HEAD, NAMESPACES, ROOT, TABLE_STYLES, style_of
from app.documents.pieces.pictures import size_of
from app.documents.pieces.typography import typography
from app.documents.pieces.zipped import media_type, write_members
from app.piece import Block, Piece, Run

_WIDTH, _HEIGHT = 16.0, 22.0  # cm, of the largest image
_CELL = {"table:style-name": "Cell", "office:value-type": "string"}
_PIXEL = 2.54 / 96  # cm
_LOOKS = (
    ("bold", 'fo:font-weight="bold" style:font-weight-asian="bold"'),
    ("italic", 'fo:font-style="italic" style:font-style-asian="italic"'),
    ("strike", 'style:text-line-through-style="solid"'),
)


def write(piece: Piece, target: Path, occasion: Occasion) -> None:
    """Write a document of a piece; raises OSError."""
    piece = original(piece)
    pictures = {f"Pictures/{name}": data for name, data in piece.images.items()}
    write_members(
        target,
        [
            ("mimetype", odtparts.MIMETYPE),
            (
                "META-INF/manifest.xml",
                odtparts.manifest((name, media_type(data)) for name, data in pictures.items()),
            ),
            ("content.xml", _Writer(piece).content()),
            ("styles.xml", odtparts.styles(piece.blocks, typography(piece.language))),
            ("meta.xml", odtparts.meta(piece, occasion.date)),
            *pictures.items(),
        ],
    )


class _Writer:
    """Writes the text, and collects the styles of its spans."""

    def __init__(self, piece: Piece) -> None:
        self._piece = piece
        self._spans: dict[tuple[str, ...], str] = {}

    def content(self) -> str:
        """Return the part with the text."""
        text = etree.Element(_name("office:text"), nsmap=NAMESPACES)
        for kind, group in groupby(self._piece.blocks, key=lambda block: block.kind):
            if kind == "item":
                self._lists(text, list(group))
                continue
            for block in group:
                self._block(text, block)
        body = etree.tostring(text, encoding="unicode")
        return (
            f"{HEAD}<office:document-content {ROOT}><office:automatic-styles>{TABLE_STYLES}"
            f"{''.join(map(_style, self._spans.items()))}</office:automatic-styles>"
            f"<office:body>{body}</office:body></office:document-content>"
        )

    def _block(self, parent: Element, block: Block) -> None:
        if block.kind == "table":
            self._table(parent, block)
            return
        tag = "text:h" if block.kind == "heading" else "text:p"
        paragraph = _add(parent, tag, {"text:style-name": style_of(block)[0]})
        if block.kind == "heading":
            paragraph.set(_name("text:outline-level"), str(block.level))
        if block.kind == "image":
            self._frame(paragraph, block)
        else:
            refill(paragraph, self._nodes(block.runs))

    def _lists(self, parent: Element, items: list[Block]) -> None:
        """Add lists; items of a deeper level stand within the one before them."""
        at = 0
        while at < len(items):
            first = items[at]
            style = "Numbering_20_1" if first.ordered else "List_20_1"
            listed = _add(parent, "text:list", {"text:style-name": style})
            while at < len(items) and items[at].ordered == first.ordered:
                end = at + 1
                while end < len(items) and items[end].level > first.level:
                    end += 1
                item = _add(listed, "text:list-item")
                self._block(item, items[at])
                self._lists(item, items[at + 1 : end])
                at = end

    def _table(self, parent: Element, block: Block) -> None:
        table = _add(parent, "table:table", {"table:style-name": "Table"})
        count = str(len(block.rows[0]))
        _add(table, "table:table-column", {"table:number-columns-repeated": count})
        for number, row in enumerate(block.rows):
            place = table if number else _add(table, "table:table-header-rows")
            style = {"text:style-name": f"Table_20_{'Contents' if number else 'Heading'}"}
            line = _add(place, "table:table-row")
            for runs in row:
                cell = _add(line, "table:table-cell", _CELL)
                refill(_add(cell, "text:p", style), self._nodes(runs))

    def _frame(self, paragraph: Element, block: Block) -> None:
        width, height = (side * _PIXEL for side in size_of(self._piece.images[block.image]))
        scale = min(1.0, _WIDTH / width, _HEIGHT / height)
        frame = _add(
            paragraph,
            "draw:frame",
            {
                "draw:name": block.image,
                "text:anchor-type": "as-char",
                "svg:width": f"{max(width * scale, 0.01):.3f}cm",
                "svg:height": f"{max(height * scale, 0.01):.3f}cm",
            },
        )
        address = {"xlink:href": f"Pictures/{block.image}", "xlink:type": "simple"}
        _add(frame, "draw:image", address)
        _add(frame, "svg:desc").text = text_of(block.runs)

    def _nodes(self, runs: Iterable[Run]) -> Iterator[OdtNode]:
        for link, linked in groupby(runs, key=lambda run: run.link):
            nodes = tuple(Words(run.text, self._style(run)) for run in linked)
            if not link:
                yield from nodes
                continue
            anchor = etree.Element(_name("text:a"))
            anchor.set(_name("xlink:href"), link)
            anchor.set(_name("xlink:type"), "simple")
            anchor.set(_name("text:style-name"), "Internet_20_link")
            yield Span(InParagraph(Style(), anchor), nodes)

    def _style(self, run: Run) -> Style:
        look = tuple(name for name in ("bold", "italic", "strike", "code") if getattr(run, name))
        if not look:
            return Style()
        name = self._spans.setdefault(look, f"T{len(self._spans) + 1}")
        span = etree.Element(_name("text:span"))
        span.set(_name("text:style-name"), name)
        return Style((name,), (span,))


def _style(named: tuple[tuple[str, ...], str]) -> str:
    """Return the style of spans of a look."""
    look, name = named
    parent = ' style:parent-style-name="Source_20_Text"' if "code" in look else ""
    properties = " ".join(attributes for key, attributes in _LOOKS if key in look)
    return (
        f'<style:style style:name="{name}" style:family="text"{parent}>'
        f"<style:text-properties {properties}/></style:style>"
    )


def _name(prefixed: str) -> str:
    prefix, _, name = prefixed.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{name}"


def _add(parent: Element, tag: str, attributes: dict[str, str] | None = None) -> Element:
    element = etree.SubElement(parent, _name(tag))
    for name, value in (attributes or {}).items():
        element.set(_name(name), value)
    return element
