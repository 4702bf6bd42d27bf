"""HTML and XHTML as tokens that know where they stand.

The standard library's parser does not tell where a token ends, and refuses some of what browsers
accept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import Literal, NamedTuple

Kind = Literal["text", "start", "end", "empty", "comment", "cdata", "other"]
_KINDS: dict[str, Kind] = {
    "text": "text",
    "comment": "comment",
    "cdata": "cdata",
    "other": "other",
}


def names(words: str) -> frozenset[str]:
    """Return the names in a list with spaces."""
    return frozenset(words.split())


VOID = names("area base br col embed hr img input link meta param source track wbr")
# Their content is text up to the end tag, whatever it looks like.
_RAW = names("script style textarea title xmp iframe noembed noframes")

_TOKEN = re.compile(
    r"""
    (?P<cdata> <!\[CDATA\[ .*? (?:\]\]>|\Z) )
  | (?P<comment> <!--> | <!-- .*? (?:-->|\Z) )
  | (?P<other> <\? .*? (?:>|\Z) | <! [^>\[]* (?:\[.*?\]\s*)? > | </[^a-zA-Z>][^>]*> )
  | < (?P<slash>/?) (?P<name>[a-zA-Z][^\s/>]*) (?:[^<>=]|=\s*+(?:"[^"]*"|'[^']*')?)*+ >
  | (?P<text> [^<]+ | < )
    """,
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s/>="']+) \s*=\s* (?P<value>"[^"]*"|'[^']*'|[^\s>"']+)""", re.VERBOSE
)


@dataclass(frozen=True)
class Token:
    """A token at start:end; `name` is an element's, in lower case."""

    kind: Kind
    start: int
    end: int
    name: str = ""


class Attribute(NamedTuple):
    """An attribute from `start`; its value, as it is read, stands with its quotes to `end`."""

    name: str
    value: str
    start: int
    value_start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Split a text; every character is in one token."""
    position = 0
    while match := _TOKEN.match(text, position):
        position = match.end()
        name = (match["name"] or "").lower()
        if not name:
            yield Token(_KINDS[match.lastgroup or ""], match.start(), position)
            continue
        kind: Kind = "end" if match["slash"] else "start"
        if name in VOID or match[0].endswith("/>"):
            kind = "empty"
        yield Token(kind, match.start(), position, name)
        if kind == "start" and name in _RAW:
            end = re.compile(rf"</{re.escape(name)}(?=[\s/>])|\Z", re.IGNORECASE)
            found = end.search(text, position)
            assert found
            if position < found.start():
                yield Token("text", position, found.start())
            position = found.start()


def attributes(text: str, token: Token) -> list[Attribute]:
    """Return those attributes of a start tag that have a value."""
    found = []
    for match in _ATTRIBUTE.finditer(text, token.start + 1 + len(token.name), token.end - 1):
        raw = match["value"]
        value = unescape(raw[1:-1] if raw[0] in "\"'" else raw)
        place = match.start(), match.start("value"), match.end()
        found.append(Attribute(match["name"].lower(), value, *place))
    return found


def quoted(value: str) -> str:
    """Return an attribute's value as it is written."""
    return '"' + escaped(value).replace('"', "&quot;") + '"'


def escaped(text: str) -> str:
    """Return text as it is written between tags."""
    return escape(text, quote=False).replace("\xa0", "&#160;")
