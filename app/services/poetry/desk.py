"""What the Poetry tab works with, built once."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThreadPool

from app.services.database import Database
from app.services.engine import Engine
from app.services.models import Models
from app.services.poetry.candidates import Batch
from app.services.poetry.collection import Collection
from app.services.poetry.runner import VerseRun
from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.changing import Fit, change
from app.tabs.poetry.task.chinese.faults import At
from app.tabs.poetry.task.english.asking import Ranker
from app.tabs.poetry.task.remarks import Remarks, remark
from app.tabs.poetry.task.verse import Poem

T = TypeVar("T")


class PoetryDesk(QObject):
    """The poems that are kept, and what asks the present model."""

    def __init__(
        self,
        database: Database,
        engine: Engine,
        models: Models,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._models = models
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._ranker, self._ranked = Ranker(), ""
        self.collection = Collection(database, self)

    def compose(
        self, brief: Brief, count: int, kept: Mapping[int, str], seed: int | None = None
    ) -> Batch:
        """Make candidates; lines that are `kept`, by number, stay in each."""
        return Batch(self._run, brief, count, kept, self._known_words(), seed, self)

    def change(self, poem: Poem, at: At) -> VerseRun[list[Fit]]:
        """Rank what may stand in the place of a character or a word."""
        return self._run(change(poem, at, self._known_words()))

    def remark(self, poem: Poem, language: str) -> VerseRun[Remarks]:
        """Comment on a poem; `language` is zh or en."""
        return self._run(remark(poem, language))

    def close(self) -> None:
        """Let what runs beside the event loop come to its end."""
        self._pool.waitForDone()

    def _known_words(self) -> Ranker:
        """Return what has been learnt of the words of the present model."""
        path = str(self._models.wanted.path) if self._models.wanted else ""
        if path != self._ranked:
            self._ranker, self._ranked = Ranker(), path
        return self._ranker

    def _run(self, steps: Generator[Any, Any, T]) -> VerseRun[T]:
        self._models.wake()
        return VerseRun(self._engine, self._pool, steps, self._models.template(), self)
