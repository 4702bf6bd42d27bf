"""The prompt's settled part, and which file and chunks it shows."""

from __future__ import annotations

from functools import partial

from app.protocol import Chunk
from app.tabs.code.task.anchor import Anchor, cast, renew
from app.tabs.code.task.pace import Pace
from app.tabs.code.task.place import Place
from app.tabs.code.task.ring import Ring


class Prompts:
    """Holds the anchor as long as it fits; `warm` is the one that the engine evaluated last."""

    def __init__(self, ring: Ring, pace: Pace) -> None:
        self.warm: Anchor | None = None
        self._ring = ring
        self._pace = pace
        self._anchor: Anchor | None = None
        self._version = 0  # of the ring, when chunks were chosen

    def forget(self) -> None:
        """Begin anew, for another model."""
        self.warm = self._anchor = None

    def fits(self, place: Place) -> bool:
        """Tell whether a place costs no more than what was written since."""
        return self._anchor is not None and self._anchor.middle(place) is not None

    def settle(self, place: Place, context: int) -> Anchor:
        """Return the anchor for a place, in a context of so many tokens."""
        budget, share = self._pace.characters(context)
        choose = partial(self._choose, place, budget, share)
        self._anchor = renew(self._anchor, place, budget, choose)
        return self._anchor

    def is_warm(self, place: Place, context: int) -> bool:
        """Tell whether the engine has a place's prompt; take new chunks if there are any."""
        budget, share = self._pace.characters(context)
        if self._anchor and self._version != self._ring.version:
            chunks = self._choose(place, budget, share)
            if chunks != self._anchor.chunks:
                self._anchor = cast(place, budget, chunks)
        return self.settle(place, context) is self.warm

    def _choose(self, place: Place, budget: int, share: int) -> tuple[Chunk, ...]:
        """Return chunks for their share, and for what a short file leaves of its own."""
        self._version = self._ring.version
        left = budget - len(place.before) - len(place.after)
        return self._ring.choose(place, share + max(left, 0))
