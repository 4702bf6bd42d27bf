"""Find a line that scans and ends as it has to: a beam of beginnings, each of which can be ended.

A beginning is only gone on with where what is left can be filled, so that no answer of the model
leads to a line that cannot be ended.
"""

from __future__ import annotations

import math
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.tabs.poetry.task.english.asking import Next, Ranked, Steps
from app.tabs.poetry.task.english.forms import Patterns, counted
from app.tabs.poetry.task.english.scan import States, advance, is_whole, start
from app.tabs.poetry.task.english.sounds import is_light
from app.tabs.poetry.task.english.vocabulary import Vocabulary, reachable

FREE = tuple(pattern for number in range(4, 11) for pattern in counted(number))
UNLIKELY = -20.0  # of a word that the model did not rank
I_WORDS = frozenset(("i", "i'm", "i've", "i'll", "i'd"))

Words = tuple[str, ...]


@dataclass(frozen=True)
class Search:
    """How wide to search, and how much chance has a say in it; `seed` makes it repeatable."""

    width: int = 8
    branches: int = 8
    chance: float = 0.5
    seed: int = 0


@dataclass(frozen=True)
class Beginning:
    """The first words of a line, where they stand in the patterns, and how likely they are."""

    words: Words
    states: States
    logprob: float
    whole: bool = False

    @property
    def mean(self) -> float:
        return self.logprob / max(1, len(self.words))


@dataclass(frozen=True)
class Line:
    """What is looked for: a line of these patterns, whose last word is `last` if there is one.

    `opening` are the words it begins with, `known` the lines that it must not be.
    """

    patterns: Patterns
    last: str = ""
    opening: Words = ()
    known: Collection[Words] = ()


class Impossible(Exception):
    """No line or poem can be as it was asked for."""


def find_line(line: Line, before: str, vocabulary: Vocabulary, search: Search) -> Steps[Words]:
    """Return the words of a likely line after the text `before`; raises Impossible."""
    patterns = line.patterns or FREE
    goals = _goals(patterns, line.last)
    states = start(patterns)
    for word in line.opening:
        states = advance(patterns, states, word)
    beam = [Beginning(line.opening, reachable(states, goals), 0.0)]
    chance = random.Random(search.seed)
    found: list[Beginning] = []
    while len(found) < search.width and (beam := [each for each in beam if each.states]):
        asked = [_choice(each, patterns, goals, line, vocabulary) for each in beam]
        texts = [before + written(each.words) for each in beam]
        answers = yield tuple(map(Next, texts, asked))
        beam = [
            _after(each, pick, patterns, goals, line.last)
            for each, words, ranked in zip(beam, asked, answers, strict=True)
            for pick in _picked(ranked, words, search, chance)
        ]
        found += [each for each in beam if each.whole and each.words not in line.known]
        beam = sorted(beam, key=lambda each: each.mean, reverse=True)
        beam = [each for each in beam if each.states][: search.width]
    if not found:
        raise Impossible(line.last)
    return max(found, key=lambda each: each.mean).words


def _goals(patterns: Patterns, last: str) -> States:
    """Return where the last word has to begin, or where the line ends if any word may be last."""
    if not last:
        return frozenset((number, len(pattern)) for number, pattern in enumerate(patterns))
    places = ((n, at) for n, pattern in enumerate(patterns) for at in range(len(pattern)))
    return frozenset(
        place
        for place in places
        if is_whole(patterns, advance(patterns, frozenset((place,)), last))
    )


def _choice(
    beginning: Beginning, patterns: Patterns, goals: States, line: Line, vocabulary: Vocabulary
) -> Words:
    """Return the words that a beginning may go on or end with."""
    barred = {word for word in beginning.words if not is_light(word)}
    barred |= {line.last, *beginning.words[-1:]}
    words = tuple(
        word
        for alike in vocabulary.fitting(patterns, beginning.states, goals)
        if not _hangs(alike[0], beginning, patterns)
        for word in alike
        if word not in barred
    )
    return (line.last, *words) if line.last and beginning.states & goals else words


def _hangs(word: str, beginning: Beginning, patterns: Patterns) -> bool:
    """Tell whether a line could only end with this word, which leans on one that is to come."""
    if not is_light(word):
        return False
    states = advance(patterns, beginning.states, word)
    return all(at >= _body(patterns[number]) for number, at in states)


def _after(
    beginning: Beginning, pick: Ranked, patterns: Patterns, goals: States, last: str
) -> Beginning:
    """Return a beginning with one word more; no states are left to it where it cannot go on."""
    word, logprob = pick
    words, total = (*beginning.words, word), beginning.logprob + logprob
    states = advance(patterns, beginning.states, word)
    if last and word == last:
        return Beginning(words, frozenset(), total, whole=True)
    whole = not last and not is_light(word) and is_whole(patterns, states)
    going = ((n, at) for n, at in reachable(states, goals) if at < _body(patterns[n]))
    return Beginning(words, frozenset(going), total, whole)


def _body(pattern: str) -> int:
    """Return how many syllables there are up to the last beat."""
    return len(pattern.rstrip("u"))


def _picked(
    ranked: Sequence[Ranked], words: Words, search: Search, chance: random.Random
) -> list[Ranked]:
    """Return the likeliest words, chance having its say, or any that fit if none was ranked."""
    allowed = set(words)
    fit = [each for each in ranked if each[0] in allowed]
    fit = fit or [(word, UNLIKELY) for word in words]
    drawn = [(score + search.chance * gumbel(chance), word, score) for word, score in fit]
    return [(word, score) for _, word, score in sorted(drawn, reverse=True)[: search.branches]]


def gumbel(chance: random.Random) -> float:
    """Return noise with which the best of several scores is a sample of their distribution."""
    return -math.log(-math.log(chance.uniform(1e-9, 1 - 1e-9)))


def written(words: Sequence[str]) -> str:
    """Return words as a line: with a capital first, and for I."""
    line = " ".join(word.capitalize() if word in I_WORDS else word for word in words)
    return line[:1].upper() + line[1:]
