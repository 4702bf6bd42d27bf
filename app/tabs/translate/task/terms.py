"""Glossary terms: finding them in a sentence and judging whether a translation keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.tabs.translate.task.issues import Issue, Kind, Span


@dataclass(frozen=True)
class Term:
    """One entry of a glossary. With `keep` the source is not translated; `target` is then ""."""

    source: str
    target: str
    case_sensitive: bool = False
    keep: bool = False
    note: str = ""

    @property
    def wanted(self) -> str:
        """Return what must stand in the translation."""
        return self.source if self.keep else self.target


@lru_cache(maxsize=4096)
def _pattern(words: str, case_sensitive: bool) -> re.Pattern[str]:
    """Match whole words of alphabets, and Chinese anywhere; an English plural s may follow."""
    text = r"\s+".join(re.escape(part) for part in words.split())
    before = r"(?<![^\W\d_\u2e80-\u9fff\uac00-\ud7af])" if _is_word(words[:1]) else ""
    after = r"(?:'s|s|es)?(?![^\W\d_\u2e80-\u9fff\uac00-\ud7af])" if _is_word(words[-1:]) else ""
    return re.compile(before + text + after, 0 if case_sensitive else re.IGNORECASE)


def _is_word(character: str) -> bool:
    return character.isalnum() and character < "\u2e80"


def find(words: str, text: str, *, case_sensitive: bool = False) -> list[Span]:
    """Return where `words` stand in a text."""
    if not words.strip():
        return []
    return [match.span() for match in _pattern(words.strip(), case_sensitive).finditer(text)]


def within(terms: Iterable[Term], text: str) -> tuple[Term, ...]:
    """Return the terms that stand in a source sentence, the longest first; shorter ones that
    only stand inside longer ones are left out."""
    taken: list[Span] = []
    found: list[Term] = []
    for term in sorted(terms, key=lambda term: -len(term.source)):
        spans = find(term.source, text, case_sensitive=term.case_sensitive)
        free = [s for s in spans if not any(s[0] < t[1] and t[0] < s[1] for t in taken)]
        if free and term.wanted:
            taken += free
            found.append(term)
    return tuple(found)


def kept(term: Term, target: str) -> bool:
    """Tell whether a translation has the term as it should be."""
    return bool(find(term.wanted, target, case_sensitive=term.case_sensitive or term.keep))


def violations(terms: Sequence[Term], source: str, target: str) -> list[Issue]:
    """Return an issue for each term of the source that the target lacks."""
    return [
        Issue(Kind.TERM, expected=term.wanted, found=term.source, source=spans[0])
        for term in within(terms, source)
        if not kept(term, target)
        and (spans := find(term.source, source, case_sensitive=term.case_sensitive))
    ]


def substituted(terms: Sequence[Term], source: str) -> str:
    """Return the source with the wanted words in place of the terms."""
    for term in within(terms, source):
        spans = find(term.source, source, case_sensitive=term.case_sensitive)
        for start, end in reversed(spans):
            source = source[:start] + term.wanted + source[end:]
    return source
