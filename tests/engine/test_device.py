"""Which GPUs are found, and how many layers of a model they take."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import llama_cpp.llama_cpp as llama
import pytest
from PySide6.QtCore import QCoreApplication

from app.engine import device
from app.engine.device import Device, Offload
from app.engine.model import AbortFlag, Model
from app.gguf import Header, read_header
from app.memory import ALL_LAYERS, GPU_MARGIN, fitting_layers, gpu_bytes, predict
from app.protocol import (
    KvType,
    Load,
    ModelInfo,
    Ready,
    Sampling,
    Turn,
    UserError,
    decode_event,
)
from app.services.headless import Headless
from tests.ggufs import write_model

GIB = 1 << 30
CARD = Device("CUDA0", "NVIDIA H100", 8 * GIB, 16 * GIB, shared=False)
BUILT_IN = dataclasses.replace(CARD, description="Intel Iris Xe", shared=True)
GREEDY = Sampling(temperature=0, max_tokens=12)
QUESTION = [Turn("user", "Tell me about the sea.")]
with_gpu = pytest.mark.skipif(not device.devices(), reason="the engine sees no GPU")
without_gpu = pytest.mark.skipif(bool(device.devices()), reason="the engine sees a GPU")


@pytest.fixture(scope="module", autouse=True)
def application(qapp: QCoreApplication) -> None:
    """The event loop outlives the shared engine."""


@pytest.fixture(scope="module")
def header(starter: Path) -> Header:
    """Of a model with 30 layers whose embedding is its output too."""
    return read_header(starter)


def fitting(header: Header, *free: int, context: int = 8192, kv_type: KvType = "f16") -> int:
    return fitting_layers(header, header.size_bytes, context, kv_type, free)


def taken(header: Header, layers: int) -> int:
    return gpu_bytes(header, header.size_bytes, 8192, "f16", layers)


def test_as_many_layers_as_fit(header: Header) -> None:
    everything = len(header.kv_per_layer) + 1
    assert everything == 31
    for layers in range(2, everything):
        assert fitting(header, GPU_MARGIN + taken(header, layers)) == layers
    sizes = [taken(header, layers) for layers in range(1, everything + 1)]
    assert sizes == sorted(sizes)
    assert taken(header, ALL_LAYERS) == taken(header, everything) == taken(header, 99)


def test_the_border_is_exact(header: Header) -> None:
    assert fitting(header, GPU_MARGIN + taken(header, 31)) == ALL_LAYERS
    assert fitting(header, GPU_MARGIN + taken(header, 31) - 1) == 30
    assert fitting(header, GPU_MARGIN + taken(header, 12)) == 12
    assert fitting(header, GPU_MARGIN + taken(header, 12) - 1) == 11


def test_what_is_too_small_or_missing_gets_nothing(header: Header) -> None:
    assert fitting(header) == fitting(header, 0) == fitting(header, GPU_MARGIN) == 0
    # The output alone is not worth the way there and back.
    assert fitting(header, GPU_MARGIN + taken(header, 1)) == 0
    assert taken(header, 0) == 0


def test_a_longer_context_leaves_room_for_fewer(header: Header) -> None:
    free = GPU_MARGIN + taken(header, 12)
    assert fitting(header, free, context=16384) < 12 < fitting(header, free, context=6000)
    assert fitting(header, free, kv_type="q4_0") > fitting(header, free, kv_type="q8_0") > 12


def test_two_gpus_share_a_model_as_they_are_free(header: Header) -> None:
    half = taken(header, 31) // 2 + 1
    assert fitting(header, GPU_MARGIN + half, GPU_MARGIN + half) == ALL_LAYERS
    assert 0 < fitting(header, GPU_MARGIN + half) < 31
    # llama.cpp would give the small one its part of the layers, too.
    assert fitting(header, 20 * GIB, GPU_MARGIN - 1) == 0


def test_everything_on_the_gpu_is_the_model_without_what_stays(tmp_path: Path) -> None:
    plain = {"token_embd.weight": (3000, 64), "blk.0": (256, 64)}
    tied = read_header(write_model(tmp_path / "tied.gguf", tensors=plain))
    own = {**plain, "output.weight": (3000, 64)}
    untied = read_header(write_model(tmp_path / "own.gguf", tensors=own))
    table = 4 * 3000 * 64
    assert untied.size_bytes - tied.size_bytes == pytest.approx(table, rel=0.01)
    # The embedding is looked up in main memory; where it is the output too, a copy goes along.
    assert taken(untied, ALL_LAYERS) == pytest.approx(taken(tied, ALL_LAYERS), rel=0.01)
    for layers in (2, 3):
        assert taken(untied, layers) == pytest.approx(taken(tied, layers), rel=0.02)


def test_recurrent_layers_take_their_state(tmp_path: Path) -> None:
    facts = {
        "full_attention_interval": 3,
        "ssm.inner_size": 1 << 16,
        "ssm.state_size": 16,
        "ssm.conv_kernel": 4,
        "ssm.group_count": 1,
    }
    mixed = read_header(write_model(tmp_path / "mixed.gguf", facts=facts))
    assert [bool(numbers) for numbers in mixed.kv_per_layer] == [False, False, True]
    cached, one_state = taken(mixed, 2), taken(mixed, 3)
    assert one_state - cached == pytest.approx(2 * mixed.state_numbers, rel=0.01)
    assert taken(mixed, 4) - one_state == one_state - cached


def test_the_first_part_of_a_split_model_may_hold_no_tensors(header: Header) -> None:
    hollow = dataclasses.replace(header, parameters=0, active_bytes=0, size_bytes=6 << 20)
    size = 40 * GIB
    whole = gpu_bytes(hollow, size, 8192, "f16", ALL_LAYERS)
    assert size < whole + (64 << 20) < size + GIB


def offload(header: Header, *gpus: Device, wanted: int | None = None) -> Offload:
    return Offload(gpus, header, header.size_bytes, "f16", wanted)


def test_a_choice_of_ones_own_stays(header: Header) -> None:
    for wanted in (0, 5, 99):
        assert offload(header, CARD, wanted=wanted).attempts(8192) == (wanted,)
        assert offload(header, wanted=wanted).attempts(8192) == (0,)
    assert offload(header).attempts(8192) == (0,)
    # What was chosen for a person may turn out too much: then all stays in main memory.
    assert offload(header, CARD).attempts(8192) == (ALL_LAYERS, 0)
    full = dataclasses.replace(CARD, free=0)
    assert offload(header, full).attempts(8192) == (0,)


def open_model(path: Path, layers: int | None) -> str:
    command = Load(1, str(path), context=256, gpu_layers=layers)
    model = Model(command, read_header(path), AbortFlag(), lambda _fraction: None)
    model.close()
    return model.info.device


def test_what_a_gpu_refuses_is_loaded_without_it(
    starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = llama.llama_model_load_from_file
    tried: list[int] = []

    def refuse(path: bytes, params: llama.llama_model_params) -> object:
        tried.append(params.n_gpu_layers)
        return None if params.n_gpu_layers else load(path, params)

    monkeypatch.setattr(llama, "llama_model_load_from_file", refuse)
    monkeypatch.setattr(device, "devices", lambda: (CARD,))
    assert open_model(starter, None) == "CPU"
    assert tried == [ALL_LAYERS, 0]
    with pytest.raises(UserError):  # a number of one's own is not changed behind one's back
        open_model(starter, 5)
    assert tried == [ALL_LAYERS, 0, 5]


def test_main_memory_holds_what_the_gpu_does_not(header: Header) -> None:
    total = predict(header, header.size_bytes, 8192, "f16").total
    assert offload(header).main_memory(8192) == total
    assert offload(header, CARD, wanted=0).main_memory(8192) == total
    assert offload(header, CARD, wanted=5).main_memory(8192) == total - taken(header, 5)
    assert 0 < offload(header, CARD).main_memory(8192) < total / 2
    assert offload(header, BUILT_IN).main_memory(8192) == total


def test_the_label(header: Header) -> None:
    one = offload(header, CARD)
    assert one.label(ALL_LAYERS, 30) == "NVIDIA H100 · 31/31"
    assert one.label(99, 30) == "NVIDIA H100 · 31/31"
    assert one.label(5, 30) == "NVIDIA H100 · 5/31"
    assert one.label(0, 30) == offload(header).label(0, 30) == offload(header).label(5, 30) == "CPU"
    assert offload(header, CARD, BUILT_IN).label(5, 30) == "NVIDIA H100 + Intel Iris Xe · 5/31"


class FakeGgml(device._Ggml):
    """ggml with devices of these kinds; a kind is its handle's hundreds."""

    def __init__(self, handles: Sequence[int], memory: Mapping[int, tuple[int, int]]) -> None:
        self._count = lambda: len(handles)
        self._get = lambda at: handles[at]
        self._type = lambda handle: handle // 100
        self._texts = {
            "name": lambda handle: f"GPU{handle}".encode(),
            "description": lambda handle: f"Karte {handle} 卡".encode(),
        }

        def tell(handle: int, free: object, total: object) -> None:
            free._obj.value, total._obj.value = memory[handle]  # type: ignore[attr-defined]

        self._memory = tell


def test_an_integrated_gpu_counts_where_there_is_no_other() -> None:
    cpu, card, second, built_in, accelerator = 1, 100, 101, 200, 300
    assert FakeGgml([card, built_in, second, cpu], {}).gpus() == [card, second]
    assert FakeGgml([accelerator, built_in, cpu], {}).gpus() == [built_in]
    assert FakeGgml([accelerator, cpu], {}).gpus() == []


@pytest.mark.parametrize(("handles", "loaded"), [([], [b"/some/where"]), ([1], [])])
def test_only_an_engine_without_a_processor_loads_its_parts(
    handles: list[int], loaded: list[bytes]
) -> None:
    ggml = FakeGgml(handles, {})
    asked: list[bytes] = []
    ggml._load_all = asked.append
    ggml.load_backends(Path("/some/where"))
    assert asked == loaded


def test_the_memory_of_a_device(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device.sys, "platform", "linux")
    ggml = FakeGgml([], {100: (3, 4), 101: (0, 0), 200: (1 << 60, 1 << 60)})
    assert ggml.describe(100) == Device("GPU100", "Karte 100 卡", 3, 4, shared=False)
    silent, built_in = ggml.describe(101), ggml.describe(200)
    assert 0 < silent.free <= silent.total < 1 << 60  # it does not say: the main memory's
    assert built_in.shared
    assert 0 < built_in.free <= silent.total  # no more than there is


def test_a_library_without_the_functions_has_no_devices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device, "_libraries", lambda: iter(()))
    assert device.devices() == device.descriptions() == ()

    def refuse() -> None:
        raise OSError("cannot open shared object file")

    monkeypatch.setattr(device, "_libraries", refuse)
    assert device.devices() == ()


@without_gpu
def test_this_engine_has_no_gpu() -> None:
    assert device._Ggml.load() is not None  # ggml answers, and names none
    assert device.devices() == device.descriptions() == ()


def test_the_engine_names_its_devices() -> None:
    command = [sys.executable, "-m", "app", "--engine"]
    output = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    ready = decode_event(output.stdout.splitlines()[0])
    assert isinstance(ready, Ready)
    assert ready.devices == (device.descriptions() or ("CPU",))


def load(headless: Headless, layers: int | None) -> ModelInfo:
    path = str(headless.model.path)
    info = headless.wait(headless.engine.load(path, context=512, gpu_layers=layers))
    assert isinstance(info, ModelInfo)
    return info


@without_gpu
def test_layers_change_nothing_without_a_gpu(starter: Path) -> None:
    with Headless(str(starter), context=512) as headless:
        before, info = headless.generate(QUESTION, GREEDY).text, headless.engine.model
        assert info is not None
        after = load(headless, 5)
        assert after.device == info.device == "CPU"
        assert headless.generate(QUESTION, GREEDY).text == before


@with_gpu
def test_layers_go_to_the_gpu(starter: Path) -> None:
    with Headless(str(starter), context=512) as headless:
        name = " + ".join(device.descriptions())
        texts = []
        for layers, text in ((None, f"{name} · 31/31"), (5, f"{name} · 5/31"), (0, "CPU")):
            assert load(headless, layers).device == text
            texts.append(headless.generate(QUESTION, GREEDY).text)
        assert all("sea" in text or "ocean" in text for text in texts), texts
