"""Sampler chains and the text that comes out of them."""

from __future__ import annotations

import codecs
import ctypes
from collections.abc import Sequence
from typing import Protocol

import llama_cpp.llama_cpp as llama
import numpy as np

from app.engine.limits import candidates
from app.engine.model import Logits, Model
from app.protocol import Sampling

# Strings that end a repeated sequence for DRY: the defaults of llama.cpp (common/common.h).
DRY_BREAKERS = (b"\n", b":", b'"', b"*")
DRY_LAST_TOKENS = 1024


class Narrowing(Protocol):
    """What narrows the choice of the next token; Limits is the common one."""

    @property
    def complete(self) -> bool:
        """Tell whether nothing more may follow."""
        ...

    def forbid(self, logits: Logits) -> None:
        """Set what cannot come next to minus infinity, but for what is slow to find."""
        ...

    def allows(self, token: int) -> bool:
        """Tell whether a token may come next where that is slow to find for all."""
        ...

    def forbid_by_grammar(self, logits: Logits) -> None:
        """Set what `allows` refuses to minus infinity."""
        ...

    def accept(self, token: int) -> None:
        """Go on by a token."""
        ...

    def close(self) -> None:
        """Free what it holds."""
        ...


class Sampler:
    """A `llama_sampler` chain in llama.cpp's order: penalties, filters, temperature, choice.

    `limits`, where there are any, narrow what it chooses from; they are its own.
    """

    def __init__(
        self,
        model: Model,
        sampling: Sampling,
        seed: int,
        prompt: Sequence[int],
        limits: Narrowing | None = None,
    ) -> None:
        self._model = model
        self._limits = limits
        params = llama.llama_sampler_chain_default_params()
        params.no_perf = True
        self._chain = llama.llama_sampler_chain_init(params)
        self._breakers = (ctypes.c_char_p * len(DRY_BREAKERS))(*DRY_BREAKERS)
        self._ids = np.arange(model.vocabulary.size, dtype=np.int32)
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

    def sample(self, row: int = -1, kept: Logits | None = None) -> int:
        """Choose a token from a row of logits of the last batch, or from kept ones.

        Raises UserError(CONSTRAINT_IMPOSSIBLE) when nothing is allowed any more.
        """
        if kept is None and self._limits is None:
            return int(llama.llama_sampler_sample(self._chain, self._model.context_pointer, row))
        logits = (self._model.logits(row) if kept is None else kept).copy()
        if self._limits:
            self._limits.forbid(logits)
        token = self._choose(logits)
        if self._limits:
            if not self._limits.allows(token):
                self._limits.forbid_by_grammar(logits)
                token = self._choose(logits)
            self._limits.accept(token)
        llama.llama_sampler_accept(self._chain, token)
        return token

    def _choose(self, logits: Logits) -> int:
        table = candidates(self._ids, logits)
        data = table.ctypes.data_as(llama.llama_token_data_p)
        array = llama.llama_token_data_array(data, len(table), -1, False)
        llama.llama_sampler_apply(self._chain, ctypes.byref(array))
        return int(array.data[array.selected].id)

    @property
    def complete(self) -> bool:
        """Tell whether the limits allow nothing more."""
        return self._limits is not None and self._limits.complete

    def close(self) -> None:
        llama.llama_sampler_free(self._chain)
        if self._limits:
            self._limits.close()

    def _add(self, sampler: llama.llama_sampler_p) -> None:
        llama.llama_sampler_chain_add(self._chain, sampler)

    def _add_penalties(self, sampling: Sampling) -> bool:
        repeat = sampling.repeat_penalty != 1.0 and sampling.repeat_last_n != 0
        dry = sampling.dry_multiplier > 0
        if repeat:
            self._add(
                llama.llama_sampler_init_penalties(
                    self._model.vocabulary.size,
                    sampling.repeat_last_n,
                    sampling.repeat_penalty,
                    0.0,
                    0.0,
                )
            )
        if dry:
            self._add(
                llama.llama_sampler_init_dry(
                    self._model.vocabulary.pointer,
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
    still turn out to be the beginning of a stop string. The first `skip` bytes are left out.
    """

    def __init__(self, stops: Sequence[str], skip: int = 0) -> None:
        self._skip = skip
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._stops = [stop for stop in stops if stop]
        self._held = ""
        self.stopped = False

    def feed(self, piece: bytes, *, final: bool = False) -> str:
        """Take the bytes of a token, return the text that is certain now."""
        skipped = min(self._skip, len(piece))
        self._skip -= skipped
        piece = piece[skipped:]
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
