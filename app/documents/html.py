"""HTML and XHTML files."""

from __future__ import annotations

import re

from lxml import etree

from app.documents.encoding import Encoded
from app.documents.page import Page
from app.documents.textfile import TextFile, unreadable
from app.documents.xmlfile import parse

_CHARSET = re.compile(
    rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+) | <meta[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""",
    re.VERBOSE | re.IGNORECASE,
)
# What browsers understand by a name, where that is more than Python does.
_LABELS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "us-ascii": "cp1252",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
}


def declared_encoding(data: bytes) -> str:
    """Return the encoding that a page says it has, "" if it says none."""
    match = _CHARSET.search(data[:4096])
    name = (match[1] or match[2]).decode("ascii", "replace").lower() if match else ""
    return _LABELS.get(name, name)


def encode_page(source: Encoded, text: str) -> bytes:
    """Return a page's bytes in its own encoding, with references for what that has not."""
    return source.encode(text, "xmlcharrefreplace")


class HtmlDocument(TextFile):
    """A page; all that is no text of it stays as it is."""

    def _read(self, text: str) -> Page:
        page = Page(text)
        if not page.has_tags:
            raise unreadable(self._path, "not HTML")
        return page

    def _declared(self, data: bytes) -> str:
        return declared_encoding(data)

    def _encode(self, source: Encoded, text: str) -> bytes:
        return encode_page(source, text)


class XhtmlDocument(HtmlDocument):
    """A page that is well-formed XML."""

    def _read(self, text: str) -> Page:
        try:
            parse(self._data)
        except etree.XMLSyntaxError as error:
            raise unreadable(self._path, error.msg) from error
        return super()._read(text)
