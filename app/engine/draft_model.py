"""A small model that drafts for a large one of the same vocabulary."""

from __future__ import annotations

from collections.abc import Sequence

import llama_cpp.llama_cpp as llama
import numpy as np

from app.engine.model import Model, token_array
from app.engine.vocabulary import Vocabulary

# Differences that llama.cpp takes for the same vocabulary (common/speculative.cpp).
SIZE_DIFFERENCE = 128
COMPARED_EVERY = 37
LIKELY = 0.6  # drafting ends before a token that is less probable than this


def same_vocabulary(one: Vocabulary, other: Vocabulary) -> bool:
    """Tell whether the tokens of two models mean the same."""
    if abs(one.size - other.size) > SIZE_DIFFERENCE:
        return False
    if (one.bos, one.eos) != (other.bos, other.eos):
        return False
    sample = range(0, min(one.size, other.size), COMPARED_EVERY)
    return all(one.piece(token) == other.piece(token) for token in sample)


class DraftModel:
    """Guesses how a sequence goes on by its own greedy decoding."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._memory = llama.llama_get_memory(model.context_pointer)
        self._tokens: list[int] = []

    def propose(self, tokens: Sequence[int], count: int) -> list[int]:
        """Return at most `count` tokens, fewer where it is not sure."""
        if len(tokens) + count > self._model.context or not self._follow(tokens):
            return []
        draft: list[int] = []
        while True:
            logits = self._model.logits()
            token = int(np.argmax(logits))
            if 1 / float(np.exp(logits - logits[token]).sum()) < LIKELY:
                return draft
            draft.append(token)
            if len(draft) == count or not self._evaluate([token]):
                return draft

    def close(self) -> None:
        """Free the model."""
        self._model.close()

    def _follow(self, tokens: Sequence[int]) -> bool:
        """Evaluate what is new of a sequence, its last token in any case."""
        common = 0
        for one, other in zip(self._tokens, tokens, strict=False):
            if one != other:
                break
            common += 1
        common = min(common, len(tokens) - 1)
        if common < len(self._tokens):
            if not llama.llama_memory_seq_rm(self._memory, 0, common, -1):
                llama.llama_memory_clear(self._memory, True)
                common = 0
            del self._tokens[common:]
        new = list(tokens[common:])
        size = self._model.batch
        return all(self._evaluate(new[at : at + size]) for at in range(0, len(new), size))

    def _evaluate(self, tokens: list[int]) -> bool:
        """Append tokens; False when it was stopped, and then nothing is known of them."""
        array = token_array(tokens)
        batch = llama.llama_batch_get_one(array, len(tokens))
        if llama.llama_decode(self._model.context_pointer, batch):
            llama.llama_memory_seq_rm(self._memory, 0, len(self._tokens), -1)
            return False
        self._tokens += tokens
        return True
