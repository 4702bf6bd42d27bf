"""Whether a character is level (平) or oblique (仄) where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from app.tabs.poetry.task.chinese.readings import read, simplified
from app.tabs.poetry.task.chinese.rhymes import Book, Groups

# Of old read in both tones without a difference in meaning (王力《诗词格律》 and usage); 凭 by
# 《广韵》, though the book at hand has but one tone of it.
_EITHER = frozenset("看过望忘叹听醒患论教思凭")
# Of two tones in the old books, of one in verse: the other reading is a rare word.
_LEVEL = frozenset(
    "三家如来何犹龙回留乡其庭苍师儿轻收题缘迎征摇兼钱凌驱除延昭娇扉裁饶栽峨坟标汤装输颓"
    "陂摩煎缠优油廷填粗盟深临吟张蒲沾森溟芊湾衙穰涎呀评嬉娑鲜经闻帆唯牵穿冥潜滩柴迟劳先空"
)
_OBLIQUE = frozenset("不卷去梦汉暗祖献母泛县比了反垒叟庆厌与渐折且宦氏")
# Two senses of old, which today's reading no longer tells apart: 令 in 令人, 量 in 较量 and 累 in
# 累累 were level, 丧 in 丧乱 oblique, and so was 稍 but where it is 梢.
_LOST = frozenset("胜更令丧量累稍")
# Where the feet of a line begin: a phrase of today that lies across is an accident.
_FEET = {5: (0, 2), 7: (0, 2, 4)}


class Tone(StrEnum):
    LEVEL = "level"
    OBLIQUE = "oblique"
    EITHER = "either"  # two tones, one sense: fits anywhere
    AMBIGUOUS = "ambiguous"  # two tones, and nothing decides which
    UNKNOWN = "unknown"  # not in the book

    def may_be(self, level: bool) -> bool:
        """Tell whether the character can have this tone; an unknown one can have any."""
        return self is not (Tone.OBLIQUE if level else Tone.LEVEL)


@dataclass(frozen=True)
class Sound:
    """A character where it stands: its tone and the groups it may rhyme by."""

    character: str
    tone: Tone
    groups: Groups

    @property
    def entering(self) -> bool:
        """Tell whether it ends in -p, -t or -k of old (入声), in all its readings."""
        return bool(self.groups) and all(group.category == "入" for group in self.groups)


def tone(groups: Groups) -> Tone:
    """Return what groups say of the tone."""
    levels = {group.level for group in groups}
    if len(levels) == 2:
        return Tone.AMBIGUOUS
    if not levels:
        return Tone.UNKNOWN
    return Tone.LEVEL if True in levels else Tone.OBLIQUE


def sounds(line: str, book: Book) -> tuple[Sound, ...]:
    """Return how each character of a line sounds by a book."""
    decided = said(line, book)
    return tuple(sound(c, book, reading) for c, reading in zip(line, decided, strict=True))


def said(line: str, book: Book) -> tuple[str, ...]:
    """Return the readings of today that phrases decide, "" where they say nothing by a book."""
    ends = (*_FEET.get(len(line), (0,)), len(line))
    found = [reading for start, end in pairwise(ends) for reading in read(line[start:end])]
    silent = frozenset[str]() if book.modern else _EITHER | _LOST
    return tuple(
        "" if simplified().get(character, character) in silent else reading
        for character, reading in zip(line, found, strict=True)
    )


def sound(character: str, book: Book, reading: str = "") -> Sound:
    """Return how a character sounds by itself, or in a reading of today."""
    groups, plain = book.groups_of(character), simplified().get(character, character)
    if not book.modern and groups and plain in _EITHER:
        return Sound(character, Tone.EITHER, groups)
    if not book.modern and tone(groups) is Tone.AMBIGUOUS:
        if plain in _LEVEL or plain in _OBLIQUE:
            groups = frozenset(g for g in groups if g.level is (plain in _LEVEL))
        else:
            groups = book.of_reading(character, reading)
    elif book.modern:
        groups = book.of_reading(character, reading)
    return Sound(character, tone(groups), groups)
