"""One message's text: rich text that grows, exactly as tall as it needs to be."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextDocumentFragment,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from app.ui.markdown import MarkdownView
from app.ui.math import formula_image
from app.ui.theme import MONO, Theme

REBUILD_CHARACTERS = 20_000


class RichText(QTextBrowser):
    """Shows markdown, or plain text as it is. Loads nothing from disk or network."""

    link = Signal(str)

    def __init__(self, theme: Theme, *, markdown: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._markdown = markdown
        self._text = ""
        self._tail = 0
        self._settled = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.anchorClicked.connect(self._on_link)
        self._view = self._new_view()

    def set_text(self, text: str, *, growing: bool = False) -> None:
        """Show `text`; while `growing`, only what is new is rendered."""
        if text == self._text and not (self._tail and not growing):
            return
        appended = text.startswith(self._text)
        self._text = text
        if not self._markdown:
            self.setPlainText(text)
        elif growing and not appended:
            self._restart()
        elif growing or (self._tail and len(text) > REBUILD_CHARACTERS):
            self._grow()
        else:
            self._rebuild()

    def repaint_theme(self) -> None:
        """Render again in the colours of the theme."""
        if self._markdown:
            self._rebuild()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        url = QUrl(name) if isinstance(name, str) else name
        svg = self._view.formulas.get(url.toString())
        if svg and kind == QTextDocument.ResourceType.ImageResource.value:
            return formula_image(svg, self.devicePixelRatioF())
        return None

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # The transcript scrolls, not the message.
        if event.angleDelta().x() and not event.angleDelta().y():
            super().wheelEvent(event)
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._markdown and self._text:
            self._rebuild()

    def _new_view(self) -> MarkdownView:
        pixels = self.fontMetrics().height() * 0.95
        mono = ", ".join(f"'{family}'" for family in MONO)
        self.document().setDefaultStyleSheet(
            f"pre, code {{ font-family: {mono}; font-size: {self._theme.points - 1}pt; }}"
            f" code {{ background-color: {self._theme.tokens.code}; }}"
            f" a {{ color: {self._theme.tokens.accent}; }}"
            " p, ul, ol { margin-top: 0; margin-bottom: 9px; line-height: 145%; }"
            " li { margin-bottom: 3px; line-height: 145%; }"
            " h1 { font-size: x-large; } h2 { font-size: large; } h3, h4, h5 { font-size: medium; }"
            " h1, h2, h3, h4, h5 { margin-top: 14px; margin-bottom: 6px; }"
        )
        return MarkdownView(self._theme.tokens, pixels, self.tr("Copy"))

    def _rebuild(self) -> None:
        self._view = self._new_view()
        self._tail = self._settled = 0
        self.setHtml(self._view.render(self._text))

    def _restart(self) -> None:
        """Begin to grow from an empty document."""
        self._view = self._new_view()
        self._tail = self._settled = 0
        self.clear()
        self._grow()

    def _grow(self) -> None:
        growing = self._text[self._settled :]
        done, last, line = self._view.split(growing)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.setPosition(self._tail)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        if done:
            self._insert(cursor, done)
            cursor.movePosition(QTextCursor.MoveOperation.End)
            if cursor.block().text():
                cursor.insertBlock()
            self._tail = cursor.position()
            self._settled += sum(map(len, growing.splitlines(keepends=True)[:line]))
        self._insert(cursor, last)
        cursor.endEditBlock()

    def _insert(self, cursor: QTextCursor, body: str) -> None:
        """Insert rendered blocks at an empty block, the first one in its own format too.

        Text that is inserted into a block takes that block's format, so after a heading it would
        look like one.
        """
        scratch = QTextDocument()
        scratch.setDefaultFont(self.document().defaultFont())
        scratch.setDefaultStyleSheet(self.document().defaultStyleSheet())
        scratch.setHtml(body.strip())
        first = scratch.firstBlock()
        start = cursor.position()
        cursor.insertFragment(QTextDocumentFragment(scratch))
        end = cursor.position()
        cursor.setPosition(start)
        style = first.blockFormat()
        if not first.text() and first.next().isValid():  # it stands before a table
            style.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.setBlockFormat(style)
        cursor.setPosition(end)

    def _fit(self) -> None:
        height = int(self.document().size().height() + 0.999)
        if self.horizontalScrollBar().maximum():
            height += self.horizontalScrollBar().sizeHint().height()
        if height != self.height():
            self.setFixedHeight(max(1, height))

    def _on_link(self, url: QUrl) -> None:
        address = url.toString()
        if address.startswith("copy:"):
            number = int(address.removeprefix("copy:"))
            if number < len(self._view.code_blocks):
                QGuiApplication.clipboard().setText(self._view.code_blocks[number])
        elif url.scheme() in ("http", "https", "mailto"):
            self.link.emit(address)
