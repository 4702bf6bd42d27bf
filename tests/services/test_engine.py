from __future__ import annotations

import os
import signal

import pytest
from pytestqt.qtbot import QtBot

from app.protocol import Delta, ErrorCode, Finished, ModelInfo, Sampling, Turn
from app.services.engine import Engine, EngineState
from app.services.jobs import Job, JobState
from tests.conftest import FAKE_ENGINE


@pytest.fixture
def engine(qtbot: QtBot) -> Engine:
    made = Engine(FAKE_ENGINE)
    yield made
    made.shutdown()


def wait(qtbot: QtBot, job: Job) -> Job:
    qtbot.waitUntil(lambda: job.over, timeout=10_000)
    return job


def ask(engine: Engine, text: str) -> Job:
    return engine.generate([Turn("user", text)], Sampling())


def text_of(job: Job) -> list[str]:
    pieces: list[str] = []
    job.progressed.connect(lambda e: pieces.append(e.text) if isinstance(e, Delta) else None)
    return pieces


def test_commands_wait_for_the_process(qtbot: QtBot, engine: Engine) -> None:
    load = engine.load("a.gguf", context=100)
    job = ask(engine, "hello")
    pieces = text_of(job)
    assert load.state is JobState.PENDING
    wait(qtbot, job)
    assert isinstance(load.result, ModelInfo)
    assert isinstance(job.result, Finished)
    assert "".join(pieces) == "echo hello"
    assert engine.model is not None


def test_stop_ends_as_cancelled(qtbot: QtBot, engine: Engine) -> None:
    job = ask(engine, "slow")
    qtbot.waitUntil(lambda: job.state is JobState.RUNNING, timeout=10_000)
    engine.stop(job)
    assert wait(qtbot, job).state is JobState.CANCELLED


@pytest.mark.parametrize("text", ["crash streaming", "crash evaluating"])
def test_a_crash_fails_the_job_and_the_engine_returns(
    qtbot: QtBot, engine: Engine, text: str
) -> None:
    died: list[object] = []
    engine.died.connect(died.append)
    job = wait(qtbot, ask(engine, text))
    assert (job.state, job.code) == (JobState.FAILED, ErrorCode.ENGINE_CRASHED)
    assert died == [None]
    qtbot.waitUntil(lambda: engine.state is EngineState.READY, timeout=10_000)
    assert wait(qtbot, ask(engine, "again")).state is JobState.DONE


def test_a_crash_at_load_names_the_model(qtbot: QtBot, engine: Engine) -> None:
    job = wait(qtbot, engine.load("crash.gguf", context=100))
    assert job.code is ErrorCode.ENGINE_CRASHED_LOADING
    assert job.params == {"path": "crash.gguf"}


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_killed_from_outside_while_streaming(qtbot: QtBot, engine: Engine, number: int) -> None:
    job = ask(engine, "slow")
    pieces = text_of(job)
    qtbot.waitUntil(lambda: len(pieces) > 3, timeout=10_000)
    os.kill(engine.pid, number)
    assert wait(qtbot, job).code is ErrorCode.ENGINE_CRASHED


def test_malformed_lines_are_passed_over(qtbot: QtBot, engine: Engine) -> None:
    assert wait(qtbot, ask(engine, "malformed")).state is JobState.DONE


def test_shutdown_ends_jobs_without_a_crash(qtbot: QtBot) -> None:
    engine = Engine(FAKE_ENGINE)
    job = ask(engine, "slow")
    qtbot.waitUntil(lambda: job.state is JobState.RUNNING, timeout=10_000)
    engine.shutdown()
    assert job.state is JobState.CANCELLED
    assert engine.state is EngineState.OFF


def test_an_engine_that_cannot_start_fails_its_jobs(qtbot: QtBot) -> None:
    engine = Engine(["/nowhere/engine"])
    job = ask(engine, "hello")
    qtbot.waitUntil(lambda: job.over)
    assert job.state is JobState.FAILED
    engine.shutdown()
