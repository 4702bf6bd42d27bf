"""How characters are read today, and which reading a phrase decides."""

from __future__ import annotations

import lzma
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
    return {phrase: digits for phrase, digits in rows}


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
    for length in range(min(LONGEST_PHRASE, len(plain)), 1, -1):
        starts = range(max(0, place - length + 1), min(place, len(plain) - length) + 1)
        digits = {
            phrases[plain[start : start + length]][place - start]
            for start in starts
            if plain[start : start + length] in phrases
        } - {"0"}
        if digits:
            chosen = choices[int(digits.pop()) - 1]
            return chosen if not digits and chosen in known else ""
    return ""
