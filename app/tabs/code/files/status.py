"""Below the editor: where the cursor is, and how the file is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound
from PySide6.QtCore import QEvent, QLocale, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from app.services.textfile import ENCODINGS, Encoding
from app.tabs.code.editor.indentation import Indentation
from app.tabs.code.files.buffer import Buffer

ENDINGS = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}


@dataclass(frozen=True)
class Facts:
    """What is shown of a buffer; line and column count from 1, the column in characters."""

    line: int
    column: int
    encoding: Encoding
    ending: str
    mixed: bool
    language: str
    indentation: Indentation


def facts_of(buffer: Buffer) -> Facts:
    """Return what there is to show of a buffer now."""
    cursor = buffer.editor.textCursor()
    before = cursor.block().text().encode("utf-16-le", "surrogatepass")
    column = len(before[: 2 * cursor.positionInBlock()].decode("utf-16-le", "replace"))
    file = buffer.file
    return Facts(
        cursor.blockNumber() + 1,
        column + 1,
        file.encoding,
        file.ending,
        file.is_mixed,
        language_name(buffer.language),
        buffer.editor.indentation,
    )


def language_name(alias: str) -> str:
    """Return what people call a language, "" for a plain text."""
    try:
        return str(get_lexer_by_name(alias).name) if alias else ""
    except ClassNotFound:
        return alias


class FileStatus(QFrame):
    """`ending_chosen` carries a line ending; the others carry an Encoding."""

    ending_chosen = Signal(str)
    save_chosen = Signal(object)
    reopen_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("code.status")
        self.setProperty("kind", "foot")
        self._buffer: Buffer | None = None
        self._place = self._label("place")
        self._indentation = self._label("indentation")
        self._language = self._label("language")
        self._encoding = self._button("encoding", self._fill_encodings)
        self._ending = self._button("ending", self._fill_endings)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 3, 12, 3)
        layout.setSpacing(14)
        layout.addWidget(self._place)
        layout.addStretch(1)
        for widget in (self._indentation, self._encoding, self._ending, self._language):
            layout.addWidget(widget)
        self._shrink()
        self.retranslate()

    def retranslate(self) -> None:
        for button, name in (
            (self._encoding, self.tr("Encoding")),
            (self._ending, self.tr("Line endings")),
        ):
            button.setToolTip(name)
            button.setAccessibleName(name)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._shrink()
        super().changeEvent(event)

    def show_buffer(self, buffer: Buffer) -> None:
        """Follow a buffer from now on."""
        if self._buffer:
            self._buffer.editor.cursorPositionChanged.disconnect(self.refresh)
            self._buffer.destroyed.disconnect(self._forget)
        self._buffer = buffer
        buffer.editor.cursorPositionChanged.connect(self.refresh)
        buffer.destroyed.connect(self._forget)
        self.refresh()

    def refresh(self) -> None:
        """Show the buffer as it is now."""
        if self._buffer is None:
            return
        facts, locale = facts_of(self._buffer), QLocale()
        self._place.setText(
            self.tr("Line {line}, column {column}").format(
                line=locale.toString(facts.line), column=locale.toString(facts.column)
            )
        )
        step = facts.indentation
        spaces = self.tr("Spaces: {width}").format(width=step.width)
        self._indentation.setText(self.tr("Tabs") if step.tabs else spaces)
        self._language.setText(facts.language or self.tr("Plain text"))
        ending = self.tr("Mixed endings") if facts.mixed else ENDINGS[facts.ending]
        for button, kind, words in (
            (self._encoding, self.tr("Encoding"), facts.encoding.label),
            (self._ending, self.tr("Line endings"), ending),
        ):
            button.setText(words)
            button.setAccessibleName(f"{kind}: {words}")

    def _forget(self) -> None:
        self._buffer = None

    def _fill_endings(self, menu: QMenu) -> None:
        if self._buffer is None:
            return
        file = self._buffer.file
        group = QActionGroup(menu)
        for ending, words in (
            ("\n", self.tr("LF (Linux, macOS)")),
            ("\r\n", self.tr("CRLF (Windows)")),
            ("\r", self.tr("CR (old Mac)")),
        ):
            action = menu.addAction(words, partial(self.ending_chosen.emit, ending))
            action.setObjectName(f"code.status.ending.{ENDINGS[ending]}")
            action.setCheckable(True)
            action.setChecked(ending == file.ending and not file.is_mixed)
            group.addAction(action)

    def _fill_encodings(self, menu: QMenu) -> None:
        if self._buffer is None:
            return
        reopen = menu.addMenu(self.tr("Reopen with encoding"))
        reopen.setEnabled(self._buffer.path is not None)
        save = menu.addMenu(self.tr("Save with encoding"))
        for name, part, signal in (
            ("reopen", reopen, self.reopen_chosen),
            ("save", save, self.save_chosen),
        ):
            for encoding in ENCODINGS:
                action = part.addAction(encoding.label, partial(signal.emit, encoding))
                action.setObjectName(f"code.status.{name}.{encoding.label}")
                action.setCheckable(True)
                action.setChecked(encoding == self._buffer.file.encoding)

    def _shrink(self) -> None:
        """Let the buttons be as small as the labels beside them."""
        font = self.font()
        font.setPointSize(max(8, font.pointSize() - 1))
        for button in (self._encoding, self._ending):
            button.setFont(font)

    def _label(self, name: str) -> QLabel:
        label = QLabel()
        label.setObjectName(f"code.status.{name}")
        label.setProperty("kind", "small")
        return label

    def _button(self, name: str, fill: Callable[[QMenu], None]) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"code.status.{name}")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)

        def refill() -> None:
            menu.clear()
            for inner in menu.findChildren(QMenu):
                inner.deleteLater()  # clear() leaves it
            fill(menu)

        menu.aboutToShow.connect(refill)
        button.setMenu(menu)
        return button
