"""The check of a translated sentence that needs no model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import zip_longest

from app.tabs.translate.task.checks import figures, lengths, marks, names, negation, scripts
from app.tabs.translate.task.checks.side import Side, issue, prepare
from app.tabs.translate.task.issues import Issue, Kind, Span
from app.tabs.translate.task.placeholders import Placeholder, well_nested

_Item = tuple[str, Span]  # what is compared, and where it stands


def check(source: str, target: str, source_language: str, target_language: str) -> list[Issue]:
    """Return what seems wrong with a translation; the languages are BCP 47 codes.

    English and Chinese are read best. In other languages numbers are read in digits only.
    """
    here, there = prepare(source, source_language), prepare(target, target_language)
    found = [*_placeholders(here, there), *_urls(here, there), *scripts.issues(here, there)]
    if any(one.kind is Kind.UNTRANSLATED and one.found == target for one in found):
        return found
    for issues in _READING_CHECKS:
        found += issues(here, there)
    return found


_READING_CHECKS: tuple[Callable[[Side, Side], Iterator[Issue]], ...] = (
    figures.issues,
    names.issues,
    negation.issues,
    marks.issues,
    lengths.issues,
)


def _placeholders(source: Side, target: Side) -> Iterator[Issue]:
    """Yield placeholders that only one side has, and tags that do not close each other."""
    here, there = _items(source.placeholders), _items(target.placeholders)
    differences = list(_differences(Kind.PLACEHOLDER, source, target, here, there))
    yield from differences
    nested = well_nested(source.placeholders) and not well_nested(target.placeholders)
    if nested and not differences:
        spans = [one.span for one in target.placeholders]
        span = (spans[0][0], spans[-1][1])
        yield issue(Kind.PLACEHOLDER, source, target, None, span)


def _urls(source: Side, target: Side) -> Iterator[Issue]:
    """Yield addresses that only one side has."""
    here, there = (
        [(side.text[slice(*span)], span) for span in side.urls] for side in (source, target)
    )
    return _differences(Kind.URL, source, target, here, there)


def _items(placeholders: list[Placeholder]) -> list[_Item]:
    return [(one.key, one.span) for one in placeholders]


def _differences(
    kind: Kind, source: Side, target: Side, here: list[_Item], there: list[_Item]
) -> Iterator[Issue]:
    """Yield what one side has more often than the other, the lost beside the new."""
    counts, other_counts = (Counter(key for key, _ in items) for items in (here, there))
    lost = _surplus(here, counts - other_counts)
    new = _surplus(there, other_counts - counts)
    for one, other in zip_longest(lost, new):
        yield issue(kind, source, target, one, other)


def _surplus(items: list[_Item], surplus: Counter[str]) -> Iterator[Span]:
    """Yield the last spans of what is there too often."""
    left = Counter(surplus)
    spans = []
    for key, span in reversed(items):
        if left[key] > 0:
            left[key] -= 1
            spans.append(span)
    return reversed(spans)
