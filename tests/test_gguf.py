from __future__ import annotations

import random
import time
from pathlib import Path

import gguf
import numpy as np
import pytest

from app.gguf import read_header
from app.protocol import ErrorCode, UserError


def write_model(path: Path, **changes: object) -> None:
    """Write a small, whole GGUF file."""
    writer = gguf.GGUFWriter(str(path), "llama")
    writer.add_name("Tiny 小")
    writer.add_context_length(2048)
    writer.add_block_count(3)
    writer.add_embedding_length(64)
    writer.add_head_count(8)
    writer.add_head_count_kv(changes.get("kv", 2))
    writer.add_file_type(15)
    writer.add_languages(["zh", "en"])
    writer.add_chat_template("{{ messages }}")
    writer.add_token_list([f"token {number}" for number in range(3000)])
    writer.add_tensor("a", np.zeros((32, 10), dtype=np.float32))
    writer.add_tensor("b", np.zeros((7,), dtype=np.float16))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("模 型") / "tiny.gguf"
    write_model(path)
    return path


def test_a_header_says_what_the_file_is(tiny: Path) -> None:
    header = read_header(tiny)
    assert (header.name, header.architecture) == ("Tiny 小", "llama")
    assert header.parameters == 327
    assert (header.quantization, header.context_length) == ("Q4_K_M", 2048)
    assert header.kv_heads_per_layer == (2, 2, 2)
    assert (header.key_length, header.value_length) == (8, 8)
    assert header.languages == ("zh", "en")
    assert header.chat_template == "{{ messages }}"
    assert header.needed_bytes <= header.size_bytes == tiny.stat().st_size


def test_kv_heads_may_differ_by_layer(tmp_path: Path) -> None:
    write_model(tmp_path / "a.gguf", kv=[1, 0, 4])
    assert read_header(tmp_path / "a.gguf").kv_heads_per_layer == (1, 0, 4)


def test_the_starter_model_is_whole(starter: Path) -> None:
    header = read_header(starter)
    assert header.parameters == 134_515_008
    assert (header.quantization, header.context_length) == ("Q4_1", 8192)
    assert header.needed_bytes == header.size_bytes == 98_362_432


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
    longest = 0.0
    outcomes = set()
    for _ in range(2000):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(4, 700)
            data[at] = chance.choice([0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)])
        path.write_bytes(data[: chance.choice([len(data), chance.randrange(len(data))])])
        start = time.perf_counter()
        try:
            read_header(path)
            outcomes.add("whole")
        except UserError as error:
            outcomes.add(error.code)
        longest = max(longest, time.perf_counter() - start)
    assert {ErrorCode.MODEL_NOT_GGUF, ErrorCode.MODEL_TRUNCATED} <= outcomes
    assert longest < 5  # a bound on hanging, not a measure of speed
