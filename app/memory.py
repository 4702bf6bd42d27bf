"""How much memory a model takes, from its header alone."""

from __future__ import annotations

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


def kv_bytes(header: Header, context: int, kv_type: KvType) -> int:
    """Return the bytes of the KV cache of the attention layers."""
    return int(sum(header.kv_per_layer) * context * KV_BYTES[kv_type])


def _compute_bytes(header: Header, context: int) -> int:
    """Return the compute buffer with flash attention; the logits of a batch fit in between.

    Activations of a batch (three of the feed-forward's width and four of the embedding's are
    alive at once, as the engine's own reservations show), the attention mask in f16, the logits.
    """
    activations = 3 * header.feed_forward_length + 4 * header.embedding_length
    return BATCH_TOKENS * (4 * activations + 2 * context) + 4 * header.vocab_size
