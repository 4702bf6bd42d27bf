"""What a translation of a sentence must hold, letter for letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.tabs.translate.task import placeholders, terms
from app.tabs.translate.task.request import Request


@dataclass(frozen=True)
class Must:
    """`text` must stand in the translation `count` times; a term may also be inflected."""

    text: str
    count: int = 1
    is_term: bool = False
    case_sensitive: bool = False

    def holds(self, target: str) -> bool:
        if self.is_term:
            return bool(terms.find(self.text, target, case_sensitive=self.case_sensitive))
        return target.count(self.text) >= self.count


def of(request: Request) -> tuple[Must, ...]:
    """Return the terms and placeholders of a request's text."""
    found = [
        Must(term.wanted, 1, True, term.case_sensitive or term.keep)
        for term in terms.within(request.terms, request.text)
    ]
    counted = Counter(p.text for p in placeholders.find(request.text))
    return (*found, *(Must(text, count) for text, count in counted.items()))


def missing(musts: Sequence[Must], target: str) -> tuple[Must, ...]:
    """Return what a translation lacks."""
    return tuple(must for must in musts if not must.holds(target))


def same_placeholders(source: str, target: str) -> bool:
    """Tell whether a translation has just the placeholders of its source."""
    return placeholders.same(source, target)


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text in order, and whether each is a placeholder."""
    at = 0
    for found in placeholders.find(text):
        start, end = found.span
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False
