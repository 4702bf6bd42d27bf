"""What paragraphs and runs of a Word document are, by styles, numbering and formatting."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from app.documents.package import Element, Package
from app.documents.pieces.stylenames import block_of, is_contents, is_monospaced, is_title, look_of
from app.documents.wordschema import W
from app.piece import Block, Run

_VALUE = W + "val"
_OFF = ("0", "false", "off", "none")
_SWITCHES = (("b", "bold"), ("i", "italic"), ("strike", "strike"), ("dstrike", "strike"))


class Styles:
    """The styles and lists of a document."""

    def __init__(self, package: Package) -> None:
        self._styles: dict[str, Element] = {}
        self._abstract: dict[str, Element] = {}
        self._numbers: dict[str, Element] = {}
        self.language = ("", "")  # of Latin and of East Asian text
        for part in package.of_type("wordprocessingml.styles+xml"):
            root = package.tree(part)
            self._styles |= _by_id(root, "style", "styleId")
            path = f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang"
            if (found := root.find(path)) is not None:
                self.language = found.get(_VALUE, ""), found.get(W + "eastAsia", "")
        for part in package.of_type("wordprocessingml.numbering+xml"):
            self._abstract |= _by_id(package.tree(part), "abstractNum", "abstractNumId")
            self._numbers |= _by_id(package.tree(part), "num", "numId")
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(W + "type") == "paragraph"
                and style.get(W + "default") not in (None, *_OFF)
            ),
            "",
        )

    def name(self, paragraph: Element) -> str:
        """Return the name of a paragraph's style."""
        return self._name(_value(paragraph.find(f"{W}pPr/{W}pStyle")))

    def is_title(self, paragraph: Element) -> bool:
        return is_title(self.name(paragraph))

    def is_contents(self, paragraph: Element) -> bool:
        return is_contents(self.name(paragraph))

    def block(self, paragraph: Element) -> Block:
        """Return what a paragraph is, without its text."""
        places = list(self._places(paragraph))
        by_name = next(filter(None, (block_of(name) for name, _ in places)), None)
        if by_name and by_name.kind != "item":
            return by_name
        for _, properties in places:
            level = _value(properties.find(W + "outlineLvl"))
            if level.isdecimal():
                if len(level) == 1 and level < "9":
                    return Block("heading", level=min(int(level) + 1, 6))
                break
        return self._item(places) or by_name or Block()

    def has_border(self, paragraph: Element) -> bool:
        """Tell whether a line is drawn above or below a paragraph."""
        for _, properties in self._places(paragraph):
            for border in properties.iterfind(W + "pBdr"):
                return any(
                    _value(border.find(W + side)) not in ("", "nil", "none")
                    for side in ("top", "bottom", "between")
                )
        return False

    def look(self, properties: Element | None, look: Run) -> Run:
        """Return the look of a run within a look."""
        if properties is None:
            return look
        style = _value(properties.find(W + "rStyle"))
        chain = list(self._chain(style))
        if meant := next(filter(None, (look_of(_value(s.find(W + "name"))) for s in chain)), ""):
            look = structs.replace(look, **{meant: True})
        for element in reversed(chain):
            inherited = element.find(W + "rPr")
            if inherited is not None:
                look = _formatted(inherited, look)
        return _formatted(properties, look)

    def _item(self, places: list[tuple[str, Element]]) -> Block | None:
        number = level = ""
        for _, properties in places:
            numbering = properties.find(W + "numPr")
            if numbering is not None:
                number = number or _value(numbering.find(W + "numId"))
                level = level or _value(numbering.find(W + "ilvl"))
            if number:
                break
        if number in ("", "0"):
            return None
        level = level if level.isdecimal() and len(level) == 1 else "0"
        form = self._form(number, level)
        return None if form == "none" else Block("item", (), int(level) + 1, form != "bullet")

    def _form(self, number: str, level: str, seen: frozenset[str] = frozenset()) -> str:
        """Return the numFmt of a list's level; what is not known is taken for a bullet."""
        listed = self._numbers.get(number)
        if listed is None or number in seen:
            return "bullet"
        for override in listed.iterfind(W + "lvlOverride"):
            if override.get(W + "ilvl") == level:
                form = override.find(f"{W}lvl/{W}numFmt")
                if form is not None:
                    return _value(form)
        abstract = self._abstract.get(_value(listed.find(W + "abstractNumId")))
        if abstract is None:
            return "bullet"
        for element in abstract.iterfind(W + "lvl"):
            if element.get(W + "ilvl") == level:
                return _value(element.find(W + "numFmt")) or "decimal"
        for style in self._chain(_value(abstract.find(W + "numStyleLink"))):
            linked = _value(style.find(f"{W}pPr/{W}numPr/{W}numId"))
            if linked:
                return self._form(linked, level, seen | {number})
        return "bullet"

    def _places(self, paragraph: Element) -> Iterator[tuple[str, Element]]:
        """Yield a paragraph's own properties and those of its styles, with the styles' names."""
        own = paragraph.find(W + "pPr")
        yield "", paragraph.makeelement(W + "pPr") if own is None else own
        style = "" if own is None else _value(own.find(W + "pStyle"))
        if style and style not in self._styles:
            yield style, paragraph.makeelement(W + "pPr")
        for element in self._chain(style or self._default):
            properties = element.find(W + "pPr")
            name = _value(element.find(W + "name"))
            yield name, element.makeelement(W + "pPr") if properties is None else properties

    def _chain(self, style: str) -> Iterator[Element]:
        """Yield a style and those it is based on."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = _value(self._styles[style].find(W + "basedOn"))

    def _name(self, style: str) -> str:
        element = self._styles.get(style)
        return style if element is None else _value(element.find(W + "name"))


def _formatted(properties: Element, look: Run) -> Run:
    for tag, name in _SWITCHES:
        element = properties.find(W + tag)
        if element is not None:
            on = element.get(_VALUE, "1") not in _OFF
            look = structs.replace(look, **{name: on or (tag == "dstrike" and look.strike)})
    fonts = properties.find(W + "rFonts")
    if fonts is not None and is_monospaced(fonts.get(W + "ascii", "")):
        look = structs.replace(look, code=True)
    return look


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(_VALUE, "")


def _by_id(root: Element, tag: str, attribute: str) -> dict[str, Element]:
    return {element.get(W + attribute, ""): element for element in root.iterchildren(W + tag)}
