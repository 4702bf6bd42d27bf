"""The page of the poetry desk: a poem on its sheet, as one reads, marks and keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.tabs.poetry.page import leaf
from app.tabs.poetry.page.sheet import Sheet
from app.tabs.poetry.task.chinese.faults import At
from app.tabs.poetry.task.verse import Judged, Poem
from app.ui.theme import Theme

AROUND = 40  # pixels that stay visible around what is scrolled to


class PoemPage(QScrollArea):
    """Shows a poem and what was found of it.

    `chosen` names a character or word that was clicked, `locked_changed` the lines to keep.
    """

    chosen = Signal(object)  # At
    locked_changed = Signal(tuple)

    def __init__(self, theme: Theme, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("poetry.page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._poem: Poem | None = None
        self._fitting = False
        self._sheet = Sheet(theme)
        self._sheet.show_hint(hint)
        self.setWidget(self._sheet)
        self._sheet.chosen.connect(self.chosen)
        self._sheet.reached.connect(self._scroll_to)
        self._sheet.locked.connect(lambda: self.locked_changed.emit(self.locked))
        theme.changed.connect(self._fit)

    @property
    def poem(self) -> Poem | None:
        """Return the poem that is shown, with the lines that are locked now; None without one."""
        return self._poem and msgspec.structs.replace(self._poem, locked=self.locked)

    @property
    def locked(self) -> tuple[int, ...]:
        """Return the numbers of the lines that are locked."""
        return self._sheet.locked_lines

    def show_poem(self, poem: Poem, judged: Judged) -> None:
        """Show a finished poem, from its start unless it only changes the one that is shown."""
        before, self._poem = self._poem, poem
        self._sheet.show_leaf(leaf.of_poem(poem, judged), poem.locked)
        self._fit()
        if before is None or (before.form, before.title) != (poem.form, poem.title):
            self._to_start()

    def show_growing(self, poem: Poem, lengths: Sequence[int] = ()) -> None:
        """Show a poem that is being written.

        If `lengths` says how many characters each line will have, nothing moves as they come.
        Nothing can be chosen or locked meanwhile.
        """
        self._poem = None
        self._sheet.show_leaf(leaf.growing(poem, lengths), poem.locked)
        self._fit()
        if self._sheet.glyphs:
            self._scroll_to(self._sheet.glyphs[max(self._sheet.glyphs)])

    def clear(self) -> None:
        """Show an empty sheet."""
        self._poem = None
        self._sheet.show_leaf(None)
        self._fit()

    def show_hint(self, text: str) -> None:
        """Say something on the empty sheet."""
        self._sheet.show_hint(text)

    def set_vertical(self, vertical: bool) -> None:
        """Set Chinese in columns from right to left, or in rows."""
        self._sheet.set_vertical(vertical)
        self._fit()
        self._to_start()

    def set_lockable(self, lockable: bool) -> None:
        """Have locks beside the lines, or none."""
        self._sheet.set_lockable(lockable)
        self._fit()

    def show_marks(self, shown: bool) -> None:
        """Show tones, rhymes and beats, and what is wrong with them."""
        self._sheet.show_marks(shown)

    def point(self, places: Iterable[At]) -> None:
        """Make the characters at some places stand out, and no others; show the first of them."""
        first = self._sheet.point(places)
        if first:
            self._scroll_to(first)

    def resizeEvent(self, event: QResizeEvent) -> None:
        across = self.horizontalScrollBar()
        at_start = across.value() == (across.maximum() if self._sheet.setting.vertical else 0)
        super().resizeEvent(event)
        self._fit()
        if at_start:
            self._to_start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll along the columns of a vertical sheet with a wheel that only turns."""
        across, turned = self.horizontalScrollBar(), event.angleDelta().y()
        if turned and across.maximum() and not self.verticalScrollBar().maximum():
            across.setValue(across.value() + turned)
            event.accept()
        else:
            super().wheelEvent(event)

    def _fit(self) -> None:
        """Set the sheet in the room there is, once more where a scroll bar came or went by that."""
        if self._fitting:
            return
        self._fitting = True
        for _ in range(2):
            room = self.viewport().size()
            self._sheet.arrange(room)
            if self.viewport().size() == room:
                break
        self._fitting = False

    def _to_start(self) -> None:
        across = self.horizontalScrollBar()
        across.setValue(across.maximum() if self._sheet.setting.vertical else 0)
        self.verticalScrollBar().setValue(0)

    def _scroll_to(self, widget: QWidget) -> None:
        self.ensureWidgetVisible(widget, AROUND, AROUND)
