"""The rhymes that a poem can be asked to have."""

from __future__ import annotations

from collections import Counter
from functools import cache

from app.tabs.poetry.task.chinese.forms import Place
from app.tabs.poetry.task.chinese.limits import rhyme_groups, usual
from app.tabs.poetry.task.chinese.readings import table
from app.tabs.poetry.task.chinese.rhymes import Book, Category, Group, book
from app.tabs.poetry.task.tunes import Variant

LEAST = 12  # usual characters that make a poem possible
SHOWN = 4
LEVEL, OBLIQUE, ENTERING = "平", "仄", "入"


def first_tone(variant: Variant) -> str:
    """Return the tone of a form's first rhyme; a level one where it has none."""
    return next(iter(variant.rhyme_tones), LEVEL)


@cache
def choices(name: str, tone: str, traditional: bool) -> tuple[tuple[str, str], ...]:
    """Return the rhymes of a book that are large enough, each with a few of its characters.

    The tone is 平, 仄 (rising, departing or entering), or 入, of which a modern book knows none.
    """
    by = book(name)
    if tone == LEVEL:
        known = usual(name, traditional)[Place.LEVEL]
        groups = set(rhyme_groups(by, LEAST, traditional))
    else:
        known = usual(name, traditional)[Place.OBLIQUE]
        groups = {each for each in by.groups if _is_of(each, tone, by)}
    found = {each: _known(by, each, known) for each in by.groups if each in groups}
    return tuple(
        (each.part, characters[:SHOWN])
        for each, characters in found.items()
        if len(characters) >= LEAST
    )


def _is_of(group: Group, tone: str, by: Book) -> bool:
    if tone == ENTERING and not by.modern:
        return group.category is Category.ENTERING
    return not group.level


def _known(by: Book, group: Group, known: str) -> str:
    """Return the usual characters of a group: those of no other and of many phrases first."""
    inside = set(known).intersection(by.characters(group))
    order = {each: (len(by.groups_of(each)), -_phrases()[each], each) for each in inside}
    return "".join(sorted(inside, key=order.__getitem__))


@cache
def _phrases() -> Counter[str]:
    """Return in how many phrases of the dictionary each character is."""
    return Counter(each for row in table("readings_phrases") for each in row.partition("\t")[0])
