"""What a document is besides its text, as other libraries than ours read it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import lxml.html
import polib
import pysubs2
from lxml import etree
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

PAIRS = {"a", "b", "em", "i", "q", "rt", "ruby", "small", "span", "strong"}
TRANSLATED = {"alt", "title", "placeholder", "value", "content", "lang"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def structure(path: Path) -> object:
    """Return what translating must not change; raises for a file that is not valid."""
    data = path.read_bytes()
    match path.suffix:
        case ".html" | ".htm":
            return _elements(lxml.html.document_fromstring(data.decode()))
        case ".xhtml":
            return _elements(etree.fromstring(data))
        case ".epub":
            return _book(data)
        case ".md" | ".markdown":
            return _markdown(data.decode())
        case ".txt":
            return re.findall(r"(?:\r?\n){2,}", data.decode())
        case ".srt" | ".vtt":
            return _subtitles(data.decode(), path.suffix[1:])
        case ".po" | ".pot":
            return _catalogue(path)
        case ".xliff" | ".xlf":
            return _xliff(data)
        case ".json":
            return _keys(json.loads(data))
    raise ValueError(path)


def skeleton(path: Path) -> object:
    """Return what even a damaged translation must not change; formatting it may lose."""
    data = path.read_bytes()
    match path.suffix:
        case ".html" | ".htm":
            return _counted(lxml.html.document_fromstring(data.decode()))
        case ".xhtml":
            return _counted(etree.fromstring(data))
        case ".epub":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                pages = [name for name in archive.namelist() if name.endswith("xhtml")]
                return [_counted(etree.fromstring(archive.read(page))) for page in pages]
        case ".md" | ".markdown":
            found = _markdown(data.decode())
            kept = [token for token in found if len(token) == 4]
            alone = [token[0] for token in found if token[0] in ("image", "footnote_ref")]
            return kept, sorted(alone)
        case ".srt" | ".vtt":
            times, kept, _, _ = _subtitles(data.decode(), path.suffix[1:])
            return times, kept
    return structure(path)


def _counted(root: Any) -> dict[str, int]:
    return Counter(
        element.tag
        for element in root.iter()
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2] not in PAIRS
    )


def _elements(root: Any) -> list[object]:
    return [
        (element.tag, sorted(kept_attributes(element))) if isinstance(element.tag, str) else "other"
        for element in root.iter()
    ]


def kept_attributes(element: Any) -> list[tuple[str, str]]:
    """Return the attributes of an element that have no text of a language."""
    given = element.attrib.items()
    return [(k, v) for k, v in given if k not in TRANSLATED and k != XML_LANG]


def _book(data: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        pages = ("xhtml", "opf", "ncx")
        return [
            (
                n,
                _elements(etree.fromstring(archive.read(n)))
                if n.endswith(pages)
                else archive.read(n),
            )
            for n in archive.namelist()
        ]


def _markdown(text: str) -> list[Any]:
    _, front, text = re.split(r"^---\r?\n", text, maxsplit=2, flags=re.M)
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    found: list[Any] = [("front", re.sub(r"(title|description):.*", "", front))]
    for token in parser.parse(text):
        kept = token.content if token.type in ("fence", "code_block", "html_block") else ""
        found.append((token.type, token.markup, token.info, kept))
        for child in token.children or ():
            if child.type not in ("text", "softbreak"):
                kept = child.content if child.type in ("code_inline", "html_inline") else ""
                attributes = {k: v for k, v in child.attrs.items() if k != "alt"}
                found.append((child.type, kept, attributes))
    return found


def _subtitles(text: str, kind: str) -> tuple[Any, Any, Any, Any]:
    cues = pysubs2.SSAFile.from_string(text, format_=kind)
    times = [(cue.start, cue.end) for cue in cues]
    kept = r"[^\n]*-->[^\n]*|WEBVTT[^\n]*|(?:NOTE|STYLE)\n(?:[^\n]+\n)+|^\d+\s*$"
    tags = sorted(re.findall(r"<[^>\n]+>|\{\\[^}]*\}", text.replace("</i>\n<i>", " ")))
    return times, re.findall(kept, text.replace("\r\n", "\n"), re.M), set(tags), text.count("\n\n")


def _catalogue(path: Path) -> object:
    file = polib.pofile(str(path))
    about = {k: v for k, v in file.metadata.items() if k not in ("Language", "Plural-Forms")}
    return file.header, about, [
        (e.msgctxt, e.msgid, e.msgid_plural, e.comment, e.tcomment, e.occurrences, e.flags,
         e.previous_msgid, e.obsolete)
        for e in file
    ]  # fmt: skip


def _xliff(data: bytes) -> object:
    root = etree.fromstring(data)
    for target in root.findall(".//{*}target"):
        parent = target.getparent()
        assert parent is not None
        if target.get("state") != "final" and parent.get("state") != "reviewed":
            parent.remove(target)
    return [
        (element.tag, [pair for pair in element.items() if pair[0] not in OPEN], element.text)
        for element in root.iter()
    ]


OPEN = ("state", "target-language", "trgLang")


def _keys(value: object) -> object:
    if isinstance(value, dict):
        return [(key, _keys(inner)) for key, inner in value.items()]
    if isinstance(value, list):
        return [_keys(inner) for inner in value]
    return str if isinstance(value, str) else value
