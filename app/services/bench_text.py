"""The prompts of the benchmarks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.protocol import Turn

WORDS = "the quiet river carried a small paper boat past the old stone bridge and on to the sea "


def text(words: int) -> str:
    """Return a text of so many words."""
    return " ".join((WORDS * (words // len(WORDS.split()) + 1)).split()[:words])


def story(number: int, words: int) -> list[Turn]:
    """Return a prompt that begins unlike any other; the same words give as many tokens."""
    return [Turn("user", f"Story {number:05d}. {text(words)}")]


def words_for(tokens: int, count: Callable[[Sequence[Turn]], int]) -> int:
    """Return the words of a story whose whole prompt has so many tokens, or nearly."""
    words = tokens
    for _ in range(8):
        off = tokens - count(story(1, words))
        if off == 0:
            break
        words = max(1, words + off)
    return words
