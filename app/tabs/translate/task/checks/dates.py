"""Dates and times in a text, by value: what is common to all languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.tabs.translate.task.checks.side import hide
from app.tabs.translate.task.issues import Span


class Unit(StrEnum):
    YEAR = "year"  # negative before our era
    MONTH = "month"
    DAY = "day"
    WEEKDAY = "weekday"  # Monday is 1
    TIME = "time"  # minutes since midnight
    DECADE = "decade"  # its first year
    CENTURY = "century"


@dataclass(frozen=True)
class Part:
    """One part of a date; `values` are its possible readings."""

    unit: Unit
    values: frozenset[int]

    def agrees(self, other: Part) -> bool:
        return self.unit is other.unit and bool(self.values & other.values)


@dataclass(frozen=True)
class Moment:
    """A date or a time. One that is not `certain` may answer the other side, and never asks."""

    parts: tuple[Part, ...]
    span: Span
    certain: bool = True


def part(unit: Unit, *values: int) -> Part:
    return Part(unit, frozenset(values))


def decade(tens: int) -> Part:
    """Return the decade of two digits (90) or four (1990)."""
    if tens >= 100:
        return part(Unit.DECADE, tens)
    return part(Unit.DECADE, *(century * 100 + tens for century in range(15, 21)))


def clock(hour: int, minute: int = 0, *, afternoon: bool | None = None) -> Part:
    """Return a time of day; without knowing the half of the day, both are possible."""
    if afternoon is None:
        hours = {hour % 24, (hour + 12) % 24} if 0 < hour <= 12 else {hour % 24}
    elif afternoon:
        hours = {hour + 12 if hour < 12 else hour % 24}
    else:
        hours = {hour % 12 if hour == 12 else hour % 24}
    return part(Unit.TIME, *(one * 60 + minute for one in hours))


Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Moment | None]]


def read_rules(text: str, rules: Iterable[Rule]) -> tuple[list[Moment], str]:
    """Return what the rules find, each in what the ones before it left, and the text without it."""
    moments = []
    for pattern, read in rules:
        found = [moment for match in pattern.finditer(text) if (moment := read(match))]
        moments += found
        text = hide(text, (moment.span for moment in found))
    return moments, text


def date(match: re.Match[str], year: int | None, month: int | None, *days: int) -> Moment | None:
    """Return the date of a match, or None for one that no calendar has."""
    if (month is not None and not 1 <= month <= 12) or not all(1 <= day <= 31 for day in days):
        return None
    parts = [part(Unit.YEAR, year)] if year is not None else []
    parts += [part(Unit.MONTH, month)] if month is not None else []
    return Moment((*parts, *(part(Unit.DAY, day) for day in days)), match.span())


def _year_first(match: re.Match[str]) -> Moment | None:
    return date(match, int(match["year"]), int(match["month"]), int(match["day"]))


def _year_last(match: re.Match[str]) -> Moment | None:
    """Read 5/3/2024, where day and month may have changed places."""
    one, other = int(match["first"]), int(match["second"])
    if max(one, other) > 12:
        return date(match, int(match["year"]), min(one, other), max(one, other))
    moment = date(match, int(match["year"]), one, other)
    if not moment:
        return None
    either = (part(Unit.MONTH, one, other), part(Unit.DAY, one, other))
    return Moment((moment.parts[0], *either), moment.span)


NUMERIC_RULES: tuple[Rule, ...] = (
    (
        re.compile(
            r"(?<![\d./\-])(?P<year>\d{4})(?P<joint>[-/.])(?P<month>\d{1,2})"
            r"(?P=joint)(?P<day>\d{1,2})"
            r"(?![\d/\-]|\.\d)",
        ),
        _year_first,
    ),
    (
        re.compile(
            r"(?<![\d./\-])(?P<first>\d{1,2})(?P<joint>[-/.])(?P<second>\d{1,2})"
            r"(?P=joint)(?P<year>\d{4})"
            r"(?![\d/\-]|\.\d)",
        ),
        _year_last,
    ),
)
