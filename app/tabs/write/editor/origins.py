"""Where a word of a model's is in what the model wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from app.piece import Block
from app.tabs.write.task.authorship import CJK, MODELS, shown, split
from app.tabs.write.task.changes import Blocks, Place

# A word of letters with the blanks before it, one sign of Chinese, or any other sign.
_WORD = re.compile(rf"\s*(?:[{CJK}]|[^\W{CJK}]+|[^\w\s])")


@dataclass(frozen=True)
class Word:
    """A word in a block from `start` to `end`, which begins at `offset` of a generation's text."""

    generation: int
    offset: int
    block: int
    start: int
    end: int
    text: str


def generation_at(blocks: Blocks, place: Place) -> int:
    """Return which generation wrote the character behind a place, or before it; 0 for none."""
    number, offset = place
    before, after = split(blocks[number].runs, offset)
    for run in (*after[:1], *before[-1:]):
        if run.author in MODELS and run.generation:
            return run.generation
    return 0


def word_at(blocks: Blocks, place: Place, text: str) -> Word | None:
    """Return the word at a place, by the text that its generation wrote.

    The region of the piece that the generation had a hand in is laid beside that text; None where
    the word is not in it.
    """
    generation = generation_at(blocks, place)
    number, offset = place
    line = shown(blocks[number].runs)
    match = next((m for m in _WORD.finditer(line) if m.start() <= offset < m.end()), None)
    if match is None and offset == len(line):
        match = next((m for m in _WORD.finditer(line) if m.end() == offset), None)
    if not generation or match is None:
        return None
    found = match.group().lstrip()
    start = match.end() - len(found)
    region, before = _region(blocks, generation, (number, start))
    at = _aligned(region, text, before)
    if at is None or not text.startswith(found, at):
        return None
    return Word(generation, at, number, start, match.end(), found)


def _region(blocks: Blocks, generation: int, place: Place) -> tuple[str, int]:
    """Return the text from a generation's first character to its last, and where a place is."""
    numbers = [n for n, block in enumerate(blocks) if _has(block, generation)]
    first, last = numbers[0], numbers[-1]
    lines = [shown(block.runs) for block in blocks[first : last + 1]]
    before = sum(len(line) + 1 for line in lines[: place[0] - first]) + place[1]
    return "\n".join(lines), before


def _has(block: Block, generation: int) -> bool:
    return any(run.generation == generation and run.author in MODELS for run in block.runs)


def _aligned(region: str, text: str, at: int) -> int | None:
    """Return which character of a text is the one at an offset of a region, None for none."""
    for code in Indel.opcodes(region, text):
        if code.tag == "equal" and code.src_start <= at < code.src_end:
            return code.dest_start + at - code.src_start
    return None
