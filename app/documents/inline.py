"""Inline markup as numbered tags, for formats whose paragraphs are made of runs.

A format reads a paragraph into nodes, `Inline` makes the text of a unit from them, and from a
translation it makes nodes again, whatever has become of the tags.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, groupby
from typing import Generic, TypeAlias, TypeVar

from app.document_protocol import TAG

S = TypeVar("S", bound=Hashable)
P = TypeVar("P")

_NOT_IN_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Run(Generic[S]):
    """Text of one style."""

    text: str
    style: S


@dataclass(frozen=True, eq=False)
class Object(Generic[P]):
    """What stands in the text and has none to translate: a tab, an image, a reference."""

    content: P


@dataclass(frozen=True, eq=False)
class Span(Generic[S, P]):
    """What encloses a part of the text, e.g. a link."""

    content: P
    children: tuple[Node[S, P], ...]


Node: TypeAlias = "Run[S] | Object[P] | Span[S, P]"
Nodes: TypeAlias = "Sequence[Node[S, P]]"


def plain(nodes: Nodes[S, P]) -> str:
    """Return the text of nodes, without anything else."""
    return "".join(run.text for run in _runs(nodes))


def merged(nodes: Iterable[Node[S, P]], *, absorb: bool = False) -> list[Node[S, P]]:
    """Join neighbouring runs of equal style; with `absorb` a lone space has the style before it."""
    result: list[Node[S, P]] = []
    for node in nodes:
        if isinstance(node, Run):
            last = result[-1] if result else None
            alike = isinstance(last, Run) and last.style == node.style
            if isinstance(last, Run) and (alike or (absorb and node.text == " ")):
                result[-1] = Run(last.text + node.text, last.style)
            elif node.text:
                result.append(node)
        elif isinstance(node, Span):
            children = tuple(merged(node.children, absorb=absorb))
            same = children == node.children
            result.append(node if same else Span(node.content, children))
        else:
            result.append(node)
    return result


class Inline(Generic[S, P]):
    """The unit that a paragraph makes.

    What has no text at either end of the paragraph stays there and is not part of the unit. The
    style of most of the text is its base and has no tag.
    """

    def __init__(self, nodes: Iterable[Node[S, P]]) -> None:
        self.nodes = tuple(merged(nodes, absorb=True))
        self._before, core, self._after = _split(self.nodes)
        self._whole = core[0] if len(core) == 1 and isinstance(core[0], Span) else None
        self._inner = Inline(self._whole.children) if self._whole else None
        self._tags: _Tags[S, P] = _Tags(_numbers_in(plain(core)))
        self._base = _dominant(core) if core else None
        self.text = ""
        if self._inner is not None:
            self.text = self._inner.text
        elif self._base is not None:
            self.text = self._tags.issue(core, self._base, ())

    @property
    def has_words(self) -> bool:
        return any(character.isalpha() for character in plain(self.nodes))

    def rebuilt(self, text: str) -> list[Node[S, P]]:
        """Return the paragraph with `text` in place of its own.

        Missing objects come at the end; a tag that is unknown, unpaired, doubled or enclosed by
        what must not enclose it is left out, and where pairs cross, the inner one ends first.
        """
        middle: list[Node[S, P]] = []
        if self._whole is not None and self._inner is not None:
            middle = [Span(self._whole.content, tuple(self._inner.rebuilt(text)))]
        elif self._base is not None:
            text = _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
            middle = self._tags.read(text.strip(), self._base)
        return merged([*self._before, *middle, *self._after])


@dataclass(frozen=True)
class _Pair(Generic[S, P]):
    """What ⟦n⟧…⟦/n⟧ stands for; `within` are the spans that may enclose a span."""

    style: S
    span: Span[S, P] | None
    within: tuple[str, ...]


@dataclass
class _Frame(Generic[S, P]):
    """An open pair while a translation is read."""

    number: str
    style: S
    span: Span[S, P] | None = None
    nodes: list[Node[S, P]] = field(default_factory=list)


@dataclass(frozen=True)
class _Token:
    """Plain text (`kind` is "") or a tag."""

    kind: str
    value: str


class _Tags(Generic[S, P]):
    """The tags of one unit and what they stand for."""

    def __init__(self, literal: frozenset[str]) -> None:
        self._literal = literal
        self._numbers = (str(n) for n in count(1) if str(n) not in literal)
        self._groups: dict[str, tuple[Node[S, P], ...]] = {}
        self._pairs: dict[str, _Pair[S, P]] = {}

    def issue(self, nodes: Nodes[S, P], base: S, within: tuple[str, ...]) -> str:
        """Write nodes as text with tags."""
        groups = _grouped(nodes)
        styles = [_style_of(groups, index, base) for index in range(len(groups))]
        text = ""
        for style, members in groupby(zip(styles, groups, strict=True), key=lambda pair: pair[0]):
            number = "" if style == base else next(self._numbers)
            inner = "".join(self._issue_one(group, within) for _, group in members)
            if number:
                self._pairs[number] = _Pair(style, None, within)
                inner = f"⟦{number}⟧{inner}⟦/{number}⟧"
            text += inner
        return text

    def _issue_one(self, group: tuple[Node[S, P], ...], within: tuple[str, ...]) -> str:
        first = group[0]
        if isinstance(first, Run):
            return first.text
        number = next(self._numbers)
        if isinstance(first, Span) and not _textless(first):
            base = _dominant(first.children)
            self._pairs[number] = _Pair(base, first, within)
            inner = self.issue(first.children, base, (*within, number))
            return f"⟦{number}⟧{inner}⟦/{number}⟧"
        self._groups[number] = group
        return f"⟦{number}/⟧"

    def read(self, text: str, base: S) -> list[Node[S, P]]:
        """Read a translation."""
        tokens = list(self._tokens(text))
        ends = {token.value: at for at, token in enumerate(tokens) if token.kind == "close"}
        frames: list[_Frame[S, P]] = [_Frame("", base)]
        groups, pairs = dict(self._groups), dict(self._pairs)
        for at, token in enumerate(tokens):
            frame = frames[-1]
            if not token.kind:
                frame.nodes.append(Run(token.value, frame.style))
            elif token.value in groups:
                frame.nodes += groups.pop(token.value)
            elif token.kind == "open" and token.value in pairs and ends.get(token.value, 0) > at:
                pair = pairs.pop(token.value)
                if pair.span is None or _may_enclose(frames, pair):
                    frames.append(_Frame(token.value, pair.style, pair.span))
            elif token.kind == "close" and any(f.number == token.value for f in frames):
                while _close(frames) != token.value:
                    pass
        while len(frames) > 1:
            _close(frames)
        return [*frames[0].nodes, *(node for group in groups.values() for node in group)]

    def _tokens(self, text: str) -> Iterator[_Token]:
        position = 0
        for match in TAG.finditer(text):
            number = _number(match)
            if number in self._literal:
                continue
            yield _Token("", text[position : match.start()])
            yield _Token(match.lastgroup or "", number)
            position = match.end()
        yield _Token("", text[position:])


def _may_enclose(frames: list[_Frame[S, P]], pair: _Pair[S, P]) -> bool:
    return all(frame.number in pair.within for frame in frames if frame.span is not None)


def _close(frames: list[_Frame[S, P]]) -> str:
    """End the innermost pair and return its number; a span around nothing is left out."""
    frame = frames.pop()
    if frame.span is None:
        frames[-1].nodes += frame.nodes
    elif merged(frame.nodes):
        frames[-1].nodes.append(Span(frame.span.content, tuple(frame.nodes)))
    return frame.number


def _number(match: re.Match[str]) -> str:
    digits = match["open"] or match["close"] or match["alone"]
    return str(int(digits)) if len(digits) < 10 else digits


def _numbers_in(text: str) -> frozenset[str]:
    return frozenset(map(_number, TAG.finditer(text)))


def _runs(nodes: Nodes[S, P]) -> Iterator[Run[S]]:
    for node in nodes:
        if isinstance(node, Run):
            yield node
        elif isinstance(node, Span):
            yield from _runs(node.children)


def _textless(node: Node[S, P]) -> bool:
    return not plain((node,)).strip()


def _dominant(nodes: Nodes[S, P]) -> S:
    """Return the style of most of the text, of what no span encloses if there is any."""
    sizes: Counter[S] = Counter()
    for run in [node for node in nodes if isinstance(node, Run)] or _runs(nodes):
        sizes[run.style] += len(run.text)
    return max(sizes, key=lambda style: sizes[style])


def _split(
    nodes: Nodes[S, P],
) -> tuple[list[Node[S, P]], list[Node[S, P]], list[Node[S, P]]]:
    """Divide nodes into what has no text, the text, and again what has none."""
    filled = [index for index, node in enumerate(nodes) if not _textless(node)]
    if not filled:
        return list(nodes), [], []
    before, core = list(nodes[: filled[0]]), list(nodes[filled[0] : filled[-1] + 1])
    after = list(nodes[filled[-1] + 1 :])
    first = core[0]
    if isinstance(first, Run):
        text = first.text.lstrip()
        before.append(Run(first.text[: len(first.text) - len(text)], first.style))
        core[0] = Run(text, first.style)
    last = core[-1]
    if isinstance(last, Run):
        text = last.text.rstrip()
        after.insert(0, Run(last.text[len(text) :], last.style))
        core[-1] = Run(text, last.style)
    return before, core, after


def _grouped(nodes: Nodes[S, P]) -> list[tuple[Node[S, P], ...]]:
    """Put neighbouring objects, which one tag stands for, together."""
    groups: list[tuple[Node[S, P], ...]] = []
    for node in nodes:
        loose = not isinstance(node, Run) and _textless(node)
        if loose and groups and not isinstance(groups[-1][0], Run) and _textless(groups[-1][0]):
            groups[-1] = (*groups[-1], node)
        else:
            groups.append((node,))
    return groups


def _style_of(groups: Sequence[tuple[Node[S, P], ...]], index: int, base: S) -> S:
    """Return a run's style; an object has the one of both its neighbours, or else the base."""
    node = groups[index][0]
    if isinstance(node, Run):
        return node.style
    if not _textless(node) or not 0 < index < len(groups) - 1:
        return base
    before, after = groups[index - 1][0], groups[index + 1][0]
    same = isinstance(before, Run) and isinstance(after, Run) and before.style == after.style
    return before.style if same and isinstance(before, Run) else base
