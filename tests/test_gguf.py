from __future__ import annotations

import dataclasses
import io
import random
import time
import tracemalloc
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.gguf import Header, all_parts, check_whole, read_header, read_stream
from app.protocol import ErrorCode, UserError
from tests.ggufs import Fact, write_adapter, write_model, write_projector, write_split

MEBIBYTE = 1 << 20


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("模 型") / "tiny.gguf")


def header_of(folder: Path, *, architecture: str = "llama", **changes: object) -> Header:
    path = folder / "made.gguf"
    return read_header(write_model(path, architecture=architecture, **changes))  # type: ignore[arg-type]


def test_a_header_says_what_the_file_is(tiny: Path) -> None:
    header = read_header(tiny)
    assert (header.name, header.architecture, header.kind) == ("Tiny 小", "llama", "model")
    assert header.parameters == 327
    assert (header.quantization, header.context_length) == ("Q4_K_M", 2048)
    assert (header.embedding_length, header.feed_forward_length) == (64, 96)
    assert header.kv_per_layer == (32, 32, 32)  # 2 heads x (8 + 8) numbers
    assert header.state_numbers == 0
    assert header.vocab_size == 3000
    assert header.active_bytes == 320 * 4 + 7 * 2
    assert header.languages == ("zh", "en")
    assert header.chat_template == "{{ messages }}"
    assert header.split_count == 0
    assert header.needed_bytes <= header.size_bytes == tiny.stat().st_size


def test_kv_heads_may_differ_by_layer(tmp_path: Path) -> None:
    assert header_of(tmp_path, kv=[1, 0, 4]).kv_per_layer == (16, 0, 64)


@pytest.mark.parametrize(
    ("facts", "cached"),
    [
        ({}, (32, 32, 32)),
        ({"attention.key_length": 128, "attention.value_length": 64}, (384, 384, 384)),
        (
            {
                "attention.key_length": 32,
                "attention.value_length": 32,
                "attention.key_length_swa": 16,
                "attention.value_length_swa": 16,
                "attention.sliding_window_pattern": [True, True, False],
            },
            (64, 64, 128),
        ),
        ({"attention.sliding_window_pattern": [True, True, False]}, (32, 32, 32)),
        ({"attention.shared_kv_layers": 2}, (32,)),
        ({"full_attention_interval": 3}, (0, 0, 32)),
    ],
    ids=["heads", "lengths", "windows of their own", "windows", "shared", "interval"],
)
def test_what_each_layer_caches(
    tmp_path: Path, facts: Mapping[str, Fact], cached: tuple[int, ...]
) -> None:
    assert header_of(tmp_path, facts=facts).kv_per_layer == cached


def test_recurrent_layers_keep_a_state(tmp_path: Path) -> None:
    state = {
        "ssm.conv_kernel": 4,
        "ssm.inner_size": 128,
        "ssm.state_size": 16,
        "ssm.group_count": 2,
    }
    one = 3 * (128 + 2 * 2 * 16) + 128 * 16
    assert header_of(tmp_path, kv=[0, 0, 4], facts=state).state_numbers == 2 * one
    every = {**state, "full_attention_interval": 3}
    assert header_of(tmp_path, architecture="qwen3next", facts=every).state_numbers == 2 * one
    assert header_of(tmp_path, facts=state).state_numbers == 0  # all three have a cache
    short = {"shortconv.l_cache": 3}
    header = header_of(tmp_path, architecture="lfm2", kv=[0, 4, 4], facts=short)
    assert header.state_numbers == 2 * 64


def test_only_the_experts_in_use_are_read(tmp_path: Path) -> None:
    tensors = {
        "token_embd.weight": (100, 64),
        "output.weight": (100, 64),
        "blk.0.attn_q.weight": (64, 64),
        "blk.0.ffn_up_exps.weight": (8, 64, 32),
    }
    facts = {"expert_count": 8, "expert_used_count": 2, "expert_feed_forward_length": 80}
    experts, rest = 8 * 64 * 32, 100 * 64 + 64 * 64
    header = header_of(tmp_path, architecture="qwen3moe", facts=facts, tensors=tensors)
    assert header.parameters == experts + rest + 100 * 64
    assert header.active_bytes == 4 * (rest + experts // 4)  # the embedding is only looked up
    assert header.feed_forward_length == 160
    del tensors["output.weight"]  # then the embedding is the output as well
    header = header_of(tmp_path, architecture="qwen3moe", facts=facts, tensors=tensors)
    assert header.active_bytes == 4 * (rest + experts // 4)


def test_the_vocabulary_is_counted_however_long(tmp_path: Path) -> None:
    for tokens in (1, 1024, 1025, 20_000):
        assert header_of(tmp_path, tokens=tokens).vocab_size == tokens
    assert header_of(tmp_path, tokens=0, facts={"vocab_size": 77}).vocab_size == 77


def test_numbers_that_cannot_be_are_not_taken(tmp_path: Path) -> None:
    header = header_of(tmp_path, facts={"attention.head_count": 0})
    assert header.kv_per_layer == (0, 0, 0)
    assert len(header_of(tmp_path, facts={"block_count": 2**32 - 1}).kv_per_layer) <= 4096


def test_an_adapter_and_a_projector_are_not_models(tmp_path: Path, tiny: Path) -> None:
    check_whole(tiny, read_header(tiny))
    files = {"adapter": write_adapter, "mmproj": write_projector}
    for kind, write in files.items():
        path = write(tmp_path / f"{kind}.gguf")
        header = read_header(path)
        assert header.kind == kind
        with pytest.raises(UserError) as caught:
            check_whole(path, header)
        assert caught.value.code is ErrorCode.MODEL_IS_ADAPTER


def test_all_parts_of_a_split_model_are_needed(tmp_path: Path, tiny: Path) -> None:
    parts = write_split(tmp_path, "大 model", 3)
    assert all_parts(parts[0]) == all_parts(parts[2]) == parts
    assert all_parts(tiny) == [tiny]
    header = read_header(parts[0])
    assert header.split_count == 3
    check_whole(parts[0], header)
    parts[1].unlink()
    with pytest.raises(UserError) as caught:
        check_whole(parts[0], header)
    assert caught.value.code is ErrorCode.MODEL_PART_MISSING
    assert caught.value.params["part"] == parts[1].name


def test_the_starter_model_is_whole(starter: Path) -> None:
    header = read_header(starter)
    assert header.parameters == 134_515_008
    assert (header.quantization, header.context_length) == ("Q4_1", 8192)
    assert header.needed_bytes == header.size_bytes == 98_362_432
    assert header.kv_per_layer == (3 * (64 + 64),) * 30
    assert header.vocab_size == 49_152
    assert header.active_bytes < header.size_bytes


def test_a_stream_is_read_like_a_file(tiny: Path) -> None:
    data = tiny.read_bytes()
    assert read_stream(io.BytesIO(data), len(data), "x") == read_header(tiny)
    longer = read_stream(io.BytesIO(data + b"more"), len(data) + 4, "x")
    assert longer == dataclasses.replace(read_header(tiny), size_bytes=len(data) + 4)


def code_of(path: Path) -> ErrorCode:
    with pytest.raises(UserError) as caught:
        read_header(path)
    return caught.value.code


def test_each_fault_has_its_name(tmp_path: Path, tiny: Path) -> None:
    assert code_of(tmp_path / "none.gguf") is ErrorCode.MODEL_MISSING
    assert code_of(tmp_path) is ErrorCode.MODEL_UNREADABLE
    bad = tmp_path / "bad.gguf"
    bad.write_bytes(b"")
    assert code_of(bad) is ErrorCode.MODEL_EMPTY
    bad.write_bytes(b"PK\x03\x04 a zip file")
    assert code_of(bad) is ErrorCode.MODEL_NOT_GGUF
    whole = tiny.read_bytes()
    for length in (len(whole) - 100, 1000, 30):
        bad.write_bytes(whole[:length])
        assert code_of(bad) is ErrorCode.MODEL_TRUNCATED


def test_two_thousand_damaged_headers(tmp_path: Path, tiny: Path) -> None:
    whole = tiny.read_bytes()
    chance = random.Random(20261123)
    path = tmp_path / "damaged.gguf"
    longest, most = 0.0, 0
    outcomes = set()
    tracemalloc.start()
    try:
        for _ in range(2000):
            data = bytearray(whole)
            for _ in range(chance.randint(1, 6)):
                at = chance.randrange(4, 900)
                data[at] = chance.choice([0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)])
            path.write_bytes(data[: chance.choice([len(data), chance.randrange(len(data))])])
            tracemalloc.reset_peak()
            start = time.perf_counter()
            try:
                read_header(path)
                outcomes.add("whole")
            except UserError as error:
                outcomes.add(error.code)
            longest = max(longest, time.perf_counter() - start)
            most = max(most, tracemalloc.get_traced_memory()[1])
    finally:
        tracemalloc.stop()
    assert {ErrorCode.MODEL_NOT_GGUF, ErrorCode.MODEL_TRUNCATED, "whole"} <= outcomes
    assert longest < 5  # a bound on hanging, not a measure of speed
    assert most < 64 * MEBIBYTE
