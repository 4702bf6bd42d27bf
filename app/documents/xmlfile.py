"""Reading XML that others have made: no network, no DTD, no entity is expanded."""

from __future__ import annotations

import re

from lxml import etree

_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*\?>\s*")


def parse(data: bytes) -> etree._ElementTree:
    """Read a document; raises etree.XMLSyntaxError."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False
    )
    return etree.ElementTree(etree.fromstring(data, parser))


def serialize(tree: etree._ElementTree, data: bytes) -> bytes:
    """Return a document's bytes with what lxml does not keep of `data`, which it was read from."""
    encoding = tree.docinfo.encoding or "UTF-8"
    declaration = _DECLARATION.match(data)
    must_tell = declaration is None and encoding.upper() != "UTF-8"
    body = etree.tostring(tree, encoding=encoding, xml_declaration=must_tell)
    assert isinstance(body, bytes)
    if must_tell:
        return body
    body += b"\n" if data.endswith(b"\n") else b""
    if b"\r\n" in data:
        body = body.replace(b"\n", b"\r\n")
    return (declaration[0] if declaration else b"") + body
