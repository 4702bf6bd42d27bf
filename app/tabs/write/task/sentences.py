"""Sentences and paragraphs of a text, and where one may cut it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import sentencex

from app.tabs.write.task.counts import is_chinese

_CLOSERS = r"[\"'”’」』）)\]】》*_]*"
_ENDED = re.compile(rf"(?:[.!?。！？…]|[;；](?=$)){_CLOSERS}$")
_CLAUSE = re.compile(r"[，；：、—]+|[,;:](?=\s)|\s[–—]\s")
_ITEM = re.compile(r"^\s*(?:[-*•]|\d+[.)、])\s+\S[^.!?。！？]*$")


class Sentence(NamedTuple):
    """A sentence without the white space around it."""

    text: str
    start: int
    end: int


def split(text: str, language: str) -> tuple[Sentence, ...]:
    """Cut a text into sentences; a line end always ends one."""
    found: list[Sentence] = []
    at = 0
    for line in text.splitlines(keepends=True):
        for piece in _pieces(line, "zh" if is_chinese(language) else language):
            core = piece.strip()
            if core:
                start = at + piece.index(core)
                found.append(Sentence(core, start, start + len(core)))
            at += len(piece)
    return tuple(found)


@lru_cache(maxsize=4096)
def _pieces(line: str, language: str) -> tuple[str, ...]:
    pieces = tuple(sentencex.segment(language, line))
    return pieces if "".join(pieces) == line else (line,)


def is_whole(text: str) -> bool:
    """Tell whether a text ends as a sentence does, or as an item of a list without sentences."""
    text = text.rstrip()
    return bool(_ENDED.search(text) or _ITEM.match(text.rpartition("\n")[2]))


def borders(text: str, language: str) -> tuple[int, ...]:
    """Return where a text can end: behind each whole sentence."""
    return tuple(one.end for one in split(text, language) if is_whole(one.text))


def clauses(text: str, start: int) -> tuple[int, ...]:
    """Return where, from `start` on, a sentence could end if a full stop were put there."""
    return tuple(found.start() for found in _CLAUSE.finditer(text, start))


def stopped(text: str, language: str) -> str:
    """Return a text with a full stop in place of the mark that it ends in."""
    bare = text.rstrip().rstrip(",;:，；：、—–- ")
    return bare + ("。" if is_chinese(language) else ".")


def whole_part(text: str, language: str) -> str:
    """Return a text up to the end of its last whole sentence, "" where there is none."""
    found = borders(text, language)
    return text[: found[-1]] if found else ""


def first(text: str, language: str, number: int = 1) -> str:
    """Return the first sentences of a text in one line."""
    chosen = [one.text for one in split(text, language)[:number]]
    return ("" if is_chinese(language) else " ").join(chosen)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text; every line that is not empty is one."""
    return [line.strip() for line in text.splitlines() if line.strip()]
