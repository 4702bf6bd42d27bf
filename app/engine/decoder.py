"""The decoding loop: prompt in, text out, nothing evaluated twice."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Generator, Sequence

import numpy as np

from app.engine.cells import Cells
from app.engine.drafts import Drafter, Lookup, Pace
from app.engine.limits import Limits
from app.engine.model import Cancelled, Model, Preempted
from app.engine.prompt import Prompt, PromptBuilder
from app.engine.run import Run
from app.engine.sampling import Sampler, TextStream
from app.engine.schedule import Steps
from app.engine.states import States
from app.engine.templates import THINK
from app.protocol import (
    Constraint,
    Delta,
    Event,
    Finished,
    FinishReason,
    Generate,
    Infill,
    Prompted,
    Prompting,
)


class Decoder:
    """Generates with one model, for several requests in turns.

    Each is an iterator that stops between two evaluations; whoever goes on makes the context
    hold its own tokens again. `drafter` is a small model that drafts for this one.
    """

    def __init__(
        self,
        model: Model,
        states: States,
        emit: Callable[[Event], None],
        drafter: Drafter | None = None,
    ) -> None:
        self._model = model
        self._emit = emit
        self.cells = Cells(model, states)
        self._owner: Run | None = None
        self._drafter = drafter
        self._pace = Pace()
        self.preemptible = False  # a long batch is being evaluated
        self.prompts = PromptBuilder(model, borders=self.cells.needs_checkpoints)
        for text, tokens in states.texts():
            self.prompts.remember(text, tokens)

    def generate(self, command: Generate) -> Steps:
        """Run one Generate command and send its events, Finished included.

        Raises UserError. Stopping is not an error: Finished says so.
        """
        started = time.perf_counter()
        prompt = self.prompts.build(command)
        sampling = command.sampling
        seed = secrets.randbits(31) if sampling.seed is None else sampling.seed
        bound = command.constraint != Constraint()
        limits = Limits(self._model.vocabulary, command.constraint) if bound else None
        sampler = Sampler(self._model, sampling, seed, prompt.tokens, limits)
        drafter = Lookup() if command.lookup else self._drafter
        run = Run(prompt, TextStream(sampling.stop), self._model.vocabulary.ends, drafter)
        run.alternatives = command.alternatives
        run.exact = sampling.seed is not None or sampling.temperature <= 0
        reused = self.hold(run, prompt.tokens, exact=sampling.seed is not None)
        self._emit(
            Prompted(command.id, len(prompt.tokens), reused, self._model.context, prompt.left_out)
        )
        self._pace.begin()
        try:
            yield from self.read(
                run, lambda done, total: self._emit(Prompting(command.id, done, total))
            )
            reason = yield from self.stream(run, command, sampler)
        except Cancelled:
            reason = "stopped"
        finally:
            sampler.close()
            self.release(run)
        usage = run.usage(started, time.perf_counter(), reused, seed)
        self._emit(Finished(command.id, reason, usage))

    def hold(self, run: Run, tokens: Sequence[int], *, exact: bool = False) -> int:
        """Give the context to a new run; return how many of its tokens need no evaluation.

        What is `exact` comes out the same whatever was evaluated before.
        """
        self._park()
        reused = self.cells.reuse(tokens, exact=exact)
        self.cells.passing = run.passing
        run.held = list(self.cells.tokens)
        self._owner = run
        return reused

    def take(self, run: Run) -> None:
        """Make the context hold what it held when `run` was parked."""
        if self._owner is run and len(self.cells.tokens) == run.in_context:
            return
        if self._owner is not run:
            self._park()
        parked, run.parked = run.parked, None
        if not (parked and self.cells.restore(parked, saved=False)):
            self.cells.reuse(run.held)
        self.cells.passing = run.passing
        self._owner = run
        missing = run.held[len(self.cells.tokens) :]
        for start in range(0, len(missing), self._model.batch):
            self.cells.evaluate(missing[start : start + self._model.batch])

    def release(self, run: Run) -> None:
        """Let the next one have the context without parking this one."""
        if self._owner is run:
            self._owner = None

    def evaluate(
        self,
        run: Run,
        tokens: list[int],
        draft: Sequence[int] = (),
        *,
        all_logits: bool = False,
    ) -> Steps:
        """Append tokens to what a run holds; something more urgent may come in between.

        With a `draft` behind them, or where they are asked for, there are logits after each token.
        """
        while True:
            try:
                self.preemptible = len(tokens) > 1
                self.take(run)
                self.cells.evaluate([*tokens, *draft], all_logits=all_logits or bool(draft))
                run.held += tokens
                run.draft(draft)
                return
            except Preempted:
                pass
            finally:
                self.preemptible = False
            yield

    def _park(self) -> None:
        """Let the run that has the context keep what it needs to go on later."""
        run = self._owner
        if run:
            if run.sampling and run.logits is None:
                run.logits = self._model.logits(run.row).copy()
            self._drop_draft(run)
            run.parked = self.cells.snapshot() if len(self.cells.tokens) == len(run.held) else None
            self.cells.stash(run.parked)
            self._owner = None

    def take_back(self, run: Run, count: int) -> None:
        """Forget the newest of the tokens that a run has just evaluated."""
        if count:
            self.cells.drop_last(count)
            del run.held[-count:]

    def read(
        self, run: Run, progress: Callable[[int, int], None], head: int | None = None
    ) -> Steps:
        """Evaluate what is new of a run's prompt, or its `head`, and keep the logits after it.

        `progress` is told the tokens done and all those to do.
        """
        prompt = run.prompt
        begin, length = len(run.held), len(prompt.tokens) if head is None else head
        while (at := len(run.held)) < length:
            progress(at - begin, length - begin)
            end = (at // self._model.batch + 1) * self._model.batch
            end = min(end, prompt.border if at < prompt.border else length, length)
            yield from self.evaluate(run, prompt.tokens[at:end])
            run.evaluated += len(run.held) - at
            if len(run.held) == prompt.border < length:
                self.cells.stash()
            if len(run.held) < length:
                yield
        if length > begin:
            progress(length - begin, length - begin)
            self.cells.keep_logits()
        run.logits = self.cells.kept
        run.sampling = True

    def stream(
        self, run: Run, command: Generate | Infill, sampler: Sampler
    ) -> Generator[None, None, FinishReason]:
        """Sample, send and evaluate token after token until something ends it."""
        model = self._model
        limit = command.sampling.max_tokens
        if run.prompt.opens_thinking:
            self._emit(Delta(command.id, THINK + "\n", 0))
        try:
            while True:
                token = sampler.sample(run.row, run.logits)
                if run.first_token_at is None:
                    run.first_token_at = time.perf_counter()
                if run.ends(token):
                    return "end"
                run.tokens.append(token)
                if run.alternatives:
                    logits = model.logits(run.row) if run.logits is None else run.logits
                    run.choices.append(model.choice(token, logits, run.alternatives))
                self._send(run, command, run.stream.feed(model.vocabulary.piece(token)))
                if run.stream.stopped:
                    return "stop-string"
                if sampler.complete:
                    return "end"
                if limit is not None and run.generated >= limit:
                    return "length"
                if run.overdue(time.perf_counter()):
                    return "time"
                if len(run.held) >= model.context:
                    return "context"
                if run.follow_draft(token):
                    continue
                self._drop_draft(run)
                run.logits, run.sampling = None, False  # until the token is evaluated
                yield from self._evaluate_token(run, token, limit)
                run.sampling = True
                yield
        finally:
            if not run.stream.stopped:
                self._send(run, command, run.stream.feed(b"", final=True))
            if self._owner is run:
                self._drop_draft(run)
                self._remember(run.prompt)

    def _evaluate_token(self, run: Run, token: int, limit: int | None) -> Steps:
        """Evaluate a token, and with it those that are likely to follow where that pays."""
        room = min(
            self._model.context - len(run.held) - 1,
            limit - run.generated - 1 if limit is not None else self._model.context,
        )
        started = time.perf_counter()
        count = min(self._pace.length(exact=run.exact), room) if run.drafter else 0
        draft: list[int] = []
        if run.drafter and count > 0 and self.cells.can_draft(count):
            draft = run.drafter.propose([*run.held, token], count)
        if run.exact and draft:
            same = self._pace.is_exact(1 + len(draft))
            if same is None:
                yield from self._prove(run, token, draft)
                return
            draft = draft if same else []
        yield from self.evaluate(run, [token], draft)
        self._pace.took(1 + len(draft), time.perf_counter() - started)

    def _prove(self, run: Run, token: int, draft: list[int]) -> Steps:
        """Find whether a batch of this size gives the very logits that one token alone does."""
        yield from self.evaluate(run, [token], draft)
        together = self._model.logits(0).copy()
        self.cells.drop_last(run.in_context - len(run.held) + 1)
        run.held.pop()
        run.undo_draft()
        yield from self.evaluate(run, [token])
        self._pace.proved(1 + len(draft), np.array_equal(together, self._model.logits()))

    def _drop_draft(self, run: Run) -> None:
        """Take the rest of a draft back that was not what the model chose."""
        if run.drafted_at_once:
            self._pace.judged(run.drafted_at_once, run.drafted_at_once - len(run.drafted))
        if run.drafted:
            self.cells.drop_last(len(run.drafted))
        run.end_draft()

    def _remember(self, prompt: Prompt) -> None:
        """Let the next turn meet the same tokens."""
        tokens = self.cells.tokens
        if not prompt.text or len(tokens) < len(prompt.tokens):
            return
        generated = b"".join(
            self._model.vocabulary.piece(token) for token in tokens[len(prompt.tokens) :]
        )
        try:
            text = prompt.text + generated.decode()
        except UnicodeDecodeError:
            return
        self.cells.text = text
        self.prompts.remember(text, list(tokens))

    def _send(self, run: Run, command: Generate | Infill, text: str) -> None:
        if text or run.choices:
            choices, run.choices = tuple(run.choices), []
            self._emit(Delta(command.id, text, run.generated, choices))
