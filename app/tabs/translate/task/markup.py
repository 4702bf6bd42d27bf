"""Paired tags of a document's inline formatting: taken out before translating, put back after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.document_protocol import TAG


@dataclass(frozen=True)
class Pair:
    """⟦number⟧…⟦/number⟧ around text[start:end]."""

    number: int
    start: int
    end: int


def strip(text: str) -> tuple[str, tuple[Pair, ...]]:
    """Return a text without its paired tags, and what they were around, the outer ones first.

    A tag without its partner stays in the text.
    """
    opened = {m["open"] for m in TAG.finditer(text) if m["open"]}
    closed = {m["close"] for m in TAG.finditer(text) if m["close"]}
    paired = opened & closed
    bare: list[str] = []
    length = at = 0
    starts: dict[str, int] = {}
    pairs: list[Pair] = []
    for match in TAG.finditer(text):
        name = match["open"] or match["close"]
        if name not in paired:
            continue
        bare.append(text[at : match.start()])
        length += match.start() - at
        at = match.end()
        if match["open"]:
            starts[name] = length
        elif name in starts:
            pairs.append(Pair(int(name), starts.pop(name), length))
    bare.append(text[at:])
    return "".join(bare), tuple(sorted(pairs, key=lambda p: (p.start, -p.end)))


def place(pair: Pair, source: str, target: str, words: str) -> Pair:
    """Return where a pair goes in the target: around `words`, or else at the same share of it."""
    if pair.start == 0 and pair.end == len(source):
        return Pair(pair.number, 0, len(target))
    at = _nearest(target, words.strip(" .。,，;；:：!！?？"), pair.start / max(1, len(source)))
    if at is not None:
        return Pair(pair.number, *at)
    scale = len(target) / max(1, len(source))
    start, end = round(pair.start * scale), round(pair.end * scale)
    return Pair(pair.number, _border(target, start), _border(target, max(start, end)))


def insert(target: str, pairs: Sequence[Pair]) -> str:
    """Put tags into a text. Pairs that would cross are nested by cutting the later one."""
    kept: list[Pair] = []
    for pair in sorted(pairs, key=lambda p: (p.start, -p.end)):
        start, end = pair.start, pair.end
        for outer in kept:
            if outer.start <= start < outer.end < end:
                end = outer.end
        kept.append(Pair(pair.number, start, end))
    marks: list[tuple[int, int, int, str]] = []
    for order, pair in enumerate(kept):
        marks.append((pair.start, 1, order, f"⟦{pair.number}⟧"))
        empty = pair.start == pair.end
        marks.append((pair.end, 2 if empty else 0, order if empty else -order, f"⟦/{pair.number}⟧"))
    for position, _, _, mark in sorted(marks, reverse=True):
        target = target[:position] + mark + target[position:]
    return target


def _nearest(target: str, words: str, share: float) -> tuple[int, int] | None:
    """Return where `words` stand in the target, nearest to a share of its length."""
    if not words:
        return None
    low, wanted = target.lower(), words.lower()
    found: list[int] = []
    at = low.find(wanted)
    while at >= 0:
        found.append(at)
        at = low.find(wanted, at + 1)
    if not found or len(low) != len(target):
        return None
    start = min(found, key=lambda at: abs(at / max(1, len(target)) - share))
    return start, start + len(words)


def _border(text: str, at: int) -> int:
    """Return the nearest place to `at` that is not inside a word of letters."""
    for step in range(len(text) + 1):
        for place_ in (at - step, at + step):
            if 0 <= place_ <= len(text) and not _inside(text, place_):
                return place_
    return at


def _inside(text: str, at: int) -> bool:
    if at in (0, len(text)):
        return False
    return all(c.isalnum() and c < "\u2e80" for c in text[at - 1 : at + 1])
