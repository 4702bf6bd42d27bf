"""Glossary terms: finding them in a sentence and judging whether a translation keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from app.tabs.translate.task.issues import Issue, Kind, Span

_ALPHABETIC = r"[^\W\d_\u2e80-\u9fff\uac00-\ud7af]"
_CONSONANT_Y = re.compile(r"[b-df-hj-np-tv-z]y$", re.IGNORECASE)
POSSESSIVE = ("'s", "’s")


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
    parts = words.split()
    text = re.escape(parts[0])
    for left, right in pairwise(parts):
        both = is_alphabetic(left[-1]) and is_alphabetic(right[0])
        text += (r"\s+" if both else r"\s*") + re.escape(right)
    before = rf"(?<!{_ALPHABETIC})" if is_alphabetic(words[:1]) else ""
    after = ""
    if is_alphabetic(words[-1:]):
        if _CONSONANT_Y.search(words):
            text = f"{text[:-1]}(?:{text[-1]}|ies)"
        after = rf"(?:['’]s|s|es)?(?!{_ALPHABETIC})"
    return re.compile(before + text + after, 0 if case_sensitive else re.IGNORECASE)


@lru_cache(maxsize=100_000)
def _beginning(words: str) -> str:
    """Return what stands in every text that has the words: making a pattern costs far more."""
    first = (words.split() or [""])[0]
    return (first[:-1] or first).casefold()


def is_alphabetic(character: str) -> bool:
    """Tell whether a character is of a script with spaces between its words."""
    return character.isalnum() and character < "\u2e80"


def find(words: str, text: str, *, case_sensitive: bool = False) -> list[Span]:
    """Return where `words` stand in a text."""
    if not words.strip():
        return []
    return [match.span() for match in _pattern(words.strip(), case_sensitive).finditer(text)]


def located(terms: Iterable[Term], text: str) -> list[tuple[Span, Term]]:
    """Return where terms stand in a source sentence, from left to right.

    Where two overlap the longer one counts.
    """
    found: list[tuple[Span, Term]] = []
    folded = text.casefold()
    possible = [term for term in terms if term.wanted and _beginning(term.source) in folded]
    for term in sorted(possible, key=lambda term: -len(term.source)):
        for start, end in find(term.source, text, case_sensitive=term.case_sensitive):
            if not any(start < other[1] and other[0] < end for other, _ in found):
                found.append(((start, end), term))
    return sorted(found, key=lambda one: one[0])


def within(terms: Iterable[Term], text: str) -> tuple[Term, ...]:
    """Return the terms that stand in a source sentence, the longest first; shorter ones that
    only stand inside longer ones are left out."""
    found = dict.fromkeys(term for _, term in located(terms, text))
    return tuple(sorted(found, key=lambda term: -len(term.source)))


def kept(term: Term, target: str) -> bool:
    """Tell whether a translation has the term as it should be."""
    return bool(find(term.wanted, target, case_sensitive=term.case_sensitive or term.keep))


def violations(terms: Sequence[Term], source: str, target: str) -> list[Issue]:
    """Return an issue for each term of the source that the target lacks."""
    first: dict[Term, Span] = {}
    for span, term in located(terms, source):
        first.setdefault(term, span)
    return [
        Issue(Kind.TERM, expected=term.wanted, found=term.source, source=span)
        for term, span in first.items()
        if not kept(term, target)
    ]


def substituted(terms: Sequence[Term], source: str) -> str:
    """Return the source with the wanted words in place of the terms."""
    for (start, end), term in reversed(located(terms, source)):
        if source[start:end].endswith(POSSESSIVE) and not term.source.endswith(POSSESSIVE):
            end -= len(POSSESSIVE[0])
        before, after = source[:start], source[end:]
        left = " " if _collide(before[-1:], term.wanted[0]) else ""
        right = " " if _collide(term.wanted[-1], after[:1]) else ""
        source = before + left + term.wanted + right + after
    return source


def _collide(left: str, right: str) -> bool:
    return is_alphabetic(left) and is_alphabetic(right)
