"""The lines of a change, tinted, with their numbers and signs beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from app.services.diff import Hunk, hunks
from app.ui.diff.colours import LINE, WORD, Coloured, tint, utf16
from app.ui.diff.rows import Kind, Row
from app.ui.theme import MONO, SANS, Theme

SIGNS = {"removed": "−", "added": "+", "same": ""}
GAP = 8
# What Qt takes for the end of a block, though it is none of a line.
SEPARATORS = dict.fromkeys((0x0D, 0x2029, 0xFDD0, 0xFDD1), "␍")


class HunkText(QTextEdit):
    """Shows rows; `decision` tells what becomes of them: None while that is open."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: Sequence[Row] = ()
        self._mono = False
        self._state: tuple[object, ...] = ()
        self._gutter = 0.0
        self._looks = _Looks(self.document(), theme)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        for set_policy in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # handed to the card
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def show_rows(
        self,
        rows: Sequence[Row],
        colours: Sequence[Sequence[Coloured]],
        decision: bool | None,
        *,
        mono: bool,
    ) -> None:
        """Show rows, with the colours of the code in each."""
        rows = [replace(row, text=row.text.translate(SEPARATORS)) for row in rows]
        state = (rows, colours, decision, mono)
        if state == self._state:
            return
        self._state = state
        before, after = _lines(self._rows), _lines(rows)
        self._rows, self._mono = rows, mono
        self._lay_out()
        self._looks.prepare(rows, colours, decision)
        self._edit(before, hunks(before, after, by="line"))
        self._looks.refresh()
        self.viewport().update()

    def _edit(self, before: str, changes: Sequence[Hunk]) -> None:
        """Change the lines of the document; those between the changes are not laid out again."""
        cursor = QTextCursor(self.document())
        shift = 0
        for change in changes:
            first = before.count("\n", 0, change.old_start) + shift
            behind = first + change.old.count("\n")
            cursor.setPosition(self.document().findBlockByNumber(first).position())
            end = self.document().findBlockByNumber(behind).position()
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(change.new)
            shift += change.new.count("\n") - change.old.count("\n")

    def repaint_theme(self) -> None:
        """Show the same in the colours and the size of the theme."""
        self._lay_out()
        self._looks.rehighlight()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the list scrolls, not the text

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setFont(_font(self._theme, mono=True, smaller=2))
        layout = self.document().documentLayout()
        block = self.document().begin()
        for row in self._rows:
            if not block.isValid():
                break
            rect = layout.blockBoundingRect(block)
            if rect.bottom() >= event.rect().top() and rect.top() <= event.rect().bottom():
                line = block.layout().lineAt(0)
                self._paint_row(painter, row, rect, line.height())
            block = block.next()
        painter.end()
        super().paintEvent(event)

    def _paint_row(self, painter: QPainter, row: Row, rect: QRectF, height: float) -> None:
        tokens = self._theme.tokens
        if row.kind != "same" and not self._looks.dropped(row.kind):
            area = QRectF(0, rect.top(), self.viewport().width(), rect.height())
            painter.fillRect(area, tint(tokens, row.kind, LINE))
        sign = QRectF(0, rect.top(), self._gutter - GAP, height)
        number = sign.adjusted(0, 0, -self._sign() - GAP / 2, 0)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(tokens.faint))
        if row.number:
            painter.drawText(number, right, str(row.number))
        painter.setPen(QColor(tokens.bad if row.kind == "removed" else tokens.good))
        painter.drawText(sign, right, SIGNS[row.kind])

    def _sign(self) -> float:
        return self.fontMetrics().horizontalAdvance("+")

    def _needed_gutter(self) -> float:
        digits = max((len(str(row.number)) for row in self._rows), default=1)
        signs = any(row.kind != "same" for row in self._rows)
        width = self.fontMetrics().horizontalAdvance("0") * max(3, digits)
        return width + (self._sign() if signs else 0) + 2.5 * GAP

    def _lay_out(self) -> None:
        font = _font(self._theme, mono=self._mono, smaller=int(self._mono))
        if font != self.document().defaultFont():
            self.document().setDefaultFont(font)
        gutter = self._needed_gutter()
        if gutter != self._gutter:
            self._gutter = gutter
            frame = self.document().rootFrame()
            style = frame.frameFormat()
            style.setLeftMargin(gutter)
            style.setRightMargin(GAP)
            frame.setFrameFormat(style)

    def _fit(self) -> None:
        height = int(self.document().size().height() + 0.999)
        if height != self.height():
            self.setFixedHeight(max(1, height))


class _Looks(QSyntaxHighlighter):
    """Gives the characters of the rows their colours."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        self._rows: Sequence[Row] = ()
        self._colours: Sequence[Sequence[Coloured]] = ()
        self._decision: bool | None = None

    def prepare(
        self, rows: Sequence[Row], colours: Sequence[Sequence[Coloured]], decision: bool | None
    ) -> None:
        """Take what the document is about to show."""
        self._rows, self._colours, self._decision = rows, colours, decision

    def refresh(self) -> None:
        """Colour the lines again that look otherwise than they did."""
        block = self.document().begin()
        for number in range(len(self._rows)):
            if block.userState() != self._look(number):
                self.rehighlightBlock(block)
            block = block.next()

    def dropped(self, kind: str) -> bool:
        """Tell whether what is removed or added will not be there."""
        return self._decision is not None and (kind == "removed") == self._decision

    def highlightBlock(self, text: str) -> None:
        number = self.currentBlock().blockNumber()
        if number >= len(self._rows):
            return
        row, places = self._rows[number], utf16(self._rows[number].text)
        if row.text != text:  # the document is on its way to the rows
            self.setCurrentBlockState(-1)
            return
        self.setCurrentBlockState(self._look(number))
        if row.kind != "same" and self.dropped(row.kind):
            self.setFormat(0, places[-1], self._gone())
            return
        colours = [*self._colours_of(number), (len(row.text), len(row.text), "")]
        for start, end, colour in colours:
            style = QTextCharFormat()
            if colour:
                style.setForeground(QColor(colour))
            self.setFormat(places[start], places[end] - places[start], style)
        for start, end, kind in row.marks:
            self._mark(row, kind, start, end, colours, places)

    def _mark(
        self,
        row: Row,
        kind: Kind,
        start: int,
        end: int,
        colours: Sequence[Coloured],
        places: Sequence[int],
    ) -> None:
        """Mark a changed part, in the colours that its code has."""
        edges = {start, end, *(e for a, b, _ in colours for e in (a, b) if start < e < end)}
        for a, b in pairwise(sorted(edges)):
            style = QTextCharFormat(self.format(places[a]))
            if self.dropped(kind):
                style = self._gone()
            else:
                style.setBackground(tint(self._theme.tokens, kind, WORD))
                style.setFontStrikeOut(row.kind == "same" and kind == "removed")
            self.setFormat(places[a], places[b] - places[a], style)

    def _colours_of(self, number: int) -> Sequence[Coloured]:
        return self._colours[number] if number < len(self._colours) else ()

    def _look(self, number: int) -> int:
        row = self._rows[number]
        look = (row.kind, row.marks, tuple(self._colours_of(number)), self._decision)
        return hash(look) & 0x7FFFFFFF

    def _gone(self) -> QTextCharFormat:
        gone = QTextCharFormat()
        gone.setForeground(QColor(self._theme.tokens.faint))
        gone.setFontStrikeOut(True)
        return gone


def _lines(rows: Sequence[Row]) -> str:
    return "".join(f"{row.text}\n" for row in rows)


def _font(theme: Theme, *, mono: bool, smaller: int) -> QFont:
    font = QFont()
    font.setFamilies(list(MONO if mono else SANS))
    font.setPointSize(max(7, theme.points - smaller))
    return font
