"""Which characters may stand at each position of a couplet (对联), to compose one."""

from __future__ import annotations

from collections.abc import Mapping

from app.tabs.poetry.task.chinese.couplet import beats
from app.tabs.poetry.task.chinese.faults import At
from app.tabs.poetry.task.chinese.forms import Place
from app.tabs.poetry.task.chinese.limits import COMMA, STOP, usual, without
from app.tabs.poetry.task.chinese.rhymes import Book
from app.tabs.poetry.task.chinese.tones import Tone, sound, sounds

Places = dict[int, Place]
_OPPOSITE = {
    Place.LEVEL: Place.OBLIQUE,
    Place.OBLIQUE: Place.LEVEL,
    Place.FREE: Place.FREE,
}
_OF_TONE = {Tone.LEVEL: Place.LEVEL, Tone.OBLIQUE: Place.OBLIQUE}


def allowed(
    length: int,
    by: Book,
    *,
    given: Mapping[At, str] | None = None,
    avoid: str = "",
    traditional: bool = False,
    level_start: bool = True,
) -> tuple[str, ...]:
    """Return the characters allowed at each position of both sides, punctuation included.

    What is `given` stands as it is. A side that is given as a whole is answered: the other one has
    the opposite tone at each beat where its own is sure, and none of its characters. Without one,
    the tones alternate but where a given character has another one, from a level or an oblique
    second position on; by sides of an even length, their end decides that. `avoid` is left out
    everywhere else. No character may be used twice.
    """
    placed = given or {}
    upper, lower = (_side(number, length, placed) for number in (0, 1))
    upper_tones = _upper(length, by, placed, level_start)
    lower_tones = _answer(_heard(upper, by), Place.LEVEL) if upper else _opposed(upper_tones)
    if lower and not upper:
        upper_tones = _answer(_heard(lower, by), Place.OBLIQUE)
    taken = avoid + upper + lower
    sets = {place: without(text, taken) for place, text in usual(by.name, traditional).items()}
    sides: list[str] = []
    for number, tones in enumerate((upper_tones, lower_tones)):
        for place, tone in enumerate(_places(length, tones)):
            sides.append(placed.get(At(number, place)) or sets[tone])
        sides.append(STOP if number else COMMA)
    return tuple(sides)


def _side(number: int, length: int, placed: Mapping[At, str]) -> str:
    """Return a side that is given as a whole, else ""."""
    text = "".join(placed.get(At(number, place), "") for place in range(length))
    return text if len(text) == length else ""


def _upper(length: int, by: Book, placed: Mapping[At, str], level_start: bool) -> Places:
    """Return the tones of the upper side at its beats."""
    stressed = beats(length)
    if length % 2 == 0:
        level_start = len(stressed) % 2 == 0
    order = (Place.LEVEL, Place.OBLIQUE) if level_start else (Place.OBLIQUE, Place.LEVEL)
    tones = {place: order[number % 2] for number, place in enumerate(stressed)}
    tones |= {
        at.place: _OPPOSITE[tone] if at.line else tone
        for at, character in placed.items()
        if at.place in tones and (tone := _OF_TONE.get(sound(character, by).tone))
    }
    return tones | {length - 1: Place.OBLIQUE}


def _heard(side: str, by: Book) -> Places:
    """Return the tones of a side at its beats, as far as they are sure."""
    heard = sounds(side, by)
    return {place: _OF_TONE.get(heard[place].tone, Place.FREE) for place in beats(len(side))}


def _opposed(tones: Places) -> Places:
    return {place: _OPPOSITE[tone] for place, tone in tones.items()}


def _answer(tones: Places, end: Place) -> Places:
    return _opposed(tones) | {max(tones): end}


def _places(length: int, tones: Places) -> list[Place]:
    """Return all positions of a side, without three of a tone at its end and without 孤平."""
    places = [tones.get(place, Place.FREE) for place in range(length)]
    if length % 2 and length > 3:
        if places[-2] is places[-1]:
            places[-3] = _OPPOSITE[places[-1]]
        elif places[-1] is Place.LEVEL and places[-4] is Place.LEVEL:
            places[-5] = Place.LEVEL
    return places
