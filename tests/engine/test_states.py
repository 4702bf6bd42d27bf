from __future__ import annotations

import itertools
import random
from pathlib import Path

import numpy as np
import pytest

from app.engine.states import SUFFIX, State, States, common_prefix, fingerprint

MEGABYTE = 1 << 20


def states(folder: Path | None, memory: int = 64 * MEGABYTE, disk: int = 64 * MEGABYTE) -> States:
    return States(folder, "key", memory, disk)


def put(kept: States, tokens: list[int], size: int = 1000, floor: int = 0) -> None:
    data = np.full(size, len(tokens) % 251, dtype=np.uint8)
    array = np.asarray(tokens, dtype=np.int32)
    kept.put(State(array, size, floor, f"text {len(tokens)}", data))


def flush(kept: States) -> None:
    while kept.write_one():
        pass


def test_the_longest_prefix_is_found() -> None:
    kept = states(None)
    put(kept, [1, 2, 3, 9])
    put(kept, [1, 2, 3, 4, 5, 6])
    put(kept, [7, 8])
    found = kept.best([1, 2, 3, 4, 5, 0, 0])
    assert found is not None
    assert (found[0].tokens.tolist(), found[1]) == ([1, 2, 3, 4, 5, 6], 5)
    assert kept.best([5]) is None


def test_a_state_that_cannot_be_cut_serves_whole_or_not_at_all() -> None:
    kept = states(None)
    put(kept, [1, 2, 3], floor=3)
    put(kept, [1, 2, 3, 4, 5], floor=5)
    found = kept.best([1, 2, 3, 4, 9])
    assert found is not None
    assert found[0].tokens.tolist() == [1, 2, 3]
    assert kept.best([1, 2]) is None
    assert kept.best([1, 2, 3]) is None  # its logits are not there


def test_a_state_of_a_sliding_window_can_be_cut_a_little() -> None:
    kept = states(None)
    put(kept, [1, 2, 3, 4, 5, 6], floor=4)
    found = kept.best([1, 2, 3, 4, 9])
    assert found is not None
    assert found[1] == 4
    assert kept.best([1, 2, 3, 9]) is None
    put(kept, [1, 2, 3, 4], floor=4)
    put(kept, [1, 2, 3, 4, 5, 6, 7], floor=5)  # takes the place of the first only
    assert sorted(len(state.tokens) for state in kept._all) == [4, 7]


def test_a_state_that_is_too_long_for_the_context_waits_for_another_day(tmp_path: Path) -> None:
    put(first := states(tmp_path), [1, 2, 3, 4, 5])
    flush(first)
    small = States(tmp_path, "key", MEGABYTE, MEGABYTE, longest=4)
    assert small.best([1, 2, 3, 9]) is None
    assert states(tmp_path).best([1, 2, 3, 9]) is not None


def test_a_longer_state_takes_the_place_of_what_it_continues() -> None:
    kept = states(None)
    put(kept, [1, 2, 3])
    put(kept, [1, 2, 3, 4])
    assert len(kept._all) == 1
    assert kept.has([1, 2])
    assert not kept.has([1, 3])


def test_states_are_there_after_a_restart(tmp_path: Path) -> None:
    first = states(tmp_path)
    data = np.arange(5000, dtype=np.uint8)
    logits = np.linspace(0, 1, 77, dtype=np.float32)
    tokens = np.asarray([5, 6, 7], dtype=np.int32)
    first.put(State(tokens, data.nbytes, 0, "五六七", data, logits, has_logits=True))
    flush(first)
    second = states(tmp_path)
    assert second.texts() == [("五六七", [5, 6, 7])]
    found = second.best([5, 6, 7, 8])
    assert found is not None
    loaded = second.data(found[0])
    assert loaded is not None
    assert np.array_equal(loaded, data)
    assert found[0].logits is not None
    assert np.array_equal(found[0].logits, logits)


def test_another_model_does_not_see_them(tmp_path: Path) -> None:
    first = states(tmp_path)
    put(first, [1, 2, 3])
    flush(first)
    assert States(tmp_path, "other", MEGABYTE, MEGABYTE).best([1, 2, 3]) is None


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_file_is_dropped_and_never_trusted(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    first = states(tmp_path)
    put(first, [1, 2, 3, 4], size=3000)
    flush(first)
    (file,) = tmp_path.glob(f"*{SUFFIX}")
    whole = file.read_bytes()
    broken = bytearray(whole)
    if seed % 3 == 0:
        broken = broken[: chance.randrange(len(broken))]
    else:
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
    file.write_bytes(broken)
    second = states(tmp_path)
    found = second.best([1, 2, 3, 4, 5])
    if found is None or not np.array_equal(found[0].tokens, [1, 2, 3, 4]):
        return
    data = second.data(found[0])
    if data is not None:  # the damage hit a byte that means nothing
        assert data.tobytes() == np.full(3000, 4, dtype=np.uint8).tobytes()
    else:
        assert not file.exists()


def test_a_vanished_file_is_dropped(tmp_path: Path) -> None:
    first = states(tmp_path)
    put(first, [1, 2, 3])
    flush(first)
    second = states(tmp_path)
    found = second.best([1, 2, 3])
    for file in tmp_path.iterdir():
        file.unlink()
    assert found is not None
    assert second.data(found[0]) is None
    assert second.best([1, 2, 3]) is None


def test_the_least_recently_used_leave_memory_and_then_the_disk(tmp_path: Path) -> None:
    kept = states(tmp_path, memory=3 * MEGABYTE, disk=5 * MEGABYTE)
    for number in range(10):
        put(kept, [number] * 50, size=MEGABYTE)
    flush(kept)
    in_memory = [state for state in kept._all if state.data is not None]
    assert sum(state.size for state in in_memory) <= 3 * MEGABYTE
    assert sum(f.stat().st_size for f in tmp_path.iterdir()) <= 5 * MEGABYTE
    assert kept.best([9] * 60) is not None
    assert kept.best([0] * 60) is None
    for state in kept._all:
        assert state.data is not None or state.file is not None


def test_a_disk_that_is_too_small_for_all_does_not_keep_one_busy(tmp_path: Path) -> None:
    kept = states(tmp_path, memory=MEGABYTE, disk=2500)
    for first in (1, 2, 3):
        put(kept, [first, 9])
    assert sum(1 for _ in itertools.takewhile(lambda _: kept.write_one(), range(50))) <= 3


def test_a_full_disk_costs_nothing_but_the_file(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    kept = states(blocked)
    put(kept, [1, 2, 3])
    flush(kept)
    assert kept.best([1, 2, 3]) is not None


def test_fingerprints_tell_models_and_setups_apart(tmp_path: Path) -> None:
    one, two = tmp_path / "a", tmp_path / "b"
    one.write_bytes(bytes(100_000))
    two.write_bytes(bytes(99_999) + b"x")
    assert fingerprint([one], "f16") == fingerprint([one], "f16")
    assert (
        len({fingerprint([one], "f16"), fingerprint([one], "q8"), fingerprint([two], "f16")}) == 3
    )


def test_common_prefix() -> None:
    def length(one: list[int], other: list[int]) -> int:
        return common_prefix(np.array(one, np.int32), np.array(other, np.int32))

    assert length([], [1]) == 0
    assert length([1, 2], [1, 2, 3]) == 2
    assert length([1, 5], [1, 2, 3]) == 1
