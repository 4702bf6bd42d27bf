"""Paragraphs of DrawingML: of slides, notes, charts, and text boxes of spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from app.documents.inline import Inline, Node, Object, Run
from app.documents.office import Edition, Format, format_of, numbered
from app.documents.package import Element, Package

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PARAGRAPH, _PROPERTIES, _END = A + "p", A + "pPr", A + "endParaRPr"
_RUN, _RUN_PROPERTIES, _TEXT, _BREAK = A + "r", A + "rPr", A + "t", A + "br"
# Attributes of runs that tell how the text was typed and checked, not how it looks.
_TYPED = ("lang", "altLang", "noProof", "dirty", "err", "smtClean", "smtId", "bmk")

DrawingNode: TypeAlias = "Node[Format, Element]"


@dataclass(frozen=True, eq=False)
class DrawingParagraph:
    """One paragraph of a part."""

    key: str
    part: str
    inline: Inline[Format, Element]
    element: Element

    def write(self, text: str, edition: Edition) -> None:
        """Put a translation in place of the paragraph's text, or below it."""
        nodes = self.inline.rebuilt(text)
        if not edition.bilingual:
            _refill(self.element, _rendered(nodes, edition), edition)
            return
        below = deepcopy(self.element)
        _leave_list(below)
        _refill(below, [deepcopy(element) for element in _rendered(nodes, edition)], edition)
        self.element.addnext(below)


def paragraphs(package: Package, part: str) -> Iterator[DrawingParagraph]:
    """Find the paragraphs of a part that have words."""
    for number, element in numbered(package.tree(part), _PARAGRAPH, _text):
        inline = Inline(_read(element))
        if inline.has_words:
            yield DrawingParagraph(f"{part}:{number}", part, inline, element)


def _read(paragraph: Element) -> Iterator[DrawingNode]:
    for child in paragraph:
        if child.tag == _RUN:
            style = format_of(child.find(_RUN_PROPERTIES), _is_noise)
            yield Run(child.findtext(_TEXT, ""), style)
        elif isinstance(child.tag, str) and child.tag not in (_PROPERTIES, _END):
            yield Object(child)


def _text(paragraph: Element) -> str:
    return Inline(_read(paragraph)).text


def _is_noise(_: Element, attribute: str) -> bool:
    return attribute in _TYPED


def _rendered(nodes: Iterable[DrawingNode], edition: Edition) -> list[Element]:
    """Make elements of nodes; those of objects are moved."""
    result: list[Element] = []
    for node in nodes:
        if isinstance(node, Run):
            for index, line in enumerate(node.text.split("\n")):
                if index:
                    result.append(_with_properties(_BREAK, node.style, edition))
                if line:
                    run = _with_properties(_RUN, node.style, edition)
                    etree.SubElement(run, _TEXT).text = line
                    result.append(run)
        else:
            result.append(node.content)
    return result


def _with_properties(tag: str, style: Format, edition: Edition) -> Element:
    element = etree.Element(tag)
    properties = deepcopy(style.properties)
    if properties is None:
        properties = etree.Element(_RUN_PROPERTIES)
    for name in _TYPED:
        properties.attrib.pop(name, "")
    properties.set("lang", edition.code)
    element.append(properties)
    return element


def _refill(paragraph: Element, elements: Iterable[Element], edition: Edition) -> None:
    """Put elements in place of a paragraph's content, in the direction of the language."""
    properties, end = paragraph.find(_PROPERTIES), paragraph.find(_END)
    for child in list(paragraph):
        paragraph.remove(child)
    if properties is None and edition.is_right_to_left:
        properties = etree.Element(_PROPERTIES)
    if properties is not None:
        if edition.is_right_to_left:
            properties.set("rtl", "1")
        elif properties.get("rtl") in ("1", "true"):
            properties.set("rtl", "0")
        paragraph.append(properties)
    paragraph.extend(elements)
    if end is not None:
        paragraph.append(end)


def _leave_list(paragraph: Element) -> None:
    """Let a paragraph not be counted in its list, and stay indented."""
    properties = paragraph.find(_PROPERTIES)
    number = None if properties is None else properties.find(A + "buAutoNum")
    if properties is not None and number is not None:
        properties.replace(number, etree.Element(A + "buNone"))
        properties.set("indent", "0")
