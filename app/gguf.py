"""A bounded reader of GGUF headers: what a file is, without loading it.

Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md. The `gguf` package would do
this too, but it needs numpy, which the window's process does not load.
"""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from app.protocol import ErrorCode, UserError

MAGIC = b"GGUF"
MAX_ENTRIES = 100_000
MAX_STRING = 16 << 20
MAX_ARRAY = 16 << 20
MAX_NESTING = 2
MAX_LAYERS = 4096
KEPT_ARRAY = 1024  # longer arrays (the vocabulary) are skipped

SPLIT_NAME = re.compile(r"-(?P<part>\d{5})-of-(?P<total>\d{5})\.gguf$")

_STRING, _ARRAY = 8, 9
_SCALARS = {
    0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?",
    10: "<Q", 11: "<q", 12: "<d",
}  # fmt: skip
# enum llama_ftype (llama.h)
FILE_TYPES = {
    0: "F32", 1: "F16", 2: "Q4_0", 3: "Q4_1", 7: "Q8_0", 8: "Q5_0", 9: "Q5_1", 10: "Q2_K",
    11: "Q3_K_S", 12: "Q3_K_M", 13: "Q3_K_L", 14: "Q4_K_S", 15: "Q4_K_M", 16: "Q5_K_S",
    17: "Q5_K_M", 18: "Q6_K", 19: "IQ2_XXS", 20: "IQ2_XS", 21: "Q2_K_S", 22: "IQ3_XS",
    23: "IQ3_XXS", 24: "IQ1_S", 25: "IQ4_NL", 26: "IQ3_S", 27: "IQ3_M", 28: "IQ2_S",
    29: "IQ2_M", 30: "IQ4_XS", 31: "IQ1_M", 32: "BF16", 36: "TQ1_0", 37: "TQ2_0",
    38: "MXFP4_MOE",
}  # fmt: skip
# ggml_type: numbers in a block, bytes of a block (ggml.c, type_traits)
TENSOR_TYPES = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34),
    9: (32, 36), 10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210),
    15: (256, 292), 16: (256, 66), 17: (256, 74), 18: (256, 98), 19: (256, 50), 20: (32, 18),
    21: (256, 110), 22: (256, 82), 23: (256, 136), 24: (1, 1), 25: (1, 2), 26: (1, 4),
    27: (1, 8), 28: (1, 8), 29: (256, 56), 30: (1, 2), 34: (256, 54), 35: (256, 66),
    39: (32, 17),
}  # fmt: skip


@dataclass(frozen=True)
class Header:
    """What a GGUF header says. Sizes in bytes, contexts in tokens; 0 and "" where it is silent.

    `kind` is "model", "adapter" (LoRA) or "mmproj"; `kv_per_layer` the numbers that each layer
    caches a token, the `windowed` ones of the newest `window` tokens only; `state_numbers` those
    of the recurrent layers; `active_bytes` what is read a token, which is less than the tensors'
    bytes for a mixture of experts.
    """

    name: str
    kind: str
    architecture: str
    parameters: int
    quantization: str
    size_bytes: int
    needed_bytes: int
    active_bytes: int
    context_length: int
    embedding_length: int
    feed_forward_length: int
    vocab_size: int
    kv_per_layer: tuple[int, ...]
    windowed: tuple[bool, ...]
    window: int
    state_numbers: int
    languages: tuple[str, ...]
    chat_template: str
    tokenizer: str
    split_count: int


@dataclass
class _Tensors:
    """Sums over the tensors, in bytes; `end` is that of the last one in the data."""

    parameters: int = 0
    end: int = 0
    total: int = 0
    experts: int = 0
    embedding: int = 0
    has_output: bool = False


class Stream(Protocol):
    """What a header is read from: a file, here or on the hub."""

    def read(self, size: int, /) -> bytes: ...
    def seek(self, offset: int, whence: int = 0, /) -> int: ...
    def tell(self) -> int: ...


class _Malformed(Exception):
    """The bytes are not a header."""


class _EndOfFile(Exception):
    """The file ends in the middle of its header."""


def read_header(path: Path) -> Header:
    """Read the header of a GGUF file.

    Raises UserError: MODEL_MISSING, MODEL_UNREADABLE, MODEL_EMPTY, MODEL_NOT_GGUF,
    MODEL_TRUNCATED (also when tensors reach beyond the end of the file).
    """
    name = str(path)
    try:
        with path.open("rb") as file:
            return read_stream(file, os.fstat(file.fileno()).st_size, name)
    except FileNotFoundError:
        raise UserError(ErrorCode.MODEL_MISSING, path=name) from None
    except OSError as error:
        reason = error.strerror or ""
        raise UserError(ErrorCode.MODEL_UNREADABLE, path=name, reason=reason) from error


def all_parts(path: Path) -> list[Path]:
    """Return the files of a split model whose first is `path`, or `path` alone.

    The names follow llama.cpp's gguf-split: `name-00001-of-00003.gguf`.
    """
    match = SPLIT_NAME.search(path.name)
    if not match:
        return [path]
    total = int(match["total"])
    stem = path.name[: match.start()]
    names = [f"{stem}-{part:05}-of-{total:05}.gguf" for part in range(1, total + 1)]
    return [path.with_name(name) for name in names]


def check_whole(path: Path, header: Header) -> None:
    """Raise UserError unless `path` is a model, or the first part of one, with all its parts."""
    if header.kind != "model":
        raise UserError(ErrorCode.MODEL_IS_ADAPTER, path=str(path))
    for part in all_parts(path):
        if not part.is_file():
            raise UserError(ErrorCode.MODEL_PART_MISSING, path=str(path), part=part.name)


def read_stream(file: Stream, size: int, name: str) -> Header:
    """Read the header from a seekable stream of `size` bytes; raises as read_header does."""
    if size == 0:
        raise UserError(ErrorCode.MODEL_EMPTY, path=name)
    try:
        header = _Reader(file, size).header()
    except _EndOfFile:
        raise UserError(
            ErrorCode.MODEL_TRUNCATED, path=name, size=size, expected=size + 1
        ) from None
    except (_Malformed, struct.error, OverflowError, UnicodeError):
        raise UserError(ErrorCode.MODEL_NOT_GGUF, path=name) from None
    if header.needed_bytes > size:
        raise UserError(
            ErrorCode.MODEL_TRUNCATED, path=name, size=size, expected=header.needed_bytes
        )
    return header


class _Reader:
    def __init__(self, file: Stream, size: int) -> None:
        self._file = file
        self._size = size
        self._length = 0

    def header(self) -> Header:
        if self._file.read(4) != MAGIC:
            raise _Malformed
        version = self._scalar(4)
        if version not in (2, 3):
            raise _Malformed
        tensors, entries = self._scalar(10), self._scalar(10)
        if tensors > MAX_ENTRIES or entries > MAX_ENTRIES:
            raise _Malformed
        meta: dict[str, Any] = {}
        for _ in range(entries):
            key = self._string()
            meta[key] = self._value(self._scalar(4), 0)
            if key == "tokenizer.ggml.tokens":
                meta["vocab_size"] = self._length
        found = self._tensors(tensors)
        alignment = meta.get("general.alignment", 32)
        if not isinstance(alignment, int) or not 0 < alignment <= 1 << 20:
            raise _Malformed
        start = -(-self._file.tell() // alignment) * alignment
        return _header(meta, found, self._size, start + found.end if tensors else 0)

    def _tensors(self, count: int) -> _Tensors:
        found = _Tensors()
        for _ in range(count):
            name = self._string()
            dimensions = self._scalar(4)
            if dimensions > 4:
                raise _Malformed
            numbers = 1
            for _ in range(dimensions):
                numbers *= self._scalar(10)
            kind, offset = self._scalar(4), self._scalar(10)
            # A type newer than this table counts at least one bit a number.
            block, size = TENSOR_TYPES.get(kind, (8, 1))
            length = numbers // block * size
            found.parameters += numbers
            found.end = max(found.end, offset + length)
            found.total += length
            if "_exps." in name:
                found.experts += length
            elif name == "token_embd.weight":
                found.embedding = length
            found.has_output |= name == "output.weight"
        return found

    def _bytes(self, count: int) -> bytes:
        data = self._file.read(count)
        if len(data) < count:
            raise _EndOfFile
        return data

    def _skip(self, count: int) -> None:
        if self._file.tell() + count > self._size:
            raise _EndOfFile
        self._file.seek(count, os.SEEK_CUR)

    def _scalar(self, kind: int) -> Any:
        layout = _SCALARS[kind]
        return struct.unpack(layout, self._bytes(struct.calcsize(layout)))[0]

    def _string(self) -> str:
        length = self._scalar(10)
        if length > MAX_STRING:
            raise _Malformed
        return self._bytes(length).decode("utf-8", "replace")

    def _value(self, kind: int, depth: int) -> Any:
        if kind in _SCALARS:
            return self._scalar(kind)
        if kind == _STRING:
            return self._string()
        if kind == _ARRAY and depth < MAX_NESTING:
            return self._array(depth)
        raise _Malformed

    def _array(self, depth: int) -> list[Any]:
        kind, length = self._scalar(4), self._scalar(10)
        self._length = length
        if length > MAX_ARRAY or (kind == _ARRAY and length > KEPT_ARRAY):
            raise _Malformed
        if length <= KEPT_ARRAY:
            return [self._value(kind, depth + 1) for _ in range(length)]
        if kind in _SCALARS:
            self._skip(length * struct.calcsize(_SCALARS[kind]))
        elif kind == _STRING:
            self._skip_strings(length)
        else:
            raise _Malformed
        return []

    def _skip_strings(self, count: int) -> None:
        read: Callable[[int], bytes] = self._file.read
        unpack = struct.Struct("<Q").unpack
        for _ in range(count):
            prefix = read(8)
            if len(prefix) < 8:
                raise _EndOfFile
            (length,) = unpack(prefix)
            if length > MAX_STRING:
                raise _Malformed
            if len(read(length)) < length:
                raise _EndOfFile


def _header(meta: dict[str, Any], tensors: _Tensors, size: int, needed: int) -> Header:
    facts = _Facts(meta)
    layers = facts.cached()
    languages = meta.get("general.languages", [])
    file_type = meta.get("general.file_type")
    architecture = facts.architecture
    return Header(
        name=_text(meta, "general.name"),
        kind="mmproj" if architecture == "clip" else _text(meta, "general.type") or "model",
        architecture=architecture,
        parameters=tensors.parameters,
        quantization=FILE_TYPES.get(file_type, "?") if isinstance(file_type, int) else "?",
        size_bytes=size,
        needed_bytes=needed,
        active_bytes=facts.active_bytes(tensors),
        context_length=facts.number("context_length"),
        embedding_length=facts.number("embedding_length"),
        feed_forward_length=facts.feed_forward(),
        vocab_size=meta.get("vocab_size", 0) or facts.number("vocab_size"),
        kv_per_layer=tuple(layers),
        windowed=facts.windowed(len(layers)),
        window=facts.number("attention.sliding_window"),
        state_numbers=facts.state(sum(1 for numbers in layers if not numbers)),
        languages=tuple(item for item in languages if isinstance(item, str))
        if isinstance(languages, list)
        else (),
        chat_template=_text(meta, "tokenizer.chat_template"),
        tokenizer=f"{_text(meta, 'tokenizer.ggml.model')}/{_text(meta, 'tokenizer.ggml.pre')}",
        split_count=_split(meta),
    )


WINDOWED = "attention.sliding_window_pattern"
# Of so many layers all but the last see a window, where the file has no list of them.
WINDOW_PERIODS = {"gemma2": 2, "gemma3": 6, "gemma3n": 5, "gpt-oss": 2}


class _Facts:
    """The keys of one architecture (llama.cpp, src/llama-arch.cpp and src/llama-hparams.cpp)."""

    def __init__(self, meta: dict[str, Any]) -> None:
        self._meta = meta
        self.architecture = _text(meta, "general.architecture")

    def number(self, key: str, default: int = 0) -> int:
        """Return a number, or the largest of a list; `default` where it is absent or absurd."""
        value = self._meta.get(f"{self.architecture}.{key}", default)
        if isinstance(value, list):
            value = max((item for item in value if isinstance(item, int)), default=0)
        return value if isinstance(value, int) and 0 <= value < 1 << 40 else default

    def cached(self) -> list[int]:
        """Return the numbers that each layer caches a token; 0 for a recurrent layer."""
        layers = min(self.number("block_count"), MAX_LAYERS)
        heads, width = self.number("attention.head_count"), self.number("embedding_length")
        own = width // heads if heads else 0
        key = self.number("attention.key_length", own)
        value = self.number("attention.value_length", own)
        window = self.number("attention.key_length_swa", key) + self.number(
            "attention.value_length_swa", value
        )
        kv_heads = self._list("attention.head_count_kv", heads, layers)
        local = self._list(WINDOWED, 0, layers)
        every = self.number("full_attention_interval")
        shared = self.number("attention.shared_kv_layers")
        numbers = [
            count * (window if near and window else key + value)
            for count, near in zip(kv_heads, local, strict=True)
        ]
        if every:
            numbers = [n if (at + 1) % every == 0 else 0 for at, n in enumerate(numbers)]
        return numbers[: len(numbers) - shared] if 0 < shared < layers else numbers

    def windowed(self, layers: int) -> tuple[bool, ...]:
        """Return for each layer whether its attention sees a sliding window only."""
        if not self.number("attention.sliding_window"):
            return (False,) * layers
        period = WINDOW_PERIODS.get(self.architecture, 0)
        if period and not isinstance(self._meta.get(f"{self.architecture}.{WINDOWED}"), list):
            return tuple(at % period < period - 1 for at in range(layers))
        return tuple(bool(near) for near in self._list(WINDOWED, 0, layers))

    def state(self, layers: int) -> int:
        """Return the numbers that `layers` recurrent layers keep for one sequence."""
        inner, state = self.number("ssm.inner_size"), self.number("ssm.state_size")
        convolution = max(0, self.number("ssm.conv_kernel") - 1) * (
            inner + 2 * self.number("ssm.group_count") * state
        )
        short = max(0, self.number("shortconv.l_cache") - 1) * self.number("embedding_length")
        return layers * (convolution + inner * state + short)

    def feed_forward(self) -> int:
        """Return the width of the feed-forward layers, of all used experts together."""
        used = self.number("expert_used_count")
        experts = used * self.number("expert_feed_forward_length")
        return max(self.number("feed_forward_length"), experts)

    def active_bytes(self, tensors: _Tensors) -> int:
        """Return the bytes that are read for one token."""
        count, used = self.number("expert_count"), self.number("expert_used_count")
        idle = tensors.experts * (count - used) // count if 0 < used < count else 0
        lookup = tensors.embedding if tensors.has_output else 0
        return tensors.total - idle - lookup

    def _list(self, key: str, default: int, length: int) -> list[int]:
        value = self._meta.get(f"{self.architecture}.{key}", default)
        if isinstance(value, list):
            numbers = [int(item) for item in value if isinstance(item, int | bool)][:length]
            numbers += [default] * (length - len(numbers))
        else:
            numbers = [value if isinstance(value, int) else default] * length
        return [number if 0 <= number < 1 << 20 else 0 for number in numbers]


def _split(meta: dict[str, Any]) -> int:
    value = meta.get("split.count", 0)
    return value if isinstance(value, int) else 0


def _text(meta: dict[str, Any], key: str) -> str:
    value = meta.get(key, "")
    return value if isinstance(value, str) else ""
