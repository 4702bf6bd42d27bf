"""Numbers in a text, by value: what is common to all languages, and digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from fractions import Fraction
from itertools import pairwise

from app.tabs.translate.task.checks.side import hide
from app.tabs.translate.task.issues import Span

Value = Fraction | str  # a str is compared letter by letter: a version, a telephone number

HALF = Fraction(1, 2)
PERCENTS = {"%": Fraction(1, 100), "‰": Fraction(1, 1000)}
LONGEST = 30  # digits; more are compared as text
DECIMAL_POINT = frozenset(("en", "zh", "ja", "ko", "th", "he", "hi", "bn", "ta", "ms", "tl", "ar"))

_GROUPED = r"\d{1,3}(?:,\d{3})+(?!\d|,\d)(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d)(?:\.\d+)?"
NUMBER = rf"(?>{_GROUPED}|\d+(?:\.\d+)*)"  # as English and Chinese write it
_FOREIGN_NUMBER = r"(?>\d{1,3}(?:[ '’]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
# Not within a word or behind a decimal point; but after `40x` and the code of a currency.
BEFORE = r"(?:(?<![A-Za-z_\d])|(?<=\d[xX])|(?<=RMB|USD|CNY|EUR|GBP|HKD|JPY))(?<!\d[.,])"
MINUS = r"(?:(?<![^\s(（\"“:,，、/为至到是在达于约降温从])[-−](?=\d))?"
_RANGE = re.compile(r"\s?(?:-|–|—|~|～|to|or|and|至|到|或|、)\s?(?:[$€£¥]|US\$)?")
_TELEPHONE = (
    r"\+\d{1,3}[ \-]?(?:\(\d{1,4}\)[ \-]?)?\d{2,5}(?:[ \-]\d{2,5}){1,4}"
    r"|\d{3,4}-\d{3,4}-\d{3,4}|0\d{2,3}-\d{7,8}"
)
_SPECIAL = re.compile(
    rf"(?P<telephone>(?<![\w+])(?:{_TELEPHONE})(?![\w\-]))"
    rf"|{BEFORE}(?:(?P<whole>\d{{1,4}})?\s?(?P<glyph>[¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])"
    r"|(?P<season>(?:19|20)\d\d)/(?P<next>\d\d)(?![\d/])"
    r"|(?:(?P<mixed>\d{1,3}) )?(?P<top>\d{1,3})/(?P<bottom>\d{1,4})(?![\d/]))",
    re.ASCII,
)
_FOREIGN = re.compile(
    rf"{BEFORE}(?P<sign>{MINUS})(?P<plain>{_FOREIGN_NUMBER})(?:\s?(?P<percent>[%‰]))?"
)


class Certainty(IntEnum):
    """How surely something is a number."""

    HINT = 0  # may answer a number of the other side, never asks for one
    LIKELY = 1  # asks only where a unit of measure stands beside it
    CERTAIN = 2


@dataclass(frozen=True)
class Number:
    """`values` are the possible readings; `scale` is the magnitude or percent sign behind it."""

    values: tuple[Value, ...]
    span: Span
    certainty: Certainty = Certainty.CERTAIN
    scale: Fraction = Fraction(1)
    worded: bool = False


def read_special(text: str) -> tuple[list[Number], str]:
    """Return telephone numbers, fractions and seasons (2024/25), and the text without them."""
    numbers: list[Number] = []
    spans = []
    for match in _SPECIAL.finditer(text):
        spans.append(match.span())
        numbers.extend(_special(match))
    return numbers, hide(text, spans)


def read_foreign(text: str, language: str) -> Iterator[Number]:
    """Yield the numbers in digits of a language whose number words are not known."""
    numbers, rest = read_special(text)
    yield from numbers
    for match in _FOREIGN.finditer(rest):
        scale = PERCENTS.get(match["percent"] or "", Fraction(1))
        values = interpret(match["plain"], language)
        sign = -1 if match["sign"] else 1
        yield Number(scaled(values, sign * scale), match.span(), scale=scale)


def interpret(digits: str, language: str) -> tuple[Value, ...]:
    """Return the readings of `1,234.5`, `1.234,5`, `1 234`, the likeliest in the language first."""
    token = re.sub(r"[ '’]", "", digits)
    if len(token) > LONGEST:
        return (token,)
    separators = re.findall(r"[.,]", token)
    if not separators:
        return (Fraction(int(token)),)
    last = separators[-1]
    head, tail = token.rsplit(last, 1)
    joined = Fraction(int(re.sub(r"[.,]", "", token)))
    decimal = Fraction(f"{re.sub('[.,]', '', head)}.{tail}")
    if len(set(separators)) == 2:
        return (decimal,) if separators.count(last) == 1 else (token,)
    base = language.split("-")[0]
    if len(separators) > 1:
        grouped = re.fullmatch(r"\d{1,3}([.,]\d{2,3})*[.,]\d{3}", token)
        return (joined,) if grouped and not (last == "." and base in ("en", "zh")) else (token,)
    if len(tail) != 3 or len(head) > 3 or head == "0":
        return (decimal,)
    if base in ("en", "zh"):
        return (joined,) if last == "," else (decimal,)
    point = base in DECIMAL_POINT
    return (joined, decimal) if (last == ",") == point else (decimal, joined)


def scaled(values: tuple[Value, ...], factor: Fraction) -> tuple[Value, ...]:
    return tuple(value if isinstance(value, str) else value * factor for value in values)


def share_scale(numbers: list[Number], text: str) -> list[Number]:
    """Let the first number of a range, as in `3 to 5 million` or `5-10%`, also be read scaled."""
    shared = list(numbers)
    for place, (one, other) in enumerate(pairwise(numbers)):
        between = text[one.span[1] : other.span[0]]
        if one.scale == 1 != other.scale and _RANGE.fullmatch(between):
            shared[place] = replace(one, values=one.values + scaled(one.values, other.scale))
    return shared


def _special(match: re.Match[str]) -> Iterator[Number]:
    span = match.span()
    if match["telephone"]:
        yield Number(("".join(re.findall(r"\d", match[0])),), span)
    elif match["season"]:
        year, following = int(match["season"]), int(match["next"])
        yield Number((Fraction(year),), span)
        yield Number((Fraction(year - year % 100 + following), Fraction(following)), span)
    elif match["glyph"]:
        fraction = Fraction(unicodedata.numeric(match["glyph"])).limit_denominator(10)
        yield Number((int(match["whole"] or 0) + fraction,), span)
    else:
        top, bottom = int(match["top"]), int(match["bottom"])
        if bottom:
            yield Number((int(match["mixed"] or 0) + Fraction(top, bottom),), span)
        for part in (top, bottom):
            yield Number((Fraction(part),), span, Certainty.HINT if bottom else Certainty.CERTAIN)
