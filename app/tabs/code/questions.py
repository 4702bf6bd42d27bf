"""Between the editor and the side panel: what is asked about, and where answers go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QTextCursor

from app.tabs.code.editor.editor import CodeEditor
from app.tabs.code.editor.surroundings import place_of
from app.tabs.code.files.buffer import Buffer
from app.tabs.code.files.files import Files
from app.tabs.code.side.exchange import Exchange
from app.tabs.code.side.panel import SidePanel
from app.tabs.code.task.actions import Action, Selection
from app.tabs.code.task.blocks import around
from app.ui.notice import NoticeBar

KEPT = 50  # questions whose place in the text is followed


@dataclass(frozen=True)
class _Followed:
    """Where a question's code is now: `cursor` selects it, also after changes elsewhere."""

    selection: Selection
    buffer: Buffer
    editor: CodeEditor
    cursor: QTextCursor


class Questions(QObject):
    """Asks about the selection of the editor in front, and applies what the person accepts.

    `asked` tells that there is something to be seen in the panel.
    """

    asked = Signal()

    def __init__(
        self,
        files: Files,
        panel: SidePanel,
        notices: NoticeBar,
        editor: Callable[[], CodeEditor | None],
    ) -> None:
        super().__init__(panel)
        self._files = files
        self._panel = panel
        self._notices = notices
        self._editor = editor
        self._followed: list[_Followed] = []
        panel.instructed.connect(self.instruct)
        panel.again.connect(self._ask_again)
        panel.applied.connect(self._apply)
        panel.insert_wanted.connect(self._insert)
        panel.file_wanted.connect(self._open)
        panel.link.connect(lambda address: QDesktopServices.openUrl(QUrl(address)))

    def ask(self, action: Action, instruction: str = "", target: str = "") -> None:
        """Ask about the selection, or about what stands around the cursor."""
        editor, buffer = self._editor(), self._files.current
        if editor is None or buffer is None:
            return
        cursor = editor.textCursor()
        if not cursor.hasSelection() and action is not Action.WRITE:
            cursor = _block_at(editor)
        selection = _selection(editor, cursor, _name(buffer))
        if not selection.text.strip() and action is not Action.WRITE:
            self._notices.show_message(
                self.tr("There is no code here to ask about. Write some, or select some.")
            )
            return
        selection = replace(selection, instruction=instruction, target=target)
        self._ask(action, _Followed(selection, buffer, editor, cursor))

    def instruct(self, instruction: str) -> None:
        """Change what is selected as the person says; without a selection, write what is said."""
        editor = self._editor()
        selected = editor is not None and editor.textCursor().hasSelection()
        self.ask(Action.INSTRUCT if selected else Action.WRITE, instruction)

    def _ask(self, action: Action, followed: _Followed) -> None:
        open_ones = [one for one in self._followed if not one.buffer.closed]
        self._followed = [*open_ones, followed][-KEPT:]
        self.asked.emit()
        self._panel.ask(action, followed.selection)

    def _ask_again(self, exchange: Exchange) -> None:
        """Ask the same about the code as it is now, or as it was if it is gone."""
        old, found = exchange.selection, self._find(exchange)
        if found is None or (old.text.strip() and not _text(found.cursor).strip()):
            self._panel.ask(exchange.action, old)
            return
        now = _selection(found.editor, found.cursor, _name(found.buffer))
        now = replace(now, instruction=old.instruction, target=old.target)
        self._ask(exchange.action, replace(found, selection=now))

    def _apply(self, text: str) -> None:
        exchange = self._panel.exchange
        found = self._find(exchange) if exchange else None
        if found is None or _text(found.cursor) != found.selection.text:
            self._panel.refuse()
            self._notices.show_message(
                self.tr(
                    "The code has changed since this was asked, or its file was closed, so nothing"
                    " was replaced. Copy what you need from the answer, or ask again."
                ),
                kind="warning",
            )
            return
        start, end = found.cursor.selectionStart(), found.cursor.selectionEnd()
        self._files.activate(found.buffer)
        found.editor.replace(start, end, text)

    def _insert(self, text: str) -> None:
        editor = self._editor()
        if editor:
            end = editor.textCursor().selectionEnd()
            editor.replace(end, end, text)
            editor.setFocus()

    def _open(self, name: str, text: str) -> None:
        """Put an answer into a new file, which is not saved before the person says so."""
        self._files.new_file(name, text)

    def _find(self, exchange: Exchange) -> _Followed | None:
        """Return where a question's code is, None if its file is closed."""
        found = (one for one in self._followed if one.selection is exchange.selection)
        return next((one for one in found if not one.buffer.closed), None)


def _selection(editor: CodeEditor, cursor: QTextCursor, name: str) -> Selection:
    ends = QTextCursor(cursor), QTextCursor(cursor)
    ends[0].setPosition(cursor.selectionStart())
    ends[1].setPosition(cursor.selectionEnd())
    start, end = (place_of(one, editor.path, editor.language) for one in ends)
    line = ends[0].blockNumber() + 1
    return Selection(_text(cursor), editor.language, name, start.before, end.after, line)


def _name(buffer: Buffer) -> str:
    """Return the name that a buffer's file has or is to have, "" if there is none."""
    return buffer.path.name if buffer.path else buffer.suggested


def _block_at(editor: CodeEditor) -> QTextCursor:
    """Return a cursor that selects what a question at the cursor is about."""
    lines = editor.text().split("\n")
    first, last = around(lines, editor.textCursor().blockNumber())
    document = editor.document()
    cursor = QTextCursor(document.findBlockByNumber(first))
    block = document.findBlockByNumber(last)
    cursor.setPosition(block.position() + block.length() - 1, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _text(cursor: QTextCursor) -> str:
    return cursor.selectedText().replace("\u2029", "\n")
