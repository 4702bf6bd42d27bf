"""Finding in a text: pure text work, in parts small enough to wait for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST = 100_000  # matches that are counted
PART = 200_000  # characters searched in a row
_REFERENCE = re.compile(r"\\(.)|\$(\d{1,2}|&)|([\\$])", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "\\": "\\", "$": "$"}


@dataclass(frozen=True)
class Query:
    """What is looked for."""

    text: str
    case: bool = False
    word: bool = False
    regex: bool = False

    def pattern(self) -> re.Pattern[str]:
        """Return it as a pattern; raise re.error for an expression that is wrong."""
        source = self.text if self.regex else re.escape(self.text)
        if self.word:
            source = rf"(?<!\w)(?:{source})(?!\w)"
        return re.compile(source, re.MULTILINE | (0 if self.case else re.IGNORECASE))


def matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str] | None]:
    """Yield the matches that are not empty, and None after each part of the text.

    A match lies within one part; parts end with lines.
    """
    start = 0
    while start < len(text):
        end = text.find("\n", start + PART) + 1 or len(text)
        yield from (m for m in pattern.finditer(text, start, end) if m.end() > m.start())
        yield None
        start = end


def replacement(match: re.Match[str], template: str) -> str:
    """Return what takes the place of a regular expression's match: $1 and $& refer to it."""

    def value(found: re.Match[str]) -> str:
        escaped, reference, sign = found.groups()
        if escaped is not None:
            return _ESCAPES.get(escaped, f"\\{escaped}")
        if reference is None:
            return str(sign)
        if reference == "&":
            return match.group()
        number = int(reference)
        return (match.group(number) or "") if number <= match.re.groups else found.group()

    return _REFERENCE.sub(value, template)
