"""Undo and redo of a piece: each step keeps only the blocks that it changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.piece import Block

Blocks = tuple[Block, ...]

MOST = 1_000


class Step(NamedTuple):
    """Blocks that became others, from number `at` on."""

    at: int
    before: Blocks
    after: Blocks


class History:
    """The present blocks, and how to go back and forth."""

    def __init__(self, blocks: Blocks, most: int = MOST) -> None:
        self.blocks = blocks
        self._most = most
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def do(self, blocks: Blocks) -> None:
        """Take over new blocks as one step; nothing is done when they are the same."""
        step = _step(self.blocks, blocks)
        if step.before or step.after:
            self._done = [*self._done, step][-self._most :]
            self._undone.clear()
            self.blocks = blocks

    def undo(self) -> bool:
        """Take back the last step; returns whether there was one."""
        if not self._done:
            return False
        step = self._done.pop()
        self._undone.append(step)
        self._put(step.at, len(step.after), step.before)
        return True

    def redo(self) -> bool:
        """Do again what was taken back last; returns whether there was something."""
        if not self._undone:
            return False
        step = self._undone.pop()
        self._done.append(step)
        self._put(step.at, len(step.before), step.after)
        return True

    def _put(self, at: int, size: int, blocks: Blocks) -> None:
        self.blocks = (*self.blocks[:at], *blocks, *self.blocks[at + size :])


def _step(before: Blocks, after: Blocks) -> Step:
    start = _same(before, after)
    end = _same(before[start:][::-1], after[start:][::-1])
    return Step(start, before[start : len(before) - end], after[start : len(after) - end])


def _same(one: Sequence[Block], other: Sequence[Block]) -> int:
    """Count the blocks at the beginning that are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
