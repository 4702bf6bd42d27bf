"""What runs next: the person's next letter before the next sentence, and nobody starves."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field

from app.protocol import (
    Embed,
    Forget,
    Generate,
    Infill,
    Load,
    Measure,
    Perplexity,
    Score,
    Tune,
    Unload,
)

Work = Load | Measure | Unload | Forget | Generate | Infill | Score | Perplexity | Embed | Tune

Steps = Generator[None, None, None]  # stops where others may go on

RANKS = {"completion": 0, "translation": 1, "chat": 2, "background": 3}
# A task that has waited this long counts as one rank more urgent.
AGEING_SECONDS = 3.0


@dataclass
class Task:
    """A command on its way; `steps` is None before it has begun."""

    command: Work
    steps: Steps | None = None
    stopped: bool = False
    gave_way: bool = False  # its last step was broken off for something more urgent
    waiting_since: float = field(default_factory=time.monotonic)

    @property
    def is_barrier(self) -> bool:
        """Tell whether it changes the model: what came before ends first, what follows waits."""
        return isinstance(self.command, Load | Unload | Forget)

    @property
    def rank(self) -> int:
        background = RANKS["background"]
        return (
            RANKS[self.command.priority]
            if isinstance(self.command, Generate | Infill)
            else background
        )


class Schedule:
    """Tasks in the order of their arrival. Not thread-safe."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tasks: list[Task] = []

    def __bool__(self) -> bool:
        return bool(self._tasks)

    def add(self, command: Work) -> Task:
        """Queue a command."""
        task = Task(command, waiting_since=self._clock())
        self._tasks.append(task)
        return task

    def stop(self, number: int) -> Task | None:
        """Mark a task as stopped; it is the next to run, and ends."""
        for task in self._tasks:
            if task.command.id == number:
                task.stopped = True
                return task
        return None

    def next(self) -> Task | None:
        """Choose the task for the next step."""
        stopped = next((task for task in self._tasks if task.stopped), None)
        if stopped or not self._tasks:
            return stopped
        barrier = next((at for at, task in enumerate(self._tasks) if task.is_barrier), None)
        ready = self._tasks if barrier is None else self._tasks[: max(1, barrier)]
        now = self._clock()

        def urgency(task: Task) -> float:
            return task.rank - (now - task.waiting_since) // AGEING_SECONDS

        return min(ready, key=urgency)

    def paused(self, task: Task) -> None:
        """Note that a task has made a step and waits for its next one."""
        task.waiting_since = self._clock()

    def remove(self, task: Task) -> None:
        """Forget a task that has ended."""
        self._tasks.remove(task)

    def close(self) -> None:
        """End the steps of all tasks where they stand."""
        for task in self._tasks:
            if task.steps:
                task.steps.close()
