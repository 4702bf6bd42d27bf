"""Numbers in English text: digits, words, ordinals, fractions, percentages, dozens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from app.tabs.translate.task.checks.english_words import (
    DENOMINATORS,
    HINTS,
    ONES,
    ORDINAL_SCALES,
    ORDINAL_VALUES,
    SCALES,
    SHORT_SCALES,
    VALUES,
    any_of,
)
from app.tabs.translate.task.checks.numerals import (
    BEFORE,
    HALF,
    MINUS,
    NUMBER,
    PERCENTS,
    Certainty,
    Number,
    interpret,
    read_special,
    scaled,
)
from app.tabs.translate.task.checks.side import hide

_ONE, _TWO = Fraction(1), Fraction(2)
_SCALE = any_of(SCALES)
_WORD = rf"(?:{any_of([*VALUES, *SCALES, *ORDINAL_VALUES, *ORDINAL_SCALES, *DENOMINATORS])})\b"
_RUN = re.compile(
    rf"\b(?:(?:(?P<article>an?)|(?P<half>half an?)) (?={_SCALE}|(?:third|quarter|fifth|tenth) of)"
    r"|(?P<minus>minus |negative ))?"
    rf"(?P<words>{_WORD}(?:(?:-|, and |, | and | ){_WORD})*)"
    rf"(?P<decimals> point(?: (?:zero|{any_of(ONES)})\b)+(?: (?P<scale>{_SCALE})\b)?)?",
    re.IGNORECASE,
)
_TOKEN = re.compile(rf"(?P<joint>-|, and |, | and | |)(?P<word>{_WORD})", re.IGNORECASE)
_DIGITS = re.compile(
    rf"(?P<minus>\b(?:minus|negative) )?{BEFORE}(?P<sign>{MINUS})(?P<plain>{NUMBER})"
    rf"(?:(?:st|nd|rd|th)(?![A-Za-z])|[ \-]?(?P<scale>{_SCALE})(?![A-Za-z])"
    r"|(?P<short>mln|mn|bn|tn|[km])(?![A-Za-z]))?",
    re.IGNORECASE,
)
_M_ONEY = re.compile(r"(?:[$€£¥₹₩]|RMB|USD|EUR|GBP|CNY) ?$")
_PERCENT = re.compile(r" ?[%‰]| ?per ?cent\b|[ -]percentage points?\b| pct\b", re.IGNORECASE)
_AND_A_HALF = re.compile(r"(?:[ -][a-z]+)? and a half\b", re.IGNORECASE)
_BELOW_ZERO = re.compile(
    r"(?: degrees?| ?°[CF]?)?(?: Celsius| Fahrenheit)? below (?:zero|freezing)"
)
_HALF_UNIT = re.compile(
    rf"\bhalf (?:an? |of an? )(?=[a-z])(?!{_SCALE})"
    r"|(?<!and a )\bhalf[ -](?=hour|mile|kilo|pint|pound)",
    re.IGNORECASE,
)
_NO_NUMBERS = re.compile(
    r"\b(?:in two minds|on second thoughts?|second to none|two and two together"
    r"|at sixes and sevens|on cloud nine|two by two|one by one|forty winks|eleventh hour"
    r"|fifty-fifty|twenty-four seven|on all fours|two-faced|six feet under|ten to one"
    r"|nine times out of ten|three cheers|first and foremost)\b",
    re.IGNORECASE,
)
_ONLY_TWO = re.compile(r"\b(?:the|these|those) $", re.IGNORECASE)  # the two of them
_HINT = re.compile(rf"\b(?:{any_of(HINTS)})\b", re.IGNORECASE)
_OUT_OF = re.compile(r" (?:in|out of)(?: every)? ")
_ROMAN = re.compile(r"\b(?=[IVX]{2,}\b)X{0,3}(?:IX|IV|V?I{0,3})(?<=[IVX])\b|\b[VX]\b")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True)
class _Token:
    """A number word; `power` is 0 for what adds, and else what multiplies or (`part`) divides."""

    word: str
    joint: str
    span: tuple[int, int]
    value: int
    power: int = 0
    part: bool = False
    ordinal: bool = False


def read_english(text: str) -> Iterator[Number]:
    """Yield the numbers of an English text, hints included, in no order."""
    special, text = read_special(text)
    yield from special
    text = hide(text, (match.span() for match in _NO_NUMBERS.finditer(text)))
    yield from _out_of(sorted((*_digits(text), *_worded(text)), key=lambda one: one.span), text)
    for match in _HALF_UNIT.finditer(text):
        yield Number((HALF,), match.span(), Certainty.LIKELY, worded=True)
    for match in _HINT.finditer(text):
        values = HINTS[match[0].lower()]
        if values == (_ONE,) and _AND_A_HALF.match(text, match.end()):
            values = (_ONE + HALF,)
        yield Number(values, match.span(), Certainty.HINT, worded=True)
    for match in _ROMAN.finditer(text):
        yield Number((_roman(match[0]),), match.span(), Certainty.HINT)


def _digits(text: str) -> Iterator[Number]:
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        values = interpret(match["plain"], "en")
        scale = _ONE
        if match["scale"]:
            scale = Fraction(SCALES[match["scale"].lower()])
        elif short := (match["short"] or "").lower():
            money = _M_ONEY.search(text, max(0, start - 5), start)
            if money or len(short) > 1:
                scale = Fraction(SHORT_SCALES[short])
            else:
                end = match.end("plain")
                values = (*values, *scaled(values, Fraction(SHORT_SCALES[short])))
        negative = bool(match["minus"] or match["sign"])
        yield _finished(Number(scaled(values, scale), (start, end), scale=scale), text, negative)


def _worded(text: str) -> Iterator[Number]:
    for run in _RUN.finditer(text):
        groups = list(_groups(_tokens(text, run)))
        for place, group in enumerate(groups):
            first, last = place == 0, place == len(groups) - 1
            lead = first and (run["article"] or run["half"])
            number = _number(group, article=bool(lead))
            span = (run.start() if first else number.span[0], number.span[1])
            if first and run["half"]:
                number = replace(number, values=scaled(number.values, HALF))
            if last and run["decimals"]:
                decimals, scale = _decimals(run["decimals"].lower().split()[1:])
                values = tuple((value + decimals) * scale for value in _exact(number))
                number = replace(number, values=values, scale=scale)
                span = (span[0], run.end())
            if number.values == (_TWO,) and _ONLY_TWO.search(text, max(0, span[0] - 6), span[0]):
                number = replace(number, certainty=Certainty.HINT)
            yield _finished(replace(number, span=span), text, bool(first and run["minus"]))


def _finished(number: Number, text: str, negative: bool) -> Number:
    """Add what stands behind: per cent, and a half, below zero."""
    end = number.span[1]
    values, scale = number.values, number.scale
    if match := _PERCENT.match(text, end):
        scale = PERCENTS["‰" if "‰" in match[0] else "%"]
        values = scaled(values, scale)
        number = replace(number, certainty=Certainty.CERTAIN, span=(number.span[0], match.end()))
    elif _AND_A_HALF.match(text, end):
        values = tuple(value + HALF for value in _exact(number))
    if negative or _BELOW_ZERO.match(text, end):
        values = scaled(values, Fraction(-1))
    return replace(number, values=values, scale=scale)


def _decimals(words: list[str]) -> tuple[Fraction, Fraction]:
    """Return what stands behind `point`, and the scale behind that."""
    scale = Fraction(SCALES.get(words[-1], 1))
    digits = "".join(str(VALUES.get(word, 0)) for word in words if word not in SCALES)
    return Fraction(int(digits), 10 ** len(digits)), scale


def _exact(number: Number) -> tuple[Fraction, ...]:
    return tuple(value for value in number.values if isinstance(value, Fraction))


def _tokens(text: str, run: re.Match[str]) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text, run.start("words"), run.end("words")):
        word, joint = match["word"].lower(), match["joint"]
        span = match.span("word")
        if word in DENOMINATORS:
            yield _Token(word, joint, span, 1, DENOMINATORS[word], part=True)
        elif word in SCALES:
            yield _Token(word, joint, span, 0, SCALES[word])
        elif word in ORDINAL_SCALES:
            yield _Token(word, joint, span, 0, ORDINAL_SCALES[word], ordinal=True)
        else:
            value = VALUES.get(word) or ORDINAL_VALUES[word]
            yield _Token(word, joint, span, value, ordinal=word in ORDINAL_VALUES)


def _groups(tokens: Iterable[_Token]) -> Iterator[list[_Token]]:
    """Cut a run of number words where another number begins, as in `two thousand and three`."""
    group: list[_Token] = []
    for token in tokens:
        if group == [] or _goes_on(group, token):
            group.append(token)
            continue
        cut = 1 + max((i for i, one in enumerate(group) if one.power), default=-1)
        if token.power and 0 < cut < len(group):  # one hundred and two hundred
            yield group[:cut]
            group = [*group[cut:], token]
        else:
            yield group
            group = [token]
    if group:
        yield group


def _goes_on(group: list[_Token], token: _Token) -> bool:
    last = group[-1]
    if last.ordinal or last.part or ("," in token.joint and last.power < 1000):
        return False
    if token.part or (token.ordinal and token.value > 2 and [one.value for one in group] == [1]):
        return not last.power and "and" not in token.joint
    if token.power:
        powers = [one.power for one in group if one.power]
        above = min((p for p in powers if p != 100), default=10**15)
        return "and" not in token.joint and token.power < above and powers[-1:] != [token.power]
    if last.power:
        return True
    tens = last.value >= 20 and token.value < 10
    year = last.value in range(13, 21) and token.value >= 10 and token.joint == " "
    return "and" not in token.joint and (tens or (year and len(group) == 1))


def _number(group: list[_Token], article: bool) -> Number:
    span = (group[0].span[0], group[-1].span[1])
    last = group[-1]
    fraction = len(group) == 2 and not last.power and last.ordinal and group[0].value == 1
    if last.part or fraction or (article and last.ordinal):
        bottom = last.power or last.value
        top = _value(group[:-1]) if len(group) > 1 else _ONE
        alone = last.part and len(group) == 1 and not article
        certainty = Certainty.HINT if alone else Certainty.CERTAIN
        readings = (top / bottom, top) if last.word == "quarters" else (top / bottom,)
        return Number(readings, span, certainty, Fraction(1, bottom), worded=True)
    value = _value(group)
    values: tuple[Fraction, ...] = (value,)
    certainty = Certainty.CERTAIN
    if last.ordinal and last.power and group[0].value == 1:  # one thousandth
        values = (1 / value, value)
    elif len(group) == 1:
        if last.word == "one":
            certainty = Certainty.LIKELY
        elif last.word in ("first", "second") or (last.power and not article):
            certainty = Certainty.HINT
        elif last.word == "dozen":
            certainty, values = Certainty.HINT, (value, 10 * _ONE)
        elif last.ordinal:  # a tenth of it
            values = (value, 1 / value)
    scale = Fraction(last.power) if last.power else _ONE
    return Number(values, span, certainty, scale, worded=True)


def _value(group: list[_Token]) -> Fraction:
    total = current = 0
    for token in group:
        if not token.power:
            year = current in range(13, 21) and token.value >= 10
            current = current * 100 + token.value if year else current + token.value
        elif token.power in (12, 100):
            current = (current or 1) * token.power
        else:
            total += (current or 1) * token.power
            current = 0
    return Fraction(total + current)


def _out_of(numbers: list[Number], text: str) -> Iterator[Number]:
    """Let `one in five` also be a fifth, and its numbers ask for nothing."""
    weak = set()
    for place, (one, other) in enumerate(pairwise(numbers)):
        if _OUT_OF.fullmatch(text, one.span[1], other.span[0]):
            top, bottom = one.values[0], other.values[0]
            if isinstance(top, Fraction) and isinstance(bottom, Fraction) and bottom > top > 0:
                weak |= {place, place + 1}
                yield Number((top / bottom,), one.span, Certainty.HINT)
    for place, number in enumerate(numbers):
        yield replace(number, certainty=Certainty.HINT) if place in weak else number


def _roman(letters: str) -> Fraction:
    values = [_ROMAN_VALUES[letter] for letter in letters]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return Fraction(sum(-one if one < following else one for one, following in pairs))
