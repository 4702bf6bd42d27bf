"""The editor of a piece, with what models propose inside the text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from app.piece import Piece
from app.tabs.write.editor.bar import HunkBar
from app.tabs.write.editor.keys import Action, action_of
from app.tabs.write.editor.looks import OBJECTS
from app.tabs.write.editor.proposal import Proposal
from app.tabs.write.editor.proposing import Proposing
from app.tabs.write.task import authorship
from app.tabs.write.task.changes import Place
from app.ui.theme import Theme

BAR_GAP = 4  # pixels between a hunk and its bar
At = tuple[Proposal, int, int | None]  # a proposal, its first shown block, the number of a hunk


class RichEditor(Proposing):
    """Rich text, with a bar at the hunk under the pointer or the cursor."""

    retry_wanted = Signal(int)
    object_activated = Signal(int)  # the number of the block of a table, an image or a rule
    link_activated = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._hovered: int | None = None  # a position
        self._held = False  # whether the bar stays where it is, for the next click
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._bar = HunkBar(theme, self.viewport())
        self._bar.accepted.connect(lambda: self._decide(True))
        self._bar.rejected.connect(lambda: self._decide(False))
        self._bar.all_accepted.connect(lambda: self._decide_all(True))
        self._bar.all_rejected.connect(lambda: self._decide_all(False))
        self._bar.flicked.connect(self._flick)
        self._bar.retried.connect(self._on_retry)
        self.viewport().setMouseTracking(True)
        self.setObjectName("write.editor")
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._soon.start())
        self.cursorPositionChanged.connect(self._on_cursor)
        self.textChanged.connect(self._on_text)
        self._soon.timeout.connect(self._place_bar)
        self.retranslate()

    def set_piece(self, piece: Piece, proposals: Sequence[Proposal] = ()) -> None:
        super().set_piece(piece, proposals)
        self._soon.start()

    # At the cursor -----------------------------------------------------------------------

    def at(self, position: int) -> At | None:
        """Return the proposal at a position of the document, and its hunk there if any."""
        block, offset = self._page.place(position)
        found = self._state.proposal_at(block)
        if found is None:
            return None
        first, one = found
        for number, hunk in enumerate(one.hunks):
            if first + hunk.block == block and hunk.start <= offset <= hunk.end:
                return one, first, number
        return one, first, None

    def _present(self) -> At | None:
        """Return what the bar is for: the hunk under the pointer, or else at the cursor."""
        if self._hovered is not None:
            found = self.at(self._hovered)
            if found is not None and found[2] is not None:
                return found
        return self.at(self.textCursor().position())

    def _decide(self, accept: bool) -> None:
        found = self._present()
        if found is None or found[2] is None or found[0].growing:
            return
        one, first, hunk = found
        decided = one.hunks[found[2]]
        (self.accept if accept else self.reject)(one.id, hunk)
        self._hovered = None
        if self.is_open(one.id):
            here = (first + decided.block, decided.start)
            places = [place for place in self._hunk_places() if place >= here]
            if places:
                self._put(places[0])
                self.ensureCursorVisible()
        self._soon.start()

    def _decide_all(self, accept: bool) -> None:
        found = self._present()
        if found is not None:
            (self.accept if accept else self.reject)(found[0].id)

    def _flick(self, step: int) -> None:
        found = self._present()
        if found is not None and not found[0].taken and len(found[0].alternatives) > 1:
            one, first, _ = found
            self._held = True
            self._alter(lambda s: s.flick(one.id, step))
            places = [place for place in self._hunk_places() if place[0] >= first]
            if places:
                self._put(places[0])

    def _on_retry(self) -> None:
        found = self._present()
        if found is not None:
            self.retry_wanted.emit(found[0].id)

    # Keys and pointer --------------------------------------------------------------------

    def _edit(self, action: Action) -> bool:
        here = self.at(self.textCursor().position())
        match action:
            case Action.ACCEPT | Action.REJECT:
                self._hovered = None
                self._decide(action is Action.ACCEPT)
            case Action.NEXT_ALTERNATIVE | Action.PREVIOUS_ALTERNATIVE:
                self._hovered = None
                self._flick(1 if action is Action.NEXT_ALTERNATIVE else -1)
            case Action.NEXT_HUNK | Action.PREVIOUS_HUNK:
                self._hovered = None
                self.go_to_hunk(1 if action is Action.NEXT_HUNK else -1)
            case Action.TAB | Action.BACKTAB if here is not None and here[2] is not None:
                self.go_to_hunk(1 if action is Action.TAB else -1)
            case _:
                return super()._edit(action)
        return True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not self._state.proposals or event.buttons():
            return
        position = self.cursorForPosition(event.position().toPoint()).position()
        found = self.at(position)
        hovered = position if found is not None and found[2] is not None else None
        if hovered is not None or self._far(event):
            self._hovered = hovered
            self._soon.start()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        number = self._place_under(event)[0]
        if self._state.blocks[number].kind in OBJECTS:
            self.object_activated.emit(number)
        else:
            super().mouseDoubleClickEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            number, offset = self._place_under(event)
            runs = authorship.split(self._state.blocks[number].runs, offset)[1]
            if runs and runs[0].link:
                self.link_activated.emit(runs[0].link)

    def _place_under(self, event: QMouseEvent) -> Place:
        position = self.cursorForPosition(event.position().toPoint()).position()
        return self._state.to_base(self._page.place(position))

    def _far(self, event: QMouseEvent) -> bool:
        """Tell whether the pointer is not on its way to the bar."""
        near = self._bar.geometry().adjusted(-24, -24, 24, 24)
        return not near.contains(event.position().toPoint())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()

    def _on_text(self) -> None:
        self._hovered = None
        self._soon.start()

    def _on_cursor(self) -> None:
        if not self._moving:
            self._hovered = None
        self._soon.start()

    def _place_bar(self) -> None:
        if self._page.busy or not self._state.proposals:
            self._bar.hide()
            return
        found = self._present()
        if found is None:
            self._bar.hide()
            return
        one, first, hunk = found
        self._bar.show_for(
            hunk=hunk is not None and not one.growing,
            current=one.current,
            count=len(one.alternatives),
            open_=not one.taken,
            busy=one.growing,
        )
        if not (self._held and self._bar.isVisible()):
            self._bar.move(*self._bar_place(one, first, hunk))
        self._held = False
        self._bar.show()

    def _bar_place(self, one: Proposal, first: int, hunk: int | None) -> tuple[int, int]:
        if hunk is None:
            block = self._page.place(self.textCursor().position())[0]
            start = end = (block, len(self.document().findBlockByNumber(block).text()))
        else:
            found = one.hunks[hunk]
            start, end = ((first + found.block, at) for at in (found.start, found.end))
        rects = []
        for place in (start, end):
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._page.position(place))
            rects.append(self.cursorRect(cursor))
        view, size = self.viewport().rect(), self._bar.size()
        left = rects[0].left() if rects[0].top() == rects[1].top() else rects[1].left()
        top = rects[1].bottom() + BAR_GAP
        if top + size.height() > view.height():
            top = rects[0].top() - size.height() - BAR_GAP
        return max(4, min(left, view.width() - size.width() - 4)), top

    # How it looks ------------------------------------------------------------------------

    def show_authors(self, shown: bool) -> None:
        """Tint what was not typed by who wrote it."""
        self._paint.authors = shown
        self.viewport().update()

    @property
    def focus_mode(self) -> bool:
        return self._paint.dimmed

    def set_focus_mode(self, on: bool) -> None:
        """Dim all but the present paragraph, and keep it in the middle."""
        self._paint.dimmed = on
        self.viewport().update()
        self._center()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if action_of(event) is not None or event.text():
            self._center()

    def _center(self) -> None:
        if self._paint.dimmed:
            middle = self.viewport().height() // 2
            self._scroll_by(self.cursorRect().center().y() - middle)
