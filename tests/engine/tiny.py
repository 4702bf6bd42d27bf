"""Tiny models of random weights, one for each kind of memory that llama.cpp keeps.

Names of tensors and keys: llama.cpp, src/llama-arch.cpp and src/models/<architecture>.cpp.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import gguf
import numpy as np
import numpy.typing as npt

Shape = tuple[int, ...]  # as numpy has it, the reverse of llama.cpp's
Key = int | float | list[int] | list[bool]

LAYERS, WIDTH, HIDDEN = 4, 64, 96
HEADS, KV_HEADS, HEAD = 4, 2, 16
WINDOW = 32  # tokens that a sliding window sees
KERNEL, GROUPS, STATE, RANK = 4, 2, 16, 4  # of the state-space layers
INNER = 2 * WIDTH
TEMPLATE = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
# Begins each reply with a thought, of which the next prompt knows nothing.
THINKING = TEMPLATE.replace("assistant\n{%", "assistant\n<think>\n{%")
CONTROL = ("<|bos|>", "<|im_start|>", "<|im_end|>")
# One token a character, in GPT-2's alphabet of bytes; "~" is left out.
CHARACTERS = ("Ċ", "Ġ", *map(chr, range(ord("!"), ord("~"))))
VOCABULARY = len(CONTROL) + len(CHARACTERS)


@dataclass(frozen=True)
class Kind:
    """A model. Its `recurrent` layers keep a state in place of cells.

    `seed` is one with which no token of the tests' replies is nearly as likely as another. With
    `flash` attention, the engine's default, the sums depend a little on the batch.
    """

    architecture: str
    recurrent: tuple[int, ...] = ()
    window: int = 0  # tokens
    seed: int = 0
    flash: bool = False

    @property
    def attends(self) -> tuple[int, ...]:
        return tuple(layer for layer in range(LAYERS) if layer not in self.recurrent)

    @property
    def can_be_cut(self) -> bool:
        return not self.recurrent and not self.window


LAYERED = Kind("qwen35", recurrent=(0, 2), seed=927)
SLIDING = Kind("gemma3", window=WINDOW, seed=149)
KINDS: Mapping[str, Kind] = {
    "llama": Kind("llama", seed=19),
    "qwen2-flash": Kind("qwen2", seed=12, flash=True),
    "gemma3": SLIDING,
    "gemma3-flash": replace(SLIDING, flash=True),
    "lfm2": Kind("lfm2", recurrent=(0, 2), seed=191),
    "lfm2-window": Kind("lfm2", recurrent=(0, 2), window=WINDOW, seed=87),
    "qwen35": LAYERED,
    "qwen35-flash": replace(LAYERED, seed=473, flash=True),
    "mamba": Kind("mamba", recurrent=tuple(range(LAYERS)), seed=581),
}


def write_tiny(path: Path, kind: Kind, template: str = TEMPLATE) -> Path:
    """Write a model that loads in milliseconds; the same `kind` always gets the same weights."""
    writer = gguf.GGUFWriter(str(path), kind.architecture)
    for key, value in _keys(kind).items():
        _add(writer, f"{kind.architecture}.{key}", value)
    _add_vocabulary(writer)
    writer.add_chat_template(template)
    for name, shape in _tensors(kind).items():
        writer.add_tensor(name, _weights(name, shape, kind.seed))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _add(writer: gguf.GGUFWriter, key: str, value: Key) -> None:
    if isinstance(value, list):
        writer.add_array(key, value)
    elif isinstance(value, float):
        writer.add_float32(key, value)
    else:
        writer.add_uint32(key, value)


def _add_vocabulary(writer: gguf.GGUFWriter) -> None:
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list([*CONTROL, *CHARACTERS])
    types = [gguf.TokenType.CONTROL] * len(CONTROL) + [gguf.TokenType.NORMAL] * len(CHARACTERS)
    writer.add_token_types(types)
    writer.add_token_merges(["~ ~"])  # some are asked for; these characters never occur
    writer.add_bos_token_id(CONTROL.index("<|bos|>"))
    writer.add_eos_token_id(CONTROL.index("<|im_end|>"))
    writer.add_add_bos_token(False)


def _keys(kind: Kind) -> dict[str, Key]:
    kv_heads = [0 if layer in kind.recurrent else KV_HEADS for layer in range(LAYERS)]
    keys: dict[str, Key] = {
        "context_length": 4096,
        "block_count": LAYERS,
        "embedding_length": WIDTH,
        "feed_forward_length": HIDDEN,
        "attention.head_count": HEADS,
        "attention.head_count_kv": kv_heads if kind.architecture == "lfm2" else KV_HEADS,
        "attention.key_length": HEAD,
        "attention.value_length": HEAD,
        "attention.layer_norm_rms_epsilon": 1e-5,
        "rope.dimension_count": HEAD,
    }
    if kind.window:
        keys["attention.sliding_window"] = kind.window
    match kind.architecture:
        case "gemma3":  # the last layer sees everything
            keys["attention.sliding_window_pattern"] = [True] * (LAYERS - 1) + [False]
        case "lfm2":
            keys["shortconv.l_cache"] = 3
        case "qwen35":
            keys |= _state_keys(STATE * RANK, GROUPS)
            keys |= {"full_attention_interval": 2, "rope.dimension_sections": [3, 3, 2, 0]}
        case "mamba":
            keys |= _state_keys(INNER, 0)
            keys |= {"attention.head_count": 0, "attention.head_count_kv": 0}
            keys["feed_forward_length"] = 0
    return keys


def _state_keys(inner: int, groups: int) -> dict[str, Key]:
    return {
        "ssm.conv_kernel": KERNEL,
        "ssm.inner_size": inner,
        "ssm.state_size": STATE,
        "ssm.time_step_rank": RANK,
        "ssm.group_count": groups,
    }


def _tensors(kind: Kind) -> dict[str, Shape]:
    """Return the names and shapes of all tensors."""
    last = "token_embd_norm.weight" if kind.architecture == "lfm2" else "output_norm.weight"
    tensors: dict[str, Shape] = {
        "token_embd.weight": (VOCABULARY, WIDTH),
        last: (WIDTH,),
        "output.weight": (VOCABULARY, WIDTH),
    }
    for layer in range(LAYERS):
        block = _attention(kind.architecture) if layer in kind.attends else _state(kind)
        if kind.architecture != "mamba":
            block |= _feed_forward(kind.architecture)
        tensors |= {f"blk.{layer}.{name}": shape for name, shape in block.items()}
    return tensors


def _attention(architecture: str) -> dict[str, Shape]:
    gated = 2 if architecture == "qwen35" else 1  # a gate comes with its queries
    block: dict[str, Shape] = {
        "attn_norm.weight": (WIDTH,),
        "attn_q.weight": (gated * HEADS * HEAD, WIDTH),
        "attn_k.weight": (KV_HEADS * HEAD, WIDTH),
        "attn_v.weight": (KV_HEADS * HEAD, WIDTH),
        "attn_output.weight": (WIDTH, HEADS * HEAD),
    }
    if architecture == "qwen2":
        block |= {"attn_q.bias": (HEADS * HEAD,), "attn_k.bias": (KV_HEADS * HEAD,)}
        block |= {"attn_v.bias": (KV_HEADS * HEAD,)}
    if architecture in ("gemma3", "lfm2", "qwen35"):
        block |= {"attn_q_norm.weight": (HEAD,), "attn_k_norm.weight": (HEAD,)}
    return block


def _feed_forward(architecture: str) -> dict[str, Shape]:
    block: dict[str, Shape] = {
        "ffn_gate.weight": (HIDDEN, WIDTH),
        "ffn_up.weight": (HIDDEN, WIDTH),
        "ffn_down.weight": (WIDTH, HIDDEN),
    }
    if architecture != "qwen35":
        block["ffn_norm.weight"] = (WIDTH,)
    if architecture in ("gemma3", "qwen35"):
        block["post_attention_norm.weight"] = (WIDTH,)
    if architecture == "gemma3":
        block["post_ffw_norm.weight"] = (WIDTH,)
    return block


def _state(kind: Kind) -> dict[str, Shape]:
    """Return what a recurrent layer has in place of attention."""
    block: dict[str, Shape] = {"attn_norm.weight": (WIDTH,)}
    match kind.architecture:
        case "lfm2":
            return block | {
                "shortconv.conv.weight": (WIDTH, 3),
                "shortconv.in_proj.weight": (3 * WIDTH, WIDTH),
                "shortconv.out_proj.weight": (WIDTH, WIDTH),
            }
        case "qwen35":
            value, mixed = STATE * RANK, STATE * (2 * GROUPS + RANK)
            return block | {
                "attn_qkv.weight": (mixed, WIDTH),
                "attn_gate.weight": (value, WIDTH),
                "ssm_conv1d.weight": (mixed, KERNEL),
                "ssm_dt.bias": (RANK,),
                "ssm_a": (RANK,),
                "ssm_beta.weight": (RANK, WIDTH),
                "ssm_alpha.weight": (RANK, WIDTH),
                "ssm_norm.weight": (STATE,),
                "ssm_out.weight": (WIDTH, value),
            }
        case _:
            return block | {
                "ssm_in.weight": (2 * INNER, WIDTH),
                "ssm_conv1d.weight": (INNER, KERNEL),
                "ssm_conv1d.bias": (INNER,),
                "ssm_x.weight": (RANK + 2 * STATE, INNER),
                "ssm_dt.weight": (INNER, RANK),
                "ssm_dt.bias": (INNER,),
                "ssm_a": (INNER, STATE),
                "ssm_d": (INNER,),
                "ssm_out.weight": (WIDTH, INNER),
            }


def _weights(name: str, shape: Shape, seed: int) -> npt.NDArray[np.float32]:
    """Return random weights of a size that keeps activations near 1 and memories long."""
    chance = np.random.default_rng([seed, zlib.crc32(name.encode())])
    if name.endswith("ssm_a"):  # how fast a state fades; slowly, so that all of it matters
        found = -chance.uniform(0.002, 0.02, shape)
    elif "norm" in name:
        found = chance.uniform(0.8, 1.2, shape)
    elif len(shape) == 1:
        found = chance.normal(0.0, 0.1, shape)
    else:
        found = chance.normal(0.0, 1.0 / np.sqrt(shape[-1]), shape)
    if name == "output.weight":
        found[: len(CONTROL)] = 0.0  # a control token is never the likeliest
    return found.astype(np.float32)
