"""Lines of text: joining those that were wrapped, and wrapping again. Widths are in columns."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

# A line of one of these scripts goes on in the next without a space; Korean needs one.
_SPACELESS = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
_BREAK_INSIDE = re.compile(f"(?<=[{_SPACELESS}])[ \t]*\r?\n[ \t]*(?=[{_SPACELESS}])")
_BREAK = re.compile(r"[ \t\f]*[\r\n]\s*")
_NEVER_FIRST = "，。、；：？！）》」』】〉”’…—～·,.;:?!)]}%"
_NEVER_LAST = "（《「『【〈“‘([{"


def columns(text: str) -> int:
    """Return how wide a text is: two columns for a Chinese character."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def joined(text: str) -> str:
    """Put a text on one line, with a space for each break where the script has spaces."""
    return _BREAK.sub(" ", _BREAK_INSIDE.sub("", text))


def is_spaceless(character: str) -> bool:
    """Tell whether a character is of a script without spaces between words."""
    return re.match(f"[{_SPACELESS}]", character) is not None
