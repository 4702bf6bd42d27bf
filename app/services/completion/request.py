"""One suggestion on its way: what was asked, for which place, and what has come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Literal

from PySide6.QtCore import QObject, Signal

from app.protocol import Delta, Finished, Sampling, Usage
from app.services.engine import Engine
from app.services.jobs import Job, JobState
from app.tabs.code.task.anchor import Anchor, written_since
from app.tabs.code.task.place import Place
from app.tabs.code.task.rules import finish, progress

MOST_TOKENS = 256
WRITING = Sampling(temperature=0.0, max_tokens=MOST_TOKENS)
READING = Sampling(temperature=0.0, max_tokens=0)


class Purpose(Enum):
    ASKED = "asked"  # somebody waits for it
    AHEAD = "ahead"  # for where the person may be next
    WARM = "warm"  # only that the prompt is evaluated


@dataclass(frozen=True)
class Cost:
    """What a suggestion took; nothing where it was known."""

    reused: int = 0
    evaluated: int = 0
    generated: int = 0
    milliseconds: int = 0
    source: Literal["model", "cache"] = "cache"


class Request(QObject):
    """Sends one Infill and follows it.

    `grew` tells that `shown` is longer, `completed` that `text` is the final suggestion, `ended`,
    which comes exactly once and last, that the engine is done with it. `stopped` is one that was
    let go, `lost` one whose engine or model is gone.
    """

    grew = Signal()
    completed = Signal()
    ended = Signal()

    def __init__(
        self,
        engine: Engine,
        purpose: Purpose,
        place: Place,
        anchor: Anchor,
        *,
        clock: Callable[[], float],
        rank: int = 0,
        seconds: float = 1.0,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.purpose = purpose
        self.place = place
        self.rank = rank
        self.anchor = anchor
        self.text = ""
        self.shown = ""
        self.complete = self.stopped = self.lost = False
        self.usage: Usage | None = None
        self.began = clock()
        self.waited: float | None = None  # for the first text to show
        self._clock = clock
        self._raw = ""
        self._engine = engine
        middle = anchor.middle(place) or ""
        self.characters = len(anchor.prefix) + len(anchor.suffix) + len(middle)
        self.characters += sum(len(chunk.text) for chunk in anchor.chunks)
        self.job: Job = engine.infill(
            anchor.prefix,
            anchor.suffix,
            middle,
            path=place.path,
            chunks=anchor.chunks,
            sampling=READING if purpose is Purpose.WARM else WRITING,
            seconds=seconds,
            rank=rank,
        )
        self.job.progressed.connect(self._on_event)
        self.job.ended.connect(self._on_ended)

    @property
    def cost(self) -> Cost | None:
        """Return what it took, None while that is unknown."""
        if self.usage is None:
            return None
        usage = self.usage
        milliseconds = round(1000 * (self._clock() - self.began))
        return Cost(
            usage.reused_tokens,
            usage.evaluated_tokens,
            usage.generated_tokens,
            milliseconds,
            "model",
        )

    @property
    def useless(self) -> bool:
        """Tell whether nothing more is to be had of it."""
        return self.complete or self.stopped or self.lost or self.purpose is Purpose.WARM

    def serves(self, place: Place) -> bool:
        """Tell whether what comes may still be for a place, for that it is typed along."""
        written = written_since(self.place, place)
        if self.useless or written is None or (self.rank and written):
            return False
        return self._raw.startswith(written) or written.startswith(self._raw)

    def proves(self, place: Place) -> bool:
        """Tell whether what has come holds for a place for certain."""
        written = written_since(self.place, place)
        return self.serves(place) and self._raw.startswith(written or "")

    def warms(self, place: Place) -> bool:
        """Tell whether it evaluates nothing but the settled part of a place's prompt."""
        return self.purpose is Purpose.WARM and self.anchor.middle(place) is not None

    def rest(self, place: Place) -> str:
        """Return what of `shown`, or of the final text, is left at a place; "" if it is none."""
        written = written_since(self.place, place)
        text = self.text if self.complete else self.shown
        return "" if written is None or not text.startswith(written) else text[len(written) :]

    def stop(self) -> None:
        """Let go of it; an engine that has lost its model has lost it too."""
        if not (self.stopped or self.complete or self.job.over):
            self.stopped = True
            if self._engine.model:
                self._engine.stop(self.job)

    def _on_event(self, event: object) -> None:
        if not isinstance(event, Delta) or self.useless:
            return
        self._raw += event.text
        cut = progress(self._raw, self.place)
        if cut.text.startswith(self.shown):
            self.shown = cut.text
        if cut.done:
            self._engine.stop(self.job)
            self._complete(whole=False)
            return
        if self.shown and self.waited is None:
            self.waited = self._clock() - self.began
        self.grew.emit()

    def _on_ended(self) -> None:
        result = self.job.result
        if isinstance(result, Finished):
            self.usage = result.usage
            if self.job.state is JobState.DONE and not self.useless:
                self._complete(whole=result.reason in ("end", "stop-string"))
        self.ended.emit()

    def _complete(self, *, whole: bool) -> None:
        self.text = finish(self._raw, self.place, complete=whole)
        self.complete = True
        if self.waited is None:
            self.waited = self._clock() - self.began
        self.completed.emit()


def places_ahead(place: Place, suggestion: str) -> tuple[Place, ...]:
    """Return where the person will be after accepting a line of a suggestion, and all of it."""
    start = len(suggestion) - len(suggestion.lstrip("\n"))
    end = suggestion.find("\n", start)
    parts = (suggestion,) if end < 0 else (suggestion[:end], suggestion)
    return tuple(replace(place, before=place.before + part) for part in parts)
