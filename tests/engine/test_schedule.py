from __future__ import annotations

from app.engine.schedule import AGEING_SECONDS, Schedule
from app.protocol import Forget, Generate, Load, Priority, Unload


class Clock:
    """Time that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def generate(number: int, priority: Priority = "chat") -> Generate:
    return Generate(number, (), priority=priority)


def next_id(schedule: Schedule) -> int:
    task = schedule.next()
    assert task is not None
    return task.command.id


def test_nothing_to_do() -> None:
    assert Schedule().next() is None
    assert not Schedule()


def test_the_most_urgent_goes_first_and_equals_in_order() -> None:
    schedule = Schedule(Clock())
    schedule.add(generate(1, "background"))
    schedule.add(generate(2, "chat"))
    schedule.add(generate(3, "chat"))
    schedule.add(generate(4, "translation"))
    schedule.add(generate(5, "completion"))
    order = []
    while task := schedule.next():
        order.append(task.command.id)
        schedule.remove(task)
    assert order == [5, 4, 2, 3, 1]


def test_a_completion_overtakes_a_chat_between_two_steps() -> None:
    schedule = Schedule(Clock())
    schedule.add(generate(1))
    chat = schedule.next()
    assert chat is not None
    schedule.paused(chat)
    schedule.add(generate(2, "completion"))
    assert next_id(schedule) == 2


def test_nobody_starves() -> None:
    clock = Clock()
    schedule = Schedule(clock)
    schedule.add(generate(1, "completion"))
    schedule.add(generate(2, "background"))
    seen = set()
    for _ in range(100):
        task = schedule.next()
        assert task is not None
        seen.add(task.command.id)
        clock.now += AGEING_SECONDS / 4
        schedule.paused(task)
    assert seen == {1, 2}


def test_a_change_of_the_model_waits_and_is_waited_for() -> None:
    schedule = Schedule(Clock())
    schedule.add(generate(1, "background"))
    schedule.add(Load(2, "x.gguf"))
    schedule.add(generate(3, "completion"))
    schedule.add(Unload(4))
    schedule.add(Forget(5))
    order = []
    while task := schedule.next():
        order.append(task.command.id)
        schedule.remove(task)
    assert order == [1, 2, 3, 4, 5]


def test_a_stopped_task_is_next_wherever_it_stands() -> None:
    schedule = Schedule(Clock())
    schedule.add(generate(1, "completion"))
    schedule.add(Load(2, "x.gguf"))
    schedule.add(generate(3, "background"))
    assert schedule.stop(3) is not None
    assert next_id(schedule) == 3
    assert schedule.stop(99) is None
