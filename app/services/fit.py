"""Does a model fit this computer: memory, speed, and the verdict in one word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import psutil

from app.memory import BATCH_TOKENS, ENGINE_BYTES, KV_BYTES, VOCABULARY_BYTES, Memory, predict
from app.protocol import KvType, Measured
from app.services.catalogue import Entry, Task
from app.services.library import InstalledModel

# Below this many tokens a second one waits for the words; people read at about five.
SLOW_TOKENS_PER_SECOND = 5.0
RESERVE = 0.9  # of all memory; the rest is the system's
# For a model whose header is not known yet: Qwen3-8B, scaled by the root of the size.
TYPICAL_PARAMETERS = 8e9
TYPICAL_KV_BYTES = 147_456  # 36 layers x 8 heads x 128 x (K and V) x 2 bytes
TYPICAL_ACTIVATIONS = 53_248  # 3 x 12,288 + 4 x 4,096 numbers a token, as in predict()
TYPICAL_VOCABULARY = 151_936


class Verdict(StrEnum):
    WELL = "well"
    SLOW = "slow"
    NOT = "not"


@dataclass(frozen=True)
class Machine:
    """Bytes: what there is, and what would be free for a model if the present one were not."""

    total: int
    available: int

    @classmethod
    def now(cls, engine_pid: int) -> Machine:
        """Look at this computer."""
        memory = psutil.virtual_memory()
        try:
            freed = psutil.Process(engine_pid).memory_info().rss if engine_pid else 0
        except psutil.Error:
            freed = 0
        return cls(memory.total, min(memory.total, memory.available + freed))


@dataclass(frozen=True)
class Fit:
    """The verdict and its reasons. `tokens_per_second` is 0 where nothing was measured."""

    verdict: Verdict
    memory: Memory
    machine: Machine
    tokens_per_second: float

    @property
    def short_of_memory(self) -> bool:
        return self.memory.total > self.machine.available


def judge(memory: Memory, machine: Machine, tokens_per_second: float) -> Fit:
    """Weigh memory and speed.

    Weights are mapped from the file, so a model that is larger than what is free now still runs,
    slowly; one that is larger than the whole memory does not.
    """
    if memory.total > RESERVE * machine.total:
        verdict = Verdict.NOT
    elif memory.total > machine.available or 0 < tokens_per_second < SLOW_TOKENS_PER_SECOND:
        verdict = Verdict.SLOW
    else:
        verdict = Verdict.WELL
    return Fit(verdict, memory, machine, tokens_per_second)


def memory_of(
    model: InstalledModel, context: int, kv_type: KvType, measured: Measured | None = None
) -> Memory:
    """Return the memory of an installed model; what was measured counts more."""
    trained = model.header.context_length
    memory = predict(model.header, model.size_bytes, min(context, trained or context), kv_type)
    if measured:
        memory = replace(memory, kv=measured.kv, state=measured.state, compute=measured.compute)
    return memory


def memory_of_entry(entry: Entry, context: int, kv_type: KvType) -> Memory:
    """Estimate the memory of a model of the catalogue whose header is not here."""
    root = (entry.parameters / TYPICAL_PARAMETERS) ** 0.5
    kv_bytes = entry.kv_bytes_per_token or TYPICAL_KV_BYTES * root
    return _typical(entry.size_bytes, kv_bytes, root, min(context, entry.context), kv_type)


def memory_by_size(size_bytes: int, context: int, kv_type: KvType) -> Memory:
    """Estimate the memory of a model of which only the size is known, at 4.8 bits a weight."""
    root = (size_bytes * 8 / 4.8 / TYPICAL_PARAMETERS) ** 0.5
    return _typical(size_bytes, TYPICAL_KV_BYTES * root, root, context, kv_type)


def active_bytes(entry: Entry) -> int:
    """Estimate the bytes that are read for one token."""
    if entry.active_parameters:
        return entry.size_bytes * entry.active_parameters // entry.parameters
    return entry.size_bytes


def best_choices(fits: Sequence[tuple[Entry, Fit]], language: str) -> dict[Task, str]:
    """Return the id of the best model for each job: the first in the catalogue that fits well.

    The catalogue is in order of preference. A model that does not speak `language` is not the
    best one for anybody who does.
    """
    best: dict[Task, str] = {}
    for entry, fit in fits:
        if fit.verdict is Verdict.WELL and language in entry.languages:
            for job in entry.jobs:
                best.setdefault(job, entry.id)
    return best


def _typical(weights: int, kv_bytes: float, root: float, context: int, kv_type: KvType) -> Memory:
    activations = TYPICAL_ACTIVATIONS * root
    return Memory(
        weights=weights,
        kv=int(kv_bytes * KV_BYTES[kv_type] / 2 * context),
        state=0,
        compute=int(BATCH_TOKENS * (4 * activations + 2 * context)),
        engine=ENGINE_BYTES + VOCABULARY_BYTES * TYPICAL_VOCABULARY,
    )
