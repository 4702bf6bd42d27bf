"""Tones and rhymes of characters by 词林正韵, as far as the poems of a tune agree on them."""

from __future__ import annotations

from functools import cache

from app.tabs.poetry.task.chinese.rhymes import Category, cilin

# Parts that poets of the time let rhyme with one another: the finals had begun to merge.
NEAR = {
    "第十一部": "第六部",
    "第十三部": "第六部",
    "第十四部": "第七部",
    "第十八部": "第十七部",
    "第十九部": "第十七部",
}


@cache
def tone(character: str) -> str:
    """Return 平 or 仄, or nothing where the readings differ or none is known."""
    tones = {"平" if group.level else "仄" for group in cilin().groups_of(character)}
    return tones.pop() if len(tones) == 1 else ""


@cache
def rhymes(character: str) -> set[str]:
    """Return the parts a character may rhyme in, as loosely as poets did."""
    return {NEAR.get(group.part, group.part) for group in cilin().groups_of(character)}


@cache
def entering(character: str) -> bool:
    """Return whether a character may have the entering tone."""
    groups = cilin().groups_of(character)
    return any(group.category is Category.ENTERING for group in groups)
