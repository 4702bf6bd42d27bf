"""The exact memory of a context, from the engine's own reservations and without allocating."""

from __future__ import annotations

import os
import re
from pathlib import Path

import llama_cpp.llama_cpp as llama

from app.engine.model import context_params
from app.gguf import Header, check_whole, read_header
from app.protocol import ErrorCode, Measure, Measured, UserError

# What llama.cpp logs of its buffers; it has no function that tells their sizes.
SIZES = {
    "kv": re.compile(r"kv_cache\w*: size = +([\d.]+) MiB"),
    "state": re.compile(r"memory_recurrent: size = +([\d.]+) MiB"),
    "compute": re.compile(r"(?:compute|output) buffer size = +([\d.]+) MiB"),
}


def measure(command: Measure) -> Measured:
    """Open the model without its weights; raises UserError when it cannot be run here."""
    header = read_header(Path(command.path))
    check_whole(Path(command.path), header)
    lines: list[str] = []

    @llama.llama_log_callback  # type: ignore[untyped-decorator]
    def keep(_level: int, text: bytes, _data: object) -> None:
        lines.append(text.decode("utf-8", "replace"))

    llama.llama_log_set(keep, None)
    try:
        _open(command, header)
    finally:
        llama.llama_log_set(llama.llama_log_callback(0), None)
    log = "".join(lines)
    return Measured(command.id, *(_sum(SIZES[part], log) for part in ("kv", "state", "compute")))


def _open(command: Measure, header: Header) -> None:
    context = min(command.context, header.context_length or command.context)
    params = llama.llama_model_default_params()
    params.no_alloc = True
    params.load_mode = llama.LLAMA_LOAD_MODE_NONE  # a mapped file is always "allocated"
    model = llama.llama_model_load_from_file(os.fsencode(command.path), params)
    if not model:
        raise UserError(
            ErrorCode.MODEL_UNSUPPORTED, path=command.path, architecture=header.architecture
        )
    opened = llama.llama_init_from_model(model, context_params(context, command.kv_type))
    if opened:
        llama.llama_free(opened)
    llama.llama_model_free(model)
    if not opened:
        raise UserError(ErrorCode.CONTEXT_MEMORY, path=command.path, context=context)


def _sum(pattern: re.Pattern[str], log: str) -> int:
    return int(sum(float(size) for size in pattern.findall(log)) * (1 << 20))
