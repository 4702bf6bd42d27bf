"""Choose the last words of the lines, so that those rhyme which the form wants to."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from app.tabs.poetry.task.english.asking import Next, Ranked, Steps
from app.tabs.poetry.task.english.forms import LineForm, Patterns
from app.tabs.poetry.task.english.lines import Impossible, gumbel
from app.tabs.poetry.task.english.rhymes import kind
from app.tabs.poetry.task.english.scan import advance, is_whole
from app.tabs.poetry.task.english.sounds import Phones, is_light, rhyming, sounds
from app.tabs.poetry.task.english.vocabulary import Vocabulary

MOST_ASKED = 600  # words a question about the first word of a rhyme
FAMILIES = 40  # of the likeliest first words, that are tried


def choose(
    asked: Sequence[LineForm],
    given: dict[int, str],
    text: str,
    vocabulary: Vocabulary,
    chance: random.Random,
) -> Steps[dict[int, str]]:
    """Return the last word of each line that rhymes; `given` ones stay. Raises Impossible.

    `text` is what the model reads before it ranks the words.
    """
    chosen = dict(given)
    for group in dict.fromkeys(line.rhyme for line in asked if line.rhyme):
        places = _places(asked, group)
        fixed = [chosen[at] for at in places if at in chosen]
        open_places = [at for at in places if at not in chosen]
        if not open_places:
            continue
        taken = [word for at, word in chosen.items() if asked[at].rhyme != group]
        patterns = asked[open_places[0]].patterns
        seeds: Sequence[str] = fixed[:1]
        if not seeds:
            seeds = yield from _seeds(patterns, taken, text, vocabulary, chance)
        words = yield from _family(
            seeds, fixed, len(open_places), taken, vocabulary.avoid, patterns, text, chance
        )
        chosen |= dict(zip(open_places, words, strict=True))
    return _refrained(asked, chosen)


def _places(asked: Sequence[LineForm], group: str) -> list[int]:
    """Return the lines of a rhyme, a refrain only where it stands first."""
    seen: set[str] = set()
    found = []
    for number, line in enumerate(asked):
        if line.rhyme == group and line.refrain not in seen:
            found.append(number)
            seen |= {line.refrain} - {""}
    return found


def _refrained(asked: Sequence[LineForm], chosen: dict[int, str]) -> dict[int, str]:
    """Return the last words with those of the refrains wherever these come back."""
    names = {asked[at].refrain: word for at, word in chosen.items() if asked[at].refrain}
    again = {at: names[line.refrain] for at, line in enumerate(asked) if line.refrain in names}
    return chosen | again


def _seeds(
    patterns: Patterns,
    taken: Sequence[str],
    text: str,
    vocabulary: Vocabulary,
    chance: random.Random,
) -> Steps[list[str]]:
    """Return the words with which a rhyme may begin, the likeliest first."""
    words = chance.sample(vocabulary.words, len(vocabulary.words))
    heard = _parts(*taken)
    fit = (w for w in words if not heard & _parts(w) and _ends_line(w, patterns))
    some = tuple(islice(fit, MOST_ASKED))
    (ranked,) = yield (Next(text, some),)
    return _drawn(ranked, some, chance)[:FAMILIES]


def _family(
    seeds: Sequence[str],
    fixed: Sequence[str],
    count: int,
    taken: Sequence[str],
    avoid: frozenset[str],
    patterns: Patterns,
    text: str,
    chance: random.Random,
) -> Steps[list[str]]:
    """Return so many words that rhyme with each other, from the first seed that has them."""
    heard = _parts(*taken)
    for seed in seeds:
        mates = [w for w in _mates(seed) if w not in avoid]
        mates = [w for w in mates if not heard & _parts(w) and _ends_line(w, patterns)]
        own = [] if fixed else [seed]
        if len(mates) + len(own) < count:
            continue
        (ranked,) = yield (Next(text, tuple(mates)),)
        words = own
        for word in _drawn(ranked, mates, chance):
            if len(words) < count and _all_rhyme(word, (*fixed, *words)):
                words = [*words, word]
        if len(words) == count:
            return words
    raise Impossible(" ".join(fixed))


def _mates(word: str) -> Iterator[str]:
    """Give the common words that rhyme with a word."""
    parts = dict.fromkeys(sound.rhyme for sound in sounds(word))
    yield from dict.fromkeys(mate for part in parts for mate in rhyming().get(part, ()))


@cache
def _ends_line(word: str, patterns: Patterns) -> bool:
    """Tell whether a line of these patterns may well end with a word."""
    places = frozenset((n, at) for n, pattern in enumerate(patterns) for at in range(len(pattern)))
    return not is_light(word) and is_whole(patterns, advance(patterns, places, word))


def _all_rhyme(word: str, others: Sequence[str]) -> bool:
    return all(kind((word,), (other,)) == "perfect" for other in others)


@cache
def _parts(*words: str) -> frozenset[Phones]:
    """Return all that may rhyme in these words."""
    return frozenset(sound.rhyme for word in words for sound in sounds(word))


def _drawn(ranked: Sequence[Ranked], words: Sequence[str], chance: random.Random) -> list[str]:
    """Return the words as they are drawn by their likelihood, those not ranked last."""
    scored = sorted(((score + gumbel(chance), word) for word, score in ranked), reverse=True)
    allowed = set(words)
    return list(dict.fromkeys([*(word for _, word in scored if word in allowed), *words]))
