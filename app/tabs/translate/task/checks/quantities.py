"""What a sentence counts: its numbers with their units, and its dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from app.tabs.translate.task.checks import chinese_dates, english_dates
from app.tabs.translate.task.checks.chinese_numbers import read_chinese
from app.tabs.translate.task.checks.dates import NUMERIC_RULES, Moment, Part, Unit, read_rules
from app.tabs.translate.task.checks.english_numbers import read_english
from app.tabs.translate.task.checks.names import codes
from app.tabs.translate.task.checks.numerals import (
    Certainty,
    Number,
    read_foreign,
    scaled,
    share_scale,
)
from app.tabs.translate.task.checks.side import Side, hide
from app.tabs.translate.task.checks.units import Measure, beside
from app.tabs.translate.task.issues import Span

_SMALL = 12  # a language whose number words are not known may write these as words


@dataclass(frozen=True)
class Quantity:
    """A number and what it counts; `moment` is the date it is a part of."""

    number: Number
    measure: Measure | None = None
    moment: Moment | None = None

    @property
    def certain(self) -> bool:
        return self.number.certainty is Certainty.CERTAIN

    @property
    def span(self) -> Span:
        return self.moment.span if self.moment else self.number.span


def read(side: Side, *, known: bool) -> tuple[list[Moment], list[Quantity]]:
    """Return the dates and the quantities of one side.

    Unless the number words and months of both languages are `known`, less is certain.
    """
    text = hide(side.plain, codes(side.plain))
    base = side.language.split("-")[0]
    if side.english:
        moments, text = english_dates.read(text)
        numbers = list(read_english(text))
    elif base in ("zh", "ja"):
        moments, text = chinese_dates.read(text)
        numbers = list(read_chinese(text))
    else:
        moments, text = read_rules(text, NUMERIC_RULES)
        numbers = list(read_foreign(text, base))
    if not known:
        moments = [_plain_parts(moment) for moment in moments]
        numbers = [_weakened(number) for number in numbers]
    return moments, [_quantity(number, text, side) for number in _in_order(numbers, text)]


def of_part(moment: Moment, part: Part) -> Quantity:
    """Return a part of a date as the number that the other side may have written for it."""
    certainty = Certainty.CERTAIN if moment.certain else Certainty.HINT
    values: Iterable[int] = part.values
    if part.unit in (Unit.MONTH, Unit.WEEKDAY):
        values = ()
    elif part.unit is Unit.TIME:
        hours = [minutes // 60 for minutes in part.values if minutes % 60 == 0]
        values = {*hours, *((hour + 11) % 12 + 1 for hour in hours)}
    elif part.unit is Unit.DECADE:
        values = {*part.values, *(value % 100 for value in part.values)}
    return Quantity(Number(tuple(map(Fraction, values)), moment.span, certainty), None, moment)


def _in_order(numbers: list[Number], text: str) -> list[Number]:
    """Return all numbers, those that are written out with the scale of a range shared."""
    hints = [number for number in numbers if number.certainty is Certainty.HINT]
    rest = [number for number in numbers if number.certainty is not Certainty.HINT]
    return share_scale(sorted(rest, key=lambda number: number.span), text) + hints


def _quantity(number: Number, text: str, side: Side) -> Quantity:
    measure = beside(text, number.span, chinese=side.chinese, english=side.english)
    if number.certainty is Certainty.LIKELY:
        asks = measure is not None and (measure.hard or number.values[0] != 1)
        number = replace(number, certainty=Certainty.CERTAIN if asks else Certainty.HINT)
    return Quantity(number, measure)


def _plain_parts(moment: Moment) -> Moment:
    """Keep the parts of a date that every language writes in digits."""
    kept = tuple(part for part in moment.parts if part.unit in (Unit.YEAR, Unit.DAY))
    return replace(moment, parts=kept)


def _weakened(number: Number) -> Number:
    """Allow for number words and magnitudes of a language that is not known."""
    values = number.values
    if number.scale >= 1000:
        values = (*values, *scaled(values, 1 / number.scale))
    small = any(isinstance(value, Fraction) and 0 <= value <= _SMALL for value in values)
    weak = number.worded or (small and number.scale == 1)
    return replace(number, values=values, certainty=Certainty.HINT if weak else number.certainty)
