"""Choose the rhyme of a poem, and keep enough characters for it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from app.tabs.poetry.task.chinese.faults import At
from app.tabs.poetry.task.chinese.limits import plain, without
from app.tabs.poetry.task.chinese.rhymes import Book, Group, Groups
from app.tabs.poetry.task.chinese.tones import said
from app.tabs.poetry.task.composing.placing import Impossible, Sets

AMPLE = 4  # characters for each end that has to rhyme: with fewer, they stand nowhere else

Rhymes = Callable[[Group, At], bool]


def choose(
    asked: str,
    by: Book,
    groups: Sequence[Group],
    rich: Collection[Group],
    given: Collection[At],
    rhymes: Rhymes,
    chance: random.Random,
) -> Group:
    """Return the rhyme that is asked for, or that most of what is given has, or a rich one.

    `rhymes` tells whether a given end rhymes in a group. Raises Impossible if what is asked for
    is none of `groups`, or not the rhyme of all that is given.
    """
    counts = {group: sum(rhymes(group, at) for at in given) for group in groups}
    if asked:
        named = (each for each in groups if counts[each] == len(given) and _is_called(each, asked))
        if found := next(named, None):
            return found
        raise Impossible("rhyme", asked, by.name)
    best = max(groups, key=lambda group: (counts[group], group in rich))
    if counts[best]:
        return best
    if not rich:
        raise Impossible("rhyme", "", by.name)
    return chance.choice(list(rich))


def _is_called(group: Group, name: str) -> bool:
    """Tell whether a group has a name: 七阳 is 阳, too, and 第三部 is 三部 and 三."""
    part = group.part
    short = {part[1:], part[1:-1]} if part.endswith("部") else {part[-1]}
    return plain(name.strip()) in {part, *short}


def heard(placed: Mapping[At, str], ends: Iterable[At], by: Book) -> dict[At, Groups]:
    """Return the groups of the ends that are placed, as they are read if their line is known."""
    return {at: _groups(placed, at, by) for at in ends if at in placed}


def _groups(placed: Mapping[At, str], end: At, by: Book) -> Groups:
    line = "".join(placed.get(At(end.line, place), "") for place in range(end.place + 1))
    reading = said(line, by)[-1] if len(line) > end.place else ""
    return by.of_reading(placed[end], reading)


def secured(sets: Sets, ends: Collection[At], taken: str, rhyme: str, by: Book) -> Sets:
    """Keep characters that are scarce for the open ends that need them to rhyme.

    Those `taken` may stand elsewhere. Raises Impossible where too few are left to choose from.
    """
    scarce = ""
    for text, count in Counter(sets[at.line][at.place] for at in ends).items():
        left = len(set(text).difference(taken))
        if left <= count:
            raise Impossible("rhyme", rhyme, by.name)
        if left < AMPLE * count:
            scarce += text
    if not scarce:
        return sets
    free = {text: without(text, scarce) for line in sets for text in line if len(text) > 1}
    return tuple(
        tuple(
            text if At(number, place) in ends else free.get(text, text)
            for place, text in enumerate(line)
        )
        for number, line in enumerate(sets)
    )
