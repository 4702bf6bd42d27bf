"""Which characters may stand at each position, for decoding under a form."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from app.tabs.poetry.task.chinese.faults import At
from app.tabs.poetry.task.chinese.fitting import fit
from app.tabs.poetry.task.chinese.forms import (
    SHORTEST_LONG_FORM,
    Form,
    Kind,
    Pattern,
    Place,
    patterns,
)
from app.tabs.poetry.task.chinese.readings import readings, simplified
from app.tabs.poetry.task.chinese.rhymes import Book, Group, book
from app.tabs.poetry.task.chinese.rhyming import common_group, read_by_rhyme
from app.tabs.poetry.task.chinese.tones import Sound, Tone, sound, sounds

COMMA, STOP = "，", "。"
_LEVEL_ONE = range(0xB0, 0xD8)  # the 3,755 usual characters of GB 2312


def allowed(
    pattern: Pattern,
    by: Book,
    group: Group,
    *,
    heads: str = "",
    fixed: Mapping[int, str] | None = None,
    given: Mapping[At, str] | None = None,
    avoid: str = "",
    traditional: bool = False,
) -> tuple[str, ...]:
    """Return the characters allowed at each position of a poem, punctuation positions included.

    Only characters that are sure of their tone and in use are allowed. `heads` are the first
    characters of the lines (藏头), a space for none; `fixed` are whole lines to keep, by number;
    `given` are single characters. They stand as they are, and where one is irregular but can be
    saved (拗救), what is open saves it. `avoid` is left out everywhere else.
    """
    placed = {At(number, 0): head for number, head in enumerate(heads) if head.strip()}
    for number, text in (fixed or {}).items():
        placed |= {At(number, place): character for place, character in enumerate(text)}
    placed |= given or {}
    tones = {place: _without(text, avoid) for place, text in usual(by.name, traditional).items()}
    tones[Place.RHYME] = _without(rhyming(by, group, traditional), avoid)
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


def settled(form: Form, by: Book, fixed: Mapping[int, str]) -> tuple[Pattern, Group | None]:
    """Return the pattern that lines to keep fit best, and the rhyme they have, if any.

    The form must be regulated; `fixed` holds lines by number.
    """
    count = form.lines or max((SHORTEST_LONG_FORM, *(number + 2 - number % 2 for number in fixed)))
    heard = [sounds(fixed.get(number, ""), by) for number in range(count)]
    group = common_group(heard, by)
    ready = read_by_rhyme(heard, group, by)
    best = min(patterns(form, count), key=lambda each: fit(ready, each).cost)
    return best, group


def choices_at(pattern: Pattern, at: At, by: Book, group: Group, traditional: bool = False) -> str:
    """Return the characters that may stand at a line and position, to change one there."""
    place = pattern.lines[at.line][at.place]
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
    return text.translate(dict.fromkeys(map(ord, avoid)))
