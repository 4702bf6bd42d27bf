"""Word documents: every paragraph of the text, of tables, text boxes, headers, footers and notes.

Comments stay as they are, and so does what is marked as deleted.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from app.documents.inline import Inline
from app.documents.office import Edition, Format, OfficeDocument, Passage, numbered
from app.documents.package import Element, Package
from app.documents.tracked import Changes
from app.documents.wordcopy import copied
from app.documents.wordlanguage import direct, dressed
from app.documents.wordml import (
    PARAGRAPH,
    PROPERTIES,
    Content,
    WordNode,
    read,
    refill,
    rendered,
)
from app.documents.wordnumbering import Numbering
from app.documents.wordschema import W, drop

_MAIN = (".document.main+xml", ".document.macroEnabled.main+xml", ".template.main+xml")
_STORIES = tuple(
    f"wordprocessingml.{name}+xml" for name in ("header", "footer", "footnotes", "endnotes")
)


class DocxDocument(OfficeDocument):
    """A Word document."""

    can_be_tracked = True

    def _passages(self, package: Package) -> Iterator[Passage]:
        main = package.main("a Word document", W + "document", *_MAIN)
        parts = [main, *package.of_type(*_STORIES)]
        surroundings = _Surroundings(package, parts)
        for part in parts:
            for number, element in numbered(package.tree(part), PARAGRAPH, _text):
                inline = Inline(read(element))
                if inline.has_words:
                    yield _Paragraph(f"{part}:{number}", part, inline, element, surroundings)


class _Surroundings:
    """What is known of the whole document, found when it is asked for."""

    def __init__(self, package: Package, parts: list[str]) -> None:
        self._package = package
        self._parts = parts
        self._changes: Changes | None = None

    @cached_property
    def numbering(self) -> Numbering:
        return Numbering(self._package)

    def changes(self, author: str) -> Changes:
        if self._changes is None:
            self._changes = Changes(author, map(self._package.tree, self._parts))
        return self._changes


@dataclass(frozen=True, eq=False)
class _Paragraph:
    key: str
    part: str
    inline: Inline[Format, Content]
    element: Element
    surroundings: _Surroundings

    def write(self, text: str, edition: Edition) -> None:
        """Put a translation in place of the paragraph's text, or below it."""
        nodes = self.inline.rebuilt(text)
        dress = dressed(edition)
        if edition.bilingual:
            self._write_below(copied(nodes), edition)
        elif edition.tracked:
            changes = self.surroundings.changes(edition.author)
            refill(self.element, changes.between(self.inline.nodes, nodes, dress))
        else:
            refill(self.element, rendered(nodes, dress))
            direct(self.element, edition)

    def _write_below(self, nodes: list[WordNode], edition: Edition) -> None:
        """Add a paragraph of the same properties; a section or page begins and ends once."""
        dress = dressed(edition)
        below = etree.Element(PARAGRAPH)
        properties = self.element.find(PROPERTIES)
        if properties is not None:
            below.append(deepcopy(properties))
            # What ends the section is the last paragraph, unless rejecting could remove it.
            drop(below[0] if edition.tracked else properties, "sectPr")
            drop(below[0], "pageBreakBefore")
            self.surroundings.numbering.remove(below[0])
        direct(below, edition)
        if edition.tracked:
            changes = self.surroundings.changes(edition.author)
            below.extend(changes.inserted(nodes, dress))
            changes.insert_mark(below)
        else:
            below.extend(rendered(nodes, dress))
        self.element.addnext(below)


def _text(paragraph: Element) -> str:
    return Inline(read(paragraph)).text
