"""Moves of a section by one step or by dropping it: the new outline, and where the section is."""

from __future__ import annotations

from collections.abc import Callable

from app.tabs.write.task import outline as outlines
from app.tabs.write.task.outline import Outline, Path

Moved = tuple[Outline, Path]
Move = Callable[[Outline, Path], Moved]


def up(outline: Outline, path: Path) -> Moved:
    """Move a section before its former sibling."""
    return to(outline, path, (*path[:-1], path[-1] - 1)) if path[-1] else (outline, path)


def down(outline: Outline, path: Path) -> Moved:
    """Move a section behind its next sibling."""
    last = path[-1] + 1 == len(outlines.siblings(outline, path))
    return (outline, path) if last else to(outline, path, (*path[:-1], path[-1] + 2))


def inward(outline: Outline, path: Path) -> Moved:
    """Make a section the last one in its former sibling."""
    if not path[-1]:
        return outline, path
    host = (*path[:-1], path[-1] - 1)
    place = len(outlines.at(outline, host).children)
    return outlines.nest(outline, path), (*host, place)


def outward(outline: Outline, path: Path) -> Moved:
    """Move a section out of the one that it is in, behind that."""
    if not path[1:]:
        return outline, path
    return to(outline, path, (*path[:-2], path[-2] + 1))


def to(outline: Outline, source: Path, target: Path) -> Moved:
    """Move a section before the one at `target`, as that is counted before the move."""
    if target[: len(source)] == source:
        return outline, source
    return outlines.move(outline, source, target), _landed(source, target)


def _landed(source: Path, target: Path) -> Path:
    """Return where something is when it was taken from before the place that it was put at."""
    level = len(source) - 1
    if len(target) > level and target[:level] == source[:level] and target[level] > source[level]:
        return (*target[:level], target[level] - 1, *target[level + 1 :])
    return target
