"""A page as a piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from msgspec import structs

from app.document_protocol import Note
from app.documents.encoding import NotTextError, decode
from app.documents.html import declared_encoding
from app.documents.htmltokens import names
from app.documents.package import Element
from app.documents.pieces.flow import Flow
from app.documents.pieces.form import PLAIN, spaced
from app.documents.pieces.nearby import Nearby
from app.documents.pieces.tags import MEANINGS
from app.documents.textfile import unreadable
from app.piece import Block, Piece, Run

_SKIPPED = names(
    "audio area base button canvas embed head iframe link map meta noscript object option param"
    " rp rt script select source style svg template textarea track video"
)
_BLOCKS = names(
    "address article aside body caption center dd details dialog div dl dt fieldset figcaption"
    " figure footer form header hgroup html legend main nav p section summary"
)
_HEADING = re.compile("h([1-6])")
_WHITE_SPACE = re.compile("[ \t\r\n\f]+")
_LANGUAGE = re.compile(r"(?:^|\s)(?:lang(?:uage)?-|brush:\s*|sourceCode\s+)([\w+#.-]+)")
_DECLARATION = re.compile(r"\s*([\w-]+)\s*:\s*([^;]+)")
_WIDEST = 64  # columns or rows that a cell may span


def read(path: Path) -> tuple[Piece, tuple[Note, ...]]:
    """Read a page; raises OSError and UserError."""
    data = path.read_bytes()
    try:
        text = decode(data, declared_encoding(data)).text
    except NotTextError as error:
        raise unreadable(path, "not a text") from error
    root = _parsed(text)
    flow = Flow()
    if root is None:
        return Piece(), ()
    PageReader(flow, Nearby(path)).walk(root, PLAIN)
    title = root.findtext(".//title") or ""
    return spaced(flow.piece(title, root.get("lang", ""))), tuple(flow.notes)


def read_fragment(source: str, flow: Flow, images: Nearby | None) -> None:
    """Read HTML that stands in another text."""
    root = _parsed(source)
    if root is not None:
        PageReader(flow, images).walk(root, PLAIN)
    flow.end()


def _parsed(text: str) -> Element | None:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True)
    try:
        root: Element | None = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # nothing in it
        return None
    return root


class PageReader:
    """Fills a flow with the content of elements."""

    def __init__(self, flow: Flow, images: Nearby | None) -> None:
        self._flow = flow
        self._images = images
        self._lists: list[bool] = []  # whether those around are ordered
        self._quotes = 0
        self._in_quote = False  # what is nearest, list or quote

    def walk(self, element: Element, look: Run) -> None:
        """Read an element's content, but not its tail."""
        if not isinstance(element.tag, str) or element.tag in _SKIPPED:
            return
        name = element.tag
        heading = _HEADING.fullmatch(name)
        if heading:
            self._block(element, Block("heading", level=int(heading[1])), look)
        elif name in ("ul", "ol", "menu", "dir"):
            self._list(element, look)
        elif name == "li" and self._lists:
            self._block(element, Block("item", (), len(self._lists), self._lists[-1]), look)
        elif name == "blockquote":
            self._quote(element, look)
        elif name in ("pre", "listing"):
            self._code(element)
        elif name == "table":
            self._table(element, look)
        elif name == "hr":
            self._flow.add(Block("rule"))
        elif name in _BLOCKS or name == "li":
            self._paragraph(element, look)
        else:
            self._inline(element, look)

    def _content(self, element: Element, look: Run) -> None:
        self._flow.text(_WHITE_SPACE.sub(" ", element.text or ""), look)
        for child in element:
            self.walk(child, look)
            self._flow.text(_WHITE_SPACE.sub(" ", child.tail or ""), look)

    def _block(self, element: Element, block: Block, look: Run) -> None:
        self._flow.begin(block)
        self._content(element, look)
        self._flow.begin(self._around())

    def _paragraph(self, element: Element, look: Run) -> None:
        """Read a paragraph; the first one of an item is the item."""
        if not self._flow.is_waiting:
            self._flow.begin(self._around())
        self._content(element, look)
        if not self._flow.is_waiting:
            self._flow.begin(self._around())

    def _around(self) -> Block:
        return Block("quote", level=self._quotes) if self._in_quote else Block()

    def _list(self, element: Element, look: Run) -> None:
        was_in_quote, self._in_quote = self._in_quote, False
        self._lists.append(element.tag == "ol")
        self._flow.end()
        self._content(element, look)
        self._lists.pop()
        self._in_quote = was_in_quote
        self._flow.begin(self._around())

    def _quote(self, element: Element, look: Run) -> None:
        was_in_quote, self._in_quote = self._in_quote, True
        lists, self._lists = self._lists, []
        self._quotes += 1
        self._flow.begin(self._around())
        self._content(element, look)
        self._quotes -= 1
        self._lists, self._in_quote = lists, was_in_quote
        self._flow.begin(self._around())

    def _code(self, element: Element) -> None:
        for line_break in element.iter("br"):
            line_break.text = "\n"
        inner = element.find("code")
        classes = [e.get("class", "") for e in (element, inner) if e is not None]
        language = next(filter(None, map(_LANGUAGE.search, classes)), None)
        text = "".join(map(str, element.itertext())).removesuffix("\n")
        name = language[1] if language else ""
        if text.strip():
            self._flow.add(Block("code", (Run(text),), language=name))

    def _table(self, table: Element, look: Run) -> None:
        for caption in table.iterchildren("caption"):
            self._paragraph(caption, look)
        rows: list[list[tuple[Run, ...]]] = []
        spans: dict[int, int] = {}  # rows that a cell above still takes, by column
        for row in _rows(table):
            cells: list[tuple[Run, ...]] = []
            for cell in row.iterchildren("td", "th"):
                _skip(cells, spans)
                width, height = _span(cell, "colspan"), _span(cell, "rowspan")
                spans.update({len(cells) + i: height - 1 for i in range(width) if height > 1})
                cells += [self._cell(cell), *[()] * (width - 1)]
            _skip(cells, spans)
            rows.append(cells)
        if any(rows):
            self._flow.table(rows)
        self._flow.begin(self._around())

    def _cell(self, cell: Element) -> tuple[Run, ...]:
        inner = self._flow.cell()
        PageReader(inner, self._images)._content(cell, PLAIN)
        return inner.line()

    def _inline(self, element: Element, look: Run) -> None:
        name = element.tag
        if name == "br":
            self._flow.text("\n", look)
        elif name == "img":
            data = self._images.load(element.get("src", "")) if self._images else None
            self._flow.image(data or b"", element.get("alt", ""))
        elif name == "input" and element.get("type") == "checkbox":
            self._flow.text("[ ] " if element.get("checked") is None else "[x] ", look)
        else:
            self._content(element, _styled(element, look))


def _styled(element: Element, look: Run) -> Run:
    """Return the look that an element and its style attribute give to text."""
    name = str(element.tag)
    if name in MEANINGS:
        look = structs.replace(look, **{MEANINGS[name]: True})
    if name == "a" and element.get("href"):
        look = structs.replace(look, link=element.get("href", ""))
    for match in _DECLARATION.finditer(element.get("style", "").lower()):
        key, value = match[1], match[2].strip()
        if key == "font-weight":
            look = structs.replace(
                look, bold=value in ("bold", "bolder", "600", "700", "800", "900")
            )
        elif key == "font-style":
            look = structs.replace(look, italic=value in ("italic", "oblique"))
        elif key.startswith("text-decoration") and "line-through" in value:
            look = structs.replace(look, strike=True)
    return look


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, but not those of tables in it."""
    for child in table.iterchildren("thead", "tbody", "tfoot", "tr"):
        if child.tag == "tr":
            yield child
        else:
            yield from child.iterchildren("tr")


def _span(cell: Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), _WIDEST) if value.isdecimal() and len(value) < 5 else 1


def _skip(cells: list[tuple[Run, ...]], spans: dict[int, int]) -> None:
    """Leave cells empty that a cell above takes."""
    while spans.get(len(cells), 0):
        spans[len(cells)] -= 1
        cells.append(())
