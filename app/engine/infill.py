"""Going on at a cursor: a FIM prompt, the token before the cursor chosen anew, text."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass

import numpy as np

from app.engine.decoder import Decoder
from app.engine.fim import Fim, FimPrompt
from app.engine.model import Cancelled, Logits, Model, log_softmax
from app.engine.prompt import Prompt
from app.engine.run import Run
from app.engine.sampling import Sampler, TextStream
from app.engine.schedule import Steps
from app.engine.vocabulary import Vocabulary
from app.protocol import (
    ErrorCode,
    Event,
    Finished,
    FinishReason,
    Infill,
    Prompted,
    Prompting,
    UserError,
)

# So many tokens before the cursor may be taken back: "argpars" is two, "argparse" one. Where the
# context cannot be cut back, the last one alone.
MOST_TAKEN_BACK = 3
REPLY_SHARE = 4  # a quarter of the context window at most is for what is generated


@dataclass(frozen=True)
class Border:
    """A token border before the cursor: `text` stands between them, and begins each of `tokens`.

    `score` is the log-probability that the text goes on so.
    """

    taken_back: int
    text: bytes
    tokens: list[int]
    score: float


class Opening:
    """Narrows the first token to those that begin with what was taken back.

    The `rank` likeliest of them are passed over; where what was taken back is by far the likeliest
    by itself, those of the token after it.
    """

    def __init__(self, border: Border, vocabulary: Vocabulary, rank: int) -> None:
        self._border = border
        self._vocabulary = vocabulary
        self._rank = rank
        self._first = True
        self.complete = False

    def forbid(self, logits: Logits) -> None:
        allowed = self._border.tokens if self._first and self._border.text else None
        if allowed is not None:
            kept = logits[allowed]
            logits[:] = -np.inf
            logits[allowed] = kept
            if self._rank and self._is_whole(int(logits.argmax())):
                return
        if self._rank:
            likeliest = np.argpartition(logits, -self._rank)[-self._rank :]
            if np.isfinite(logits).sum() > self._rank:  # else the likeliest has to do again
                logits[likeliest] = -np.inf
            self._rank = 0

    def allows(self, token: int) -> bool:
        return True

    def forbid_by_grammar(self, logits: Logits) -> None:
        pass

    def accept(self, token: int) -> None:
        self._first = False

    def close(self) -> None:
        pass

    def _is_whole(self, token: int) -> bool:
        return self._vocabulary.piece(token) == self._border.text


def infill(
    decoder: Decoder, model: Model, fim: Fim | None, command: Infill, emit: Callable[[Event], None]
) -> Steps:
    """Run one Infill command and send its events, Finished included; raises UserError."""
    started = time.perf_counter()
    if fim is None:
        raise UserError(ErrorCode.FIM_MISSING, model=model.info.name)
    limit = command.sampling.max_tokens
    reply = min(model.context if limit is None else limit, model.context // REPLY_SHARE)
    found = fim.prompt(command, model.context - reply - MOST_TAKEN_BACK)
    settled = len(found.tokens) - found.tail if decoder.cells.needs_checkpoints else 0
    prompt = Prompt("", found.tokens, 0, False, settled)
    seed = command.sampling.seed
    seed = secrets.randbits(31) if seed is None else seed
    run = Run(prompt, TextStream(command.sampling.stop), fim.ends, seconds=command.seconds)
    back = 1 if decoder.cells.needs_checkpoints else MOST_TAKEN_BACK
    head = _head(found, model, back if command.heal and limit != 0 else 0)
    run.passing = True
    reused = decoder.hold(run, found.tokens[:head])
    emit(Prompted(command.id, len(found.tokens), reused, model.context))
    sampler: Sampler | None = None
    reason: FinishReason = "length"
    try:
        yield from decoder.read(
            run, lambda done, total: emit(Prompting(command.id, done, total)), head
        )
        if limit != 0:
            border = _blank(found, model)
            if head < len(found.tokens):
                border = yield from _border(decoder, model, run, head)
            run.stream = TextStream(command.sampling.stop, skip=len(border.text))
            opening = Opening(border, model.vocabulary, command.rank)
            sampler = Sampler(model, command.sampling, seed, [], opening)
            reason = yield from decoder.stream(run, command, sampler)
    except Cancelled:
        reason = "stopped"
    finally:
        if sampler:
            sampler.close()
        decoder.release(run)
    emit(Finished(command.id, reason, run.usage(started, time.perf_counter(), reused, seed)))


def _head(found: FimPrompt, model: Model, most: int) -> int:
    """Return how many tokens stand before the earliest border, `most` before the cursor."""
    back = 0 if found.blank else min(most, found.tail)
    pieces = model.vocabulary.pieces
    for count in range(1, back + 1):
        if b"\n" in pieces[found.tokens[-count]]:
            return len(found.tokens) - count
    return len(found.tokens) - back


def _blank(found: FimPrompt, model: Model) -> Border:
    """Return the cursor's own border, where only a blank before it may have been left out."""
    text = found.blank.encode()
    return Border(0, text, model.vocabulary.beginning(text) if text else [], 0.0)


def _border(decoder: Decoder, model: Model, run: Run, head: int) -> Generator[None, None, Border]:
    """Choose where to go on: the border from which the text before the cursor is likeliest."""
    back = run.prompt.tokens[head:]
    first = run.logits
    assert first is not None
    if len(back) > 1:
        yield from decoder.evaluate(run, back[:-1], all_logits=True)
        run.evaluated += len(back) - 1
    rows = [first, *(model.logits(row).copy() for row in range(len(back) - 1))]
    best, so_far = None, 0.0
    for at, (token, logits) in enumerate(zip(back, rows, strict=True)):
        logprobs = log_softmax(logits)
        text = b"".join(model.vocabulary.pieces[token] for token in back[at:])
        tokens = model.vocabulary.beginning(text)
        if tokens:
            score = so_far + float(np.logaddexp.reduce(logprobs[tokens]))
            if best is None or score > best[0].score:
                best = Border(len(back) - at, text, tokens, score), logits
        so_far += float(logprobs[token])
    assert best is not None  # the last token begins with itself
    decoder.take_back(run, best[0].taken_back - 1)
    run.logits, run.sampling = best[1], True
    return best[0]
