"""TMX 1.4, the interchange format of translation memories.

What is imported is exported again with every attribute, property, note, language and inline
element; comments are dropped and white space between elements is laid out anew.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from xml.etree.ElementTree import Element

from app.services.translation.files import invalid, replacing
from app.services.translation.memory import TranslationMemory
from app.services.translation.tmxunits import TOOL, format_date, read_unit, tidy, unit_element
from app.services.translation.units import Unit, insert_unit, variants_of
from app.services.translation.xmlstream import LANGUAGE, Found, parse, read_elements, serialize

BATCH = 200  # units a step: about 50 ms
ANY_LANGUAGE = "*all*"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
# What a <tu> takes from the header of its file where it says nothing itself.
_INHERITED = ("srclang", "segtype", "datatype", "o-tmf", "o-encoding")


@dataclass(frozen=True)
class Progress:
    """How much of the work is done, 0..1; the units that were written, and left out as known."""

    fraction: float
    units: int
    duplicates: int = 0


def importing(memory: TranslationMemory, path: Path) -> Iterator[Progress]:
    """Add a TMX file to the memory, a step at each iteration, so that a window stays alive.

    Units that the memory has already are left out. All or nothing: when it fails, is closed or
    the app dies, nothing of the file is in the memory. Raises UserError: FILE_UNREADABLE,
    IMPORT_INVALID.
    """
    found = read_elements(path, ("tmx",), ("header", "tu"))
    adding = _Adding(memory, path)
    complete = False
    try:
        while chunk := list(islice(found, BATCH)):
            adding.add(chunk)
            yield Progress(chunk[-1].fraction, adding.units, adding.duplicates)
        complete = True
    finally:
        found.close()
        adding.settle(complete)
        memory.segments.forget()


class _Adding:
    """One file on its way into the memory."""

    def __init__(self, memory: TranslationMemory, path: Path) -> None:
        self.units = self.duplicates = 0
        self._database = memory.database
        self._path = path
        self._now = time.time()
        self._header = Element("header")
        self._batch: int | None = None

    def add(self, chunk: list[Found]) -> None:
        with self._database.transaction() as connection:
            for element, line, _ in chunk:
                if element.tag == "header":
                    self._header = tidy(element)
                    continue
                try:
                    unit = read_unit(element, self._header.get("srclang", ANY_LANGUAGE), self._now)
                except ValueError as error:
                    raise invalid(self._path, line, str(error)) from error
                self._add_unit(connection, unit)

    def _add_unit(self, connection: sqlite3.Connection, unit: Unit) -> None:
        if self._batch is None:
            self._batch = connection.execute(
                "INSERT INTO memory_imports (name, header, created) VALUES (?, ?, ?)",
                (self._path.name, serialize(self._header), self._now),
            ).lastrowid
        known = connection.execute(
            "SELECT 1 FROM memory_units WHERE digest = ? AND import IS NOT ?"
            " AND deleted_at IS NULL",
            (unit.digest, self._batch),
        ).fetchone()
        if known:
            self.duplicates += 1
        else:
            insert_unit(connection, unit, self._batch)
            self.units += 1

    def settle(self, complete: bool) -> None:
        """End the import; what there is of an incomplete one is deleted, in the end for good."""
        with self._database.transaction() as connection:
            if not complete:
                connection.execute(
                    "UPDATE memory_units SET deleted_at = 0 WHERE import = ?", (self._batch,)
                )
            connection.execute("UPDATE memory_imports SET settled = 1 WHERE id = ?", (self._batch,))


def exporting(memory: TranslationMemory, path: Path) -> Iterator[Progress]:
    """Write the whole memory to a TMX file, a step at each iteration.

    The file appears when it is complete. Raises UserError(FILE_UNWRITABLE).
    """
    connection = memory.database.connection
    headers = _headers(connection)
    (total,) = connection.execute(
        "SELECT count(*) FROM memory_units WHERE deleted_at IS NULL"
    ).fetchone()
    own = _own_header(connection, headers)
    done = last = 0
    with replacing(path) as file:
        file.write(f'{_HEAD}<tmx version="1.4">\n{serialize(own)}\n<body>\n'.encode())
        while rows := _units_after(connection, last):
            for row in rows:
                tu = unit_element(row, variants_of(connection, row["id"]))
                if len(headers) > 1 and row["import"] is not None:
                    _inherit(tu, headers[row["import"]])
                file.write(f"{serialize(tu)}\n".encode())
            done, last = done + len(rows), rows[-1]["id"]
            yield Progress(done / max(done, total), done)
        file.write(b"</body>\n</tmx>\n")


def _units_after(connection: sqlite3.Connection, number: int) -> list[sqlite3.Row]:
    return connection.execute(
        "SELECT * FROM memory_units WHERE id > ? AND deleted_at IS NULL ORDER BY id LIMIT ?",
        (number, BATCH),
    ).fetchall()


def _headers(connection: sqlite3.Connection) -> dict[int | None, Element]:
    """Return the headers of the files that the units came from; None stands for those made here."""
    rows = connection.execute(
        "SELECT DISTINCT u.import, i.header FROM memory_units u"
        " LEFT JOIN memory_imports i ON i.id = u.import WHERE u.deleted_at IS NULL"
        " ORDER BY u.import"
    )
    return {number: parse(header or "<header/>") for number, header in rows}


def _own_header(connection: sqlite3.Connection, headers: dict[int | None, Element]) -> Element:
    """Return the header of a file's units as it was, or ours with what others contained."""
    if len(headers) == 1 and None not in headers:
        return next(iter(headers.values()))
    rows = connection.execute(
        "SELECT DISTINCT language FROM memory_variants v JOIN memory_units u ON u.id = v.unit"
        " WHERE v.is_source AND u.deleted_at IS NULL LIMIT 2"
    ).fetchall()
    header = Element(
        "header",
        {
            **TOOL,
            "segtype": "sentence",
            "o-tmf": TOOL["creationtool"],
            "adminlang": "en",
            "srclang": rows[0]["language"] if len(rows) == 1 else ANY_LANGUAGE,
            "datatype": "plaintext",
            "creationdate": format_date(time.time()),
        },
    )
    for other in headers.values():
        header.extend(other)
    return header


def _inherit(tu: Element, header: Element) -> None:
    """Write into a <tu> what it owes to the header that it loses."""
    for name in _INHERITED:
        if name not in tu.attrib and name in header.attrib:
            tu.set(name, header.attrib[name])
    if admin := header.get("adminlang"):
        for element in tu.iter():
            if element.tag in ("prop", "note"):
                element.attrib.setdefault(LANGUAGE, admin)
