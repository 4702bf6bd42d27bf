"""The sheet that a piece is shown on: a column in the middle, in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, QUrl
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from app.piece import Block
from app.tabs.write.editor.looks import OBJECTS, Looks
from app.tabs.write.editor.page import Page
from app.tabs.write.editor.painting import Paint
from app.tabs.write.editor.pictures import Pictures
from app.tabs.write.task.changes import Blocks, Place
from app.ui.theme import Theme

MEASURE = 70  # characters of a line
LEAST_SIDE = 28  # pixels beside the text
TOP = 36  # pixels over and under it


class Sheet(QTextEdit):
    """Shows blocks. Whoever derives from it says which, and is told of the document."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._moving = False  # whether the cursor is set, not by the person
        self._filling = False  # whether a document is being put in
        self._own: QTextDocument | None = None  # Qt deletes only the one it made itself
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCursorWidth(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._looks = Looks(theme)
        self._pictures = Pictures(theme, self._looks)
        self._page = Page(self.document(), self._looks, self._pictures)
        self._paint = Paint(self, self._page, self._looks, theme)
        theme.changed.connect(self._on_theme)
        self._on_theme()
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Text"))

    # What is on it -----------------------------------------------------------------------

    def _shown(self) -> Blocks:
        return (Block(),)

    def _watch(self, document: QTextDocument) -> None:
        """Take note of a new document."""

    def _put(self, place: Place, anchor: Place | None = None) -> None:
        """Set the cursor at a shown place."""
        cursor = self.textCursor()
        cursor.setPosition(self._page.position(place if anchor is None else anchor))
        if anchor is not None:
            cursor.setPosition(self._page.position(place), QTextCursor.MoveMode.KeepAnchor)
        self._moving = True
        self.setTextCursor(cursor)
        self._moving = False

    def _refill(self) -> None:
        """Write all anew, in another document; what is seen and the cursor stay."""
        place = self._page.place(self.textCursor().position())
        top = self.cursorForPosition(QPoint(0, 0))
        seen, height = self._page.place(top.position()), self.cursorRect(top).top()
        scrolled = bool(self.verticalScrollBar().value())
        document, old = QTextDocument(self), self._own
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(self._looks.font())
        document.setDocumentMargin(0)
        document.rootFrame().setFrameFormat(self._frame())
        self._page.fill(document, self._shown())
        self._moving = self._filling = True
        self.setDocument(document)  # only now, so that what is not seen yet is laid out later
        self._moving = self._filling = False
        self._own = document
        self._watch(document)
        if old is not None:
            old.deleteLater()
        last = len(self._page.blocks) - 1
        self._put((min(place[0], last), place[1]))
        if scrolled:
            top = QTextCursor(document)
            top.setPosition(self._page.position((min(seen[0], last), seen[1])))
            self._scroll_by(self.cursorRect(top).top() - height)
        self._fit()  # a scroll bar may have come or gone

    def _scroll_by(self, pixels: int) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pixels)

    # How it looks ------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setClipRect(event.rect())
        self._paint.under(painter)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setClipRect(event.rect())
        self._paint.over(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._filling:
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def loadResource(self, kind: int, name: QUrl | str) -> QImage | None:
        """Load nothing from disk or network, only what is in the piece."""
        return self._pictures.image(name if isinstance(name, str) else name.toString())

    def _frame(self) -> QTextFrameFormat:
        """Return the margins that centre a column of a comfortable width."""
        wide = self.fontMetrics().averageCharWidth() * MEASURE
        side = max(LEAST_SIDE, (self.viewport().width() - wide) // 2)
        form = QTextFrameFormat()
        form.setLeftMargin(side)
        form.setRightMargin(side)
        form.setTopMargin(TOP)
        form.setBottomMargin(max(TOP, self.viewport().height() // 3))
        return form

    def _fit(self) -> None:
        form, frame = self._frame(), self.document().rootFrame()
        width = max(80, self.viewport().width() - 2 * round(form.leftMargin()))
        scale = QGuiApplication.primaryScreen().devicePixelRatio()
        objects = any(block.kind in OBJECTS for block in self._page.blocks)
        if self._pictures.set_width(width, scale) and objects:
            self._refill()
        elif form != frame.frameFormat():
            with self._page.writing():
                frame.setFrameFormat(form)

    def _on_theme(self) -> None:
        tokens = self._theme.tokens
        self.setStyleSheet(
            f"QTextEdit {{ background: {tokens.surface}; border: none; border-radius: 0;"
            f" padding: 0; color: {tokens.text}; selection-background-color: {tokens.selection};"
            f" selection-color: {tokens.text}; }}"
        )
        self._looks.forget()
        self._pictures.forget()
        self.setFont(self._looks.font())
        self._refill()
