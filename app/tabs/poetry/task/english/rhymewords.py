"""The words with which the lines of a rhyme may end, so that all of it can still be ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from app.tabs.poetry.task.english.forms import LineForm, Patterns
from app.tabs.poetry.task.english.lines import Impossible
from app.tabs.poetry.task.english.rhymes import kind
from app.tabs.poetry.task.english.scan import advance, is_whole
from app.tabs.poetry.task.english.sounds import Phones, common, leans, rhyming, sounds
from app.tabs.poetry.task.english.vocabulary import Shape, Vocabulary, shape

SPARE = 8  # words more than needed that a rhyme had better have

Families = Mapping[Phones, Sequence[str]]


class Ends:
    """Knows the last words of a poem that are chosen, and which may be next.

    A rhyme begins with a word of the vocabulary, and goes on with any common one. `wanted` is a
    word that the first rhyme is to rhyme with.
    """

    def __init__(
        self,
        asked: Sequence[LineForm],
        given: Mapping[int, str],
        vocabulary: Vocabulary,
        wanted: str = "",
    ) -> None:
        self._asked = asked
        self._chosen = dict(given)
        self._vocabulary = vocabulary
        self._pools = [_families((*vocabulary.words, *common())), rhyming()]
        first = next((line.rhyme for line in asked if line.rhyme), "")
        self._closing: dict[tuple[Shape, Patterns], bool] = {}
        self._wanted = {first: wanted} if wanted and first else {}

    def choose(self, number: int, word: str) -> None:
        """Let a line, and all those that repeat it, end with a word."""
        name = self._asked[number].refrain
        same = (at for at, line in enumerate(self._asked) if name and line.refrain == name)
        self._chosen |= dict.fromkeys((number, *same), word)

    def allowed(self, number: int) -> tuple[str, ...]:
        """Return the words with which a line may end; raises Impossible if no rhyme has enough."""
        group = self._asked[number].rhyme
        places = _places(self._asked, group)
        fixed = [self._chosen[at] for at in places if at in self._chosen]
        fixed += [self._wanted[group]] if group in self._wanted else []
        others = sum(at not in self._chosen for at in places) - 1
        taken = (word for at, word in self._chosen.items() if self._asked[at].rhyme != group)
        barred = frozenset(part for word in taken for part in _parts(word))
        patterns = self._asked[number].patterns
        for pool, spare in zip(self._pools, (0 if fixed else SPARE, 0), strict=True):
            fit = self._fitting(pool, fixed, barred, patterns, others + spare)
            if words := tuple(dict.fromkeys(fit)):
                return words
        raise Impossible(" ".join(fixed))

    def _fitting(
        self,
        pool: Families,
        fixed: Sequence[str],
        barred: frozenset[Phones],
        patterns: Patterns,
        others: int,
    ) -> Iterator[str]:
        """Give the words that rhyme with the fixed ones, with so many others that do so too."""
        own = frozenset(self._vocabulary.words)
        for part, family in pool.items():
            if part in barred or (fixed and part not in _parts(fixed[0])):
                continue
            mates = [w for w in family if w not in self._vocabulary.avoid and not leans(w)]
            mates = [w for w in mates if self._closes(w, patterns) and not barred & _parts(w)]
            if len(mates) <= others:
                continue
            most = _family(fixed, mates, others + 2)
            for word in mates:
                if not (_all_rhyme(word, fixed) and (fixed or word in own)):
                    continue
                enough = sum(_perfect(word, other) for other in most) >= others
                if enough or (fixed and len(_family([*fixed, word], mates, others)) == others):
                    yield word

    def _closes(self, word: str, patterns: Patterns) -> bool:
        """Tell whether a line of these patterns may well end with a word."""
        key = shape(word), patterns
        if key not in self._closing:
            places = ((n, at) for n, pattern in enumerate(patterns) for at in range(len(pattern)))
            after = advance(patterns, frozenset(places), word)
            self._closing[key] = is_whole(patterns, after)
        return self._closing[key]


def _places(asked: Sequence[LineForm], group: str) -> list[int]:
    """Return the lines of a rhyme, a refrain only where it stands first."""
    seen: set[str] = set()
    found = []
    for number, line in enumerate(asked):
        if line.rhyme == group and line.refrain not in seen:
            found.append(number)
            seen |= {line.refrain} - {""}
    return found


def _family(fixed: Sequence[str], among: Sequence[str], count: int) -> list[str]:
    """Return up to so many words that rhyme with the fixed ones and each other."""
    found: list[str] = []
    for other in among:
        if len(found) >= count:
            break
        if _all_rhyme(other, (*fixed, *found)):
            found.append(other)
    return found


def _all_rhyme(word: str, others: Iterable[str]) -> bool:
    return all(_perfect(word, other) for other in others)


@cache
def _perfect(word: str, other: str) -> bool:
    return kind((word,), (other,)) == "perfect"


@cache
def _parts(word: str) -> frozenset[Phones]:
    """Return all that may rhyme in a word."""
    return frozenset(sound.rhyme for sound in sounds(word))


def _families(words: Sequence[str]) -> dict[Phones, list[str]]:
    groups: dict[Phones, list[str]] = {}
    for word in words:
        for part in _parts(word):
            groups.setdefault(part, []).append(word)
    return groups
