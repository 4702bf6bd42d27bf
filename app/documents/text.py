"""Plain text: a paragraph is a unit, and so is a line that is one by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from app.document_protocol import Unit
from app.documents.lines import Line, columns, is_spaceless, joined, lines_of
from app.documents.markup import untagged
from app.documents.splice import Edit, Places
from app.documents.textfile import TextFile

NARROWEST, WIDEST = 40, 130  # columns of a text that was wrapped by hand or by a program
# An item of a list, or a Chinese paragraph's first line.
_BEGINNING = re.compile(
    r"\s*(?:[-*+•·●○–—]|\(?\d{1,3}[.)、]|[一二三四五六七八九十]+[、.])\s*(?=\S)|\u3000+(?=\S)"
)
_HYPHEN = re.compile(r"(?<=[a-z])-(?:\r\n|\r|\n)[ \t]*(?=[a-z])")
_SENTENCE_ENDS = frozenset(".!?:;。！？：；…”\"'")


@dataclass(frozen=True)
class _Paragraph:
    """Lines at start:end that are one unit; `gap` divides it from its translation."""

    unit: Unit
    start: int
    end: int
    source: str
    gap: str

    def edits(self, text: str, *, bilingual: bool) -> Iterator[Edit]:
        new = joined(untagged(text.strip(), self.unit.text))
        above = self.source + self.gap if bilingual else ""
        yield Edit(self.start, self.end, above + new)


class TextDocument(TextFile):
    """A text file; its encoding and its line endings are kept."""

    def _read(self, text: str) -> Places:
        return Places(text, _paragraphs(text))


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    lines = lines_of(text)
    widths = sorted(columns(text[line.start : line.end]) for line in lines)
    widest = widths[int(0.95 * (len(widths) - 1))]  # a few long addresses tell nothing
    number = 0
    for blank, group in groupby(lines, key=lambda line: not text[line.start : line.end].strip()):
        block = [] if blank else list(group)
        parts = list(_parts(text, block, widest))
        for part in parts:
            start, end = part[0].start, part[-1].end
            source = text[start:end]
            if not any(character.isalpha() for character in source):
                continue
            number += 1
            words = joined(_HYPHEN.sub("-", source)).strip()
            unit = Unit(str(number), words)
            indent = len(source) - len(source.lstrip())
            gap = (part[0].ending or lines[0].ending or "\n") * (2 if len(parts) == 1 else 1)
            core = source.strip()
            yield _Paragraph(
                unit, start + indent, start + indent + len(core), core, gap + source[:indent]
            )


def _parts(text: str, block: Sequence[Line], widest: int) -> Iterator[list[Line]]:
    """Divide lines without a blank one between them into those that belong together."""
    part: list[Line] = []
    for line in block:
        is_rule = not any(map(str.isalnum, text[line.start : line.end]))
        if part and (is_rule or _BEGINNING.match(text, line.start, line.end)):
            yield from _unwrapped(text, part, widest)
            part = []
        if not is_rule:
            part.append(line)
    yield from _unwrapped(text, part, widest)


def _unwrapped(text: str, part: list[Line], widest: int) -> list[list[Line]]:
    contents = [text[line.start : line.end].rstrip() for line in part]
    if _is_wrapped(contents, widest):
        return [part]
    return [[line] for line in part]


def _is_wrapped(lines: Sequence[str], widest: int) -> bool:
    """Tell whether each line ends where the next one's first word had no room.

    `widest` is the width of the whole text, in columns.
    """
    limit = max(map(columns, lines), default=0)
    if len(lines) < 2 or widest > WIDEST or limit < max(NARROWEST, 0.8 * widest):
        return False
    if all(line[-1] in _SENTENCE_ENDS for line in lines[:-1]):
        return False
    greedy = all(columns(line) + _first_width(after) > limit for line, after in pairwise(lines))
    return greedy or all(columns(line) >= 0.8 * limit for line in lines[:-1])


def _first_width(line: str) -> int:
    """Return the room that the first word of a line takes after another, in columns.

    For a Chinese line it allows for a character that was moved for its neighbour's sake.
    """
    line = line.lstrip()
    return 8 if is_spaceless(line) else 1 + columns(line.split(maxsplit=1)[0])
