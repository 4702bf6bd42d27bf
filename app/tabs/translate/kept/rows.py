"""How entries are drawn: a term on one line, texts on two, small words below."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.services.translation.entries import Entry
from app.services.translation.glossary import GlossaryEntry
from app.services.translation.history import Translated
from app.tabs.translate.kept import words
from app.tabs.translate.kept.model import Entries
from app.ui.rowground import draw_row_ground
from app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

# Pixels.
INSET = 8  # from the border of a row to its words, sideways
AIR = 7  # and above and below
LEADING = 3  # between lines
GAP = 7  # beside the arrow and the marks
ARROW = "→"
CASE = "Aa"
_FLAGS = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value


class RowDelegate(QStyledItemDelegate):
    """Draws what all rows have: the ground, and lines of words."""

    def __init__(self, model: Entries[Any], theme: Theme) -> None:
        super().__init__(model)
        self._model = model
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        draw_row_ground(painter, option, self._theme.tokens)
        rect = option.rect.adjusted(INSET, AIR, -INSET, -AIR)
        self.draw(painter, rect, option.font, self._model.entry(index))
        painter.restore()

    def draw(self, painter: QPainter, rect: QRect, font: QFont, entry: Any) -> None:
        """Draw the words of an entry."""
        raise NotImplementedError

    def size(self, font: QFont, lines: int, small: int) -> QSize:
        """Return the size of a row with so many lines and small lines; any width will do."""
        height = lines * QFontMetrics(font).height()
        height += small * QFontMetrics(self.small(font)).height()
        return QSize(0, height + LEADING * (lines + small - 1) + 2 * AIR)

    def small(self, font: QFont) -> QFont:
        """Return the font for what matters less."""
        small = QFont(font)
        small.setPointSize(max(8, self._theme.points - 1))
        return small

    def draw_line(
        self, painter: QPainter, rect: QRect, text: str, font: QFont, colour: str
    ) -> QRect:
        """Draw a line at the top of `rect`; return where it stands."""
        metrics = QFontMetrics(font)
        text = metrics.elidedText(words.line(text), Qt.TextElideMode.ElideRight, rect.width())
        place = QRect(rect.left(), rect.top(), metrics.horizontalAdvance(text), metrics.height())
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(place, _FLAGS, text)
        return place


class TextsDelegate(RowDelegate):
    """A source, its target, and where they come from; all rows are of one height."""

    def draw(self, painter: QPainter, rect: QRect, font: QFont, entry: Entry | Translated) -> None:
        tokens = self._theme.tokens
        for text, font_, colour in (
            (entry.source, font, tokens.text),
            (entry.target, font, tokens.text),
            (words.about(entry), self.small(font), tokens.muted),
        ):
            drawn = self.draw_line(painter, rect, text, font_, colour)
            rect.setTop(drawn.bottom() + 1 + LEADING)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self.size(option.font, 2, 1)


class TermDelegate(RowDelegate):
    """A term and its translation on one line, a mark at its end, the note below."""

    def draw(self, painter: QPainter, rect: QRect, font: QFont, entry: GlossaryEntry) -> None:
        tokens, small, term = self._theme.tokens, self.small(font), entry.term
        room = QRect(rect)
        if term.case_sensitive:
            width = QFontMetrics(small).horizontalAdvance(CASE)
            corner = rect.adjusted(rect.width() - width, 1, 0, 0)
            self.draw_line(painter, corner, CASE, small, tokens.muted)
            room.adjust(0, 0, -width - GAP, 0)
        target = words.keeps() if term.keep else term.target
        colour = tokens.muted if term.keep else tokens.text
        self._draw_pair(painter, room, font, term.source, target, colour)
        if term.note:
            below = rect.adjusted(0, QFontMetrics(font).height() + LEADING, 0, 0)
            self.draw_line(painter, below, term.note, small, tokens.muted)

    def _draw_pair(
        self, painter: QPainter, room: QRect, font: QFont, source: str, target: str, colour: str
    ) -> None:
        """Draw two texts and an arrow; each gets half the room, or what the other leaves."""
        tokens, metrics = self._theme.tokens, QFontMetrics(font)
        free = room.width() - metrics.horizontalAdvance(ARROW) - 2 * GAP
        most = max(free // 2, free - metrics.horizontalAdvance(words.line(target)))
        left = QRect(room.topLeft(), QSize(most, room.height()))
        for text, shade in ((source, tokens.text), (ARROW, tokens.faint)):
            drawn = self.draw_line(painter, left, text, font, shade)
            room.setLeft(drawn.right() + 1 + GAP)
            left = QRect(room)
        self.draw_line(painter, room, target, font, colour)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self.size(option.font, 1, bool(self._model.entry(index).term.note))
