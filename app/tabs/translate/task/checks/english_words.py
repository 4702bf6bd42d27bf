"""The number words of English."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth"),
    *("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)

VALUES = {word: number for number, word in enumerate((*ONES, *_TEENS), start=1)}
VALUES |= {word: 10 * number for number, word in enumerate(TENS, start=2)}
SCALES = {"hundred": 100, "dozen": 12, "thousand": 10**3, "million": 10**6}
SCALES |= {"billion": 10**9, "trillion": 10**12}
ORDINAL_VALUES = {word: number for number, word in enumerate(_ORDINALS, start=1)}
ORDINAL_VALUES |= {f"{word[:-1]}ieth": 10 * number for number, word in enumerate(TENS, start=2)}
ORDINAL_SCALES = {f"{word}th": value for word, value in SCALES.items() if word != "dozen"}
DENOMINATORS = {f"{word}s": value for word, value in ORDINAL_VALUES.items() if value > 2}
DENOMINATORS |= {"half": 2, "halves": 2, "quarter": 4, "quarters": 4, "hundredths": 100}
SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "tn": 10**12}

ONE = Fraction(1)
# Words that may stand for a number of the other language.
_WORDS_FOR: dict[int, tuple[str, ...]] = {
    1: ("a", "an", "once", "single", "each", "every", "per", "only", "sole"),
    2: (
        "both",
        "couple",
        "pair",
        "twice",
        "double",
        "doubled",
        "dual",
        "twin",
        "either",
        "neither",
    ),
    3: ("triple", "tripled", "thrice"),
    10: ("decade",),
    100: ("century",),
    1000: ("millennium",),
}
HINTS: dict[str, tuple[Fraction, ...]] = {
    "zero": (Fraction(0),),
    **{word: (Fraction(value),) for value, words in _WORDS_FOR.items() for word in words},
    **{f"{word[:-1]}ies": (Fraction(VALUES[word]),) for word in TENS},
    "dozen": (Fraction(12), Fraction(10)),
    "fortnight": (Fraction(2), Fraction(14)),
    "quarter": (Fraction(1, 4),),
    "half": (Fraction(1, 2),),
}


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression for any of the words."""
    return "|".join(sorted(words, key=len, reverse=True))
