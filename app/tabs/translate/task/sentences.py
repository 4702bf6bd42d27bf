"""Cutting a text into sentences that cover it, and putting translated ones together again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import sentencex

from app.tabs.translate.task.languages import NO_SPACES

# Where a language of ours goes by another name there.
SEGMENTERS = {"zh-Hant": "zh", "tl": "en", "ms": "id", "no": "da"}


@dataclass(frozen=True)
class Sentence:
    """A sentence without the white space around it; `gap` is what stands before it."""

    text: str
    start: int
    gap: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def split(text: str, language: str) -> tuple[Sentence, ...]:
    """Cut a text into sentences; a line end always ends one."""
    sentences: list[Sentence] = []
    at = last = 0
    for line in text.splitlines(keepends=True):
        for piece in _pieces(line, language):
            core = piece.strip()
            if core:
                start = at + piece.index(core)
                sentences.append(Sentence(core, start, text[last:start]))
                last = start + len(core)
            at += len(piece)
    return tuple(sentences)


@lru_cache(maxsize=4096)
def _pieces(line: str, language: str) -> tuple[str, ...]:
    pieces = tuple(sentencex.segment(SEGMENTERS.get(language, language), line))
    return pieces if "".join(pieces) == line else (line,)


def gap(between: str, target: str, *, first: bool) -> str:
    """Return what stands before a translated sentence where `between` stands in the source."""
    if first or "\n" in between:
        return between
    return "" if target in NO_SPACES else " "


def join(sentences: Sequence[Sentence], texts: Sequence[str], target: str, tail: str = "") -> str:
    """Put translated sentences together; `tail` is what follows the last one."""
    parts = []
    for number, (sentence, text) in enumerate(zip(sentences, texts, strict=True)):
        parts += [gap(sentence.gap, target, first=number == 0), text]
    return "".join([*parts, tail])
