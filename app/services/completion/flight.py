"""The one request that the engine has, and the one that waits for it to be gone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.services.completion.prompts import Prompts
from app.services.completion.request import Purpose, Request
from app.services.engine import Engine
from app.services.jobs import JobState
from app.services.models import Models
from app.tabs.code.task.pace import Pace
from app.tabs.code.task.place import Place
from app.tabs.code.task.ring import Ring


class Flight(QObject):
    """Never has more than one request in flight; the newest that is wanted goes next.

    `lost` tells that what is in flight will come to nothing,
    for its engine or model is gone, and `switched` that another model is there.
    """

    grew = Signal(object)  # Request
    completed = Signal(object)
    ended = Signal(object)
    lost = Signal()
    switched = Signal()

    def __init__(
        self,
        engine: Engine,
        models: Models,
        ring: Ring,
        pace: Pace,
        clock: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.request: Request | None = None
        self._engine = engine
        self._models = models
        self._pace = pace
        self._clock = clock
        self._prompts = Prompts(ring, pace)
        self._wanted: tuple[Place, int] | None = None
        self._path = engine.model.path if engine.model else ""
        self._able = bool(engine.model and engine.model.can_infill)
        engine.model_changed.connect(self._on_model)

    @property
    def able(self) -> bool:
        """Tell whether the model, or the one that sleeps, can go on within a text."""
        return self._able

    @property
    def asking(self) -> bool:
        """Tell whether somebody waits for an answer."""
        request = self.request
        flying = request and not request.useless and request.purpose is Purpose.ASKED
        return bool(flying or self._wanted)

    def serving(self, place: Place) -> Request | None:
        """Return the request in flight if what comes of it may be for a place."""
        return self.request if self.request and self.request.serves(place) else None

    def want(self, place: Place, rank: int = 0) -> None:
        """Ask for a suggestion, as soon as what is in flight has made room."""
        if not self._able or not (place.before + place.after).strip():
            return
        self._wanted = place, rank
        if self.request:
            self.request.stop()
        if self._engine.model is None:
            self._models.wake()
        self.proceed()

    def forget_wanted(self) -> None:
        self._wanted = None

    def halt(self) -> None:
        """Let go of all that is asked."""
        self._wanted = None
        if self.request:
            self.request.stop()

    def proceed(self) -> bool:
        """Ask what is wanted if the engine is free; tell whether it still is."""
        model = self._engine.model
        if self.request or model is None or not model.can_infill:
            return False
        if self._wanted is None:
            return True
        (place, rank), self._wanted = self._wanted, None
        self._launch(Purpose.ASKED, place, rank)
        return False

    def look_ahead(self, places: tuple[Place, ...]) -> bool:
        """Ask for the first of the places that costs no new prompt, if there is one."""
        for place in places:
            if self._prompts.fits(place):
                self._launch(Purpose.AHEAD, place)
                return True
        return False

    def warm(self, place: Place) -> None:
        """Have the prompt of a place evaluated unless it is."""
        if not self._prompts.is_warm(place, self._context):
            self._launch(Purpose.WARM, place)

    @property
    def _context(self) -> int:
        return self._engine.model.context if self._engine.model else 0

    def _launch(self, purpose: Purpose, place: Place, rank: int = 0) -> None:
        request = Request(
            self._engine,
            purpose,
            place,
            self._prompts.settle(place, self._context),
            clock=self._clock,
            rank=rank,
            seconds=self._pace.seconds,
            parent=self,
        )
        self.request = request
        request.grew.connect(lambda: self.grew.emit(request))
        request.completed.connect(lambda: self.completed.emit(request))
        request.ended.connect(lambda: self._on_ended(request))

    def _on_ended(self, request: Request) -> None:
        self.request = None
        request.deleteLater()
        if request.usage:
            self._pace.measured(request.usage, request.characters)
        if request.waited is not None:
            self._pace.answered(request.waited)
        if not request.lost and (request.complete or request.job.state is JobState.DONE):
            self._prompts.warm = request.anchor
        self.ended.emit(request)

    def _on_model(self) -> None:
        model = self._engine.model
        if model is None or model.path != self._path:
            self.lost.emit()
            self._prompts.forget()
            if self.request:
                self.request.lost = True
        if model is None:
            self._wanted = None
            return
        self._able = model.can_infill
        if self.request and self.request.lost:
            self.request.stop()
        if model.path != self._path:
            self._path = model.path
            self.switched.emit()
        self.proceed()
