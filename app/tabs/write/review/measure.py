"""What is found in a text without a model, as rows of lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from app.tabs.write.task import facts, readability
from app.tabs.write.task.anchors import Span
from app.tabs.write.task.counts import HAN
from app.tabs.write.task.facts import Fact, FactKind
from app.tabs.write.task.readability import Figures, Finding, FindingKind, Sums

STRETCH = 4_000  # characters that are looked through at once: other threads run between them
BEFORE, AFTER = 18, 40  # characters beside a fact that are shown with it
CHINESE_BEFORE, CHINESE_AFTER = 7, 20
LONGEST = 120  # characters of a title

FactGroup = Literal["number", "date", "name", "quote", "address"]
Group = FactGroup | FindingKind

FACT_GROUPS: dict[FactKind, FactGroup] = {
    FactKind.NUMBER: "number",
    FactKind.PERCENT: "number",
    FactKind.MONEY: "number",
    FactKind.DATE: "date",
    FactKind.NAME: "name",
    FactKind.QUOTE: "quote",
    FactKind.ADDRESS: "address",
}
NOTHING = Figures(0, 0)
SAME_ANYWHERE = ("name", "address")  # is checked once, wherever it stands


@dataclass(frozen=True)
class Row:
    """What stands at one place or several; `key` stays the same while the passage does.

    `context` is the words around it; `count` is the length of a sentence, else 0.
    """

    group: Group
    key: str
    title: str
    context: str
    places: tuple[Span, ...]
    count: int = 0


@dataclass(frozen=True)
class Measures:
    """What was found in a text; the rows are in the order of their groups, then of the text."""

    text: str = ""
    language: str = ""
    figures: Figures = NOTHING
    findings: tuple[Row, ...] = ()
    facts: tuple[Row, ...] = ()


def measure(text: str, language: str) -> Measures:
    """Look a text through; stretches of it that were looked through before cost nothing."""
    found: list[Finding] = []
    checks: list[Fact] = []
    sums = Sums()
    for start, part in stretches(text):
        more, found_in, checks_in = _looked(part, language)
        sums = sums.plus(more)
        found += (
            Finding(one.kind, one.start + start, one.end + start, one.count) for one in found_in
        )
        checks += (
            Fact(one.kind, one.start + start, one.end + start, one.text) for one in checks_in
        )
    figures = readability.figures(sums, language)
    return Measures(text, language, figures, finding_rows(text, found), fact_rows(text, checks))


@lru_cache(maxsize=512)
def _looked(part: str, language: str) -> tuple[Sums, tuple[Finding, ...], tuple[Fact, ...]]:
    return (
        readability.sums(part, language),
        tuple(readability.findings(part, language)),
        tuple(facts.find(part)),
    )


def stretches(text: str) -> Iterator[tuple[int, str]]:
    """Yield the text in parts of whole lines, each with its offset."""
    start = 0
    while start < len(text):
        end = text.find("\n", min(start + STRETCH, len(text)))
        end = len(text) if end < 0 else end + 1
        yield start, text[start:end]
        start = end


def finding_rows(text: str, findings: Iterable[Finding]) -> tuple[Row, ...]:
    """Return a row a long sentence, and one a word or phrase."""

    def row(one: Finding) -> Row:
        words = _line(text[one.start : one.end])
        is_long = one.kind is FindingKind.LONG
        key = f"{one.kind}:{words if is_long else words.lower()}"
        count = one.count if is_long else 0
        return Row(one.kind, key, words[:LONGEST], "", ((one.start, one.end),), count)

    return _grouped(map(row, findings), tuple(FindingKind))


def fact_rows(text: str, found: Iterable[Fact]) -> tuple[Row, ...]:
    """Return a row a fact: a name once, whatever else is said once for each place."""

    def row(one: Fact) -> Row:
        group, title = FACT_GROUPS[one.kind], _line(one.text)
        context = _context(text, one, group)
        key = f"{group}:{title}"
        if group not in SAME_ANYWHERE:
            key += f":{context}"
        return Row(group, key, title[:LONGEST], context, ((one.start, one.end),))

    return _grouped(map(row, found), tuple(dict.fromkeys(FACT_GROUPS.values())))


def _grouped(found: Iterable[Row], order: tuple[Group, ...]) -> tuple[Row, ...]:
    """Return the rows by their groups, those with the same key as one."""
    places: dict[str, list[Span]] = {}
    rows: dict[str, Row] = {}
    for row in found:
        rows.setdefault(row.key, row)
        places.setdefault(row.key, []).extend(row.places)
    whole = (replace(row, places=tuple(places[row.key])) for row in rows.values())
    return tuple(sorted(whole, key=lambda row: order.index(row.group)))


def _context(text: str, fact: Fact, group: FactGroup) -> str:
    """Return what stands around a fact in its line; a quotation itself is left out."""
    first, last = text.rfind("\n", 0, fact.start) + 1, text.find("\n", fact.end)
    last = last if last >= 0 else len(text)
    chinese = HAN.search(text, max(first, fact.start - BEFORE), min(last, fact.end + BEFORE))
    sizes = (CHINESE_BEFORE, CHINESE_AFTER) if chinese else (BEFORE, AFTER)
    left, right = max(first, fact.start - sizes[0]), min(last, fact.end + sizes[1])
    before, after = text[left : fact.start], text[fact.end : right]
    if left > first:
        before = "…" + (before.partition(" ")[2] or before)
    if right < last:
        after = (after.rpartition(" ")[0] or after) + "…"
    middle = "“…”" if group == "quote" else fact.text
    return _line(before + middle + after)


def _line(text: str) -> str:
    return " ".join(text.split())
