"""The GPUs that the engine was built for and that are here, asked of ggml itself.

`llama_cpp` does not wrap ggml's device functions (ggml-backend.h); its libraries hold them.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import llama_cpp.llama_cpp as llama
import psutil

from app.gguf import Header, all_parts
from app.memory import fitting_layers, gpu_bytes, predict
from app.protocol import KvType, Load

CPU = "CPU"
LIBRARIES = ("ggml", "ggml-base")
FILE_NAMES = ("lib{}.so", "lib{}.dylib", "{}.dll", "lib{}.dll")
# enum ggml_backend_dev_type
_GPU, _INTEGRATED = 1, 2


@dataclass(frozen=True)
class Device:
    """A GPU. Bytes; `shared` where its memory is the main memory."""

    name: str
    description: str
    free: int
    total: int
    shared: bool


def load_backends() -> None:
    """Load what suits this processor and its GPUs, where llama.cpp was built with several parts.

    A build for one kind of processor has its parts within.
    """
    ggml = _Ggml.load()
    if ggml:
        ggml.load_backends(Path(llama._lib._name).parent)


def devices() -> tuple[Device, ...]:
    """Return the GPUs that llama.cpp offloads to, as they are now; none in a build without."""
    ggml = _Ggml.load()
    return tuple(ggml.describe(handle) for handle in ggml.gpus()) if ggml else ()


def descriptions() -> tuple[str, ...]:
    """Return what the GPUs are called, without waking them."""
    ggml = _Ggml.load()
    return tuple(ggml.text("description", handle) for handle in ggml.gpus()) if ggml else ()


@dataclass(frozen=True)
class Offload:
    """How a model is divided between GPUs and main memory; `wanted` layers, None for a choice.

    Layers count as llama.cpp counts them: the output is one more, a negative number means all.
    """

    gpus: tuple[Device, ...]
    header: Header
    size_bytes: int
    kv_type: KvType
    wanted: int | None

    @classmethod
    def of(cls, command: Load, header: Header) -> Offload:
        """Look at the GPUs and the files."""
        size = sum(part.stat().st_size for part in all_parts(Path(command.path)))
        return cls(devices(), header, size, command.kv_type, command.gpu_layers)

    def layers(self, context: int) -> int:
        """Return how many layers go to the GPUs."""
        if not self.gpus:
            return 0
        if self.wanted is not None:
            return self.wanted
        free = [gpu.free for gpu in self.gpus]
        return fitting_layers(self.header, self.size_bytes, context, self.kv_type, free)

    def attempts(self, context: int) -> tuple[int, ...]:
        """Return the numbers of layers to load with, until one works."""
        layers = self.layers(context)
        return (layers, 0) if layers and self.wanted is None else (layers,)

    def apply(self, params: llama.llama_model_params, layers: int) -> None:
        """Set what a model is loaded with; without layers the GPUs are left alone."""
        params.n_gpu_layers = layers
        if self.gpus and not layers:  # llama.cpp would still compute large batches there
            params.split_mode, params.main_gpu = llama.LLAMA_SPLIT_MODE_NONE, -1

    def main_memory(self, context: int) -> int:
        """Return the bytes that the engine process takes beside the GPUs' own memory."""
        model = (self.header, self.size_bytes, context, self.kv_type)
        total = predict(*model).total
        if any(gpu.shared for gpu in self.gpus):
            return total
        return total - gpu_bytes(*model, self.layers(context))

    def label(self, layers: int, repeating: int) -> str:
        """Name what runs the model: "CPU", or the GPUs with their layers: "NVIDIA H100 · 29/29"."""
        if not self.gpus or not layers:
            return CPU
        total = max(repeating, len(self.header.kv_per_layer)) + 1
        names = " + ".join(gpu.description for gpu in self.gpus)
        return f"{names} · {total if layers < 0 else min(layers, total)}/{total}"


class _Ggml:
    """The functions of ggml-backend.h that tell of devices."""

    def __init__(self, libraries: Sequence[ctypes.CDLL]) -> None:
        """Find the functions; raises AttributeError where one is missing."""
        self._libraries = libraries
        handle = ctypes.c_void_p
        number = ctypes.POINTER(ctypes.c_size_t)
        self._load_all = self._function("load_all_from_path", None, ctypes.c_char_p)
        self._count = self._function("dev_count", ctypes.c_size_t)
        self._get = self._function("dev_get", handle, ctypes.c_size_t)
        self._type = self._function("dev_type", ctypes.c_int, handle)
        self._memory = self._function("dev_memory", None, handle, number, number)
        self._texts = {
            what: self._function(f"dev_{what}", ctypes.c_char_p, handle)
            for what in ("name", "description")
        }

    @classmethod
    def load(cls) -> _Ggml | None:
        """Return the functions, None where this llama.cpp does not have them."""
        try:
            return cls(tuple(_libraries()))
        except (AttributeError, OSError):
            return None

    def load_backends(self, folder: Path) -> None:
        """Load the best library of each kind in a folder, if none is built in or loaded."""
        if not self._count():
            self._load_all(os.fsencode(folder))

    def gpus(self) -> list[int]:
        """Return the handles of the devices that llama.cpp takes by itself (src/llama.cpp).

        Integrated GPUs count only where there is no other.
        """
        handles = [self._get(at) for at in range(self._count())]
        kinds = {handle: self._type(handle) for handle in handles}
        own = [handle for handle in handles if kinds[handle] == _GPU]
        return own or [handle for handle in handles if kinds[handle] == _INTEGRATED]

    def text(self, what: str, handle: int) -> str:
        text = self._texts[what](handle)
        return text.decode("utf-8", "replace") if text else ""

    def describe(self, handle: int) -> Device:
        free, total = ctypes.c_size_t(), ctypes.c_size_t()
        self._memory(handle, ctypes.byref(free), ctypes.byref(total))
        shared = self._type(handle) == _INTEGRATED or sys.platform == "darwin"
        main = psutil.virtual_memory()
        left, size = (free.value, total.value) if total.value else (main.available, main.total)
        return Device(
            name=self.text("name", handle),
            description=self.text("description", handle),
            free=min(left, main.available) if shared else left,
            total=size,
            shared=shared,
        )

    def _function(self, name: str, result: Any, *arguments: Any) -> Any:
        """Find a function in the libraries: Windows does not look into what a library needs."""
        symbol = f"ggml_backend_{name}"
        for library in self._libraries:
            if hasattr(library, symbol):
                function = getattr(library, symbol)
                function.restype, function.argtypes = result, arguments
                return function
        raise AttributeError(symbol)


def _libraries() -> Iterator[ctypes.CDLL]:
    """Open libllama, which `llama_cpp` has loaded, and ggml's libraries beside it."""
    yield llama._lib
    folder = Path(llama._lib._name).parent
    for library in LIBRARIES:
        for file_name in FILE_NAMES:
            path = folder / file_name.format(library)
            if path.exists():
                yield ctypes.CDLL(str(path))
                break
