"""OpenDocument texts: all paragraphs and headings, of tables, notes, headers and footers too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from app.documents.inline import Inline
from app.documents.odtext import (
    HEADING,
    PARAGRAPH,
    TEXT,
    Piece,
    Style,
    Styles,
    copied,
    read,
    refill,
)
from app.documents.office import Edition, OfficeDocument, Passage
from app.documents.package import Element, Package

_MIMETYPES = (
    b"application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.text-template",
)
_PARTS = ("content.xml", "styles.xml")
_MANIFEST = "META-INF/manifest.xml"
# What holds paragraphs that are not part of the text: former versions, comments, hidden cells.
_LEFT_ALONE = {
    TEXT + "tracked-changes",
    "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation",
    "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}covered-table-cell",
}
_ONCE = ("{http://www.w3.org/XML/1998/namespace}id", TEXT + "id")


class OdtDocument(OfficeDocument):
    """An OpenDocument text."""

    def _passages(self, package: Package) -> Iterator[Passage]:
        if package.read("mimetype").strip() not in _MIMETYPES:
            raise package.unreadable("not an OpenDocument text")
        if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
            raise package.unreadable("encrypted")
        for part in _PARTS:
            if part not in package:
                continue
            root = package.tree(part)
            styles = Styles(root)
            for number, element in enumerate(list(root.iter(PARAGRAPH, HEADING))):
                inline = Inline(read(element, styles))
                left_alone = any(a.tag in _LEFT_ALONE for a in element.iterancestors())
                if inline.has_words and not left_alone:
                    yield _Paragraph(f"{part}:{number}", part, inline, element, styles)


@dataclass(frozen=True, eq=False)
class _Paragraph:
    key: str
    part: str
    inline: Inline[Style, Piece]
    element: Element
    styles: Styles

    def write(self, text: str, edition: Edition) -> None:
        """Put a translation in place of the paragraph's text, or below it."""
        nodes = self.inline.rebuilt(text)
        if not edition.bilingual:
            refill(self.element, nodes)
            return
        below = etree.Element(self.element.tag)
        for name, value in self.element.attrib.items():
            if name not in _ONCE:
                below.set(name, value)
        self.styles.continue_page(below)
        if below.tag == HEADING:
            below.set(TEXT + "is-list-header", "true")
        refill(below, copied(nodes))
        self.element.addnext(below)
