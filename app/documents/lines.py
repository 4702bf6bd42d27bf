"""Lines of text: finding them, joining wrapped ones, wrapping again. Widths are in columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf
from unicodedata import east_asian_width

from app.document_protocol import TAG

# Scripts without spaces between words. Korean, as wide, has them.
_SPACELESS = (
    "\u2e80-\u31ff\u3200-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
_TAGS = r"((?:⟦/?\d+/?⟧)*)"
_BREAK_INSIDE = re.compile(
    rf"(?<=[{_SPACELESS}]){_TAGS}[ \t]*(?:\r\n|\r|\n)\s*{_TAGS}(?=[{_SPACELESS}])"
)
_BREAK = re.compile(r"[ \t\f]*[\r\n]\s*")
_SPACES = re.compile(r"[ \t\f]{2,}|[\t\f]")
_LINE = re.compile(r"[^\r\n]*(\r\n|\r|\n|\Z)")
_PIECE = re.compile(rf"{TAG.pattern}|\s+|[{_SPACELESS}]|[^\s{_SPACELESS}⟦]+|⟦")
_NEVER_FIRST = frozenset("，。、；：？！）》」』】〕〉”’…—～·,.;:?!)]}%")
_NEVER_LAST = frozenset("（《「『【〔〈“‘([{")
# How many columns of imbalance a break after these is worth, squared.
_WORTH = dict.fromkeys("。！？.!?…", 160) | dict.fromkeys("，、；：,;:", 90)


@dataclass(frozen=True)
class Line:
    """A line at start:end, without its `ending`."""

    start: int
    end: int
    ending: str


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text; the last has no ending and may be empty."""
    found = []
    position = 0
    while match := _LINE.match(text, position):
        found.append(Line(position, match.start(1), match[1]))
        if not match[1]:
            break
        position = match.end()
    return found


def columns(text: str) -> int:
    """Return how wide a text is: two columns for a Chinese character, none for a tag."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in TAG.sub("", text))


def joined(text: str) -> str:
    """Put a text with tags on one line, with a space for each break if the script has spaces."""
    return _BREAK.sub(" ", _BREAK_INSIDE.sub(r"\1\2", text))


def collapsed(text: str) -> str:
    """Put a text with tags on one line with single spaces, as a browser does."""
    return _SPACES.sub(" ", joined(text))


def is_spaceless(text: str) -> bool:
    """Tell whether a text begins with a character of a script without spaces."""
    return re.match(f"[{_SPACELESS}]", text) is not None


def balanced(text: str, lines: int, width: int) -> list[str]:
    """Wrap a text with tags into as few lines as `width` asks for, at most `lines`.

    The lines are about equally long, and rather end with punctuation.
    """
    pieces = list(_pieces(text))
    best = [text]
    for count in range(1, min(lines, len(pieces)) + 1):
        best = _divided(pieces, count)
        if max(map(columns, best)) <= width:
            break
    return best


def _pieces(text: str) -> Iterator[str]:
    """Split a text wherever a line may end; a piece begins with the space before it."""
    piece = pending = last = ""
    for match in _PIECE.finditer(text):
        part = match[0]
        if match["close"]:
            piece, pending = piece + pending + part, ""
        elif part.isspace() or match["open"] or match["alone"]:
            pending += part
        else:
            spaced = is_spaceless(part) or is_spaceless(last) or " " in pending
            if last and spaced and last[-1] not in _NEVER_LAST and part[0] not in _NEVER_FIRST:
                yield piece
                piece = ""
            piece, pending, last = piece + pending + part, "", part
    yield piece + pending


def _divided(pieces: Sequence[str], count: int) -> list[str]:
    """Join pieces to `count` lines such that the squares of their widths are least."""
    ends = list(accumulate(map(columns, pieces), initial=0))
    spaces = [columns(piece) - columns(piece.lstrip()) for piece in pieces]
    worths = [_WORTH.get(TAG.sub("", piece).rstrip("”’」』\"'")[-1:], 0) for piece in pieces]
    size = len(pieces)
    costs = [0.0, *([inf] * size)]
    cuts: list[list[int]] = []
    for line in range(count):
        rows = [
            min(
                (costs[start] + (ends[end] - ends[start] - spaces[start]) ** 2, start)
                for start in range(line, end)
            )
            for end in range(line + 1, size + 1)
        ]
        last = line == count - 1
        costs = [
            *([inf] * (line + 1)),
            *(c - (0 if last else worths[line + i]) for i, (c, _) in enumerate(rows)),
        ]
        cuts.append([0] * (line + 1) + [start for _, start in rows])
    found, end = [], size
    for starts in reversed(cuts):
        found.append("".join(pieces[starts[end] : end]).strip())
        end = starts[end]
    return found[::-1]
