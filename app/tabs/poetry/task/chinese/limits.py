"""Which characters may stand at each position, for decoding under a form."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from app.tabs.poetry.task.chinese.forms import Pattern, Place
from app.tabs.poetry.task.chinese.readings import readings, simplified
from app.tabs.poetry.task.chinese.rhymes import Book, Group, book
from app.tabs.poetry.task.chinese.tones import Tone, sound

COMMA, STOP = "，", "。"
_LEVEL_ONE = range(0xB0, 0xD8)  # the 3,755 usual characters of GB 2312


def allowed(
    pattern: Pattern,
    by: Book,
    group: Group,
    *,
    heads: str = "",
    fixed: Mapping[int, str] | None = None,
    avoid: str = "",
    traditional: bool = False,
) -> tuple[str, ...]:
    """Return the characters allowed at each position of a poem, punctuation positions included.

    Only characters that are sure of their tone and in use are allowed. `heads` are the first
    characters of the lines (藏头), `fixed` are whole lines to keep, by number; both stand as they
    are, and a head that would make 孤平 has the rest of its line save it. `avoid` is left out
    everywhere else.
    """
    tones = usual(by.name, traditional)
    rhymes = _without(rhyming(by, group, traditional), avoid)
    plain = {place: _without(text, avoid) for place, text in tones.items()}
    positions: list[str] = []
    for number, line in enumerate(pattern.lines):
        kept = (fixed or {}).get(number, "") or heads[number : number + 1].strip()
        wanted = [rhymes if place is Place.RHYME else plain[place] for place in line]
        if len(kept) == 1 and line[0] is Place.LEVEL and sound(kept, by).tone is not Tone.LEVEL:
            wanted[2] = plain[Place.LEVEL]
        positions += [*kept, *wanted[len(kept) :], STOP if number % 2 else COMMA]
    return tuple(positions)


def choices_at(
    pattern: Pattern, at: tuple[int, int], by: Book, group: Group, traditional: bool = False
) -> str:
    """Return the characters that may stand at a line and position, to change one there."""
    place = pattern.lines[at[0]][at[1]]
    if place is Place.RHYME:
        return rhyming(by, group, traditional)
    return usual(by.name, traditional)[place]


def rhyme_groups(by: Book, least: int, traditional: bool = False) -> tuple[Group, ...]:
    """Return the level groups with at least so many usual characters, the largest first."""
    sizes = {g: len(rhyming(by, g, traditional)) for g in by.groups if g.level}
    chosen = (group for group, size in sizes.items() if size >= least)
    return tuple(sorted(chosen, key=lambda group: -sizes[group]))


def rhyming(by: Book, group: Group, traditional: bool = False) -> str:
    """Return the usual characters that rhyme in a level group for sure.

    By today's readings a phrase may decide between rhymes, so these have one only.
    """
    inside = set(by.characters(group))
    return "".join(
        character
        for character in usual(by.name, traditional)[Place.LEVEL]
        if character in inside and not (by.modern and len(by.groups_of(character)) > 1)
    )


@cache
def usual(name: str, traditional: bool) -> dict[Place, str]:
    """Return the usual characters of a book that are level, oblique, and both of them."""
    by = book(name)
    known = sorted(set("".join(map(by.characters, by.groups))))
    inside = [c for c in known if readings(c) and _in_use(c, traditional)]
    tones = {c: sound(c, by).tone for c in inside}
    level = "".join(c for c in inside if tones[c] is Tone.LEVEL)
    oblique = "".join(c for c in inside if tones[c] is Tone.OBLIQUE)
    return {Place.LEVEL: level, Place.OBLIQUE: oblique, Place.FREE: "".join(inside)}


def _in_use(character: str, traditional: bool) -> bool:
    if traditional:
        first = character.encode("big5", "ignore")[:1]
        return bool(first) and 0xA4 <= first[0] <= 0xC6
    first = character.encode("gb2312", "ignore")[:1]
    return bool(first) and first[0] in _LEVEL_ONE and character not in simplified()


def _without(text: str, avoid: str) -> str:
    return "".join(character for character in text if character not in avoid)
