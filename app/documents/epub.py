"""EPUB: its pages, tables of contents and title; every other member stays byte for byte."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import msgspec
from lxml import etree

from app.document_protocol import Unit
from app.documents.archive import copied, open_archive
from app.documents.encoding import Encoded, NotTextError, decode
from app.documents.html import declared_encoding, encode_page
from app.documents.htmltokens import escaped, tokens
from app.documents.markup import untagged
from app.documents.page import Page
from app.documents.splice import Body, Edit, Places
from app.documents.textfile import unreadable
from app.documents.xmlfile import parse

_MIMETYPE = "application/epub+zip"
_PAGES = frozenset(("application/xhtml+xml", "text/html"))
_NCX = "application/x-dtbncx+xml"
# Fonts may be scrambled with these; what else is encrypted is not ours to read.
_SCRAMBLING = frozenset(("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"))
_LANGUAGE = re.compile(r"(<dc:language[^>]*>)[^<]*(?=</dc:language)")


@dataclass(frozen=True)
class _Member:
    """A member with units. `repeats` tells whether a bilingual book has its source too."""

    name: str
    source: Encoded
    body: Body
    repeats: bool

    @property
    def units(self) -> Iterator[Unit]:
        for unit in self.body.units:
            yield msgspec.structs.replace(unit, key=f"{self.name}#{unit.key}")

    def translated(self, texts: Mapping[str, str], language: str, bilingual: bool) -> str:
        start = f"{self.name}#"
        own = {k.removeprefix(start): text for k, text in texts.items() if k.startswith(start)}
        return self.body.translated(own, language, bilingual=bilingual and self.repeats)


class EpubDocument:
    """A book. Raises UserError(DOCUMENT_UNREADABLE) also for one with DRM."""

    can_be_bilingual: ClassVar[bool] = True
    can_be_tracked: ClassVar[bool] = False

    def __init__(self, path: Path) -> None:
        self._path = path
        with open_archive(path) as archive:
            try:
                self._members = tuple(_read(path, archive))
            except (etree.XMLSyntaxError, NotTextError) as error:
                raise unreadable(path, str(error) or "a page that is no text") from error

    @property
    def units(self) -> tuple[Unit, ...]:
        return tuple(unit for member in self._members for unit in member.units)

    def write(
        self,
        target: Path,
        texts: Mapping[str, str],
        *,
        language: str,
        bilingual: bool,
        tracked: bool,
        author: str,
    ) -> None:
        """Write the book with `texts` in place of its units; raises OSError."""
        new: dict[str, bytes] = {}
        for member in self._members:
            text = member.translated(texts, language, bilingual)
            if text != member.source.text:
                new[member.name] = encode_page(member.source, text)
        if not new:
            shutil.copyfile(self._path, target)
            return
        package = self._members[0]
        text = package.translated(texts, language, bilingual)
        text = _LANGUAGE.sub(rf"\g<1>{language}", text, count=1)
        new[package.name] = encode_page(package.source, text)
        with open_archive(self._path) as archive, ZipFile(target, "w") as copy:
            copy.writestr(ZipInfo("mimetype"), _MIMETYPE, ZIP_STORED)
            for info in archive.infolist():
                if info.filename != "mimetype":
                    copy.writestr(copied(info), new.get(info.filename) or archive.read(info))


def _read(path: Path, archive: ZipFile) -> Iterator[_Member]:
    """Find what has units: the package first, then the pages in the order of reading."""
    present = set(archive.namelist())
    if "META-INF/encryption.xml" in present and _is_locked(archive):
        raise unreadable(path, "encrypted (DRM)")
    container = parse(archive.read("META-INF/container.xml")).getroot()
    root = container.find(".//{*}rootfile")
    package = root.get("full-path", "") if root is not None else ""
    data = archive.read(package)
    source = decode(data, declared_encoding(data))
    titles = _Leaves(source.text, ("title", "description"))
    yield _Member(package, source, titles, False)
    for name, kind, is_nav in _items(parse(data).getroot(), package):
        if name not in present:
            continue
        data = archive.read(name)
        source = decode(data, declared_encoding(data))
        if kind == _NCX:
            yield _Member(name, source, _Leaves(source.text, ("text",)), False)
        else:
            yield _Member(name, source, Page(source.text), not is_nav)


def _items(package: etree._Element, path: str) -> Iterator[tuple[str, str, bool]]:
    """Return the name, the media type and whether it is the contents, of each once."""
    items = {item.get("id", ""): item for item in package.iterfind(".//{*}manifest/{*}item")}
    spine = [ref.get("idref", "") for ref in package.iterfind(".//{*}spine/{*}itemref")]
    navigation = [
        key
        for key, item in items.items()
        if "nav" in item.get("properties", "").split() or item.get("media-type") == _NCX
    ]
    for key in dict.fromkeys((*spine, *navigation)):
        if key in items and (kind := items[key].get("media-type", "")) in (*_PAGES, _NCX):
            href = unquote(items[key].get("href", ""))
            name = posixpath.normpath(posixpath.join(posixpath.dirname(path), href))
            yield name, kind, key in navigation


def _is_locked(archive: ZipFile) -> bool:
    methods = parse(archive.read("META-INF/encryption.xml")).iterfind(
        ".//{*}EncryptedData/{*}EncryptionMethod"
    )
    return any(method.get("Algorithm") not in _SCRAMBLING for method in methods)


@dataclass(frozen=True)
class _Leaf:
    unit: Unit
    start: int
    end: int

    def edits(self, text: str, *, bilingual: bool) -> Iterator[Edit]:
        clean = untagged(text, self.unit.text)
        yield Edit(self.start, self.end, escaped(clean.strip()))


class _Leaves(Places):
    """A text of XML in which elements with some local names are units."""

    def __init__(self, text: str, names: tuple[str, ...]) -> None:
        super().__init__(text, _leaves(text, names))


def _leaves(text: str, names: tuple[str, ...]) -> Iterator[_Leaf]:
    found = list(tokens(text))
    number = 0
    for before, token in pairwise(found):
        if before.kind != "start" or token.kind != "text":
            continue
        words = " ".join(unescape(text[token.start : token.end]).split())
        if before.name.rpartition(":")[2] in names and any(map(str.isalpha, words)):
            number += 1
            yield _Leaf(Unit(str(number), words), token.start, token.end)
