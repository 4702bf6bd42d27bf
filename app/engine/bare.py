"""A bare `llama_decode` loop: what the library does with nothing around it, for comparison."""

from __future__ import annotations

import json
import os
import sys
import time

import llama_cpp.llama_cpp as llama

from app.engine.model import physical_cores, token_array
from app.memory import BATCH_TOKENS

PROMPT_TOKENS = 512
TOKENS = 128
CONTEXT = 8192


def main(path: str) -> int:
    """Print the decode and prompt speeds of a model, tokens a second, as JSON."""
    events_fd = os.dup(1)
    os.dup2(2, 1)
    model = llama.llama_model_load_from_file(os.fsencode(path), llama.llama_model_default_params())
    params = llama.llama_context_default_params()
    params.n_ctx = CONTEXT
    params.n_batch = params.n_ubatch = BATCH_TOKENS
    params.n_threads = params.n_threads_batch = physical_cores()
    params.no_perf = True
    context = llama.llama_init_from_model(model, params)
    if not model or not context:
        print(f"cannot load {path}", file=sys.stderr)
        return 1
    chain = llama.llama_sampler_chain_init(llama.llama_sampler_chain_default_params())
    for sampler in (
        llama.llama_sampler_init_top_k(40),
        llama.llama_sampler_init_top_p(0.95, 1),
        llama.llama_sampler_init_min_p(0.05, 1),
        llama.llama_sampler_init_temp(1.0),
        llama.llama_sampler_init_dist(1),
    ):
        llama.llama_sampler_chain_add(chain, sampler)
    prompt = token_array([1000 + number % 5000 for number in range(PROMPT_TOKENS)])
    started = time.perf_counter()
    llama.llama_decode(context, llama.llama_batch_get_one(prompt, PROMPT_TOKENS))
    token = llama.llama_sampler_sample(chain, context, -1)
    read = time.perf_counter()
    for _ in range(TOKENS - 1):
        one = token_array([token])
        llama.llama_decode(context, llama.llama_batch_get_one(one, 1))
        token = llama.llama_sampler_sample(chain, context, -1)
    ended = time.perf_counter()
    speeds = {
        "prompt": PROMPT_TOKENS / (read - started),
        "decode": (TOKENS - 1) / (ended - read),
    }
    os.write(events_fd, json.dumps(speeds).encode())
    return 0
