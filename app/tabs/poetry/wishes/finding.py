"""Which forms are meant by what a person types: a name, its pinyin, a number of characters."""

from __future__ import annotations

from collections import defaultdict
from enum import Enum
from functools import cache
from typing import NamedTuple

from app.tabs.poetry.task.chinese.readings import readings, simplified
from app.tabs.poetry.task.shapes import Family, shape
from app.tabs.poetry.task.tunes import find, load


class Entry(NamedTuple):
    """A form in the list, known before anything else of it is."""

    name: str
    family: Family


class Size(Enum):
    """The usual classes of tunes, by their least and most characters."""

    ANY = (0, 1000)
    SHORT = (0, 58)  # 小令
    MIDDLE = (59, 90)  # 中调
    LONG = (91, 1000)  # 长调


def fits(entry: Entry, title: str, query: str) -> bool:
    """Tell whether a form, or the title it is shown by, is one that is meant."""
    asked = _plain(query).casefold()
    if asked.isdecimal():
        return entry.family is Family.TUNE and int(asked) in _characters(entry.name)
    names = (entry.name, title.casefold(), *aliases(entry))
    spelled = (each for name in names for each in _spelled(name))
    return any(asked in name for name in names) or any(each.startswith(asked) for each in spelled)


def named(query: str) -> str:
    """Return the usual name of the form that has this name, "" where none has."""
    try:
        return shape(query).name
    except KeyError:
        return ""


def is_of(entry: Entry, size: Size) -> bool:
    """Tell whether a form is a tune of a size; forms that are none fit any."""
    if size is Size.ANY or entry.family is not Family.TUNE:
        return True
    least, most = size.value
    return any(least <= count <= most for count in _characters(entry.name))


def aliases(entry: Entry) -> tuple[str, ...]:
    """Return the other names of a tune; other forms need none here."""
    return _aliases().get(entry.name, ()) if entry.family is Family.TUNE else ()


@cache
def _aliases() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for alias, name in load().names().items():
        if alias != name:
            found[name].append(alias)
    return {name: tuple(names) for name, names in found.items()}


@cache
def _characters(tune: str) -> frozenset[int]:
    known = find(tune)
    return frozenset(each.characters for each in known.variants) if known else frozenset()


@cache
def _spelled(name: str) -> tuple[str, ...]:
    """Return a Chinese name in pinyin, and the first letters of that."""
    said = [readings(character)[:1] for character in name]
    if name.isascii() or not all(said):
        return ()
    syllables = [each[0].rstrip("12345") for each in said]
    return "".join(syllables), "".join(each[0] for each in syllables)


def _plain(text: str) -> str:
    return "".join(simplified().get(character, character) for character in text.strip())
