"""A short measured search for what suits this machine: threads, attention, batch, KV cache."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Generator, Sequence
from typing import TypeVar

import llama_cpp.llama_cpp as llama
import msgspec
import psutil

from app.engine.model import Model, context_params, physical_cores, token_array
from app.engine.schedule import Steps
from app.memory import BATCH_TOKENS
from app.protocol import ErrorCode, KvType, Tune, Tuning, UserError

PROMPT = 256  # tokens that stand before those that are timed
DECODED = 6  # tokens a sample
SAMPLES = 3
# What was found must be so much better than the default; these machines are noisy.
WORTH = 1.04
# A smaller KV cache costs a little precision.
WORTH_KV = 1.15
BATCHES = (BATCH_TOKENS, 256, 1024)

Value = TypeVar("Value")
Speed = Generator[None, None, float]


def tune(model: Model, command: Tune) -> Generator[None, None, Tuning]:
    """Search one thing after the other, each with the best of those before it.

    What the time does not suffice for stays as it is. Raises UserError(CONTEXT_MEMORY).
    """
    bench = _Bench(model)
    deadline = time.monotonic() + command.seconds
    best = Tuning(threads=physical_cores(), batch_threads=physical_cores(), batch=BATCH_TOKENS)

    def change(name: str, value: object) -> Tuning:
        return msgspec.structs.replace(best, **{name: value})

    def search(
        name: str,
        values: Sequence[Value],
        speed: Callable[[Tuning], Speed],
        worth: float = WORTH,
    ) -> Generator[None, None, tuple[Tuning, float]]:
        """Try the values, the default first."""
        chosen, fastest = best, 0.0
        for at, value in enumerate(values):
            if at and time.monotonic() > deadline:
                break
            found = yield from speed(change(name, value))
            if found > fastest * (worth if at else 0.0):
                chosen, fastest = change(name, value), found
        return chosen, fastest

    try:
        best, decoding = yield from search("threads", thread_counts(), bench.decode)
        best, reading = yield from search("batch_threads", thread_counts(), bench.read)
        best, decoding = yield from search("flash_attention", (None, True, False), bench.decode)
        kv_types: tuple[KvType, ...] = ("f16", "q8_0")
        best, decoding = yield from search("kv_type", kv_types, bench.decode, WORTH_KV)
        best, reading = yield from search("batch", BATCHES, bench.read)
    finally:
        bench.close()
    return msgspec.structs.replace(
        best, decode_speed=round(decoding, 2), prompt_speed=round(reading, 2)
    )


def thread_counts() -> list[int]:
    """Return thread counts worth a try: the physical cores first, then fewer and more."""
    physical = physical_cores()
    logical = psutil.cpu_count() or physical
    counts = (physical, physical - 1, physical // 2, logical)
    return list(dict.fromkeys(count for count in counts if count > 0))


class _Bench:
    """Times a context that is opened anew for what cannot be changed in place."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._context: llama.llama_context_p | None = None
        self._setup: tuple[object, ...] = ()
        self._prompt = [token % model.vocabulary.size for token in range(100, 100 + PROMPT)]

    def decode(self, tuning: Tuning) -> Speed:
        """Return tokens a second behind a prompt."""
        yield from self._open(tuning)
        yield from self._evaluate(self._prompt)
        rates = []
        for _ in range(SAMPLES):
            seconds = 0.0
            for token in self._prompt[:DECODED]:
                seconds += self._timed([token])
                yield
            rates.append(DECODED / seconds)
        return statistics.median(rates)

    def read(self, tuning: Tuning) -> Speed:
        """Return tokens a second of a prompt."""
        yield from self._open(tuning)
        rates = []
        for _ in range(SAMPLES - 1):
            llama.llama_memory_clear(llama.llama_get_memory(self._context), False)
            size = max(PROMPT, tuning.batch)
            tokens = (self._prompt * (size // PROMPT + 1))[:size]
            rates.append(size / self._timed(tokens))
            yield
        return max(rates)

    def close(self) -> None:
        if self._context:
            llama.llama_free(self._context)
            self._context = None

    def _open(self, tuning: Tuning) -> Steps:
        setup = (tuning.flash_attention, tuning.kv_type, tuning.batch)
        if setup != self._setup or not self._context:
            self.close()
            params = context_params(2 * max(BATCHES), tuning.kv_type, tuning)
            self._context = self._model.open_context(params)
            if not self._context:
                raise UserError(
                    ErrorCode.CONTEXT_MEMORY, path=self._model.info.path, context=params.n_ctx
                )
            self._setup = setup
            yield from self._evaluate([self._prompt[0]])  # the first batch takes memory
        llama.llama_set_n_threads(self._context, tuning.threads, tuning.batch_threads)
        llama.llama_memory_clear(llama.llama_get_memory(self._context), False)

    def _evaluate(self, tokens: Sequence[int]) -> Steps:
        for start in range(0, len(tokens), 64):
            self._timed(tokens[start : start + 64])
            yield

    def _timed(self, tokens: Sequence[int]) -> float:
        self._model.abort.check()
        array = token_array(tokens)
        started = time.perf_counter()
        status = llama.llama_decode(self._context, llama.llama_batch_get_one(array, len(tokens)))
        seconds = time.perf_counter() - started
        if status:
            self._model.abort.check()
            raise UserError(ErrorCode.EVALUATION_FAILED, status=status)
        return seconds
