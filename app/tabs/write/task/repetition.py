"""Passages that say again what was said: found by the runs of words that they share."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.tabs.write.task.counts import is_chinese
from app.tabs.write.task.sentences import is_whole, split, whole_part

# So many words, or Chinese characters, in the same order are no accident.
WORDS, CHARACTERS = 5, 7
# A sentence whose words stand to this share in such runs says the same again as another section,
# or as its own one, which comes back to what it is about.
SHARE, OWN_SHARE = 0.5, 0.75
PHRASES = 8
PHRASE_LENGTH = 60
_TOKEN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\W_]+(?:['’][^\W_]+)?")
_MARK = re.compile(r"^\s*(?:[-*•]|\d+[.)、])\s+")
_MARKUP = re.compile(r"[\W_]+")

Gram = tuple[str, ...]


@dataclass(frozen=True)
class Passage:
    """Sentences one after another that repeat others, and the phrases that they share.

    `verbatim` says that each of them stands elsewhere word for word, `elsewhere` that one of them
    repeats an earlier text.
    """

    start: int
    end: int
    phrases: tuple[str, ...]
    verbatim: bool = False
    elsewhere: bool = False


def run_length(language: str) -> int:
    return CHARACTERS if is_chinese(language) else WORDS


@lru_cache(maxsize=8)  # a state is asked for it when it comes about and when one goes on from it
def find(
    text: str, earlier: tuple[str, ...], language: str, *, allowed: str = ""
) -> tuple[Passage, ...]:
    """Return the passages of a text that repeat the text before them or an earlier text.

    What stands in `allowed` - names, facts, titles - may be said as often as one likes.
    """
    size = run_length(language)
    before: set[Gram] = set()
    whole: set[str] = set()
    for other in earlier:
        said = _said(other, language)
        before |= said[0]
        whole |= said[1]
    told, known = frozenset(whole), set(before)
    free = set(grams(allowed, size))
    found: list[Passage | None] = []
    previous = ""
    for sentence in split(text, language):
        bare = _bare(sentence.text)
        is_long = len(_TOKEN.findall(sentence.text)) > size
        same = bool(bare) and ((is_long and bare in whole) or bare == previous)
        phrases = _shared(sentence.text, before, free, size, SHARE)
        far = bare in told or bool(phrases)
        phrases = phrases or _shared(sentence.text, known, free, size, OWN_SHARE)
        if same and not phrases:
            phrases = (sentence.text[:PHRASE_LENGTH],)
        passage = Passage(sentence.start, sentence.end, phrases[:PHRASES], same, far)
        found.append(passage if phrases else None)
        known.update(grams(sentence.text, size))
        whole.add(bare)
        previous = bare
    return _joined(found)


@lru_cache(maxsize=256)
def _said(text: str, language: str) -> tuple[frozenset[Gram], frozenset[str]]:
    """Return the runs of words in a finished text, and its sentences."""
    size, sentences = run_length(language), split(text, language)
    runs = frozenset(gram for sentence in sentences for gram in grams(sentence.text, size))
    return runs, frozenset(_bare(sentence.text) for sentence in sentences)


def grams(text: str, size: int) -> list[Gram]:
    """Return the runs of so many words of a text, without regard to case and marks."""
    tokens = [token.lower() for token in _TOKEN.findall(text)]
    return [tuple(tokens[at : at + size]) for at in range(len(tokens) - size + 1)]


def without(text: str, passage: Passage, language: str) -> str:
    """Return a text with a passage taken out, and no gap or unfinished sentence in its place."""
    before, after = text[: passage.start].rstrip(" \t"), text[passage.end :].lstrip(" \t")
    if not before.strip() or before.endswith("\n"):
        return before.rstrip() + ("\n\n" if before.strip() else "") + after.lstrip()
    if not after.strip():
        return before
    if after.startswith("\n"):
        line = _MARK.sub("", before.rpartition("\n")[2])
        ended = before if is_whole(line) else whole_part(before, language)
        return (ended + after).strip() if ended.strip() else after.lstrip()
    return before + ("" if "\u3000" <= before[-1] <= "\uffef" else " ") + after


def _shared(
    text: str, known: Collection[Gram], free: Collection[Gram], size: int, share: float
) -> tuple[str, ...]:
    """Return the phrases that a sentence shares, none where they make up too little of it."""
    found = list(_TOKEN.finditer(text))
    covered = [False] * len(found)
    for at, gram in enumerate(grams(text, size)):
        if gram in known and gram not in free:
            covered[at : at + size] = [True] * size
    if len(found) <= size or sum(covered) < share * len(found):
        return ()
    phrases: list[str] = []
    start: int | None = None
    for at, inside in enumerate([*covered, False]):
        if inside and start is None:
            start = at
        elif not inside and start is not None:
            phrases.append(_phrase(text, found[start:at], size))
            start = None
    return tuple(phrases)


def _phrase(text: str, tokens: Sequence[re.Match[str]], size: int) -> str:
    """Return a run of words as it stands in a text; a long one's beginning is enough to ban it."""
    last = tokens[min(len(tokens), 3 * size) - 1]
    return text[tokens[0].start() : last.end()]


def _bare(text: str) -> str:
    return _MARKUP.sub("", text).lower()


def _joined(found: Sequence[Passage | None]) -> tuple[Passage, ...]:
    """Join passages of sentences that follow one another."""
    passages: list[Passage] = []
    follows = False
    for one in found:
        if one and follows:
            before = passages.pop()
            phrases = tuple(dict.fromkeys((*before.phrases, *one.phrases)))[:PHRASES]
            one = Passage(
                before.start,
                one.end,
                phrases,
                before.verbatim and one.verbatim,
                before.elsewhere or one.elsewhere,
            )
        if one:
            passages.append(one)
        follows = one is not None
    return tuple(passages)
