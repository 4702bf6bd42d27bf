"""How much memory a model takes, from its header alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.gguf import Header
from app.protocol import KvType

BATCH_TOKENS = 512
OUTPUT_ROWS = 16  # rows of logits that one batch may have: a token and what is drafted after it
# Bytes that one cached number takes (ggml.h: a block's bytes / its numbers).
KV_BYTES: dict[KvType, float] = {"f16": 2.0, "q8_0": 34 / 32, "q4_0": 18 / 32}
# Measured: the engine process before a model is loaded, and its vocabulary's bytes a token.
ENGINE_BYTES = 46 << 20
VOCABULARY_BYTES = 448
# What stays free on a GPU: the driver's own buffers and the screen. llama.cpp's fit leaves it too.
GPU_MARGIN = 1 << 30
OUTPUT_BYTES = 210 / 256  # a number of the output at least: Q6_K where the layers have fewer bits
ALL_LAYERS = -1


@dataclass(frozen=True)
class Memory:
    """Bytes, by what they are for."""

    weights: int
    kv: int
    state: int
    compute: int
    engine: int

    @property
    def total(self) -> int:
        return self.weights + self.kv + self.state + self.compute + self.engine


def predict(header: Header, size_bytes: int, context: int, kv_type: KvType) -> Memory:
    """Return what the engine process takes with this model; `size_bytes` of all its files.

    Weights count once. Where llama.cpp rearranges some for the processor (Q4_0, Q4_K, IQ4_NL and
    the like, of fitting shape), their mapped pages stay resident beside the copy and a peak seen
    from outside is higher by them; the system takes these pages back when it is short of memory.
    """
    return Memory(
        weights=size_bytes,
        kv=kv_bytes(header, context, kv_type),
        state=4 * header.state_numbers,
        compute=_compute_bytes(header, context),
        engine=ENGINE_BYTES + VOCABULARY_BYTES * header.vocab_size,
    )


def kv_bytes(header: Header, context: int, kv_type: KvType, first: int = 0) -> int:
    """Return the bytes of the KV cache of the attention layers, from the layer `first` on.

    A sliding window is cached with room for a batch (llama.cpp, llama-kv-cache-iswa.cpp).
    """
    window = min(context, -(-(header.window + BATCH_TOKENS) // 256) * 256)
    cells = sum(
        numbers * (window if near else context)
        for numbers, near in zip(header.kv_per_layer[first:], header.windowed[first:], strict=True)
    )
    return int(cells * KV_BYTES[kv_type])


def fitting_layers(
    header: Header, size_bytes: int, context: int, kv_type: KvType, free: Sequence[int]
) -> int:
    """Return how many layers fit GPUs with these free bytes, ALL_LAYERS where all of them do.

    Layers count as llama.cpp counts them: the output is one more and comes first.
    """
    room = _room(free)
    everything = len(header.kv_per_layer) + 1
    for layers in range(everything, 1, -1):
        if gpu_bytes(header, size_bytes, context, kv_type, layers) <= room:
            return ALL_LAYERS if layers == everything else layers
    return 0


def gpu_bytes(header: Header, size_bytes: int, context: int, kv_type: KvType, layers: int) -> int:
    """Return what `layers` layers take on a GPU: the output, then layers from the last one on."""
    if layers == 0:
        return 0
    everything = len(header.kv_per_layer)
    repeating = everything if layers < 0 else min(layers - 1, everything)
    first = everything - repeating
    recurrent = header.kv_per_layer.count(0)
    offloaded = header.kv_per_layer[first:].count(0)
    state = 4 * header.state_numbers * offloaded // recurrent if recurrent else 0
    lookup, output = _ends(header, size_bytes)
    weights = (size_bytes - lookup - output) * repeating // max(1, everything) + output
    kv = kv_bytes(header, context, kv_type, first)
    return weights + kv + state + _compute_bytes(header, context)


def _room(free: Sequence[int]) -> int:
    """Return the bytes that a model may take on all GPUs; each gets a share as its free memory."""
    smallest = min(free, default=0)
    return sum(free) * (smallest - GPU_MARGIN) // smallest if smallest > GPU_MARGIN else 0


def _ends(header: Header, size_bytes: int) -> tuple[int, int]:
    """Estimate the bytes of the embedding where it is not the output too, and of the output.

    The header tells them apart by what is read for one token; the embedding stays in main memory.
    """
    numbers = header.vocab_size * header.embedding_length
    parameters = header.parameters  # 0 in the first part of some split models
    average = numbers * header.size_bytes // parameters if parameters else 0
    output = max(average, int(numbers * OUTPUT_BYTES))
    lookup = min(output, size_bytes - header.active_bytes)
    return lookup, min(output, size_bytes - lookup)


def _compute_bytes(header: Header, context: int) -> int:
    """Return the compute buffer with flash attention; the logits of a batch fit in between.

    Activations of a batch (three of the feed-forward's width and four of the embedding's are
    alive at once, as the engine's own reservations show), the attention mask in f16, the logits.
    """
    activations = 3 * header.feed_forward_length + 4 * header.embedding_length
    return BATCH_TOKENS * (4 * activations + 2 * context) + 4 * header.vocab_size
