"""Dates and times in Chinese text."""

from __future__ import annotations

import re
from fractions import Fraction

from app.tabs.translate.task.checks.chinese_numbers import value_of
from app.tabs.translate.task.checks.dates import (
    NUMERIC_RULES,
    Moment,
    Rule,
    Unit,
    clock,
    date,
    decade,
    part,
    read_rules,
)

_DIGIT = "[零〇○一二三四五六七八九]"
_HAN = "[零〇○一二两三四五六七八九十廿卅]"
_SMALL = rf"(?:(?<![\d.])\d{{1,2}}|(?<!{_HAN}){_HAN}{{1,3}})"
_YEAR = rf"(?P<before>公元前|前)?(?P<year>(?<!\d)[12]\d{{3}}|(?<!{_HAN}){_DIGIT}{{4}})年"
_MONTH = rf"(?P<month>{_SMALL})月份?"
_DAY = rf"(?P<day>{_SMALL})[日号]?(?:(?:至|到|-|—|–|~|和|或)(?P<until>{_SMALL}))?[日号]"
_DAYS = "一二三四五六日天"
_MORNING = frozenset(("凌晨", "清晨", "清早", "早上", "早晨", "上午", "早"))
_NIGHT = frozenset(("夜里", "夜间", "深夜", "半夜", "午夜"))
_OF_DAY = (
    "(?P<part>凌晨|清晨|清早|早上|早晨|上午|中午|正午|午后|下午|傍晚|晚上|夜里|夜间|深夜|半夜|午夜|当晚|今晚|昨晚|明晚"
    "|早|晚)"
)
_HOUR = rf"(?P<hour>{_SMALL})"
_MINUTE = rf"(?P<minute>\d{{1,2}}|{_HAN}{{1,3}})"
_SHORT = rf"(?P<short>差)(?:(?P<quarter>[一三])刻|{_MINUTE}分钟?)"
_QUARTER = "(?P<quarter>[一三])刻|(?P<half>半)"


def read(text: str) -> tuple[list[Moment], str]:
    """Return the dates and times of a Chinese text, and the text without them."""
    return read_rules(text, _RULES)


def _number(numeral: str) -> int:
    """Return the value; the patterns let only short numerals through."""
    value = value_of(numeral)
    return int(value) if isinstance(value, Fraction) else 0


def _date(match: re.Match[str]) -> Moment | None:
    named = {key: value for key, value in match.groupdict().items() if value}
    year = _number(named["year"]) if "year" in named else None
    if year is not None and "before" in named:
        year = -year
    month = _number(named["month"]) if "month" in named else None
    days = [_number(named[key]) for key in ("day", "until") if key in named]
    return date(match, year, month, *days)


def _weekday(match: re.Match[str]) -> Moment:
    number = min(_DAYS.index(match["day"]) + 1, 7)
    return Moment((part(Unit.WEEKDAY, number),), match.span())


def _time(match: re.Match[str]) -> Moment | None:
    named = {key: value for key, value in match.groupdict().items() if value}
    hour = _number(named["hour"])
    minute = _number(named["minute"]) if "minute" in named else 0
    if "quarter" in named:
        minute = 15 * _number(named["quarter"])
    elif "half" in named:
        minute = 30
    if "short" in named:
        hour, minute = hour - 1 or 12, 60 - minute
    if hour > 24 or not 0 <= minute < 60:
        return None
    return Moment(
        (clock(hour, minute, afternoon=_afternoon(named.get("part"), hour)),), match.span()
    )


def _afternoon(of_day: str | None, hour: int) -> bool | None:
    if of_day is None:
        return None
    if of_day in _MORNING:
        return False
    if of_day in _NIGHT or of_day.endswith("晚") or of_day == "晚上":
        return 5 < hour < 12
    if of_day in ("中午", "正午"):
        return hour != 11
    return True


def _decade(match: re.Match[str]) -> Moment:
    tens = _number(match["decade"])
    if match["century"]:
        tens += 100 * (_number(match["century"]) - 1)
    return Moment((decade(tens),), match.span())


def _century(match: re.Match[str]) -> Moment:
    number = _number(match["century"])
    return Moment((part(Unit.CENTURY, -number if match["before"] else number),), match.span())


def _noon(match: re.Match[str]) -> Moment:
    hour = 0 if match[0] in ("午夜", "半夜", "零点") else 12
    return Moment((part(Unit.TIME, hour * 60),), match.span(), certain=False)


_RULES: tuple[Rule, ...] = (
    *NUMERIC_RULES,
    (re.compile(rf"{_YEAR}{_MONTH}{_DAY}"), _date),
    (re.compile(rf"{_YEAR}{_MONTH}"), _date),
    (re.compile(rf"{_MONTH}{_DAY}"), _date),
    (
        re.compile(
            rf"(?:(?P<century>{_SMALL})世纪|上世纪|上个世纪)?(?P<decade>(?<!\d)(?:(?:1[5-9]|20)?\d0)"
            rf"|[二三四五六七八九]十)年代"
        ),
        _decade,
    ),
    (re.compile(rf"(?P<before>公元前|前)?(?P<century>{_SMALL})世纪"), _century),
    (re.compile(rf"{_YEAR}(?![前来]|历史)"), _date),
    (re.compile(rf"(?P<before>公元前)(?P<year>\d{{1,4}}|{_HAN}+)年"), _date),
    (re.compile(r"(?P<day>(?<![\d.])\d{1,2})日(?![内后前元圆本报])"), _date),
    (re.compile(rf"(?<![个几数]){_MONTH}(?!亮|光|球|子|经)"), _date),
    (re.compile(rf"(?:星期|礼拜)(?P<day>[{_DAYS}])(?!个)"), _weekday),
    (
        re.compile(
            rf"(?<![{_DAYS[:6]}七八九十两几\d])周(?P<day>[{_DAYS[:7]}])(?![次天个回趟节小年])"
        ),
        _weekday,
    ),
    (
        re.compile(
            rf"{_OF_DAY}?(?<![\d:])\b(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::\d{{2}})?(?![\d:])",
            re.ASCII,
        ),
        _time,
    ),
    (re.compile(rf"{_OF_DAY}?{_SHORT}到?{_HOUR}点"), _time),
    (re.compile(rf"{_OF_DAY}?{_HOUR}点{_SHORT}"), _time),
    (re.compile(rf"{_OF_DAY}?{_HOUR}[点时](?:{_QUARTER}|{_MINUTE}分|整)"), _time),
    (
        re.compile(rf"{_OF_DAY}{_HOUR}[点时](?:过?{_MINUTE}(?![个名位人条])|钟)?(?<![早晚]一点)"),
        _time,
    ),
    (re.compile(rf"(?<!有){_HOUR}点钟"), _time),
    (re.compile(rf"(?<![第百]){_HOUR}点(?!{_DIGIT}|\d)(?<!一点)"), _time),
    (re.compile("中午|正午|午夜|半夜|零点"), _noon),
)
