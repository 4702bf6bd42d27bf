"""How soon, how much and how long to ask, from how the person types and the engine answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.protocol import Usage

FRESH = 0.3  # the weight of a new measurement
LONGEST_INTERVAL = 1.0  # seconds between keys that still are one flow of typing
SHORTEST_DELAY = 0.03
LONGEST_DELAY = 0.4
WAITED = 1.5  # typical intervals after which the flow has stopped
COLD_SECONDS = 3.0  # of evaluating a whole prompt
LEAST_TOKENS = 192
MOST_TOKENS = 2_048
CONTEXT_SHARE = 0.5  # of the model's window
MEASURABLE = 16  # tokens evaluated; fewer say nothing of the speed
CHUNK_SHARE = 1 / 3  # of the budget
CHUNKS_FROM = 384  # tokens below which the file alone is shown


@dataclass
class Pace:
    """Running measurements; seconds, tokens a second, characters a token."""

    interval: float = 0.2
    latency: float = 0.3
    speed: float = 200.0
    density: float = 3.0
    seconds: float = 1.0  # of generating
    _last_key: float | None = field(default=None, init=False)

    def typed(self, now: float) -> None:
        """Take note of a keystroke."""
        if self._last_key is not None and 0 <= now - self._last_key <= LONGEST_INTERVAL:
            self.interval += FRESH * (now - self._last_key - self.interval)
        self._last_key = now

    def paused(self) -> None:
        """Forget the last key: what came since was no typing."""
        self._last_key = None

    def delay(self) -> float:
        """Return how long to wait after a key: till the flow stops, but less for a fast engine."""
        wanted = min(WAITED * self.interval, self.latency)
        return min(max(wanted, SHORTEST_DELAY), LONGEST_DELAY)

    def answered(self, seconds: float) -> None:
        """Take note of the time from asking to the first useful text."""
        self.latency += FRESH * (seconds - self.latency)

    def measured(self, usage: Usage, characters: int) -> None:
        """Take note of what a prompt of so many characters cost."""
        if usage.prompt_tokens >= MEASURABLE:
            density = min(max(characters / usage.prompt_tokens, 1.0), 8.0)
            self.density += FRESH * (density - self.density)
        if usage.evaluated_tokens >= MEASURABLE and usage.first_token_seconds > 0:
            speed = usage.evaluated_tokens / usage.first_token_seconds
            self.speed += FRESH * (speed - self.speed)

    def tokens(self, context: int) -> int:
        """Return how many tokens a prompt may have."""
        wanted = min(max(int(COLD_SECONDS * self.speed), LEAST_TOKENS), MOST_TOKENS)
        return min(wanted, int(context * CONTEXT_SHARE))

    def characters(self, context: int) -> tuple[int, int]:
        """Return the budgets of the file and of the chunks."""
        tokens = self.tokens(context)
        whole = int(tokens * self.density)
        chunks = int(whole * CHUNK_SHARE) if tokens >= CHUNKS_FROM else 0
        return whole - chunks, chunks
