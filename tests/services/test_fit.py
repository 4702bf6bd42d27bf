from __future__ import annotations

import os
from pathlib import Path

import msgspec
import psutil
import pytest

from app import paths
from app.memory import predict
from app.paths import Folders
from app.protocol import KvType, Measured
from app.services import catalogue, fit
from app.services.catalogue import Entry, Task
from app.services.fit import Fit, Machine, Memory, Verdict, judge
from app.services.library import Library
from tests.ggufs import write_model

GB = 1_000_000_000
KV_TYPES: tuple[KvType, ...] = ("q4_0", "q8_0", "f16")


@pytest.fixture(scope="module")
def entries() -> tuple[Entry, ...]:
    return tuple(e for e in catalogue.read(paths.catalogue()) if e.repo)


def memory(total: int) -> Memory:
    return Memory(weights=total - 4, kv=1, state=1, compute=1, engine=1)


@pytest.mark.parametrize(
    ("size", "speed", "verdict"),
    [
        (6 * GB, 0.0, Verdict.WELL),  # not measured: nothing speaks against it
        (6 * GB, 5.0, Verdict.WELL),
        (6 * GB, 4.99, Verdict.SLOW),
        (6 * GB, 0.01, Verdict.SLOW),
        (6 * GB + 1, 100.0, Verdict.SLOW),
        (9 * GB, 100.0, Verdict.SLOW),
        (9 * GB + 1, 100.0, Verdict.NOT),
        (9 * GB + 1, 1.0, Verdict.NOT),
    ],
)
def test_the_verdict_at_its_borders(size: int, speed: float, verdict: Verdict) -> None:
    machine = Machine(total=10 * GB, available=6 * GB)
    found = judge(memory(size), machine, speed)
    assert found.verdict is verdict
    assert found.short_of_memory == (size > machine.available)
    assert (found.memory.total, found.tokens_per_second) == (size, speed)


def test_this_computer_has_memory() -> None:
    alone = Machine.now(0)
    assert 0 < alone.available <= alone.total == psutil.virtual_memory().total
    assert Machine.now(os.getpid()).available <= alone.total
    assert Machine.now(2**22 + 1).total == alone.total  # a process that is not there


def test_the_best_choice_is_the_first_that_fits(entries: tuple[Entry, ...]) -> None:
    machine = Machine(16 * GB, 14 * GB)
    fits = [(e, judge(fit.memory_of_entry(e, 8192, "f16"), machine, 0.0)) for e in entries]
    best = fit.best_choices(fits, "zh")
    by_id = {entry.id: (entry, found) for entry, found in fits}
    assert set(best) == set(Task)
    for job, name in best.items():
        entry, found = by_id[name]
        assert found.verdict is Verdict.WELL
        assert job in entry.jobs and "zh" in entry.languages
        earlier = entries[: entries.index(entry)]
        others = [e for e in earlier if job in e.jobs and "zh" in e.languages]
        assert all(by_id[e.id][1].verdict is not Verdict.WELL for e in others)


def test_the_order_and_the_language_decide(entries: tuple[Entry, ...]) -> None:
    base, change = entries[0], msgspec.structs.replace
    english = change(base, id="english", languages=("en",), jobs=(Task.CHAT, Task.CODE))
    both = change(base, id="both", languages=("zh", "en"), jobs=(Task.CHAT,))
    well = Fit(Verdict.WELL, memory(GB), Machine(GB, GB), 0.0)
    slow = Fit(Verdict.SLOW, memory(GB), Machine(GB, GB), 0.0)
    fits = [(english, well), (both, well)]
    assert fit.best_choices(fits, "en") == {Task.CHAT: "english", Task.CODE: "english"}
    assert fit.best_choices(fits[::-1], "en") == {Task.CHAT: "both", Task.CODE: "english"}
    assert fit.best_choices(fits, "zh") == {Task.CHAT: "both"}
    assert fit.best_choices([(english, slow), (both, well)], "en") == {Task.CHAT: "both"}
    assert fit.best_choices([], "en") == {}


def test_an_entry_needs_more_with_more_context(entries: tuple[Entry, ...]) -> None:
    for entry in entries:
        sizes = [fit.memory_of_entry(entry, n, "f16").total for n in (512, 1024, 2048)]
        assert entry.size_bytes < sizes[0] < sizes[1] < sizes[2], entry.id
        longest = fit.memory_of_entry(entry, entry.context, "f16")
        assert fit.memory_of_entry(entry, 10 * entry.context, "f16") == longest, entry.id
        by_type = [fit.memory_of_entry(entry, 8192, kind).kv for kind in KV_TYPES]
        assert by_type[0] < by_type[1] < by_type[2], entry.id


def test_a_known_size_of_the_cache_counts(entries: tuple[Entry, ...]) -> None:
    entry = next(e for e in entries if e.id == "qwen3-8b")
    assert fit.memory_of_entry(entry, 1000, "f16").kv == 147_456_000
    unknown = msgspec.structs.replace(entry, kv_bytes_per_token=0)
    guess = fit.memory_of_entry(unknown, 1000, "f16").kv
    assert guess == pytest.approx(147_456_000, rel=0.05)


def test_only_the_size_is_known() -> None:
    small, large = (fit.memory_by_size(size, 8192, "f16") for size in (GB, 5 * GB))
    assert GB < small.total < large.total
    assert small.kv < large.kv
    assert fit.memory_by_size(GB, 8192, "q8_0").kv < small.kv
    assert fit.memory_by_size(0, 8192, "f16").kv == 0


def test_experts_are_read_in_part(entries: tuple[Entry, ...]) -> None:
    for entry in entries:
        read = fit.active_bytes(entry)
        assert 0 < read <= entry.size_bytes
        assert (read == entry.size_bytes) == (entry.active_parameters == 0)


def test_what_was_measured_counts_more(library: Library, folders: Folders) -> None:
    path = write_model(folders.models / "tiny.gguf")
    model = library.find(str(path))
    predicted = fit.memory_of(model, 1024, "f16")
    assert predicted == predict(model.header, model.size_bytes, 1024, "f16")
    assert predicted.kv == 3 * 32 * 1024 * 2
    measured = fit.memory_of(model, 1024, "f16", Measured(1, kv=11, state=22, compute=33))
    assert (measured.kv, measured.state, measured.compute) == (11, 22, 33)
    assert (measured.weights, measured.engine) == (predicted.weights, predicted.engine)
    # It was made for 2048 tokens, and gets no more.
    assert fit.memory_of(model, 1 << 20, "f16") == fit.memory_of(model, 2048, "f16")


def test_the_starter_fits_any_computer(library: Library, starter: Path) -> None:
    model = library.find(str(starter))
    needed = fit.memory_of(model, 8192, "f16")
    assert judge(needed, Machine(2 * GB, GB), 0.0).verdict is Verdict.WELL
