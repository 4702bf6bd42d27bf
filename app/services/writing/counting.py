"""The exact tokens of each part of a prompt."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from PySide6.QtCore import QObject, Signal

from app.protocol import Counted, Template, Turn
from app.services.engine import Engine
from app.tabs.write.task.ask import Ask, Segment


class SegmentCounter(QObject):
    """Has the engine count what each segment adds to the prompt.

    `counted` tells of an ask once; one that another ask came after is never told of, and neither
    is one that the engine cannot count now.
    """

    counted = Signal(object, object, int)  # Ask, tokens of each segment, tokens of the prompt

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._results: list[int | None] = []

    def count(self, ask: Ask, template: Template, prompt: int = 0) -> None:
        """Count the segments of an ask; `prompt` are the tokens of the whole if they are known."""
        results: list[int | None] = [None] * (len(ask.segments) + 1 + ask.resume)
        self._results = results
        asked = [growing(ask.segments, size) for size in range(len(ask.segments) + 1)]
        if ask.resume:
            asked.append(ask.turns[:-1])
        for number, turns in enumerate(asked):
            self._count(ask, turns, template, number, prompt, results)

    def _count(
        self,
        ask: Ask,
        turns: Sequence[Turn],
        template: Template,
        number: int,
        prompt: int,
        results: list[int | None],
    ) -> None:
        job = self._engine.count(turns, thinking=False, template=template)

        def on_ended() -> None:
            if results is not self._results or not isinstance(job.result, Counted):
                return
            results[number] = job.result.tokens
            known = [one for one in results if one is not None]
            if len(known) == len(results):
                self._tell(ask, known, prompt)

        job.ended.connect(on_ended)

    def _tell(self, ask: Ask, known: Sequence[int], prompt: int) -> None:
        totals = known[: len(ask.segments) + 1]
        tokens = tuple(after - before for before, after in pairwise(totals))
        whole = totals[-1]
        if ask.resume:  # the last turn has no end, and no other begins
            whole = known[-1] + sum(tokens[len(ask.segments) - _last(ask.segments) :])
        self.counted.emit(ask, tokens, prompt or whole)


def growing(segments: Sequence[Segment], size: int) -> tuple[Turn, ...]:
    """Return all turns, of whose texts only the first segments are there."""
    texts = [(one.role, one.text if n < size else "") for n, one in enumerate(segments)]
    groups = groupby(texts, key=lambda one: one[0])
    return tuple(Turn(role, "".join(text for _, text in group)) for role, group in groups)


def _last(segments: Sequence[Segment]) -> int:
    """Return how many segments the last turn has."""
    count = 0
    for one in reversed(segments):
        if one.role != segments[-1].role:
            break
        count += 1
    return count
