"""Which characters may stand at each position of a couplet (对联), to compose one."""

from __future__ import annotations

from app.tabs.poetry.task.chinese.couplet import beats
from app.tabs.poetry.task.chinese.forms import Place
from app.tabs.poetry.task.chinese.limits import COMMA, STOP, usual
from app.tabs.poetry.task.chinese.readings import simplified
from app.tabs.poetry.task.chinese.rhymes import Book
from app.tabs.poetry.task.chinese.tones import Tone, sounds

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
    upper: str = "",
    lower: str = "",
    heads: str = "",
    avoid: str = "",
    traditional: bool = False,
    level_start: bool = True,
) -> tuple[str, ...]:
    """Return the characters allowed at each position of both sides, punctuation included.

    `upper` or `lower` is a side to answer; it stands as it is, and the other one has the opposite
    tone at each beat where its own is sure, and none of its characters. Without one, the tones
    alternate, from a level or an oblique second position on; by sides of an even length, their end
    decides that. `heads` are the first characters of the sides, a space for none; `avoid` is left
    out everywhere else. No character may be used twice.
    """
    upper_tones = _upper(length, by, upper, lower, level_start)
    lower_tones = _answer(_heard(upper, by), Place.LEVEL) if upper else _opposed(upper_tones)
    taken = avoid + upper + lower
    sets = {place: _without(text, taken) for place, text in usual(by.name, traditional).items()}
    sides = []
    for number, (side, tones) in enumerate(((upper, upper_tones), (lower, lower_tones))):
        places = list(side) or [sets[place] for place in _places(length, tones)]
        head = heads[number : number + 1].strip()
        if head and not side:
            places[0] = head
        sides += [*places, STOP if number else COMMA]
    return tuple(sides)


def _upper(length: int, by: Book, upper: str, lower: str, level_start: bool) -> Places:
    """Return the tones of the upper side at its beats."""
    if lower and not upper:
        return _answer(_heard(lower, by), Place.OBLIQUE)
    stressed = beats(length)
    if length % 2 == 0:
        level_start = len(stressed) % 2 == 0
    order = (Place.LEVEL, Place.OBLIQUE) if level_start else (Place.OBLIQUE, Place.LEVEL)
    tones = {place: order[number % 2] for number, place in enumerate(stressed)}
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


def _without(text: str, taken: str) -> str:
    forms = simplified()
    plain = {forms.get(character, character) for character in taken}
    return "".join(c for c in text if c not in taken and forms.get(c, c) not in plain)
