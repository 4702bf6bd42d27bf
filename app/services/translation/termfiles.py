"""Glossaries as files: CSV, TSV and TBX. Needs no database.

A table has a row for each term. With a header row its columns may stand in any order, named in
English or Chinese or, for the two texts, by their languages; without one they are source, target
and note, or source, target, case, note, keep.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

from app.protocol import ErrorCode, UserError
from app.services.translation.codes import canonical
from app.services.translation.files import invalid, replacing, unreadable
from app.services.translation.tbx import read_tbx, write_tbx
from app.services.translation.text import clean
from app.tabs.translate.task.languages import BY_CODE
from app.tabs.translate.task.terms import Term

TABLES = {".csv": ",", ".tsv": "\t", ".tab": "\t", ".txt": "\t"}
TBX = (".tbx", ".xml")
SUFFIXES = (*TABLES, *TBX)
COLUMNS = ("source", "target", "case", "note", "keep")

_NAMES = {
    "source": ("source", "source term", "term", "原文", "源文", "术语", "源语", "源术语"),
    "target": ("target", "target term", "translation", "译文", "译名", "翻译", "目标", "目标术语"),
    "case": ("case", "case sensitive", "match case", "区分大小写", "大小写"),
    "note": ("note", "notes", "comment", "description", "definition", "备注", "注释", "说明"),
    "keep": ("keep", "do not translate", "dnt", "不译", "不翻译", "保留", "保留原文"),
}
_COLUMN = {name: column for column, names in _NAMES.items() for name in names}
_YES = frozenset(("yes", "y", "true", "1", "x", "是", "对", "真", "✓"))
_NO = frozenset(("", "no", "n", "false", "0", "否", "错", "假"))
_TAG = re.compile(r"[a-z]{2,3}([-_][a-z0-9]{2,8})*", re.IGNORECASE)

_OWN = 0.1  # how much the separator that the suffix names is preferred

Row = tuple[int, list[str]]  # the line where it begins, counted from 1, and its cells


def read_terms(path: Path, source: str, target: str) -> list[Term]:
    """Read the terms of a file for a pair of languages.

    The format is told by the suffix, and XML by itself. Raises UserError: FILE_UNREADABLE, or
    IMPORT_INVALID with the line that cannot be understood.
    """
    try:
        with path.open("rb") as file:
            if path.suffix.lower() in TBX or _is_xml(file.read(64)):
                return read_tbx(path, source, target)
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    rows = _rows(path, _decoded(path, data), source, target)
    columns = _header(rows[0][1], source, target) if rows else None
    if columns is not None:
        rows = rows[1:]
    return [_term(path, line, _named(cells, columns)) for line, cells in rows]


def write_terms(path: Path, terms: Iterable[Term], source: str, target: str) -> None:
    """Write terms to a file of the format that its suffix names.

    Raises UserError: FILE_UNWRITABLE, BAD_USE for another suffix.
    """
    suffix = path.suffix.lower()
    if suffix in TBX:
        write_tbx(path, terms, source, target)
        return
    if suffix not in TABLES:
        raise UserError(
            ErrorCode.BAD_USE, reason=f"A glossary's name ends in one of {', '.join(SUFFIXES)}"
        )
    text = io.StringIO()
    writer = csv.writer(text, delimiter=TABLES[suffix], lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for term in terms:
        case, keep = ("yes" if flag else "" for flag in (term.case_sensitive, term.keep))
        writer.writerow(map(clean, (term.source, term.target, case, term.note, keep)))
    with replacing(path) as file:
        # Spreadsheets take a CSV file for UTF-8 only when it begins with the mark.
        file.write(text.getvalue().encode("utf-8-sig" if suffix == ".csv" else "utf-8"))


# Text -------------------------------------------------------------------------------------------


def _is_xml(head: bytes) -> bool:
    text = head.replace(b"\0", b"").lstrip(codecs.BOM_UTF8 + codecs.BOM_UTF16 + b" \t\r\n")
    return text.startswith((b"<?xml", b"<tbx", b"<martif"))


def _decoded(path: Path, data: bytes) -> str:
    """Decode UTF-8, UTF-16 or GB18030."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        names = ["utf-16"]
    elif b"\0" in data[:2:2] or b"\0" in data[1:2]:  # the first character is likely ASCII
        names = ["utf-16-be" if data[0] == 0 else "utf-16-le"]
    else:
        names = ["utf-8-sig", "gb18030"]
    line = 1
    for name in names:
        try:
            return data.decode(name)
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
    raise invalid(path, line, "neither UTF-8, UTF-16 nor GB18030")


# Tables -----------------------------------------------------------------------------------------


def _rows(path: Path, text: str, source: str, target: str) -> list[Row]:
    """Return the rows that are not empty, split at what separates their cells best."""
    delimiters, first = "\t,;", 1
    own = TABLES.get(path.suffix.lower(), "")
    hint = re.match(r"sep=([,;|\t])\r?\n", text)  # as spreadsheets write it
    if hint:
        text, delimiters, first = text[hint.end() :], hint[1], 2
    best: list[Row] | UserError = []
    most = -1.0
    for delimiter in delimiters:
        rows = _split(path, text, delimiter, first)
        fit = _fit(rows, source, target) + _OWN * (delimiter == own)
        if fit > most:
            best, most = rows, fit
    if isinstance(best, UserError):
        raise best
    return best


def _split(path: Path, text: str, delimiter: str, first: int) -> list[Row] | UserError:
    """Split a text; in one with tabs, quotes that do not close are part of the terms."""
    rows = _parse(path, text, delimiter, first, csv.QUOTE_MINIMAL)
    if delimiter == "\t" and isinstance(rows, UserError):
        return _parse(path, text, delimiter, first, csv.QUOTE_NONE)
    return rows


def _parse(
    path: Path, text: str, delimiter: str, first: int, quoting: Literal[0, 3]
) -> list[Row] | UserError:
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True
    )
    rows: list[Row] = []
    while True:
        line = first + reader.line_num
        try:
            cells = next(reader, None)
        except csv.Error as error:
            return invalid(path, line, str(error))
        if cells is None:
            return rows
        if any(cell.strip() for cell in cells):
            rows.append((line, cells))


def _fit(rows: list[Row] | UserError, source: str, target: str) -> float:
    """Return how well rows are split: 2 for a header, or else the share that has more cells."""
    if isinstance(rows, UserError) or not rows:
        return 0.0
    if _header(rows[0][1], source, target) is not None:
        return 2.0
    return sum(len(cells) > 1 for _, cells in rows) / len(rows)


def _header(cells: Sequence[str], source: str, target: str) -> dict[str, int] | None:
    """Return which column is where, None when the cells are no header."""
    columns: dict[str, int] = {}
    for at, cell in enumerate(cells):
        name = " ".join(cell.casefold().replace("_", " ").split())
        column = _COLUMN.get(name) or _language_column(cell.strip(), source, target)
        if column:
            columns.setdefault(column, at)
    return columns if "source" in columns and "target" in columns else None


def _language_column(cell: str, source: str, target: str) -> str:
    for code, column in ((source, "source"), (target, "target")):
        language = BY_CODE.get(code)
        names = (language.english, language.chinese, language.native) if language else ()
        if _TAG.fullmatch(cell) and canonical(cell) == code:
            return column
        if cell.casefold() in (name.casefold() for name in names):
            return column
    return ""


def _named(cells: Sequence[str], columns: Mapping[str, int] | None) -> dict[str, str]:
    if columns is None:
        order = ("source", "target", "note") if len(cells) == 3 else COLUMNS
        columns = {name: at for at, name in enumerate(order)}
    return {name: cells[at].strip() for name, at in columns.items() if at < len(cells)}


def _term(path: Path, line: int, cells: Mapping[str, str]) -> Term:
    flags = {}
    for name in ("case", "keep"):
        value = cells.get(name, "").casefold()
        if value not in _YES | _NO:
            raise invalid(path, line, f'"{value}" under "{name}" is neither yes nor no')
        flags[name] = value in _YES
    source, target = clean(cells.get("source", "")), clean(cells.get("target", ""))
    if not source or not (target or flags["keep"]):
        raise invalid(path, line, "a term needs a source and a translation")
    note = clean(cells.get("note", ""))
    return Term(source, "" if flags["keep"] else target, flags["case"], flags["keep"], note)
