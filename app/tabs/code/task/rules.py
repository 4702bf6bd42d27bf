"""Where a suggestion ends, and whether it is worth showing.

A model goes on for ever: with the next function, with what follows anyway, with the same line
again, with remarks on what it has written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.tabs.code.task.place import Place

MOST_LINES = 16
FENCE = re.compile(r"\s*(```|~~~|<\|)")
MAYBE_FENCE = re.compile(r"\s*(`{0,3}|~{0,3}|<\|?)")
# Closes a block at the indentation of the line that opened it.
CLOSING_LINE = re.compile(r"\s*([)\]}]|end\b|fi\b|done\b|esac\b|else\b|elif\b|except\b|finally\b)")
SAME_AGAIN = re.compile(r"(.{1,40}?)\1{5,}", re.DOTALL)  # "a, a, a, a, a, a, "
TAB = 4


@dataclass(frozen=True)
class Cut:
    """What may be shown of a text so far; `done` says that going on is pointless."""

    text: str
    done: bool


def progress(text: str, place: Place) -> Cut:
    """Judge a text that grows; what it lets through stays as it is when the text goes on."""
    lines = text.split("\n")
    if not in_one_line(place):
        kept, done = _block(lines[:-1], place, growing=True)
        if done:
            return Cut("\n".join(kept), True)
        if len(lines) > 1 or _stands_out(lines[0], place):
            return Cut("\n".join(kept), False)
        return Cut(lines[0], bool(_again(lines[0])))
    if len(lines) > 1 or _again(lines[0]):
        return Cut(finish(text, place), True)
    return Cut("" if place.line_after.strip() else lines[0], False)


def finish(text: str, place: Place, *, complete: bool = True) -> str:
    """Return the suggestion that a text makes, "" for none.

    One that is not `complete` was broken off, maybe within its last line.
    """
    lines = text.split("\n")
    if in_one_line(place):
        kept = [_without_overlap(_once(lines[0]), place.line_after)]
    else:
        if not complete and len(lines) > 1:
            lines.pop()
        kept, _done = _block(lines, place, growing=False)
    found = "\n".join(kept).rstrip()
    return "" if _repeats(found, place) else found


def in_one_line(place: Place) -> bool:
    """Tell whether a suggestion must not leave the cursor's line: something follows on it."""
    return bool(place.line_after.strip())


def _block(lines: Sequence[str], place: Place, *, growing: bool) -> tuple[list[str], bool]:
    """Return the lines of the block that the cursor stands in, and whether it has ended."""
    depth = _indentation(place.line_before)
    following = _following(place)
    whole = place.line_before + lines[0] if lines else ""
    if whole.strip() and not place.line_before.strip():
        depth = _indentation(whole)
    kept: list[str] = []
    for at, line in enumerate(lines):
        written = whole if at == 0 else line
        if FENCE.match(written) or (at and _same(written, following)):
            return _trimmed(kept), True
        if at and line.strip() and _indentation(line) < depth:
            return _trimmed(kept + _closing(line, kept, depth, place)), True
        if at > 1 and line.strip() and not lines[at - 1].strip() and _indentation(line) <= depth:
            return _trimmed(kept), True
        if _again(line):
            return _trimmed([*kept, _once(line)]), True
        kept.append(line)
        repeated = _loop(kept)
        if repeated:
            return _trimmed(kept[:-repeated]), True
        if len(kept) >= MOST_LINES:
            return _trimmed(kept), True
    return (kept if growing else _trimmed(kept)), False


def _closing(line: str, kept: Sequence[str], depth: int, place: Place) -> list[str]:
    """Return a line that closes a block which nobody else closes."""
    opened = sum(text.count(sign) for text in kept for sign in "([{")
    closed = sum(text.count(sign) for text in kept for sign in ")]}")
    own = opened > closed or not place.after.strip()
    return [line] if own and CLOSING_LINE.match(line) and len(line.strip()) < 4 else []


def _following(place: Place) -> str:
    """Return the first line after the cursor's that is not blank."""
    rest = place.after.partition("\n")[2]
    return next((line for line in rest.split("\n") if line.strip()), "")


def _same(line: str, following: str) -> bool:
    return bool(following.strip()) and line.rstrip() == following.rstrip()


def _stands_out(line: str, place: Place) -> bool:
    """Tell whether a first line that grows may still turn out to be nothing to show."""
    whole = (place.line_before + line).rstrip()
    following = _following(place).rstrip()
    fence = FENCE.match(whole) or MAYBE_FENCE.fullmatch(whole)
    return bool(fence) or (bool(following) and following.startswith(whole))


def _trimmed(lines: list[str]) -> list[str]:
    """Return the lines without blank ones at the end."""
    end = len(lines)
    while end > 1 and not lines[end - 1].strip():
        end -= 1
    return lines[:end]


def _loop(lines: Sequence[str]) -> int:
    """Return how many lines at the end only repeat those before them."""
    for size in range(1, len(lines) // 2 + 1):
        last = [line.strip() for line in lines[-size:]]
        times = 1
        while [line.strip() for line in lines[-size * (times + 1) : -size * times]] == last:
            times += 1
        if times >= (3 if size == 1 else 2) and any(len(line) > 1 for line in last):
            return size * (times - 1)
    return 0


def _again(line: str) -> bool:
    return SAME_AGAIN.search(line.strip(" \t-=#*_~")) is not None


def _once(line: str) -> str:
    """Return a line up to where it begins to repeat itself."""
    found = SAME_AGAIN.search(line) if _again(line) else None
    return line[: found.start() + len(found[1])] if found else line


def _without_overlap(text: str, after: str) -> str:
    """Return the text without what follows anyway: "a, b)" before ")" is "a, b"."""
    after = after.rstrip()
    unopened = _unopened(text, after)
    if unopened < len(text):
        return text[:unopened]
    for size in range(min(len(text), len(after)), 0, -1):
        if text.endswith(after[:size]) and (size == len(after) or size > 3):
            return text[:-size]
    return text


def _unopened(text: str, after: str) -> int:
    """Return where a bracket is closed that follows anyway and was not opened here."""
    depth = 0
    for at, sign in enumerate(text):
        if sign in "([{":
            depth += 1
        elif sign in ")]}":
            if not depth and after.lstrip().startswith(sign):
                return at
            depth -= 1
    return len(text)


def _repeats(text: str, place: Place) -> bool:
    """Tell whether a suggestion brings nothing: blanks, what follows, what was just written."""
    if not text.strip():
        return True
    first = (place.line_before + text).split("\n")
    if _same(first[0], _following(place)):
        return True
    before = place.before[: len(place.before) - len(place.line_before)].rstrip("\n").split("\n")
    return len(first) > 1 and [line.strip() for line in before[-len(first) :]] == [
        line.strip() for line in first
    ]


def _indentation(line: str) -> int:
    """Return the width of a line's leading blanks."""
    return len(line.expandtabs(TAB)) - len(line.expandtabs(TAB).lstrip())
