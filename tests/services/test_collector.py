from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from app.services.collector import Collector

COUNT = 2 * gc.get_threshold()[0]  # more than Python lets lie around


class Cycle:
    """Garbage that only the collector finds; it notes the thread that it ends in."""

    def __init__(self, ends: list[threading.Thread]) -> None:
        self._ends = ends
        self._itself = self

    def __del__(self) -> None:
        self._ends.append(threading.current_thread())


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    enabled = gc.isenabled()
    gc.enable()
    yield
    if not enabled:
        gc.disable()


def allocate() -> None:
    """Allocate so much that Python itself would collect many times."""
    assert len([[number] for number in range(100_000)]) == 100_000


def test_garbage_is_collected_in_the_thread_of_the_event_loop(qtbot: QtBot) -> None:
    collector = Collector()
    ends: list[threading.Thread] = []
    for _ in range(COUNT):
        Cycle(ends)
    pool = QThreadPool()
    pool.start(allocate)
    assert pool.waitForDone(20_000)
    assert ends == []  # the event loop has not run meanwhile
    qtbot.waitUntil(lambda: len(ends) == COUNT)
    assert set(ends) == {threading.main_thread()}
    collector.deleteLater()
