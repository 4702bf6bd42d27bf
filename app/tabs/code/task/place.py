"""Where the cursor stands, and what is written around it."""

from __future__ import annotations

from dataclasses import dataclass

# Characters around the cursor that can be of use; more is never looked at.
WIDEST_BEFORE = 32_000
WIDEST_AFTER = 8_000


@dataclass(frozen=True)
class Place:
    """A cursor in a file.

    `before` is the text up to the cursor and begins with a line, `after` the text from it on and
    ends with a line or the file; each is cut at about WIDEST_BEFORE and WIDEST_AFTER characters.
    `path` is the file's, "" where it has none yet; `language` an alias that pygments knows, "".
    """

    path: str
    before: str
    after: str
    language: str = ""

    @property
    def line_before(self) -> str:
        """Return the cursor's line up to the cursor."""
        return self.before[self.before.rfind("\n") + 1 :]

    @property
    def line_after(self) -> str:
        """Return the cursor's line from the cursor on, without its end."""
        return self.after.partition("\n")[0]


def place_at(text: str, offset: int, path: str = "", language: str = "") -> Place:
    """Return the place at a character offset of a whole text; lines end with a line feed."""
    start = max(0, offset - WIDEST_BEFORE)
    if start:
        line = text.find("\n", start, offset)
        start = start if line < 0 else line + 1
    end = text.find("\n", min(len(text), offset + WIDEST_AFTER))
    end = len(text) if end < 0 else end + 1
    return Place(path, text[start:offset], text[offset:end], language)
