"""Translations that are too short or too long for their source, or that repeat themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.tabs.translate.task.checks.side import Side, issue
from app.tabs.translate.task.issues import Issue, Kind

# What a character carries, in characters of English.
_WEIGHTS = (
    (re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"), 3.0),
    (re.compile("[\uac00-\ud7af]"), 2.2),
    (re.compile("[\u3040-\u30ff\uff66-\uff9f]"), 1.7),
)
_OTHER = re.compile(r"[^\W_]")
_SLACK = 8.0  # characters that any translation may have more or less
_SHORTEST, _LONGEST = 0.55, 1.8
_LEAST_DIFFERENCE = 20  # such as an acronym and its words
_REPEAT = re.compile(r"(\S.{1,59}?)\1{2,}", re.DOTALL)


def weight(text: str) -> float:
    """Return about how many characters the text would have in English."""
    total = float(len(_OTHER.findall(text)))
    return total + sum((each - 1) * len(pattern.findall(text)) for pattern, each in _WEIGHTS)


def issues(source: Side, target: Side) -> Iterator[Issue]:
    """Yield a length out of range, or a phrase that stands three times in a row."""
    one, other = weight(source.text), weight(target.text)
    if one and not target.text.strip():
        yield issue(Kind.LENGTH, source, target, (0, len(source.text)), None)
        return
    ratio = (other + _SLACK) / (one + _SLACK)
    if not _SHORTEST <= ratio <= _LONGEST and abs(other - one) > _LEAST_DIFFERENCE:
        yield issue(Kind.LENGTH, source, target, None, (0, len(target.text)))
    elif (repeat := _repeat(target.plain)) and not _repeat(source.plain):
        yield issue(Kind.LENGTH, source, target, None, repeat.span())


def _repeat(text: str) -> re.Match[str] | None:
    """Return three times the same phrase; a drawn-out letter or a rule is none."""
    for match in _REPEAT.finditer(text):
        if len({character for character in match[1] if character.isalpha()}) > 1:
            return match
    return None
