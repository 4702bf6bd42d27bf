"""The real engine without enough memory, and what Linux ends first."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import paths
from app.engine import entry
from app.protocol import ErrorCode, Finished, ModelInfo, Sampling, Turn, UserError
from app.services.engine import Engine, EngineState
from app.services.headless import wait

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
SPARE = 8 << 20  # bytes above what the smallest context takes
FAILURES = (ErrorCode.CONTEXT_MEMORY, ErrorCode.ENGINE_CRASHED_LOADING)


@pytest.fixture
def engines(qtbot: QtBot) -> Iterator[list[Engine]]:
    made: list[Engine] = []
    yield made
    for engine in made:
        engine.shutdown()


def peak(pid: int) -> int:
    """Return the most address space that a process has had, in bytes."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmPeak")) << 10


def say(engine: Engine) -> Finished:
    result = wait(engine.generate([Turn("user", "Hello")], Sampling(max_tokens=8)))
    assert isinstance(result, Finished)
    return result


@pytest.mark.skipif(not shutil.which("prlimit"), reason="prlimit is missing")
def test_a_context_without_memory_is_told_and_a_smaller_one_works(
    engines: list[Engine], starter: Path
) -> None:
    command = paths.child_command("engine")
    engines.append(Engine(command))
    wait(engines[0].load(str(starter), context=1024))
    say(engines[0])
    limit = peak(engines[0].pid) + SPARE
    engine = Engine(["prlimit", f"--as={limit}", *command])
    engines.append(engine)
    context, failures = 8192, []
    while True:
        try:
            info = wait(engine.load(str(starter), context=context, force=True))
        except UserError as error:
            failures.append(error.code)
            assert error.code in FAILURES
            context = int(error.params.get("fitting", context // 2))
            assert context >= 1024
        else:
            break
    assert failures[0] is ErrorCode.CONTEXT_MEMORY
    assert isinstance(info, ModelInfo)
    assert 1024 <= info.context < 8192
    assert say(engine).usage.generated_tokens > 0


def test_the_system_ends_the_engine_before_the_window(engines: list[Engine], qtbot: QtBot) -> None:
    engine = Engine()
    engines.append(engine)
    engine.start()
    qtbot.waitUntil(lambda: engine.state is EngineState.READY, timeout=30_000)
    own = int(entry.BADNESS_FILE.read_text(encoding="ascii"))
    badness = Path(f"/proc/{engine.pid}/oom_score_adj").read_text(encoding="ascii")
    assert int(badness) == max(own, entry.BADNESS)


def test_without_that_file_the_engine_starts_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    present = tmp_path / "oom_score_adj"
    for before, after in (("0", "500"), ("800", "800"), ("-900\n", "500"), ("no number", None)):
        present.write_text(before, encoding="ascii")
        monkeypatch.setattr(entry, "BADNESS_FILE", present)
        entry._stand_in_for_the_window()
        assert present.read_text(encoding="ascii") == (after or before)
    monkeypatch.setattr(entry, "BADNESS_FILE", tmp_path / "nowhere")
    entry._stand_in_for_the_window()
    assert not (tmp_path / "nowhere").exists()
