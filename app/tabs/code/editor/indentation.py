"""How lines are indented."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice, pairwise

LINES = 2_000  # looked at
WIDTHS = (2, 3, 4, 8)
OPENERS = {"(": ")", "[": "]", "{": "}"}
_TABS = {"go", "make"}
_NARROW = {
    "javascript", "typescript", "html", "css", "scss", "json", "yaml", "ruby", "lua", "xml", "vue",
    "dart", "scala", "haskell", "markdown", "jsx", "tsx", "elixir", "r",
}  # fmt: skip
_COLONS = {"python", "python2", "cython", "gdscript", "nim", "yaml"}
_LEADING = re.compile(r"[ \t]*")


@dataclass(frozen=True)
class Indentation:
    """Tabs or spaces, and the columns of one step."""

    tabs: bool = False
    width: int = 4

    @property
    def step(self) -> str:
        return "\t" if self.tabs else " " * self.width

    def columns(self, text: str) -> int:
        """Return the width of a text in columns."""
        return len(text.expandtabs(self.width))

    def to_stop(self, before: str) -> str:
        """Return what leads from the end of `before` to the next stop."""
        return "\t" if self.tabs else " " * (self.width - self.columns(before) % self.width)

    def shallower(self, blanks: str) -> str:
        """Return leading blanks less one step."""
        columns = self.columns(blanks)
        kept = max(0, (columns - 1) // self.width * self.width)
        while blanks and self.columns(blanks) > kept:
            blanks = blanks[:-1]
        return blanks


def leading(line: str) -> str:
    """Return the blanks at the beginning of a line."""
    match = _LEADING.match(line)
    return match.group() if match else ""


def habit(language: str) -> Indentation:
    """Return how a language is usually indented."""
    return Indentation(language in _TABS, 2 if language in _NARROW else 4)


def detected(text: str, language: str) -> Indentation:
    """Return how a text is indented, or the habit of the language where it does not say."""
    lines = [m.group() for m in islice(re.finditer(r"^.*\S.*$", text, re.MULTILINE), LINES)]
    blanks = [leading(line) for line in lines]
    tabs = sum(blank.startswith("\t") for blank in blanks)
    spaces = sum(blank.startswith("  ") for blank in blanks)
    if tabs > spaces:
        return Indentation(True, habit(language).width)
    steps = Counter(
        len(below) - len(above)
        for above, below in pairwise(blanks)
        if len(below) - len(above) in WIDTHS and "\t" not in below
    )
    if not steps:
        return Indentation(False, habit(language).width) if spaces else habit(language)
    width, _times = max(steps.items(), key=lambda item: (item[1], -item[0]))
    return Indentation(False, width)


def after_enter(
    before: str, after: str, language: str, indentation: Indentation
) -> tuple[str, str]:
    """Return what Enter inserts before and behind the cursor, between two parts of a line."""
    blanks = leading(before)
    last = before.rstrip()[-1:]
    deeper = last in OPENERS or (last == ":" and language in _COLONS)
    if not deeper:
        return "\n" + blanks, ""
    closes = last in OPENERS and after.lstrip().startswith(OPENERS[last])
    return "\n" + blanks + indentation.step, "\n" + blanks if closes else ""
