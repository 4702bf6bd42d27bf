"""Completion while one types: what is shown belongs to the cursor's place, or nothing is shown."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.services.completion.flight import Flight
from app.services.completion.request import Cost, Purpose, Request, places_ahead
from app.services.engine import Engine
from app.services.jobs import JobState
from app.services.models import Models
from app.tabs.code.task.anchor import written_since
from app.tabs.code.task.pace import Pace
from app.tabs.code.task.place import Place
from app.tabs.code.task.ring import Ring
from app.tabs.code.task.shelf import Shelf

REST_MS = 250  # after the cursor was moved, before the prompt there is evaluated
RANKS = 5  # alternatives that are asked for
USEFUL = 12  # characters of an unfinished line that are worth showing


class Completer(QObject):
    """Offers a `suggestion` for the place that it was last told.

    The owner tells each change of the text by `edited` and each other move by `moved`, at once;
    when these return, `suggestion` fits the new place or is "". `changed` tells that it is
    another, `measured` what it cost.
    """

    changed = Signal()
    measured = Signal(object)  # Cost
    failed = Signal(object, object)  # ErrorCode, Params

    def __init__(
        self,
        engine: Engine,
        models: Models,
        ring: Ring,
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        seconds: float = 1.0,
    ) -> None:
        super().__init__(parent)
        self.suggestion = ""
        self.enabled = True
        self.pace = Pace(seconds=seconds)
        self._ring = ring
        self._clock = clock
        self._shelf = Shelf()
        self._place: Place | None = None
        self._accepted = False
        self._cold = False  # the place's prompt wants to be evaluated
        self._sane = True  # the engine does what it is asked; else nothing is prepared
        self._flight = Flight(engine, models, ring, self.pace, clock, self)
        self._flight.grew.connect(self._on_grew)
        self._flight.completed.connect(self._on_completed)
        self._flight.ended.connect(self._on_ended)
        self._flight.lost.connect(self._on_lost)
        self._flight.switched.connect(self._on_switched)
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._on_pause)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._on_rest)

    # What the person does ----------------------------------------------------------------

    def edited(self, place: Place) -> None:
        """Follow a change of the text; offer what is known, or ask once the typing pauses."""
        accepted, self._accepted = self._accepted, False
        if accepted:
            self.pace.paused()
        else:
            self.pace.typed(self._clock())
        along = self._along(place)
        self._go_to(place)
        self._ring.edited(place)
        known = along or (self._shelf.find(place) if self.enabled else "")
        serving = self._flight.serving(place)
        if serving and (not known or (along and serving.proves(place))):
            self._follow(serving, place, along)
            if not serving.proves(place):
                self._wait(accepted)
            return
        self._show(known or "")
        if known and not along:
            self.measured.emit(Cost())
        self._let_go(place)
        if known is None:
            self._wait(accepted)
        else:
            self._proceed()

    def moved(self, place: Place) -> None:
        """Follow the cursor; nothing is offered before something is typed."""
        if place == self._place:
            return
        self.pace.paused()
        self._accepted = False
        self._go_to(place)
        self._ring.moved(place)
        self._flight.halt()
        self._show("")
        if self.enabled:
            self._rest.start()

    def ask(self, place: Place) -> None:
        """Offer something now, as was asked for; also where nothing is offered by itself."""
        along = self.suggestion if place == self._place else ""
        self._go_to(place)
        serving = self._flight.serving(place)
        if serving:
            self._follow(serving, place, along)
            return
        known = along or self._shelf.find(place)
        self._show(known or "")
        if known:
            self._let_go(place)
            self._proceed()
        else:
            self._flight.want(place)

    def next(self, step: int) -> None:
        """Offer another suggestion here: a known one, one more of the model's, or the first."""
        place = self._place
        if place is None or self._flight.asking:
            return
        if self.suggestion and not self._shelf.ranks(place):
            self._shelf.put(place, self.suggestion)
        known = self._shelf.at(place)
        if not known:
            self.ask(place)
            return
        number = known.index(self.suggestion) if self.suggestion in known else -1
        number = max(number + step, -1)
        ranks = self._shelf.ranks(place)
        if number >= len(known) and ranks < RANKS and self._flight.able:
            self._flight.want(place, ranks)
        else:
            self._show(known[number % len(known)])
            self._let_go(place)
            self._proceed()

    def accepted(self, text: str) -> None:
        """Say that the next change of the text is a suggestion, or a part, that was accepted."""
        self._accepted = bool(text)

    def dismiss(self) -> None:
        """Take the suggestion away until something is typed."""
        self._cold = False
        self._pause.stop()
        self._rest.stop()
        self._flight.halt()
        self._show("")

    def stop(self) -> None:
        """Let go of everything, as before the first place."""
        self.dismiss()
        self._place = None

    def set_enabled(self, enabled: bool) -> None:
        """Say whether anything is offered without being asked for."""
        self.enabled = enabled
        if not enabled:
            self.dismiss()

    # Inside ------------------------------------------------------------------------------

    def _go_to(self, place: Place) -> None:
        last, self._place = self._place, place
        self._cold, self._sane = False, True
        self._pause.stop()
        self._rest.stop()
        self._flight.forget_wanted()
        if last and last.path != place.path:
            self._ring.note(last)

    def _show(self, text: str) -> None:
        if text != self.suggestion:
            self.suggestion = text
            self.changed.emit()

    def _along(self, place: Place) -> str:
        """Return what is left of the suggestion if just its beginning was written."""
        written = written_since(self._place, place) if self._place else None
        if written is None or not self.suggestion.startswith(written):
            return ""
        return self.suggestion[len(written) :]

    def _follow(self, request: Request, place: Place, along: str) -> None:
        """Show what a request has so far: never another text than before, nor less of it."""
        request.purpose = Purpose.ASKED
        rest = "" if request.rank else request.rest(place)
        useful = along or len(rest.strip()) >= USEFUL or "\n" in rest.strip()
        self._show(rest if useful and rest.startswith(along) else along)

    def _leads(self, place: Place, target: Place) -> bool:
        """Tell whether accepting the suggestion here leads to a target."""
        written = written_since(place, target)
        return bool(written) and self.suggestion.startswith(written or "")

    def _let_go(self, place: Place) -> None:
        """Stop what is in flight unless it is of use for a place or where that leads."""
        request = self._flight.request
        if request and not (self._leads(place, request.place) or request.warms(place)):
            request.stop()

    def _wait(self, accepted: bool = False) -> None:
        if not self.enabled:
            return
        if accepted:
            self._on_pause()
        else:
            self._pause.start(round(1000 * self.pace.delay()))

    def _on_pause(self) -> None:
        place, request = self._place, self._flight.request
        if place and not (request and request.proves(place)):
            self._flight.want(place)

    def _on_rest(self) -> None:
        self._cold = True
        self._proceed()

    def _proceed(self) -> None:
        """Ask what is to be asked next, or prepare what may be, unless something is in flight."""
        place = self._place
        if not self._flight.proceed() or place is None or self._pause.isActive():
            return
        if self.enabled and self.suggestion and self._sane:
            ahead = places_ahead(place, self.suggestion)
            unknown = tuple(next_ for next_ in ahead if self._shelf.find(next_) is None)
            if self._flight.look_ahead(unknown):
                return
        if self._cold:
            self._cold = False
            self._flight.warm(place)

    def _on_grew(self, request: Request) -> None:
        if self._place is None or request.purpose is not Purpose.ASKED:
            return
        if request.serves(self._place):
            self._follow(request, self._place, self.suggestion)
        else:
            request.stop()

    def _on_completed(self, request: Request) -> None:
        others = self._shelf.at(request.place)
        self._shelf.put(request.place, request.text, request.rank)
        if self._place is None or request.purpose is not Purpose.ASKED:
            return
        if request.rank:
            self._take_alternative(request, self._place, others)
            return
        known = request.rest(self._place) or self._shelf.find(self._place)
        self._show(known or "")
        if known is not None:
            self._pause.stop()
        elif not self._pause.isActive():
            self._wait()

    def _take_alternative(self, request: Request, place: Place, others: tuple[str, ...]) -> None:
        """Offer one that is new, ask for the next one if it is not, or begin anew."""
        ranks = self._shelf.ranks(place)
        if request.text and request.text not in others:
            self._show(request.text)
        elif ranks < RANKS:
            self._flight.want(place, ranks)
        elif others:
            self._show(others[0])

    def _on_ended(self, request: Request) -> None:
        asked = request.purpose is Purpose.ASKED and not request.stopped
        if not request.complete and not request.stopped and request.purpose is not Purpose.WARM:
            self._sane = False
            if asked and not request.rank:
                self._show("")
        if asked and request.cost:
            self.measured.emit(request.cost)
        if asked and request.job.state is JobState.FAILED:
            self.failed.emit(request.job.code, request.job.params)
        self._proceed()

    def _on_lost(self) -> None:
        request = self._flight.request
        if request and self._flight.asking and not request.rank:
            self._show("")

    def _on_switched(self) -> None:
        self._shelf.clear()
        self._show("")
