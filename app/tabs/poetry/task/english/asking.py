"""What the search asks of a language model, and how it is answered.

It never calls the model: it yields questions, a batch at a time, and is sent their answers. The
Ranker turns them into scores of continuations, of which an engine finds hundreds with hardly more
than one evaluation of what is new of the text.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Protocol, TypeVar

from app.tabs.poetry.task.english.sounds import I_WORDS

Ranked = tuple[str, float]  # a word and its natural log-probability
WHOLE = 8  # words of a question that are scored to their ends
REMEMBERED = 24  # texts of which the likely words are


@dataclass(frozen=True)
class Next:
    """Which of `words`, or marks, may come next after a text, and how likely."""

    text: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class ScoreAsk:
    """How likely the tokens of each continuation are, of its first `depth`, 0 being all."""

    prompt: str
    continuations: tuple[str, ...]
    depth: int = 0


Logprobs = Sequence[Sequence[float]]  # of each continuation's tokens
Answers = Sequence[Sequence[Ranked]]
T = TypeVar("T")
Steps = Generator[tuple[Next, ...], Answers, T]
Scoring = Generator[ScoreAsk, Logprobs, T]


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


class Ranker:
    """Answers questions by scores, and keeps what it learnt of a model's words.

    What follows a word's first token depends little on the text, so it is scored only once.
    """

    def __init__(self) -> None:
        self._rest: dict[str, float] = {}  # the log-probability of a word after its first token
        self._begun: dict[tuple[str, int], tuple[float, ...]] = {}

    def serve(self, steps: Steps[T]) -> Scoring[T]:
        """Run a search to its end."""
        try:
            asked = next(steps)
            while True:
                answers: dict[Next, list[Ranked]] = {}
                for each in sorted(asked, key=lambda each: each.text):
                    answers[each] = yield from self.answer(each)
                asked = steps.send([answers[each] for each in asked])
        except StopIteration as stop:
            found: T = stop.value
            return found

    def answer(self, asked: Next) -> Scoring[list[Ranked]]:
        """Rank the words of a question: by their first tokens, the best ones wholly."""
        pieces = {word: continuation(asked.text, word) for word in asked.words}
        first = yield ScoreAsk(asked.text, tuple(pieces.values()), depth=1)
        begun = dict(zip(pieces, (logprobs[0] for logprobs in first), strict=True))
        while unknown := self._unknown(begun, pieces):
            scores = yield ScoreAsk(asked.text, unknown)
            rests = (sum(logprobs[1:]) for logprobs in scores)
            self._rest |= zip(unknown, rests, strict=True)
        ranked = (
            (word, score + self._rest.get(pieces[word], 0.0)) for word, score in begun.items()
        )
        return sorted(ranked, key=lambda each: each[1], reverse=True)

    def begun(self, text: str, words: tuple[str, ...]) -> Scoring[tuple[float, ...]]:
        """Return how likely the first tokens of many words are; some texts are remembered."""
        key = text, len(words)
        if key not in self._begun:
            pieces = tuple(continuation(text, word) for word in words)
            found = yield ScoreAsk(text, pieces, depth=1)
            if len(self._begun) >= REMEMBERED:
                del self._begun[next(iter(self._begun))]
            self._begun[key] = tuple(logprobs[0] for logprobs in found)
        return self._begun[key]

    def _unknown(self, begun: dict[str, float], pieces: dict[str, str]) -> tuple[str, ...]:
        """Return those of the best that may have more tokens than the first."""
        totals = {word: score + self._rest.get(pieces[word], 0.0) for word, score in begun.items()}
        best = nlargest(WHOLE, totals, key=lambda word: totals[word])
        return tuple(pieces[word] for word in best if pieces[word] not in self._rest)


def continuation(text: str, word: str) -> str:
    """Return a word or a mark as it stands after a text."""
    if text.endswith("\n"):
        return capital(spelled(word))
    return f" {spelled(word)}" if word[0].isalpha() or word[0] == "'" else word


def written(words: Iterable[str]) -> str:
    """Return words as a line: with a capital first, and for I."""
    return capital(" ".join(map(spelled, words)))


def spelled(word: str) -> str:
    return word.capitalize() if word in I_WORDS else word


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
