"""Excel workbooks: the strings of cells, text boxes and charts.

Formulas, numbers, dates, comments and the names of sheets stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from app.documents.drawing import paragraphs
from app.documents.inline import Inline, Node, Run, plain
from app.documents.office import XML_SPACE, Edition, Format, OfficeDocument, Passage, format_of
from app.documents.package import Element, Package
from app.documents.tables import Tables
from app.documents.workbook import S, Workbook

_DRAWINGS = ("officedocument.drawing+xml", "drawingml.chart+xml")
_TEXT, _RUN, _RUN_PROPERTIES = S + "t", S + "r", S + "rPr"
_PHONETIC = {S + "rPh", S + "phoneticPr"}
_CARRIAGE_RETURN = "_x000D_"


class XlsxDocument(OfficeDocument):
    """An Excel workbook."""

    def _passages(self, package: Package) -> Iterator[Passage]:
        workbook = Workbook(package)
        fixed = Tables(package, workbook).fixed_strings()
        for part, number, element in workbook.strings():
            inline = Inline(list(_read(element)))
            if inline.has_words and element not in fixed:
                yield _String(f"{part}:{number}", part, inline, element)
        for part in package.of_type(*_DRAWINGS):
            yield from paragraphs(package, part)

    def _edit(self, package: Package, texts: Mapping[str, str], edition: Edition) -> list[Passage]:
        written = super()._edit(package, texts, edition)
        strings = {passage.element for passage in written if isinstance(passage, _String)}
        if strings:
            workbook = Workbook(package)
            Tables(package, workbook).rename(strings, _text)
            if edition.bilingual:
                workbook.wrap(strings)
            workbook.recalculate()
        return written


@dataclass(frozen=True, eq=False)
class _String:
    """A string of the workbook."""

    key: str
    part: str
    inline: Inline[Format, None]
    element: Element

    def write(self, text: str, edition: Edition) -> None:
        """Put a translation in place of the string, or in a new line of it."""
        nodes = self.inline.rebuilt(text)
        if edition.bilingual:
            nodes = [*self.inline.nodes, Run("\n", Format((), None)), *nodes]
        _refill(self.element, [node for node in nodes if isinstance(node, Run)])


def _read(string: Element) -> Iterator[Node[Format, None]]:
    for child in string:
        if child.tag in (_TEXT, _RUN):
            text = child if child.tag == _TEXT else child.find(_TEXT)
            style = format_of(child.find(_RUN_PROPERTIES), lambda element, attribute: False)
            yield Run(_text_in(text), style)


def _text(string: Element) -> str:
    return plain(list(_read(string)))


def _text_in(element: Element | None) -> str:
    text = "" if element is None else element.text or ""
    return text.replace(_CARRIAGE_RETURN, "")


def _refill(string: Element, runs: Sequence[Run[Format]]) -> None:
    """Put runs in place of a string's content; phonetic hints do not fit it any more."""
    for child in list(string):
        if child.tag in {_TEXT, _RUN, *_PHONETIC}:
            string.remove(child)
    rich = any(run.style.properties is not None for run in runs)
    for run in runs if rich else [Run("".join(run.text for run in runs), Format((), None))]:
        parent = etree.SubElement(string, _RUN) if rich else string
        if run.style.properties is not None:
            parent.append(deepcopy(run.style.properties))
        text = etree.SubElement(parent, _TEXT)
        text.text = run.text
        if run.text != run.text.strip() or "\n" in run.text:
            text.set(XML_SPACE, "preserve")
