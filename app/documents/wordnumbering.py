"""Lists of a Word document: a translation below its source does not count as a further item."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from app.documents.package import Element, Package
from app.documents.wordschema import W, put

_VALUE, _NUMBERING, _INDENT = W + "val", W + "numPr", W + "ind"
_FIRST_LINE = [W + n for n in ("hanging", "hangingChars", "firstLine", "firstLineChars")]


class Numbering:
    """The lists that styles and paragraphs refer to."""

    def __init__(self, package: Package) -> None:
        self._styles: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        for part in package.of_type("wordprocessingml.styles+xml"):
            self._styles = _by_id(package.tree(part), "style", "styleId")
        for part in package.of_type("wordprocessingml.numbering+xml"):
            abstract = _by_id(package.tree(part), "abstractNum", "abstractNumId")
            for number, element in _by_id(package.tree(part), "num", "numId").items():
                found = abstract.get(_value(element.find(W + "abstractNumId")))
                if found is not None:
                    self._lists[number] = found

    def remove(self, properties: Element) -> None:
        """Take a paragraph out of its list; it stays indented like the text of the item."""
        number, level, indent = self._settings(properties)
        if number in ("", "0"):
            return
        numbering = put(properties, "numPr")
        numbering.clear()
        etree.SubElement(numbering, W + "ilvl").set(_VALUE, level)
        etree.SubElement(numbering, W + "numId").set(_VALUE, "0")
        merged = put(properties, "ind")
        for element in (self._indent_of_level(number, level), indent):
            for name, value in () if element is None else element.attrib.items():
                merged.set(name, value)
        for name in _FIRST_LINE:
            merged.attrib.pop(name, "")
        merged.set(W + "firstLine", "0")

    def _settings(self, properties: Element) -> tuple[str, str, Element | None]:
        """Return list, level and own indent of a paragraph, from it or from its styles."""
        number = level = ""
        indent: Element | None = None
        for place in self._chain(properties):
            indent = place.find(_INDENT) if indent is None else indent
            numbering = place.find(_NUMBERING)
            if numbering is not None:
                number = _value(numbering.find(W + "numId"))
                level = level or _value(numbering.find(W + "ilvl"))
            if number:
                break
        return number, level or "0", indent

    def _chain(self, properties: Element) -> Iterator[Element]:
        """Yield a paragraph's properties, its style's, and those of the styles it is based on."""
        yield properties
        name = _value(properties.find(W + "pStyle"))
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            place = style.find(W + "pPr")
            if place is not None:
                yield place
            name = _value(style.find(W + "basedOn"))

    def _indent_of_level(self, number: str, level: str) -> Element | None:
        listed = self._lists.get(number)
        for element in () if listed is None else listed.iter(W + "lvl"):
            if element.get(W + "ilvl") == level:
                return element.find(f"{W}pPr/{_INDENT}")
        return None


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(_VALUE, "")


def _by_id(root: Element, tag: str, attribute: str) -> dict[str, Element]:
    return {element.get(W + attribute, ""): element for element in root.iterchildren(W + tag)}
