"""What the tests of office documents see in a file."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path

import docx
import openpyxl
import pptx
from lxml import etree

from app.document_protocol import TAG
from app.documents.docx import DocxDocument
from app.documents.odt import OdtDocument
from app.documents.office import OfficeDocument
from app.documents.pptx import PptxDocument
from app.documents.xlsx import XlsxDocument

KINDS: dict[str, type[OfficeDocument]] = {
    ".docx": DocxDocument,
    ".pptx": PptxDocument,
    ".xlsx": XlsxDocument,
    ".odt": OdtDocument,
}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_NOISE = {W + n for n in ("proofErr", "lang", "noProof", "lastRenderedPageBreak")}
_NOISY = (
    "lang",
    "altLang",
    "dirty",
    "err",
    "smtClean",
    W + "hint",
    W + "rsidR",
    W + "rsidRPr",
    SPACE,
)
_RUNS = (W + "r", A + "r", S + "r")
_PROPERTIES = (W + "rPr", A + "rPr", S + "rPr")
_TEXTS = (W + "t", W + "delText", W + "noBreakHyphen", A + "t", S + "t")


def read(path: Path) -> OfficeDocument:
    return KINDS[path.suffix](path)


def units(path: Path) -> dict[str, str]:
    return {unit.key: unit.text for unit in read(path).units}


def write(
    source: Path,
    texts: Mapping[str, str],
    name: str = "target",
    *,
    language: str = "en",
    bilingual: bool = False,
    tracked: bool = False,
) -> Path:
    """Write a translation beside the source and return its path."""
    target = source.with_name(name + source.suffix)
    read(source).write(
        target, texts, language=language, bilingual=bilingual, tracked=tracked, author="Mei 梅"
    )
    return target


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def root(path: Path, part: str) -> etree._Element:
    return etree.fromstring(parts(path)[part])


def shout(text: str) -> str:
    """Translate: capitals for letters that have them, 字 for others; tags stay."""
    return "".join(_shout(c) if c.isalpha() else c for c in text)


def _shout(character: str) -> str:
    return "字" if character.upper() == character.lower() else character.upper()


def shouted(path: Path) -> dict[str, str]:
    return {key: shout(text) for key, text in units(path).items()}


def bare(text: str) -> str:
    return TAG.sub("", text)


def skeleton(tree: etree._Element) -> bytes:
    """Return the canonical form without text; neighbouring runs of one format are one."""
    tree = deepcopy(tree)
    for element in list(tree.iter(etree.Element)):
        for name in _NOISY:
            element.attrib.pop(name, "")
        if element.tag in _NOISE:
            element.getparent().remove(element)
    for element in list(tree.iter(W + "smartTag", W + "rFonts")):
        if element.tag == W + "smartTag":
            _unwrap(element)
        elif not element.attrib:
            element.getparent().remove(element)
    for run in list(tree.iter(*_RUNS)):
        _split(run)
    for run in list(tree.iter(*_RUNS)):
        _join(run)
    for element in tree.iter(*_TEXTS):
        element.text, element.tag = None, re.sub("}.*", "}t", str(element.tag))
    return etree.tostring(tree, method="c14n2", strip_text=True)


def _split(run: etree._Element) -> None:
    """Give every child of a run a run of its own."""
    properties = run.find(_PROPERTIES[_RUNS.index(str(run.tag))])
    if properties is not None and not len(properties) and not properties.attrib:
        run.remove(properties)
        properties = None
    for child in [child for child in run if child is not properties]:
        single = etree.Element(run.tag)
        if properties is not None:
            single.append(deepcopy(properties))
        single.append(child)
        single[-1].tail = None
        run.addprevious(single)
    run.getparent().remove(run)


def _join(run: etree._Element) -> None:
    before = run.getprevious()
    if before is None or before.tag != run.tag or not {run[-1].tag, before[-1].tag} <= {*_TEXTS}:
        return
    if [etree.tostring(e, with_tail=False) for e in run[:-1]] == [
        etree.tostring(e, with_tail=False) for e in before[:-1]
    ]:
        run.getparent().remove(run)


def _unwrap(element: etree._Element) -> None:
    for child in list(element):
        element.addprevious(child)
    element.getparent().remove(element)


def accept(tree: etree._Element, author: str) -> etree._Element:
    """Accept all changes of an author in a Word part."""
    return _decide(tree, author, keep=W + "ins", remove=W + "del")


def reject(tree: etree._Element, author: str) -> etree._Element:
    """Reject all changes of an author in a Word part."""
    return _decide(tree, author, keep=W + "del", remove=W + "ins")


def _decide(tree: etree._Element, author: str, *, keep: str, remove: str) -> etree._Element:
    for change in list(tree.iter(keep, remove)):
        if change.get(W + "author") != author:
            continue
        marks_paragraph = change.getparent().tag == W + "rPr"
        if change.tag == keep:
            for element in change.iter(W + "delText", W + "delInstrText"):
                element.tag = (
                    W
                    + {"delText": "t", "delInstrText": "instrText"}[etree.QName(element).localname]
                )
            _unwrap(change)
        elif marks_paragraph:
            paragraph = next(change.iterancestors(W + "p"))
            paragraph.getparent().remove(paragraph)
        else:
            change.getparent().remove(change)
    return tree


def words(tree: etree._Element) -> list[str]:
    """Return the text of every paragraph of a Word part, without what is deleted."""
    return [
        "".join(e.text or "" for e in p.iter(W + "t") if next(e.iterancestors(W + "p")) is p)
        for p in tree.iter(W + "p")
    ]


def objects(tree: etree._Element) -> list[str]:
    """List what must neither be lost nor doubled."""
    names = "drawing pict footnoteReference bookmarkStart commentReference note frame annotation"
    return sorted(
        etree.QName(e).localname
        for e in tree.iter(etree.Element)
        if etree.QName(e).localname in names.split()
    )


def texts_of(path: Path) -> list[str]:
    return list(units(path).values())


def opens(path: Path) -> None:
    """Open a file with a library that is not ours."""
    match path.suffix:
        case ".docx":
            docx.Document(str(path))
        case ".pptx":
            pptx.Presentation(str(path))
        case ".xlsx":
            openpyxl.load_workbook(str(path), rich_text=True)
        case ".odt":
            with zipfile.ZipFile(path) as archive:
                assert archive.testzip() is None
                assert archive.infolist()[0].filename == "mimetype"
                assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
                assert not archive.infolist()[0].extra
                etree.fromstring(archive.read("content.xml"))
