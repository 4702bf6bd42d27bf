"""After a model that cannot be loaded, the last one is back: with the scripted engine."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.protocol import ErrorCode, Sampling, Turn
from app.services.engine import EngineState
from app.services.options import ModelOptions
from tests.services.conftest import Desk

WAIT = 10_000


def until_failed(qtbot: QtBot, desk: Desk, count: int = 1) -> ErrorCode:
    qtbot.waitUntil(lambda: len(desk.failures) == count, timeout=WAIT)
    return desk.failures[-1][0]


def test_a_context_that_fits_is_kept_and_used(qtbot: QtBot, desk: Desk) -> None:
    one, hungry = desk.add("one"), desk.add("hungry")
    desk.use(qtbot, one)
    desk.models.switch(hungry)
    assert until_failed(qtbot, desk) is ErrorCode.MODEL_TOO_LARGE
    desk.until_loaded(qtbot, one)
    desk.models.use_context(hungry, 1024)
    desk.until_loaded(qtbot, hungry)
    assert desk.models.options.of(hungry.path) == ModelOptions(context=1024)
    assert len(desk.loads()) == 4
    assert len(desk.failures) == 1


def test_a_context_for_the_model_in_use_loads_it_once(qtbot: QtBot, desk: Desk) -> None:
    one = desk.add("one")
    desk.use(qtbot, one)
    desk.models.use_context(one, 512)
    desk.until_loaded(qtbot, one)
    assert [load.context for load in desk.loads()][1:] == [512]


def test_the_same_model_is_back_as_it_was(qtbot: QtBot, desk: Desk) -> None:
    hungry = desk.add("hungry")
    desk.settings.set("context", 1024)
    desk.use(qtbot, hungry)
    desk.settings.set("context", 2048)
    desk.models.reload()
    assert until_failed(qtbot, desk) is ErrorCode.MODEL_TOO_LARGE
    desk.until_loaded(qtbot, hungry)
    assert [load.context for load in desk.loads()] == [1024, 2048, 1024]
    assert len(desk.failures) == 1


def test_a_model_loaded_anyway_is_back_that_way(qtbot: QtBot, desk: Desk) -> None:
    hungry, bad = desk.add("hungry"), desk.add("refuse")
    desk.models.switch(hungry, force=True)
    desk.until_loaded(qtbot, hungry)
    desk.models.switch(bad)
    assert until_failed(qtbot, desk) is ErrorCode.MODEL_UNSUPPORTED
    desk.until_loaded(qtbot, hungry)
    assert desk.loads()[-1].force


def test_nothing_is_tried_for_ever(qtbot: QtBot, desk: Desk) -> None:
    hungry = desk.add("hungry")
    desk.models.switch(hungry)
    until_failed(qtbot, desk)
    qtbot.wait(200)
    assert len(desk.loads()) == 1
    assert desk.models.wanted is None
    assert not desk.models.loading


def test_two_failures_in_a_row_still_lead_back(qtbot: QtBot, desk: Desk) -> None:
    one, hungry = desk.add("one"), desk.add("hungry")
    desk.use(qtbot, one)

    def again() -> None:  # while the first model is on its way back
        assert desk.models.loading
        desk.models.switch(hungry)

    def on_failed() -> None:
        desk.models.failed.disconnect(on_failed)
        QTimer.singleShot(0, again)

    desk.models.failed.connect(on_failed)
    desk.models.switch(hungry)
    until_failed(qtbot, desk, 2)
    desk.until_loaded(qtbot, one)


def test_a_load_that_was_stopped_leads_back(qtbot: QtBot, desk: Desk) -> None:
    one, hanging = desk.add("one"), desk.add("hang")
    desk.use(qtbot, one)
    desk.models.switch(hanging)
    qtbot.waitUntil(lambda: len(desk.loads()) == 2, timeout=WAIT)
    desk.engine.stop_all()
    desk.engine.kill()
    assert until_failed(qtbot, desk) is ErrorCode.ENGINE_CRASHED_LOADING
    assert desk.settings.text("unsafe_model") == str(one.path)
    desk.until_loaded(qtbot, one)
    assert desk.settings.text("model") == str(one.path)


def test_closing_the_app_starts_nothing(qtbot: QtBot, desk: Desk) -> None:
    one, two = desk.add("one"), desk.add("two")
    desk.use(qtbot, one)
    desk.engine.generate([Turn("user", "slow")], Sampling())
    desk.models.switch(two)
    desk.engine.shutdown()
    qtbot.wait(100)
    assert (desk.engine.state, desk.engine.pid) == (EngineState.OFF, 0)


def test_a_resting_model_is_loaded_when_it_is_needed(qtbot: QtBot, desk: Desk) -> None:
    one = desk.add("one")
    desk.use(qtbot, one)
    job = desk.engine.generate([Turn("user", "slow")], Sampling())
    desk.engine.stop(job)
    desk.models.rest()
    qtbot.waitUntil(lambda: desk.engine.model is None, timeout=WAIT)
    assert job.over
    assert desk.models.asleep
    desk.models.wake()
    desk.until_loaded(qtbot, one)
