"""An old text and a new one in one: what would go, what would come, what stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, Protocol

from msgspec import structs

from app.piece import Block, Run
from app.tabs.write.task.authorship import Runs, merge, part, shown, split
from app.tabs.write.task.pairing import ALIKE, pairs

Blocks = tuple[Block, ...]

TEXT = ("paragraph", "heading", "item", "quote", "code")


class Hunk(Protocol):
    """A change of a text, as `diff.hunks` finds it."""

    @property
    def old_start(self) -> int: ...
    @property
    def old_end(self) -> int: ...
    @property
    def new(self) -> str: ...


# Finds how one text becomes another, from the first change to the last.
Differ = Callable[[str, str], Sequence[Hunk]]


class Weaving:
    """Old blocks and new lines becoming one: paragraphs that are alike are changed inside.

    What stands before and behind the range stays where it is, or moves to the new neighbour.
    """

    def __init__(
        self,
        old: Blocks,
        low: int,
        high: int,
        lines: Sequence[str],
        generation: int,
        differ: Differ,
    ) -> None:
        self._old, self._lines = old, lines
        self._generation, self._differ = generation, differ
        self._texts = [number for number, block in enumerate(old) if block.kind in TEXT]
        self._head: Runs = ()
        self._tail: Runs = ()
        self._chosen = {number: old[number].runs for number in self._texts}
        if len(old) - 1 in self._chosen:
            self._chosen[len(old) - 1], self._tail = split(old[-1].runs, high)
        if 0 in self._chosen:
            self._head, self._chosen[0] = split(self._chosen[0], low)

    def blocks(self) -> Blocks:
        """Return the blocks with what would go and what would come."""
        texts = [shown(self._chosen[number]) for number in self._texts]
        found = pairs(texts, self._lines, head=bool(self._head), tail=bool(self._tail))
        made: list[Block] = []
        passed = -1
        for one, line in found:
            if one is not None:
                number = self._texts[one]
                made += self._old[passed + 1 : number]
                passed = number
            made.append(self._made(one, line, made))
        return (*made, *self._old[passed + 1 :])

    def _made(self, one: int | None, line: int | None, before: Sequence[Block]) -> Block:
        """Return what becomes of a text of the old blocks and a line of the new text."""
        if one is None:
            near = (*reversed(before), *self._old)
            like = next((block for block in near if block.kind in TEXT), Block())
            kept = like.kind in ("item", "quote")
            empty = structs.replace(like, runs=()) if kept else Block()
            runs = self._woven((), line, False, False)
            return structs.replace(empty, runs=merge(runs or [Run("", change="inserted")]))
        number = self._texts[one]
        head = self._head if number == 0 else ()
        tail = self._tail if number == len(self._old) - 1 else ()
        stays = bool(head) and line == 0, bool(tail) and line == len(self._lines) - 1
        runs = [
            *(head if stays[0] else _marked(head, "deleted")),
            *self._woven(self._chosen[number], line, *stays),
            *(tail if stays[1] else _marked(tail, "deleted")),
        ]
        changes = {run.change for run in runs}
        if not runs and line is not None:
            return self._old[number]
        if not changes - {"inserted"}:
            runs.insert(0, Run("", change="deleted"))
        if line is not None and not changes - {"deleted"}:
            runs.append(Run("", change="inserted"))
        return structs.replace(self._old[number], runs=merge(runs))

    def _woven(self, runs: Runs, line: int | None, head: bool, tail: bool) -> list[Run]:
        """Return runs and a line in one; `head` and `tail` say what is beside them already."""
        if line is None:
            return _marked(runs, "deleted")
        woven = _marked(self._head, "inserted") if line == 0 and not head else []
        at = 0
        for start, end, new in self._hunks(shown(runs), self._lines[line]):
            woven += part(runs, at, start)
            old = part(runs, start, end)
            look = (old or tuple(woven[-1:]) or runs or (Run(""),))[0]
            woven += _marked(old, "deleted")
            woven += [self._written(new, look)] if new else []
            at = end
        woven += split(runs, at)[1]
        if line == len(self._lines) - 1 and not tail:
            woven += _marked(self._tail, "inserted")
        return woven

    def _hunks(self, old: str, new: str) -> list[tuple[int, int, str]]:
        """Return the changes of a paragraph: a single one where little remains."""
        hunks = [(hunk.old_start, hunk.old_end, hunk.new) for hunk in self._differ(old, new)]
        remains = len(old) - sum(end - start for start, end, _ in hunks)
        if len(hunks) > 1 and 2 * remains < ALIKE * (len(old) + len(new)):
            return [(0, len(old), new)]
        return hunks

    def _written(self, text: str, look: Run) -> Run:
        return structs.replace(
            look,
            text=text,
            author="model",
            generation=self._generation,
            change="inserted",
            link="",
        )


def _marked(runs: Sequence[Run], change: Literal["inserted", "deleted"]) -> list[Run]:
    return [structs.replace(run, change=change) for run in runs]
