from __future__ import annotations

from pathlib import Path

import pytest

from app.engine.model import AbortFlag, Cancelled, Model, physical_cores
from app.engine.tuning import BATCHES, thread_counts, tune
from app.gguf import read_header
from app.protocol import Load, Tune, Tuning


@pytest.fixture
def model(starter: Path) -> Model:
    load = Load(1, str(starter), context=512)
    return Model(load, read_header(starter), AbortFlag(), lambda _fraction: None)


def result(model: Model, seconds: float) -> Tuning:
    steps = tune(model, Tune(1, seconds))
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: Tuning = end.value
            return found


def test_a_search_finds_a_setup_that_works(model: Model, starter: Path) -> None:
    found = result(model, seconds=3.0)
    model.close()
    assert found.threads in thread_counts()
    assert found.batch in BATCHES
    assert found.decode_speed > 0
    assert found.prompt_speed > found.decode_speed
    load = Load(1, str(starter), context=512, tuning=found)
    Model(load, read_header(starter), AbortFlag(), lambda _fraction: None).close()


def test_without_time_everything_stays_as_it_is(model: Model) -> None:
    found = result(model, seconds=0.0)
    model.close()
    assert (found.threads, found.batch_threads) == (physical_cores(), physical_cores())
    assert (found.batch, found.flash_attention, found.kv_type) == (BATCHES[0], None, "f16")


def test_a_search_can_be_stopped_anywhere(model: Model) -> None:
    steps = tune(model, Tune(1, 60.0))
    for _ in range(4):
        next(steps)
    with pytest.raises(Cancelled):
        steps.throw(Cancelled())
    model.close()
