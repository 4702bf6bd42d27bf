"""Inline markup as numbered tags, for formats whose inline markup is a tree.

A format reads a unit's text into nodes; `Tagged` makes the unit's text from them, and from a
translation it makes nodes again, whatever has become of the tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeAlias, TypeVar

from app.document_protocol import TAG

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Mark(Generic[T]):
    """What stands alone in the text: an image, a line break, a piece of code."""

    content: T


@dataclass(frozen=True, eq=False)
class Pair(Generic[T]):
    """What encloses text: emphasis, a link."""

    content: T
    children: tuple[Node[T], ...]


Node: TypeAlias = "str | Mark[T] | Pair[T]"


@dataclass
class _Frame(Generic[T]):
    """A pair that is open while a translation is read."""

    number: str
    nodes: list[Node[T]] = field(default_factory=list)


class Tagged(Generic[T]):
    """The text of a unit, in which numbered tags stand for marks and pairs."""

    def __init__(self, nodes: Iterable[Node[T]]) -> None:
        nodes = tuple(nodes)
        self._literal = {_number(tag) for tag in TAG.finditer(plain(nodes))}
        self._marks: dict[str, Mark[T]] = {}
        self._pairs: dict[str, Pair[T]] = {}
        self._enclosing: dict[str, tuple[str, ...]] = {}
        self._last = 0
        self.text = self._write(nodes, ())

    def mend(self, text: str) -> list[Node[T]]:
        """Return the nodes of a translation.

        Missing marks come at the end. A tag that is unknown, doubled or without its partner is
        left out, and so is a pair inside another that it had nothing to do with, or around
        nothing. Where pairs cross, the inner one ends first.
        """
        tokens = list(self._tokens(text))
        ends = {number: at for at, (kind, number) in enumerate(tokens) if kind == "close"}
        marks, pairs = dict(self._marks), dict(self._pairs)
        frames: list[_Frame[T]] = [_Frame("")]
        for at, (kind, value) in enumerate(tokens):
            if not kind:
                frames[-1].nodes.append(value)
            elif value in marks:
                frames[-1].nodes.append(marks.pop(value))
            elif kind == "open" and value in pairs and ends.get(value, 0) > at:
                if all(self._may_nest(value, frame.number) for frame in frames[1:]):
                    frames.append(_Frame(value))
                    del pairs[value]
            elif kind == "close" and any(frame.number == value for frame in frames):
                while self._close(frames) != value:
                    pass
        while len(frames) > 1:
            self._close(frames)
        return [*frames[0].nodes, *marks.values()]

    def _write(self, nodes: Iterable[Node[T]], enclosing: tuple[str, ...]) -> str:
        return "".join(
            node if isinstance(node, str) else self._write_tag(node, enclosing) for node in nodes
        )

    def _write_tag(self, node: Mark[T] | Pair[T], enclosing: tuple[str, ...]) -> str:
        number = self._next_number()
        if isinstance(node, Mark):
            self._marks[number] = node
            return f"⟦{number}/⟧"
        self._pairs[number] = node
        self._enclosing[number] = enclosing
        return f"⟦{number}⟧{self._write(node.children, (*enclosing, number))}⟦/{number}⟧"

    def _next_number(self) -> str:
        self._last += 1
        while str(self._last) in self._literal:
            self._last += 1
        return str(self._last)

    def _tokens(self, text: str) -> Iterator[tuple[str, str]]:
        """Split a translation into ("", text) and (kind, number) of the tags."""
        position = 0
        for tag in TAG.finditer(text):
            if _number(tag) in self._literal:
                continue
            yield "", text[position : tag.start()]
            yield tag.lastgroup or "", _number(tag)
            position = tag.end()
        yield "", text[position:]

    def _may_nest(self, inner: str, outer: str) -> bool:
        return outer in self._enclosing[inner] or inner in self._enclosing[outer]

    def _close(self, frames: list[_Frame[T]]) -> str:
        frame = frames.pop()
        filled = any(not isinstance(node, str) or node.strip() for node in frame.nodes)
        frames[-1].nodes += (
            [Pair(self._pairs[frame.number].content, tuple(frame.nodes))] if filled else frame.nodes
        )
        return frame.number


def plain(nodes: Iterable[Node[T]]) -> str:
    """Return the text of nodes, without anything else."""
    return "".join(
        node if isinstance(node, str) else plain(node.children) if isinstance(node, Pair) else ""
        for node in nodes
    )


def untagged(text: str, source: str) -> str:
    """Return a translation of a source that has no markup, without the tags that it made up."""
    return plain(Tagged[object]([source]).mend(text))


def _number(tag: re.Match[str]) -> str:
    digits = tag["open"] or tag["close"] or tag["alone"]
    return str(int(digits)) if len(digits) < 10 else digits
