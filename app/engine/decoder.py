"""The decoding loop: prompt in, text out, nothing evaluated twice."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable

import llama_cpp.llama_cpp as llama
import numpy as np
import numpy.typing as npt

from app.engine.model import AbortFlag, Cancelled, Model, token_array
from app.engine.prompt import Prompt, PromptBuilder
from app.engine.sampling import Sampler, TextStream
from app.engine.templates import THINK
from app.memory import BATCH_TOKENS
from app.protocol import (
    Delta,
    ErrorCode,
    Event,
    Finished,
    FinishReason,
    Generate,
    Prompted,
    Prompting,
    Usage,
    UserError,
)

ABORTED = 2  # llama_decode's return value when the abort callback said so


class Decoder:
    """Generates with one model. `cells` are the tokens in its KV cache, in order."""

    def __init__(self, model: Model, emit: Callable[[Event], None]) -> None:
        self._model = model
        self._emit = emit
        self._memory = llama.llama_get_memory(model.context_pointer)
        self._cells: list[int] = []
        # The logits after `_kept_at` cells: a prompt that is wholly in the cache needs no
        # evaluation at all, and a reply with the same seed comes out the same.
        self._kept: npt.NDArray[np.float32] | None = None
        self._kept_at = 0
        self.prompts = PromptBuilder(model)

    @property
    def _abort(self) -> AbortFlag:
        return self._model.abort

    def generate(self, command: Generate) -> None:
        """Run one Generate command and send its events, Finished included.

        Raises UserError. Stopping is not an error: Finished says so.
        """
        started = time.perf_counter()
        prompt = self.prompts.build(command)
        reused = self._reuse(prompt.tokens)
        self._emit(
            Prompted(command.id, len(prompt.tokens), reused, self._model.context, prompt.left_out)
        )
        sampling = command.sampling
        seed = secrets.randbits(31) if sampling.seed is None else sampling.seed
        run = _Run(command, prompt, TextStream(sampling.stop))
        sampler = Sampler(self._model, sampling, seed, prompt.tokens)
        try:
            self._evaluate_prompt(command.id, prompt.tokens)
            reason = self._stream(run, sampler)
        except Cancelled:
            reason = "stopped"
        finally:
            sampler.close()
        ended = time.perf_counter()
        first = run.first_token_at or ended
        self._emit(
            Finished(
                command.id,
                reason,
                Usage(
                    prompt_tokens=len(prompt.tokens),
                    reused_tokens=reused,
                    evaluated_tokens=max(0, run.evaluated(self._cells) - reused),
                    generated_tokens=run.generated,
                    first_token_seconds=first - started,
                    tokens_per_second=run.generated / max(1e-9, ended - first)
                    if run.generated > 1
                    else 0.0,
                    seed=seed,
                ),
            )
        )

    def _reuse(self, tokens: list[int]) -> int:
        """Cut the KV cache to its longest common prefix with `tokens`; return its length."""
        common = _common_prefix(self._cells, tokens)
        whole = common == len(tokens)
        if whole and self._kept_at != common:
            common -= 1  # the last token is evaluated again for its logits
        self._cut(common)
        return len(self._cells)

    def _cut(self, length: int) -> None:
        if length == len(self._cells):
            return
        if length == 0 or not llama.llama_memory_seq_rm(self._memory, 0, length, -1):
            # Recurrent state cannot be cut at a token.
            llama.llama_memory_clear(self._memory, True)
            length = 0
        del self._cells[length:]
        if self._kept_at > length:
            self._kept_at = 0

    def _evaluate_prompt(self, request: int, tokens: list[int]) -> None:
        missing = tokens[len(self._cells) :]
        for start in range(0, len(missing), BATCH_TOKENS):
            self._emit(Prompting(request, start, len(missing)))
            self._evaluate(missing[start : start + BATCH_TOKENS])
        if missing:
            self._emit(Prompting(request, len(missing), len(missing)))
            pointer = llama.llama_get_logits_ith(self._model.context_pointer, -1)
            shape = (self._model.vocab_size,)
            self._kept = np.ctypeslib.as_array(pointer, shape).copy()
            self._kept_at = len(self._cells)

    def _evaluate(self, tokens: list[int]) -> None:
        """Append tokens to the KV cache. Raises Cancelled, UserError(EVALUATION_FAILED)."""
        if self._abort:
            raise Cancelled
        array = token_array(tokens)
        batch = llama.llama_batch_get_one(array, len(tokens))
        status = llama.llama_decode(self._model.context_pointer, batch)
        if status == 0:
            self._cells += tokens
            return
        # What llama.cpp kept of the batch is not known token by token: forget all of it.
        self._kept_at = 0 if self._kept_at > len(self._cells) else self._kept_at
        if not llama.llama_memory_seq_rm(self._memory, 0, len(self._cells), -1):
            llama.llama_memory_clear(self._memory, True)
            self._cells.clear()
        if status == ABORTED:
            raise Cancelled
        raise UserError(ErrorCode.EVALUATION_FAILED, status=status)

    def _stream(self, run: _Run, sampler: Sampler) -> FinishReason:
        """Sample, send and evaluate token after token until something ends it."""
        model, command = self._model, run.command
        limit = command.sampling.max_tokens
        if run.prompt.opens_thinking:
            self._emit(Delta(command.id, THINK + "\n", 0))
        pending: int | None = None
        try:
            while True:
                if pending is None and self._kept is not None:
                    token = sampler.sample_from(self._kept)
                else:
                    token = sampler.sample()
                if run.first_token_at is None:
                    run.first_token_at = time.perf_counter()
                if llama.llama_vocab_is_eog(model.vocab, token):
                    return "end"
                pending = token
                run.tokens.append(token)
                self._send(run, run.stream.feed(model.piece(token)))
                if run.stream.stopped:
                    return "stop-string"
                if limit is not None and run.generated >= limit:
                    return "length"
                if len(self._cells) >= model.context:
                    return "context"
                self._evaluate([token])
        finally:
            if not run.stream.stopped:
                self._send(run, run.stream.feed(b"", final=True))
                known = self._cells[len(run.prompt.tokens) :]
                text = b"".join(model.piece(token) for token in known)
                self._remember(run.prompt, text)

    def _remember(self, prompt: Prompt, generated: bytes) -> None:
        try:
            self.prompts.remember(prompt.text + generated.decode(), list(self._cells))
        except UnicodeDecodeError:
            self.prompts.remember("", [])

    def _send(self, run: _Run, text: str) -> None:
        if text:
            self._emit(Delta(run.command.id, text, run.generated))


class _Run:
    """What one Generate command has come to so far."""

    def __init__(self, command: Generate, prompt: Prompt, stream: TextStream) -> None:
        self.command = command
        self.prompt = prompt
        self.stream = stream
        self.tokens: list[int] = []
        self.first_token_at: float | None = None

    @property
    def generated(self) -> int:
        return len(self.tokens)

    def evaluated(self, cells: list[int]) -> int:
        """Return how many prompt tokens the KV cache holds."""
        return min(len(cells), len(self.prompt.tokens))


def _common_prefix(one: list[int], other: list[int]) -> int:
    for index, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return index
    return min(len(one), len(other))
