"""ICU messages with branches: `{n, plural, one {# file} other {# files}}`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HEAD = re.compile(r"\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,(?:\s*offset:\d+)?")
_SELECTOR = re.compile(r"\s*(?:=\d+|\w+)\s*\{")
_BRACE = re.compile(r"[{}]")


def parts(message: str) -> list[tuple[str, bool]]:
    """Return the parts of a message in order, and whether each must stay as it is.

    The others are the words of its branches; other placeholders may be in them. Without branches
    the message is one part that stays.
    """
    head = _HEAD.match(message)
    found = list(_branches(message, head.end())) if head else []
    if not head or "".join(text for text, _ in found) != message[head.end() :]:
        return [(message, True)]
    return [(head[0], True), *found]


def _branches(message: str, at: int) -> Iterator[tuple[str, bool]]:
    while selector := _SELECTOR.match(message, at):
        yield selector[0], True
        at = _closing(message, selector.end())
        yield message[selector.end() : at], False
        yield message[at : at + 1], True
        at += 1
    yield message[at:], True


def _closing(message: str, at: int) -> int:
    """Return where the brace is that closes the one before `at`."""
    depth = 1
    for match in _BRACE.finditer(message, at):
        depth += 1 if match[0] == "{" else -1
        if not depth:
            return match.start()
    return len(message)
