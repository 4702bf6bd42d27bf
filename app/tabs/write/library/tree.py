"""A calm tree: rows of the app's look, what is dragged, keys, a sentence where it is empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QAction, QDropEvent, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from app.ui.icons import icon
from app.ui.theme import Theme

# Pixels.
INDENT = 18  # a level
CARET = 12
SIDE = 4

Where = QAbstractItemView.DropIndicatorPosition


class CalmTree(QTreeWidget):
    """The owner fills it and acts. Nothing is moved by dropping: `dropped` tells what is wanted."""

    dropped = Signal(object, object)  # the item it was dropped at, or None; a Where

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self._format = f"application/x-inkstone-{name}"
        self.setHeaderHidden(True)
        self.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.setIndentation(INDENT)
        self.setMouseTracking(True)  # for the row under the mouse
        self.viewport().setAutoFillBackground(False)
        palette = self.palette()  # the rows draw what is chosen, Qt would also draw beside them
        palette.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self._empty = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._empty.setObjectName(f"{name}.empty")
        self._empty.setProperty("kind", "muted")
        self._empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QVBoxLayout(self.viewport())
        layout.setContentsMargins(20, 12, 20, 60)
        layout.addWidget(self._empty)
        self._empty.hide()
        theme.changed.connect(self.viewport().update)

    @property
    def is_editing(self) -> bool:
        """Tell whether something is typed in a row."""
        return self.state() == QAbstractItemView.State.EditingState

    def inset(self) -> QHBoxLayout:
        """Return the tree with room beside its rows."""
        layout = QHBoxLayout()
        layout.setContentsMargins(SIDE, 0, SIDE, 0)
        layout.addWidget(self)
        return layout

    def show_empty(self, text: str) -> None:
        """Say something where there are no rows."""
        self._empty.setText(text)
        self._empty.setVisible(self.topLevelItemCount() == 0)

    def add_key(self, keys: Sequence[str], call: Callable[[], object]) -> None:
        """Do something at a key while the tree has the focus."""
        action = QAction(self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(call)
        self.addAction(action)

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a caret beside what can be opened, and no lines."""
        item = self.itemFromIndex(index)
        if item is None or not item.childCount() or not self.itemsExpandable():
            return
        name = "ph.caret-down" if item.isExpanded() else "ph.caret-right"
        left = rect.right() - INDENT + (INDENT - CARET) // 2 + 2
        place = QRect(left, rect.center().y() - CARET // 2 + 1, CARET, CARET)
        icon(name, self._theme.tokens.muted).paint(painter, place)

    def mimeTypes(self) -> list[str]:
        return [self._format]

    def mimeData(self, _items: Sequence[QTreeWidgetItem]) -> QMimeData:
        data = QMimeData()
        data.setData(self._format, b"")
        return data

    def dropEvent(self, event: QDropEvent) -> None:
        if not event.mimeData().hasFormat(self._format):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)  # a moved row would be taken away by Qt
        event.accept()
        self.dropped.emit(self.itemAt(event.position().toPoint()), self.dropIndicatorPosition())
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()


def items(above: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    """Yield the rows below one, in the order in which they are seen."""
    for at in range(above.childCount()):
        if item := above.child(at):
            yield item
            yield from items(item)
