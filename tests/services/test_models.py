"""Which model is loaded, and how: with the scripted engine."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import paths
from app.protocol import Adapter, ErrorCode, Sampling
from app.services.library import InstalledModel
from app.services.options import ModelOptions
from tests.catalogues import entry
from tests.services.conftest import Desk

WAIT = 10_000


def test_the_preferences_hold_for_every_model(qtbot: QtBot, desk: Desk) -> None:
    one = desk.add("one")
    load = desk.use(qtbot, one)
    assert (load.path, load.context, load.kv_type) == (str(one.path), 8192, "f16")
    assert (load.threads, load.gpu_layers, load.adapters) == (None, None, ())
    for name, value in {"context": 4096, "threads": 3, "gpu_layers": 0, "kv_type": "q8_0"}.items():
        desk.settings.set(name, value)
    load = desk.use(qtbot, one)
    assert (load.context, load.threads, load.gpu_layers, load.kv_type) == (4096, 3, 0, "q8_0")
    assert not load.force


def test_a_models_own_options_reach_the_engine(qtbot: QtBot, desk: Desk) -> None:
    one, two = desk.add("one"), desk.add("two")
    adapter = Adapter("/文风/style.gguf", 0.5)
    own = ModelOptions(context=1024, gpu_layers=0, kv_type="q4_0", adapters=(adapter,))
    desk.settings.set("gpu_layers", 7)
    desk.models.set_options(one, own)
    assert desk.loads() == []  # it is not in use
    load = desk.use(qtbot, one)
    assert (load.context, load.gpu_layers, load.kv_type) == (1024, 0, "q4_0")
    assert load.adapters == (adapter,)
    load = desk.use(qtbot, two)
    assert (load.context, load.gpu_layers, load.kv_type, load.adapters) == (8192, 7, "f16", ())


def test_only_what_the_engine_must_know_loads_again(qtbot: QtBot, desk: Desk) -> None:
    one, two = desk.add("one"), desk.add("two")
    desk.use(qtbot, one)
    desk.models.set_options(one, ModelOptions(sampling={"temperature": 0.1}, thinking=True))
    desk.models.set_options(two, ModelOptions(context=512))
    assert not desk.models.loading
    desk.models.set_options(one, ModelOptions(context=2048))
    assert desk.models.loading
    desk.until_loaded(qtbot, one)
    assert [load.context for load in desk.loads()] == [8192, 2048]


def test_sampling_is_the_cards_changed_by_ones_own(qtbot: QtBot, desk: Desk) -> None:
    assert desk.models.sampling() == Sampling()
    assert desk.models.thinking() is None
    starter = desk.starter
    desk.use(qtbot, starter)
    assert desk.models.sampling() == starter.sampling
    desk.models.set_options(starter, ModelOptions(sampling={"top_k": 3}, thinking=True))
    assert desk.models.sampling().top_k == 3
    assert desk.models.sampling().temperature == starter.sampling.temperature
    assert desk.models.thinking() is True


def test_a_model_that_is_removed_makes_room_for_the_starter(qtbot: QtBot, desk: Desk) -> None:
    one, two = desk.add("one"), desk.add("two")
    desk.use(qtbot, one)
    desk.models.let_go(two)
    assert desk.models.wanted == one
    desk.models.let_go(one)
    desk.until_loaded(qtbot, desk.starter)
    assert desk.settings.text("model") == str(desk.starter.path)


def test_without_a_starter_nothing_stays_loaded(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "starter_models", list)
    one = desk.add("one")
    desk.use(qtbot, one)
    desk.models.let_go(one)
    qtbot.waitUntil(lambda: desk.engine.model is None, timeout=WAIT)
    assert desk.models.wanted is None
    assert desk.models.current is None


def test_the_last_model_is_loaded_again(qtbot: QtBot, desk: Desk) -> None:
    desk.models.restore()
    desk.until_loaded(qtbot, desk.starter)
    one = desk.add("one")
    desk.use(qtbot, one)
    desk.models.restore()
    desk.until_loaded(qtbot, one)
    assert desk.settings.text("unsafe_model") == ""
    assert desk.failures == []


@pytest.mark.parametrize(
    ("gone", "code"),
    [(False, ErrorCode.ENGINE_CRASHED_LOADING), (True, ErrorCode.MODEL_MISSING)],
)
def test_a_model_that_broke_the_app_or_is_gone_gives_way(
    qtbot: QtBot, desk: Desk, gone: bool, code: ErrorCode
) -> None:
    one = desk.add("one")
    desk.settings.set("model", str(one.path))
    desk.settings.set("unsafe_model", str(one.path))
    if gone:
        one.path.unlink()
    desk.models.restore()
    assert desk.failures == [(code, str(one.path))]
    desk.until_loaded(qtbot, desk.starter)


@pytest.mark.parametrize(
    ("name", "code"),
    [("refuse", ErrorCode.MODEL_UNSUPPORTED), ("crash", ErrorCode.ENGINE_CRASHED_LOADING)],
)
def test_after_a_failure_the_model_before_is_back(
    qtbot: QtBot, desk: Desk, name: str, code: ErrorCode
) -> None:
    one, bad = desk.add("one"), desk.add(name)
    desk.use(qtbot, one)
    desk.models.switch(bad)
    qtbot.waitUntil(lambda: bool(desk.failures), timeout=WAIT)
    assert desk.failures == [(code, str(bad.path))]
    desk.until_loaded(qtbot, one)
    assert desk.settings.text("model") == str(one.path)


def test_an_engine_that_dies_gets_its_model_back(qtbot: QtBot, desk: Desk) -> None:
    one = desk.add("one")
    desk.models.set_options(one, ModelOptions(context=1024))
    desk.use(qtbot, one)
    os.kill(desk.engine.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: desk.models.current is None, timeout=WAIT)
    desk.until_loaded(qtbot, one)
    assert [load.context for load in desk.loads()] == [1024, 1024]


def test_embedding_models_are_not_offered(desk: Desk) -> None:
    path = desk.add("embed").path
    size = path.stat().st_size
    text = entry("embed", "embed.gguf", size=size, sha256="ab" * 32, job="embedding")
    desk.folders.catalogue.write_text(text, encoding="utf-8")
    assert [model.id for model in desk.models.library.installed()][1:] == ["embed"]
    assert all(model.starter for model in desk.models.installed())


def test_chatml_is_remembered_for_the_model(qtbot: QtBot, desk: Desk) -> None:
    one, two = desk.add("one"), desk.add("two")
    for model in (one, two):
        desk.use(qtbot, model)
        assert desk.models.template() == "model"
        desk.models.allow_chatml()
        assert desk.models.template() == "chatml"
    assert desk.settings.text("chatml_models") == f"{one.path}\n{two.path}"


def path_of(model: InstalledModel | None) -> Path | None:
    return model.path if model else None


def test_the_last_of_several_switches_counts(qtbot: QtBot, desk: Desk) -> None:
    one, two, three = (desk.add(name) for name in ("one", "two", "three"))
    for model in (one, two, three):
        desk.models.switch(model)
    desk.until_loaded(qtbot, three)
    assert path_of(desk.models.wanted) == three.path
    assert desk.settings.text("model") == str(three.path)
    assert desk.failures == []
