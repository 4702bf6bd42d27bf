"""The list of a page: opened, edited and removed from with mouse and keys."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QVBoxLayout, QWidget

from app.tabs.translate.kept.model import Entries

OPEN_KEYS = ("Return", "Enter")
REMOVE_KEYS = ("Delete", "Backspace")

SIDE = 4  # pixels beside the rows


class KeptList(QListView):
    """Shows entries and, where there are none, a sentence. The page acts."""

    opened = Signal()
    edit_wanted = Signal()
    remove_wanted = Signal()
    menu_wanted = Signal(QPoint)  # on the screen

    def __init__(self, name: str, model: Entries[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setModel(model)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setViewportMargins(SIDE, 0, SIDE, 0)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)  # for the row under the mouse
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self._entries = model
        self._empty = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._empty.setObjectName(f"{name}.empty")
        self._empty.setProperty("kind", "muted")
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QVBoxLayout(self.viewport())
        layout.setContentsMargins(20, 12, 20, 60)
        layout.addWidget(self._empty)
        self._add_keys()

    def show_empty(self, text: str) -> None:
        """Say something where there are no entries."""
        self._empty.setText(text)
        self._empty.setVisible(self._entries.rowCount() == 0)

    def rows(self) -> list[int]:
        """Return the chosen rows, from the top."""
        return sorted(index.row() for index in self.selectedIndexes())

    def reveal(self, row: int) -> None:
        """Choose a row and scroll to it."""
        index = self._entries.index(row)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def reload(self) -> None:
        """Show the entries as they are now, and keep at its place what is being read."""
        top = QPersistentModelIndex(self.indexAt(QPoint(1, 1)))
        reading = self.verticalScrollBar().value() > 0
        before = self.visualRect(top).top()
        self._entries.reload()
        if reading and top.isValid():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.visualRect(top).top() - before)

    def _on_menu(self, at: QPoint) -> None:
        if self.indexAt(at).isValid():
            self.menu_wanted.emit(self.viewport().mapToGlobal(at))

    def _add_keys(self) -> None:
        for keys, signal in (
            (OPEN_KEYS, self.opened),
            (("F2",), self.edit_wanted),
            (REMOVE_KEYS, self.remove_wanted),
        ):
            action = QAction(self)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(signal)
            self.addAction(action)
