"""The headings of a text, to go to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.piece import Block
from app.tabs.write.library.tree import CalmTree, items
from app.tabs.write.outline.rows import HeadingDelegate, HeadingItem
from app.ui.theme import Theme


class Heading(NamedTuple):
    """A heading, its level from 1, and the number of its block."""

    text: str
    level: int
    block: int


def headings(blocks: Sequence[Block]) -> list[Heading]:
    """Return the headings of a piece."""
    return [
        Heading(block.text, block.level, number)
        for number, block in enumerate(blocks)
        if block.kind == "heading"
    ]


class HeadingList(QFrame):
    """Shows the headings of a text that has no outline."""

    chosen = Signal(int)  # the number of a block
    outline_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("write.outline.headings")
        self.setProperty("kind", "page")
        self._headings: tuple[Heading, ...] = ()
        self.tree = CalmTree("write.outline.list", theme)
        self.tree.setItemDelegate(HeadingDelegate(theme, self.tree))
        self.tree.setDragDropMode(CalmTree.DragDropMode.NoDragDrop)
        self.tree.setItemsExpandable(False)
        self.tree.setRootIsDecorated(False)
        self.tree.itemClicked.connect(self._on_chosen)
        self.tree.add_key(("Return", "Enter"), lambda: self._on_chosen(self.tree.currentItem()))
        self.make = QPushButton()
        self.make.setObjectName("write.outline.make")
        self.make.clicked.connect(self.outline_requested)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 12)
        row.addWidget(self.make, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self.tree.inset(), 1)
        layout.addLayout(row)
        self.retranslate()

    def retranslate(self) -> None:
        self.make.setText(self.tr("Plan with an outline…"))
        self.tree.setAccessibleName(self.tr("Headings"))
        self.tree.show_empty(self.tr("The headings of the text are listed here."))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def set_headings(self, found: Sequence[Heading]) -> None:
        """Show headings; nothing is done while they stay the same."""
        if tuple(found) == self._headings:
            return
        self._headings = tuple(found)
        self.tree.clear()
        above: list[tuple[int, QTreeWidgetItem]] = [(0, self.tree.invisibleRootItem())]
        for heading in found:
            while above[-1][0] >= max(1, heading.level):
                above.pop()
            item = HeadingItem(heading.text, heading.block)
            above[-1][1].addChild(item)
            above.append((max(1, heading.level), item))
        self.tree.expandAll()
        self.retranslate()

    def show_place(self, block: int) -> None:
        """Mark the heading under which a block is."""
        here: HeadingItem | None = None
        for item in items(self.tree.invisibleRootItem()):
            if isinstance(item, HeadingItem) and item.block <= block:
                here = item
        if here is None:
            self.tree.clearSelection()
        else:
            self.tree.setCurrentItem(here)

    def _on_chosen(self, item: QTreeWidgetItem | None) -> None:
        if isinstance(item, HeadingItem):
            self.chosen.emit(item.block)
