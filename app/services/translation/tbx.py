"""TBX, the XML of terminology: TBX-Basic in both styles (DCA, DCT), and the older MARTIF form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import Element, SubElement

from app.protocol import ErrorCode, UserError
from app.services.translation.codes import canonical
from app.services.translation.files import replacing
from app.services.translation.text import clean
from app.services.translation.xmlstream import LANGUAGE, local, read_elements, serialize
from app.tabs.translate.task.terms import Term

ROOTS = ("tbx", "martif")
CASE_SENSITIVE = "case-sensitive"
_ENTRIES = ("conceptEntry", "termEntry")
_SECTIONS = ("langSec", "langSet")
_TERMS = ("termSec", "tig", "ntig")
# Told of a term as "note"; in the DCT style they are elements, or else types of <descrip>.
_NOTES = ("note", "descrip", "definition", "context", "example", "explanation", "subjectField")
_UNWANTED = ("deprecated", "superseded", "forbidden", "obsolete")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<tbx type="TBX-Basic" style="dca" xml:lang="{}" xmlns="urn:iso:std:iso:30042:ed-2">\n'
    "<tbxHeader><fileDesc><sourceDesc><p>A glossary of Inkstone</p></sourceDesc></fileDesc>"
    "</tbxHeader>\n<text><body>\n"
)


def read_tbx(path: Path, source: str, target: str) -> list[Term]:
    """Read the terms that a file has in both languages.

    Each source term gets the preferred target term, or else the first; deprecated ones are left
    out. Raises UserError: FILE_UNREADABLE, IMPORT_INVALID, also when there is no term in both.
    """
    terms: list[Term] = []
    languages: dict[str, None] = {}
    for entry, _, _ in read_elements(path, ROOTS, _ENTRIES):
        sections = _sections(entry)
        languages |= dict.fromkeys(sections)
        if source in sections and target in sections:
            terms += _concept(entry, sections[source], sections[target])
    if not terms:
        reason = f"no terms in {source} and {target}, only in: {', '.join(languages) or '-'}"
        raise UserError(ErrorCode.IMPORT_INVALID, path=str(path), reason=reason)
    return terms


def _sections(entry: Element) -> dict[str, Element]:
    """Return what an entry has in each language, regions put together."""
    sections: dict[str, Element] = {}
    for section in entry:
        if local(section.tag) in _SECTIONS:
            code = canonical(section.get(LANGUAGE, section.get("lang", "")))
            sections.setdefault(code, Element("langSec")).extend(section)
    return sections


def _concept(entry: Element, source: Element, target: Element) -> Iterator[Term]:
    targets = sorted(_usable(target), key=lambda term: not _has_status(term, "preferred"))
    if not targets:
        return
    translation = _text(targets[0])
    for term in _usable(source):
        text = _text(term)
        keep = text == translation
        yield Term(
            text,
            "" if keep else translation,
            case_sensitive=any(_text(e) == CASE_SENSITIVE for e in _inside(term, ("admin",))),
            keep=keep,
            note=_note(entry, source, term, target, targets[0]),
        )


def _usable(section: Element) -> list[Element]:
    return [
        term
        for term in _inside(section, _TERMS)
        if _text(term) and not any(_has_status(term, status) for status in _UNWANTED)
    ]


def _has_status(term: Element, status: str) -> bool:
    """Tell whether the administrative status of a term begins with a word."""
    return any(
        _content(e).casefold().startswith(status)
        for e in term.iter()
        if "administrativeStatus" in (local(e.tag), e.get("type"))
    )


def _note(*parts: Element) -> str:
    """Return what is told of a term at all levels, each text once."""
    texts = [_content(e) for part in parts for e in _own(part) if local(e.tag) in _NOTES]
    return "\n".join(dict.fromkeys(text for text in texts if text))


def _own(part: Element) -> Iterator[Element]:
    """Walk what belongs to a level and not to one inside it."""
    for child in part:
        if local(child.tag) not in (*_SECTIONS, *_TERMS):
            yield child
            yield from _own(child)


def _inside(element: Element, names: Iterable[str]) -> list[Element]:
    return [child for child in element.iter() if local(child.tag) in names]


def _text(element: Element) -> str:
    """Return the term in a term section, or the content of anything else."""
    if local(element.tag) not in _TERMS:
        return _content(element)
    found = _inside(element, ("term",))
    return _content(found[0]) if found else ""


def _content(element: Element) -> str:
    return "".join(element.itertext()).strip()


def write_tbx(path: Path, terms: Iterable[Term], source: str, target: str) -> None:
    """Write TBX-Basic in the DCA style; raises UserError(FILE_UNWRITABLE).

    A term that is kept stands in both languages. That case counts is told as a project subset,
    the one free category of TBX-Basic.
    """
    with replacing(path) as file:
        file.write(_HEAD.format(source).encode())
        for number, term in enumerate(terms, 1):
            _write_concept(file, number, term, source, target)
        file.write(b"</body></text>\n</tbx>\n")


def _write_concept(file: BinaryIO, number: int, term: Term, source: str, target: str) -> None:
    concept = Element("conceptEntry", {"id": f"c{number}"})
    if term.note:
        SubElement(concept, "note").text = clean(term.note)
    for language, text in ((source, term.source), (target, term.wanted)):
        section = SubElement(concept, "langSec", {LANGUAGE: language})
        words = SubElement(section, "termSec")
        SubElement(words, "term").text = clean(text)
        if term.case_sensitive:
            SubElement(words, "admin", {"type": "projectSubset"}).text = CASE_SENSITIVE
    file.write(f"{serialize(concept)}\n".encode())
