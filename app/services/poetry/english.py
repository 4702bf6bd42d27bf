"""English verse by a model that is waited for, without a window."""

from __future__ import annotations

from typing import TypeVar

from app.protocol import Scored
from app.services.engine import Engine
from app.services.headless import wait
from app.tabs.poetry.task.english.asking import Scoring

T = TypeVar("T")


def drive(engine: Engine, steps: Scoring[T]) -> T:
    """Run what asks for scores to its end, in the event loop; raises UserError."""
    try:
        ask = next(steps)
        while True:
            result = wait(engine.score(ask.prompt, ask.continuations, depth=ask.depth))
            assert isinstance(result, Scored)
            ask = steps.send(result.logprobs)
    except StopIteration as stop:
        found: T = stop.value
        return found
