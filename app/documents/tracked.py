"""Tracked changes: what a paragraph was is deleted, what it becomes is inserted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from difflib import SequenceMatcher
from itertools import count, groupby

from lxml import etree

from app.documents.inline import Run, Span
from app.documents.package import Element
from app.documents.wordcopy import copied
from app.documents.wordml import (
    RUN,
    Dress,
    Link,
    WordNode,
    Wrapper,
    enclosed,
    rendered,
    style_in_text,
    undressed,
)
from app.documents.wordschema import W, properties_of, put

_INSERTED, _DELETED = W + "ins", W + "del"
_INSERTIONS = {_INSERTED, W + "moveTo"}
_DELETED_TEXT = {W + "t": W + "delText", W + "instrText": W + "delInstrText"}


class Changes:
    """Makes changes of one author, with ids that no annotation of `roots` has."""

    def __init__(self, author: str, roots: Iterable[Element]) -> None:
        self._author = author
        self._date = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        used = (element.get(W + "id", "") for root in roots for element in root.iter("*"))
        highest = max((int(i) for i in used if i.isdecimal() and len(i) < 10), default=0)
        self._ids = count(highest + 1)

    def between(
        self, old: Sequence[WordNode], new: Sequence[WordNode], dress: Dress
    ) -> list[Element]:
        """Make the content of a paragraph that is `old` when rejected and `new` when accepted.

        Objects and links that both have in the same order are there once, unmarked.
        """
        result: list[Element] = []
        matcher = SequenceMatcher(None, [*map(_key, old)], [*map(_key, new)], autojunk=False)
        old_end = new_end = 0
        for block in matcher.get_matching_blocks():
            result += self._replaced(old[old_end : block.a], new[new_end : block.b], dress)
            for shift in range(block.size):
                result += self._kept(old[block.a + shift], new[block.b + shift], dress)
            old_end, new_end = block.a + block.size, block.b + block.size
        return result

    def inserted(self, nodes: Sequence[WordNode], dress: Dress) -> list[Element]:
        """Make elements of nodes that are new."""
        return self._marked(nodes, dress, _INSERTED)

    def insert_mark(self, paragraph: Element) -> None:
        """Say that the paragraph itself is new."""
        marks = put(properties_of(paragraph, "pPr"), "rPr")
        marks.insert(0, self._change(_INSERTED))

    def _kept(self, old: WordNode, new: WordNode, dress: Dress) -> list[Element]:
        if isinstance(old, Span) and isinstance(new, Span) and old is not new:
            children = self.between(old.children, new.children, dress)
            if isinstance(old.content, Wrapper | Link):
                return enclosed(old.content, children)
        return rendered((old,), undressed)

    def _replaced(
        self, old: Sequence[WordNode], new: Sequence[WordNode], dress: Dress
    ) -> list[Element]:
        added = self._marked(copied(new, all_pieces=True), dress, _INSERTED)
        return [*self._marked(old, undressed, _DELETED), *added]

    def _marked(self, nodes: Sequence[WordNode], dress: Dress, mark: str) -> list[Element]:
        """Make elements of nodes, all runs in changes."""
        result: list[Element] = []
        for wraps, group in groupby(_without_links(nodes), key=_wraps):
            if not wraps:
                result += self._changed(rendered(group, dress), mark)
                continue
            for node in group:
                if isinstance(node, Span) and isinstance(node.content, Wrapper):
                    result += enclosed(node.content, self._marked(node.children, dress, mark))
        return result

    def _changed(self, elements: Iterable[Element], mark: str) -> Iterator[Element]:
        for are_runs, group in groupby(elements, key=lambda element: element.tag == RUN):
            if not are_runs:
                yield from group
                continue
            change = self._change(mark)
            change.extend(group)
            if mark == _DELETED:
                for element in (child for run in change for child in run):
                    element.tag = _DELETED_TEXT.get(element.tag, element.tag)
            yield change

    def _change(self, mark: str) -> Element:
        change = etree.Element(mark)
        change.set(W + "id", str(next(self._ids)))
        change.set(W + "author", self._author)
        change.set(W + "date", self._date)
        return change


def _key(node: WordNode) -> object:
    """Return what is equal for what a paragraph and its translation share.

    Text is not shared, and neither is an insertion: its text is deleted in it, and the new text
    stands beside it.
    """
    if style_in_text(node) is not None or isinstance(node, Run):
        return object()
    content = node.content
    if isinstance(content, Wrapper) and content.element.tag in _INSERTIONS:
        return node
    return content if isinstance(node, Span) else node


def _wraps(node: WordNode) -> bool:
    return isinstance(node, Span)


def _without_links(nodes: Iterable[WordNode]) -> Iterator[WordNode]:
    for node in nodes:
        if isinstance(node, Span) and isinstance(node.content, Link):
            yield from node.content.opening
            yield from _without_links(node.children)
            yield node.content.closing
        else:
            yield node
