"""One open file: its editor, and the bar that tells what happened to it on the disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QTimer, SignalInstance
from PySide6.QtGui import QShowEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QScrollBar, QVBoxLayout, QWidget

from app.services.sources import Draft, Place, Sources
from app.services.textfile import Encoding, Stamp, TextFile, changed_lines, lines_of
from app.tabs.code.editor.indentation import Indentation
from app.tabs.code.editor.language import language_of
from app.ui.notice import NoticeBar

NOTHING_TOLD = Stamp(-1, -1)
LINE = 500  # characters of the first line that may name the language


class Editor(Protocol):
    """What is asked of an editor, which is a QPlainTextEdit or like one.

    `text` is the whole text with line feeds and with its no-break spaces. `path` is told to it.
    """

    path: str

    @property
    def cursorPositionChanged(self) -> SignalInstance: ...
    @property
    def indentation(self) -> Indentation: ...
    def set_text(self, text: str, language: str) -> None: ...
    def set_language(self, language: str) -> None: ...
    def text(self) -> str: ...
    def document(self) -> QTextDocument: ...
    def textCursor(self) -> QTextCursor: ...
    def setTextCursor(self, cursor: QTextCursor) -> None: ...
    def verticalScrollBar(self) -> QScrollBar: ...
    def viewport(self) -> QWidget: ...


class Buffer(QFrame):
    """A page of the stack. `file` is what was read or written last; `told` the change told last.

    `closed` tells that nothing can be done with it any more;
    `chosen` is the encoding that the person has chosen to read the file in.
    """

    def __init__(self, make_editor: Callable[[], Editor], number: int = 0) -> None:
        super().__init__()
        self.id = Sources.new_id()
        self.number = number
        self.suggested = ""  # a name for a text that has no file yet
        self.path: Path | None = None
        self.language = ""
        self.file = TextFile("")
        self.chosen: Encoding | None = None
        self.closed = False
        self.told: Stamp | None = NOTHING_TOLD
        self._scroll: int | None = None  # where the view goes when it is first shown
        self.bar = NoticeBar("code.changed")
        self.editor = make_editor()
        assert isinstance(self.editor, QWidget)
        self.editor.cursorPositionChanged.connect(self._forget_scroll)
        self.setFocusProxy(self.editor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.editor, 1)

    @property
    def name(self) -> str:
        """Return the name of the file or of the untitled text."""
        if self.path:
            return self.path.name
        return self.suggested or self.tr("Untitled {n}").format(n=self.number)

    @property
    def unsaved(self) -> bool:
        """Tell whether something would be lost without the draft."""
        document = self.editor.document()
        return not document.isEmpty() if self.path is None else document.isModified()

    @property
    def untouched(self) -> bool:
        """Tell whether this is an untitled text in which nothing was written."""
        document = self.editor.document()
        return self.path is None and document.isEmpty() and not document.isUndoAvailable()

    def load(
        self, file: TextFile, path: Path | None, language: str, text: str | None = None
    ) -> None:
        """Show a file from its beginning, or an unsaved text that was made from it."""
        self.file, self.path, self.language = file, path, language
        self.editor.path = str(path or "")
        self.editor.set_text(file.text if text is None else text, language)
        self.editor.document().setModified(text is not None)

    def belong_to(self, path: Path) -> None:
        """Belong to another file from now on."""
        self.path = path
        self.editor.path = str(path)
        language = language_of(str(path), self.editor.text()[:LINE].partition("\n")[0])
        if language != self.language:
            self.language = language
            self.editor.set_language(language)

    def content(self) -> TextFile:
        """Return the text as it is now, to be written."""
        return replace(self.file, text=self.editor.text())

    def take(self, file: TextFile) -> None:
        """Note that the text is the one of this file on the disk."""
        self.file = file
        self.told = NOTHING_TOLD
        self.bar.hide()
        self.editor.document().setModified(False)

    def replace_text(self, text: str) -> None:
        """Let the editor hold another text, in one step that can be undone; the view stays."""
        old, new = lines_of(self.editor.text()), lines_of(text)
        changes = changed_lines(old, new)
        offsets = list(accumulate(map(_units, old), initial=0))
        caret, bar = self.editor.textCursor(), self.editor.verticalScrollBar()
        line, column, scroll = caret.blockNumber(), caret.positionInBlock(), bar.value()
        cursor = QTextCursor(self.editor.document())
        cursor.beginEditBlock()
        for was, now in reversed(changes):
            cursor.setPosition(offsets[was.start])
            cursor.setPosition(offsets[was.stop], QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText("".join(new[now]))
        cursor.endEditBlock()
        for was, now in changes:
            if was.start <= line < was.stop:
                self._put_caret(min(now.start + line - was.start, now.stop), column)
        bar.setValue(scroll)

    def _put_caret(self, line: int, column: int) -> None:
        block = self.editor.document().findBlockByNumber(line)
        caret = self.editor.textCursor()
        if block.isValid():
            caret.setPosition(block.position() + min(column, block.length() - 1))
            self.editor.setTextCursor(caret)

    def place(self) -> Place:
        """Return what is kept of it besides the draft."""
        bar = self.editor.verticalScrollBar()
        return Place(
            self.id,
            str(self.path or ""),
            self.number,
            self.editor.textCursor().position(),
            bar.value() if self._scroll is None else self._scroll,
            self.chosen,
            self.suggested,
        )

    def go_to(self, place: Place) -> None:
        """Put the cursor and the view where they were."""
        cursor = self.editor.textCursor()
        cursor.setPosition(min(place.cursor, self.editor.document().characterCount() - 1))
        self.editor.setTextCursor(cursor)
        self._scroll = place.scroll or None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._scroll is not None:
            QTimer.singleShot(0, self, self._restore_scroll)  # it has its size by then

    def _restore_scroll(self) -> None:
        if self._scroll is not None:
            self.editor.verticalScrollBar().setValue(self._scroll)
            self._scroll = None

    def _forget_scroll(self) -> None:
        """Let the view go with the cursor, now that somebody moves it."""
        self._scroll = None

    def draft(self) -> Draft:
        """Return the unsaved text and what it belongs to."""
        file = self.file
        return Draft(
            self.editor.text(),
            str(self.path or ""),
            self.number,
            file.encoding,
            file.ending,
            file.is_mixed,
            file.stamp,
        )


def _units(text: str) -> int:
    """Return the length of a text in the units that a document of Qt counts."""
    return len(text.encode("utf-16-le")) // 2
