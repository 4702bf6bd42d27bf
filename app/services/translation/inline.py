"""Inline elements of TMX segments, and the tags that stand for them in our texts.

A pair of <bpt> and <ept>, and a <hi>, is ⟦1⟧…⟦/1⟧; everything else (<ph>, <it>, <ut>, half a pair)
is ⟦1/⟧. The native code in the elements, and the <sub> in it, is not text of the segment.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from app.document_protocol import TAG

Place = tuple[str, str]  # what makes a tag the same in all languages


@dataclass(frozen=True)
class Inline:
    """The element of a tag; `end` is the <ept> of a <bpt>."""

    begin: Element
    end: Element | None = None

    @property
    def encloses(self) -> bool:
        return self.begin.tag not in _ALONE and (self.begin.tag != "bpt" or self.end is not None)

    @property
    def contains(self) -> bool:
        """Tell whether the enclosed text is inside of the element."""
        return self.encloses and self.end is None


@dataclass(frozen=True)
class Segment:
    """A <seg> as text with tags, and what its tags stand for, by number."""

    text: str
    inlines: dict[str, Inline]


_ALONE = ("ph", "it", "ut", "ept")
_CODE = (*_ALONE, "bpt")  # what they contain is native code


def read_segments(segs: Sequence[Element]) -> list[Segment]:
    """Read the segments of one unit; what corresponds has the same number in all of them.

    Elements correspond that have the same `x`; those without one, the first <ph> to the first <ph>
    and so on. A number that stands in the text in the form of a tag is not issued.
    """
    taken = {
        next(filter(None, match.groups()))
        for seg in segs
        for text in seg.itertext()
        for match in TAG.finditer(text)
    }
    numbers: dict[Place, str] = {}
    return [_Reader(seg, numbers, taken).read() for seg in segs]


class _Reader:
    """Reads one segment; `numbers` and `taken` are shared by the segments of a unit."""

    def __init__(self, seg: Element, numbers: dict[Place, str], taken: set[str]) -> None:
        self._seg = seg
        self._numbers = numbers
        self._taken = taken
        self._ends = {e.get("i", ""): e for e in _visible(seg) if e.tag == "ept"}
        self._open: dict[str, str] = {}  # the tag numbers of begun pairs, by `i`
        self._here: Counter[Place] = Counter()
        self._inlines: dict[str, Inline] = {}

    def read(self) -> Segment:
        return Segment("".join(self._content(self._seg)), self._inlines)

    def _content(self, element: Element) -> Iterable[str]:
        yield element.text or ""
        for child in element:
            yield from self._tag(child)
            yield child.tail or ""

    def _tag(self, element: Element) -> Iterable[str]:
        i = element.get("i", "")
        if element.tag == "ept" and i in self._open:
            yield f"⟦/{self._open.pop(i)}⟧"
            return
        end = self._ends.pop(i, None) if element.tag in ("bpt", "ept") else None
        inline = Inline(element, end if element.tag == "bpt" else None)
        number = self._issue(element)
        self._inlines[number] = inline
        if not inline.encloses:
            yield f"⟦{number}/⟧"
            return
        yield f"⟦{number}⟧"
        if inline.end is not None:
            self._open[i] = number
            return
        yield from self._content(element)
        yield f"⟦/{number}⟧"

    def _issue(self, element: Element) -> str:
        x = element.get("x", "")
        place = ("", x)
        if not x or self._here[place]:
            self._here[element.tag, ""] += 1
            place = (element.tag, str(self._here[element.tag, ""]))
        self._here[place] += 1
        if place not in self._numbers:
            self._numbers[place] = self._fresh(x)
            self._taken.add(self._numbers[place])
        return self._numbers[place]

    def _fresh(self, wish: str) -> str:
        if wish.isdecimal() and wish.isascii() and wish not in self._taken:
            return wish
        number = 1
        while str(number) in self._taken:
            number += 1
        return str(number)


def _visible(element: Element) -> Iterator[Element]:
    """Walk the elements that are no part of native code."""
    for child in element:
        yield child
        if child.tag not in _CODE:
            yield from _visible(child)


def write_segment(text: str, inlines: Mapping[str, Inline] | None = None) -> Element:
    """Return the <seg> for a text; `inlines` are the elements to use for its tags.

    Other tags become empty <bpt>, <ept> and <ph> with their number as `x`. What only looks like a
    tag, such as one without its partner, stays text.
    """
    return _Writer(text, inlines or {}).write()


class _Writer:
    def __init__(self, text: str, inlines: Mapping[str, Inline]) -> None:
        self._text = text
        self._pairs, self._alone = _well_formed(text)
        self._inlines = {
            number: inline
            for number, inline in inlines.items()
            if number in (self._pairs if inline.encloses else self._alone)
        }
        self._nested = _nested(text, {n for n, i in self._inlines.items() if i.contains})
        self._stack = [Element("seg")]
        self._used: set[str] = set()
        self._i: dict[str, str] = {}

    def write(self) -> Element:
        at = 0
        for match in TAG.finditer(self._text):
            element = self._element(match)
            if element is None:
                continue
            self._add_text(self._text[at : match.start()])
            at = match.end()
            number = match["open"] or match["close"]
            if number in self._nested and match["close"]:
                self._stack.pop()
                continue
            self._stack[-1].append(element)
            if number in self._nested:
                self._stack.append(element)
        self._add_text(self._text[at:])
        return self._stack[0]

    def _add_text(self, text: str) -> None:
        top = self._stack[-1]
        if len(top):
            top[-1].tail = (top[-1].tail or "") + text
        else:
            top.text = (top.text or "") + text

    def _element(self, match: re.Match[str]) -> Element | None:
        """Return the element for a tag, None where it is only text."""
        number = match["open"] or match["close"]
        if number is None:
            return self._single(match["alone"]) if match["alone"] in self._alone else None
        if number not in self._pairs:
            return None
        inline = self._inlines.get(number)
        if number in self._nested and inline:
            return Element(inline.begin.tag, inline.begin.attrib)
        if match["close"]:
            end = _bare(inline.end) if inline and inline.end is not None else Element("ept")
            end.set("i", self._i[number])
            return end
        kept = inline is not None and inline.end is not None
        begin = _bare(inline.begin) if inline and kept else Element("bpt", {"x": number})
        self._i[number] = self._free_i(begin.get("i", number))
        begin.set("i", self._i[number])
        return begin

    def _single(self, number: str) -> Element:
        inline = self._inlines.get(number)
        if inline is None:
            return Element("ph", {"x": number})
        return _bare(inline.begin)

    def _free_i(self, wish: str) -> str:
        number = 1
        while wish in self._used:
            wish = str(number)
            number += 1
        self._used.add(wish)
        return wish


def _bare(element: Element) -> Element:
    """Return a copy without the text that follows."""
    bare = copy(element)
    bare.tail = None
    return bare


def _well_formed(text: str) -> tuple[set[str], set[str]]:
    """Return the numbers of pairs, each opened once and then closed once, and of single tags."""
    events: dict[str, str] = {}
    for match in TAG.finditer(text):
        kind = "(" if match["open"] else ")" if match["close"] else "."
        number = match["open"] or match["close"] or match["alone"]
        events[number] = events.get(number, "") + kind
    return ({n for n, e in events.items() if e == "()"}, {n for n, e in events.items() if e == "."})


def _nested(text: str, numbers: set[str]) -> set[str]:
    """Return which of these pairs do not cross one another."""
    open_: list[str] = []
    for match in TAG.finditer(text):
        if match["open"] in numbers:
            open_.append(match["open"])
        elif match["close"] in numbers and match["close"] in open_:
            if open_[-1] == match["close"]:
                open_.pop()
            else:
                open_.remove(match["close"])
                numbers = numbers - {match["close"]}
    return numbers
