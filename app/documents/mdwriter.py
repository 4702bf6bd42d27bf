"""Writing translations as inline Markdown that reads back as what is meant.

Whether it does depends on what stands around each character: `**好。**的` is no emphasis. So it is
tried, the plainest form first, and read again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from markdown_it import MarkdownIt

from app.documents.lines import collapsed
from app.documents.markup import Node, Pair
from app.documents.mdinline import Environment, parse_inline
from app.documents.segment import Atom, Markup, Part, Segment, Words, is_mark, write

_SPECIAL = re.compile(r"[\\`*_\[\]<&~$^]|#(?=#*$)")
_ITEM_START = re.compile(r"^(\d*)([#>+=.)-])")
_EMPHASIS = re.compile(r"[*_~]+")
_EDGES = re.compile(r"(?P<before>\W*)(?P<inside>.*?)(?P<after>\W*)", re.DOTALL)
_BEGIN, _END = "\x01", "\x02"  # around markup in an outline
_MARKED = re.compile(f"{_BEGIN}([*_~]*)(.*?)([*_~]*){_END}", re.DOTALL)
_HOLE = "\ue000"  # stands for the unit, as a letter would

Nodes: TypeAlias = "Iterable[Node[Markup]]"


class Writer:
    """Writes the unit of an inline source; `fits` tells whether a source keeps its block whole."""

    def __init__(
        self,
        parser: MarkdownIt,
        environment: Environment,
        source: str,
        skip: int,
        segment: Segment,
        fits: Callable[[str], bool],
    ) -> None:
        self._parser, self._environment, self._skip = parser, environment, skip
        self._source, self._segment, self._fits = source, segment, fits
        self._frame = self._outline(self._filled(_HOLE))

    def translated(self, text: str) -> str | None:
        """Return the whole source with a translation, None if there is no way to write that."""
        nodes = self._segment.mend(collapsed(text.strip()))
        for at, variant in enumerate(self._variants(nodes)):
            outline = write(variant, str, self._marked)
            wanted = _normal(self._frame.replace(_HOLE, outline))
            raw = self._with_asterisks if at else self._raw
            for escape in (str, escaped):
                unit = write(variant, escape, raw).strip()
                if self._segment.start == 0 and escape is escaped:
                    unit = _ITEM_START.sub(r"\1\\\2", unit)
                source = self._filled(unit)
                if self._fits(source) and _normal(self._outline(source)) == wanted:
                    return source
        return None

    def _variants(self, nodes: Nodes) -> Iterator[list[Node[Markup]]]:
        """Return nodes with emphasis that is ever easier to write, in the end with none."""
        yield list(nodes)
        tight = list(self._tight(nodes))
        yield tight
        yield list(self._spaced(tight))
        yield list(self._flat(nodes, self._is_emphasis))
        yield list(self._flat(nodes, lambda _pair: True))

    def _tight(self, nodes: Nodes) -> Iterator[Node[Markup]]:
        """Move space and punctuation at the ends of emphasis out of it."""
        for node in nodes:
            if not isinstance(node, Pair):
                yield node
                continue
            children = list(self._tight(node.children))
            before = after = ""
            if self._is_emphasis(node):
                before, children = _cut(children, 0, "before")
                after, children = _cut(children, -1, "after")
            kept = tuple(child for child in children if child != "")
            yield from (before, Pair(node.content, kept), after) if kept else (before, after)

    def _spaced(self, nodes: Nodes) -> Iterator[Node[Markup]]:
        """Put spaces around emphasis that begins or ends with something else than text."""
        for node in nodes:
            if isinstance(node, Pair) and self._is_emphasis(node):
                first, last = node.children[0], node.children[-1]
                yield "" if isinstance(first, str) else " "
                yield node
                yield "" if isinstance(last, str) else " "
            else:
                yield node

    def _flat(
        self, nodes: Nodes, leave_out: Callable[[Pair[Markup]], bool]
    ) -> Iterator[Node[Markup]]:
        for node in nodes:
            if not isinstance(node, Pair):
                yield node
            elif leave_out(node):
                yield from self._flat(node.children, leave_out)
            else:
                yield Pair(node.content, tuple(self._flat(node.children, leave_out)))

    def _is_emphasis(self, node: Node[Markup]) -> bool:
        return isinstance(node, Pair) and bool(_EMPHASIS.match(self._source, *node.content.open))

    def _filled(self, unit: str) -> str:
        return self._source[: self._segment.start] + unit + self._source[self._segment.end :]

    def _outline(self, source: str) -> str:
        parts = parse_inline(self._parser, source, self._environment, self._skip).parts
        return "".join(_outlines(source, parts))

    def _raw(self, start: int, end: int) -> str:
        return self._source[start:end]

    def _with_asterisks(self, start: int, end: int) -> str:
        """Return markup that may stand inside a word, as an underscore may not."""
        raw = self._raw(start, end)
        return raw.replace("_", "*") if _EMPHASIS.fullmatch(raw) else raw

    def _marked(self, start: int, end: int) -> str:
        return _BEGIN + self._source[start:end] + _END


def _outlines(source: str, parts: Iterable[Part]) -> Iterator[str]:
    """Write parts with their markup marked as such."""
    for part in parts:
        if isinstance(part, Words):
            yield part.text
        elif isinstance(part, Atom) or is_mark(part):
            yield _BEGIN + source[part.start : part.end] + _END
        else:
            yield _BEGIN + source[part.start : part.inner_start] + _END
            yield from _outlines(source, part.parts)
            yield _BEGIN + source[part.inner_end : part.end] + _END


def _normal(outline: str) -> str:
    """Let outlines be equal that look the same."""
    outline = _MARKED.sub(
        lambda m: _BEGIN + m[1].replace("_", "*") + m[2] + m[3].replace("_", "*") + _END,
        outline.replace(_END + _BEGIN, ""),
    )
    return re.sub(r"\s+", " ", outline).strip()


def _cut(children: list[Node[Markup]], at: int, side: str) -> tuple[str, list[Node[Markup]]]:
    """Cut what is no word off one end of nodes."""
    if not children or not isinstance(edge := children[at], str):
        return "", children
    match = _EDGES.fullmatch(edge)
    assert match
    rest = edge.removeprefix(match[side]) if side == "before" else edge.removesuffix(match[side])
    children[at] = rest
    return match[side], children


def escaped(text: str) -> str:
    """Return text that is no markup."""
    return _SPECIAL.sub(r"\\\g<0>", text)
