"""Small, whole GGUF files, written by the `gguf` package and not by our reader's authors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import gguf
import numpy as np

Fact = int | Sequence[int] | Sequence[bool]
TENSORS: Mapping[str, tuple[int, ...]] = {"a": (32, 10), "b": (7,)}


def write_model(
    path: Path,
    *,
    name: str = "Tiny 小",
    architecture: str = "llama",
    kind: str = "",
    kv: int | Sequence[int] = 2,
    tokens: int = 3000,
    split: int = 0,
    tensors: Mapping[str, tuple[int, ...]] = TENSORS,
    facts: Mapping[str, Fact] | None = None,
) -> Path:
    """Write a GGUF file and return its path; `facts` are keys of its architecture.

    The tensors are in f32, those of one dimension in f16.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = gguf.GGUFWriter(str(path), architecture)
    writer.add_name(name)
    if kind:
        writer.add_type(kind)
    if split:
        writer.add_uint16("split.count", split)
    writer.add_context_length(2048)
    writer.add_block_count(3)
    writer.add_embedding_length(64)
    writer.add_feed_forward_length(96)
    writer.add_head_count(8)
    writer.add_head_count_kv(kv if isinstance(kv, int) else list(kv))
    for key, value in (facts or {}).items():
        if isinstance(value, int):
            writer.add_uint32(f"{architecture}.{key}", value)
        else:
            writer.add_array(f"{architecture}.{key}", list(value))
    writer.add_file_type(15)
    writer.add_languages(["zh", "en"])
    writer.add_chat_template("{{ messages }}")
    if tokens:
        writer.add_token_list([f"token {number}" for number in range(tokens)])
    for tensor, shape in tensors.items():
        kind_of_number = np.float32 if len(shape) > 1 else np.float16
        writer.add_tensor(tensor, np.zeros(shape, dtype=kind_of_number))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def write_split(folder: Path, stem: str, parts: int) -> list[Path]:
    """Write a model in parts, named as llama.cpp's gguf-split does."""
    paths = [folder / f"{stem}-{part:05}-of-{parts:05}.gguf" for part in range(1, parts + 1)]
    return [write_model(path, name=path.name, split=parts, tokens=10) for path in paths]


def write_adapter(path: Path) -> Path:
    """Write a LoRA adapter."""
    return write_model(path, name="Adapter", kind="adapter", tokens=0)


def write_projector(path: Path) -> Path:
    """Write the second file that vision needs."""
    return write_model(path, name="Projector", kind="mmproj", architecture="clip", tokens=0)
