"""Writing: keys, markdown habits, looks, the clipboard."""

from __future__ import annotations

from msgspec import structs
from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from app.piece import Kind, Run
from app.tabs.write.editor import clipboard, edits, habits
from app.tabs.write.editor.clean import cleaned
from app.tabs.write.editor.keys import Action, action_of
from app.tabs.write.editor.proposal import TEXT, text_of
from app.tabs.write.editor.view import PieceView
from app.tabs.write.task import authorship
from app.tabs.write.task.changes import Blocks
from app.ui.theme import Theme

LOOKS = {
    Action.BOLD: "bold",
    Action.ITALIC: "italic",
    Action.STRIKE: "strike",
    Action.CODE: "code",
}
HEADINGS = {Action.HEADING_1: 1, Action.HEADING_2: 2, Action.HEADING_3: 3}
TABULATOR = "    "  # in code


class Writer(PieceView):
    """Does what one types and commands to the piece."""

    link_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._composing = False

    # Commands ----------------------------------------------------------------------------

    def toggle(self, look: str) -> None:
        """Give what is selected a look, "bold" or another, or take it off; or what is typed."""
        start, end = self.selection_range()
        if start == end:
            run = self._typing_run()
            self._typing = structs.replace(run, **{look: not getattr(run, look)})
            return
        value = not edits.has(self._state.blocks, start, end, look)
        self._do(edits.mark(self._state.blocks, start, end, **{look: value}))

    def set_link(self, address: str) -> None:
        """Make what is selected a link; "" takes it off."""
        start, end = self.selection_range()
        if start != end:
            self._do(edits.mark(self._state.blocks, start, end, link=address))

    def set_kind(self, kind: Kind, level: int = 0, *, ordered: bool = False) -> None:
        """Make the selected blocks another kind, or paragraphs if they are of it."""
        start, end = self.selection_range()
        self._do(edits.become(self._state.blocks, start, end, kind, level, ordered=ordered))

    def insert_blocks(self, blocks: Blocks, images: dict[str, bytes] | None = None) -> None:
        """Put blocks in the place of what is selected; names of images are made unique."""
        if not blocks or self.isReadOnly():
            return
        taken, renamed = dict(self._state.piece.images), dict[str, str]()
        for name, data in (images or {}).items():
            renamed[name] = _free(name, data, taken)
            taken[renamed[name]] = data
        new = tuple(
            cleaned(structs.replace(one, image=renamed.get(one.image, one.image))) for one in blocks
        )
        with self._step():
            self._remove_selected()
            base = structs.replace(self._state.piece, images=taken)
            if taken != self._state.piece.images:
                self._become(structs.replace(self._state, piece=base))
            place = self.selection_range()[0]
            self._do(edits.insert(self._state.blocks, place, new))

    def cut(self) -> None:
        self.copy()
        with self._step():
            self._remove_selected()

    def createMimeDataFromSelection(self) -> QMimeData:
        start, end = self.selection_range()
        blocks = edits.extract(self._state.blocks, start, end)
        return clipboard.put(blocks, self._state.piece.images)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return clipboard.can_take(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        found = clipboard.take(source)
        self.insert_blocks(found.blocks, found.images)

    def paste_plain(self) -> None:
        """Paste without any looks."""
        text = QGuiApplication.clipboard().text()
        self.insert_blocks(clipboard.text_blocks(text) if text else ())

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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.context_menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def context_menu(self) -> QMenu:
        """Return the menu of what one can do with what is selected."""
        menu = QMenu(self)
        menu.setObjectName("write.editor.menu")
        selected = self.textCursor().hasSelection()
        data = QGuiApplication.clipboard().mimeData()
        pasting = data is not None and clipboard.can_take(data) and not self.isReadOnly()
        for text, slot, enabled in (
            (self.tr("Undo"), self.undo, self.can_undo()),
            (self.tr("Redo"), self.redo, self.can_redo()),
            ("", None, True),
            (self.tr("Cut"), self.cut, selected and not self.isReadOnly()),
            (self.tr("Copy"), self.copy, selected),
            (self.tr("Paste"), self.paste, pasting),
            (self.tr("Paste without looks"), self.paste_plain, pasting),
            ("", None, True),
            (self.tr("Select all"), self.selectAll, True),
        ):
            if slot is None:
                menu.addSeparator()
                continue
            entry = menu.addAction(text)
            entry.triggered.connect(slot)
            entry.setEnabled(enabled)
        return menu

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

    # What is before typing ---------------------------------------------------------------

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

    def _remove_selected(self) -> None:
        cursor = self.textCursor()
        if cursor.hasSelection():
            self._clear_way(cursor.selectionStart(), cursor.selectionEnd())
            start, end = self.selection_range()
            self._do(edits.remove(self._state.blocks, start, end))

    def _clear_way(self, start: int, end: int) -> None:
        """Dismiss the proposals that typing between two positions is in."""
        places = self._page.place(start), self._page.place(end)
        found = self._state.disturbed(*places)
        if not found:
            return
        low, high = self.selection_range()
        state = self._state
        for one in found:
            state = state.dismiss(one.id)
        self._become(state)
        self._go(high, low if low != high else None)

    def _typing_run(self) -> Run:
        """Return the look of what is typed at the cursor."""
        if self._typing is not None:
            return self._typing
        number, offset = self.selection_range()[0]
        before, after = authorship.split(self._state.blocks[number].runs, offset)
        if not before:
            look = structs.replace(after[0], link="") if after else Run("")
        elif after and after[0].link == before[-1].link:
            look = before[-1]
        else:
            look = structs.replace(before[-1], link="")
        return structs.replace(look, text="", author="typed", generation=0)

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


def _free(name: str, data: bytes, taken: dict[str, bytes]) -> str:
    """Return a name for an image that no other one has."""
    stem, dot, ending = name.rpartition(".")
    number, found = 1, name
    while found in taken and taken[found] != data:
        number += 1
        found = f"{stem}-{number}{dot}{ending}"
    return found
