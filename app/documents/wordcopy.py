"""Copies of what stands in a paragraph of a Word document."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from app.documents.inline import Object, Run, Span
from app.documents.office import Format
from app.documents.package import Element
from app.documents.wordml import (
    PLAIN_PIECES,
    SLOT,
    Content,
    Field,
    Link,
    Piece,
    WordNode,
    Wrapper,
    read,
    refill,
)
from app.documents.wordschema import W

_COPIED = {*PLAIN_PIECES, W + "sym", W + "ptab", W + "ruby"}
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COPIED_BESIDE = {_MATH + "oMath", _MATH + "oMathPara", W + "fldSimple"}


def copied(nodes: Iterable[WordNode], *, all_pieces: bool = False) -> list[WordNode]:
    """Copy nodes without what must be in a document once: bookmarks, references, images.

    With `all_pieces`, all that stands in runs is copied, and nothing that stands between them.
    """
    result: list[WordNode] = []
    for node in nodes:
        if isinstance(node, Run):
            result.append(node)
        elif isinstance(node, Span):
            result += _copied_span(node, all_pieces)
        elif isinstance(node.content, Field):
            result.append(Object(Field(tuple(copied(node.content.nodes, all_pieces=True)))))
        elif isinstance(node.content, Piece):
            piece = node.content
            if all_pieces or _may_be_copied(piece.element):
                result.append(Object(Piece(piece.format, deepcopy(piece.element))))
        elif not all_pieces and not isinstance(node.content, Wrapper | Link):
            result += _copied_beside(node.content)
    return result


def _copied_beside(element: Element) -> list[WordNode]:
    """Copy what stands between runs: a formula, a field, the text of a content control."""
    if element.tag in _COPIED_BESIDE:
        return [Object(deepcopy(element))]
    slot = element.find(SLOT)
    return [] if slot is None else copied(read(slot))


def _may_be_copied(element: Element) -> bool:
    """Tell whether an element may stand in a document twice; page breaks may not."""
    return element.tag in _COPIED and element.get(W + "type") in (None, "textWrapping")


def _copied_span(node: Span[Format, Content], all_pieces: bool) -> list[WordNode]:
    children = copied(node.children, all_pieces=all_pieces)
    content = node.content
    if isinstance(content, Link):
        opening = copied(content.opening, all_pieces=True)
        closing = copied((content.closing,), all_pieces=True)[0]
        return [Span(Link(tuple(opening), closing), tuple(children))]
    if isinstance(content, Wrapper) and content.element is content.slot:
        if content.element.tag in (W + "ins", W + "moveTo"):
            return children
        shell = deepcopy(content.element)
        refill(shell, ())
        return [Span(Wrapper(shell, shell), tuple(children))]
    return children
