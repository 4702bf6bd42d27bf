"""Candidates on their way to the desk."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.services.poetry.candidates import Batch
from app.services.poetry.desk import PoetryDesk
from app.tabs.poetry.shelf.candidates import Candidates
from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.ranking import Candidate, ranked
from app.tabs.poetry.task.verse import Poem


class Composing(QObject):
    """Has the model make candidates, and shows them in the strip, ranked at the end.

    `grew` carries the poem that is being written, `chosen` the Candidate to be shown: the first
    one, and whichever a person chooses. `best` carries the best one, once all are there, unless a
    person has chosen.
    """

    changed = Signal()  # begun or over
    grew = Signal(object)
    chosen = Signal(object)
    best = Signal(object)
    failed = Signal(object, object)  # ErrorCode, Params

    def __init__(self, desk: PoetryDesk, strip: Candidates, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._strip = strip
        self._batch: Batch | None = None
        self._chose = False  # a person has chosen one
        self.first: Candidate | None = None
        self.brief = Brief("七绝")
        strip.chosen.connect(self._on_chosen)

    @property
    def busy(self) -> bool:
        return self._batch is not None

    def begin(self, brief: Brief, count: int, kept: dict[int, str] | None = None) -> None:
        """Make so many candidates; lines that are `kept`, by number, are in each."""
        self.stop()
        self._strip.clear()
        self._chose, self.first = False, None
        self.brief = brief
        batch = self._batch = self._desk.compose(brief, count, kept or {})
        batch.grew.connect(lambda lines: self._on_grew(batch, lines))
        batch.made.connect(lambda candidate: self._on_made(batch, candidate))
        batch.ended.connect(lambda: self._on_ended(batch))
        self.changed.emit()

    def stop(self) -> None:
        """Make no more; those that are there stay."""
        if self._batch:
            self._batch.stop()

    def clear(self) -> None:
        """Stop, and forget the candidates."""
        self.stop()
        self._strip.clear()

    def _on_grew(self, batch: Batch, lines: tuple[str, ...]) -> None:
        if batch is self._batch and not batch.candidates:
            theme = batch.brief.theme.strip()
            self.grew.emit(Poem(batch.brief.form, lines, theme, locked=tuple(batch.kept)))

    def _on_made(self, batch: Batch, candidate: Candidate) -> None:
        if batch is not self._batch:
            return
        self._strip.add(candidate)
        if len(batch.candidates) == 1:
            self.first = candidate
            self._strip.mark(0)
            self.chosen.emit(candidate)

    def _on_ended(self, batch: Batch) -> None:
        if batch is not self._batch:
            return
        self._batch = None
        batch.deleteLater()
        if len(batch.candidates) > 1:
            best = ranked(batch.candidates)
            self._strip.set_all(best)
            if not self._chose:
                self.best.emit(best[0])
        elif not batch.candidates:
            self._strip.clear()
        if batch.code is not None:
            self.failed.emit(batch.code, batch.params)
        self.changed.emit()

    def _on_chosen(self, index: int) -> None:
        self._chose = True
        self.chosen.emit(self._strip.candidates[index])
