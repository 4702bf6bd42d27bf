"""The tree of the library: pieces in folders, or what was found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QTreeWidgetItem

from app.services.writing.folders import Folder
from app.services.writing.pieces import Entry, Found
from app.tabs.write.library.items import FolderItem, LibraryDelegate, PieceItem
from app.tabs.write.library.tree import CalmTree, Where, items
from app.ui.theme import Theme

NO_SNIPPET = (("", False),)


class PieceTree(CalmTree):
    """Shows what it is given; what is chosen, closed and scrolled to stays so."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("write.library.pieces", theme)
        self._closed: set[int] = set()
        self._open: int | None = None
        self.setSelectionMode(CalmTree.SelectionMode.ExtendedSelection)
        self.setItemDelegate(LibraryDelegate(theme, self))
        self.itemExpanded.connect(self._on_expanded)
        self.itemCollapsed.connect(self._on_expanded)

    def show_pieces(self, folders: Sequence[Folder], entries: Sequence[Entry]) -> None:
        """Put folders into one another and pieces into them, in the order that they come in."""
        folder_items = {folder.id: FolderItem(folder) for folder in folders}
        top: list[QTreeWidgetItem] = []

        def put(item: QTreeWidgetItem, parent: FolderItem | None) -> None:
            if parent is None:
                top.append(item)
            else:
                parent.addChild(item)

        for item in folder_items.values():
            put(item, folder_items.get(item.folder.parent or 0))
        for entry in entries:
            parent = folder_items.get(entry.folder or 0)
            put(PieceItem(entry), parent)
            while parent is not None:
                parent.count += 1
                parent = folder_items.get(parent.folder.parent or 0)
        self.setRootIsDecorated(True)
        self._refill(top)
        self.blockSignals(True)
        for number, item in folder_items.items():
            item.tell()
            item.setExpanded(number not in self._closed)
        self.blockSignals(False)

    def show_found(self, found: Sequence[Found]) -> None:
        """List pieces with the words around what was searched for."""
        self.setRootIsDecorated(False)
        self._refill([PieceItem(one.entry, one.snippet or NO_SNIPPET) for one in found])

    def show_open(self, number: int | None) -> None:
        """Mark the piece that is in the editor."""
        self._open = number
        for item in self.pieces():
            item.is_open = item.entry.id == number
        self.viewport().update()

    def show_changed(self, entry: Entry) -> bool:
        """Show a piece as it is now; returns whether that was done, without any row moving."""
        item = next((one for one in self.pieces() if one.entry.id == entry.id), None)
        if item is None or item.entry.folder != entry.folder or item.snippet:
            return False
        above = item.parent() or self.invisibleRootItem()
        if isinstance(above.child(above.indexOfChild(item) - 1), PieceItem):
            return False  # it is to be the first one now
        had_bar = item.has_bar
        item.entry = entry
        self.blockSignals(True)
        item.setText(0, entry.title)
        self.blockSignals(False)
        if item.has_bar != had_bar:
            self.scheduleDelayedItemsLayout()
        self.viewport().update()
        return True

    def open_folders(self, numbers: Sequence[int]) -> None:
        """Have folders open when they are shown next."""
        self._closed -= set(numbers)

    def pieces(self) -> list[PieceItem]:
        return [item for item in self._items() if isinstance(item, PieceItem)]

    def folders(self) -> list[FolderItem]:
        return [item for item in self._items() if isinstance(item, FolderItem)]

    def chosen_pieces(self) -> list[PieceItem]:
        return [item for item in self.selectedItems() if isinstance(item, PieceItem)]

    def chosen_folders(self) -> list[FolderItem]:
        return [item for item in self.selectedItems() if isinstance(item, FolderItem)]

    def reveal(self, item: QTreeWidgetItem) -> None:
        """Choose a row and scroll to it."""
        self.setCurrentItem(item)
        self.scrollToItem(item)

    @staticmethod
    def folder_at(item: QTreeWidgetItem | None, where: Where) -> int | None:
        """Return the folder that something dropped there goes into."""
        if item is not None and (where != Where.OnItem or isinstance(item, PieceItem)):
            item = item.parent()
        return item.folder.id if isinstance(item, FolderItem) else None

    def _items(self) -> list[QTreeWidgetItem]:
        return list(items(self.invisibleRootItem()))

    def _refill(self, items: Sequence[QTreeWidgetItem]) -> None:
        chosen = {_key(item) for item in self.selectedItems()}
        present = _key(self.currentItem())
        place = self.verticalScrollBar().value()
        self.blockSignals(True)
        self.clear()
        self.addTopLevelItems(list(items))
        for item in self._items():
            if present and _key(item) == present:
                self.setCurrentItem(item)
            item.setSelected(_key(item) in chosen)
        self.blockSignals(False)
        self.show_open(self._open)
        self.verticalScrollBar().setValue(place)

    def _on_expanded(self, item: QTreeWidgetItem) -> None:
        if isinstance(item, FolderItem):
            (self._closed.discard if item.isExpanded() else self._closed.add)(item.folder.id)


def _key(item: QTreeWidgetItem | None) -> tuple[str, int] | None:
    if isinstance(item, PieceItem):
        return "piece", item.entry.id
    return ("folder", item.folder.id) if isinstance(item, FolderItem) else None
