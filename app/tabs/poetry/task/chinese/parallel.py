"""Hints on parallelism (对仗): which words of a couplet do not stand against each other.

Says something only where it is sure: what a hint names hardly ever stands so in the middle
couplets of the poets of Tang.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import pairwise

from app.tabs.poetry.task.chinese.couplet import split_side
from app.tabs.poetry.task.chinese.readings import simplified, table

# How seldom two characters stand against each other, beside any two by chance.
SURE = 0.1
SURE_OF_STRICT = 0.3
SURE_OF_RHYTHM = 0.3
_STRICT = 4  # from this kind on: numbers, colours and directions
_MOSTLY = 0.8
_TAIL = 3  # the last characters of a side of odd length, which divide as 2-1 or as 1-2


class WordClass(StrEnum):
    """The traditional classes, and those of grammar for what they leave out."""

    SKY = "天文"
    SEASON = "时令"
    LAND = "地理"
    BUILDING = "宫室"
    TOOL = "器物"
    DRESS = "衣饰"
    FOOD = "饮食"
    WRITING = "文具"
    PLANT = "草木"
    ANIMAL = "鸟兽"
    BODY = "形体"
    AFFAIR = "人事"
    PERSON = "人伦"
    STEM = "干支"
    NOUN = "名词"
    VERB = "动词"
    ADJECTIVE = "形容词"
    FUNCTION = "虚字"
    NUMBER = "数目"
    COLOUR = "颜色"
    DIRECTION = "方位"
    BOUND = "连绵"


class Reason(StrEnum):
    CLASS = "class"  # words of unlike classes
    DOUBLED = "doubled"  # 叠字 on one side only
    RHYTHM = "rhythm"  # one side ends 2-1, the other 1-2, and so their words do not match


@dataclass(frozen=True)
class Hint:
    """Words that do not match, and where they begin, from 0, without punctuation.

    Words of unlike classes have them, one for each character.
    """

    reason: Reason
    place: int
    upper: str
    lower: str
    upper_classes: tuple[WordClass, ...] = ()
    lower_classes: tuple[WordClass, ...] = ()


@dataclass(frozen=True)
class _Character:
    name: WordClass
    shares: tuple[float, ...]  # how often it stands as each of the kinds that must match


# Two characters of one word, whose parts have no sense of their own; nouns are left out.
_BOUND = frozenset(
    re.findall(
        "..",
        "徘徊逍遥萧条寂寞寂寥惆怅参差苍茫踟蹰踌躇蹉跎潦倒迢递窈窕缠绵荡漾"
        "潋滟氤氲崔嵬嵯峨峥嵘巍峨依稀仿佛慷慨憔悴彷徨徜徉婆娑蹒跚淋漓零落"
        "寥落萧瑟萧索浩荡浩渺朦胧玲珑葱茏辗转婵娟逶迤邂逅殷勤留连流连绸缪"
        "汗漫澹荡滂沱阑干磊落飘飖飘泊扶疏萧疏摇曳缥缈宛转寂历仓皇狼藉潺湲"
        "迷离绵邈",
    )
)


def middle(lines: int) -> tuple[int, ...]:
    """Return the first lines of the couplets of a regulated poem that must be parallel."""
    return tuple(range(2, lines - 2, 2)) if lines >= 8 else ()


def hints(upper: str, lower: str) -> tuple[Hint, ...]:
    """Return what does not match in a couplet; nothing where the sides differ in length."""
    tops, bottoms = split_side(_plain(upper)), split_side(_plain(lower))
    if list(map(len, tops)) != list(map(len, bottoms)):
        return ()
    found: list[Hint] = []
    start = 0
    for top, bottom in zip(tops, bottoms, strict=True):
        found += _hints(top, bottom, start)
        start += len(top)
    above, below = "".join(split_side(upper)), "".join(split_side(lower))
    spans = [slice(hint.place, hint.place + len(hint.upper)) for hint in found]
    return tuple(
        replace(hint, upper=above[span], lower=below[span])
        for hint, span in zip(found, spans, strict=True)
    )


def segments(upper: str, lower: str) -> tuple[int, ...]:
    """Return how both sides divide into words, as far as one can tell: (2, 2, 1)."""
    length = len(upper)
    if length % 2 == 0 or length < _TAIL:
        return (2,) * (length // 2) + (1,) * (length % 2)
    ending = _ending(upper) or _ending(lower) or (1, 2)
    return (2,) * ((length - _TAIL) // 2) + ending


def _plain(side: str) -> str:
    return "".join(simplified().get(c, c) for c in side)


def _hints(upper: str, lower: str, start: int) -> list[Hint]:
    found = _doubled(upper, lower, start)
    settled = {place for place in range(len(upper) - 1) if _one_word(upper, lower, place)}
    settled |= {place + 1 for place in settled}
    if _unlike_rhythm(upper, lower):
        tail = range(len(upper) - _TAIL, len(upper))
        settled |= set(tail)
        found.append(Hint(Reason.RHYTHM, start + tail.start, upper[-_TAIL:], lower[-_TAIL:]))
    place = 0
    for size in segments(upper, lower):
        inside = range(place, place + size)
        wrong = [at for at in inside if at not in settled and not _match(upper[at], lower[at])]
        if wrong:
            found.append(_of_classes(upper, lower, wrong, start))
        place += size
    return sorted(found, key=lambda hint: hint.place)


def _of_classes(upper: str, lower: str, wrong: Sequence[int], start: int) -> Hint:
    span = slice(wrong[0], wrong[-1] + 1)
    return Hint(
        Reason.CLASS,
        start + wrong[0],
        upper[span],
        lower[span],
        _classes(upper, span),
        _classes(lower, span),
    )


def _doubled(upper: str, lower: str, start: int) -> list[Hint]:
    found = []
    for place, (above, below) in enumerate(zip(pairwise(upper), pairwise(lower), strict=True)):
        words = upper[place : place + 2], lower[place : place + 2]
        if (above[0] == above[1]) is not (below[0] == below[1]) and _BOUND.isdisjoint(words):
            found.append(Hint(Reason.DOUBLED, start + place, *words))
    return found


def _one_word(upper: str, lower: str, place: int) -> bool:
    """Tell whether two characters are one word on a side, of which the other says nothing."""
    above, below = upper[place : place + 2], lower[place : place + 2]
    if above[0] == above[1] or below[0] == below[1]:
        return True
    return above in _BOUND and below in _BOUND


def _match(one: str, other: str) -> bool:
    """Tell whether two characters may stand against each other."""
    known, _ = _characters()
    shares = [known[each].shares for each in (one, other) if each in known]
    strict = any(max(each[_STRICT:]) >= _MOSTLY for each in shares)
    return _together(one, other) >= (SURE_OF_STRICT if strict else SURE)


def _together(one: str, other: str) -> float:
    """Return how often two characters stand against each other, 1 being what any two do.

    What is unknown is taken to do so, and so is what is the same.
    """
    known, base = _characters()
    if one == other or one not in known or other not in known:
        return 1.0
    pairs = zip(known[one].shares, known[other].shares, base, strict=True)
    return sum(above * below / all_ for above, below, all_ in pairs)


def _classes(side: str, span: slice) -> tuple[WordClass, ...]:
    word = side[span]
    if word in _BOUND:
        return (WordClass.BOUND,) * 2
    known, _ = _characters()
    return tuple(known[character].name for character in word)


def _unlike_rhythm(upper: str, lower: str) -> bool:
    """Tell whether the ends divide unlike and do not match; a word alone may be an accident."""
    if len(upper) % 2 == 0 or len(upper) <= _TAIL:
        return False
    ends = {_ending(upper), _ending(lower)}
    tails = zip(upper[-_TAIL:], lower[-_TAIL:], strict=True)
    least = min(_together(above, below) for above, below in tails)
    return len(ends) == 2 and None not in ends and least < SURE_OF_RHYTHM


def _ending(side: str) -> tuple[int, int] | None:
    """Return how the last three characters divide, if only one of their pairs is a word."""
    first, second = side[-3:-1] in _words(), side[-2:] in _words()
    if first is second:
        return None
    return (2, 1) if first else (1, 2)


@cache
def _words() -> frozenset[str]:
    return frozenset(table("classes_words"))


@cache
def _characters() -> tuple[dict[str, _Character], tuple[float, ...]]:
    """Return the characters, and the shares of all text."""
    head, *rows = (row.split("\t") for row in table("classes"))
    found = {
        row[0]: _Character(WordClass(row[1]), tuple(int(share) / 100 for share in row[2:]))
        for row in rows
    }
    return found, tuple(float(share) for share in head)
