"""Dates and times in English text."""

from __future__ import annotations

import re

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
from app.tabs.translate.task.checks.english_words import ORDINAL_VALUES, TENS, VALUES, any_of

_MONTHS: tuple[str, ...] = (
    "January|Jan",
    "February|Feb",
    "March|Mar",
    "April|Apr",
    "May",
    "June|Jun",
    "July|Jul",
)
_MONTHS += ("August|Aug", "September|Sept|Sep", "October|Oct", "November|Nov", "December|Dec")
_DAYS: tuple[str, ...] = (
    "Monday|Mon",
    "Tuesday|Tues|Tue",
    "Wednesday|Wed",
    "Thursday|Thurs|Thur|Thu",
)
_DAYS += ("Friday|Fri", "Saturday|Sat", "Sunday|Sun")


def _numbers(names: tuple[str, ...]) -> dict[str, int]:
    return {name: number for number, them in enumerate(names, 1) for name in them.split("|")}


_MONTH_NUMBERS = _numbers(_MONTHS)
_DAY_NUMBERS = _numbers(_DAYS)
_HOURS = {word: value for word, value in VALUES.items() if value <= 12}
_PAST = {**{word: value for word, value in VALUES.items() if value < 30}, "twenty-five": 25}
_PAST |= {"a quarter": 15, "quarter": 15, "half": 30}
_CENTURIES = {word: value for word, value in ORDINAL_VALUES.items() if value <= 20}
_CENTURIES["twenty-first"] = 21
_DECADES = {f"{word[:-1]}ies": 10 * number for number, word in enumerate(TENS, 2)}

_DOT = r"(?:(?<=Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|ept|Oct|Nov|Dec)\.)?"
_MONTH = rf"\b(?P<month>{'|'.join(_MONTHS)})\b{_DOT}"
_NTH = r"(?:st|nd|rd|th)?"
_DAY = rf"(?P<day>\d{{1,2}}){_NTH}(?: ?(?:-|–|—|to|and|or) ?(?P<until>\d{{1,2}}){_NTH})?"
_YEAR = r"(?:,? (?P<year>\d{4})(?!\d|[.,]\d|%| ?(?:people|men|women)))"
_HOUR = rf"(?P<hour>\b\d{{1,2}}|\b(?:{'|'.join(_HOURS)}))"
_OF_DAY = (
    r"(?: ?(?P<half>[apAP]\.[mM]\.?|[ap]m\b|[AP]M\b)"
    r"| (?:in the (?:early )?|that |this )?(?P<part>morning|afternoon|evening)\b"
    r"| at (?P<night>night)\b)"
)
_ERA = r"(?: ?(?P<before>B\.?C\.?(?:E\.?)?)(?![A-Za-z]))"
_MONTH_BEFORE = re.compile(
    r"(?:\b(?:in|of|last|next|this|since|until|till|by|early|late|every|from|to|and|or|through"
    r"|during|between)|[-–—]) ?$",
    re.IGNORECASE,
)


def read(text: str) -> tuple[list[Moment], str]:
    """Return the dates and times of an English text, and the text without them."""
    return read_rules(text, _RULES)


def _date(match: re.Match[str]) -> Moment | None:
    named = match.groupdict()
    days = [int(named[key]) for key in ("day", "until") if named.get(key)]
    year = int(named["year"]) if named.get("year") else None
    return date(match, year, _MONTH_NUMBERS[match["month"]], *days)


def _month(match: re.Match[str]) -> Moment | None:
    """Read a month alone; `May` and `March` are also words, `Jan` is also a name."""
    certain = len(match["month"]) > 3 and match["month"] != "March"
    certain = certain or bool(
        _MONTH_BEFORE.search(match.string, max(0, match.start() - 10), match.start())
    )
    number = _MONTH_NUMBERS[match["month"]]
    return Moment((part(Unit.MONTH, number),), match.span(), certain)


def _weekday(match: re.Match[str]) -> Moment | None:
    return Moment((part(Unit.WEEKDAY, _DAY_NUMBERS[match["name"]]),), match.span())


def _time(match: re.Match[str]) -> Moment | None:
    named = match.groupdict()
    spoken = named["hour"].lower()
    hour = _HOURS[spoken] if spoken in _HOURS else int(spoken)
    minute = int(named.get("minute") or 0)
    if past := (named.get("past") or "").lower():
        minute = _PAST[past] if past in _PAST else int(past)
    if named.get("to"):
        hour, minute = hour - 1 or 12, 60 - minute
    if hour > 24 or not 0 <= minute < 60:
        return None
    afternoon = None
    if half := named.get("half"):
        afternoon = half[0] in "pP"
    elif of_day := named.get("part"):
        afternoon = of_day != "morning"
    elif named.get("night"):
        afternoon = 5 < hour < 12
    return Moment((clock(hour, minute, afternoon=afternoon),), match.span())


def _decade(match: re.Match[str]) -> Moment | None:
    word = match["decade"].lower()
    return Moment((decade(_DECADES[word] if word in _DECADES else int(word)),), match.span())


def _century(match: re.Match[str]) -> Moment | None:
    word = match["century"].lower()
    number = _CENTURIES[word] if word in _CENTURIES else int(match["number"])
    return Moment((part(Unit.CENTURY, -number if match["before"] else number),), match.span())


def _year(match: re.Match[str]) -> Moment | None:
    year = int(match["year"] or match["later"])
    return Moment(
        (part(Unit.YEAR, -year if match.groupdict().get("before") else year),), match.span()
    )


def _noon(match: re.Match[str]) -> Moment | None:
    hour = 0 if match[0].lower() == "midnight" else 12
    return Moment((part(Unit.TIME, hour * 60),), match.span(), certain=False)


_RULES: tuple[Rule, ...] = (
    *NUMERIC_RULES,
    (re.compile(rf"{_MONTH} (?:the )?{_DAY}(?!\d|[:.,]\d|%){_YEAR}?"), _date),
    (re.compile(rf"(?<![\d.,])\b{_DAY} (?:of )?{_MONTH}{_YEAR}?"), _date),
    (re.compile(rf"{_MONTH}(?: of)?{_YEAR}"), _date),
    (
        re.compile(
            rf"(?<![\d.:])\b(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::\d{{2}})?(?![\d:]){_OF_DAY}?"
        ),
        _time,
    ),
    (
        re.compile(r"(?<![\d.:])\b(?P<hour>\d{1,2})\.(?P<minute>\d{2}) ?(?P<half>[ap]\.?m\b\.?)"),
        _time,
    ),
    (
        re.compile(
            rf"(?P<past>\b(?:\d\d?|{any_of(_PAST)}))(?: minutes?)? past "
            rf"{_HOUR}\b(?: o['’]clock)?{_OF_DAY}?",
            re.IGNORECASE,
        ),
        _time,
    ),
    (
        re.compile(
            rf"(?P<past>\b(?:a )?quarter|\b(?:\d\d?|{any_of(_PAST)})(?= min))"
            rf"(?: minutes?)? (?P<to>to|before) {_HOUR}\b(?: o['’]clock)?{_OF_DAY}?",
            re.IGNORECASE,
        ),
        _time,
    ),
    (re.compile(rf"(?<![\d.:]){_HOUR} o['’]clock{_OF_DAY}?", re.IGNORECASE), _time),
    (re.compile(rf"(?<![\d.:]){_HOUR}{_OF_DAY}"), _time),
    (re.compile(r"(?<![\d,.])\b(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b"), _decade),
    (
        re.compile(
            r"(?<![\d,.])(?:\bthe |['’])(?:(?:early|mid|late)[ -])?(?P<decade>[2-9]0)['’]?s\b"
        ),
        _decade,
    ),
    (
        re.compile(
            rf"\bthe (?:(?:early|mid|late)[ -])?(?P<decade>{'|'.join(_DECADES)})\b", re.IGNORECASE
        ),
        _decade,
    ),
    (
        re.compile(
            rf"\b(?P<century>(?P<number>\d{{1,2}})(?:st|nd|rd|th)|{'|'.join(_CENTURIES)})"
            rf"[- ]centur(?:y|ies)\b{_ERA}?",
            re.IGNORECASE,
        ),
        _century,
    ),
    (re.compile(rf"(?<![\d.])(?P<year>\d{{1,4}}){_ERA}"), _year),
    (
        re.compile(
            r"\bA\.?D\.? ?(?P<year>\d{1,4})\b|(?P<later>\b\d{1,4}) (?:AD|A\.D\.|CE)(?![A-Za-z])"
        ),
        _year,
    ),
    (re.compile(r"\b(?P<name>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?:s|['’]s)?\b"), _weekday),
    (re.compile(r"\b(?P<name>Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)(?:\.|(?=,))"), _weekday),
    (re.compile(_MONTH), _month),
    (re.compile(r"\b(?:noon|midday|midnight)\b", re.IGNORECASE), _noon),
)
