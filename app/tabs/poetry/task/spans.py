"""Where the characters and words of a poem stand in the text that somebody has written."""

from __future__ import annotations

from app.tabs.poetry.task.chinese.check import HAN, NOTE
from app.tabs.poetry.task.chinese.faults import At
from app.tabs.poetry.task.english.sounds import WORDS
from app.tabs.poetry.task.judge import lines_of
from app.tabs.poetry.task.shapes import Family, shape

Span = tuple[int, int]


def spans(form: str, text: str) -> dict[At, Span]:
    """Return where each character, or English word, begins and ends. Raises KeyError."""
    family = shape(form).family
    if family is Family.ENGLISH:
        return _words(text)
    if family is not Family.TUNE:
        text = NOTE.sub(lambda note: " " * len(note.group()), text)
    starts = (found.start() for found in HAN.finditer(text))
    return {
        At(number, place): (start, start + 1)
        for number, line in enumerate(lines_of(form, text))
        for place, start in zip(range(len(line)), starts, strict=False)
    }


def find(known: dict[At, Span], at: At) -> Span | None:
    """Return where a place stands; all of its line where the line has no such place."""
    line = [span for place, span in known.items() if place.line == at.line]
    return known.get(at) or ((line[0][0], line[-1][1]) if line else None)


def _words(text: str) -> dict[At, Span]:
    found: dict[At, Span] = {}
    number = start = 0
    for row in text.replace("\u2019", "'").replace("\u2018", "'").splitlines(keepends=True):
        for place, word in enumerate(WORDS.finditer(row)):
            found[At(number, place)] = (start + word.start(), start + word.end())
        number += bool(row.strip())
        start += len(row)
    return found
