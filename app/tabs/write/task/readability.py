"""How a text reads: figures that are well defined, and passages worth a second look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from app.tabs.write.task import phrases, sentences
from app.tabs.write.task.counts import HAN, is_chinese
from app.tabs.write.task.syllables import syllables

LONG_WORDS = 25  # the most that the style guide of the British government allows a sentence
LONG_CHARACTERS = 60
_NEAR_WORDS, _NEAR_CHARACTERS = 60, 120  # within which a word recurs
_OFTEN = 3
_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+(?:['’][A-Za-z]+)*")
_PHRASE = 4  # characters of the longest Chinese word looked for


class FindingKind(StrEnum):
    LONG = "long"  # a sentence
    REPEATED = "repeated"  # a word that recurs soon
    OVERUSED = "overused"  # a word that seldom says something
    CLICHE = "cliche"


@dataclass(frozen=True)
class Finding:
    """A passage by its offsets; `count` is the length of a sentence, or how often a word recurs."""

    kind: FindingKind
    start: int
    end: int
    count: int = 1


@dataclass(frozen=True)
class Figures:
    """What is measured; None where it is not defined for the language or there is no text.

    `units` are words, in Chinese the characters of the script, and so is the length of a sentence.
    """

    sentences: int
    units: int
    sentence_length: float | None = None
    reading_ease: float | None = None  # Flesch: 100 is very easy, 0 very hard
    grade: float | None = None  # Flesch-Kincaid: years of an American school
    common: float | None = None  # share of characters that are common ones


class Sums(NamedTuple):
    """What figures are made of; those of the parts of a text, added up, are the text's."""

    sentences: int = 0
    units: int = 0
    syllables: int = 0
    common: int = 0

    def plus(self, other: Sums) -> Sums:
        return Sums(*(one + more for one, more in zip(self, other, strict=True)))


def sums(text: str, language: str) -> Sums:
    """Count what the figures of a text are made of."""
    chinese = is_chinese(language)
    pattern = HAN if chinese else _WORD
    found = [pattern.findall(one.text) for one in sentences.split(text, language)]
    units = [unit for sentence in found for unit in sentence]
    count = sum(map(bool, found))
    if chinese:
        return Sums(count, len(units), common=sum(map(_is_common, "".join(units))))
    return Sums(count, len(units), sum(map(syllables, units)))


def figures(found: Sums, language: str) -> Figures:
    """Return the figures of a text.

    Reading ease: R. Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948).
    Grade: J. P. Kincaid et al., "Derivation of new readability formulas for Navy enlisted
    personnel" (1975). Common characters: level 1 of GB 2312, the 3,755 that are in common use.
    """
    if not found.units:
        return Figures(0, 0)
    length = found.units / found.sentences
    plain = Figures(found.sentences, found.units, length)
    if is_chinese(language):
        if "Hant" in language or language in ("zh-TW", "zh-HK"):
            return plain
        return replace(plain, common=found.common / found.units)
    if language.split("-")[0] != "en":
        return plain
    heard = found.syllables / found.units
    ease = 206.835 - 1.015 * length - 84.6 * heard
    grade = 0.39 * length + 11.8 * heard - 15.59
    return replace(plain, reading_ease=ease, grade=grade)


def findings(text: str, language: str) -> list[Finding]:
    """Return the passages worth a second look, in the order of the text."""
    chinese = is_chinese(language)
    found = [*_long(text, language)]
    if chinese or language.split("-")[0] == "en":
        cliches, overused = phrases.CHINESE if chinese else phrases.ENGLISH
        spans = [match.span() for match in cliches.finditer(text)]
        found += [Finding(FindingKind.CLICHE, *span) for span in spans]
        outside = _hidden(text, spans)
        found += [
            Finding(FindingKind.OVERUSED, *match.span()) for match in overused.finditer(outside)
        ]
        found += _repeated_characters(text) if chinese else _repeated_words(text)
    return sorted(found, key=lambda one: (one.start, -one.end, one.kind))


def _long(text: str, language: str) -> Iterator[Finding]:
    pattern, most = (HAN, LONG_CHARACTERS) if is_chinese(language) else (_WORD, LONG_WORDS)
    for one in sentences.split(text, language):
        count = len(pattern.findall(one.text))
        if count > most:
            yield Finding(FindingKind.LONG, one.start, one.end, count)


def _hidden(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Put marks that are no part of a word in the place of spans."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = "\0" * (end - start)
    return "".join(characters)


def _repeated_words(text: str) -> list[Finding]:
    """Return the words of some length that occur several times among a few others."""
    places: dict[str, list[tuple[int, int, int]]] = {}
    for number, match in enumerate(_WORD.finditer(text)):
        word = match[0].lower()
        if len(word) > 3 and word not in phrases.STOP_WORDS:
            places.setdefault(word, []).append((number, *match.span()))
    return [found for one in places.values() for found in _close(one, _NEAR_WORDS)]


def _repeated_characters(text: str) -> list[Finding]:
    """Return what recurs of two to four Chinese characters, the longest first."""
    taken = bytearray(len(text))
    found: list[Finding] = []
    for size in range(_PHRASE, 1, -1):
        places: dict[str, list[tuple[int, int, int]]] = {}
        for at in range(len(text) - size + 1):
            word = text[at : at + size]
            if _is_word(word) and not any(taken[at : at + size]):
                places.setdefault(word, []).append((at, at, at + size))
        for one in places.values():
            close = _close(_apart(one), _NEAR_CHARACTERS)
            close = [finding for finding in close if not any(taken[finding.start : finding.end])]
            if len(close) >= _OFTEN:
                found += close
                for finding in close:
                    taken[finding.start : finding.end] = b"\1" * size
    return found


def _is_word(word: str) -> bool:
    """Tell whether characters may be a word: none of them only joins others."""
    return len(HAN.findall(word)) == len(word) and not set(word) & phrases.PARTICLES


def _apart(places: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    kept: list[tuple[int, int, int]] = []
    for place in places:
        if not kept or place[1] >= kept[-1][2]:
            kept.append(place)
    return kept


def _close(places: Sequence[tuple[int, int, int]], near: int) -> list[Finding]:
    """Return the places, as (position, start, end), of which a few are near one another."""
    close: set[int] = set()
    for first in range(len(places) - _OFTEN + 1):
        if places[first + _OFTEN - 1][0] - places[first][0] <= near:
            close.update(range(first, first + _OFTEN))
    return [
        Finding(FindingKind.REPEATED, places[number][1], places[number][2], len(close))
        for number in sorted(close)
    ]


@cache
def _is_common(character: str) -> bool:
    """Tell whether a character is of level 1, i.e. in rows 16 to 55 of GB 2312."""
    try:
        return 0xB0 <= character.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False
