"""Sampler chains and the text that comes out of them."""

from __future__ import annotations

import codecs
import ctypes
from collections.abc import Sequence

import llama_cpp.llama_cpp as llama
import numpy as np
import numpy.typing as npt

from app.engine.model import Model
from app.protocol import Sampling

# Strings that end a repeated sequence for DRY: the defaults of llama.cpp (common/common.h).
DRY_BREAKERS = (b"\n", b":", b'"', b"*")
DRY_LAST_TOKENS = 1024
# struct llama_token_data (llama.h)
TOKEN_DATA = np.dtype([("id", np.int32), ("logit", np.float32), ("p", np.float32)])


class Sampler:
    """A `llama_sampler` chain in llama.cpp's order: penalties, filters, temperature, choice."""

    def __init__(self, model: Model, sampling: Sampling, seed: int, prompt: Sequence[int]) -> None:
        self._model = model
        params = llama.llama_sampler_chain_default_params()
        params.no_perf = True
        self._chain = llama.llama_sampler_chain_init(params)
        self._breakers = (ctypes.c_char_p * len(DRY_BREAKERS))(*DRY_BREAKERS)
        penalized = self._add_penalties(sampling)
        if sampling.temperature <= 0:
            self._add(llama.llama_sampler_init_greedy())
        else:
            self._add(llama.llama_sampler_init_top_k(sampling.top_k))
            self._add(llama.llama_sampler_init_top_p(sampling.top_p, 1))
            self._add(llama.llama_sampler_init_min_p(sampling.min_p, 1))
            self._add(llama.llama_sampler_init_temp(sampling.temperature))
            self._add(llama.llama_sampler_init_dist(seed))
        if penalized:
            for token in prompt[-DRY_LAST_TOKENS:]:
                llama.llama_sampler_accept(self._chain, token)

    def sample(self) -> int:
        """Choose a token from the logits of the last evaluated one."""
        return int(llama.llama_sampler_sample(self._chain, self._model.context_pointer, -1))

    def sample_from(self, logits: npt.NDArray[np.float32]) -> int:
        """Choose a token from kept logits, shape (vocabulary,)."""
        table = np.zeros(len(logits), dtype=TOKEN_DATA)
        table["id"] = np.arange(len(logits))
        table["logit"] = logits
        data = table.ctypes.data_as(llama.llama_token_data_p)
        candidates = llama.llama_token_data_array(data, len(logits), -1, False)
        llama.llama_sampler_apply(self._chain, ctypes.byref(candidates))
        chosen = int(candidates.data[candidates.selected].id)
        llama.llama_sampler_accept(self._chain, chosen)
        return chosen

    def close(self) -> None:
        llama.llama_sampler_free(self._chain)

    def _add(self, sampler: llama.llama_sampler_p) -> None:
        llama.llama_sampler_chain_add(self._chain, sampler)

    def _add_penalties(self, sampling: Sampling) -> bool:
        repeat = sampling.repeat_penalty != 1.0 and sampling.repeat_last_n != 0
        dry = sampling.dry_multiplier > 0
        if repeat:
            self._add(
                llama.llama_sampler_init_penalties(
                    self._model.vocab_size,
                    sampling.repeat_last_n,
                    sampling.repeat_penalty,
                    0.0,
                    0.0,
                )
            )
        if dry:
            self._add(
                llama.llama_sampler_init_dry(
                    self._model.vocab,
                    sampling.dry_multiplier,
                    sampling.dry_base,
                    sampling.dry_allowed_length,
                    DRY_LAST_TOKENS,
                    self._breakers,
                    len(self._breakers),
                )
            )
        return repeat or dry


class TextStream:
    """Whole characters from token bytes, up to the first stop string.

    A character split over tokens is held back until it is complete, and so is text that may
    still turn out to be the beginning of a stop string.
    """

    def __init__(self, stops: Sequence[str]) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._stops = [stop for stop in stops if stop]
        self._held = ""
        self.stopped = False

    def feed(self, piece: bytes, *, final: bool = False) -> str:
        """Take the bytes of a token, return the text that is certain now."""
        text = self._held + self._decoder.decode(piece, final)
        self._held = ""
        cuts = [at for stop in self._stops if (at := text.find(stop)) >= 0]
        if cuts:
            self.stopped = True
            return text[: min(cuts)]
        if not final:
            keep = self._possible_stop(text)
            if keep:
                self._held = text[-keep:]
                text = text[:-keep]
        return text

    def _possible_stop(self, text: str) -> int:
        longest = max((len(stop) for stop in self._stops), default=1) - 1
        for length in range(min(longest, len(text)), 0, -1):
            if any(stop.startswith(text[-length:]) for stop in self._stops):
                return length
        return 0
