"""A bare `llama_decode` loop: what the library does with nothing around it, for comparison.

The task comes as JSON on stdin: `tokens` of a prompt, how many to `generate` after it, `threads`
(0 for as many as the engine takes) and the `context` in tokens.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import time
from collections.abc import Sequence
from typing import Any

import llama_cpp.llama_cpp as llama

from app.engine.device import load_backends
from app.engine.model import physical_cores, token_array
from app.memory import BATCH_TOKENS

WARM_TOKENS = 4


def main(path: str) -> int:
    """Print the decode and prompt speeds of a model, tokens a second, as JSON."""
    events_fd = os.dup(1)
    os.dup2(2, 1)
    task: dict[str, Any] = json.load(sys.stdin)
    threads = task["threads"] or physical_cores()
    load_backends()
    model = llama.llama_model_load_from_file(os.fsencode(path), llama.llama_model_default_params())
    params = llama.llama_context_default_params()
    params.n_ctx = task["context"]
    params.n_batch = params.n_ubatch = BATCH_TOKENS
    params.n_threads = params.n_threads_batch = threads
    params.no_perf = True
    context = llama.llama_init_from_model(model, params)
    if not model or not context:
        print(f"cannot load {path}", file=sys.stderr)
        return 1
    prompt, count = task["tokens"], task["generate"]
    # The engine and the server beside this loop are not measured at their first reply either.
    _measure(context, prompt, min(count, WARM_TOKENS))
    llama.llama_memory_clear(llama.llama_get_memory(context), True)
    speeds = _measure(context, prompt, count) | {"threads": threads}
    os.write(events_fd, json.dumps(speeds).encode())
    return 0


def _measure(context: llama.llama_context_p, prompt: Sequence[int], count: int) -> dict[str, float]:
    """Evaluate a prompt and generate `count` tokens; return the speeds."""
    chain = _sampler()
    started = time.perf_counter()
    for at in range(0, len(prompt), BATCH_TOKENS):
        _decode(context, prompt[at : at + BATCH_TOKENS])
    token = llama.llama_sampler_sample(chain, context, -1)
    read = time.perf_counter()
    for _ in range(count - 1):
        _decode(context, [token])
        token = llama.llama_sampler_sample(chain, context, -1)
    ended = time.perf_counter()
    llama.llama_sampler_free(chain)
    return {
        "prompt": len(prompt) / (read - started),
        "decode": (count - 1) / max(1e-9, ended - read),
    }


def _sampler() -> llama.llama_sampler_p:
    chain = llama.llama_sampler_chain_init(llama.llama_sampler_chain_default_params())
    for sampler in (
        llama.llama_sampler_init_top_k(40),
        llama.llama_sampler_init_top_p(0.95, 1),
        llama.llama_sampler_init_min_p(0.05, 1),
        llama.llama_sampler_init_temp(1.0),
        llama.llama_sampler_init_dist(1),
    ):
        llama.llama_sampler_chain_add(chain, sampler)
    return chain


def _decode(context: llama.llama_context_p, tokens: Sequence[int]) -> None:
    array: ctypes.Array[ctypes.c_int32] = token_array(tokens)
    llama.llama_decode(context, llama.llama_batch_get_one(array, len(tokens)))
