"""Paragraphs of OpenDocument texts as nodes, and nodes as their content."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from lxml import etree

from app.documents.inline import Node, Object, Run, Span
from app.documents.package import Element

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
PARAGRAPH, HEADING = TEXT + "p", TEXT + "h"
_SPAN, _SPACES, _COUNT = TEXT + "span", TEXT + "s", TEXT + "c"
_TAB, _BREAK, _SOFT_BREAK = TEXT + "tab", TEXT + "line-break", TEXT + "soft-page-break"
_ENCLOSING = {TEXT + "a", TEXT + "meta"}
_STYLE_NAME, _CLASS_NAMES = TEXT + "style-name", TEXT + "class-names"
_FIELDS = (
    "page-number page-count page-continuation date time author-name author-initials title subject"
    " file-name chapter variable-get user-field-get bookmark-ref reference-ref sequence-ref"
    " note-ref expression placeholder ruby"
)
# What may stand in a document twice.
_COPIED = {_TAB, _BREAK, *(TEXT + name for name in _FIELDS.split())}
_WHITE_SPACE = re.compile("[ \t\r\n]+")
_PIECES = re.compile("( +|\t|\n)")
# Local names of properties that make no difference to a reader.
_NOISE = re.compile(r"\}(?:paragraph-)?rsid$|\}(?:language|country|script|rfc-language-tag)")


@dataclass(frozen=True)
class Style:
    """The spans around a text, outermost first; equal where a reader sees no difference."""

    shape: tuple[Hashable, ...] = ()
    spans: tuple[Element, ...] = field(default=(), compare=False)


@dataclass(frozen=True, eq=False)
class Piece:
    """An element in a paragraph, and the style it stands in."""

    style: Style
    element: Element


OdtNode: TypeAlias = "Node[Style, Piece]"


class Styles:
    """The automatic styles of a part, which editors make for every difference they know."""

    def __init__(self, root: Element) -> None:
        automatic = root.find(_OFFICE + "automatic-styles")
        self._styles: dict[tuple[str, str], Element] = {}
        for style in () if automatic is None else automatic.iterchildren(_STYLE + "style"):
            key = style.get(_STYLE + "family", ""), style.get(_STYLE + "name", "")
            self._styles[key] = style

    def within(self, outer: Style, span: Element) -> Style:
        """Return the style of a span's text; a span that makes no difference adds nothing."""
        shape = self._shape(span.get(_STYLE_NAME, "")), span.get(_CLASS_NAMES, "")
        if not any(shape):
            return outer
        return Style((*outer.shape, shape), (*outer.spans, span))

    def continue_page(self, paragraph: Element) -> None:
        """Let a paragraph not begin a page, where its automatic style does."""
        style = self._styles.get(("paragraph", paragraph.get(_STYLE_NAME, "")))
        if style is None:
            return
        properties = style.find(_STYLE + "paragraph-properties")
        breaks = properties is not None and properties.get(_FO + "break-before", "auto") != "auto"
        if breaks or style.get(_STYLE + "master-page-name"):
            paragraph.set(_STYLE_NAME, style.get(_STYLE + "parent-style-name", "Standard"))

    def _shape(self, name: str) -> Hashable:
        style = self._styles.get(("text", name))
        if style is None:
            return name
        found = [("", style.get(_STYLE + "parent-style-name", ""))]
        for properties in style:
            for attribute, value in properties.attrib.items():
                if not _NOISE.search(str(attribute)):
                    found.append((str(attribute), str(value)))
        return tuple(sorted(pair for pair in found if pair[1]))


def read(paragraph: Element, styles: Styles) -> list[OdtNode]:
    """Read the content of a paragraph, with white space as it is shown."""
    return list(_Reader(styles).content(paragraph, Style()))


class _Reader:
    """Reads one paragraph. White space counts once, and not at the beginning."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._after_space = True

    def content(self, parent: Element, style: Style) -> Iterator[OdtNode]:
        yield Run(self._collapsed(parent.text), style)
        for child in parent:
            yield from self._child(child, style)
            yield Run(self._collapsed(child.tail), style)

    def _child(self, child: Element, style: Style) -> Iterator[OdtNode]:
        if not isinstance(child.tag, str) or child.tag == _SOFT_BREAK:
            return
        if child.tag == _SPAN:
            yield from self.content(child, self._styles.within(style, child))
        elif child.tag in _ENCLOSING:
            yield Span(Piece(style, child), tuple(self.content(child, style)))
        elif child.tag == _SPACES:
            count = child.get(_COUNT, "1")
            yield Run(" " * (int(count) if count.isdecimal() and len(count) < 5 else 1), style)
            self._after_space = False
        else:
            yield Object(Piece(style, child))
            self._after_space = False

    def _collapsed(self, text: str | None) -> str:
        collapsed = _WHITE_SPACE.sub(" ", text or "")
        if self._after_space:
            collapsed = collapsed.removeprefix(" ")
        if collapsed:
            self._after_space = collapsed.endswith(" ")
        return collapsed


def copied(nodes: Iterable[OdtNode]) -> list[OdtNode]:
    """Copy nodes without what must be in a document once: notes, bookmarks, images."""
    result: list[OdtNode] = []
    for node in nodes:
        if isinstance(node, Run):
            result.append(node)
        elif isinstance(node, Span):
            shell = etree.Element(node.content.element.tag)
            for name, value in node.content.element.attrib.items():
                shell.set(name, value)
            content = replace(node.content, element=shell)
            result.append(Span(content, tuple(copied(node.children))))
        elif node.content.element.tag in _COPIED:
            element = deepcopy(node.content.element)
            result.append(Object(replace(node.content, element=element)))
    return result


def refill(paragraph: Element, nodes: Iterable[OdtNode]) -> None:
    """Put nodes in place of a paragraph's content. The elements of objects are moved."""
    _empty(paragraph)
    _Writer().write(paragraph, nodes)


def _empty(element: Element) -> None:
    element.text = None
    for child in list(element):
        element.remove(child)


class _Writer:
    """Writes one paragraph. White space that would not count is written as elements."""

    def __init__(self) -> None:
        self._after_space = True

    def write(self, parent: Element, nodes: Iterable[OdtNode]) -> None:
        place, current = parent, Style()
        for node in nodes:
            style = Style() if isinstance(node, Span) else _style_of(node)
            if style != current:
                place, current = _nested(parent, style), style
            if isinstance(node, Run):
                self._text(place, node.text)
                continue
            element = node.content.element
            element.tail = None
            place.append(element)
            if isinstance(node, Span):
                _empty(element)
                self.write(element, node.children)
            else:
                self._after_space = False

    def _text(self, place: Element, text: str) -> None:
        for piece in filter(None, _PIECES.split(text)):
            if piece[0] == " ":
                self._spaces(place, len(piece))
            elif piece in "\t\n":
                etree.SubElement(place, _TAB if piece == "\t" else _BREAK)
                self._after_space = True
            else:
                _append(place, piece)
                self._after_space = False

    def _spaces(self, place: Element, count: int) -> None:
        if not self._after_space:
            _append(place, " ")
            count -= 1
        if count:
            etree.SubElement(place, _SPACES).set(_COUNT, str(count))
        self._after_space = True


def _style_of(node: Run[Style] | Object[Piece]) -> Style:
    return node.style if isinstance(node, Run) else node.content.style


def _nested(parent: Element, style: Style) -> Element:
    """Open the spans of a style."""
    for span in style.spans:
        parent = etree.SubElement(parent, _SPAN)
        for name in (_STYLE_NAME, _CLASS_NAMES):
            value = span.get(name)
            if value is not None:
                parent.set(name, value)
    return parent


def _append(place: Element, text: str) -> None:
    if len(place):
        place[-1].tail = (place[-1].tail or "") + text
    else:
        place.text = (place.text or "") + text
