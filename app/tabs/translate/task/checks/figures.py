"""The numbers, dates, units and currencies of both sides of a translation, compared by value."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterator
from fractions import Fraction
from itertools import zip_longest

from app.tabs.translate.task.checks.dates import Moment
from app.tabs.translate.task.checks.numerals import Value
from app.tabs.translate.task.checks.quantities import Quantity, of_part, read
from app.tabs.translate.task.checks.side import Side, issue
from app.tabs.translate.task.checks.units import Amount, Measure, currencies, mentions
from app.tabs.translate.task.issues import Issue, Kind

_NEAR = Fraction(1, 50)  # how far a converted amount may be off
_MOST_CONVERTED = 50
_ONE = Fraction(1)
_SHARED = re.compile(r"\b(?:each|both|all|respectively|also)\b|[均都各皆]|分别")

_Pair = tuple[Quantity, Quantity]
_Rule = Callable[[Quantity, Quantity], bool]


def issues(source: Side, target: Side) -> Iterator[Issue]:
    """Yield what differs in number, date, unit or currency."""
    known = all(side.english or side.chinese for side in (source, target))
    moments, here = read(source, known=known)
    other_moments, there = read(target, known=known)
    here += _unanswered(moments, other_moments)
    there += _unanswered(other_moments, moments)
    pairs, lost, new = _pair(here, there)
    if known:
        yield from _measures(source, target, pairs)
        lost = [one for one in lost if not _each(one, target)]
        new = [one for one in new if not _each(one, source)]
    shared = bool(_SHARED.search(source.plain) or _SHARED.search(target.plain))
    lost = _without_repeated(lost, there, shared)
    new = _without_repeated(new, here, shared)
    yield from _value_issues(source, target, lost, new)


def _unanswered(moments: list[Moment], others: list[Moment]) -> list[Quantity]:
    """Return the parts of dates that the other side has not got as dates."""
    there = {
        (part.unit, value) for moment in others for part in moment.parts for value in part.values
    }
    return [
        of_part(moment, part)
        for moment in moments
        for part in moment.parts
        if not any((part.unit, value) in there for value in part.values)
    ]


def _pair(
    sources: list[Quantity], targets: list[Quantity]
) -> tuple[list[_Pair], list[Quantity], list[Quantity]]:
    """Pair what is equal, the surest first; return also what is certain and stays alone."""
    free = _Free(targets)
    alone = list(range(len(sources)))
    pairs = []
    for fits in _ROUNDS:
        still_alone = []
        for place in alone:
            found = free.take(sources[place], fits)
            if found is None:
                still_alone.append(place)
            else:
                pairs.append((sources[place], found))
        alone = still_alone
    left = [sources[place] for place in alone]
    return pairs, *_unconverted(left, free.left())


class _Free:
    """The quantities that have no partner yet, by their values.

    Those that no rule tells apart stand in one queue, so that many equal ones cost no search.
    """

    def __init__(self, quantities: list[Quantity]) -> None:
        self._free = dict(enumerate(quantities))
        self._queues: defaultdict[Value, dict[Hashable, deque[int]]] = defaultdict(dict)
        for place, one in self._free.items():
            kind = (one.certain, one.measure and one.measure.names, one.moment is None)
            for value in set(one.number.values):
                self._queues[value].setdefault(kind, deque()).append(place)

    def take(self, other: Quantity, fits: _Rule) -> Quantity | None:
        """Take out one of the same value that fits."""
        for value in other.number.values:
            for queue in self._queues.get(value, {}).values():
                while queue and queue[0] not in self._free:
                    queue.popleft()
                one = self._free[queue[0]] if queue else None
                if one and _plain(one, other) and fits(one, other):
                    return self._free.pop(queue.popleft())
        return None

    def left(self) -> list[Quantity]:
        return list(self._free.values())


def _unconverted(
    sources: list[Quantity], targets: list[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    """Return what is certain and is not the same amount in another unit on the other side."""
    amounts = [[_amount(one) for one in side[:_MOST_CONVERTED]] for side in (sources, targets)]
    converted: tuple[set[int], set[int]] = (set(), set())
    for place, amount in enumerate(amounts[0]):
        for other, other_amount in enumerate(amounts[1]):
            sure = _either(sources[place], targets[other])
            if sure and other not in converted[1] and _same_amount(amount, other_amount):
                converted[0].add(place)
                converted[1].add(other)
                break
    return (
        [one for place, one in enumerate(sources) if one.certain and place not in converted[0]],
        [one for place, one in enumerate(targets) if one.certain and place not in converted[1]],
    )


def _amount(quantity: Quantity) -> Amount | None:
    value = next(iter(quantity.number.values), None)
    if quantity.measure is None or not isinstance(value, Fraction):
        return None
    return quantity.measure.amount(value)


def _same_amount(one: Amount | None, other: Amount | None) -> bool:
    if one is None or other is None or one.dimension != other.dimension or one.unit == other.unit:
        return False
    return abs(one.value - other.value) <= _NEAR * abs(other.value)


def _alike(one: Quantity, other: Quantity) -> bool:
    if one.measure is None or other.measure is None:
        return one.measure is other.measure
    return one.measure.agrees(other.measure)


def _loose(one: Quantity, other: Quantity) -> bool:
    return one.measure is None or other.measure is None or one.measure.agrees(other.measure)


def _both(one: Quantity, other: Quantity) -> bool:
    return one.certain and other.certain


def _either(one: Quantity, other: Quantity) -> bool:
    return one.certain or other.certain


def _plain(one: Quantity, other: Quantity) -> bool:
    """Tell whether one of them is no part of a date; parts were compared among themselves."""
    return one.moment is None or other.moment is None


_ROUNDS: tuple[_Rule, ...] = (
    lambda one, other: _both(one, other) and _alike(one, other),
    lambda one, other: _both(one, other) and _loose(one, other),
    lambda one, other: _either(one, other) and _alike(one, other),
    lambda one, other: _either(one, other) and _loose(one, other),
    _either,
)


def _each(quantity: Quantity, other: Side) -> bool:
    """Tell whether this is one of what the other side counts by, as in `151 to the dollar`."""
    measure = quantity.measure
    return (
        measure is not None and quantity.number.values == (_ONE,) and mentions(other.plain, measure)
    )


def _measures(source: Side, target: Side, pairs: list[_Pair]) -> Iterator[Issue]:
    """Yield the wrong units and currencies; those of vague amounts (数百亿美元) by their names."""
    found = list(_measure_issues(source, target, pairs))
    yield from found
    if any(one.kind is Kind.CURRENCY for one in found):
        return
    here, there = currencies(source.plain), currencies(target.plain)
    lost = next((one for one in here if not mentions(target.plain, one)), None)
    new = next((one for one in there if not mentions(source.plain, one)), None)
    if lost and new:
        yield issue(Kind.CURRENCY, source, target, lost.span, new.span)


def _measure_issues(source: Side, target: Side, pairs: list[_Pair]) -> Iterator[Issue]:
    """Yield equal numbers that count different things, or have lost a unit that matters."""
    for one, other in pairs:
        if one.number.values[0] != other.number.values[0]:
            continue  # `1.1m` was no length
        if one.measure and other.measure:
            if not one.measure.agrees(other.measure):
                yield issue(one.measure.kind, source, target, one.measure.span, other.measure.span)
        elif one.measure and _missing(one.measure, other, target):
            yield issue(one.measure.kind, source, target, one.measure.span, None)
        elif other.measure and _missing(other.measure, one, source):
            yield issue(other.measure.kind, source, target, None, other.measure.span)


def _missing(measure: Measure, other: Quantity, side: Side) -> bool:
    plain = other.certain and not other.moment
    return plain and measure.hard and not mentions(side.plain, measure)


def _without_repeated(left: list[Quantity], others: list[Quantity], shared: bool) -> list[Quantity]:
    """Leave out what the other side says once for twice."""
    there = {value for other in others for value in other.number.values}
    return [
        one
        for one in left
        if not ((shared or one.number.worded) and there.intersection(one.number.values))
    ]


def _value_issues(
    source: Side, target: Side, lost: list[Quantity], new: list[Quantity]
) -> Iterator[Issue]:
    """Yield what is lost beside what is new, a date beside a date where there is one."""
    dates = [sorted({one.span for one in side if one.moment}) for side in (lost, new)]
    numbers = [sorted({one.span for one in side if not one.moment}) for side in (lost, new)]
    for one, other in zip_longest(*dates):
        one = one or (numbers[0].pop(0) if numbers[0] else None)
        other = other or (numbers[1].pop(0) if numbers[1] else None)
        yield issue(Kind.DATE, source, target, one, other)
    for one, other in zip_longest(*numbers):
        yield issue(Kind.NUMBER, source, target, one, other)
