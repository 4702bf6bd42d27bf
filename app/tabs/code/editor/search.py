"""The search in an editor's text, which goes on in the background."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from app.tabs.code.editor.find import MOST, Query, matches, replacement
from app.tabs.code.editor.tints import Span
from app.tabs.code.editor.units import Units
from app.tabs.code.editor.view import CodeView

SLICE = 0.005  # seconds in a row
PAUSE_MS = 150  # after an edit


class Search(QObject):
    """Keeps what was found up to date with the text; positions are Qt's."""

    changed = Signal()

    def __init__(self, editor: CodeView) -> None:
        super().__init__(editor)
        self._editor = editor
        self._query: Query | None = None
        self._pattern: re.Pattern[str] | None = None
        self._text = ""
        self._units = Units("")
        self._read = False  # the text as it is now
        self._spans: list[Span] = []
        self._left: Iterator[re.Match[str] | None] = iter(())
        self._wanted: tuple[int, int] | None = None  # the step to a match, and where from
        self.complete = True
        self.error = ""  # what is wrong with a regular expression
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_slice)
        editor.textChanged.connect(self._on_text)

    @property
    def count(self) -> int:
        return len(self._spans)

    @property
    def current(self) -> int:
        """Return the number of the match that is selected, from 1; 0 if none is."""
        cursor = self._editor.textCursor()
        span = (cursor.selectionStart(), cursor.selectionEnd())
        at = bisect_left(self._spans, span)
        return at + 1 if at < len(self._spans) and self._spans[at] == span else 0

    def look_for(self, query: Query | None) -> None:
        """Search for something else, or for nothing."""
        if query == self._query:
            return
        self._query, self._wanted, self.error = query, None, ""
        try:
            self._pattern = query.pattern() if query else None
        except re.error as error:
            self._pattern, self.error = None, str(error)
        self._start(0)

    def select(self, step: int, start: int | None = None) -> None:
        """Select the next match, or with -1 the one before, as soon as it is found."""
        cursor = self._editor.textCursor()
        here = cursor.selectionEnd() if step > 0 else cursor.selectionStart()
        self._wanted = (step, here if start is None else start)
        self._settle()

    def replace(self, template: str) -> None:
        """Replace the match that is selected, and go to the next."""
        while not self.complete:
            self._on_slice()
        number = self.current
        if number and self._pattern:
            start, end = self._spans[number - 1]
            match = self._pattern.match(self._text, self._units.position(start))
            if match:
                self._editor.replace(start, end, self._instead(match, template))
        self.select(1)

    def replace_all(self, template: str) -> int:
        """Replace every match, as one step to undo; return how many."""
        if self._pattern is None:
            return 0
        text = self._editor.text()
        parts: list[str] = []
        start, at, count = -1, 0, 0
        for match in matches(self._pattern, text):
            if match:
                start, at = (start, at) if count else (match.start(), match.start())
                parts += (text[at : match.start()], self._instead(match, template))
                at, count = match.end(), count + 1
        if count:
            measure = Units(text).units
            self._editor.replace(measure(start), measure(at), "".join(parts))
        return count

    def _instead(self, match: re.Match[str], template: str) -> str:
        return replacement(match, template) if self._query and self._query.regex else template

    def _on_text(self) -> None:
        self._read = False
        if self._pattern:
            self._start(PAUSE_MS)

    def _start(self, pause: int) -> None:
        """Begin anew; a text that changed is read when the search goes on."""
        self._spans = []
        self._editor.show_found(())
        self.complete = self._pattern is None
        if self._pattern:
            self._left = self._search(self._pattern)
            self._timer.start(pause)
        else:
            self._timer.stop()
        if self._query is None:
            self._text, self._units, self._read = "", Units(""), False
        self.changed.emit()

    def _search(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str] | None]:
        if not self._read:
            self._text = self._editor.text()
            yield None
            self._units = Units(self._text)
            self._read = True
            yield None
        yield from matches(pattern, self._text)

    def _on_slice(self) -> None:
        """Search on until the time is up."""
        self._timer.setInterval(0)
        until = perf_counter() + SLICE
        measure = self._units.units
        while perf_counter() < until and not self.complete:
            match = next(self._left, self)
            if match is self or len(self._spans) >= MOST:
                self.complete = True
                self._timer.stop()
            elif isinstance(match, re.Match):
                self._spans.append((measure(match.start()), measure(match.end())))
            else:
                measure = self._units.units
        self._editor.show_found(self._spans)
        self._settle()
        self.changed.emit()

    def _settle(self) -> None:
        """Select what is wanted if it is found by now."""
        if self._wanted is None:
            return
        step, place = self._wanted
        at = bisect_left(self._spans, (place, 0)) - (step < 0)
        if (step > 0 and at < len(self._spans)) or self.complete:
            self._wanted = None
            if self._spans:
                self._editor.select(*self._spans[at % len(self._spans)])
