"""A TMX <tu> as a unit of the memory, and back."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement

from app import __version__
from app.document_protocol import TAG
from app.services.translation.codes import canonical
from app.services.translation.inline import Inline, read_segments, write_segment
from app.services.translation.text import tag_numbers
from app.services.translation.units import Unit, Variant
from app.services.translation.xmlstream import LANGUAGE, parse, serialize

TOOL = {"creationtool": "Inkstone", "creationtoolversion": __version__}
_DATE = "%Y%m%dT%H%M%SZ"
_TEXTUAL = ("prop", "note", "seg")  # where white space is part of the content


def format_date(seconds: float) -> str:
    """Return a time as TMX writes it, in UTC."""
    return datetime.fromtimestamp(seconds, UTC).strftime(_DATE)


def parse_date(text: str | None) -> float | None:
    """Return the seconds since the epoch, None for what is no TMX date."""
    try:
        return datetime.strptime(text or "", _DATE).replace(tzinfo=UTC).timestamp()
    except ValueError:
        return None


def tidy(element: Element) -> Element:
    """Drop the white space between the elements, in place."""
    element.tail = None
    if element.tag not in _TEXTUAL:
        element.text = None
        for child in element:
            tidy(child)
    return element


def read_unit(tu: Element, srclang: str, now: float) -> Unit:
    """Return the unit that a <tu> describes; raises ValueError with a reason.

    `srclang` is the header's; `now` stands in for a date that is not told.
    """
    tidy(tu)
    tuvs = tu.findall("tuv")
    segs = [seg for tuv in tuvs if (seg := tuv.find("seg")) is not None]
    tags = [tuv.get(LANGUAGE, tuv.get("lang", "")) for tuv in tuvs]
    if not tuvs or len(segs) < len(tuvs):
        raise ValueError("<tuv> or <seg> is missing")
    if not all(tags):
        raise ValueError("<tuv> without xml:lang")
    variants = [
        _variant(tuv, seg, canonical(tag), segment.text)
        for tuv, seg, tag, segment in zip(tuvs, segs, tags, read_segments(segs), strict=True)
    ]
    shell = Element("tu", tu.attrib)
    shell.extend(child for child in tu if child.tag != "tuv")
    notes = [*shell, *(child for tuv in tuvs for child in tuv if child.tag != "seg")]
    every = [tu, *tuvs]
    dates = [d for e in every for name in _DATES if (d := parse_date(e.get(name))) is not None]
    uses = tu.get("usagecount", "")
    return Unit(
        variants,
        _source(tags, tu.get("srclang", srclang)),
        created=min(dates, default=now),
        changed=max(dates, default=now),
        creator=_first(every, "creationid"),
        changer=_first(every, "changeid"),
        uses=int(uses) if uses.isdecimal() and len(uses) < 10 else 0,
        used=parse_date(tu.get("lastusagedate")),
        xml=serialize(shell),
        notes="\0".join(f"{e.tag} {e.get('type')} {''.join(e.itertext())}" for e in notes),
    )


_DATES = ("creationdate", "changedate")


def _variant(tuv: Element, seg: Element, language: str, text: str) -> Variant:
    plain = tuv.attrib == {LANGUAGE: language} and len(tuv) == 1
    plain = plain and not len(seg) and not seg.attrib and not TAG.search(text)
    return Variant(language, text, "" if plain else serialize(tuv))


def _source(tags: Sequence[str], srclang: str) -> int:
    """Return which variant is the source: the first one where that is not told."""
    exact = [tag.lower() for tag in tags]
    if srclang.lower() in exact:
        return exact.index(srclang.lower())
    codes = [canonical(tag) for tag in tags]
    return codes.index(canonical(srclang)) if canonical(srclang) in codes else 0


def _first(elements: Sequence[Element], name: str) -> str:
    return next((value for e in elements if (value := e.get(name))), "")


def unit_element(unit: sqlite3.Row, variants: Sequence[sqlite3.Row]) -> Element:
    """Return the <tu> for the rows of a unit."""
    tu = parse(unit["xml"]) if unit["xml"] else _own(unit, variants)
    for row in variants:
        if row["xml"]:
            tu.append(parse(row["xml"]))
        else:
            SubElement(tu, "tuv", {LANGUAGE: row["language"]}).append(write_segment(row["text"]))
    return tu


def _own(unit: sqlite3.Row, variants: Sequence[sqlite3.Row]) -> Element:
    optional = {
        "creationid": unit["creator"],
        "changeid": unit["changer"],
        "usagecount": str(unit["uses"] or ""),
        "lastusagedate": format_date(unit["used"]) if unit["used"] else "",
    }
    return Element(
        "tu",
        {
            **TOOL,
            "creationdate": format_date(unit["created"]),
            "changedate": format_date(unit["changed"]),
            "srclang": next(row["language"] for row in variants if row["is_source"]),
            **{name: value for name, value in optional.items() if value},
        },
    )


def with_attributes(xml: str, attributes: dict[str, str]) -> str:
    """Return an element with some attributes changed."""
    element = parse(xml)
    element.attrib.update(attributes)
    return serialize(element)


def with_text(
    variant: sqlite3.Row, others: Sequence[sqlite3.Row], text: str, attributes: dict[str, str]
) -> str:
    """Return the <tuv> of a variant with another text; "" where it said nothing else.

    Its tags, or else those of the `others`, keep their inline elements.
    """
    if not variant["xml"]:
        return ""
    inlines: dict[str, Inline] = {}
    for row in (*others, variant):
        inlines |= _inlines(row)
    tuv = parse(variant["xml"])
    at = next(at for at, child in enumerate(tuv) if child.tag == "seg")
    seg = write_segment(text, inlines)
    seg.attrib.update(tuv[at].attrib)
    tuv[at] = seg
    tuv.attrib.update(attributes)
    return serialize(tuv)


def _inlines(variant: sqlite3.Row) -> dict[str, Inline]:
    """Return what the tags of a variant's text stand for."""
    seg = parse(variant["xml"]).find("seg") if variant["xml"] else None
    if seg is None:
        return {}
    (segment,) = read_segments([seg])
    names = zip(tag_numbers(segment.text), tag_numbers(variant["text"]), strict=True)
    return {new: segment.inlines[old] for old, new in names if old in segment.inlines}
