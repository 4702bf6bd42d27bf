"""What paragraphs, spans and lists of an OpenDocument text are, by their styles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import structs

from app.documents.odtext import TEXT
from app.documents.package import Element, Package
from app.documents.pieces.stylenames import (
    block_of,
    is_contents,
    is_monospaced,
    is_title,
    is_whole_code,
    look_of,
)
from app.piece import Block, Run

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
STYLE_NAME = TEXT + "style-name"
_ESCAPE = re.compile("_([0-9a-f]{2,5})_")
_NONE = ("", "none")


class Styles:
    """The styles of a document; those of its text come after the common ones."""

    def __init__(self, package: Package) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, Element] = {}
        self._automatic: set[str] = set()  # of paragraphs of the text
        self.language = ("", "")  # of Latin and of East Asian text
        for part in ("styles.xml", "content.xml"):
            if part not in package:
                continue
            for style in package.tree(part).iter(STYLE + "style"):
                family, name = style.get(STYLE + "family", ""), style.get(STYLE + "name", "")
                self._styles[family, name] = style
                if part == "content.xml" and family == "paragraph":
                    self._automatic.add(name)
            for style in package.tree(part).iter(TEXT + "list-style"):
                self._lists[style.get(STYLE + "name", "")] = style
            for style in package.tree(part).iter(STYLE + "default-style"):
                if style.get(STYLE + "family") == "paragraph":
                    self.language = _languages(style)

    def block(self, paragraph: Element) -> Block:
        """Return what a paragraph is, without its text and apart from lists."""
        if paragraph.tag == TEXT + "h":
            return _heading(paragraph.get(TEXT + "outline-level", "1"))
        for style in self._chain("paragraph", paragraph.get(STYLE_NAME, "")):
            known = block_of(_name(style))
            if known and known.kind != "item":
                return known
            level = style.get(STYLE + "default-outline-level", "")
            if level:
                return _heading(level)
        return block_of(_shown(paragraph.get(STYLE_NAME, ""))) or Block()

    def is_title(self, paragraph: Element) -> bool:
        return any(map(is_title, self._names(paragraph)))

    def is_whole_code(self, paragraph: Element) -> bool:
        return any(map(is_whole_code, self._names(paragraph)))

    def is_contents(self, paragraph: Element) -> bool:
        return any(map(is_contents, self._names(paragraph)))

    def has_border(self, paragraph: Element) -> bool:
        """Tell whether a line is drawn below a paragraph."""
        for style in self._chain("paragraph", paragraph.get(STYLE_NAME, "")):
            for properties in style.iterchildren(STYLE + "paragraph-properties"):
                border = properties.get(FO + "border-bottom")
                if border is not None:
                    return border not in _NONE
        return False

    def list_style(self, paragraph: Element) -> str:
        """Return the name of the list style that a paragraph's style has."""
        chain = self._chain("paragraph", paragraph.get(STYLE_NAME, ""))
        return next(filter(None, (s.get(STYLE + "list-style-name", "") for s in chain)), "")

    def is_ordered(self, list_style: str, level: int) -> bool:
        """Tell whether a level of a list is numbered."""
        style = self._lists.get(list_style)
        for element in () if style is None else style:
            if element.get(TEXT + "level") == str(level):
                numbered = element.tag == TEXT + "list-level-style-number"
                return numbered and element.get(STYLE + "num-format", "") != ""
        return False

    def paragraph_look(self, paragraph: Element) -> Run:
        """Return the look that a paragraph's own formatting gives to all of its text."""
        name = paragraph.get(STYLE_NAME, "")
        if name not in self._automatic or paragraph.tag == TEXT + "h":
            return Run("")
        return _formatted(self._styles["paragraph", name], Run(""))

    def span_look(self, span: Element, look: Run) -> Run:
        """Return the look of a span within a look."""
        chain = list(self._chain("text", span.get(STYLE_NAME, "")))
        for style in reversed(chain):
            if meant := look_of(_name(style)):
                look = structs.replace(look, **{meant: True})
            look = _formatted(style, look)
        if not chain and (meant := look_of(_shown(span.get(STYLE_NAME, "")))):
            look = structs.replace(look, **{meant: True})
        return look

    def _names(self, paragraph: Element) -> list[str]:
        return [_name(s) for s in self._chain("paragraph", paragraph.get(STYLE_NAME, ""))]

    def _chain(self, family: str, name: str) -> Iterator[Element]:
        """Yield a style and those it is based on."""
        seen: set[str] = set()
        while (family, name) in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[family, name]
            name = self._styles[family, name].get(STYLE + "parent-style-name", "")


def _heading(level: str) -> Block:
    return Block("heading", level=int(level) if level in set("123456") else 6)


def _name(style: Element) -> str:
    return style.get(STYLE + "display-name") or _shown(style.get(STYLE + "name", ""))


def _shown(name: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), name)


def _formatted(style: Element, look: Run) -> Run:
    for properties in style.iterchildren(STYLE + "text-properties"):
        weight = properties.get(FO + "font-weight")
        if weight is not None:
            bold = weight == "bold" or (weight.isdecimal() and int(weight[:4]) >= 600)
            look = structs.replace(look, bold=bold)
        slant = properties.get(FO + "font-style")
        if slant is not None:
            look = structs.replace(look, italic=slant in ("italic", "oblique"))
        for kind in ("style", "type"):
            line = properties.get(STYLE + f"text-line-through-{kind}")
            if line is not None:
                look = structs.replace(look, strike=line not in _NONE)
        fonts = properties.get(STYLE + "font-name", ""), properties.get(FO + "font-family", "")
        if any(is_monospaced(font.strip("'\"")) for font in fonts):
            look = structs.replace(look, code=True)
    return look


def _languages(style: Element) -> tuple[str, str]:
    """Return the languages of Latin and of East Asian text, as BCP 47 codes."""
    for properties in style.iterchildren(STYLE + "text-properties"):
        pairs = (
            (properties.get(FO + "language"), properties.get(FO + "country")),
            (properties.get(STYLE + "language-asian"), properties.get(STYLE + "country-asian")),
        )
        first, second = ("-".join(p for p in pair if p and p != "none") for pair in pairs)
        return first, second
    return "", ""
