from __future__ import annotations

import sys
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from app.services.process import Child, Exit

SCRIPT = Path(__file__).parent.parent / "fakes" / "child.py"


class Watched:
    def __init__(self, mode: str) -> None:
        self.lines: list[bytes] = []
        self.log: list[str] = []
        self.exits: list[Exit] = []
        self.child = Child([sys.executable, str(SCRIPT), mode], log=self.log.append)
        self.child.line.connect(self.lines.append)
        self.child.exited.connect(self.exits.append)


def run(qtbot: QtBot, mode: str) -> Watched:
    watched = Watched(mode)
    with qtbot.waitSignal(watched.child.exited, timeout=20_000):
        watched.child.start()
    return watched


def test_lines_go_in_and_come_back(qtbot: QtBot) -> None:
    watched = Watched("echo")
    watched.child.start()
    with qtbot.waitSignals([watched.child.line] * 2):
        watched.child.send(b"one\n")
        watched.child.send("二\n".encode())
    assert watched.lines == [b"one", "二".encode()]
    with qtbot.waitSignal(watched.child.exited):
        watched.child.stop()
    assert watched.exits == [Exit(0, crashed=False, requested=True)]


def test_a_crash_is_told_from_an_exit(qtbot: QtBot) -> None:
    assert run(qtbot, "crash").exits[0].crashed
    assert run(qtbot, "status").exits == [Exit(7, crashed=False, requested=False)]


@pytest.mark.parametrize("mode", ["ignores", "lingers"])
def test_the_ladder_ends_what_does_not_listen(qtbot: QtBot, mode: str) -> None:
    watched = Watched(mode)
    with qtbot.waitSignal(watched.child.line):
        watched.child.start()
    pid = watched.child.pid
    with qtbot.waitSignal(watched.child.exited, timeout=5000):
        watched.child.stop(grace_ms=100)
    assert watched.exits[0].requested
    assert not psutil.pid_exists(pid)


def test_stop_now_waits_for_the_end(qtbot: QtBot) -> None:
    watched = Watched("ignores")
    with qtbot.waitSignal(watched.child.line):
        watched.child.start()
    watched.child.stop_now(grace_ms=100)
    assert not watched.child.running
    assert len(watched.exits) == 1


def test_floods_huge_and_half_lines(qtbot: QtBot) -> None:
    assert run(qtbot, "flood").lines == [b"%d" % number for number in range(100_000)]
    assert [len(line) for line in run(qtbot, "huge").lines] == [5_000_000]
    assert run(qtbot, "half").lines == [b"whole"]


def test_stderr_is_logged_by_line(qtbot: QtBot) -> None:
    assert run(qtbot, "noisy").log == ["one", "two", "three"]


def test_a_missing_program_ends_at_once(qtbot: QtBot) -> None:
    child = Child(["/nowhere/engine"], log=lambda line: None)
    exits: list[Exit] = []
    child.exited.connect(exits.append)
    child.start()
    qtbot.waitUntil(lambda: bool(exits))
    assert len(exits) == 1
    assert exits[0].crashed
