"""A loaded model: weights, context window and vocabulary, freed together."""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import llama_cpp.llama_cpp as llama
import psutil

from app.gguf import Header, all_parts
from app.memory import BATCH_TOKENS, predict
from app.protocol import Adapter, ErrorCode, KvType, Load, ModelInfo, UserError

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

    def set(self) -> None:
        self._bytes[0] = b"\1"

    def clear(self) -> None:
        self._bytes[0] = b"\0"

    def __bool__(self) -> bool:
        return bool(self._bytes[0] != b"\0")


@dataclass
class Cancelled(Exception):
    """The running command was stopped."""


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
        if not command.force:
            self._check_memory(command)
        self._model = self._load(command, abort, on_progress)
        self._context = self._open_context(command, abort)
        self._adapters: list[llama.llama_adapter_lora_p] = []
        self._attach(command.adapters)
        self.abort = abort
        self.vocab = llama.llama_model_get_vocab(self._model)
        self.vocab_size: int = llama.llama_vocab_n_tokens(self.vocab)
        self._buffer = ctypes.create_string_buffer(512)
        self.info = self._describe(command)

    @property
    def context_pointer(self) -> llama.llama_context_p:
        return self._context

    def close(self) -> None:
        """Free the context, the adapters and the weights."""
        if self._context:
            llama.llama_free(self._context)
            self._context = None
        for adapter in self._adapters:
            llama.llama_adapter_lora_free(adapter)
        self._adapters = []
        if self._model:
            llama.llama_model_free(self._model)
            self._model = None

    def tokenize(self, text: str, *, add_special: bool, parse_special: bool) -> list[int]:
        """Return the tokens of `text`."""
        data = text.encode("utf-8", "replace")
        room = len(data) + 8
        tokens = (llama.llama_token * room)()
        count = llama.llama_tokenize(
            self.vocab, data, len(data), tokens, room, add_special, parse_special
        )
        if count < 0:
            room = -count
            tokens = (llama.llama_token * room)()
            count = llama.llama_tokenize(
                self.vocab, data, len(data), tokens, room, add_special, parse_special
            )
        return list(tokens[:count])

    def piece(self, token: int, *, special: bool = False) -> bytes:
        """Return the bytes of one token; they need not be whole characters."""
        size = llama.llama_token_to_piece(
            self.vocab, token, self._buffer, len(self._buffer), 0, special
        )
        if size < 0:
            self._buffer = ctypes.create_string_buffer(-size)
            return self.piece(token, special=special)
        return self._buffer.raw[:size]

    def is_control(self, text: str) -> bool:
        """Tell whether `text` would become one control token, such as `<|im_end|>`."""
        tokens = self.tokenize(text, add_special=False, parse_special=True)
        return len(tokens) == 1 and bool(llama.llama_vocab_is_control(self.vocab, tokens[0]))

    def token_text(self, token: int) -> str:
        """Return a special token as a template writes it, "" for none."""
        return self.piece(token, special=True).decode("utf-8", "replace") if token >= 0 else ""

    def _check_memory(self, command: Load) -> None:
        size = sum(part.stat().st_size for part in all_parts(Path(command.path)))
        needed = predict(self.header, size, self.context, command.kv_type).total
        available = psutil.virtual_memory().available
        if needed > available:
            raise UserError(
                ErrorCode.MODEL_TOO_LARGE,
                path=command.path,
                needed=needed,
                available=available,
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
        offload = llama.llama_supports_gpu_offload()
        params.n_gpu_layers = command.gpu_layers if command.gpu_layers is not None else -1
        if not offload:
            params.n_gpu_layers = 0
        self.offloaded = bool(offload and params.n_gpu_layers != 0)
        model = llama.llama_model_load_from_file(os.fsencode(command.path), params)
        if not model:
            if abort:
                raise Cancelled
            raise UserError(
                ErrorCode.MODEL_UNSUPPORTED,
                path=command.path,
                architecture=self.header.architecture,
            )
        return model

    def _attach(self, adapters: Sequence[Adapter]) -> None:
        for adapter in adapters:
            found = llama.llama_adapter_lora_init(self._model, os.fsencode(adapter.path))
            if not found:
                self.close()
                raise UserError(ErrorCode.ADAPTER_UNSUITABLE, path=adapter.path)
            self._adapters.append(found)
        if adapters:
            pointers = (llama.llama_adapter_lora_p_ctypes * len(adapters))(
                *(ctypes.cast(found, llama.llama_adapter_lora_p_ctypes) for found in self._adapters)
            )
            scales = (ctypes.c_float * len(adapters))(*(a.strength for a in adapters))
            llama.llama_set_adapters_lora(self._context, pointers, len(adapters), scales)

    def _open_context(self, command: Load, abort: AbortFlag) -> llama.llama_context_p:
        params = context_params(self.context, command.kv_type)
        params.n_threads = params.n_threads_batch = command.threads or physical_cores()
        params.abort_callback = abort.callback
        params.abort_callback_data = abort.data
        context = llama.llama_init_from_model(self._model, params)
        if not context:
            llama.llama_model_free(self._model)
            raise UserError(ErrorCode.CONTEXT_MEMORY, path=command.path, context=self.context)
        self.context = int(llama.llama_n_ctx(context))
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
            device="GPU" if self.offloaded else "CPU",
            memory_bytes=psutil.Process().memory_info().rss,
        )


def context_params(context: int, kv_type: KvType) -> llama.llama_context_params:
    """Return what every context of ours has in common."""
    params = llama.llama_context_default_params()
    params.n_ctx = context
    params.n_batch = params.n_ubatch = BATCH_TOKENS
    params.n_outputs_max = 1  # room for one row of logits, not one a token of the batch
    params.flash_attn_type = llama.LLAMA_FLASH_ATTN_TYPE_AUTO
    params.type_k = params.type_v = KV_TYPES[kv_type]
    params.no_perf = True
    return params


def token_array(tokens: Sequence[int]) -> ctypes.Array[ctypes.c_int32]:
    """Return the tokens as a C array; keep a reference until the call that reads it returns."""
    array: ctypes.Array[ctypes.c_int32] = (llama.llama_token * len(tokens))(*tokens)
    return array
