"""What one can do to the piece by commands: looks, kinds, the clipboard."""

from __future__ import annotations

from msgspec import structs
from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QMenu

from app.piece import Kind, Run
from app.tabs.write.editor import clipboard, edits
from app.tabs.write.editor.clean import cleaned
from app.tabs.write.editor.view import PieceView
from app.tabs.write.task import authorship
from app.tabs.write.task.changes import Blocks, Place


class Commands(PieceView):
    """Does commands to what is selected. `menu_opening` lets others add to the context menu."""

    menu_opening = Signal(object)

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

    def dropEvent(self, event: QDropEvent) -> None:
        """Put in what is dropped. Qt would take out what is moved behind our back."""
        self.dragLeaveEvent(QDragLeaveEvent())
        data = event.mimeData()
        if self.isReadOnly() or not clipboard.can_take(data):
            event.ignore()
            return
        position = self.cursorForPosition(event.position().toPoint()).position()
        ours = event.source() in (self, self.viewport())
        moved = ours and event.dropAction() == Qt.DropAction.MoveAction
        self.drop(data, self._state.to_base(self._page.place(position)), moved=moved)
        event.acceptProposedAction()

    def drop(self, data: QMimeData, place: Place, *, moved: bool) -> None:
        """Put something in at a place; if it is `moved`, what is selected goes."""
        start, end = self.selection_range()
        if moved and start <= place <= end:
            return
        with self._step():
            if moved and place < start:
                self._remove_selected()
            self._go(place)
            self.insertFromMimeData(data)
            if moved and place > end:
                self._go(end, start)
                self._remove_selected()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.textCursor().hasSelection():
            self.setTextCursor(self.cursorForPosition(event.pos()))
        menu = self.context_menu()
        self.menu_opening.emit(menu)
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

    # The cursor --------------------------------------------------------------------------

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


def _free(name: str, data: bytes, taken: dict[str, bytes]) -> str:
    """Return a name for an image that no other one has."""
    stem, dot, ending = name.rpartition(".")
    number, found = 1, name
    while found in taken and taken[found] != data:
        number += 1
        found = f"{stem}-{number}{dot}{ending}"
    return found
