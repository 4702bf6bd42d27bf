"""How an error is planted: rules that change a text in one place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from app.tabs.translate.task.issues import Kind

Change = str | Callable[[re.Match[str], Random], str]
Rules = Sequence[tuple[str, Change]]
Spoil = Callable[[str, str, str, Random], str | None]  # source, target, its language, dice

ANY = frozenset(Kind)

# As a pattern of their own, so that the checks do not judge themselves.
ADDRESS = (
    r"(?a:(?:https?://|www\.)[\w./?=&#%\-]*\w|[\w.]+@[\w.]+\w"
    r"|(?<![\w.])[a-z]+\.(?:com|org|net|cn|io)\b)"
)
PLACEHOLDER = (
    r"(?a:\{\{\w+\}\}|[$%]?\{\w+\}|%\d*\$?[sd]|%\(\w+\)s|%@|%\.\d?f|</?\w+[^<>]*>|\\n|\\t"
    r"|&\w+;|@:[\w.]*\w"
    r"|⟦/?\d+/?⟧|\$[A-Z_]{2,})"
)


@dataclass(frozen=True)
class Error:
    """`spoil` returns None where the error has no place."""

    kind: Kind
    name: str
    spoil: Spoil
    tolerated: frozenset[Kind] = frozenset()


def change(english: Rules, chinese: Rules, unless: str = r"(?!)", *, guarded: bool = True) -> Spoil:
    """Change any one match of the rules of the language; nothing where `unless` is found.

    Placeholders and addresses are not changed if they are `guarded`.
    """

    def spoil(source: str, target: str, language: str, dice: Random) -> str | None:
        if re.search(unless, source) or re.search(unless, target):
            return None
        rules = english if language == "en" else chinese
        forbidden = _guarded(target) if guarded else set()
        places = [
            (match, to)
            for rule, to in rules
            for match in re.finditer(rule, target)
            if forbidden.isdisjoint(range(*match.span()))
        ]
        if not places:
            return None
        match, to = dice.choice(places)
        new = match.expand(to) if isinstance(to, str) else to(match, dice)
        return re.sub(r" {2,}", " ", target[: match.start()] + new + target[match.end() :]).strip()

    return spoil


def both(*rules: tuple[str, Change], unless: str = r"(?!)", guarded: bool = True) -> Spoil:
    return change(rules, rules, unless, guarded=guarded)


def swap(pattern: str, words: Mapping[str, str]) -> tuple[str, Change]:
    """Return the rule that puts other words for those; `{}` in the pattern is where they stand."""
    one_of = "|".join(sorted(map(re.escape, words), key=len, reverse=True))

    def other(match: re.Match[str], _: Random) -> str:
        return put(match, "word", words[match["word"]])

    return pattern.replace("{}", f"(?P<word>{one_of})"), other


def after(words: str) -> dict[str, str]:
    """Map each word to the next, and the last to the first."""
    items = words.split()
    return dict(zip(items, [*items[1:], items[0]], strict=True))


def _guarded(text: str) -> set[int]:
    found = re.finditer(f"{ADDRESS}|{PLACEHOLDER}", text)
    return {place for match in found for place in range(*match.span())}


def put(match: re.Match[str], group: str, new: str) -> str:
    start, end = (place - match.start() for place in match.span(group))
    return match[0][:start] + new + match[0][end:]
