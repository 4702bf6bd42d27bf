"""Inline markup of a text that is edited where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from app.documents.markup import Mark, Node, Pair, Tagged, plain

BLANK = " \t\r\n\f"


@dataclass(frozen=True)
class Words:
    """Text at start:end, as it is read."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Atom:
    """What is not translated at start:end.

    A `worded` one is part of a sentence, like code, and has a tag even at its end; a `silent` one
    is not seen, like a comment, and has none; an `unpaired` one is markup without its partner.
    """

    start: int
    end: int
    worded: bool = False
    silent: bool = False
    unpaired: bool = False


@dataclass(frozen=True)
class Enclosure:
    """Markup around the parts from `inner_start` to `inner_end`."""

    start: int
    inner_start: int
    inner_end: int
    end: int
    parts: tuple[Part, ...]


Part: TypeAlias = Words | Atom | Enclosure


class Range(NamedTuple):
    start: int
    end: int


class Markup(NamedTuple):
    """Where the markup of a tag stands; that of a mark has no `close`."""

    open: Range
    close: Range = Range(0, 0)


@dataclass
class _Open:
    name: str
    start: int
    end: int
    parts: list[Part] = field(default_factory=list)


class PartsBuilder:
    """Makes a tree of a sequence of parts. Markup without its partner becomes an atom."""

    def __init__(self) -> None:
        self._stack = [_Open("", 0, 0)]

    def add(self, part: Part) -> None:
        self._stack[-1].parts.append(part)

    def open(self, name: str, start: int, end: int) -> None:
        """Begin an enclosure with the markup at start:end."""
        self._stack.append(_Open(name, start, end))

    def close(self, name: str, start: int, end: int) -> None:
        """End the enclosure that was opened last by this name with the markup at start:end."""
        if all(opened.name != name for opened in self._stack[1:]):
            self.add(Atom(start, end, unpaired=True))
            return
        while self._stack[-1].name != name:
            self._abandon()
        opened = self._stack.pop()
        self.add(Enclosure(opened.start, opened.end, start, end, tuple(opened.parts)))

    def finish(self) -> list[Part]:
        """Return the parts; the builder is empty again."""
        while len(self._stack) > 1:
            self._abandon()
        parts, self._stack = self._stack[0].parts, [_Open("", 0, 0)]
        return parts

    def _abandon(self) -> None:
        opened = self._stack.pop()
        self._stack[-1].parts += [
            Atom(opened.start, opened.end, unpaired=True),
            *opened.parts,
        ]


class Segment:
    """The unit that the parts of a block make, and where it stands: from `start` to `end`.

    What is no text at either end of the block stays outside, and so does markup around all of it.
    `silent` are the atoms inside that have no tag.
    """

    def __init__(self, source: str, parts: Sequence[Part]) -> None:
        core = _core(source, list(parts))
        self.start = core[0].start if core else 0
        self.end = core[-1].end if core else 0
        self.silent = tuple(Range(atom.start, atom.end) for atom in _silent(core))
        nodes = list(_nodes(core))
        self._tagged = Tagged(nodes)
        self.text = self._tagged.text
        self.has_words = any(character.isalpha() for character in plain(nodes))

    def mend(self, text: str) -> list[Node[Markup]]:
        """Return the nodes of a translation, as Tagged.mend does."""
        return self._tagged.mend(text)

    def render(
        self, text: str, escape: Callable[[str], str], raw: Callable[[int, int], str]
    ) -> str:
        """Return a translation as source; `raw` gives the source between two positions."""
        body = write(self.mend(text), escape, raw)
        return body + "".join(raw(*place) for place in self.silent)


def write(
    nodes: Iterable[Node[Markup]], escape: Callable[[str], str], raw: Callable[[int, int], str]
) -> str:
    """Return nodes as source."""
    pieces: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            pieces.append(escape(node))
        elif isinstance(node, Mark):
            pieces.append(raw(*node.content.open))
        else:
            inner = write(node.children, escape, raw)
            pieces += (raw(*node.content.open), inner, raw(*node.content.close))
    return "".join(pieces)


def words_of(parts: Iterable[Part]) -> str:
    """Return the text of parts, without atoms."""
    return "".join(
        part.text if isinstance(part, Words) else words_of(part.parts)
        for part in parts
        if not isinstance(part, Atom)
    )


def _is_loose(part: Part) -> bool:
    """Tell whether a part at the end of a block can stay outside the unit."""
    if isinstance(part, Atom):
        return not part.worded
    if isinstance(part, Words):
        return not part.text.strip(BLANK)
    return all(map(_is_loose, part.parts))


def _core(source: str, parts: list[Part]) -> list[Part]:
    while parts and _is_loose(parts[0]):
        parts = parts[1:]
    while parts and _is_loose(parts[-1]):
        parts = parts[:-1]
    if not parts:
        return []
    if len(parts) == 1 and isinstance(parts[0], Enclosure):
        return _core(source, list(parts[0].parts))
    if isinstance(first := parts[0], Words):
        raw = source[first.start : first.end]
        start = first.end - len(raw.lstrip(BLANK))
        parts[0] = Words(start, first.end, first.text.lstrip(BLANK))
    if isinstance(last := parts[-1], Words):
        raw = source[last.start : last.end]
        end = last.start + len(raw.rstrip(BLANK))
        parts[-1] = Words(last.start, end, last.text.rstrip(BLANK))
    return parts


def _silent(parts: Iterable[Part]) -> Iterator[Atom]:
    for part in parts:
        if isinstance(part, Atom) and part.silent:
            yield part
        elif isinstance(part, Enclosure) and not is_mark(part):
            yield from _silent(part.parts)


def is_mark(part: Part) -> bool:
    """Tell whether a part has one tag only: an atom, or an enclosure without text."""
    if isinstance(part, Enclosure):
        return not words_of(part.parts).strip(BLANK)
    return isinstance(part, Atom)


def _nodes(parts: Iterable[Part]) -> Iterator[Node[Markup]]:
    """Turn parts into nodes; one tag stands for marks in a row, or for pairs that end together."""
    mark: Range | None = None
    for part in parts:
        if isinstance(part, Atom) and part.silent:
            continue
        joins = mark is not None and is_mark(part) and mark.end == part.start
        if mark and not joins:
            yield Mark(Markup(mark))
            mark = None
        if is_mark(part):
            mark = Range(mark.start if mark else part.start, part.end)
        elif isinstance(part, Words):
            yield part.text
        elif isinstance(part, Enclosure):
            yield _pair(part)
    if mark:
        yield Mark(Markup(mark))


def _pair(part: Enclosure) -> Pair[Markup]:
    inner = part
    while len(inner.parts) == 1 and isinstance(only := inner.parts[0], Enclosure):
        inner = only
    markup = Markup(Range(part.start, inner.inner_start), Range(inner.inner_end, part.end))
    return Pair(markup, tuple(_nodes(inner.parts)))
