"""What one request has come to so far, while it has the context and while it waits."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from app.engine.drafts import Drafter
from app.engine.model import Logits
from app.engine.prompt import Prompt
from app.engine.sampling import TextStream
from app.engine.states import State
from app.protocol import Choice, Usage


class Run:
    """A Generate or Infill command on its way.

    `held` are its tokens that were evaluated, `drafted` those behind them that were evaluated on
    suspicion. The next token is sampled from `logits`, or where these are None from the `row` of
    the last batch. It `ends` with such a token, or `seconds` after its first one.
    """

    def __init__(
        self,
        prompt: Prompt,
        stream: TextStream,
        ends: Callable[[int], bool],
        drafter: Drafter | None = None,
        seconds: float = math.inf,
    ) -> None:
        self.prompt = prompt
        self.stream = stream
        self.ends = ends
        self.drafter = drafter
        self.seconds = seconds
        self.alternatives = 0
        self.passing = False  # what it evaluates is not worth the disk
        self.tokens: list[int] = []
        self.choices: list[Choice] = []
        self.held: list[int] = []
        self.parked: State | None = None
        self.logits: Logits | None = None
        self.row = -1
        self.sampling = False
        self.exact = False  # a draft must not change a bit
        self.evaluated = 0
        self.drafted: list[int] = []
        self.drafted_at_once = 0
        self.drafted_ever = 0
        self.accepted = 0
        self.first_token_at: float | None = None

    @property
    def generated(self) -> int:
        return len(self.tokens)

    def overdue(self, now: float) -> bool:
        """Tell whether its time is up; `now` in seconds of the performance counter."""
        return self.first_token_at is not None and now - self.first_token_at > self.seconds

    @property
    def in_context(self) -> int:
        return len(self.held) + len(self.drafted)

    def draft(self, tokens: Sequence[int]) -> None:
        """Note tokens that were evaluated behind the last one, if any."""
        self.drafted = list(tokens)
        self.drafted_at_once = len(tokens)
        self.drafted_ever += len(tokens)
        self.row = 0 if tokens else -1

    def follow_draft(self, token: int) -> bool:
        """Tell whether the token was drafted, and go on by it; then it needs no evaluation."""
        if not self.drafted or self.drafted[0] != token:
            return False
        self.held.append(self.drafted.pop(0))
        self.row += 1
        self.accepted += 1
        return True

    def undo_draft(self) -> None:
        """Forget the draft as if it had never been."""
        self.drafted_ever -= self.drafted_at_once
        self.end_draft()

    def end_draft(self) -> None:
        """Forget what is left of the draft."""
        self.drafted = []
        self.drafted_at_once = 0
        self.row = -1

    def usage(self, started: float, ended: float, reused: int, seed: int) -> Usage:
        """Return the cost; `started` and `ended` in seconds of the performance counter."""
        first = self.first_token_at or ended
        return Usage(
            prompt_tokens=len(self.prompt.tokens),
            reused_tokens=reused,
            evaluated_tokens=self.evaluated,
            generated_tokens=self.generated,
            first_token_seconds=first - started,
            tokens_per_second=self.generated / max(1e-9, ended - first)
            if self.generated > 1
            else 0.0,
            drafted_tokens=self.drafted_ever,
            accepted_tokens=self.accepted,
            seed=seed,
        )
