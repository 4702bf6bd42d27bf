"""What fits in the place of a character, offered there."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QWidget

from app.services.errors import describe
from app.services.poetry.desk import PoetryDesk
from app.services.poetry.runner import VerseRun
from app.tabs.poetry.fits import FitList
from app.tabs.poetry.opened import OpenPoem
from app.tabs.poetry.page.page import PoemPage
from app.tabs.poetry.task.changing import Fit, changed
from app.tabs.poetry.task.chinese.faults import At
from app.tabs.poetry.task.verse import Poem


class Places(QObject):
    """Looks what fits where a person points, and puts in what is chosen."""

    def __init__(
        self, desk: PoetryDesk, opened: OpenPoem, page: PoemPage, fits: FitList, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._opened, self._page, self._fits = desk, opened, page, fits
        self._run: VerseRun[list[Fit]] | None = None
        self._poem: Poem | None = None  # that was pointed into
        self._at = At(0, 0)
        page.chosen.connect(self.look)
        fits.chosen.connect(self._on_chosen)
        fits.closed.connect(self.stop)
        opened.changed.connect(fits.hide)

    def look(self, at: At) -> None:
        """Offer what fits in a place of the poem."""
        poem = self._opened.poem
        if poem is None:
            return
        self.stop()
        self._at = at
        self._poem = poem
        self._fits.open_for(poem, at, self._place(at))
        run = self._run = self._desk.change(poem, at)
        run.ended.connect(lambda: self._on_ended(run))

    def stop(self) -> None:
        """Look no further."""
        run, self._run = self._run, None
        if run:
            run.stop()
            run.deleteLater()

    def _place(self, at: At) -> QRect:
        """Return where a character stands on the screen."""
        glyph = self._page.findChild(QWidget, f"poetry.glyph.{at.line}.{at.place}")
        widget = glyph if isinstance(glyph, QWidget) else self._page
        return QRect(widget.mapToGlobal(widget.rect().topLeft()), widget.size())

    def _on_ended(self, run: VerseRun[list[Fit]]) -> None:
        if run is not self._run:
            return
        self._run = None
        run.deleteLater()
        if run.result is not None:
            self._fits.show_fits(run.result)
        elif run.code is not None:
            self._fits.failed(describe(run.code, run.params))

    def _on_chosen(self, text: str) -> None:
        if self._poem and self._poem == self._opened.poem:
            self._opened.change(changed(self._poem, self._at, text))
