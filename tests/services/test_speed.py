from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from app.paths import Folders
from app.protocol import Finished, Measured, Usage
from app.services import speed as speed_module
from app.services.engine import Engine
from app.services.jobs import JobState
from app.services.library import InstalledModel, Library
from app.services.speed import Probe, Speed
from tests.conftest import FAKE_ENGINE


@pytest.fixture
def model(library: Library, starter: Path) -> InstalledModel:
    return library.find(str(starter))


def with_bytes(model: InstalledModel, name: str, active: int) -> InstalledModel:
    header = dataclasses.replace(model.header, active_bytes=active)
    return dataclasses.replace(model, path=Path(f"/模型/{name}.gguf"), header=header)


def reply(rate: float, tokens: int = 100) -> Finished:
    return Finished(1, "end", Usage(generated_tokens=tokens, tokens_per_second=rate))


def test_nothing_is_known_at_first(folders: Folders, model: InstalledModel) -> None:
    speed = Speed(folders.speed)
    assert not speed.known
    assert speed.measured(model.path) == 0.0
    assert speed.expected(1_000_000) == 0.0


def test_a_reply_is_measured_and_kept(
    qtbot: QtBot, folders: Folders, model: InstalledModel
) -> None:
    speed = Speed(folders.speed)
    with qtbot.waitSignal(speed.changed):
        speed.note(model, reply(12.345))
    for known in (speed, Speed(folders.speed)):
        assert known.known
        assert known.measured(model.path) == 12.35
        assert known.expected(model.header.active_bytes // 2) == pytest.approx(24.7, rel=0.01)
    speed.note(model, reply(20.0))
    assert Speed(folders.speed).measured(model.path) == 20.0


def test_the_nearest_in_size_is_the_witness(folders: Folders, model: InstalledModel) -> None:
    speed = Speed(folders.speed)
    speed.note(with_bytes(model, "small", 100), reply(90.0))
    speed.note(with_bytes(model, "large", 10_000), reply(1.0))
    assert speed.expected(100) == 90.0
    assert speed.expected(900) == pytest.approx(10.0)
    assert speed.expected(1100) == pytest.approx(10_000 / 1100)
    assert speed.expected(20_000) == pytest.approx(0.5)
    assert speed.expected(0) == 0.0


@pytest.mark.parametrize("result", [reply(9.0, tokens=23), reply(0.0), reply(-1.0)])
def test_what_says_little_is_not_kept(
    folders: Folders, model: InstalledModel, result: Finished
) -> None:
    speed = Speed(folders.speed)
    speed.note(model, result)
    speed.note(None, reply(10.0))
    assert not speed.known
    assert not folders.speed.exists()
    speed.note(model, reply(9.0, tokens=24))
    assert speed.known


def test_a_model_of_no_bytes_is_no_witness(folders: Folders, model: InstalledModel) -> None:
    speed = Speed(folders.speed)
    speed.note(with_bytes(model, "none", 0), reply(10.0))
    assert speed.expected(100) == 0.0


@pytest.mark.parametrize("damage", [b"", b"{broken", b"[]", b'{"/a": 3}', b"\xff"])
def test_a_damaged_file_is_as_none(folders: Folders, model: InstalledModel, damage: bytes) -> None:
    folders.speed.write_bytes(damage)
    speed = Speed(folders.speed)
    assert not speed.known
    speed.note(model, reply(7.0))
    assert Speed(folders.speed).measured(model.path) == 7.0


def test_a_disk_that_refuses_does_no_harm(folders: Folders, model: InstalledModel) -> None:
    speed = Speed(folders.data / "nowhere" / "speed.json")
    speed.note(model, reply(7.0))
    assert speed.measured(model.path) == 7.0


@pytest.fixture
def probe(
    qtbot: QtBot, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Probe, Speed]]:
    """A probe whose engine is the scripted one."""

    def fake(log_line: object, parent: object) -> Engine:
        return Engine(FAKE_ENGINE, parent=parent)  # type: ignore[arg-type]

    monkeypatch.setattr(speed_module, "Engine", fake)
    speed = Speed(folders.speed)
    made = Probe(speed)
    yield made, speed
    made.close()


def test_the_real_engine_is_measured_and_leaves(
    qtbot: QtBot, folders: Folders, model: InstalledModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = msgspec.structs.replace(speed_module.BENCH, max_tokens=speed_module.FEWEST_TOKENS)
    monkeypatch.setattr(speed_module, "BENCH", short)
    speed = Speed(folders.speed)
    probe = Probe(speed)
    try:
        with qtbot.waitSignal(speed.changed, timeout=120_000):  # a bound on hanging
            probe.bench(model)
        assert speed.measured(model.path) > 0
        qtbot.waitUntil(lambda: not probe.children(), timeout=10_000)
    finally:
        probe.close()


def test_a_bench_that_crashes_does_no_harm(
    qtbot: QtBot, probe: tuple[Probe, Speed], model: InstalledModel
) -> None:
    bench, speed = probe
    bench.bench(dataclasses.replace(model, path=Path("/模型/crash.gguf")))
    job = bench.measure(Path("a.gguf"), 512, "f16")
    qtbot.waitUntil(lambda: job.over, timeout=10_000)
    assert not speed.known
    qtbot.wait(300)  # an engine that is nobody's must not start again
    assert not bench.children()


def test_memory_is_measured_in_a_process_of_its_own(
    qtbot: QtBot, probe: tuple[Probe, Speed]
) -> None:
    job = probe[0].measure(Path("a.gguf"), 1000, "f16")
    results: list[object] = []
    job.ended.connect(lambda: results.append((job.state, job.result)))
    qtbot.waitUntil(lambda: bool(results), timeout=10_000)
    ((state, result),) = results
    assert state is JobState.DONE
    assert isinstance(result, Measured)
    assert result.kv == 2000
