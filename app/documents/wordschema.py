"""The order in which the schema of WordprocessingML wants properties."""

from __future__ import annotations

from lxml import etree

from app.documents.package import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_PARAGRAPH = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr"
    " shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE"
    " autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents"
    " suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle"
    " rPr sectPr pPrChange"
)
_RUN = (
    "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow"
    " emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs"
    " highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
)
_RANKS = {
    W + parent: {W + name: rank for rank, name in enumerate(names.split())}
    for parent, names in (("pPr", _PARAGRAPH), ("rPr", _RUN))
}


def put(properties: Element, name: str) -> Element:
    """Return the property `name`, made in its place if it is not there."""
    tag = W + name
    found = properties.find(tag)
    if found is not None:
        return found
    ranks = _RANKS[properties.tag]
    element = etree.Element(tag)
    for child in properties:
        if ranks.get(child.tag, len(ranks)) > ranks[tag]:
            child.addprevious(element)
            return element
    properties.append(element)
    return element


def drop(properties: Element | None, *names: str) -> None:
    """Remove properties that may be there."""
    if properties is not None:
        for element in [e for name in names for e in properties.findall(W + name)]:
            properties.remove(element)


def properties_of(element: Element, name: str) -> Element:
    """Return the properties ("pPr", "rPr") of an element, made if there are none."""
    found = element.find(W + name)
    if found is None:
        found = etree.Element(W + name)
        element.insert(0, found)
    return found
