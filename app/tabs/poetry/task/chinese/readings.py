"""How characters are read today, and which reading a phrase decides."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

LONGEST_PHRASE = 7


def table(name: str) -> list[str]:
    """Return the lines of one of our data files."""
    packed = (files("app.tabs.poetry") / "data" / f"{name}.txt.xz").read_bytes()
    return lzma.decompress(packed).decode("utf-8").splitlines()


@cache
def simplified() -> dict[str, str]:
    """Return the simplified form of each traditional character that has one."""
    return dict(zip(*table("readings_simplified"), strict=True))


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    rows = (line.split("\t") for line in table("readings"))
    return {c: tuple(said.split()) for said, characters in rows for c in characters}


@cache
def _phrases() -> dict[str, str]:
    rows = (line.split("\t") for line in table("readings_phrases"))
    return {row[0]: row[1] for row in rows}


def readings(character: str) -> tuple[str, ...]:
    """Return the readings of a character, the most usual first: `zhong1`, `zhong4`."""
    known = _readings()
    return known.get(character) or known.get(simplified().get(character, ""), ())


def read(line: str) -> tuple[str, ...]:
    """Return for each character the only reading it can have here, or "" where that is open.

    The longest phrases of the dictionary decide; where two as long disagree, it is open.
    """
    plain = "".join(simplified().get(c, c) for c in line)
    return tuple(_read(line, plain, place) for place in range(len(line)))


def _read(line: str, plain: str, place: int) -> str:
    known = readings(line[place])
    if len(known) < 2:
        return known[0] if known else ""
    phrases, choices = _phrases(), _readings().get(plain[place], ())
    for start, end in _spans(plain, place):
        digits = {phrases[plain[a:b]][place - a] for a, b in _spans(plain, place, end - start)}
        if _crossed(plain, start, end) or len(digits) > 1 or "0" in digits:
            return ""
        chosen = choices[int(digits.pop()) - 1]
        return chosen if chosen in known else ""
    return ""


def _spans(plain: str, place: int, only: int = 0) -> Iterator[tuple[int, int]]:
    """Return where phrases lie that hold a place, the longest first."""
    phrases = _phrases()
    for length in (only,) if only else range(min(LONGEST_PHRASE, len(plain)), 1, -1):
        for start in range(max(0, place - length + 1), min(place, len(plain) - length) + 1):
            if plain[start : start + length] in phrases:
                yield start, start + length


def _crossed(plain: str, start: int, end: int) -> bool:
    """Tell whether a phrase of at least this length overlaps one: either may be an accident."""
    return any(
        b - a >= end - start and not ((start <= a and b <= end) or (a <= start and end <= b))
        for edge in (start, end - 1)
        for a, b in _spans(plain, edge)
    )
