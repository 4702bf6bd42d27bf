"""XML of foreign files, element by element. Prefixes stay in the names, as they are written.

Nothing outside the file is read, and entities may not be declared, so that no file grows in
memory beyond its size. Comments and processing instructions are dropped.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Generator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers import expat

from app.services.translation.files import invalid, unreadable

MAX_DEPTH = 100
CHUNK = 1 << 16
LANGUAGE = "xml:lang"
# Encodings with several bytes a character, which expat leaves to us; UTF-8 under other names.
_MULTIBYTE = frozenset(
    ("gb18030", "gbk", "gb2312", "big5", "big5hkscs", "cp950", "shift_jis", "cp932", "euc_jp",
     "euc_kr", "cp949", "utf-8")
)  # fmt: skip
_DECLARATION = re.compile(rb"""<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")


class Found(NamedTuple):
    """An element that was wanted, the line where it begins, how much of the file is read."""

    element: Element
    line: int
    fraction: float


Reading = Generator[Found, None, None]


class Unwanted(Exception):
    """XML that is well-formed and not for us."""


class Tree:
    """Builds elements from expat's events: those named in `wanted`, or the outermost one."""

    def __init__(self, wanted: Collection[str] = (), encoding: str | None = None) -> None:
        self.parser = expat.ParserCreate(encoding)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.parser.EntityDeclHandler = self._refuse
        self.parser.SkippedEntityHandler = self._skipped
        self.root = ""
        self.found: list[tuple[Element, int]] = []
        self._wanted = wanted
        self._depth = self._began = self._line = 0
        self._builder: ElementTree.TreeBuilder | None = None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1:
            self.root = name
        if self._depth > MAX_DEPTH:
            raise Unwanted("too deeply nested")
        if self._builder is None and (not self._wanted or local(name) in self._wanted):
            self._builder = ElementTree.TreeBuilder()
            self._began, self._line = self._depth, self.parser.CurrentLineNumber
        if self._builder is not None:
            self._builder.start(name, attributes)

    def _end(self, name: str) -> None:
        if self._builder is not None:
            self._builder.end(name)
            if self._depth == self._began:
                self.found.append((self._builder.close(), self._line))
                self._builder = None
        self._depth -= 1

    def _data(self, text: str) -> None:
        if self._builder is not None:
            self._builder.data(text)

    def _refuse(self, *_declaration: object) -> None:
        raise Unwanted("it declares entities")

    def _skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            raise Unwanted(f"undefined entity &{name};")


def local(name: str) -> str:
    """Return a name without its prefix."""
    return name.rpartition(":")[2]


def parse(xml: str) -> Element:
    """Return the element that `serialize` wrote."""
    tree = Tree()
    tree.parser.Parse(xml, True)
    return tree.found[0][0]


def serialize(element: Element) -> str:
    """Return an element as XML that `parse` and any other reader take for the same."""
    # A line end that stands as it is would be read as another one.
    return ElementTree.tostring(element, encoding="unicode").replace("\r", "&#13;")


def read_elements(path: Path, roots: Collection[str], wanted: Collection[str]) -> Reading:
    """Yield the elements with the `wanted` local names, in a document of one of `roots`.

    Raises UserError: FILE_UNREADABLE, IMPORT_INVALID.
    """
    try:
        size = max(1, path.stat().st_size)
        with path.open("rb") as file:
            head = file.read(CHUNK)
            decoder = _decoder(head)
            tree = Tree(wanted, "utf-8" if decoder else None)
            chunk, done = head, False
            while not done:
                done = not chunk
                try:
                    tree.parser.Parse(decoder.decode(chunk, done) if decoder else chunk, done)
                    if tree.root and local(tree.root) not in roots:
                        raise Unwanted(f"a document of <{tree.root}>")
                except (expat.ExpatError, Unwanted, ValueError, LookupError) as error:
                    line = getattr(error, "lineno", tree.parser.CurrentLineNumber)
                    raise invalid(path, line, _reason(error)) from error
                yield from (Found(*found, file.tell() / size) for found in tree.found)
                tree.found.clear()
                chunk = file.read(CHUNK)
    except OSError as error:
        raise unreadable(path, error) from error


def _reason(error: Exception) -> str:
    return expat.ErrorString(error.code) if isinstance(error, expat.ExpatError) else str(error)


def _decoder(head: bytes) -> codecs.IncrementalDecoder | None:
    """Return a decoder for the declared encoding where expat has none."""
    declared = _DECLARATION.match(head)
    if declared is None or declared[1].lower() == b"utf-8":
        return None
    try:
        codec = codecs.lookup(declared[1].decode())
    except LookupError:
        return None
    return codec.incrementaldecoder() if codec.name in _MULTIBYTE else None
