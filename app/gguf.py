"""A bounded reader of GGUF headers: what a file is, without loading it.

Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md. The `gguf` package would do
this too, but it needs numpy, which the window's process does not load.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from app.protocol import ErrorCode, UserError

MAGIC = b"GGUF"
MAX_ENTRIES = 100_000
MAX_STRING = 16 << 20
MAX_ARRAY = 16 << 20
MAX_NESTING = 2
KEPT_ARRAY = 1024  # longer arrays (the vocabulary) are skipped

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
    """What a GGUF header says. Sizes in bytes, contexts in tokens; 0 and "" where it is silent."""

    name: str
    architecture: str
    parameters: int
    quantization: str
    size_bytes: int
    needed_bytes: int
    context_length: int
    block_count: int
    embedding_length: int
    kv_heads_per_layer: tuple[int, ...]
    key_length: int
    value_length: int
    languages: tuple[str, ...]
    chat_template: str
    split_count: int


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
            size = os.fstat(file.fileno()).st_size
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
    except FileNotFoundError:
        raise UserError(ErrorCode.MODEL_MISSING, path=name) from None
    except OSError as error:
        reason = error.strerror or ""
        raise UserError(ErrorCode.MODEL_UNREADABLE, path=name, reason=reason) from error
    if header.needed_bytes > size:
        raise UserError(
            ErrorCode.MODEL_TRUNCATED, path=name, size=size, expected=header.needed_bytes
        )
    return header


class _Reader:
    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._size = size

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
        parameters, end = self._tensors(tensors)
        alignment = meta.get("general.alignment", 32)
        if not isinstance(alignment, int) or not 0 < alignment <= 1 << 20:
            raise _Malformed
        start = -(-self._file.tell() // alignment) * alignment
        return _header(meta, parameters, self._size, start + end if tensors else 0)

    def _tensors(self, count: int) -> tuple[int, int]:
        """Return the number of parameters and the end of the last tensor in the data."""
        parameters = end = 0
        for _ in range(count):
            self._string()
            dimensions = self._scalar(4)
            if dimensions > 4:
                raise _Malformed
            numbers = 1
            for _ in range(dimensions):
                numbers *= self._scalar(10)
            kind, offset = self._scalar(4), self._scalar(10)
            # A type newer than this table counts at least one bit a number.
            block, size = TENSOR_TYPES.get(kind, (8, 1))
            parameters += numbers
            end = max(end, offset + numbers // block * size)
        return parameters, end

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


def _header(meta: dict[str, Any], parameters: int, size: int, needed: int) -> Header:
    architecture = _text(meta, "general.architecture")

    def number(key: str) -> int:
        value = meta.get(f"{architecture}.{key}", 0)
        if isinstance(value, list):
            value = max((item for item in value if isinstance(item, int)), default=0)
        return value if isinstance(value, int) and value < 1 << 40 else 0

    layers = min(number("block_count"), MAX_ENTRIES)
    heads, width = number("attention.head_count"), number("embedding_length")
    kv_heads = meta.get(f"{architecture}.attention.head_count_kv", heads)
    if isinstance(kv_heads, list):
        per_layer = tuple(item for item in kv_heads if isinstance(item, int))
    else:
        per_layer = (kv_heads,) * layers if isinstance(kv_heads, int) else ()
    head_width = width // heads if heads else 0
    languages = meta.get("general.languages", [])
    file_type = meta.get("general.file_type")
    return Header(
        name=_text(meta, "general.name"),
        architecture=architecture,
        parameters=parameters,
        quantization=FILE_TYPES.get(file_type, "?") if isinstance(file_type, int) else "?",
        size_bytes=size,
        needed_bytes=needed,
        context_length=number("context_length"),
        block_count=layers,
        embedding_length=width,
        kv_heads_per_layer=per_layer,
        key_length=number("attention.key_length") or head_width,
        value_length=number("attention.value_length") or head_width,
        languages=tuple(item for item in languages if isinstance(item, str))
        if isinstance(languages, list)
        else (),
        chat_template=_text(meta, "tokenizer.chat_template"),
        split_count=_split(meta),
    )


def _split(meta: dict[str, Any]) -> int:
    value = meta.get("split.count", 0)
    return value if isinstance(value, int) else 0


def _text(meta: dict[str, Any], key: str) -> str:
    value = meta.get(key, "")
    return value if isinstance(value, str) else ""
