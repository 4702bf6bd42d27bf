"""Where the texts of a page of HTML or XHTML are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import groupby

from app.documents.htmltokens import Attribute, Token, attributes, names
from app.documents.lines import collapsed
from app.documents.segment import Atom, Part, PartsBuilder, Range, Segment, Words

_INLINE = names(
    "a abbr acronym b bdi bdo big br cite code data del dfn em embed font i img input ins kbd map"
    " mark math meter nobr object output picture progress q ruby s samp small span strike strong"
    " sub sup svg time tt u var wbr"
)
# What is in these stays as it is; the second kind is part of a sentence.
_KEPT = names(
    "script style pre svg textarea template iframe object audio video canvas noembed noframes xmp"
)
_KEPT_WORDED = names("code kbd samp math")
_READINGS = names("rt rp rtc")
_ATTRIBUTES = names("alt title placeholder aria-label aria-description")
_META = names("description og:title og:description twitter:title twitter:description")
_BUTTONS = names("submit button reset")


@dataclass(frozen=True)
class Value:
    """An attribute that is read by people; the range is its value's, quotes included."""

    text: str
    range: Range

    @property
    def start(self) -> int:
        return self.range.start


@dataclass(frozen=True)
class Run:
    """Inline content between two block tags.

    `parent` is the element that began before it, and `block` what it fills all of.
    """

    segment: Segment
    parent: str
    block: Range | None

    @property
    def text(self) -> str:
        return collapsed(self.segment.text)

    @property
    def start(self) -> int:
        return self.segment.start


def read_page(text: str, tokens: Sequence[Token]) -> list[Value | Run]:
    """Return what there is to translate, in the order of the text."""
    reader = _Reader(text, tokens)
    reader.read()
    return sorted(reader.found, key=lambda place: place.start)


class _Reader:
    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.found: list[Value | Run] = []
        self._text, self._tokens = text, tokens
        self._parts = PartsBuilder()
        self._before: Token | None = None  # the block tag before the run that is being read
        self._breaks = 0  # line breaks in a row

    def read(self) -> None:
        at = 0
        while at < len(self._tokens):
            token = self._tokens[at]
            last = at
            if token.kind == "text":
                self._add_text(token)
            elif token.name:
                last = self._add_tag(at, token)
            else:
                self._parts.add(Atom(token.start, token.end, silent=token.kind != "cdata"))
            at = last + 1
        self._end_run(None)

    def _add_text(self, token: Token) -> None:
        text = unescape(self._text[token.start : token.end])
        if text.strip():
            self._breaks = 0
        self._parts.add(Words(token.start, token.end, text))

    def _add_tag(self, at: int, token: Token) -> int:
        """Add a tag, or an element that is kept whole; return the index of its last token."""
        inline = token.name in _INLINE
        if token.kind == "end":
            if inline:
                self._parts.close(token.name, token.start, token.end)
            else:
                self._end_run(token)
            return at
        given = {attribute.name: attribute for attribute in attributes(self._text, token)}
        if (last := self._last_kept(at, token, given)) is not None:
            self._add_kept(token, self._tokens[last], inline)
            return last
        self._add_values(token, given)
        if not inline:
            self._end_run(token)
        elif token.kind == "empty":
            self._add_empty(token)
        elif token.name == "ruby" and (last := self._end_of(at)) is not None:
            text = self._base_of_ruby(at, last)
            self._parts.add(Words(token.start, self._tokens[last].end, text))
            return last
        else:
            self._parts.open(token.name, token.start, token.end)
        return at

    def _add_empty(self, token: Token) -> None:
        self._parts.add(Atom(token.start, token.end))
        self._breaks = self._breaks + 1 if token.name == "br" else 0
        if self._breaks > 1:  # as between paragraphs
            self._end_run(token)

    def _add_kept(self, token: Token, last: Token, inline: bool) -> None:
        if not inline and token.name not in _KEPT_WORDED:
            self._end_run(token)
            self._before = last
            return
        worded = token.name not in _KEPT
        self._parts.add(Atom(token.start, last.end, worded=worded))

    def _end_run(self, after: Token | None) -> None:
        """Take what was read since the last block tag as a unit.

        A tag whose partner is beyond a block tag must stay where it is: it divides units too.
        """
        before, self._before, self._breaks = self._before, after, 0
        divided = [
            list(group)
            for unpaired, group in groupby(self._parts.finish(), key=_is_unpaired)
            if not unpaired
        ]
        block = None
        if (
            before
            and after
            and len(divided) == 1
            and (before.kind, after.kind) == ("start", "end")
            and before.name == after.name
        ):
            block = Range(before.start, after.end)
        for parts in divided:
            segment = Segment(self._text, parts)
            if segment.has_words:
                self.found.append(Run(segment, before.name if before else "", block))

    def _last_kept(self, at: int, token: Token, given: dict[str, Attribute]) -> int | None:
        """Return the index of the last token of an element that is kept, None for another one."""
        classes = given["class"].value.split() if "class" in given else []
        kept = (
            token.name in _KEPT
            or token.name in _KEPT_WORDED
            or "notranslate" in classes
            or ("translate" in given and given["translate"].value.lower() == "no")
            or (token.name in ("sub", "sup") and not self._has_letters(at))
        )
        if not kept:
            return None
        if token.kind == "empty":
            return at
        end = self._end_of(at)
        return len(self._tokens) - 1 if end is None else end

    def _end_of(self, at: int) -> int | None:
        """Return the index of the end tag of the element that begins at an index."""
        name, depth = self._tokens[at].name, 0
        for index in range(at, len(self._tokens)):
            token = self._tokens[index]
            if token.name == name:
                depth += {"start": 1, "end": -1}.get(token.kind, 0)
                if depth == 0:
                    return index
        return None

    def _has_letters(self, at: int) -> bool:
        end = self._end_of(at)
        inside = self._tokens[at:end] if end is not None else []
        return end is None or any(c.isalpha() for c in "".join(self._texts(inside)))

    def _base_of_ruby(self, at: int, last: int) -> str:
        """Return the text of a ruby element without its readings."""
        inside, base = self._tokens[at:last], []
        reading = ""
        for token in inside:
            if token.name in _READINGS and not reading and token.kind == "start":
                reading = token.name
            elif token.name == reading and token.kind == "end":
                reading = ""
            elif not reading:
                base.append(token)
        return "".join(self._texts(base))

    def _texts(self, some: Sequence[Token]) -> Iterator[str]:
        for token in some:
            if token.kind == "text":
                yield unescape(self._text[token.start : token.end])

    def _add_values(self, token: Token, given: dict[str, Attribute]) -> None:
        def value(name: str) -> str:
            return given[name].value.lower() if name in given else ""

        wanted = set(_ATTRIBUTES)
        if token.name in ("optgroup", "option", "track"):
            wanted.add("label")
        if token.name == "input" and value("type") in _BUTTONS:
            wanted.add("value")
        if token.name == "meta" and {value("name"), value("property")} & _META:
            wanted.add("content")
        for attribute in given.values():
            if attribute.name in wanted and any(c.isalpha() for c in attribute.value):
                text = " ".join(attribute.value.split())
                self.found.append(Value(text, Range(attribute.value_start, attribute.end)))


def _is_unpaired(part: Part) -> bool:
    return isinstance(part, Atom) and part.unpaired
