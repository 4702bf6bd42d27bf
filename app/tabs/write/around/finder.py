"""The search in an editor's text, which is kept up to date with it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from app.tabs.write.around.finding import Match, Query, matches, replaced
from app.tabs.write.editor import units
from app.tabs.write.editor.editor import RichEditor
from app.tabs.write.editor.state import State
from app.tabs.write.task.changes import Place
from app.ui.theme import Theme

PAUSE_MS = 150  # after an edit
TINT = 70  # of 255, the opacity of what is found


class Finder(QObject):
    """Finds, shows and replaces; `changed` tells that something else is found."""

    changed = Signal()

    def __init__(self, editor: RichEditor, theme: Theme) -> None:
        super().__init__(editor)
        self._editor, self._theme = editor, theme
        self._query: Query | None = None
        self._matches: list[Match] = []
        self._later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._later.timeout.connect(self._search)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show)
        editor.textChanged.connect(self._on_text)
        for signal in (
            editor.verticalScrollBar().valueChanged,
            editor.verticalScrollBar().rangeChanged,
            theme.changed,
        ):
            signal.connect(self._on_moved)

    @property
    def count(self) -> int:
        return len(self._matches)

    @property
    def current(self) -> int:
        """Return the number of the match that is selected, from 1; 0 if none is."""
        start, end = self._editor.selection_range()
        match = (*start, end[1])
        at = bisect_left(self._matches, match)
        found = start[0] == end[0] and at < len(self._matches) and self._matches[at] == match
        return at + 1 if found else 0

    def look_for(self, query: Query | None) -> None:
        """Search for something else, or for nothing."""
        self._query = query
        self._search()

    def select(self, step: int, start: Place | None = None) -> None:
        """Select the next match, or with -1 the one before, round and round."""
        self._catch_up()
        if not self._matches:
            return
        low, high = self._editor.selection_range()
        place = start or (high if step > 0 else low)
        at = bisect_left(self._matches, (*place, 0)) - (step < 0)
        block, first, end = self._matches[at % len(self._matches)]
        self._editor.select((block, first), (block, end))

    def replace(self, text: str) -> None:
        """Replace the match that is selected, and go to the next."""
        self._catch_up()
        number = self.current
        start = None
        if number:
            match = self._matches[number - 1]
            self._put([match], text)
            start = match[0], match[1] + len(text)
        self.select(1, start)

    def replace_all(self, text: str) -> int:
        """Replace every match, as one step to undo; return how many."""
        self._catch_up()
        count = self.count
        if count:
            place = self._editor.selection_range()[0]
            self._put(self._matches, text)
            self._editor.select(place, place)
            self._search()
        return count

    # Inside ------------------------------------------------------------------------------

    def _put(self, found: list[Match], text: str) -> None:
        first, blocks = replaced(self._editor.piece().blocks, found, text)
        self._editor.put_blocks(first, first + len(blocks), blocks)

    def _on_text(self) -> None:
        if self._query:
            self._later.start()

    def _on_moved(self, *_: int) -> None:
        self._soon.start()

    def _catch_up(self) -> None:
        if self._later.isActive():
            self._search()

    def _search(self) -> None:
        self._later.stop()
        blocks = self._editor.piece().blocks
        self._matches = matches(self._query, blocks) if self._query else []
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        """Tint the matches that are in view."""
        if not self._matches:
            self._editor.setExtraSelections([])
            return
        bottom = QPoint(self._editor.viewport().width(), self._editor.viewport().height())
        first = self._editor.cursorForPosition(QPoint(0, 0)).blockNumber()
        last = self._editor.cursorForPosition(bottom).blockNumber()
        state = State(self._editor.piece(), self._editor.proposals)

        def shown(match: Match) -> int:
            return state.to_shown(match[:2])[0]

        low = bisect_left(self._matches, first, key=shown)
        high = bisect_right(self._matches, last, key=shown)
        tints = [self._tint(state, match) for match in self._matches[low:high]]
        self._editor.setExtraSelections(tints)

    def _tint(self, state: State, match: Match) -> QTextEdit.ExtraSelection:
        block, start, end = match
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(self._position(state.to_shown((block, start))))
        position = self._position(state.to_shown((block, end)))
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        colour = QColor(self._theme.tokens.caution)
        colour.setAlpha(TINT)
        form = QTextCharFormat()
        form.setBackground(colour)
        tint = QTextEdit.ExtraSelection()
        tint.cursor, tint.format = cursor, form
        return tint

    def _position(self, shown: Place) -> int:
        block = self._editor.document().findBlockByNumber(shown[0])
        return block.position() + units.length(block.text()[: shown[1]])
