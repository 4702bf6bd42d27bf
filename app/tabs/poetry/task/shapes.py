"""All forms by name, whatever their kind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from app.tabs.poetry.task.chinese import forms as chinese
from app.tabs.poetry.task.chinese.readings import simplified
from app.tabs.poetry.task.english import forms as english
from app.tabs.poetry.task.tunes import Tune, find, load


class Family(StrEnum):
    """The kinds of forms: those of one are composed, judged and shown alike."""

    REGULATED = "近体"
    LONG = "排律"
    OLD = "古风"
    TUNE = "词"
    COUPLET = "对联"
    ENGLISH = "English"


@dataclass(frozen=True)
class Shape:
    """A form by its usual name and its size.

    `lines` is 0 where any number will do; a tune has those of its first form. `length` is that of
    each line in characters, 0 where it is open, the lines are unlike, or English.
    """

    name: str
    family: Family
    lines: int
    length: int

    @property
    def chinese(self) -> bool:
        return self.family is not Family.ENGLISH


COUPLET = Shape("对联", Family.COUPLET, 2, 0)
_NUMBERS = {5: "五", 7: "七"}
_LONG_NAMES = {"绝": ("绝句",), "律": ("律诗",), "古": ("古风", "古诗", "古体", "古体诗")}
_OTHER_NAMES = {
    "绝句": "七绝",
    "律诗": "七律",
    "排律": "五言排律",
    "五排": "五言排律",
    "七排": "七言排律",
    "古风": "五古",
    "古诗": "五古",
    "古体诗": "五古",
    "对子": "对联",
    "楹联": "对联",
    "春联": "对联",
    "sonnet": "shakespearean",
    "english sonnet": "shakespearean",
    "italian sonnet": "petrarchan",
    "couplet": "couplets",
    "ballad stanza": "ballad",
    "blank verse": "blank",
    "free verse": "free",
} | {
    f"{number}言{long}": f"{number}{short}"
    for number in _NUMBERS.values()
    for short, longs in _LONG_NAMES.items()
    for long in longs
}
_NEW_BOOKS = ("中华新韵", "中华通韵")


def shape(name: str) -> Shape:
    """Return a form by any name it has. Raises KeyError."""
    name = " ".join(name.split())
    if name.isascii():
        return _named(name.lower())
    plain = "".join(simplified().get(character, character) for character in name)
    if _known(plain):
        return _named(plain)
    tune = find(name) or find(plain)
    if tune is None:
        raise KeyError(name)
    return _of_tune(tune)


def names(family: Family) -> tuple[str, ...]:
    """Return the usual names of the forms of a family, the most written first."""
    if family is Family.TUNE:
        return tuple(load())
    return tuple(each.name for each in _shapes().values() if each.family is family)


def books(of: Shape) -> tuple[str, ...]:
    """Return the rhyme books that make sense for a form, the usual one first."""
    if not of.chinese:
        return ()
    return ("词林正韵" if of.family is Family.TUNE else "平水韵", *_NEW_BOOKS)


@cache
def _shapes() -> dict[str, Shape]:
    """Return all forms but the tunes by their usual names."""
    shapes = [Shape(each.name, _family(each), each.lines, each.length) for each in chinese.FORMS]
    shapes.append(COUPLET)
    for form in english.FORMS.values():
        count = 0 if form.endless else len(form.lines())
        shapes.append(Shape(form.id, Family.ENGLISH, count, 0))
    return {each.name: each for each in shapes}


def _family(form: chinese.Form) -> Family:
    if not form.regulated:
        return Family.OLD
    return Family.REGULATED if form.lines else Family.LONG


def _known(name: str) -> bool:
    return name in _shapes() or name in _OTHER_NAMES


def _named(name: str) -> Shape:
    for each in (name, name.removesuffix(" sonnet")):
        if _known(each):
            return _shapes()[_OTHER_NAMES.get(each, each)]
    raise KeyError(name)


def _of_tune(tune: Tune) -> Shape:
    return Shape(tune.name, Family.TUNE, len(tune.variants[0].lines), 0)
