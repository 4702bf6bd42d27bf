"""The parts of a suggestion that are accepted one at a time."""

from __future__ import annotations

import re

_SPACE = re.compile(r"\s*")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(
    rf"[{_HAN}\U00020000-\U0003ffff]+"  # a run of Chinese
    rf"|[^\W{_HAN}\U00020000-\U0003ffff]+"  # an identifier or a number
    r"|[^\w\s]+"  # a run of other signs
)


def first_word(text: str) -> str:
    """Return the leading blanks and one identifier, or one run of other signs."""
    blanks = _SPACE.match(text)
    start = blanks.end() if blanks else 0
    word = _WORD.match(text, start)
    return text[: word.end()] if word else text


def first_line(text: str) -> str:
    """Return the first line that is not empty, with its line feed if more follows."""
    start = len(text) - len(text.lstrip("\n"))
    end = text.find("\n", start)
    return text if end < 0 else text[: end + 1]
