"""Addresses in a text: URLs, domains, e-mail addresses and @handles."""

from __future__ import annotations

import re

from app.tabs.translate.task.issues import Span

_TOP = "com|org|net|edu|gov|info|biz|cn|io|dev|ai|eu|uk|de|fr|jp|kr|ru|tw|hk"
_TAIL = r"""[^\s<>"'`{}|\\^\u2e80-\uffff]"""
_PATTERN = re.compile(
    rf"[A-Za-z][A-Za-z0-9+.\-]{{1,15}}://{_TAIL}++"
    r"|(?<![A-Za-z0-9._%+\-])(?:mailto:)?[A-Za-z0-9._%+\-]{1,64}"
    r"@[A-Za-z0-9.\-]{1,253}\.[A-Za-z]{2,24}"
    rf"|(?<![A-Za-z0-9.@/\-])www\.{_TAIL}++"
    rf"|(?<![A-Za-z0-9.@/\-])(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{{0,61}})\.){{1,4}}"
    rf"(?:{_TOP})(?![A-Za-z0-9\-])(?::\d{{2,5}})?(?:/{_TAIL}*+)?"
    r"|(?<![A-Za-z0-9._/@])@[A-Za-z][A-Za-z0-9_]{1,29}(?![:.]\w|@)",
    re.ASCII,
)


def find(text: str) -> list[Span]:
    """Return the spans of the addresses, without the punctuation of the sentence behind them."""
    return [(match.start(), match.start() + _length(match[0])) for match in _PATTERN.finditer(text)]


def _length(address: str) -> int:
    """Return where the address ends; a closing bracket that it did not open is not part of it."""
    excess = {
        closing: address.count(closing) - address.count(opening)
        for opening, closing in ("()", "[]")
    }
    end = len(address)
    while end:
        last = address[end - 1]
        if last not in ".,;:!?*" and excess.get(last, 0) <= 0:
            break
        if last in excess:
            excess[last] -= 1
        end -= 1
    return end
