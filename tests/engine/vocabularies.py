"""Vocabularies without weights: a token a byte, and the special tokens of a family of models."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import gguf
import llama_cpp.llama_cpp as llama

from app.engine.vocabulary import Vocabulary

ARCHITECTURE = "llama"


@dataclass(frozen=True)
class Family:
    """Special tokens come first, in this order; then the characters.

    A `spaced` vocabulary is SentencePiece's, which puts a space before a text.
    """

    specials: Sequence[str]
    spaced: bool = False
    sentencepiece: bool = False
    bos: bool = False


@contextmanager
def vocabulary(path: Path, family: Family) -> Iterator[Vocabulary]:
    """Write and load a vocabulary."""
    write_vocabulary(path, family)
    with loaded(path) as found:
        yield found


@contextmanager
def loaded(path: Path) -> Iterator[Vocabulary]:
    """Load the vocabulary of a file, and not its weights."""
    params = llama.llama_model_default_params()
    params.vocab_only = True
    model = llama.llama_model_load_from_file(os.fsencode(path), params)
    assert model
    try:
        yield Vocabulary(model)
    finally:
        llama.llama_model_free(model)


def write_vocabulary(path: Path, family: Family) -> None:
    writer = gguf.GGUFWriter(str(path), ARCHITECTURE)
    writer.add_block_count(1)
    writer.add_context_length(512)
    writer.add_embedding_length(8)
    writer.add_feed_forward_length(8)
    writer.add_head_count(1)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(8)
    if family.sentencepiece:
        _sentencepiece(writer, family)
    else:
        _bytes(writer, family)
    writer.add_add_bos_token(family.bos)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _bytes(writer: gguf.GGUFWriter, family: Family) -> None:
    """A byte-level BPE vocabulary with hardly any merges."""
    characters = ["Ċ", "Ġ", *map(chr, range(ord("!"), ord("~")))]
    merges = ["a r", "ar g", "Ġ arg"]
    merged = [merge.replace(" ", "") for merge in merges]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    tokens = [*family.specials, *characters, *merged]
    writer.add_token_list(tokens)
    control, normal = gguf.TokenType.CONTROL, gguf.TokenType.NORMAL
    writer.add_token_types(
        [control] * len(family.specials) + [normal] * (len(tokens) - len(family.specials))
    )
    writer.add_token_merges(merges)
    writer.add_bos_token_id(0)
    writer.add_eos_token_id(0)


def _sentencepiece(writer: gguf.GGUFWriter, family: Family) -> None:
    first = ["<unk>", "<s>", "</s>"]
    raw = [f"<0x{byte:02X}>" for byte in range(256)]
    pieces = ["▁", *map(chr, range(ord("!"), ord("~")))]
    tokens = [*first, *family.specials, *raw, *pieces]
    kinds = [gguf.TokenType.UNKNOWN, gguf.TokenType.CONTROL, gguf.TokenType.CONTROL]
    kinds += [gguf.TokenType.CONTROL] * len(family.specials)
    kinds += [gguf.TokenType.BYTE] * len(raw) + [gguf.TokenType.NORMAL] * len(pieces)
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([0.0] * len(tokens))
    writer.add_token_types(kinds)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_add_space_prefix(family.spaced)
