"""Whether a character is level (平) or oblique (仄) where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.tabs.poetry.task.chinese.readings import read, simplified
from app.tabs.poetry.task.chinese.rhymes import Book, Groups

# Of old read in both tones without a difference in meaning (王力《诗词格律》 and usage).
_EITHER = frozenset("看过望忘叹听醒患论教思")
# Of two tones in the old books, of one in verse: the other reading is a rare word.
_LEVEL = frozenset(
    "三家如来何犹龙回留乡其庭苍师儿轻收题缘迎征摇兼钱凌驱除延昭娇扉裁饶栽峨坟标汤装输颓"
    "陂摩煎缠优油廷填粗盟深临吟张蒲沾森溟芊湾衙穰涎呀评嬉娑鲜经闻帆唯牵穿冥潜滩柴迟劳先疏"
)
_OBLIQUE = frozenset("不卷去梦汉暗祖献母泛县比了宛反垒叟庆厌溅与渐折且宦氏")
# Two senses of old, which today's reading no longer tells apart.
_LOST = frozenset("胜更")


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
    said = read(line)
    return tuple(_sound(c, reading, book) for c, reading in zip(line, said, strict=True))


def sound(character: str, book: Book) -> Sound:
    """Return how a character sounds by itself."""
    return _sound(character, "", book)


def _sound(character: str, reading: str, book: Book) -> Sound:
    groups, plain = book.groups_of(character), simplified().get(character, character)
    if not book.modern and tone(groups) is Tone.AMBIGUOUS:
        if plain in _EITHER:
            return Sound(character, Tone.EITHER, groups)
        if plain in _LEVEL or plain in _OBLIQUE:
            groups = frozenset(g for g in groups if g.level is (plain in _LEVEL))
        elif plain not in _LOST:
            groups = book.of_reading(character, reading)
    elif book.modern:
        groups = book.of_reading(character, reading)
    return Sound(character, tone(groups), groups)
