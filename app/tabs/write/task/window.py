"""Fitting a prompt into the context window: what is cut first when there is too much of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.protocol import Role
from app.tabs.write.task import counts
from app.tabs.write.task.ask import Part, Segment

# Tokens that a template puts around a turn, and that a border between two texts may cost.
TURN, BORDER = 8, 1
# What is cut first.
ORDER: tuple[Part, ...] = (
    "notes",
    "summary",
    "outline",
    "recent",
    "facts",
    "style",
    "text",
    "instructions",
)
# How much of the window a part takes at most, however much room there is.
SHARES: dict[Part, float] = {
    "notes": 0.15,
    "summary": 0.2,
    "outline": 0.2,
    "recent": 0.08,
    "facts": 0.15,
    "style": 0.12,
    "text": 0.4,
}
HALVINGS = 12


@dataclass(frozen=True)
class Window:
    """A context window of so many tokens, and how a text's are counted."""

    tokens: int = 4096
    count: Callable[[str], int] = counts.tokens


@dataclass(frozen=True)
class Piece:
    """A part of a prompt; `shortened` gives its text in so many characters, None if it cannot."""

    role: Role
    part: Part
    text: str
    shortened: Callable[[int], str] | None = None


def wrapped(role: Role, part: Part, form: str, text: str, shortened: Callable[[int], str]) -> Piece:
    """Return a part whose text stands in a form; it is nothing where the text is."""
    spare = len(form) - 2

    def filled(inner: str) -> str:
        return form.replace("{}", inner) if inner.strip() else ""

    return Piece(role, part, filled(text), lambda size: filled(shortened(max(0, size - spare))))


def clipped(role: Role, part: Part, form: str, text: str) -> Piece:
    """Return a part whose text stands in a form and is cut from its end."""
    return wrapped(role, part, form, text, lambda size: lines(text, size))


def lines(text: str, size: int) -> str:
    """Return the first lines of a text, and of the next one as many words as there is room for."""
    if len(text) <= size:
        return text
    kept = text[: size + 1]
    for mark in ("\n", "。", ". ", " "):
        if kept.rfind(mark) > size // 2:
            return kept[: kept.rfind(mark) + len(mark.strip())]
    return text[:size]


def cost(segments: Sequence[Segment | Piece], window: Window) -> int:
    """Return the tokens that a prompt takes at most, those that its template adds included."""
    turns = 1 + sum(one.role != two.role for one, two in pairwise(segments))
    return TURN * (turns + 1) + sum(window.count(one.text) + BORDER for one in segments)


def fit(pieces: Sequence[Piece], window: Window, reply: int) -> tuple[Segment, ...]:
    """Return the parts of a prompt, cut so that a reply of so many tokens fits behind them."""
    kept = [_within(one, int(window.tokens * SHARES.get(one.part, 1.0)), window) for one in pieces]
    for part in ORDER:
        for at, piece in enumerate(kept):
            if piece.part != part:
                continue
            excess = cost(kept, window) + reply - window.tokens
            if excess > 0:
                kept[at] = _within(piece, max(0, window.count(piece.text) - excess), window)
    return tuple(Segment(one.role, one.part, one.text) for one in kept if one.text)


def _within(piece: Piece, most: int, window: Window) -> Piece:
    """Return a part with at most so many tokens, as long as may be."""
    shortened = piece.shortened
    if shortened is None or window.count(piece.text) <= most:
        return piece
    low, high, best = 0, len(piece.text), ""
    for _ in range(HALVINGS):
        middle = (low + high) // 2
        text = shortened(middle)
        if window.count(text) <= most:
            low, best = middle, text if len(text) > len(best) else best
        else:
            high = middle
    return Piece(piece.role, piece.part, best, shortened)
