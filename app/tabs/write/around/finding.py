"""Finding and replacing in the text of blocks, whatever looks its parts have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import structs

from app.piece import Block
from app.tabs.write.editor.proposal import TEXT, text_of
from app.tabs.write.task import authorship
from app.tabs.write.task.authorship import CJK
from app.tabs.write.task.changes import Blocks

Match = tuple[int, int, int]  # the number of a block, and from where to where in it
_LETTER = rf"[^\W{CJK}]"  # of a script that has spaces between words


@dataclass(frozen=True)
class Query:
    """What is looked for. Chinese has no spaces: it is found anywhere, also as whole words."""

    text: str
    case: bool = False
    word: bool = False

    def pattern(self) -> re.Pattern[str]:
        source = re.escape(self.text)
        if self.word and re.match(_LETTER, self.text[0]):
            source = rf"(?<!{_LETTER}){source}"
        if self.word and re.match(_LETTER, self.text[-1]):
            source = rf"{source}(?!{_LETTER})"
        return re.compile(source, 0 if self.case else re.IGNORECASE)


def matches(query: Query, blocks: Sequence[Block]) -> list[Match]:
    """Return where a text occurs, in the order of reading."""
    pattern = query.pattern()
    return [
        (number, *found.span())
        for number, block in enumerate(blocks)
        if block.kind in TEXT
        for found in pattern.finditer(text_of(block))
    ]


def replaced(blocks: Blocks, found: Sequence[Match], text: str) -> tuple[int, Blocks]:
    """Return the number of the first block that matches are in, and the blocks up to the last.

    A text takes the looks of what it replaces, and is the person's.
    """
    first, last = found[0][0], found[-1][0]
    changed = list(blocks[first : last + 1])
    for number, start, end in reversed(found):
        block = changed[number - first]
        runs = authorship.replace(block.runs, start, end, text)
        changed[number - first] = structs.replace(block, runs=runs)
    return first, tuple(changed)
