"""Tables of an Excel workbook. Their column names must be what the cells of the header show."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from lxml import etree

from app.documents.package import Element, Package
from app.documents.workbook import S, Workbook

# A formula that names a column of a table, as in Sales[Price]; [1] is another file.
_COLUMN_REFERENCE = re.compile(
    rb"<(?:\w+:)?(?:f|\w*[fF]ormula\d?|definedName)\b[^>]*>[^<]*\[(?!\d+\])"
)
_AREA = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::[A-Z]{1,3}(\d{1,7}))?")


@dataclass(frozen=True)
class _Label:
    """An attribute of a column that repeats a cell."""

    part: str
    sheet: str
    column: Element
    attribute: str
    cell: Element


class Tables:
    """The tables of a workbook."""

    def __init__(self, package: Package, workbook: Workbook) -> None:
        self._package = package
        self._workbook = workbook
        self._labels = list(self._find())

    def fixed_strings(self) -> set[Element]:
        """Return the strings that formulas know as names of columns."""
        parts = [self._workbook.main, *self._workbook.sheets]
        parts += {label.part for label in self._labels}
        if self._labels and any(_COLUMN_REFERENCE.search(self._package.read(p)) for p in parts):
            found = (self._workbook.string_of(label.cell) for label in self._labels)
            return {string for string in found if string is not None}
        return set()

    def rename(self, strings: Collection[Element], text_of: Callable[[Element], str]) -> None:
        """Take the text of the changed `strings` over; names of a table's columns stay distinct."""
        taken: set[tuple[str, str]] = set()
        changed: list[tuple[_Label, str]] = []
        for label in self._labels:
            string = self._workbook.string_of(label.cell)
            if string is not None and string in strings:
                changed.append((label, text_of(string)))
            elif label.attribute == "name":
                taken.add((label.part, label.column.get("name", "").casefold()))
        for label, text in changed:
            name, number = text, 2
            while label.attribute == "name" and (label.part, name.casefold()) in taken:
                name, number = f"{text} {number}", number + 1
            taken.add((label.part, name.casefold()))
            if name != text:
                _show(label.cell, name)
                self._package.touch(label.sheet)
            label.column.set(label.attribute, name.replace("\n", "_x000a_"))
            self._package.touch(label.part)

    def _find(self) -> Iterator[_Label]:
        for sheet in self._workbook.sheets:
            tables = self._package.related(sheet, "table").values()
            cells = {c.get("r", ""): c for c in self._workbook.cells(sheet)} if tables else {}
            for part in tables:
                yield from _labels(part, sheet, self._package.tree(part), cells)


def _labels(part: str, sheet: str, table: Element, cells: dict[str, Element]) -> Iterator[_Label]:
    area = _AREA.fullmatch(table.get("ref", ""))
    if area is None:
        return
    left, top, bottom = _number_of(area[1]), area[2], area[3] or area[2]
    for index, column in enumerate(table.iter(S + "tableColumn")):
        letters = _letters_of(left + index)
        header, total = cells.get(letters + top), cells.get(letters + bottom)
        if header is not None and table.get("headerRowCount", "1") != "0":
            yield _Label(part, sheet, column, "name", header)
        if total is not None and column.get("totalsRowLabel"):
            yield _Label(part, sheet, column, "totalsRowLabel", total)


def _show(cell: Element, text: str) -> None:
    """Give a cell a string of its own."""
    for child in list(cell):
        cell.remove(child)
    cell.set("t", "inlineStr")
    etree.SubElement(etree.SubElement(cell, S + "is"), S + "t").text = text


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _letters_of(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
