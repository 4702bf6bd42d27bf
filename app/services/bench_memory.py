"""`inkstone bench --memory`: what a model was said to take, and what its engine process took."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil

from app.protocol import ErrorCode, KvType, Measured, ModelInfo, Sampling, Turn, UserError
from app.services.bench_text import text
from app.services.fit import memory_of
from app.services.headless import Headless

CONTEXTS = (2048, 8192, 32768)
KV_TYPES: tuple[KvType, ...] = ("f16", "q8_0")
PROMPT_WORDS = 1420  # about 1500 tokens
REPLY = Sampling(temperature=1.0, seed=1, max_tokens=32)
TOO_MUCH = (ErrorCode.MODEL_TOO_LARGE, ErrorCode.CONTEXT_MEMORY)


@dataclass(frozen=True)
class Row:
    """Bytes of one engine process at a context (tokens), after a prompt and a reply (tokens).

    `predicted` from the header alone, `exact` with the engine's own numbers for the context.
    """

    context: int
    kv_type: KvType
    tokens: int
    predicted: int
    exact: int
    peak: int

    @property
    def predicted_percent(self) -> float:
        """Return how far the prediction is above the peak, negative below."""
        return 100 * (self.predicted / self.peak - 1)

    @property
    def exact_percent(self) -> float:
        return 100 * (self.exact / self.peak - 1)


def run(wanted: str | None, say: Callable[[str], None]) -> list[Row]:
    """Measure at all contexts that the model was trained for and that fit; raises UserError."""
    trained = Headless(wanted).model.header.context_length
    rows: list[Row] = []
    for kv_type in KV_TYPES:
        for context in sorted({min(context, trained or context) for context in CONTEXTS}):
            say(f"a context of {context} tokens in {kv_type}")
            try:
                rows.append(measure(wanted, context, kv_type))
            except UserError as error:
                if error.code not in TOO_MUCH:
                    raise
                say("too much for this computer")
    return rows


def measure(wanted: str | None, context: int, kv_type: KvType) -> Row:
    """Load the model into a fresh engine process, use it and compare; raises UserError."""
    session = Headless(wanted)
    engine, model = session.engine, session.model
    try:
        info = session.wait(engine.load(str(model.path), context=context, kv_type=kv_type))
        assert isinstance(info, ModelInfo)
        usage = session.generate([Turn("user", text(PROMPT_WORDS))], REPLY).finished.usage
        # Before Measure, which holds the vocabulary a second time.
        peak = peak_bytes(engine.pid)
        measured = session.wait(
            engine.measure(str(model.path), context=info.context, kv_type=kv_type)
        )
        assert isinstance(measured, Measured)
    finally:
        engine.shutdown()
    return Row(
        context=info.context,
        kv_type=kv_type,
        tokens=usage.prompt_tokens + usage.generated_tokens,
        predicted=memory_of(model, context, kv_type).total,
        exact=memory_of(model, context, kv_type, measured).total,
        peak=peak,
    )


def peak_bytes(pid: int) -> int:
    """Return the most that a process has ever had in memory; macOS tells only what it has now."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        for line in status.read_text().splitlines():
            name, _, value = line.partition(":")
            if name == "VmHWM":
                return int(value.split()[0]) << 10
    memory = psutil.Process(pid).memory_info()
    return int(getattr(memory, "peak_wset", memory.rss))


def as_json(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Return the rows with their deviations, for a program."""
    return [
        asdict(row)
        | {
            "predicted_percent": round(row.predicted_percent, 1),
            "exact_percent": round(row.exact_percent, 1),
        }
        for row in rows
    ]


def as_text(rows: Sequence[Row]) -> list[str]:
    """Return the lines of a table in MiB, with the deviations from the peak in percent."""
    titles = ("context", "kv", "predicted", "exact", "peak", "predicted", "exact")
    cells = [titles] + [
        (
            str(row.context),
            row.kv_type,
            *(f"{value / (1 << 20):.1f} MiB" for value in (row.predicted, row.exact, row.peak)),
            *(f"{value:+.1f} %" for value in (row.predicted_percent, row.exact_percent)),
        )
        for row in rows
    ]
    return [f"{line[0]:>7}  {line[1]:<4}" + "".join(f"{c:>12}" for c in line[2:]) for line in cells]
