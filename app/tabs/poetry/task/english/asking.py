"""What the search asks of a language model, and how it is answered.

It never calls the model: it yields questions, a batch at a time, and is sent their answers. An
engine that scores continuations answers with no more than one evaluation of the text where the
words are single tokens.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

Ranked = tuple[str, float]  # a word and its natural log-probability


@dataclass(frozen=True)
class Next:
    """Which of `words` may come next after a text, and how likely."""

    text: str
    words: tuple[str, ...]


Answers = Sequence[Sequence[Ranked]]
T = TypeVar("T")
Steps = Generator[tuple[Next, ...], Answers, T]


class Continuer(Protocol):
    """Gives the words of a choice that it thinks likely, the likeliest first."""

    def continuations(self, text: str, among: Sequence[str]) -> Sequence[Ranked]: ...


def drive(steps: Steps[T], continuer: Continuer) -> T:
    """Run a search to its end."""
    try:
        asked = next(steps)
        while True:
            asked = steps.send([continuer.continuations(each.text, each.words) for each in asked])
    except StopIteration as stop:
        found: T = stop.value
        return found
