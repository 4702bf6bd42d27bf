"""A list of passages under headings, each of which leads to its places in turn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyleOptionViewItem

from app.tabs.write.library import telling
from app.tabs.write.library.rows import INSET, LEADING, Index, RowDelegate
from app.tabs.write.review.measure import Group, Row
from app.tabs.write.review.rowmodel import Head, RowModel
from app.ui.icons import icon
from app.ui.theme import Theme

BOX, BOX_GAP = 15, 9  # pixels
BOX_END = INSET + BOX + BOX_GAP // 2
HEAD = 10  # above a heading
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PassageList(QListView):
    """Shows rows by their groups; `chosen` tells of a place, `toggled` of a row that was ticked."""

    chosen = Signal(int, int)
    toggled = Signal(str, bool)

    def __init__(self, name: str, theme: Theme, *, checkable: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows = RowModel(checkable=checkable)
        self.rows.toggled.connect(self.toggled)
        self.setModel(self.rows)
        self.setItemDelegate(PassageDelegate(self.rows, theme, self))
        self._checkable = checkable
        self._pressed: int | None = None  # the row whose box was
        self._next: dict[str, int] = {}  # which place of a row comes next
        self.clicked.connect(self._on_chosen)

    def show_rows(
        self,
        rows: Sequence[Row],
        names: Iterable[tuple[Group, str]],
        language: str,
        checked: Collection[str] = (),
    ) -> None:
        """Show the rows of a text under the names of their groups; what is current stays so."""
        current = self.rows.row(self.currentIndex())
        top = self.verticalScrollBar().value()
        self.rows.set_rows(rows, names, language, checked)
        if current and not self.currentIndex().isValid():
            self.setCurrentIndex(self.rows.index_of(current.key))
        self.verticalScrollBar().setValue(top)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self._on_chosen(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space and self._checkable:
            self.rows.turn(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._boxed(event)
        self._pressed = index.row() if index.isValid() else None
        if index.isValid():
            self.setCurrentIndex(index)
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            super().mouseReleaseEvent(event)
        elif pressed == self._boxed(event).row():
            self.rows.turn(self.rows.index(pressed))

    def _boxed(self, event: QMouseEvent) -> QModelIndex:
        """Return the row whose box is under the mouse; what is around the box counts."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        hit = self._checkable and self.rows.row(index) is not None
        return index if hit and at.x() < self.visualRect(index).left() + BOX_END else QModelIndex()

    def _on_chosen(self, index: QModelIndex) -> None:
        row = self.rows.row(index)
        if row:
            at = self._next.get(row.key, 0) % len(row.places)
            self._next[row.key] = at + 1
            self.chosen.emit(*row.places[at])


class PassageDelegate(RowDelegate):
    """Draws a heading, or a row with its box, its passage and what is around that."""

    def __init__(self, rows: RowModel, theme: Theme, view: PassageList) -> None:
        super().__init__(theme, view)
        self._rows = rows
        self._sizes: dict[tuple[int, object], QSize] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        head = self._rows.lines[index.row()]
        if not isinstance(head, Head):
            super().paint(painter, option, index)
            return
        painter.save()
        tokens = self.theme.tokens
        font = self.small(option.font)
        font.setBold(True)
        room = option.rect.adjusted(INSET, HEAD, -INSET, 0)
        count = telling.number(head.count)
        self.line(painter, room, font, (head.name, tokens.muted), (count, tokens.faint))
        painter.restore()

    def draw(self, painter: QPainter, room: QRect, font: QFont, index: Index) -> None:
        row = self._rows.row(index)
        if row is None:
            return
        tokens = self.theme.tokens
        done = self._rows.is_checked(row)
        if done is not None:
            self._draw_box(painter, room, font, done=done)
            room = room.adjusted(BOX + BOX_GAP, 0, 0, 0)
        title = row.title, tokens.faint if done else tokens.text
        room = self.line(painter, room, font, title, (self._rows.more(row), tokens.muted))
        if row.context:
            self.line(painter, room, self.small(font), (row.context, tokens.muted))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = self._rows.lines[index.row()]
        kind = bool(line.context) if isinstance(line, Row) else None
        key = self.theme.points, kind
        if key not in self._sizes:
            font = option.font
            height = HEAD + QFontMetrics(self.small(font)).height() + LEADING
            self._sizes[key] = QSize(0, height) if kind is None else self.size(font, kind)
        return self._sizes[key]

    def _draw_box(self, painter: QPainter, room: QRect, font: QFont, *, done: bool) -> None:
        tokens = self.theme.tokens
        top = room.top() + (QFontMetrics(font).height() - BOX) // 2
        box = QRect(room.left(), top, BOX, BOX)
        painter.setPen(QPen(QColor(tokens.accent if done else tokens.faint)))
        painter.setBrush(QColor(tokens.accent if done else tokens.raised))
        painter.drawRoundedRect(box, 4, 4)
        if done:
            icon("ph.check-bold", tokens.accent_text).paint(painter, box.adjusted(2, 2, -2, -2))
