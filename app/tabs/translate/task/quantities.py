"""The numbers, dates, units and currencies of both sides of a translation, compared by value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from app.tabs.translate.task.dates import Moment
from app.tabs.translate.task.issues import Issue, Span
from app.tabs.translate.task.numerals import Certainty, Number
from app.tabs.translate.task.side import Side
from app.tabs.translate.task.units import Measure

_SMALL = 12  # a language whose number words are not known may write these as words
_NEAR = Fraction(1, 50)  # how far a converted amount may be off
_SHARED = re.compile(r"\b(?:each|both|all|respectively|also)\b|[均都各皆]|分别")


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


def issues(source: Side, target: Side) -> Iterator[Issue]:
    """Yield what differs in number, date, unit or currency."""
    known = all(side.english or side.chinese for side in (source, target))
    moments, quantities = _read(source, known)
    other_moments, other_quantities = _read(target, known)
    lost, lost_moments = _unanswered(moments, other_moments)
    new, new_moments = _unanswered(other_moments, moments)
    sources, targets = [*quantities, *lost], [*other_quantities, *new]
    pairs, lost, new = _pair(sources, targets)
    if known:
        yield from _measures(source, target, pairs, sources, targets)
    lost, new = (
        _without_repeated(source, target, lost, targets),
        _without_repeated(target, source, new, sources),
    )
    ...
