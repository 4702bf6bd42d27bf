"""What was changed in a text, in pieces that can be taken or left one by one."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

By = Literal["line", "word", "character"]
Span = tuple[int, int]

# Above this many pairs of pieces a stretch is changed as a whole.
MOST_PAIRS = 40_000_000
# Lines with less in common than this share are two different lines.
ALIKE = 0.4
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_HAN = "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
_WORDS = re.compile(rf"{_HAN}|\n|[^\S\n]+|\w+?(?={_HAN})|\w+|.")


@dataclass(frozen=True)
class Hunk:
    """A change: `old`, at these character offsets of the old text, becomes `new`."""

    old_start: int
    old_end: int
    old: str
    new: str


def hunks(old: str, new: str, *, by: By) -> tuple[Hunk, ...]:
    """Return the changes that make `new` of `old`, from the first to the last."""
    changes = _changes(old, new, _LINES.findall(old), _LINES.findall(new), 0)
    if by == "line":
        return tuple(_settle(old, _merge(old, changes, _chance_lines)))
    fine: list[Hunk] = []
    for change in changes:
        pieces = (_pieces(change.old, by), _pieces(change.new, by))
        fine += _changes(change.old, change.new, *pieces, change.old_start)
    return tuple(_merge(old, fine, _chance_words))


def apply(old: str, hunks: Sequence[Hunk], accepted: Collection[int]) -> str:
    """Return `old` with the changes at these positions of `hunks`."""
    parts: list[str] = []
    end = 0
    for number, hunk in enumerate(hunks):
        parts += old[end : hunk.old_start], hunk.new if number in accepted else hunk.old
        end = hunk.old_end
    return "".join((*parts, old[end:]))


def changed_parts(old: str, new: str) -> tuple[list[Span], list[Span]]:
    """Return the changed spans of both texts, none where they have little in common.

    A span is a run of words, of characters in Chinese and Japanese.
    """
    pieces = _pieces(old, "word"), _pieces(new, "word")
    found = _merge(old, _changes(old, new, *pieces, 0), _chance_words)
    kept = len(old) - sum(len(hunk.old) for hunk in found)
    if 2 * kept < ALIKE * (len(old) + len(new)):
        return [], []
    shift, before, after = 0, [], []
    for hunk in found:
        start = hunk.old_start + shift
        before.append((hunk.old_start, hunk.old_end))
        after.append((start, start + len(hunk.new)))
        shift += len(hunk.new) - len(hunk.old)
    return [s for s in before if s[0] < s[1]], [s for s in after if s[0] < s[1]]


def continued(old: str, new: str) -> str:
    """Return what a growing `new` becomes if the rest of `old` stays as it is.

    Only finished lines of `new` count.
    """
    ours, theirs = _LINES.findall(old), _LINES.findall(new[: new.rfind("\n") + 1])
    known = done = 0
    for kind, _, end, _, last in _opcodes(ours, theirs):
        if kind == "equal":
            known, done = end, last
    return "".join((*theirs, *ours[known + len(theirs) - done :]))


def _pieces(text: str, by: By) -> list[str]:
    return list(text) if by == "character" else _WORDS.findall(text)


def _opcodes(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """Align two sequences as (kind, start, end) of the old one and (start, end) of the new."""
    numbers: dict[str, int] = {}
    codes = [[numbers.setdefault(piece, len(numbers)) for piece in side] for side in (old, new)]
    return [
        (code.tag, code.src_start, code.src_end, code.dest_start, code.dest_end)
        for code in Indel.opcodes(*codes)
    ]


def _changes(
    old: str, new: str, old_pieces: Sequence[str], new_pieces: Sequence[str], shift: int
) -> list[Hunk]:
    if len(old_pieces) * len(new_pieces) > MOST_PAIRS:
        return [Hunk(shift, shift + len(old), old, new)]
    found: list[Hunk] = []
    place = shift
    for kind, start, end, first, last in _opcodes(old_pieces, new_pieces):
        before, after = "".join(old_pieces[start:end]), "".join(new_pieces[first:last])
        if kind == "equal":
            place += len(before)
            continue
        if found and found[-1].old_end == place:
            previous = found.pop()
            before, after = previous.old + before, previous.new + after
            place = previous.old_start
        found.append(Hunk(place, place + len(before), before, after))
        place += len(before)
    return found


def _merge(
    old: str, changes: Sequence[Hunk], by_chance: Callable[[str, Hunk, Hunk], bool]
) -> list[Hunk]:
    """Join neighbours that only stand apart because something between them is alike by chance."""
    found: list[Hunk] = []
    for change in changes:
        if found:
            last = found[-1]
            gap = old[last.old_end : change.old_start]
            if by_chance(gap, last, change):
                before, after = last.old + gap + change.old, last.new + gap + change.new
                found[-1] = Hunk(last.old_start, change.old_end, before, after)
                continue
        found.append(change)
    return found


def _chance_lines(gap: str, first: Hunk, second: Hunk) -> bool:
    """Blank lines and brackets between what went and what came instead."""
    whole = all(hunk.old and hunk.new for hunk in (first, second))
    both = (first.old or second.old) and (first.new or second.new)
    return not whole and bool(both) and not re.search(r"\w", gap)


def _chance_words(gap: str, first: Hunk, second: Hunk) -> bool:
    """Spaces, and what is short beside the changes around it."""
    least = min(max(len(hunk.old), len(hunk.new)) for hunk in (first, second))
    return "\n" not in gap and (not gap.strip() or 2 * len(gap) <= least)


def _settle(old: str, changes: Sequence[Hunk]) -> list[Hunk]:
    """Move lines that were only added or removed to where they are a paragraph or a function."""
    found: list[Hunk] = []
    for number, change in enumerate(changes):
        floor = found[-1].old_end if found else 0
        following = number + 1 < len(changes)
        ceiling = changes[number + 1].old_start if following else len(old)
        found.append(min(_places(old, change, floor, ceiling), key=_outside))
    return found


def _places(old: str, change: Hunk, floor: int, ceiling: int) -> Iterator[Hunk]:
    """Yield the places at which the change does the same, from the last to the first."""
    text = change.old or change.new
    if (change.old and change.new) or not text.endswith("\n"):
        yield change
        return
    lines, start = deque(_LINES.findall(text)), change.old_start
    length = len(change.old)
    while old.startswith(lines[0], start + length, ceiling):
        start += len(lines[0])
        lines.rotate(-1)
    while True:
        text = "".join(lines)
        yield Hunk(start, start + length, *((text, "") if length else ("", text)))
        start -= len(lines[-1])
        if start < floor or not f"\n{old[:start]}".endswith("\n"):
            return
        if not old.startswith(lines[-1], start):
            return
        lines.rotate(1)


def _outside(change: Hunk) -> tuple[bool, int]:
    """Sort the places where a change begins: best with text, far to the left."""
    line = (change.old or change.new).partition("\n")[0]
    return not line.strip(), len(line) - len(line.lstrip())
