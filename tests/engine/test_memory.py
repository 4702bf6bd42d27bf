"""The forecast of a model's memory against what its engine process takes."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from app import cli
from app.paths import Folders
from app.protocol import ErrorCode, KvType, Measured, Sampling, Turn, UserError
from app.services import bench_memory
from app.services.fit import memory_of
from app.services.headless import Headless
from tests.ggufs import write_adapter, write_model, write_projector, write_split

TOLERANCE = 15  # percent
TRAINED = {"starter": 8192, "test_model": 32768}
GREEDY = Sampling(temperature=0, max_tokens=24)
QUESTION = [Turn("user", "Tell me about the sea.")]


@pytest.fixture(scope="module", autouse=True)
def application(qapp: QCoreApplication) -> None:
    """The event loop outlives the shared engine."""


@pytest.fixture(scope="module")
def session(starter: Path) -> Iterator[Headless]:
    with Headless(str(starter), context=512) as headless:
        yield headless


@pytest.mark.parametrize("model", ["starter", "test_model"])
@pytest.mark.parametrize(
    ("context", "kv_type"), [(2048, "f16"), (8192, "f16"), (32768, "f16"), (8192, "q8_0")]
)
def test_the_forecast_is_near_the_peak(
    request: pytest.FixtureRequest, folders: Folders, model: str, context: int, kv_type: KvType
) -> None:
    path: Path = request.getfixturevalue(model)
    row = bench_memory.measure(str(path), context, kv_type)
    # The starter was trained with 8192 tokens: the engine opens no more, and neither is foretold.
    assert row.context == min(context, TRAINED[model])
    assert 1400 < row.tokens < 1650
    assert row.peak > path.stat().st_size
    assert abs(row.predicted_percent) < TOLERANCE, row
    assert abs(row.exact_percent) < TOLERANCE, row


def test_the_header_says_nearly_what_the_engine_measures(folders: Folders, starter: Path) -> None:
    headless = Headless(str(starter))
    try:
        for context, kv_type in ((512, "f16"), (8192, "f16"), (8192, "q8_0"), (8192, "q4_0")):
            measured = measure(headless, starter, context, kv_type)
            foretold = memory_of(headless.model, context, kv_type)
            assert measured.kv == pytest.approx(foretold.kv, rel=0.01)
            assert measured.compute == pytest.approx(foretold.compute, rel=0.1)
            assert measured.state == foretold.state == 0
        # Of more context than the model was trained with, nothing more is opened.
        assert sizes(measure(headless, starter, 32768)) == sizes(measure(headless, starter, 8192))
    finally:
        headless.engine.shutdown()


def test_measuring_leaves_the_loaded_model_alone(session: Headless, starter: Path) -> None:
    before = session.generate(QUESTION, GREEDY)
    model = session.engine.model
    assert measure(session, starter, 8192).kv > measure(session, starter, 2048).kv > 0
    assert session.engine.model is model
    after = session.generate(QUESTION, GREEDY)
    assert after.text == before.text
    assert after.finished.usage.evaluated_tokens == 0  # the cache is still there, too


def test_measuring_takes_next_to_nothing_and_nothing_more_later(
    session: Headless, starter: Path
) -> None:
    def peak_after_measuring() -> int:
        measure(session, starter, 8192)
        return bench_memory.peak_bytes(session.engine.pid)

    before = bench_memory.peak_bytes(session.engine.pid)
    peaks = [peak_after_measuring() for _ in range(8)]
    # The vocabulary takes 15 MiB; the weights would take 94 and the context 180.
    assert peaks[0] - before < 48 << 20
    assert peaks[-1] - peaks[1] < 8 << 20


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("missing", ErrorCode.MODEL_MISSING),
        ("empty", ErrorCode.MODEL_EMPTY),
        ("text", ErrorCode.MODEL_NOT_GGUF),
        ("header", ErrorCode.MODEL_TRUNCATED),
        ("cut", ErrorCode.MODEL_TRUNCATED),
        ("adapter", ErrorCode.MODEL_IS_ADAPTER),
        ("projector", ErrorCode.MODEL_IS_ADAPTER),
        ("part", ErrorCode.MODEL_PART_MISSING),
        ("unknown", ErrorCode.MODEL_UNSUPPORTED),
        ("hollow", ErrorCode.MODEL_UNSUPPORTED),
    ],
)
def test_what_cannot_be_measured_says_why(
    session: Headless, starter: Path, tmp_path: Path, what: str, code: ErrorCode
) -> None:
    path = tmp_path / "坏 模型.gguf"
    match what:
        case "empty":
            path.touch()
        case "text":
            path.write_text("not a model at all\n")
        case "header":
            path.write_bytes(b"GGUF" + struct.pack("<IQQ", 3, 1, 1))
        case "cut":
            path.write_bytes(starter.read_bytes()[:10_000_000])
        case "adapter":
            write_adapter(path)
        case "projector":
            write_projector(path)
        case "part":
            path, other = write_split(tmp_path, "two", 2)
            other.unlink()
        case "unknown":
            write_model(path, architecture="nonsense")
        case "hollow":
            write_model(path)  # of a known architecture, without its tensors
    pid = session.engine.pid
    with pytest.raises(UserError) as caught:
        measure(session, path, 512)
    assert caught.value.code is code
    assert caught.value.params["path"] == str(path)
    if code is ErrorCode.MODEL_UNSUPPORTED:
        assert caught.value.params["architecture"] == ("nonsense" if what == "unknown" else "llama")
    assert session.engine.pid == pid
    assert session.generate(QUESTION, GREEDY).text


def test_the_table(
    folders: Folders,
    starter: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(bench_memory, "CONTEXTS", (1 << 11, 1 << 20))
    monkeypatch.setattr(bench_memory, "KV_TYPES", ("f16",))
    monkeypatch.setattr(bench_memory, "PROMPT_WORDS", 100)
    assert cli.main(["bench", "--memory", "--model", str(starter), "--json"]) == cli.OK
    rows = json.loads(capsys.readouterr().out)
    assert [row["context"] for row in rows] == [2048, 8192]
    for row in rows:
        assert row["predicted_percent"] == round(100 * (row["predicted"] / row["peak"] - 1), 1)
        assert row["exact"] > 0
    assert cli.main(["bench", "--memory", "--model", str(starter)]) == cli.OK
    title, *lines = capsys.readouterr().out.splitlines()
    assert title.split() == ["context", "kv", "predicted", "exact", "peak", "predicted", "exact"]
    assert [line.split()[0] for line in lines] == ["2048", "8192"]


def test_a_context_that_does_not_fit_is_left_out(
    folders: Folders, starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_wanted: str | None, context: int, kv_type: KvType) -> bench_memory.Row:
        if context > 2048:
            raise UserError(ErrorCode.MODEL_TOO_LARGE, path="", needed=2, available=1)
        return bench_memory.Row(context, kv_type, 1, 110, 90, 100)

    monkeypatch.setattr(bench_memory, "measure", refuse)
    said: list[str] = []
    rows = bench_memory.run(str(starter), said.append)
    assert [(row.context, row.kv_type) for row in rows] == [(2048, "f16"), (2048, "q8_0")]
    assert said.count("too much for this computer") == 2
    assert (round(rows[0].predicted_percent), round(rows[0].exact_percent)) == (10, -10)


def measure(headless: Headless, path: Path, context: int, kv_type: KvType = "f16") -> Measured:
    result = headless.wait(headless.engine.measure(str(path), context=context, kv_type=kv_type))
    assert isinstance(result, Measured)
    return result


def sizes(measured: Measured) -> tuple[int, int, int]:
    return measured.kv, measured.state, measured.compute
