"""Which characters may stand at each position of a tune, for decoding under its form."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from app.tabs.poetry.task.chinese.faults import At
from app.tabs.poetry.task.chinese.forms import Place
from app.tabs.poetry.task.chinese.limits import usual, without
from app.tabs.poetry.task.chinese.rhymes import Book, Category, Group, book
from app.tabs.poetry.task.tunes.pattern import ENTERING, LEVEL, Variant

# Characters a rhyme must offer for each line that needs one of them, or at the very least.
LEAST, FEWEST = 12, 3


def rhymes(variant: Variant, by: Book, traditional: bool = False) -> dict[int, tuple[Group, ...]]:
    """Return for each rhyme of a form, by number, the groups that offer enough characters.

    Lines of one rhyme may ask for several tones (平仄通押): a group stands for its part then.
    """
    tones: dict[int, list[str]] = {}
    for line in variant.lines:
        if line.rhyme and not line.repeats:
            tones.setdefault(line.rhyme.group, []).append(line.rhyme.tone)
    return {
        number: _rich(wanted, by, LEAST, traditional) or _rich(wanted, by, FEWEST, traditional)
        for number, wanted in tones.items()
    }


def _rich(wanted: list[str], by: Book, least: int, traditional: bool) -> tuple[Group, ...]:
    return tuple(
        group
        for group in by.groups
        if suits(group, wanted[0], by)
        if all(
            len(rhyming(by, group.part, tone, traditional)) >= least * wanted.count(tone)
            for tone in set(wanted)
        )
    )


def suits(group: Group, tone: str, by: Book) -> bool:
    """Tell whether a group has a tone that a tune asks for (平 仄 入)."""
    if tone == LEVEL:
        return group.level
    if tone == ENTERING and not by.modern:
        return group.category is Category.ENTERING
    return not group.level


@cache
def _rhyming(name: str, part: str, tone: str, traditional: bool) -> str:
    by = book(name)
    inside = {
        character
        for group in by.groups
        if group.part == part and suits(group, tone, by)
        for character in by.characters(group)
    }
    sure = usual(name, traditional)[Place.LEVEL if tone == LEVEL else Place.OBLIQUE]
    return "".join(
        character
        for character in sure
        if character in inside
        if all(group.part == part and suits(group, tone, by) for group in by.groups_of(character))
    )


def rhyming(by: Book, part: str, tone: str, traditional: bool = False) -> str:
    """Return the usual characters that rhyme in a part, in a tone (平 仄 入), by each reading."""
    return _rhyming(by.name, part, tone, traditional)


def allowed(
    variant: Variant,
    by: Book,
    chosen: Mapping[int, Group],
    *,
    placed: Mapping[At, str] | None = None,
    avoid: str = "",
    traditional: bool = False,
) -> tuple[tuple[str, ...], ...]:
    """Return the characters allowed at each position of each line; punctuation is left out.

    `chosen` has a group for each rhyme, `placed` are characters that stand as they are. What is
    allowed is sure of its tone and in use. A line that repeats is like any other here.
    """
    placed = placed or {}
    tones = {
        place.value: without(text, avoid) for place, text in usual(by.name, traditional).items()
    }
    found = []
    for number, line in enumerate(variant.lines):
        sets = [tones[tone] for tone in line.tones]
        if line.rhyme:
            group = chosen[line.rhyme.group]
            sets[-1] = without(rhyming(by, group.part, line.rhyme.tone, traditional), avoid)
        found.append(
            tuple(placed.get(At(number, place)) or text for place, text in enumerate(sets))
        )
    return tuple(found)
