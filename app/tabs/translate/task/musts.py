"""What a translation of a sentence must hold, letter for letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.tabs.translate.task import messages, placeholders, terms
from app.tabs.translate.task.request import Request

BRACE = re.compile(r"[{}]")
NUMBER = re.compile("(#)")  # of a plural


@dataclass(frozen=True)
class Must:
    """`text` must stand in the translation `count` times; a term may also be inflected.

    `source` is what a term stands for, "" where that is the same.
    """

    text: str
    count: int = 1
    is_term: bool = False
    case_sensitive: bool = False
    source: str = ""

    def holds(self, target: str) -> bool:
        return len(self.spans(target)) >= self.count

    def spans(self, target: str) -> list[tuple[int, int]]:
        """Return where it stands in a translation."""
        if self.is_term:
            return terms.find(self.text, target, case_sensitive=self.case_sensitive)
        return [match.span() for match in re.finditer(re.escape(self.text), target)]

    def untranslated(self, target: str) -> list[tuple[int, int]]:
        """Return where a translation has a term in the other script, as it is in the source."""
        if not self.source or terms.is_alphabetic(self.source[0]) == terms.is_alphabetic(
            self.text[0]
        ):
            return []
        return terms.find(self.source, target)


def of(request: Request) -> tuple[Must, ...]:
    """Return the terms and placeholders of a request's text."""
    found = [
        Must(
            term.wanted,
            is_term=True,
            case_sensitive=term.case_sensitive or term.keep,
            source="" if term.keep else term.source,
        )
        for term in terms.within(request.terms, request.text)
    ]
    counted = Counter(
        one.text
        for one in placeholders.find(request.text)
        if all(fixed for _, fixed in messages.parts(one.text))
    )
    return (*found, *(Must(text, count) for text, count in counted.items()))


def missing(musts: Sequence[Must], target: str) -> tuple[Must, ...]:
    """Return what a translation lacks."""
    return tuple(must for must in musts if not must.holds(target))


def same_placeholders(source: str, target: str) -> bool:
    """Tell whether a translation has just the placeholders of its source, tags well nested.

    Of a message with branches all but the words in these is the same, and no brace is left over.
    """
    found, others = placeholders.find(source), placeholders.find(target)
    if placeholders.well_nested(found) and not placeholders.well_nested(others):
        return False
    return placeholders.same(source, target) and _skeleton(source) == _skeleton(target)


def _skeleton(text: str) -> Counter[str]:
    """Count the pieces that stay as they are, and the braces in the others."""
    found: Counter[str] = Counter()
    for piece, fixed in pieces(text):
        found.update([piece] if fixed else BRACE.findall(piece))
    return found


def words(text: str) -> str:
    """Return a text without what must stay as it is."""
    return " ".join(piece for piece, fixed in pieces(text) if not fixed)


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text in order, and whether each must stay as it is."""
    at = 0
    for found in placeholders.find(text):
        start, end = found.span
        if start > at:
            yield text[at:start], False
        for part, fixed in messages.parts(found.text):
            yield from ((part, True),) if fixed else _in_branch(part)
        at = end
    if at < len(text):
        yield text[at:], False


def _in_branch(text: str) -> Iterator[tuple[str, bool]]:
    for piece, fixed in pieces(text):
        for part in [piece] if fixed else NUMBER.split(piece):
            if part:
                yield part, fixed or part == "#"
