"""Old-style verse (古风): lines of a length whose even ones rhyme, with the tones left free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from app.tabs.poetry.task.chinese.faults import At, Code, Fault, RhymeWord
from app.tabs.poetry.task.chinese.forms import Place
from app.tabs.poetry.task.chinese.limits import COMMA, STOP, usual, without
from app.tabs.poetry.task.chinese.rhymes import Book, Category, Group, book
from app.tabs.poetry.task.chinese.tones import Sound, sounds

STANZA = 4  # lines, after which the rhyme may change
FEWEST = 4
_OBLIQUE = frozenset((Category.RISING, Category.DEPARTING, Category.OBLIQUE))
_NEAR, _OFF = 1, 4  # what a rhyme word costs that is of a neighbour, or of no such group
_CHANGE = 2  # what a change of rhyme costs

Ends = Mapping[At, frozenset[Group]]


@dataclass(frozen=True)
class OldReport:
    """What was found. `groups` has the rhyme of each stanza of four lines.

    `near` are rhymes between neighbours (通押), which may stand. `ambiguous` are rhyme words that
    the book lacks, or that rhyme in a level as well as in an oblique group.
    """

    book: str
    lines: tuple[str, ...]
    groups: tuple[Group | None, ...]
    rhymes: tuple[RhymeWord, ...]
    near: tuple[At, ...]
    ambiguous: tuple[At, ...]
    faults: tuple[Fault, ...]

    @property
    def passed(self) -> bool:
        return not self.faults

    @property
    def certain(self) -> bool:
        return not self.ambiguous

    @property
    def changes(self) -> tuple[int, ...]:
        """Return the numbers of the lines from which on there is another rhyme (换韵)."""
        return tuple(
            number * STANZA
            for number in range(1, len(self.groups))
            if self.groups[number] != self.groups[number - 1]
        )


def allowed(
    length: int,
    lines: int,
    by: Book,
    group: Group,
    *,
    given: Mapping[At, str] | None = None,
    avoid: str = "",
    traditional: bool = False,
) -> tuple[str, ...]:
    """Return the characters allowed at each position, as `limits.allowed` does."""
    placed = given or {}
    free = without(usual(by.name, traditional)[Place.FREE], avoid)
    ends = without(rhyming(by.name, group, traditional), avoid)
    positions: list[str] = []
    for number in range(lines):
        for place in range(length):
            rhymes = number % 2 and place == length - 1
            positions.append(placed.get(At(number, place)) or (ends if rhymes else free))
        positions.append(STOP if number % 2 else COMMA)
    return tuple(positions)


def groups(by: Book, least: int, traditional: bool = False) -> tuple[Group, ...]:
    """Return the groups, level and oblique, with at least so many usual characters.

    The largest comes first.
    """
    sizes = {group: len(rhyming(by.name, group, traditional)) for group in by.groups}
    chosen = (group for group, size in sizes.items() if size >= least)
    return tuple(sorted(chosen, key=lambda group: -sizes[group]))


@cache
def rhyming(name: str, group: Group, traditional: bool = False) -> str:
    """Return the usual characters that rhyme in a group of a book for sure."""
    by = book(name)
    inside = set(by.characters(group))
    place = Place.LEVEL if group.level else Place.OBLIQUE
    return "".join(
        character
        for character in usual(name, traditional)[place]
        if character in inside and not (by.modern and len(by.groups_of(character)) > 1)
    )


def check_old(lines: Sequence[str], length: int, by: Book) -> OldReport:
    """Check that lines have a length, and that the even ones rhyme.

    The rhyme may change every four lines; one stanza's words must rhyme with each other.
    """
    heard = {number: sounds(line, by)[-1] for number, line in enumerate(lines) if line}
    ends = {
        At(number, len(lines[number]) - 1): _possible(sound, by) for number, sound in heard.items()
    }
    stanzas = _stanzas(ends, len(lines))
    chosen = _best([_even(stanza) for stanza in stanzas], by)
    words: list[RhymeWord] = []
    near: list[At] = []
    faults = _sizes(lines, length)
    for stanza, group in zip(stanzas, chosen, strict=True):
        for at, possible in stanza.items():
            exact = group in possible
            if exact or at.line % 2:
                rhymes = group is None or _cost(possible, group, by) < _OFF
                words.append(RhymeWord(at, lines[at.line][-1], possible, rhymes))
                if group and not rhymes:
                    faults.append(Fault(Code.OFF_RHYME, (at,), {"group": group.part}))
                elif possible and not exact:
                    near.append(at)
    unsure = _unsure([_even(stanza) for stanza in stanzas], chosen)
    return OldReport(
        by.name, tuple(lines), tuple(chosen), tuple(words), tuple(near), unsure, tuple(faults)
    )


def _sizes(lines: Sequence[str], length: int) -> list[Fault]:
    faults = []
    if len(lines) % 2 or len(lines) < FEWEST:
        found = {"wanted": str(max(FEWEST, len(lines) + 1)), "found": str(len(lines))}
        faults.append(Fault(Code.LINES, (), found))
    for number, line in enumerate(lines):
        if len(line) != length:
            found = {"wanted": str(length), "found": str(len(line))}
            faults.append(Fault(Code.LENGTH, (At(number, 0),), found))
    return faults


def _possible(sound: Sound, by: Book) -> frozenset[Group]:
    """Return the groups of a line's end; in the old books a rhyme decides against a phrase."""
    return sound.groups if by.modern else by.groups_of(sound.character)


def _stanzas(ends: Ends, lines: int) -> list[Ends]:
    """Return the ends that may rhyme by stanzas: the even ones, and the first of each.

    Two lines that are left over belong to the stanza before.
    """
    count = max(1, lines // STANZA)
    found: list[dict[At, frozenset[Group]]] = [{} for _ in range(count)]
    for at, possible in ends.items():
        if at.line % 2 or (at.line % STANZA == 0 and at.line < count * STANZA):
            found[min(at.line // STANZA, count - 1)][at] = possible
    return list(found)


def _even(stanza: Ends) -> Ends:
    return {at: possible for at, possible in stanza.items() if at.line % 2}


def _best(stanzas: Sequence[Ends], by: Book) -> list[Group | None]:
    """Return the group of each stanza that fits most words with the fewest changes."""
    every = {group for stanza in stanzas for possible in stanza.values() for group in possible}
    order = [group for group in by.groups if group in every]
    if not order:
        return [None] * len(stanzas)
    ways: dict[Group, tuple[int, list[Group | None]]] = {}
    for stanza in stanzas:
        costs = {g: sum(_cost(each, g, by) for each in stanza.values()) for g in order}
        if not ways:
            ways = {group: (costs[group], [group]) for group in order}
            continue
        cheapest = min(order, key=lambda group: ways[group][0])
        ways = {group: _step(ways, cheapest, group, costs[group]) for group in order}
    return min(ways.values(), key=lambda way: way[0])[1]


def _step(
    ways: Mapping[Group, tuple[int, list[Group | None]]], cheapest: Group, group: Group, cost: int
) -> tuple[int, list[Group | None]]:
    stay, change = ways[group], ways[cheapest]
    if stay[0] <= change[0] + _CHANGE:
        return stay[0] + cost, [*stay[1], group]
    return change[0] + _CHANGE + cost, [*change[1], group]


def _cost(possible: frozenset[Group], group: Group, by: Book) -> int:
    """Return what it costs that a word has these groups, of none if the book lacks it."""
    if not possible or group in possible:
        return 0
    return _NEAR if any(_joined(each, group, by) for each in possible) else _OFF


def _joined(one: Group, other: Group, by: Book) -> bool:
    """Tell whether groups may rhyme: neighbours, and the two oblique tones with each other."""
    same = one.category is other.category or {one.category, other.category} <= _OBLIQUE
    return same and by.echoes(one, other)


def _unsure(stanzas: Sequence[Ends], chosen: Sequence[Group | None]) -> tuple[At, ...]:
    """Return the rhyme words that the book lacks, or whose stretch has two tones in common."""
    unsure: list[At] = []
    for group in dict.fromkeys(chosen):
        stretch = [
            (at, possible)
            for stanza, own in zip(stanzas, chosen, strict=True)
            if own == group
            for at, possible in stanza.items()
        ]
        known = [possible for _, possible in stretch if possible]
        common = frozenset.intersection(*known) if known else frozenset()
        open_ = len({each.level for each in common}) > 1
        unsure += [at for at, possible in stretch if open_ or not possible]
    return tuple(sorted(unsure))
