"""Which part of a piece follows a word in what a model wrote at one time."""

from __future__ import annotations

from app.tabs.write.editor.origins import Word
from app.tabs.write.task.authorship import shown, split
from app.tabs.write.task.changes import Blocks, Place

BLANKS = " \t"
APART = ("rule", "table", "image")


def rest_of(blocks: Blocks, word: Word) -> tuple[Place, Place] | None:
    """Return from where to where a generation's text goes on with a word, the blanks before it too.

    It ends where the person had a hand in it. None where the word itself is not the model's any
    more.
    """
    end = _end(blocks, (word.block, word.start), word.generation)
    if end is None or end < (word.block, word.end):
        return None
    before = shown(blocks[word.block].runs)[: word.start]
    return (word.block, len(before.rstrip(BLANKS))), end


def fitted(start: Place, text: str) -> str:
    """Return a text that comes in at a place, without blanks at the beginning of a paragraph."""
    return text.lstrip(BLANKS) if start[1] == 0 else text


def _end(blocks: Blocks, start: Place, generation: int) -> Place | None:
    """Return where what a generation wrote ends, None where it does not go on at a place."""
    number, offset = start
    found: Place | None = None
    while number < len(blocks) and blocks[number].kind not in APART:
        runs = split(blocks[number].runs, offset)[1]
        for run in runs:
            if run.author != "model" or run.generation != generation:
                return found
            offset += len(run.text)
            found = number, offset
        if not runs:
            return found
        number, offset = number + 1, 0
    return found
