"""How probable a text is, and where it stands in meaning: scores, perplexity, embeddings."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import llama_cpp.llama_cpp as llama
import numpy as np

from app.engine.decoder import Decoder
from app.engine.model import Logits, Model, context_params, log_softmax, token_array
from app.engine.prompt import Prompt
from app.engine.run import Run
from app.engine.sampling import TextStream
from app.engine.schedule import Steps
from app.memory import BATCH_TOKENS, OUTPUT_ROWS
from app.protocol import (
    Embed,
    Embedded,
    ErrorCode,
    Event,
    Perplexed,
    Perplexity,
    Score,
    Scored,
    UserError,
)

ROWS = 64  # rows of logits at once: 64 x 150,000 numbers are 39 MB
EMBED_TOKENS = 2048  # one text must fit one batch, whose memory grows with it
EMBED_TEXTS = 16  # texts in one batch
Emit = Callable[[Event], None]


def score(decoder: Decoder, model: Model, command: Score, emit: Emit) -> Steps:
    """Score continuations of a prompt, which is evaluated once; raises UserError.

    A continuation's spaces belong to it: those that end the prompt are moved there.
    """
    text = command.prompt.rstrip(" ")
    spaces = command.prompt[len(text) :]
    words = model.vocabulary
    prompt = words.tokenize(text, add_special=True, parse_special=False)
    if not prompt:
        raise UserError(ErrorCode.PROMPT_EMPTY)
    asked = [
        words.tokenize(spaces + continuation, add_special=False, parse_special=False)
        for continuation in command.continuations
    ]
    if command.depth:
        asked = [tokens[: command.depth] for tokens in asked]
    longest = len(prompt) + max(map(len, asked), default=0)
    if longest > model.context:
        raise UserError(ErrorCode.PROMPT_TOO_LONG, tokens=longest, context=model.context)
    run = Run(Prompt(text, prompt, 0, False, 0), TextStream(()), words.ends)
    decoder.hold(run, prompt)
    try:
        yield from decoder.read(run, lambda _done, _total: None)
        assert run.logits is not None
        first = log_softmax(run.logits)
        scores: list[tuple[float, ...]] = []
        for tokens in asked:
            found = [float(first[tokens[0]])] if tokens else []
            for start in range(0, len(tokens) - 1, OUTPUT_ROWS):
                part = tokens[start : min(start + OUTPUT_ROWS, len(tokens) - 1)]
                yield from decoder.evaluate(run, part, all_logits=True)
                for row, token in enumerate(tokens[start + 1 : start + 1 + len(part)]):
                    found.append(float(log_softmax(model.logits(row))[token]))
            scores.append(tuple(found))
            if len(tokens) > 1:
                run.held = list(prompt)
                yield
                decoder.take(run)
    finally:
        decoder.release(run)
    emit(Scored(command.id, tuple(scores)))


def perplexity(model: Model, command: Perplexity, emit: Emit) -> Steps:
    """Find the perplexity as llama-perplexity defines it; raises UserError.

    The text is cut into windows of `context` tokens, each begins anew (with BOS in place of its
    first token where the model has one), and the second half of each is scored. A text that is
    shorter is one window. llama.cpp, tools/perplexity/perplexity.cpp.
    """
    words = model.vocabulary
    tokens = words.tokenize(command.text, add_special=True, parse_special=False)
    size = min(command.context, len(tokens), model.header.context_length or len(tokens))
    if size < 4:
        raise UserError(ErrorCode.TEXT_TOO_SHORT)
    params = context_params(size, "f16")
    params.n_outputs_max = ROWS
    loss, count = 0.0, 0
    with _context(model, params) as context:
        for start in range(0, len(tokens) - size + 1, size):
            window = tokens[start : start + size]
            if words.adds_bos:
                window[0] = words.bos
            llama.llama_memory_clear(llama.llama_get_memory(context), True)
            half = size // 2
            for at in range(0, half, BATCH_TOKENS):
                _decode(model, context, window[at : min(at + BATCH_TOKENS, half)], 0)
                yield
            for at in range(half, size - 1, ROWS):
                part = window[at : min(at + ROWS, size - 1)]
                logits = _decode(model, context, part, len(part))
                following = window[at + 1 : at + 1 + len(part)]
                loss -= float(log_softmax(logits)[np.arange(len(part)), following].sum())
                count += len(part)
                yield
    emit(Perplexed(command.id, math.exp(loss / count), count))


def embed(model: Model, command: Embed, emit: Emit) -> Steps:
    """Find embeddings with the model's own pooling, the mean where it has none.

    Raises UserError(TEXT_TOO_LONG).
    """
    room = min(EMBED_TOKENS, model.header.context_length or EMBED_TOKENS)
    texts = [
        model.vocabulary.tokenize(text, add_special=True, parse_special=False)
        for text in command.texts
    ]
    longest = max(map(len, texts), default=0)
    if longest > room:
        raise UserError(ErrorCode.TEXT_TOO_LONG, tokens=longest, context=room)
    batches = _packed(texts, max(BATCH_TOKENS, longest))
    vectors: list[tuple[float, ...]] = []
    with _embedding_context(model, max(BATCH_TOKENS, longest)) as context:
        for batch in batches:
            vectors += _embed_batch(model, context, batch)
            yield
    emit(Embedded(command.id, tuple(vectors)))


def _packed(texts: Sequence[list[int]], room: int) -> Iterator[list[list[int]]]:
    """Put texts together, in their order, into batches of at most `room` tokens."""
    batch: list[list[int]] = []
    for text in texts:
        if batch and (len(batch) == EMBED_TEXTS or sum(map(len, batch)) + len(text) > room):
            yield batch
            batch = []
        batch.append(text)
    if batch:
        yield batch


@contextmanager
def _embedding_context(model: Model, room: int) -> Iterator[llama.llama_context_p]:
    params = context_params(room, "f16")
    params.n_batch = params.n_ubatch = params.n_outputs_max = room
    params.n_seq_max = EMBED_TEXTS
    params.kv_unified = True
    params.embeddings = True
    with _context(model, params) as context:
        if llama.llama_pooling_type(context) != llama.LLAMA_POOLING_TYPE_NONE:
            yield context
            return
    params.pooling_type = llama.LLAMA_POOLING_TYPE_MEAN
    with _context(model, params) as context:
        yield context


def _embed_batch(
    model: Model, context: llama.llama_context_p, texts: Sequence[list[int]]
) -> list[tuple[float, ...]]:
    memory = llama.llama_get_memory(context)
    if memory:
        llama.llama_memory_clear(memory, True)
    total = sum(map(len, texts))
    batch = llama.llama_batch_init(max(1, total), 0, 1)
    try:
        batch.n_tokens = total
        places = [(s, p, t) for s, text in enumerate(texts) for p, t in enumerate(text)]
        for at, (sequence, position, token) in enumerate(places):
            batch.token[at], batch.pos[at], batch.logits[at] = token, position, 1
            batch.n_seq_id[at], batch.seq_id[at][0] = 1, sequence
        if total:
            model.abort.check()
            status = llama.llama_decode(context, batch)
            if status:
                model.abort.check()
                raise UserError(ErrorCode.EVALUATION_FAILED, status=status)
    finally:
        llama.llama_batch_free(batch)
    size = llama.llama_model_n_embd_out(model.pointer)
    vectors = []
    for sequence, text in enumerate(texts):
        if not text:
            vectors.append((0.0,) * size)
            continue
        pointer = llama.llama_get_embeddings_seq(context, sequence)
        vector = np.ctypeslib.as_array(pointer, (size,))
        length = float(np.linalg.norm(vector)) or 1.0
        vectors.append(tuple((vector / length).tolist()))
    return vectors


@contextmanager
def _context(model: Model, params: llama.llama_context_params) -> Iterator[llama.llama_context_p]:
    context = model.open_context(params)
    if not context:
        raise UserError(ErrorCode.CONTEXT_MEMORY, path=model.info.path, context=params.n_ctx)
    try:
        yield context
    finally:
        llama.llama_free(context)


def _decode(model: Model, context: llama.llama_context_p, tokens: list[int], rows: int) -> Logits:
    """Evaluate tokens; return the logits of the last `rows`, shape (rows, vocabulary)."""
    model.abort.check()
    array = token_array(tokens)
    batch = llama.llama_batch_get_one(array, len(tokens))
    flags = (ctypes.c_int8 * len(tokens))(*([0] * (len(tokens) - rows) + [1] * rows))
    batch.logits = ctypes.cast(flags, ctypes.POINTER(ctypes.c_int8))
    status = llama.llama_decode(context, batch)
    if status:
        model.abort.check()
        raise UserError(ErrorCode.EVALUATION_FAILED, status=status)
    if not rows:
        return np.empty((0, model.vocabulary.size), np.float32)
    logits: Logits = np.ctypeslib.as_array(
        llama.llama_get_logits(context), (rows, model.vocabulary.size)
    )
    return logits
