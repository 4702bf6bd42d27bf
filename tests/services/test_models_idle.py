"""The memory of a model that is not used, with the scripted engine."""

from __future__ import annotations

import os
import signal

import pytest
from pytestqt.qtbot import QtBot

from app.protocol import Sampling, Turn
from app.services import models as models_module
from app.services.library import InstalledModel
from app.services.options import ModelOptions
from tests.services.conftest import Desk

WAIT = 10_000


def sleep(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> InstalledModel:
    """Load a model and let it idle, with minutes of 10 ms."""
    monkeypatch.setattr(models_module, "MINUTE_MS", 10)
    one = desk.add("one")
    desk.use(qtbot, one)
    desk.settings.set("idle_minutes", 5)
    qtbot.waitUntil(lambda: desk.models.asleep and desk.engine.model is None, timeout=WAIT)
    return one


def test_an_idle_model_is_freed_and_woken(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = sleep(qtbot, desk, monkeypatch)
    assert desk.models.current is None
    assert desk.models.wanted == one
    assert desk.engine.pid  # the process stays, only its memory is freed
    assert desk.failures == []
    desk.models.wake()
    assert not desk.models.asleep
    job = desk.engine.generate([Turn("user", "hello")], Sampling())
    qtbot.waitUntil(lambda: job.over, timeout=WAIT)
    assert [load.path for load in desk.loads()] == [str(one.path)] * 2
    desk.models.wake()  # it is awake
    assert len(desk.loads()) == 2


def test_a_busy_model_is_not_freed(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models_module, "MINUTE_MS", 10)
    one = desk.add("one")
    desk.use(qtbot, one)
    job = desk.engine.generate([Turn("user", "slow")], Sampling())
    desk.settings.set("idle_minutes", 5)
    qtbot.wait(200)
    assert not desk.models.asleep
    desk.engine.stop(job)
    qtbot.waitUntil(lambda: desk.models.asleep, timeout=WAIT)


def test_without_the_setting_a_model_stays(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models_module, "MINUTE_MS", 10)
    desk.settings.set("idle_minutes", 5)
    desk.settings.set("idle_minutes", 0)
    desk.use(qtbot, desk.add("one"))
    qtbot.wait(150)
    assert not desk.models.asleep
    assert desk.models.current is not None


def test_what_is_asleep_stays_so_whatever_else_happens(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = sleep(qtbot, desk, monkeypatch)
    desk.models.set_options(one, ModelOptions(context=1024))
    os.kill(desk.engine.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: not desk.engine.pid, timeout=WAIT)
    qtbot.waitUntil(lambda: bool(desk.engine.pid), timeout=WAIT)
    qtbot.wait(100)
    assert desk.models.asleep
    assert len(desk.loads()) == 1
    desk.models.wake()
    desk.until_loaded(qtbot, one)
    assert desk.loads()[-1].context == 1024
