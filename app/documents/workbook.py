"""The parts of an Excel workbook: its strings, and what depends on them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from copy import deepcopy

from lxml import etree

from app.documents.package import Element, Package

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELL, _ROW, _VALUE, _INLINE = S + "c", S + "row", S + "v", S + "is"
_MAIN = (".sheet.main+xml", ".sheet.macroEnabled.main+xml", ".template.main+xml")
_STRING_RESULT = re.compile(rb"\st=[\"']str[\"']")
_BEFORE_CALCULATION = (
    "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups"
    " externalReferences definedNames"
)


class Workbook:
    """An open workbook; raises UserError where the package is none."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.main = package.main("an Excel workbook", S + "workbook", *_MAIN)
        self.sheets = package.of_type("spreadsheetml.worksheet+xml")
        self._shared_part = next(iter(package.of_type("spreadsheetml.sharedStrings+xml")), "")
        self._shared: list[Element] = []
        if self._shared_part:
            self._shared = list(package.tree(self._shared_part).iterchildren(S + "si"))

    def strings(self) -> Iterator[tuple[str, int, Element]]:
        """Yield part, number and element of each string; cells of the same text may share one."""
        for number, element in enumerate(self._shared):
            yield self._shared_part, number, element
        for sheet in self.sheets:
            if b"inlineStr" in self._package.read(sheet):
                for number, element in enumerate(self._package.tree(sheet).iter(_INLINE)):
                    yield sheet, number, element

    def cells(self, sheet: str) -> Iterator[Element]:
        return self._package.tree(sheet).iter(_CELL)

    def string_of(self, cell: Element) -> Element | None:
        """Return the string that a cell shows, if it is not the result of a formula."""
        if cell.get("t") == "inlineStr":
            return cell.find(_INLINE)
        number = cell.findtext(_VALUE, "")
        if cell.get("t") != "s" or not number.isdecimal() or len(number) > 9:
            return None
        return self._shared[int(number)] if int(number) < len(self._shared) else None

    def wrap(self, strings: Collection[Element]) -> None:
        """Let the cells that show `strings` have several lines, and their rows fitting heights."""
        styles = _Styles(self._package)
        for sheet in self.sheets:
            for cell in self.cells(sheet):
                if self.string_of(cell) not in strings:
                    continue
                style = styles.wrapped(cell.get("s", "0"))
                if style:
                    cell.set("s", style)
                row = cell.getparent()
                if row is not None and row.get("customHeight") not in ("1", "true"):
                    row.attrib.pop("ht", "")
                self._package.touch(sheet)

    def recalculate(self) -> None:
        """Let the results that are text, which may quote what has changed, be computed anew."""
        if not any(_STRING_RESULT.search(self._package.read(sheet)) for sheet in self.sheets):
            return
        root = self._package.tree(self.main)
        calculation = root.find(S + "calcPr")
        if calculation is None:
            calculation = etree.Element(S + "calcPr")
            before = {S + name for name in _BEFORE_CALCULATION.split()}
            root.insert(sum(child.tag in before for child in root), calculation)
        calculation.set("fullCalcOnLoad", "1")
        self._package.touch(self.main)


class _Styles:
    """The formats of cells, to which wrapping ones are added."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._part = next(iter(package.of_type("spreadsheetml.styles+xml")), "")
        self._formats = package.tree(self._part).find(S + "cellXfs") if self._part else None
        self._wrapped: dict[str, str] = {}

    def wrapped(self, number: str) -> str:
        """Return the number of the format `number` with wrapped text, "" if it is not known."""
        if number not in self._wrapped:
            self._wrapped[number] = self._add(number)
        return self._wrapped[number]

    def _add(self, number: str) -> str:
        formats = self._formats
        if formats is None or not number.isdecimal() or int(number[:9]) >= len(formats):
            return ""
        wrapped = deepcopy(formats[int(number[:9])])
        alignment = wrapped.find(S + "alignment")
        if alignment is None:
            alignment = etree.Element(S + "alignment")
            wrapped.insert(0, alignment)
        alignment.set("wrapText", "1")
        wrapped.set("applyAlignment", "1")
        formats.append(wrapped)
        formats.set("count", str(len(formats)))
        self._package.touch(self._part)
        return str(len(formats) - 1)
