"""Which characters may stand at each position, for decoding under a form."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from app.tabs.poetry.task.chinese.faults import At
from app.tabs.poetry.task.chinese.forms import Kind, Pattern, Place
from app.tabs.poetry.task.chinese.readings import readings, simplified
from app.tabs.poetry.task.chinese.rhymes import Book, Group, book
from app.tabs.poetry.task.chinese.tones import Sound, Tone, sound

COMMA, STOP = "，", "。"
_LEVEL_ONE = range(0xB0, 0xD8)  # the 3,755 usual characters of GB 2312


def allowed(
    pattern: Pattern,
    by: Book,
    group: Group,
    *,
    given: Mapping[At, str] | None = None,
    avoid: str = "",
    traditional: bool = False,
) -> tuple[str, ...]:
    """Return the characters allowed at each position of a poem, punctuation positions included.

    Only characters that are sure of their tone and in use are allowed. Those that are `given`
    stand as they are, and where one is irregular but can be saved (拗救), what is open saves it.
    `avoid` is left out everywhere else.
    """
    placed = given or {}
    tones = {place: without(text, avoid) for place, text in usual(by.name, traditional).items()}
    tones[Place.RHYME] = without(rhyming(by, group, traditional), avoid)
    saving = _saving(pattern, {at: sound(character, by) for at, character in placed.items()})
    positions: list[str] = []
    for number, line in enumerate(pattern.lines):
        for place, wanted in enumerate(line):
            at = At(number, place)
            positions.append(placed.get(at) or tones[Place.LEVEL if at in saving else wanted])
        positions.append(STOP if number % 2 else COMMA)
    return tuple(positions)


def _saving(pattern: Pattern, placed: Mapping[At, Sound]) -> set[At]:
    """Return where a level tone must save one that is placed: 孤平拗救 and 对句相救."""
    start = pattern.length - 5
    saving = set()
    for number, kind in enumerate(pattern.kinds):
        own, before = placed.get(At(number, start)), placed.get(At(number - 1, start + 3))
        lone = kind is Kind.B and own and own.tone is not Tone.LEVEL
        twisted = pattern.kinds[number - 1] is Kind.A and before and before.tone is not Tone.LEVEL
        if lone or (number % 2 and twisted):
            saving.add(At(number, start + 2))
    return saving


def rhyme_groups(by: Book, least: int, traditional: bool = False) -> tuple[Group, ...]:
    """Return the level groups with at least so many usual characters, the largest first."""
    sizes = {g: len(rhyming(by, g, traditional)) for g in by.groups if g.level}
    chosen = (group for group, size in sizes.items() if size >= least)
    return tuple(sorted(chosen, key=lambda group: -sizes[group]))


def rhyming(by: Book, group: Group, traditional: bool = False) -> str:
    """Return the usual characters that rhyme in a level group for sure, having no other one.

    By today's readings a phrase may decide between tones, too, so these have one only.
    """
    inside = set(by.characters(group))
    return "".join(
        character
        for character in usual(by.name, traditional)[Place.LEVEL]
        if character in inside and not (by.modern and len(by.groups_of(character)) > 1)
        if all(each == group for each in by.groups_of(character) if each.level)
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


def without(text: str, avoid: str) -> str:
    """Leave out characters, whether they are written in the simplified form or not."""
    barred = set(plain(avoid))
    return "".join(c for c in text if plain(c) not in barred)


def plain(text: str) -> str:
    """Return a text in simplified characters."""
    forms = simplified()
    return "".join(forms.get(character, character) for character in text)


def is_traditional(text: str) -> bool:
    """Tell whether a text has characters that are only written where others are not simplified."""
    return any(c in simplified() and not c.encode("gb2312", "ignore") for c in text)
