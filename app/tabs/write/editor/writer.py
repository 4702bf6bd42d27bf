"""Writing: keys, and markdown habits."""

from __future__ import annotations

from msgspec import structs
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from app.piece import Run
from app.tabs.write.editor import edits, habits
from app.tabs.write.editor.commands import Commands
from app.tabs.write.editor.keys import Action, action_of
from app.tabs.write.editor.proposal import TEXT, text_of
from app.ui.theme import Theme

LOOKS = {
    Action.BOLD: "bold",
    Action.ITALIC: "italic",
    Action.STRIKE: "strike",
    Action.CODE: "code",
}
HEADINGS = {Action.HEADING_1: 1, Action.HEADING_2: 2, Action.HEADING_3: 3}
TABULATOR = "    "  # in code


class Writer(Commands):
    """Does what one types and commands to the piece."""

    link_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._composing = False

    # Events ------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            asked = action_of(event)
            if asked is not None:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = action_of(event)
        if action is not None and (not self.isReadOnly() or action is Action.LINK):
            if not self._act(action):
                self._native(event, action)
        elif action is None and _types(event) and not self.isReadOnly():
            with self._step("type"):
                self._make_ready()
                super().keyPressEvent(event)
            self._follow_habits(event.text())
        elif action is None:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        begins = bool(event.preeditString()) and not self._composing
        self._composing = bool(event.preeditString())
        with self._step("type"):
            if begins or event.commitString():
                self._make_ready()
            super().inputMethodEvent(event)
        if event.commitString() and not self._composing:
            self._follow_habits(event.commitString())

    # Keys --------------------------------------------------------------------------------

    def _act(self, action: Action) -> bool:
        """Do what a key asks for; tell whether Qt has nothing left to do."""
        match action:
            case Action.UNDO:
                self.undo()
            case Action.REDO:
                self.redo()
            case Action.CUT:
                self.cut()
            case Action.PASTE_PLAIN:
                self.paste_plain()
            case Action.LINK:
                self.link_wanted.emit()
            case Action.BOLD | Action.ITALIC | Action.STRIKE | Action.CODE:
                self.toggle(LOOKS[action])
            case Action.PARAGRAPH:
                self.set_kind("paragraph")
            case Action.HEADING_1 | Action.HEADING_2 | Action.HEADING_3:
                self.set_kind("heading", HEADINGS[action])
            case _:
                return self._edit(action)
        return True

    def _edit(self, action: Action) -> bool:
        match action:
            case Action.ENTER:
                self._enter()
            case Action.BREAK:
                self._type("\n")
            case Action.TAB | Action.BACKTAB:
                return self._tab(1 if action is Action.TAB else -1)
            case Action.BACKSPACE | Action.DELETE | Action.WORD_BACKSPACE | Action.WORD_DELETE:
                return self._delete(action)
            case _:
                return True  # it is about a proposal, and there is none
        return True

    def _native(self, event: QKeyEvent, action: Action) -> None:
        """Let Qt delete within a block, or type a tabulator."""
        with self._step("delete" if action is not Action.TAB else "type"):
            if action is Action.TAB:
                self._make_ready()
            super().keyPressEvent(event)

    def _enter(self) -> None:
        with self._step():
            self._remove_selected()
            number, offset = self.selection_range()[0]
            block = self._state.blocks[number]
            new = habits.entered(block) if offset == len(text_of(block)) else None
            if new is None:
                self._do(edits.enter(self._state.blocks, (number, offset)))
            else:
                place = (number + len(new) - 1, 0)
                self._do(edits.Edit(number, number + 1, new, place))
        self._typing = None

    def _type(self, text: str) -> None:
        """Type what Qt would not."""
        with self._step():
            self._make_ready()
            number, offset = self.selection_range()[0]
            runs = (structs.replace(self._typing_run(), text=text),)
            self._become(self._state.type(number, offset, offset, runs))
            self._go((number, offset + len(text)))

    def _tab(self, step: int) -> bool:
        start, end = self.selection_range()
        inside = self._state.blocks[start[0] : end[0] + 1]
        if any(block.kind in ("item", "quote") for block in inside):
            self._do(edits.shift(self._state.blocks, start, end, step))
        elif start == end and inside[0].kind == "code" and step > 0:
            self._type(TABULATOR)
        elif step > 0 and start[0] == end[0]:
            return False
        return True

    def _delete(self, action: Action) -> bool:
        """Delete what is selected, or over the edge of a block; leave the rest to Qt."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            with self._step():
                self._remove_selected()
            return True
        back = action in (Action.BACKSPACE, Action.WORD_BACKSPACE)
        number, offset = self._page.place(cursor.position())
        shown = self._page.blocks[number]
        edge = 0 if back else edits.size(shown)
        if offset == edge or shown.kind not in TEXT:
            base, at = self._state.to_base((number, offset))
            self._do(self._over_edge(base, at, back))
            return True
        self._clear_way(cursor.position() - back, cursor.position() + (not back))
        return False

    def _over_edge(self, number: int, offset: int, back: bool) -> edits.Edit | None:
        blocks = self._state.blocks
        block = blocks[number]
        if block.kind not in TEXT and (offset > 0) == back:
            return edits.remove(blocks, (number, 0), (number, 1))
        if back:
            return edits.backspace(blocks, number) if not offset else None
        return edits.delete(blocks, number) if offset == edits.size(block) else None

    # What is before and behind typing ------------------------------------------------------

    def _make_ready(self) -> None:
        """Make the cursor's place one where Qt can put what is typed."""
        self._remove_selected()
        cursor = self.textCursor()
        self._clear_way(cursor.position(), cursor.position())
        place = self.selection_range()[0]
        if self._state.blocks[place[0]].kind not in TEXT:
            self._do(edits.enter(self._state.blocks, place))
            place = self.selection_range()[0]
        form = self._looks.char(self._typing_run(), self._state.blocks[place[0]])
        self._moving = True
        self.setCurrentCharFormat(form)
        self._moving = False

    def _follow_habits(self, typed: str) -> None:
        """Make what was typed what it means in markdown, as a step of its own to undo."""
        if not typed or typed[-1] not in " *`~" or self.textCursor().hasSelection():
            return
        number, offset = self.selection_range()[0]
        block = self._state.blocks[number]
        found = habits.begun(block, offset) if typed[-1] == " " else None
        closed = None if found or typed[-1] == " " else habits.marked(block, offset)
        if found or closed:
            changed, at = found or closed or (block, offset)
            self._history.seal()
            look = self._typing_run() if closed else Run("")
            self._do(edits.Edit(number, number + 1, (changed,), (number, at)))
            self._typing = structs.replace(look, text="", link="") if closed else None


def _types(event: QKeyEvent) -> bool:
    control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    chord = event.modifiers() & control
    both = chord == control  # AltGr on some systems
    return bool(event.text()) and event.text().isprintable() and (not chord or both)
