"""LoRA adapters, with the real engine process and the model that comes with the app."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import gguf
import numpy as np
import psutil
import pytest
from PySide6.QtCore import QCoreApplication

from app.protocol import Adapter, ErrorCode, Sampling, Turn, UserError
from app.services.headless import Headless

CONTEXT = 512
RANK = 8
NAMES = (
    "blk.0.attn_q.weight",
    "blk.0.attn_v.weight",
    "blk.7.attn_output.weight",
    "blk.15.ffn_up.weight",
    "blk.29.ffn_down.weight",
)
QUESTION = [Turn("user", "Tell me about the sea.")]
GREEDY = Sampling(temperature=0, max_tokens=24)

Shapes = Mapping[str, tuple[int, int]]


def write_adapter(
    path: Path,
    shapes: Shapes,
    *,
    architecture: str = "llama",
    kind: str = "adapter",
    spread: float = 0.1,
    suffix: str = "lora_b",
    seed: int = 7,
) -> Path:
    """Write a LoRA adapter of random numbers; `shapes` are inputs and outputs of the tensors."""
    random = np.random.default_rng(seed)
    writer = gguf.GGUFWriter(str(path), architecture)
    writer.add_type(kind)
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", 2.0 * RANK)
    for name, (inputs, outputs) in shapes.items():
        # numpy's order of the dimensions is the reverse of GGUF's.
        for end, shape in (("lora_a", (RANK, inputs)), (suffix, (outputs, RANK))):
            numbers = spread * random.standard_normal(shape, dtype=np.float32)
            writer.add_tensor(f"{name}.{end}", numbers)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def matrices(path: Path) -> Shapes:
    """Return what every matrix of a model maps from and to."""
    return {
        tensor.name: (int(tensor.shape[0]), int(tensor.shape[1]))
        for tensor in gguf.GGUFReader(path).tensors
        if len(tensor.shape) == 2
    }


@pytest.fixture(scope="module")
def shapes(starter: Path) -> Shapes:
    """What a few matrices of the starter model map from and to."""
    found = matrices(starter)
    return {name: found[name] for name in NAMES}


@pytest.fixture(scope="module")
def adapter(shapes: Shapes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_adapter(tmp_path_factory.mktemp("适配器 é") / "诗 adapter.gguf", shapes)


class Desk:
    """The starter model in one engine process, loaded again and again."""

    def __init__(self, headless: Headless) -> None:
        self.headless = headless
        self.engine = headless.engine

    def load(self, *adapters: Adapter) -> None:
        path = str(self.headless.model.path)
        # One thread: two of them wait for each other where other tests want the processor, too.
        job = self.engine.load(path, context=CONTEXT, threads=1, adapters=adapters)
        self.headless.wait(job)

    def refusal(self, *adapters: Adapter) -> UserError:
        with pytest.raises(UserError) as caught:
            self.load(*adapters)
        return caught.value

    def say(self) -> str:
        return self.headless.generate(QUESTION, GREEDY).text


@pytest.fixture(scope="module")
def desk(starter: Path, qapp: QCoreApplication) -> Iterator[Desk]:
    with Headless(str(starter), context=CONTEXT) as headless:
        yield Desk(headless)


@pytest.fixture(scope="module")
def plain(desk: Desk) -> str:
    """What the model says without an adapter."""
    desk.load()
    return desk.say()


def test_an_adapter_changes_the_text(desk: Desk, plain: str, adapter: Path) -> None:
    desk.load(Adapter(str(adapter)))
    changed = desk.say()
    assert changed != plain
    desk.load(Adapter(str(adapter)))
    assert desk.say() == changed
    desk.load()
    assert desk.say() == plain


def test_the_strength_counts(desk: Desk, plain: str, adapter: Path) -> None:
    texts = []
    for strength in (0.5, 1.0, -1.0):
        desk.load(Adapter(str(adapter), strength))
        texts.append(desk.say())
    assert len({plain, *texts}) == 4


def test_strength_zero_is_no_adapter(desk: Desk, plain: str, adapter: Path) -> None:
    desk.load(Adapter(str(adapter), 0.0))
    assert desk.say() == plain


def test_adapters_add_up(
    desk: Desk, plain: str, adapter: Path, shapes: Shapes, tmp_path: Path
) -> None:
    one = Adapter(str(adapter))
    other = Adapter(str(write_adapter(tmp_path / "other.gguf", shapes, seed=8)))
    texts = []
    for adapters in ((one,), (other,), (one, other), (one, Adapter(other.path, 0.0))):
        desk.load(*adapters)
        texts.append(desk.say())
    assert len({plain, *texts[:3]}) == 4
    assert texts[3] == texts[0]


def test_an_adapter_may_change_every_matrix(
    desk: Desk, plain: str, starter: Path, tmp_path: Path
) -> None:
    every = {name: ends for name, ends in matrices(starter).items() if name.startswith("blk.")}
    assert len(every) == 7 * 30
    desk.load(Adapter(str(write_adapter(tmp_path / "every.gguf", every, spread=0.02))))
    assert desk.say() != plain


def test_the_adapter_of_another_width_is_refused(
    desk: Desk, plain: str, shapes: Shapes, tmp_path: Path
) -> None:
    wide = {name: (inputs + 32, outputs) for name, (inputs, outputs) in shapes.items()}
    path = write_adapter(tmp_path / "wide.gguf", wide)
    error = desk.refusal(Adapter(str(path)))
    assert (error.code, error.params) == (ErrorCode.ADAPTER_UNSUITABLE, {"path": str(path)})
    desk.load()
    assert desk.say() == plain


@pytest.mark.parametrize(
    "what",
    ["missing", "empty", "text", "folder", "cut", "headless", "model", "other", "unknown", "half"],
)
def test_what_is_no_adapter_is_refused(
    desk: Desk, plain: str, starter: Path, adapter: Path, shapes: Shapes, tmp_path: Path, what: str
) -> None:
    path = tmp_path / "坏.gguf"
    match what:
        case "empty":
            path.touch()
        case "text":
            path.write_text("not an adapter at all\n" * 100)
        case "folder":
            path.mkdir()
        case "cut":
            path.write_bytes(adapter.read_bytes()[: adapter.stat().st_size // 2])
        case "headless":
            path.write_bytes(adapter.read_bytes()[:200])
        case "model":
            path = starter
        case "other":
            write_adapter(path, shapes, architecture="qwen2")
        case "unknown":
            write_adapter(path, {"blk.99.attn_q.weight": shapes["blk.0.attn_q.weight"]})
        case "half":
            write_adapter(path, shapes, suffix="lora_c")
    pid = desk.engine.pid
    assert desk.refusal(Adapter(str(path))).code is ErrorCode.ADAPTER_UNSUITABLE
    assert desk.engine.pid == pid
    desk.load()
    assert desk.say() == plain


def test_a_bad_adapter_after_a_good_one_is_refused(
    desk: Desk, plain: str, adapter: Path, tmp_path: Path
) -> None:
    bad = Adapter(str(tmp_path / "missing.gguf"))
    for adapters in ((Adapter(str(adapter)), bad), (bad, Adapter(str(adapter)))):
        assert desk.refusal(*adapters).params == {"path": bad.path}
    desk.load(Adapter(str(adapter), 0.0))
    assert desk.say() == plain


def test_refused_adapters_cost_no_memory(desk: Desk, adapter: Path, tmp_path: Path) -> None:
    good, bad = Adapter(str(adapter)), Adapter(str(tmp_path / "missing.gguf"))
    taken = []
    for _ in range(8):
        desk.refusal(good, bad)
        desk.load(good)
        desk.say()
        taken.append(psutil.Process(desk.engine.pid).memory_info().rss)
    # Not even the context of a single load, which is 11 MiB, stays behind.
    assert max(taken[3:]) - taken[2] < 8 << 20


def test_an_adapter_is_not_a_model(desk: Desk, plain: str, adapter: Path) -> None:
    desk.load()
    with pytest.raises(UserError) as caught:
        desk.headless.wait(desk.engine.load(str(adapter), context=CONTEXT))
    assert caught.value.code is ErrorCode.MODEL_IS_ADAPTER
    assert desk.say() == plain  # the present model is still there
    with pytest.raises(UserError) as caught:
        Headless(str(adapter))
    assert caught.value.code is ErrorCode.MODEL_IS_ADAPTER
