"""Who wrote what: edits of runs that keep their authors, and the shares of each.

Offsets count in the shown text, that of all runs, also of those whose change is not decided yet.
What a person types is the person's and no part of such a change. A run says to the character who
put it there; a word of letters that a person cut something out of, or joined to another, becomes
"edited" as a whole, and so does, when it is `settled`, one that both had a hand in. Chinese and
Japanese count by the character: what stands beside one that was changed remains the model's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby
from typing import get_args

from msgspec import structs

from app.piece import Author, Block, Run

Runs = tuple[Run, ...]
Span = tuple[int, int]

AUTHORS: tuple[Author, ...] = get_args(Author)
MODELS = ("model", "edited")
CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = rf"[^\W{CJK}]"
_WORD = re.compile(rf"{_LETTER}+(?:['’]{_LETTER}+)*")
_UNIT = re.compile(rf"[{CJK}]|{_WORD.pattern}")
_NEAR = 64  # characters beside a place among which the word around it is


@dataclass(frozen=True)
class Share:
    """What one author wrote: characters without white space; words, or characters of Chinese."""

    characters: int = 0
    words: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.characters + other.characters, self.words + other.words)


# Runs -------------------------------------------------------------------------------------------


def shown(runs: Iterable[Run]) -> str:
    """Return the text of all runs."""
    return "".join(run.text for run in runs)


def merge(runs: Iterable[Run]) -> Runs:
    """Join neighbours that differ in their text only; nothing is left of an empty run.

    Unless it is part of a change: then it says that there was, or will be, an empty paragraph.
    """
    merged: list[Run] = []
    for run in runs:
        if merged and alike(merged[-1], run):
            merged[-1] = structs.replace(run, text=merged[-1].text + run.text)
        elif run.text or run.change:
            merged.append(run)
    return tuple(merged)


def alike(one: Run, other: Run) -> bool:
    """Tell whether two runs differ in their text only."""
    return structs.astuple(one)[1:] == structs.astuple(other)[1:]


def split(runs: Sequence[Run], at: int) -> tuple[Runs, Runs]:
    """Cut runs in two at an offset."""
    for number, run in enumerate(runs):
        if at < len(run.text):
            if at <= 0:
                return tuple(runs[:number]), tuple(runs[number:])
            left, right = (structs.replace(run, text=t) for t in (run.text[:at], run.text[at:]))
            return (*runs[:number], left), (right, *runs[number + 1 :])
        at -= len(run.text)
    return tuple(runs), ()


def part(runs: Sequence[Run], start: int, end: int) -> Runs:
    """Return what is between two offsets."""
    return split(split(runs, start)[1], end - start)[0]


def insert(
    runs: Sequence[Run],
    at: int,
    text: str,
    author: Author = "typed",
    generation: int = 0,
    like: Run | None = None,
) -> Runs:
    """Put text in; it looks `like` another run, or else as what is before it."""
    before, after = split(runs, at)
    look = like or _look(before, after)
    new = structs.replace(look, text=text, author=author, generation=generation, change="")
    return merge((*before, new, *after))


def delete(runs: Sequence[Run], start: int, end: int) -> Runs:
    """Take out what a person deletes; what remains of a model's words becomes edited."""
    before, rest = split(runs, start)
    gone, after = split(rest, end - start)
    if any(run.author in MODELS and run.text for run in gone):
        text = shown(runs)
        for first, last in _damaged(text, start, end):
            if last <= start:
                before = _edit(before, first, last)
            else:
                after = _edit(after, first - end, last - end)
    return merge((*before, *after))


def replace(
    runs: Sequence[Run],
    start: int,
    end: int,
    text: str,
    author: Author = "typed",
    generation: int = 0,
    like: Run | None = None,
) -> Runs:
    """Put text in the place of another; it looks as the first of that did."""
    old = part(runs, start, end)
    look = like or (old[0] if old else None)
    return insert(delete(runs, start, end), start, text, author, generation, look)


def settled(runs: Sequence[Run]) -> Runs:
    """Make each word that a person and a model both had a hand in edited."""
    parts = [tuple(group) for _, group in groupby(runs, key=lambda run: run.change)]
    return merge(run for one in parts for run in _settle(one))


def spans(runs: Sequence[Run]) -> list[tuple[int, int, Author, int]]:
    """Return who wrote what, as (start, end, author, generation), every character once."""
    runs = settled(runs)
    ends = accumulate(len(run.text) for run in runs)
    return [
        (end - len(run.text), end, run.author, run.generation)
        for end, run in zip(ends, runs, strict=True)
        if run.text
    ]


# Shares -----------------------------------------------------------------------------------------


def all_runs(blocks: Iterable[Block]) -> Iterator[Runs]:
    """Yield the runs of each paragraph and of each cell."""
    for block in blocks:
        yield block.runs
        yield from (cell for row in block.rows for cell in row)


def shares(blocks: Iterable[Block]) -> dict[Author, Share]:
    """Return what each author wrote of the text as it is without the changes that wait."""
    found = dict.fromkeys(AUTHORS, Share())
    for _, author, share in _counted(blocks):
        found[author] += share
    return found


def by_generation(blocks: Iterable[Block]) -> dict[int, Share]:
    """Return what is left of each generation, edited or not."""
    found: dict[int, Share] = {}
    for generation, author, share in _counted(blocks):
        if author in MODELS:
            found[generation] = found.get(generation, Share()) + share
    return found


def percentages(amounts: Sequence[int]) -> list[int]:
    """Return whole percentages that sum to 100, or zeros of nothing (largest remainders)."""
    total = sum(amounts)
    if not total:
        return [0] * len(amounts)
    whole = [amount * 100 // total for amount in amounts]
    rest = sorted(range(len(amounts)), key=lambda n: -(amounts[n] * 100 % total))
    for number in rest[: 100 - sum(whole)]:
        whole[number] += 1
    return whole


def _counted(blocks: Iterable[Block]) -> Iterator[tuple[int, Author, Share]]:
    for block in blocks:
        yield from _shares_of(block)


@lru_cache(maxsize=50_000)
def _shares_of(block: Block) -> tuple[tuple[int, Author, Share], ...]:
    """Count a block; one that was counted before costs nothing."""
    return tuple(_counted_runs(all_runs([block])))


def _counted_runs(found: Iterable[Runs]) -> Iterator[tuple[int, Author, Share]]:
    for runs in found:
        kept = settled([run for run in runs if run.change != "inserted"])
        text = shown(kept)
        starts = [match.start() for match in _UNIT.finditer(text)]
        for first, last, run in _placed(kept):
            words = bisect_left(starts, last) - bisect_left(starts, first)
            yield run.generation, run.author, Share(len("".join(run.text.split())), words)


# Inside -----------------------------------------------------------------------------------------


def _placed(runs: Iterable[Run]) -> Iterator[tuple[int, int, Run]]:
    at = 0
    for run in runs:
        yield at, at + len(run.text), run
        at += len(run.text)


def _look(before: Runs, after: Runs) -> Run:
    """Return a run that looks as what is typed here does; a link only goes on inside itself."""
    if not before:
        return structs.replace(after[0], link="") if after else Run("")
    inside = bool(after) and after[0].link == before[-1].link
    return before[-1] if inside else structs.replace(before[-1], link="")


def _word_around(text: str, at: int) -> Span | None:
    """Return the word that an offset is inside of."""
    low = max(0, at - _NEAR)
    for match in _WORD.finditer(text, low, at + _NEAR):
        if match.start() < at < match.end():
            return match.span()
    return None


def _damaged(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what remains, by its place in `text`, of words that lost something or were joined."""
    left, right = _word_around(text, start), _word_around(text, end)
    near = text[max(0, start - _NEAR) : start]
    joined = _word_around(near + text[end : end + _NEAR], len(near))
    if joined:
        yield start - len(near) + joined[0], start
        yield end, end + joined[1] - len(near)
        return
    if left:
        yield left[0], start
    if right:
        yield end, right[1]


def _edit(runs: Sequence[Run], start: int, end: int, generation: int = -1) -> Runs:
    """Make what a model wrote between two offsets edited, or all, as of a generation."""
    before, rest = split(runs, start)
    middle, after = split(rest, end - start)
    changed = [
        structs.replace(run, author="edited", generation=max(run.generation, generation))
        if run.author == "model" or generation >= 0
        else run
        for run in middle
    ]
    return (*before, *changed, *after)


def _settle(runs: Runs) -> Runs:
    text = shown(runs)
    for place in list(accumulate(len(run.text) for run in runs))[:-1]:
        word = _word_around(text, place)
        if word is None:
            continue
        inside = [run for run in part(runs, *word) if run.text]
        authors = {run.author for run in inside}
        if authors != {"model"} and authors != {"edited"} and authors & set(MODELS):
            runs = _edit(runs, *word, max(run.generation for run in inside))
    return runs
