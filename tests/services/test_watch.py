"""The engine under watch: progress and memory. Looks are taken by hand, not by the clock."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace

import psutil
import pytest
from pytestqt.qtbot import QtBot

from app.protocol import Delta, ErrorCode, Sampling, Turn
from app.services import watch as watch_module
from app.services.engine import Engine, EngineState
from app.services.jobs import Job, JobState
from app.services.watch import Watch
from tests.conftest import FAKE_ENGINE

WAIT = 10_000
GB = 1 << 30
LOOKS = 3  # without progress until it counts as stalled
# A stopped process (SIGSTOP) is one that makes no progress and can go on.
needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@dataclass
class Post:
    """A watched engine and what the watch has told."""

    engine: Engine
    watch: Watch
    told: list[str] = field(default_factory=list)

    def ask(self, text: str) -> Job:
        return self.engine.generate([Turn("user", text)], Sampling())

    def look(self, times: int = LOOKS) -> None:
        for _ in range(times):
            self.watch.look()

    def stall(self, qtbot: QtBot, text: str = "slow") -> Job:
        """Ask something and stop the process in the middle of it."""
        job = self.ask(text)
        qtbot.waitUntil(lambda: job.state is JobState.RUNNING, timeout=WAIT)
        os.kill(self.engine.pid, signal.SIGSTOP)
        self.until_silent(qtbot)
        self.watch.look()
        return job

    def until_silent(self, qtbot: QtBot) -> None:
        """Take in what was in the pipe already."""
        steps = -1
        while steps != self.engine.steps:
            steps = self.engine.steps
            qtbot.wait(100)

    def go_on(self, qtbot: QtBot) -> None:
        os.kill(self.engine.pid, signal.SIGCONT)
        self.until_progress(qtbot)
        self.watch.look()

    def until_progress(self, qtbot: QtBot) -> None:
        steps = self.engine.steps
        qtbot.waitUntil(lambda: self.engine.steps > steps, timeout=WAIT)


@pytest.fixture
def make(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Post]]:
    made: list[Post] = []

    def build(look_ms: int = 1_000_000, obey_ms: int = 50) -> Post:
        monkeypatch.setattr(watch_module, "LOOK_MS", look_ms)
        monkeypatch.setattr(watch_module, "STALLED_MS", LOOKS * look_ms)
        monkeypatch.setattr(watch_module, "OBEY_MS", obey_ms)
        engine = Engine(FAKE_ENGINE)
        post = Post(engine, Watch(engine))
        post.watch.stalled.connect(lambda: post.told.append("stalled"))
        post.watch.moved.connect(lambda: post.told.append("moved"))
        post.watch.memory_low.connect(lambda left: post.told.append(f"low {left}"))
        post.watch.memory_back.connect(lambda: post.told.append("back"))
        made.append(post)
        return post

    yield build
    for post in made:
        post.watch.close()
        post.engine.shutdown()


@pytest.fixture
def post(make: Callable[..., Post]) -> Post:
    return make()


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A computer's memory that a test decides on."""
    present = SimpleNamespace(total=16 * GB, available=8 * GB)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: present)
    return present


@needs_signals
def test_a_stall_is_told_and_withdrawn(qtbot: QtBot, post: Post) -> None:
    job = post.stall(qtbot)
    post.look(LOOKS - 1)
    assert post.told == []
    post.look(1)
    assert post.told == ["stalled"]
    post.go_on(qtbot)
    assert post.told == ["stalled", "moved"]
    assert not job.over


@needs_signals
def test_it_is_told_again_after_each_further_minute(qtbot: QtBot, post: Post) -> None:
    post.stall(qtbot)
    post.look(2 * LOOKS)
    assert post.told == ["stalled"] * 2
    post.look(LOOKS - 1)
    post.watch.wait()
    post.look(LOOKS - 1)
    assert post.told == ["stalled"] * 2
    post.look(1)
    assert post.told == ["stalled"] * 3


def test_what_writes_slowly_has_not_stalled(qtbot: QtBot, post: Post) -> None:
    job = post.ask("slow")
    for _ in range(2 * LOOKS):
        post.until_progress(qtbot)
        post.look(2)
    assert post.told == []
    post.engine.stop(job)
    qtbot.waitUntil(lambda: job.over, timeout=WAIT)
    post.look(2 * LOOKS)
    assert post.told == []


def test_counting_tokens_is_no_progress(qtbot: QtBot, post: Post) -> None:
    job = post.ask("hang")
    qtbot.waitUntil(lambda: job.state is JobState.RUNNING, timeout=WAIT)
    post.until_silent(qtbot)
    post.look(1)
    for _ in range(LOOKS):
        count = post.engine.count([Turn("user", "what is being typed")])
        qtbot.waitUntil(lambda count=count: count.over, timeout=WAIT)
        assert count.state is JobState.DONE
        post.look(1)
    assert post.told == ["stalled"]


@needs_signals
def test_nobody_waits_for_a_search_in_the_background(qtbot: QtBot, post: Post) -> None:
    load = post.engine.load("a.gguf", context=100)
    qtbot.waitUntil(lambda: load.over, timeout=WAIT)
    os.kill(post.engine.pid, signal.SIGSTOP)
    tune = post.engine.tune(20)
    post.look(2 * LOOKS)
    assert post.told == []
    post.ask("hello")
    post.look(LOOKS)
    assert post.told == ["stalled"]
    post.engine.kill()
    qtbot.waitUntil(lambda: tune.over, timeout=WAIT)
    assert post.told == ["stalled", "moved"]


def test_the_watch_looks_by_itself_while_the_engine_works(
    qtbot: QtBot, make: Callable[..., Post]
) -> None:
    post = make(look_ms=10)
    assert not post.watch._timer.isActive()
    job = post.ask("hang")
    qtbot.waitUntil(lambda: "stalled" in post.told, timeout=WAIT)
    post.watch.stop()
    qtbot.waitUntil(lambda: job.over, timeout=WAIT)
    qtbot.waitUntil(lambda: not post.watch._timer.isActive(), timeout=WAIT)
    assert post.told[-1] == "moved"


def test_stop_ends_an_engine_that_does_not_obey(qtbot: QtBot, post: Post) -> None:
    died: list[object] = []
    post.engine.died.connect(died.append)
    job, waiting = post.ask("hang"), post.ask("hello")
    pieces: list[str] = []
    job.progressed.connect(lambda e: pieces.append(e.text) if isinstance(e, Delta) else None)
    qtbot.waitUntil(lambda: bool(pieces), timeout=WAIT)
    post.watch.stop()
    qtbot.waitUntil(lambda: job.over and waiting.over, timeout=WAIT)
    assert (job.state, waiting.state) == (JobState.CANCELLED, JobState.CANCELLED)
    assert died == [None]
    qtbot.waitUntil(lambda: post.engine.state is EngineState.READY, timeout=WAIT)
    again = post.ask("again")
    qtbot.waitUntil(lambda: again.over, timeout=WAIT)
    assert again.state is JobState.DONE


def test_an_engine_that_obeys_stays(qtbot: QtBot, make: Callable[..., Post]) -> None:
    post = make(obey_ms=5_000)
    job = post.ask("slow")
    qtbot.waitUntil(lambda: job.state is JobState.RUNNING, timeout=WAIT)
    pid = post.engine.pid
    post.watch.stop()
    qtbot.waitUntil(lambda: job.over, timeout=WAIT)
    post.watch._obey.timeout.emit()
    qtbot.wait(50)
    assert (job.state, post.engine.pid) == (JobState.CANCELLED, pid)


def test_a_load_that_hangs_fails_as_one_that_broke_the_engine(qtbot: QtBot, post: Post) -> None:
    job = post.engine.load("hang.gguf", context=100)
    qtbot.waitUntil(lambda: post.engine.state is EngineState.READY, timeout=WAIT)
    post.watch.stop()
    qtbot.waitUntil(lambda: job.over, timeout=WAIT)
    assert job.code is ErrorCode.ENGINE_CRASHED_LOADING


def test_little_memory_is_told_once_until_it_recovers(post: Post, memory: SimpleNamespace) -> None:
    floor = int(watch_module.FLOOR_SHARE * memory.total)
    for available in (8 * GB, floor + 1, floor - 1, floor + 1, floor - 1, GB // 4):
        memory.available = available
        post.look(1)
    assert post.told == [f"low {floor - 1}"]
    memory.available = 2 * floor + 2
    post.look(2)
    assert post.told == [f"low {floor - 1}", "back"]
    memory.available = 0
    post.look(2)
    assert post.told == [f"low {floor - 1}", "back", "low 0"]


def test_a_small_computer_has_another_floor(post: Post, memory: SimpleNamespace) -> None:
    memory.total, memory.available = 2 * GB, 290 << 20
    post.look(1)
    assert post.told == [f"low {290 << 20}"]


def test_whether_memory_was_short_at_the_end(
    qtbot: QtBot, post: Post, memory: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.look(1)
    assert not post.watch.starved
    memory.available = GB
    post.look(1)
    assert post.watch.starved
    memory.available = 8 * GB
    post.look(1)
    before = watch_module.killed_by_system()
    monkeypatch.setattr(watch_module, "killed_by_system", lambda: before + 1)
    assert post.watch.starved  # the system says so itself
    job = post.ask("hello")
    qtbot.waitUntil(lambda: job.over, timeout=WAIT)
    assert not post.watch.starved  # this process was started afterwards


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone counts")
def test_the_systems_counter_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert watch_module.killed_by_system() >= 0
    assert "oom_kill " in watch_module.KERNEL_COUNTERS.read_text(encoding="ascii")
    monkeypatch.setattr(watch_module, "KERNEL_COUNTERS", watch_module.Path("/nowhere"))
    assert watch_module.killed_by_system() == 0
