"""What the context holds: one sequence of tokens, taken from wherever it was evaluated before."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import replace

import llama_cpp.llama_cpp as llama
import numpy as np
import psutil

from app.engine.model import Logits, Model, token_array
from app.engine.states import Data, State, States, common_prefix
from app.protocol import ErrorCode, UserError

ABORTED = 2  # llama_decode's return value when the abort callback said so
# Evaluating fewer tokens than these costs less than moving a state about.
WORTH_KEEPING = 48
# llama.cpp's attention takes another path for batches of fewer tokens, whose results differ in the
# last bits; cut at its multiples, a prompt comes out as if evaluated at once.
TILE = 64
MEMORY_SHARE = 2  # a copy of the cells may take one part in so many of the free memory


class Cells:
    """The KV cache (or recurrent state) of the context, and the saved ones beside it.

    Full attention can be cut back to any token. A sliding window can be cut back as far as its
    cells reach, a recurrent state not at all: these get checkpoints where a turn ends.
    """

    def __init__(self, model: Model, states: States) -> None:
        self._model = model
        self._states = states
        self._memory = llama.llama_get_memory(model.context_pointer)
        self._recurrent = bool(
            llama.llama_model_is_recurrent(model.pointer)
            or llama.llama_model_is_hybrid(model.pointer)
        )
        self._window = int(llama.llama_model_n_swa(model.pointer))
        self.tokens: list[int] = []
        self.text = ""  # what the tokens spell, "" where that is not known
        # The logits after `_kept_at` tokens: a prompt that is wholly here needs no evaluation
        # at all, and a reply with the same seed comes out the same.
        self._kept: Logits | None = None
        self._kept_at = 0
        self._saved = True
        self.passing = False  # what is held is not worth the disk

    @property
    def needs_checkpoints(self) -> bool:
        """Tell whether what was evaluated cannot always be cut back to an earlier token."""
        return self._recurrent or self._window > 0

    @property
    def kept(self) -> Logits | None:
        """Return the logits after the last token where they were kept."""
        return self._kept if self._kept_at == len(self.tokens) else None

    def reuse(self, tokens: Sequence[int], *, exact: bool = False) -> int:
        """Make the context hold as long a prefix of `tokens` as was ever evaluated.

        Return its length. It is all of them only where their logits were kept. Where another
        text went on from the prefix, an `exact` one is cut so that nobody can tell.
        """
        live = self._live(tokens)
        found = self._states.best(tokens)
        if found and found[1] >= live + WORTH_KEEPING:
            self.stash()
            if self.restore(found[0], saved=True):
                live = self._live(tokens)
            else:
                self._states.drop(found[0])
                live = 0
        elif len(self.tokens) - live >= WORTH_KEEPING or self.needs_checkpoints:
            self.stash()
        if exact and live < min(len(self.tokens), len(tokens)):
            live = self._whole_tiles(live, len(tokens))
        self._cut(live)
        return len(self.tokens)

    def evaluate(self, tokens: list[int], *, all_logits: bool = False) -> None:
        """Append tokens. Raises Cancelled, Preempted, UserError(EVALUATION_FAILED)."""
        self._model.abort.check()
        array = token_array(tokens)
        batch = llama.llama_batch_get_one(array, len(tokens))
        if all_logits:
            flags = (ctypes.c_int8 * len(tokens))(*([1] * len(tokens)))
            batch.logits = ctypes.cast(flags, ctypes.POINTER(ctypes.c_int8))
        before = self._overwritten() if len(tokens) > 1 else None
        status = llama.llama_decode(self._model.context_pointer, batch)
        if status == 0:
            self.tokens += tokens
            self.text = ""
            self._saved = False
            return
        # What llama.cpp kept of the batch is not known token by token: forget all of it. A
        # recurrent state has been overwritten layer by layer and is put back first.
        whole = not self._recurrent or self._put_back(before)
        if not whole or not llama.llama_memory_seq_rm(self._memory, 0, len(self.tokens), -1):
            self._clear()
        if status == ABORTED:
            self._model.abort.check()
        raise UserError(ErrorCode.EVALUATION_FAILED, status=status)

    def keep_logits(self) -> None:
        """Keep the logits of the last token, which end a prompt."""
        self._kept, self._kept_at = self._model.logits().copy(), len(self.tokens)
        if self.needs_checkpoints:
            self._saved = False
            self.stash()

    def can_draft(self, count: int) -> bool:
        """Tell whether `count` tokens more could be taken back again."""
        if self._recurrent:
            return False
        return not self._window or len(self.tokens) + count < self._window

    def drop_last(self, count: int) -> None:
        """Take back the newest tokens, see `can_draft`."""
        self._cut(len(self.tokens) - count)

    def stash(self, copy: State | None = None) -> None:
        """Save the present state in memory, unless it is there or not worth it.

        `copy` is a snapshot of it where there is one; its bytes are shared.
        """
        if self._saved or len(self.tokens) < WORTH_KEEPING:
            return
        if self.kept is None and self._states.has(self.tokens):
            self._saved = True
            return
        state = replace(copy) if copy else self.snapshot()
        if state:
            self._states.put(state)
            self._saved = True

    def snapshot(self) -> State | None:
        """Return a copy of the present state; None where memory does not allow it."""
        context = self._model.context_pointer
        size = llama.llama_state_seq_get_size(context, 0)
        if size > psutil.virtual_memory().available // MEMORY_SHARE:
            return None
        data: Data = np.empty(size, dtype=np.uint8)
        if llama.llama_state_seq_get_data(context, _bytes(data), size, 0) != size:
            return None
        tokens = np.asarray(self.tokens, dtype=np.int32)
        kept = self.kept
        return State(
            tokens,
            size,
            self._floor_of_copy(),
            self.text,
            data,
            kept,
            kept is not None,
            refused=self.passing,
        )

    def restore(self, state: State, *, saved: bool) -> bool:
        """Make the context hold a state, which is `saved` or only parked.

        Where that fails it holds nothing.
        """
        data = self._states.data(state)
        self._clear()
        if data is None:
            return False
        context = self._model.context_pointer
        if not llama.llama_state_seq_set_data(context, _bytes(data), data.nbytes, 0):
            self._clear()
            return False
        self.tokens = state.tokens.tolist()
        self.text = state.text
        self._saved = saved
        if state.logits is not None:
            self._kept, self._kept_at = state.logits, len(self.tokens)
        return True

    def forget(self) -> None:
        """Delete the saved states, and do not save the present one again."""
        self._states.clear()
        self._saved = True

    def write_one(self) -> bool:
        """Write one state to the disk; False when all are there."""
        self.stash()
        return self._states.write_one()

    def _live(self, tokens: Sequence[int]) -> int:
        """Return how many of the live tokens serve for `tokens`."""
        held = np.asarray(self.tokens, dtype=np.int32)
        common = common_prefix(held, np.asarray(tokens, dtype=np.int32))
        if common == len(tokens) and common and self._kept_at != common:
            common -= 1  # the last token is evaluated again for its logits
        return common if common == len(self.tokens) or common >= self._floor() else 0

    def _whole_tiles(self, live: int, length: int) -> int:
        """Return where to cut so that a prompt of `length` comes out as if evaluated at once."""
        last = (length - 1) // self._model.batch * self._model.batch  # where its last batch begins
        live = min(live, length - TILE if length - last >= TILE else last)
        live -= live % TILE
        return live if live >= max(1, self._floor()) else 0

    def _floor(self) -> int:
        """Return the fewest tokens that the live cells can be cut to."""
        if self._recurrent:
            return len(self.tokens)
        if not self._window or not self.tokens:
            return 0
        oldest = int(llama.llama_memory_seq_pos_min(self._memory, 0))
        # The next token sees itself and `_window - 1` before it.
        return 0 if oldest <= 0 else min(len(self.tokens), oldest + self._window - 1)

    def _floor_of_copy(self) -> int:
        """Return the same of a copy, which holds no cells outside the last token's window."""
        if self._window and not self._recurrent:
            return 0 if len(self.tokens) <= self._window else len(self.tokens) - 1
        return self._floor()

    def _overwritten(self) -> Data | None:
        """Copy what the next batch overwrites: a recurrent state, of cells nothing."""
        if not self._recurrent or not self.tokens:
            return None
        context, part = self._model.context_pointer, llama.LLAMA_STATE_SEQ_FLAGS_PARTIAL_ONLY
        size = llama.llama_state_seq_get_size_ext(context, 0, part)
        data: Data = np.empty(size, dtype=np.uint8)
        copied = llama.llama_state_seq_get_data_ext(context, _bytes(data), size, 0, part)
        return data if copied == size else None

    def _put_back(self, data: Data | None) -> bool:
        if data is None:
            return False
        context, part = self._model.context_pointer, llama.LLAMA_STATE_SEQ_FLAGS_PARTIAL_ONLY
        return bool(llama.llama_state_seq_set_data_ext(context, _bytes(data), data.nbytes, 0, part))

    def _cut(self, length: int) -> None:
        if length == len(self.tokens):
            return
        if length == 0 or not llama.llama_memory_seq_rm(self._memory, 0, length, -1):
            self._clear()
            return
        del self.tokens[length:]
        self.text = ""
        self._saved = False
        if self._kept_at > length:
            self._kept_at = 0

    def _clear(self) -> None:
        llama.llama_memory_clear(self._memory, True)
        self.tokens = []
        self.text = ""
        self._kept_at = 0
        self._saved = True


def _bytes(data: Data) -> ctypes._Pointer[ctypes.c_uint8]:
    return data.ctypes.data_as(ctypes.POINTER(ctypes.c_uint8))
