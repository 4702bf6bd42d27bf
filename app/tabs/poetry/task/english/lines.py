"""Find lines that scan and end as they have to: a beam of beginnings, each of which can be ended.

A beginning is only gone on with where what is left can be filled, so that no answer of the model
leads to a line that cannot be ended.
"""

from __future__ import annotations

import math
import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from app.tabs.poetry.task.english.asking import Next, Ranked, Steps, written
from app.tabs.poetry.task.english.forms import Patterns, counted
from app.tabs.poetry.task.english.scan import States, advance, is_whole, start
from app.tabs.poetry.task.english.sounds import begins_with_vowel, is_light, leans
from app.tabs.poetry.task.english.vocabulary import Vocabulary, by_shape, reachable

FREE = tuple(pattern for number in range(4, 11) for pattern in counted(number))
UNLIKELY = -20.0  # of a word that the model did not rank
MOST_WORDS = 12  # of a line
COPIED = 5.0  # how much less likely a word is that repeats three
JARRING = 8.0  # the same of one after the wrong one of `a` and `an`
ENOUGH = 3  # times as many lines as the search is wide

Words = tuple[str, ...]


@dataclass(frozen=True)
class Search:
    """How wide to search, and how much chance has a say in it; `seed` makes it repeatable."""

    width: int = 3
    branches: int = 6
    chance: float = 0.6
    seed: int = 0


@dataclass(frozen=True)
class Beginning:
    """The first words of a line, where they stand in the patterns, and how likely they are."""

    words: Words
    states: States
    logprob: float
    whole: bool = False
    last: float = 0.0  # how likely the last of them is

    @property
    def mean(self) -> float:
        return self.logprob / max(1, len(self.words))

    @property
    def ended(self) -> float:
        """How good it is as a line: the last word, at which lines go wrong, counts twice."""
        return (self.logprob + self.last) / (len(self.words) + 1)


@dataclass(frozen=True)
class Line:
    """What is looked for: a line of these patterns, which ends with one of `lasts` if there is any.

    `opening` are the words it begins with, `known` the lines that it must not be. `bias` is added
    to how likely words are, `begun` to how likely they are as its first.
    It has the word `must`, where that fits, and had better have no three words of `grams`.
    """

    patterns: Patterns
    lasts: Words = ()
    opening: Words = ()
    known: Collection[Words] = ()
    bias: Mapping[str, float] = field(default_factory=dict)
    begun: Mapping[str, float] = field(default_factory=dict)
    must: str = ""
    grams: Collection[Words] = ()

    @cached_property
    def ends(self) -> tuple[Words, ...]:
        """Return the last words by shape."""
        return tuple(map(tuple, by_shape(self.lasts).values()))

    @cached_property
    def scarce(self) -> frozenset[str]:
        """The last words of which a line might use up all that fit before it ends."""
        return frozenset(word for alike in self.ends if len(alike) <= MOST_WORDS for word in alike)

    @cached_property
    def goals(self) -> States:
        """Where the last word has to begin, or where the line ends if any word may be last."""
        signs = self.patterns
        if not self.lasts:
            return frozenset((number, len(pattern)) for number, pattern in enumerate(signs))
        places = [(n, at) for n, pattern in enumerate(signs) for at in range(len(pattern))]
        return frozenset(
            place
            for alike in self.ends
            for place in places
            if is_whole(signs, advance(signs, frozenset((place,)), alike[0]))
        )

    @cached_property
    def openings(self) -> States:
        """Where the word that has to be there may begin."""
        places = ((n, at) for n, pattern in enumerate(self.patterns) for at in range(len(pattern)))
        fitting = (frozenset((place,)) for place in places)
        return frozenset().union(*(place for place in fitting if self.takes(place, self.must)))

    def lacks(self, words: Words) -> bool:
        """Tell whether these first words are without the one that has to be there."""
        return bool(self.must) and self.must not in words and bool(self.openings)

    def aims(self, words: Words) -> States:
        """Return the places of which one has to be reached after these first words."""
        return self.openings if self.lacks(words) else self.goals

    def takes(self, states: States, word: str) -> bool:
        """Tell whether a word may come at these places."""
        after = advance(self.patterns, states, word)
        return bool(reachable(after, self.goals)) or self.ends_at(states, word)

    def ends_at(self, states: States, word: str) -> bool:
        """Tell whether the line may end with a word that comes at these places."""
        may = word in self.lasts if self.lasts else not leans(word)
        return may and is_whole(self.patterns, advance(self.patterns, states, word))


class Impossible(Exception):
    """No line or poem can be as it was asked for."""


def find_lines(
    line: Line, before: str, vocabulary: Vocabulary, search: Search
) -> Steps[list[Beginning]]:
    """Return likely lines after the text `before`, the best first; raises Impossible."""
    states = start(line.patterns)
    for word in line.opening:
        states = advance(line.patterns, states, word)
    beam = [Beginning(line.opening, reachable(states, line.aims(line.opening)), 0.0)]
    chance = random.Random(search.seed)
    found: list[Beginning] = []
    while len(found) < ENOUGH * search.width and (beam := [each for each in beam if each.states]):
        asked = [_choice(each, line, vocabulary) for each in beam]
        texts = [before + written(each.words) for each in beam]
        answers = yield tuple(map(Next, texts, asked))
        beam = [
            _after(each, pick, line)
            for each, words, ranked in zip(beam, asked, answers, strict=True)
            for pick in _picked(each, ranked, words, line, search, chance)
        ]
        found += [each for each in beam if each.whole and each.words not in line.known]
        beam = sorted(beam, key=lambda each: each.mean, reverse=True)
        beam = [each for each in beam if each.states][: search.width]
    if not found:
        raise Impossible(" ".join(line.lasts[:1]))
    return sorted(found, key=lambda each: each.ended, reverse=True)


def _choice(beginning: Beginning, line: Line, vocabulary: Vocabulary) -> Words:
    """Return the words that a beginning may go on or end with."""
    patterns, states = line.patterns, beginning.states
    barred = {word for word in beginning.words if not is_light(word)} | {*beginning.words[-1:]}
    lacks = line.lacks(beginning.words)
    ends = [
        word
        for alike in line.ends
        if is_whole(patterns, advance(patterns, states, alike[0]))
        for word in alike
        if word not in barred and not (lacks and word != line.must)
    ]
    must = [line.must] if lacks and line.takes(states, line.must) else []
    barred |= line.scarce
    words = [
        word
        for alike in vocabulary.fitting(patterns, states, line.aims(beginning.words))
        for closes in (_closes(alike[0], beginning, patterns),)
        for word in alike
        if word not in barred and not (closes and leans(word))
    ]
    return tuple(dict.fromkeys((*must, *ends, *words)))


def _closes(word: str, beginning: Beginning, patterns: Patterns) -> bool:
    """Tell whether a line could only end with this word."""
    states = advance(patterns, beginning.states, word)
    return all(at >= _body(patterns[number]) for number, at in states)


def _after(beginning: Beginning, pick: Ranked, line: Line) -> Beginning:
    """Return a beginning with one word more; no states are left to it where it cannot go on."""
    word, logprob = pick
    words = (*beginning.words, word)
    states = advance(line.patterns, beginning.states, word)
    going = reachable(states, line.aims(words))
    if not line.lasts:
        going = frozenset((n, at) for n, at in going if at < _body(line.patterns[n]))
    whole = line.ends_at(beginning.states, word) and not line.lacks(words)
    return Beginning(words, going, beginning.logprob + logprob, whole, logprob)


def _body(pattern: str) -> int:
    """Return how many syllables there are up to the last beat."""
    return len(pattern.rstrip("u"))


def _picked(
    beginning: Beginning,
    ranked: Sequence[Ranked],
    words: Words,
    line: Line,
    search: Search,
    chance: random.Random,
) -> list[Ranked]:
    """Return the likeliest words, chance having its say, or any that fit if none was ranked.

    The likeliest of the last words is there, too, so that no line misses its rhyme.
    """
    allowed = set(words)
    fit = [each for each in ranked if each[0] in allowed]
    fit = fit or [(word, UNLIKELY) for word in words]
    scored = [(word, score + _more(word, beginning, line)) for word, score in fit]
    drawn = [(score + search.chance * gumbel(chance), word, score) for word, score in scored]
    picks = [(word, score) for _, word, score in sorted(drawn, reverse=True)]
    states = beginning.states
    last = next((each for each in picks if line.ends_at(states, each[0])), None)
    return list(dict.fromkeys((*picks[: search.branches], *([last] if last else ()))))


def _more(word: str, beginning: Beginning, line: Line) -> float:
    """Return how much likelier a word is made after a beginning."""
    context = ("", *beginning.words)[-2:]
    more = line.bias.get(word, 0.0)
    if not beginning.words:
        more += line.begun.get(word, 0.0)
    if (*context, word) in line.grams:
        more -= COPIED
    if context[-1] in ("a", "an") and begins_with_vowel(word) == (context[-1] == "a"):
        more -= JARRING
    return more


def grams(lines: Iterable[Words]) -> frozenset[Words]:
    """Return what stands together in lines, three words long, or two where a line begins."""
    marked = [("", *line) for line in lines]
    return frozenset(line[at : at + 3] for line in marked for at in range(len(line) - 2))


def gumbel(chance: random.Random) -> float:
    """Return noise with which the best of several scores is a sample of their distribution."""
    return -math.log(-math.log(chance.uniform(1e-9, 1 - 1e-9)))
