"""What a language asks of a Word document: the runs' language, fonts and direction."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from app.documents.office import Edition, Format
from app.documents.package import Element
from app.documents.wordml import PROPERTIES, RUN_PROPERTIES, Dress
from app.documents.wordschema import W, drop, properties_of, put

# Families without East Asian characters, by the first word of their names.
_LATIN_FONTS = (
    "aptos arial baskerville calibri cambria candara century consolas constantia corbel courier"
    " didot futura garamond georgia helvetica inter lato lucida montserrat optima palatino roboto"
    " segoe tahoma times trebuchet verdana"
)
_LATIN = frozenset(_LATIN_FONTS.split())
_OFF = ("0", "false", "off")
_EAST_ASIA, _HINT = W + "eastAsia", W + "hint"


def dressed(edition: Edition) -> Dress:
    """Return what makes the properties of runs in the edition's language."""

    def dress(style: Format) -> Element:
        properties = deepcopy(style.properties)
        if properties is None:
            properties = etree.Element(RUN_PROPERTIES)
        drop(properties, "noProof", "rPrChange")
        _set_fonts(properties, edition)
        script = "val"
        if edition.is_east_asian:
            script = "eastAsia"
        elif edition.is_right_to_left:
            script = "bidi"
        _switch(properties, "rtl", on=edition.is_right_to_left)
        put(properties, "lang").set(W + script, edition.code)
        return properties

    return dress


def direct(paragraph: Element, edition: Edition) -> None:
    """Let a paragraph run in the direction of the edition's language."""
    if edition.is_right_to_left or paragraph.find(PROPERTIES) is not None:
        _switch(properties_of(paragraph, "pPr"), "bidi", on=edition.is_right_to_left)


def _switch(properties: Element, name: str, *, on: bool) -> None:
    """Switch a property on, or off where it is on."""
    found = properties.find(W + name)
    if on:
        put(properties, name).attrib.pop(W + "val", "")
    elif found is not None and found.get(W + "val") not in _OFF:
        found.set(W + "val", "0")


def _set_fonts(properties: Element, edition: Edition) -> None:
    """Let the East Asian font take ambiguous characters such as “” in East Asian text only."""
    if edition.is_east_asian:
        fonts = put(properties, "rFonts")
        fonts.set(_HINT, "eastAsia")
        family = fonts.get(_EAST_ASIA, "").lower().split()[:1]
        if edition.is_chinese and _LATIN.intersection(family):
            del fonts.attrib[_EAST_ASIA]
        return
    fonts_there = properties.find(W + "rFonts")
    if fonts_there is not None and fonts_there.get(_HINT) == "eastAsia":
        del fonts_there.attrib[_HINT]
        if not fonts_there.attrib:
            properties.remove(fonts_there)
