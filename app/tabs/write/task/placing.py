"""Where a drafted section stands in a piece, and the blocks that it becomes there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz import fuzz

from app.piece import Block, Run
from app.tabs.write.task import sentences
from app.tabs.write.task.outline import Outline, at, leaves
from app.tabs.write.task.state import Progress

Blocks = tuple[Block, ...]
DEEPEST = 6
ALIKE = 50.0  # percent of a text that make it the same one, edited


@dataclass(frozen=True)
class Placed:
    """Blocks to be put in place of those from `first` to before `end`.

    What is replaced is empty, or what the model wrote for a section before. Where the person has
    changed that since, `edited` says so: it is theirs to decide.
    """

    first: int
    end: int
    blocks: Blocks
    edited: bool = False


def headings(outline: Outline, path: tuple[int, ...]) -> list[tuple[int, str]]:
    """Return the headings that stand above a section's text: how deep, and what they say.

    A section that is the whole piece has none.
    """
    if len(list(leaves(outline))) == 1:
        return []
    depths = range(1, len(path) + 1)
    return [(depth, at(outline, path[:depth]).title) for depth in depths if not any(path[depth:])]


def paragraphs(text: str, language: str, answers: Mapping[int, str]) -> Blocks:
    """Return a section's text as paragraphs; each sentence is of the answer that it stands in.

    `answers` are the texts of generations by their numbers; 0 is for a sentence in none.
    """
    return tuple(Block(runs=_runs(line, language, answers)) for line in sentences.paragraphs(text))


def place(
    blocks: Sequence[Block],
    progress: Progress,
    number: int,
    answers: Mapping[int, str],
    former: Collection[str] = (),
) -> Placed:
    """Return where the text of a section goes; `former` are texts that were placed before."""
    paths = [path for path, _ in leaves(progress.outline)]
    text = paragraphs(progress.written[number].text, progress.brief.language, answers)
    if len(paths) == 1:
        return _body(blocks, 0, len(blocks), text, former)
    found = _found(blocks, [section.title for section in progress.sections])
    here = found[number]
    if here is not None:
        return _body(blocks, here + 1, _end(blocks, here), text, former)
    above = [
        Block("heading", (Run(title, author="model"),), min(depth + 1, DEEPEST))
        for depth, title in headings(progress.outline, paths[number])
        if depth == len(paths[number]) or not any(_is_heading(one, title) for one in blocks)
    ]
    if not any(one.runs or one.kind != "paragraph" for one in blocks):
        return Placed(0, len(blocks), (*above, *text))
    first = _gap(blocks, found, number)
    return Placed(first, first, (*above, *text))


def _body(
    blocks: Sequence[Block], first: int, end: int, text: Blocks, former: Collection[str]
) -> Placed:
    lines = [one.text for one in blocks[first:end] if one.runs or one.kind != "paragraph"]
    if not lines or any(lines == sentences.paragraphs(one) for one in former):
        return Placed(first, end, text)
    there = "\n".join(lines)
    if any(fuzz.ratio(there, one, score_cutoff=ALIKE) for one in former):
        return Placed(first, end, text, edited=True)
    return Placed(end, end, text)


def _found(blocks: Sequence[Block], titles: Sequence[str]) -> list[int | None]:
    """Return where the headings of sections are, which come in their order."""
    found: list[int | None] = []
    start = 0
    for title in titles:
        numbers = range(start, len(blocks))
        here = next((n for n in numbers if _is_heading(blocks[n], title)), None)
        found.append(here)
        start = start if here is None else here + 1
    return found


def _is_heading(block: Block, title: str) -> bool:
    return block.kind == "heading" and block.text.strip() == title.strip()


def _end(blocks: Sequence[Block], heading: int) -> int:
    """Return where the text under a heading ends."""
    numbers = range(heading + 1, len(blocks))
    return next((n for n in numbers if blocks[n].kind == "heading"), len(blocks))


def _gap(blocks: Sequence[Block], found: Sequence[int | None], number: int) -> int:
    """Return where a section without a heading goes: behind the one before, or else before."""
    before = next((here for here in reversed(found[:number]) if here is not None), None)
    if before is not None:
        return _end(blocks, before)
    behind = next((here for here in found[number:] if here is not None), None)
    return len(blocks) if behind is None else behind


def _runs(line: str, language: str, answers: Mapping[int, str]) -> tuple[Run, ...]:
    """Return a paragraph as runs of the generations that wrote its sentences."""
    parts: list[tuple[int, str]] = []
    found = sentences.split(line, language)
    last = max(answers, default=0)
    for which, sentence in enumerate(found):
        start = 0 if not which else found[which - 1].end
        end = len(line) if which == len(found) - 1 else sentence.end
        owner = next((n for n, text in answers.items() if sentence.text in text), last)
        parts.append((owner, line[start:end]))
    return tuple(
        Run("".join(text for _, text in group), author="model", generation=owner)
        for owner, group in groupby(parts, key=lambda part: part[0])
    )
