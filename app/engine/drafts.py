"""Speculative decoding: guess the next tokens cheaply, let the model check them all at once.

What is kept is what the model itself would have chosen, so a guess changes the speed only. (On
some processors a batch comes out of other kernels than a single token, with other last bits; where
that matters such batches are found out and left off.) After
Leviathan et al., "Fast Inference from Transformers via Speculative Decoding" (2023); the prompt
as the source of guesses after Saxena, "Prompt Lookup Decoding" (2023).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

LONGEST = 15  # drafted tokens at once
MATCHES = (5, 4, 3)  # tokens that must agree, the longest first
WORTH = 1.1  # expected speed over that without a draft
# A batch costs so much more than one token, for each drafted token, until it is measured.
SUPPOSED_COST = 0.35
SMOOTHING = 0.15
RETRY_TOKENS = 48  # tokens after which a draft that was not worth it is tried again


class Drafter(Protocol):
    """Guesses how a sequence goes on."""

    def propose(self, tokens: Sequence[int], count: int) -> list[int]:
        """Return at most `count` tokens."""
        ...


class Lookup:
    """Guesses that what followed the last few tokens before will follow them again."""

    def __init__(self) -> None:
        self._ends: dict[tuple[int, ...], int] = {}
        self._indexed = 0

    def propose(self, tokens: Sequence[int], count: int) -> list[int]:
        """Return what followed the longest match; `tokens` only ever grow between calls."""
        # The newest place is left out, it is the one that is to be continued.
        for end in range(max(self._indexed, 1), len(tokens)):
            for size in MATCHES:
                if end >= size:
                    self._ends[tuple(tokens[end - size : end])] = end
        self._indexed = len(tokens)
        for size in MATCHES:
            found = self._ends.get(tuple(tokens[-size:])) if len(tokens) >= size else None
            if found is not None:
                return list(tokens[found : found + count])
        return []


class Pace:
    """Decides from what was measured how many tokens to draft; 0 where it does not pay.

    Of a draft each token is accepted with the same chance, so that `n` drafted ones bring
    (1 - p^(n+1)) / (1 - p) tokens (Leviathan et al., equation 1) at the cost of one batch.
    """

    def __init__(self) -> None:
        self._seconds: dict[int, float] = {}
        self._exact: dict[int, bool] = {}
        self._chance = 0.8
        self._idle = 0

    def begin(self) -> None:
        """Expect well of a new text; what a batch costs stays known."""
        self._chance = 0.8
        self._idle = 0

    def took(self, tokens: int, seconds: float) -> None:
        """Note how long the evaluation of a batch took."""
        known = self._seconds.get(tokens)
        self._seconds[tokens] = seconds if known is None else known + SMOOTHING * (seconds - known)

    def judged(self, drafted: int, accepted: int) -> None:
        """Note how many drafted tokens were what the model chose."""
        tried = min(drafted, accepted + 1)
        for number in range(tried):
            right = number < accepted
            self._chance += SMOOTHING * (right - self._chance)

    def is_exact(self, tokens: int) -> bool | None:
        """Tell whether a batch of this size gives what single tokens do; None before a proof."""
        return self._exact.get(tokens)

    def proved(self, tokens: int, same: bool) -> None:
        """Note whether it does."""
        self._exact[tokens] = same

    def length(self, *, exact: bool = False) -> int:
        """Return how many tokens to draft now; `exact` leaves out what would change a bit."""
        if 1 not in self._seconds:
            return 0
        best, best_speed = 0, WORTH / self._seconds[1]
        for count in range(1, LONGEST + 1):
            if exact and not self._exact.get(count + 1, True):
                continue
            speed = self._expected(count) / self._cost(count + 1)
            if speed > best_speed:
                best, best_speed = count, speed
        if best:
            self._idle = 0
        else:
            self._idle += 1
            if self._idle > RETRY_TOKENS:
                self._idle = 0
                return 0 if exact and not self._exact.get(3, True) else 2
        return best

    def _expected(self, count: int) -> float:
        chance = min(self._chance, 0.999)
        return (1 - chance ** (count + 1)) / (1 - chance)

    def _cost(self, tokens: int) -> float:
        """Return the seconds of a batch, from the nearest measured one where it was not."""
        known = self._seconds.get(tokens)
        if known is not None:
            return known
        one = self._seconds[1]
        others = [size for size in self._seconds if size > 1]
        slope = SUPPOSED_COST * one
        if others:
            nearest = min(others, key=lambda size: abs(size - tokens))
            slope = (self._seconds[nearest] - one) / (nearest - 1)
        return one + max(0.0, slope) * (tokens - 1)
