"""A loaded model: weights, context window and vocabulary, freed together."""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import llama_cpp
import llama_cpp.llama_cpp as llama
import numpy as np
import numpy.typing as npt
import psutil

from app.engine.device import Offload
from app.engine.vocabulary import Vocabulary
from app.gguf import Header
from app.memory import BATCH_TOKENS, OUTPUT_ROWS
from app.protocol import (
    Adapter,
    Alternative,
    Choice,
    ErrorCode,
    KvType,
    Load,
    ModelInfo,
    Tuning,
    UserError,
)

DEFAULTS = Tuning()
SMALLEST_CONTEXT = 1024  # tokens; a shorter one is not worth offering
FLASH_ATTENTION = {
    None: llama.LLAMA_FLASH_ATTN_TYPE_AUTO,
    True: llama.LLAMA_FLASH_ATTN_TYPE_ENABLED,
    False: llama.LLAMA_FLASH_ATTN_TYPE_DISABLED,
}
# ggml_type values (ggml.h).
KV_TYPES: dict[KvType, int] = {"f16": 1, "q8_0": 8, "q4_0": 2}


class AbortFlag:
    """A flag that llama.cpp polls between two nodes of its graph, without entering Python.

    llama.cpp wants `bool (*)(void *data)`. libc's `strlen` is such a function when `data` is a
    string of length 0 or 1: the graph goes on while the string is empty. A Python callback would
    take the interpreter lock hundreds of times a token.
    """

    def __init__(self) -> None:
        self._bytes = (ctypes.c_char * 2)(b"\0", b"\0")
        libc = ctypes.cdll.msvcrt if os.name == "nt" else ctypes.CDLL(None)
        self.callback = ctypes.cast(libc.strlen, llama.ggml_abort_callback)
        self.data = ctypes.cast(self._bytes, ctypes.c_void_p)
        self._preempting = False

    def set(self, *, preempting: bool = False) -> None:
        """Stop the running command, or with `preempting` only its running batch."""
        self._preempting = preempting
        self._bytes[0] = b"\1"

    def check(self) -> None:
        """Raise Cancelled or Preempted when it is set."""
        if self:
            raise Preempted if self._preempting else Cancelled

    def clear(self) -> None:
        self._bytes[0] = b"\0"

    def __bool__(self) -> bool:
        return bool(self._bytes[0] != b"\0")


class Cancelled(Exception):
    """The running command was stopped."""


class Preempted(Exception):
    """Something more urgent has come; the running command goes on later."""


Logits = npt.NDArray[np.float32]


def physical_cores() -> int:
    """Return the physical cores this process may use; more threads only wait for each other."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(psutil.cpu_count(logical=False) or 1, usable or 1))


class Model:
    """Weights and one context of a GGUF file.

    Raises UserError when the file is not one that can be run here, Cancelled when `abort` is set
    while loading.
    """

    def __init__(
        self,
        command: Load,
        header: Header,
        abort: AbortFlag,
        on_progress: Callable[[float], None],
    ) -> None:
        self.header = header
        wanted = command.context or self.header.context_length
        self.context = min(wanted, self.header.context_length or wanted)
        self._offload = Offload.of(command, header)
        if not command.force:
            self._check_memory(command)
        self._model = self._load(command, abort, on_progress)
        self.abort = abort
        self._context: llama.llama_context_p | None = None
        self._adapters: list[tuple[llama.llama_adapter_lora_p, float]] = []
        self._init_adapters(command.adapters)
        self._threads = (
            command.threads or command.tuning.threads or physical_cores(),
            command.threads or command.tuning.batch_threads or physical_cores(),
        )
        self._context = self._open_context(command)
        self.vocabulary = Vocabulary(self._model)
        self.info = self._describe(command)

    @property
    def pointer(self) -> llama.llama_model_p:
        return self._model

    @property
    def context_pointer(self) -> llama.llama_context_p:
        return self._context

    def logits(self, row: int = -1) -> Logits:
        """Return a row of logits of the last batch, shape (vocabulary,); the next one frees it."""
        pointer = llama.llama_get_logits_ith(self._context, row)
        row_of_logits: Logits = np.ctypeslib.as_array(pointer, (self.vocabulary.size,))
        return row_of_logits

    def close(self) -> None:
        """Free the context, the adapters and the weights."""
        if self._context:
            llama.llama_free(self._context)
            self._context = None
        for adapter, _ in self._adapters:
            llama.llama_adapter_lora_free(adapter)
        self._adapters = []
        if self._model:
            llama.llama_model_free(self._model)
            self._model = None

    def choice(self, token: int, logits: Logits, count: int) -> Choice:
        """Return how probable a token was, with the `count` likeliest ones."""
        logprobs = log_softmax(logits)
        likeliest = np.argpartition(logprobs, -count)[-count:]
        likeliest = likeliest[np.argsort(-logprobs[likeliest])]
        return Choice(
            token,
            self.vocabulary.text_of(token),
            float(logprobs[token]),
            tuple(
                Alternative(int(t), self.vocabulary.text_of(int(t)), float(logprobs[t]))
                for t in likeliest
            ),
        )

    def _check_memory(self, command: Load) -> None:
        available = psutil.virtual_memory().available
        needed = self._offload.main_memory
        if needed(self.context) > available:
            smaller = (self.context >> halved for halved in range(1, 16))
            fitting = (c for c in smaller if c >= SMALLEST_CONTEXT and needed(c) <= available)
            raise UserError(
                ErrorCode.MODEL_TOO_LARGE,
                path=command.path,
                needed=needed(self.context),
                available=available,
                fitting=next(fitting, 0),
            )

    def _load(
        self, command: Load, abort: AbortFlag, on_progress: Callable[[float], None]
    ) -> llama.llama_model_p:
        last = 0.0

        @llama.llama_progress_callback  # type: ignore[untyped-decorator]
        def progress(fraction: float, _data: object) -> bool:
            nonlocal last
            now = time.monotonic()
            if fraction in (0.0, 1.0) or now - last > 0.05:
                last = now
                on_progress(fraction)
            return not abort

        params = llama.llama_model_default_params()
        params.progress_callback = progress
        for layers in self._offload.attempts(self.context):
            self._offload.apply(params, layers)
            self.gpu_layers = layers
            model = llama.llama_model_load_from_file(os.fsencode(command.path), params)
            if model or abort:
                break
        if not model:
            if abort:
                raise Cancelled
            raise UserError(
                ErrorCode.MODEL_UNSUPPORTED,
                path=command.path,
                architecture=self.header.architecture,
            )
        return model

    def _init_adapters(self, adapters: Sequence[Adapter]) -> None:
        for adapter in adapters:
            found = llama.llama_adapter_lora_init(self._model, os.fsencode(adapter.path))
            if not found:
                self.close()
                raise UserError(ErrorCode.ADAPTER_UNSUITABLE, path=adapter.path)
            self._adapters.append((found, adapter.strength))

    def _open_context(self, command: Load) -> llama.llama_context_p:
        params = context_params(self.context, command.kv_type, command.tuning)
        context = self.open_context(params)
        if not context:
            self.close()
            raise UserError(
                ErrorCode.CONTEXT_MEMORY,
                path=command.path,
                context=self.context,
                fitting=self.context // 2 if self.context >= 2 * SMALLEST_CONTEXT else 0,
            )
        self.context = int(llama.llama_n_ctx(context))
        self.batch = int(params.n_ubatch)
        return context

    def open_context(self, params: llama.llama_context_params) -> llama.llama_context_p | None:
        """Open one more context, with the adapters; the caller frees it. None without memory."""
        params.n_threads, params.n_threads_batch = self._threads
        params.abort_callback = self.abort.callback
        params.abort_callback_data = self.abort.data
        context = llama.llama_init_from_model(self._model, params)
        if context and self._adapters:
            count = len(self._adapters)
            pointers = (llama.llama_adapter_lora_p_ctypes * count)(
                *(
                    ctypes.cast(found, llama.llama_adapter_lora_p_ctypes)
                    for found, _ in self._adapters
                )
            )
            scales = (ctypes.c_float * count)(*(strength for _, strength in self._adapters))
            llama.llama_set_adapters_lora(context, pointers, count, scales)
        return context

    def _describe(self, command: Load) -> ModelInfo:
        header = self.header
        template = header.chat_template
        return ModelInfo(
            path=command.path,
            name=header.name or Path(command.path).stem,
            architecture=header.architecture,
            parameters=header.parameters,
            quantization=header.quantization,
            size_bytes=header.size_bytes,
            trained_context=header.context_length,
            context=self.context,
            languages=tuple(header.languages),
            has_template=bool(template),
            can_think="enable_thinking" in template,
            device=self._offload.label(self.gpu_layers, llama.llama_model_n_layer(self._model)),
            memory_bytes=psutil.Process().memory_info().rss,
            engine=f"llama-cpp-python {llama_cpp.__version__}",
        )


def log_softmax(logits: Logits) -> Logits:
    """Return natural log-probabilities, along the last axis."""
    shifted: Logits = logits - logits.max(axis=-1, keepdims=True)
    shifted -= np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return shifted


def context_params(
    context: int, kv_type: KvType, tuning: Tuning = DEFAULTS
) -> llama.llama_context_params:
    """Return what every context of ours has in common."""
    params = llama.llama_context_default_params()
    params.n_ctx = context
    params.n_batch = params.n_ubatch = tuning.batch or BATCH_TOKENS
    params.n_outputs_max = OUTPUT_ROWS
    params.swa_full = False  # a sliding window's cache as small as the window
    params.flash_attn_type = FLASH_ATTENTION[tuning.flash_attention]
    params.type_k = params.type_v = KV_TYPES[kv_type]
    params.no_perf = True
    return params


def token_array(tokens: Sequence[int]) -> ctypes.Array[ctypes.c_int32]:
    """Return the tokens as a C array; keep a reference until the call that reads it returns."""
    array: ctypes.Array[ctypes.c_int32] = (llama.llama_token * len(tokens))(*tokens)
    return array
