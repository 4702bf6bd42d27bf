"""What of a file a model is shown, kept literally the same while the person types.

An engine evaluates anew only what follows the first difference from the last prompt. A prompt is
chunks, prefix, suffix and middle, in this order, so everything but the middle has to stay.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.protocol import Chunk
from app.tabs.code.task.place import Place

MIDDLE_LIMIT = 1_200  # characters written since the anchor was cast
SUFFIX_SHARE = 0.25  # of the budget
FILLED = 0.75  # of the prefix's share at first, so that it has room to grow
STRETCH = 1.25  # of the budget, for the sake of an old beginning
LEAST_KEPT = 0.25  # of the prefix's share that an old beginning has to leave
BEGINNING = 256  # characters that tell where an old prefix began
TAIL = 512  # characters that tell where an old place was


@dataclass(frozen=True)
class Anchor:
    """The part of a prompt that stays; `to_end` says that the suffix was all that followed."""

    chunks: tuple[Chunk, ...]
    prefix: str
    suffix: str
    path: str = ""
    to_end: bool = False

    def middle(self, place: Place) -> str | None:
        """Return what stands between prefix and cursor, None where the anchor does not fit."""
        if place.path != self.path:
            return None
        if not (place.after == self.suffix if self.to_end else place.after.startswith(self.suffix)):
            return None
        before = place.before
        if not self.prefix:
            return before if len(before) <= MIDDLE_LIMIT else None
        start = before.find(self.prefix, max(0, len(before) - len(self.prefix) - MIDDLE_LIMIT))
        return None if start < 0 else before[start + len(self.prefix) :]


def cast(place: Place, budget: int, chunks: tuple[Chunk, ...]) -> Anchor:
    """Return a new anchor at a place, for about `budget` characters of its file."""
    end = _prefix_end(place)
    room = int(budget * (1 - SUFFIX_SHARE) * FILLED)
    return _anchor(place, _line_start(place.before, end - room, end), budget, chunks)


def renew(
    old: Anchor | None, place: Place, budget: int, choose: Callable[[], tuple[Chunk, ...]]
) -> Anchor:
    """Return the anchor to use from now on: the old one, one with its beginning, or a new one.

    Only a new one has chunks chosen for it; all others keep theirs.
    """
    if old is None or old.path != place.path:
        return cast(place, budget, choose())
    if old.middle(place) is not None:
        return old
    start = _old_start(old, place, budget)
    if start is None:
        return cast(place, budget, choose())
    return _anchor(place, start, budget, old.chunks)


def written_since(old: Place, new: Place) -> str | None:
    """Return what was written between two places of a file, None if anything else happened."""
    if old.path != new.path or old.after != new.after:
        return None
    if new.before.startswith(old.before):
        return new.before[len(old.before) :]
    tail = old.before[-TAIL:]
    start = new.before.rfind(tail) if len(tail) == TAIL else -1
    return None if start < 0 else new.before[start + TAIL :]


def _anchor(place: Place, start: int, budget: int, chunks: tuple[Chunk, ...]) -> Anchor:
    suffix = _suffix(place, budget)
    prefix = place.before[start : _prefix_end(place)]
    return Anchor(chunks, prefix, suffix, place.path, len(suffix) == len(place.after))


def _prefix_end(place: Place) -> int:
    """Return where the cursor's line begins, or within it if it is a very long one."""
    cursor = len(place.before)
    line = cursor - len(place.line_before)
    return line if cursor - line <= MIDDLE_LIMIT // 2 else cursor - MIDDLE_LIMIT // 4


def _line_start(text: str, wanted: int, end: int) -> int:
    """Return the first beginning of a line at or after `wanted`, which stands where none is."""
    if wanted <= 0:
        return 0
    line = text.find("\n", wanted - 1, end)
    return wanted if line < 0 or line + 1 >= end else line + 1


def _suffix(place: Place, budget: int) -> str:
    room = int(budget * SUFFIX_SHARE)
    if len(place.after) <= room:
        return place.after
    return place.after[: place.after.rfind("\n", 0, room) + 1 or room]


def _old_start(old: Anchor, place: Place, budget: int) -> int | None:
    """Return where the old prefix begins, None if that is gone, too far away, or too near."""
    end = _prefix_end(place)
    beginning = old.prefix[:BEGINNING]
    room = int(budget * STRETCH) - len(_suffix(place, budget))
    least = int(budget * (1 - SUFFIX_SHARE) * LEAST_KEPT)
    if not beginning:
        return 0 if end <= room else None
    start = place.before.find(beginning, max(0, end - room), end)
    if start < 0 or (start and end - start < least):
        return None
    return start
