"""Bringing a text to its target length without cutting a sentence in two."""

from __future__ import annotations

from collections.abc import Iterator

from app.tabs.write.task.counts import is_chinese, length
from app.tabs.write.task.sentences import borders, clauses, split, stopped

TOLERANCE = 0.15
# How many targets a better place to end may be away from the target itself: a paragraph's end.
PARAGRAPH_BONUS = 0.05
# Tokens that a model needs for a unit of length, rather too many.
TOKENS_A_WORD, TOKENS_A_CHARACTER = 1.7, 1.1
SENTENCE_TOKENS = 60


def bounds(target: int) -> tuple[int, int]:
    """Return the shortest and the longest length that will do."""
    low = -int(-target * (1 - TOLERANCE) // 1)
    return low, max(low, int(target * (1 + TOLERANCE)))


def fits(text: str, target: int) -> bool:
    low, high = bounds(target)
    return low <= length(text) <= high


def is_short(text: str, target: int) -> bool:
    return length(text) < bounds(target)[0]


def is_long(text: str, target: int) -> bool:
    return length(text) > bounds(target)[1]


def needed_tokens(units: int, language: str) -> int:
    """Return how many tokens are enough to write so many units, and to end the sentence."""
    each = TOKENS_A_CHARACTER if is_chinese(language) else TOKENS_A_WORD
    return int(max(0, units) * each) + SENTENCE_TOKENS


def cut(text: str, target: int, language: str) -> str | None:
    """Return a text cut behind a sentence to its target length; None where no sentence ends there.

    Of the places that will do the one nearest to the target is taken, a paragraph's end rather.
    """
    low, high = bounds(target)
    best: tuple[float, int] | None = None
    for end, size in ends(text, language):
        if low <= size <= high:
            ends_paragraph = text[end:].lstrip(" \t\u3000")[:1] in ("", "\n")
            away = abs(size - target) - ends_paragraph * PARAGRAPH_BONUS * target
            if best is None or away < best[0]:
                best = away, end
    return text[: best[1]] if best else None


def ends(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield where the whole sentences of a text end, and how long it is up to there."""
    size = last = 0
    for end in borders(text, language):
        size += length(text[last:end])
        last = end
        yield end, size


def cut_anyhow(text: str, target: int, language: str) -> str:
    """Return a text that is too long, cut as near to its target length as can be.

    Behind a sentence, else behind a clause, which then gets a full stop, else behind the first
    sentence that makes it long enough.
    """
    whole = cut(text, target, language)
    if whole is not None:
        return whole
    low, high = bounds(target)
    start = max((end for end, size in ends(text, language) if size < low), default=0)
    fitting = [end for end in clauses(text, start) if low <= length(text[:end]) <= high]
    if fitting:
        end = min(fitting, key=lambda end: abs(length(text[:end]) - target))
        return stopped(text[:end], language)
    enough = (end for end, size in ends(text, language) if size >= low)
    return text[: next(enough, len(text))]


def below(text: str, target: int, language: str) -> str:
    """Return the whole sentences of a text that are short of the target length together."""
    low = bounds(target)[0]
    return text[: max((end for end, size in ends(text, language) if size < low), default=0)]


def tail(text: str, characters: int, language: str) -> str:
    """Return the last sentences of a text, in so many characters, else its last characters."""
    starts = [one.start for one in split(text, language)]
    start = next((start for start in starts if len(text) - start <= characters), None)
    return text[len(text) - characters :].lstrip() if start is None else text[start:]


def head(text: str, characters: int, language: str) -> str:
    """Return the first sentences of a text, so many characters at most."""
    fitting = (one.end for one in split(text, language) if one.end <= characters)
    return text[: max(fitting, default=0)]
