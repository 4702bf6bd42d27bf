"""Between the editor and the side panel: what is asked about, and where answers go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QTextCursor

from app.tabs.code.editor.editor import CodeEditor
from app.tabs.code.files.files import Files
from app.tabs.code.side.panel import SidePanel
from app.tabs.code.task.actions import Action, Selection
from app.tabs.code.task.blocks import around
from app.tabs.code.task.place import WIDEST_AFTER, WIDEST_BEFORE
from app.ui.notice import NoticeBar

KEPT = 50  # questions whose place in the text is followed


class Questions(QObject):
    """Asks about the selection of the editor in front, and applies what the person accepts."""

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
        self._places: list[tuple[Selection, CodeEditor, QTextCursor]] = []
        panel.instructed.connect(self.instruct)
        panel.applied.connect(self._apply)
        panel.insert_wanted.connect(self._insert)
        panel.file_wanted.connect(self._open)
        panel.link.connect(lambda address: QDesktopServices.openUrl(QUrl(address)))

    def ask(self, action: Action, instruction: str = "", target: str = "") -> None:
        """Ask about the selection, or about what stands around the cursor."""
        editor = self._editor()
        if editor is None:
            return
        cursor = editor.textCursor()
        if not cursor.hasSelection() and action is not Action.WRITE:
            cursor = _block_at(editor)
        selection = replace(_selection(editor, cursor), instruction=instruction, target=target)
        if not selection.text.strip() and action is not Action.WRITE:
            self._notices.show_message(
                self.tr("There is no code here to ask about. Write some, or select some.")
            )
            return
        self._places = [*self._places, (selection, editor, cursor)][-KEPT:]
        editor.destroyed.connect(self._forget_gone)
        self._panel.show()
        self._panel.ask(action, selection)

    def instruct(self, instruction: str) -> None:
        """Change what is selected as the person says; without a selection, write what is said."""
        editor = self._editor()
        selected = editor is not None and editor.textCursor().hasSelection()
        self.ask(Action.INSTRUCT if selected else Action.WRITE, instruction)

    def _apply(self, text: str) -> None:
        exchange = self._panel.exchange
        found = next((p for p in self._places if exchange and p[0] is exchange.selection), None)
        if found is None:
            self._complain()
            return
        selection, editor, cursor = found
        if _text(cursor) != selection.text:
            self._complain()
            return
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        editor.replace(start, end, text)
        editor.setFocus()

    def _insert(self, text: str) -> None:
        editor = self._editor()
        if editor:
            cursor = editor.textCursor()
            editor.replace(cursor.selectionEnd(), cursor.selectionEnd(), text)
            editor.setFocus()

    def _open(self, name: str, text: str) -> None:
        """Put an answer into a new file, which is not saved before the person says so."""
        self._files.new_file(name, text)

    def _complain(self) -> None:
        self._notices.show_message(
            self.tr(
                "The code has changed since this was asked, so it was left alone."
                " Copy what you need from the answer, or ask again."
            ),
            kind="warning",
        )

    def _forget_gone(self, gone: QObject) -> None:
        self._places = [place for place in self._places if place[1] is not gone]


def _selection(editor: CodeEditor, cursor: QTextCursor) -> Selection:
    document = editor.document()
    before, after = QTextCursor(document), QTextCursor(document)
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    before.setPosition(max(0, start - WIDEST_BEFORE))
    before.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
    after.setPosition(end)
    last = document.characterCount() - 1
    after.setPosition(min(last, end + WIDEST_AFTER), QTextCursor.MoveMode.KeepAnchor)
    return Selection(
        _text(cursor),
        editor.language,
        Path(editor.path).name if editor.path else "",
        _text(before),
        _text(after),
        document.findBlock(start).blockNumber() + 1,
    )


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
