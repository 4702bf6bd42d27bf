"""A list of passages under headings, each of which leads to its places in turn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyleOptionViewItem

from app.tabs.write.library import telling
from app.tabs.write.library.rows import INSET, LEADING, Index, RowDelegate
from app.tabs.write.review import words
from app.tabs.write.review.measure import Group, Row
from app.ui.icons import icon
from app.ui.theme import Theme

BOX, BOX_GAP = 15, 9  # pixels
BOX_END = INSET + BOX + BOX_GAP // 2
HEAD = 10  # above a heading
BATCH = 200  # rows laid out at once
Check = Qt.CheckState


class HeadItem(QListWidgetItem):
    """The name of a group, and how many rows it has."""

    def __init__(self, name: str, count: int) -> None:
        super().__init__(name)
        self.count = count
        self.setFlags(Qt.ItemFlag.NoItemFlags)


class RowItem(QListWidgetItem):
    """A row; `at` is the place that it leads to next."""

    def __init__(self, row: Row, language: str) -> None:
        super().__init__(row.title)
        self.row = row
        self._language = language
        self.at = 0
        self.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        spoken = [row.title, self.more(), row.context]
        self.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, spoken)))

    def more(self) -> str:
        """Return how long a sentence is, or how often the rest occurs."""
        if self.row.count:
            return telling.length(self.row.count, self._language)
        return f"× {telling.number(len(self.row.places))}" if len(self.row.places) > 1 else ""


class PassageList(QListWidget):
    """Shows rows by their groups; `chosen` tells of a place, `toggled` of a row that was ticked."""

    chosen = Signal(int, int)
    toggled = Signal(str, bool)

    def __init__(self, name: str, theme: Theme, *, checkable: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListWidget.LayoutMode.Batched)
        self.setBatchSize(BATCH)
        self.setItemDelegate(PassageDelegate(theme, self))
        self._checkable = checkable
        self._pressed: RowItem | None = None  # by its box
        self.rows: tuple[Row, ...] = ()
        self.itemClicked.connect(self._on_chosen)

    def show_rows(
        self,
        rows: Sequence[Row],
        names: Iterable[tuple[Group, str]],
        language: str,
        checked: Collection[str] = (),
    ) -> None:
        """Show the rows of a text under the names of their groups; what is current stays so."""
        current = self.currentItem()
        key = current.row.key if isinstance(current, RowItem) else ""
        top = self.verticalScrollBar().value()
        self.clear()
        self.rows = tuple(rows)
        for group, name in names:
            found = [row for row in rows if row.group == group]
            if found:
                self.addItem(HeadItem(words.tr(name), len(found)))
            for row in found:
                self._add(RowItem(row, language), checked, current=row.key == key)
        self.verticalScrollBar().setValue(top)

    def passages(self) -> list[RowItem]:
        found = (self.item(number) for number in range(self.count()))
        return [item for item in found if isinstance(item, RowItem)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if isinstance(item, RowItem) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_chosen(item)
        elif isinstance(item, RowItem) and event.key() == Qt.Key.Key_Space and self._checkable:
            self.turn(item)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._boxed(event)
        if self._pressed:
            self.setCurrentItem(self._pressed)
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            super().mouseReleaseEvent(event)
        elif pressed is self._boxed(event):
            self.turn(pressed)

    def turn(self, item: RowItem) -> None:
        """Tick a row, or take the tick away."""
        checked = item.checkState() is not Check.Checked
        item.setCheckState(Check.Checked if checked else Check.Unchecked)
        self.toggled.emit(item.row.key, checked)

    def _boxed(self, event: QMouseEvent) -> RowItem | None:
        """Return the row whose box is under the mouse; what is around the box counts."""
        at = event.position().toPoint()
        item = self.itemAt(at)
        if not (self._checkable and isinstance(item, RowItem)):
            return None
        return item if at.x() < self.visualItemRect(item).left() + BOX_END else None

    def _add(self, item: RowItem, checked: Collection[str], *, current: bool) -> None:
        if self._checkable:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Check.Checked if item.row.key in checked else Check.Unchecked)
        self.addItem(item)
        if current:
            self.setCurrentItem(item)

    def _on_chosen(self, item: QListWidgetItem) -> None:
        if isinstance(item, RowItem):
            place = item.row.places[item.at % len(item.row.places)]
            item.at += 1
            self.chosen.emit(*place)


class PassageDelegate(RowDelegate):
    """Draws a heading, or a row with its box, its passage and what is around that."""

    def __init__(self, theme: Theme, view: PassageList) -> None:
        super().__init__(theme, view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = self._view.itemFromIndex(index)
        if not isinstance(item, HeadItem):
            super().paint(painter, option, index)
            return
        painter.save()
        tokens = self.theme.tokens
        font = self.small(option.font)
        font.setBold(True)
        room = option.rect.adjusted(INSET, HEAD, -INSET, 0)
        count = telling.number(item.count)
        self.line(painter, room, font, (item.text(), tokens.muted), (count, tokens.faint))
        painter.restore()

    def draw(self, painter: QPainter, room: QRect, font: QFont, index: Index) -> None:
        item = self._view.itemFromIndex(index)
        if not isinstance(item, RowItem):
            return
        tokens = self.theme.tokens
        colour = tokens.text
        if _is_checkable(item):
            done = item.checkState() is Check.Checked
            self._draw_box(painter, self._box(room, font), done=done)
            room = room.adjusted(BOX + BOX_GAP, 0, 0, 0)
            colour = tokens.faint if done else colour
        more = item.more(), tokens.muted
        room = self.line(painter, room, font, (item.row.title, colour), more)
        if item.row.context:
            self.line(painter, room, self.small(font), (item.row.context, tokens.muted))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        item = self._view.itemFromIndex(index)
        if isinstance(item, RowItem):
            return self.size(option.font, bool(item.row.context))
        return QSize(0, HEAD + QFontMetrics(self.small(option.font)).height() + LEADING)

    def _box(self, room: QRect, font: QFont) -> QRect:
        top = room.top() + (QFontMetrics(font).height() - BOX) // 2
        return QRect(room.left(), top, BOX, BOX)

    def _draw_box(self, painter: QPainter, box: QRect, *, done: bool) -> None:
        tokens = self.theme.tokens
        painter.setPen(QPen(QColor(tokens.accent if done else tokens.faint)))
        painter.setBrush(QColor(tokens.accent if done else tokens.raised))
        painter.drawRoundedRect(box, 4, 4)
        if done:
            icon("ph.check-bold", tokens.accent_text).paint(painter, box.adjusted(2, 2, -2, -2))


def _is_checkable(item: QListWidgetItem) -> bool:
    return bool(item.flags() & Qt.ItemFlag.ItemIsUserCheckable)
