"""Rhyme books: which groups a character belongs to, and which characters a group has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from app.tabs.poetry.task.chinese import readings
from app.tabs.poetry.task.chinese.finals import TONGYUN, XINYUN, final
from app.tabs.poetry.task.chinese.parts import DIVIDED, parts

Groups = frozenset["Group"]
NO_GROUPS: Groups = frozenset()


class Category(StrEnum):
    LEVEL = "平"
    RISING = "上"
    DEPARTING = "去"
    OBLIQUE = "仄"  # rising and departing, which rhyme with each other
    ENTERING = "入"


@dataclass(frozen=True)
class Group:
    """Characters that rhyme. `part` is common to groups that differ in their tone only."""

    part: str
    category: Category
    division: str = ""  # 上平 or 下平

    @property
    def level(self) -> bool:
        return self.category is Category.LEVEL


class Book:
    """A rhyme book. `modern` books go by today's readings."""

    def __init__(self, name: str, modern: bool, groups: Mapping[Group, str]) -> None:
        self.name = name
        self.modern = modern
        self._characters = dict(groups)
        self._groups: dict[str, set[Group]] = defaultdict(set)
        for group, characters in groups.items():
            for character in characters:
                self._groups[character].add(group)

    @property
    def groups(self) -> tuple[Group, ...]:
        """Return all groups in the order of the book."""
        return tuple(self._characters)

    def groups_of(self, character: str) -> Groups:
        """Return the groups of all readings of a character; none if the book lacks it."""
        plain = readings.simplified().get(character, character)
        known = self._groups.get(character) or self._groups.get(plain)
        return frozenset(known) if known else NO_GROUPS

    def characters(self, group: Group) -> str:
        """Return the characters of a group, usual and rare, traditional and simplified."""
        return self._characters[group]

    def of_reading(self, character: str, reading: str) -> Groups:
        """Return the groups that a reading of today leaves open; all of them without one."""
        groups = self.groups_of(character)
        if not reading or len(groups) < 2:
            return groups
        if self.modern:
            return groups & {_modern(self.name, reading)} if final(reading) else groups
        # What is 平 today was 平 or 入, what is 仄 was 仄; a reading that no other one
        # opposes says nothing, since others may have been lost.
        others = {said[-1] in "12" for said in readings.readings(character)}
        if len(others) < 2:
            return groups
        level = reading[-1] in "12"
        left = frozenset(g for g in groups if g.category is Category.ENTERING or g.level is level)
        return left or groups

    def near(self, one: Group, other: Group) -> bool:
        """Tell whether two groups are neighbours (邻韵): one part of 词林正韵 holds both."""
        return one.category is other.category and self.echoes(one, other)

    def echoes(self, one: Group, other: Group) -> bool:
        """Tell whether two groups sound alike but for the tone."""
        if self.modern:
            return one.part == other.part
        shared = parts(one.part, one.category) & parts(other.part, other.category)
        return one.part == other.part or bool(shared)


def _modern(book: str, reading: str) -> Group:
    table = XINYUN if book == "中华新韵" else TONGYUN
    category = Category.LEVEL if reading[-1] in "12" else Category.OBLIQUE
    return Group(table[final(reading)], category)


@cache
def pingshui() -> Book:
    """Return 平水韵, 106 groups, the rhymes of regulated verse."""
    groups = {}
    for line in readings.table("rhyme_pingshui"):
        division, name, characters = line.split("\t")
        category = Category(division[-1])
        groups[Group(name, category, division if category is Category.LEVEL else "")] = characters
    return Book("平水韵", False, groups)


@cache
def cilin() -> Book:
    """Return 词林正韵, 19 parts, the rhymes of 词."""
    halves = {
        (name, int(part)): characters
        for name, part, characters in (line.split("\t") for line in readings.table("rhyme_cilin"))
    }
    found: dict[Group, str] = {}
    book = pingshui()
    for group in book.groups:
        category = Category.OBLIQUE if group.category in "上去" else group.category
        for part in sorted(parts(group.part, group.category)):
            of_part = halves[group.part, part] if group.part in DIVIDED else book.characters(group)
            mine = Group(_numbered(part), category)
            found[mine] = "".join(dict.fromkeys(found.get(mine, "") + of_part))
    order = {_numbered(part): part for part in range(1, 20)}
    return Book("词林正韵", False, dict(sorted(found.items(), key=lambda g: order[g[0].part])))


def _numbered(part: int) -> str:
    digits = " 一二三四五六七八九"
    return f"第{'十' * (part > 9)}{digits[part % 10].strip()}部"


def _of_today(name: str) -> Book:
    found: dict[Group, list[str]] = {}
    table = XINYUN if name == "中华新韵" else TONGYUN
    for part in dict.fromkeys(table.values()):
        found[Group(part, Category.LEVEL)] = []
        found[Group(part, Category.OBLIQUE)] = []
    for line in readings.table("readings"):
        said, characters = line.split("\t")
        for group in {_modern(name, reading) for reading in said.split() if final(reading)}:
            found[group].append(characters)
    return Book(name, True, {group: "".join(texts) for group, texts in found.items() if texts})


@cache
def xinyun() -> Book:
    """Return 中华新韵, 14 parts by today's readings."""
    return _of_today("中华新韵")


@cache
def tongyun() -> Book:
    """Return 中华通韵, 16 parts by today's readings."""
    return _of_today("中华通韵")


BOOKS: dict[str, Callable[[], Book]] = {
    "平水韵": pingshui,
    "词林正韵": cilin,
    "中华新韵": xinyun,
    "中华通韵": tongyun,
}


def book(name: str) -> Book:
    """Return a book by its name. Raises KeyError."""
    return BOOKS[name]()
