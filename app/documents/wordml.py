"""Paragraphs of WordprocessingML as nodes, and nodes as its elements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from app.documents.inline import Node, Object, Run, Span
from app.documents.office import XML_SPACE, Format, format_of
from app.documents.package import Element
from app.documents.wordschema import W

PARAGRAPH, RUN, RUN_PROPERTIES, PROPERTIES = W + "p", W + "r", W + "rPr", W + "pPr"


@dataclass(frozen=True, eq=False)
class Piece:
    """What stands in a run beside text, and the run's format."""

    format: Format
    element: Element


@dataclass(frozen=True, eq=False)
class Field:
    """A whole field: its result is not translated."""

    nodes: tuple[WordNode, ...]


@dataclass(frozen=True, eq=False)
class Wrapper:
    """An element around runs, and the element in it (or itself) that holds them."""

    element: Element
    slot: Element


@dataclass(frozen=True, eq=False)
class Link:
    """A field whose result is translated: what stands before and after the result."""

    opening: tuple[WordNode, ...]
    closing: WordNode


Content: TypeAlias = "Piece | Field | Wrapper | Link | Element"
WordNode: TypeAlias = "Node[Format, Content]"
Dress: TypeAlias = Callable[[Format], Element | None]

_WRAPPERS = {W + name for name in ("hyperlink", "ins", "moveTo", "bdo", "dir", "fldSimple")}
_TRANSPARENT = {W + "smartTag", W + "customXml"}
SLOT = W + "sdtContent"
# Content controls whose text is not free.
_CHOICES = {W + name for name in ("comboBox", "dropDownList", "date", "picture", "docPartObj")}
_CHECKBOX = "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"
_PROPERTIES = {PROPERTIES, W + "smartTagPr", W + "customXmlPr"}
_NOT_CONTENT = {*_PROPERTIES, W + "proofErr"}
_NO_TEXT = {W + n for n in ("rPr", "delText", "lastRenderedPageBreak", "softHyphen")}
_CHARACTERS = {"\t": W + "tab", "\n": W + "br", "\u2011": W + "noBreakHyphen"}
_SPECIAL = re.compile("([\t\n\u2011])")
PLAIN_PIECES = {*_CHARACTERS.values(), W + "cr"}
_NOISE = {W + n for n in ("lang", "noProof", "rPrChange", "ins", "del", "moveFrom", "moveTo")}
_HINT = W + "hint"


def _is_noise(element: Element, attribute: str) -> bool:
    """Languages, proofing, font hints and former changes make no difference."""
    if attribute:
        return attribute == _HINT
    return element.tag in _NOISE or (element.tag == W + "rFonts" and [*element.attrib] == [_HINT])


def read(parent: Element) -> list[WordNode]:
    """Read the content of a paragraph, or of what encloses runs in one."""
    return _with_fields(list(_flat(parent)))


def _flat(parent: Element) -> Iterator[WordNode]:
    for child in parent:
        if not isinstance(child.tag, str) or child.tag in _NOT_CONTENT:
            continue
        if child.tag == RUN:
            yield from _run(child)
        elif child.tag in _TRANSPARENT:
            yield from _flat(child)
        elif (slot := _slot_of(child)) is not None:
            yield Span(Wrapper(child, slot), tuple(read(slot)))
        else:
            yield Object(child)


def _run(run: Element) -> Iterator[WordNode]:
    style = format_of(run.find(RUN_PROPERTIES), _is_noise)
    for child in run:
        if child.tag == W + "t":
            text = (child.text or "").replace("\n", " ")
            yield Run(text if child.get(XML_SPACE) == "preserve" else text.strip(" \t\r"), style)
        elif child.tag == W + "noBreakHyphen":
            yield Run("\u2011", style)
        elif isinstance(child.tag, str) and child.tag not in _NO_TEXT:
            yield Object(Piece(style, child))


def _slot_of(element: Element) -> Element | None:
    """Return what holds the runs of an element whose text can be translated."""
    if element.tag == W + "fldSimple":
        return element if _is_link(element.get(W + "instr", "")) else None
    if element.tag in _WRAPPERS:
        return element
    if element.tag == W + "sdt":
        properties = element.find(W + "sdtPr")
        kinds = {child.tag for child in properties} if properties is not None else set()
        return None if kinds & {*_CHOICES, _CHECKBOX} else element.find(SLOT)
    return None


def _is_link(instruction: str) -> bool:
    return instruction.split()[:1] == ["HYPERLINK"]


# Fields ----------------------------------------------------------------------------------


def _mark(node: WordNode) -> str:
    """Return "begin", "separate" or "end" for a mark of a field."""
    if isinstance(node, Object) and isinstance(node.content, Piece):
        element = node.content.element
        return element.get(W + "fldCharType", "") if element.tag == W + "fldChar" else ""
    return ""


def _with_fields(nodes: list[WordNode]) -> list[WordNode]:
    """Put the fields together that begin and end among the nodes."""
    result: list[WordNode] = []
    index = 0
    while index < len(nodes):
        end = _end_of_field(nodes, index) if _mark(nodes[index]) == "begin" else None
        if end is None:
            result.append(nodes[index])
            index += 1
        else:
            result.append(_field(nodes[index : end + 1]))
            index = end + 1
    return result


def _end_of_field(nodes: list[WordNode], begin: int) -> int | None:
    depth = 0
    for index in range(begin, len(nodes)):
        depth += {"begin": 1, "end": -1}.get(_mark(nodes[index]), 0)
        if depth == 0:
            return index
    return None


def _field(nodes: list[WordNode]) -> WordNode:
    separate = next((i for i, node in enumerate(nodes) if _mark(node) == "separate"), None)
    if separate is not None and _is_link("".join(map(_instruction, nodes[:separate]))):
        opening, result = nodes[: separate + 1], nodes[separate + 1 : -1]
        return Span(Link(tuple(opening), nodes[-1]), tuple(_with_fields(result)))
    return Object(Field(tuple(nodes)))


def _instruction(node: WordNode) -> str:
    if isinstance(node, Object) and isinstance(node.content, Piece):
        element = node.content.element
        return (element.text or "") if element.tag == W + "instrText" else ""
    return ""


# Elements --------------------------------------------------------------------------------


def refill(parent: Element, elements: Iterable[Element]) -> None:
    """Put elements in place of an element's content; its properties stay."""
    for child in list(parent):
        if child.tag not in _PROPERTIES:
            parent.remove(child)
    parent.extend(elements)


def rendered(nodes: Iterable[WordNode], dress: Dress) -> list[Element]:
    """Make elements of nodes. The elements of objects are moved, not copied.

    `dress` makes the properties of the runs of text.
    """
    result: list[Element] = []
    style: Format | None = None
    for node in nodes:
        wanted = style_in_text(node)
        if wanted is None:
            result += _rendered_one(node, dress)
        else:
            if style != wanted:
                result.append(_new_run(dress(wanted)))
            _add(result[-1], node)
        style = wanted
    return result


def undressed(style: Format) -> Element | None:
    """Return a copy of a format's properties."""
    return deepcopy(style.properties)


def style_in_text(node: WordNode) -> Format | None:
    """Return the format of text and of what stands in one run with it: tabs, breaks."""
    if isinstance(node, Run):
        return node.style
    content = node.content
    plain = isinstance(content, Piece) and content.element.tag in PLAIN_PIECES
    return content.format if plain and isinstance(content, Piece) else None


def _add(run: Element, node: WordNode) -> None:
    if not isinstance(node, Run):
        if isinstance(node.content, Piece):
            run.append(node.content.element)
        return
    for part in _SPECIAL.split(node.text):
        if part in _CHARACTERS:
            etree.SubElement(run, _CHARACTERS[part])
        elif part:
            text = etree.SubElement(run, W + "t")
            text.text = part
            if part != part.strip():
                text.set(XML_SPACE, "preserve")


def _new_run(properties: Element | None) -> Element:
    run = etree.Element(RUN)
    if properties is not None:
        run.append(properties)
    return run


def enclosed(content: Wrapper | Link, elements: Iterable[Element]) -> list[Element]:
    """Put elements into what encloses them."""
    if isinstance(content, Wrapper):
        refill(content.slot, elements)
        return [content.element]
    closing = rendered((content.closing,), undressed)
    return [*rendered(content.opening, undressed), *elements, *closing]


def _rendered_one(node: WordNode, dress: Dress) -> list[Element]:
    if isinstance(node, Run):
        return []
    content = node.content
    if isinstance(content, Wrapper | Link):
        children = node.children if isinstance(node, Span) else ()
        return enclosed(content, rendered(children, dress))
    if isinstance(content, Field):
        return rendered(content.nodes, undressed)
    if isinstance(content, Piece):
        run = _new_run(undressed(content.format))
        run.append(content.element)
        return [run]
    return [content]
