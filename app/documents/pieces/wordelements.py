"""What the elements of a Word document say: addresses, notes, symbols, what they contain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from app.documents.inline import Object
from app.documents.package import Element, Package
from app.documents.wordml import Piece as InRun
from app.documents.wordml import WordNode
from app.documents.wordschema import W

BOX = W + "txbxContent"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ADDRESS = re.compile(r'HYPERLINK\s+(?:(?!\\)(?:"([^"]*)"|(\S+)))?(?:.*?\\l\s+"?([^"\s]*))?')
_WIDEST = 64


def alternative(alternate: Element) -> Iterable[Element]:
    """Return the content of the first alternative."""
    return next(alternate.iterchildren(), alternate)


def rows_or_cells(parent: Element, tag: str) -> Iterator[Element]:
    """Yield rows of a table or cells of a row, also those in controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif isinstance(child.tag, str) and child.tag in (
            W + "sdt",
            W + "sdtContent",
            W + "customXml",
        ):
            yield from rows_or_cells(child, tag)


def count_in(element: Element, path: str, default: int) -> int:
    found = element.find(path)
    value = "" if found is None else found.get(W + "val", "")
    return min(int(value), _WIDEST) if value.isdecimal() and len(value) < 5 else default


def words_of(element: Element) -> str:
    """Return the text of an element that is not understood."""
    texts = (
        child for child in element.iter("{*}t") if next(child.iterancestors(BOX), None) is None
    )
    return "".join(child.text or "" for child in texts)


def symbol(element: Element) -> str:
    """Return the character of a symbol, "" where only its font knows it."""
    try:
        code = int(element.get(W + "char", ""), 16)
    except ValueError:
        return ""
    return chr(code) if 0x20 <= code < 0xD800 else ""


def result_of(nodes: tuple[WordNode, ...]) -> tuple[WordNode, ...]:
    """Return what a field shows."""
    for at, node in enumerate(nodes):
        if isinstance(node, Object) and isinstance(node.content, InRun):
            element = node.content.element
            if element.tag == W + "fldChar" and element.get(W + "fldCharType") == "separate":
                return nodes[at + 1 :]
    return ()


def instruction(node: WordNode) -> str:
    if isinstance(node, Object) and isinstance(node.content, InRun):
        element = node.content.element
        return (element.text or "") if element.tag == W + "instrText" else ""
    return ""


def address_in(instruction: str) -> str:
    match = _ADDRESS.search(instruction)
    if match is None:
        return ""
    return (match[1] or match[2] or "") + (f"#{match[3]}" if match[3] else "")


def targets(package: Package, part: str) -> dict[str, str]:
    """Return the addresses outside of the package that a part refers to."""
    folder, _, base = part.rpartition("/")
    name = f"{folder}/_rels/{base}.rels".lstrip("/")
    if name not in package:
        return {}
    return {
        element.get("Id", ""): element.get("Target", "")
        for element in package.tree(name).iter(_REL)
        if element.get("TargetMode") == "External"
    }


def notes(package: Package, part: str, kind: str) -> dict[str, Element]:
    """Return the footnotes or endnotes, by their ids."""
    found: dict[str, Element] = {}
    for name in package.related(part, f"{kind}s").values():
        for note in package.tree(name).iterchildren(W + kind):
            if note.get(W + "type", "normal") == "normal":
                found[note.get(W + "id", "")] = note
    return found
