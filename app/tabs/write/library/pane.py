"""The list of pieces in folders: made, opened, renamed, moved, searched, deleted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.piece import Piece
from app.services.writing.pieces import Deletion, Entry, Pieces
from app.tabs.write.library import kindnames, telling
from app.tabs.write.library.items import FolderItem, PieceItem
from app.tabs.write.library.piecetree import PieceTree
from app.tabs.write.library.tree import Where
from app.tabs.write.task.kinds import Kind
from app.ui.icons import set_icon
from app.ui.notice import NoticeBar
from app.ui.searchfield import SearchField
from app.ui.theme import Theme


class Library(QFrame):
    """Shows the pieces, those changed last first, or what was found. It keeps what is done."""

    opened = Signal(int)
    renamed = Signal(int, str)
    deleted = Signal(tuple)  # the numbers of pieces
    restored = Signal(tuple)
    plan_requested = Signal()
    import_requested = Signal(object)  # the folder, or None

    def __init__(
        self, pieces: Pieces, theme: Theme, notices: NoticeBar, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("write.library")
        self.setProperty("kind", "sidebar")
        self._pieces = pieces
        self._notices = notices
        self._own_kinds: tuple[Kind, ...] = ()
        self.search = SearchField("write.library.search", theme)
        self.new_button = QPushButton()
        self.new_button.setObjectName("write.library.new")
        set_icon(self.new_button, "ph.note-pencil", theme)
        self.new_button.clicked.connect(lambda: self._drop_down(self.new_button, self.new_menu()))
        self.folder_button = QPushButton()
        self.folder_button.setObjectName("write.library.new_folder")
        set_icon(self.folder_button, "ph.folder-plus", theme)
        self.folder_button.clicked.connect(self.create_folder)
        self.tree = PieceTree(theme)
        self._connect()
        self._build()
        self.retranslate()

    # What the tab says --------------------------------------------------------------------

    def set_own_kinds(self, kinds: tuple[Kind, ...]) -> None:
        """Offer kinds of the person's own for new pieces."""
        self._own_kinds = kinds

    def show_open(self, number: int | None) -> None:
        """Mark the piece that is in the editor."""
        self.tree.show_open(number)

    def show_changed(self, number: int) -> None:
        """Show a piece that has been saved, with as little work as it takes."""
        if not self.tree.is_editing and not self.tree.show_changed(self._pieces.entry(number)):
            self.reload()

    def reload(self) -> None:
        """Show the pieces as they are now; what is chosen, closed or being typed stays so."""
        if self.tree.is_editing:
            return  # it is done when the field in the row goes
        query = self.search.query
        if query:
            self.tree.show_found(self._pieces.search(query))
            self.tree.show_empty(self.tr("Nothing found for “{text}”").format(text=query))
        else:
            self.tree.show_pieces(self._pieces.folders.all(), self._pieces.entries())
            self.tree.show_empty(
                self.tr("What you write is listed here. Begin with the pen at the top.")
            )

    # What the person does -----------------------------------------------------------------

    def create_piece(self, kind: Kind | None = None) -> None:
        """Make a piece in the chosen folder and open it."""
        with telling.complaining(self._notices):
            language = kind.language if kind else kindnames.interface_language()
            entry = self._pieces.create(
                Piece(language=language),
                kind=kindnames.key(kind) if kind else "",
                folder=self.present_folder(),
                goal=kind.length if kind else 0,
            )
            self._show_all(entry.folder)
            self.choose(entry.id)
            self.opened.emit(entry.id)

    def create_folder(self) -> None:
        """Make a folder in the chosen one and let it be named."""
        with telling.complaining(self._notices):
            parent = self.present_folder()
            folder = self._pieces.folders.create(self.tr("New folder"), parent)
            self._show_all(parent)
            item = next(one for one in self.tree.folders() if one.folder.id == folder.id)
            self.tree.reveal(item)
            self.tree.editItem(item)

    def present_folder(self) -> int | None:
        """Return the folder that is chosen, or that the chosen piece is in."""
        item = self.tree.currentItem()
        if isinstance(item, FolderItem):
            return item.folder.id
        return item.entry.folder if isinstance(item, PieceItem) else None

    def choose(self, number: int) -> None:
        """Choose a piece and scroll to it."""
        for item in self.tree.pieces():
            if item.entry.id == number:
                self.tree.reveal(item)

    def rename_current(self) -> None:
        """Edit a title, or the name of a folder, in place."""
        item = self.tree.currentItem()
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEditable:
            self.tree.editItem(item)

    def delete_chosen(self) -> None:
        """Delete what is chosen, folders with all in them, and offer to undo it."""
        pieces = [item.entry.id for item in self.tree.chosen_pieces()]
        folders = self.tree.chosen_folders()
        if not pieces and not folders:
            return
        words = self._tell_deleted()
        with telling.complaining(self._notices):
            deletions = [self._pieces.delete_folder(item.folder.id) for item in folders]
            deletions.append(self._pieces.delete(pieces))
            numbers = tuple(n for deletion in deletions for n in deletion.pieces)
            self.reload()
            self.deleted.emit(numbers)
            telling.offer_undo(self._notices, words, lambda: self._restore(deletions, numbers))

    def move_chosen(self, folder: int | None) -> None:
        """Put what is chosen into a folder, or at the top."""
        with telling.complaining(self._notices):
            for item in self.tree.chosen_folders():
                if folder != item.folder.id:
                    self._pieces.folders.move(item.folder.id, folder)
            for piece in self.tree.chosen_pieces():
                self._pieces.move(piece.entry.id, folder)
        self._show_all(folder)

    def deleted_pieces(self) -> list[Entry]:
        """List what can be brought back, the last deleted first."""
        return self._pieces.deleted()

    def bring_back(self, number: int) -> None:
        """Restore a piece that was deleted, and open it."""
        with telling.complaining(self._notices):
            self._pieces.restore(Deletion((number,)))
            self._show_all(self._pieces.entry(number).folder)
            self.choose(number)
            self.opened.emit(number)

    def new_menu(self) -> QMenu:
        """Return what can be begun."""
        menu = self._menu()
        blank = menu.addAction(self.tr("Blank piece"), lambda: self.create_piece())
        blank.setObjectName("write.library.kind.blank")
        idea = menu.addAction(self.tr("From an idea…"), self.plan_requested.emit)
        idea.setObjectName("write.library.idea")
        menu.addSeparator()
        kindnames.fill(menu, self._own_kinds, self.create_piece)
        menu.addSeparator()
        menu.addAction(
            self.tr("Import…"), lambda: self.import_requested.emit(self.present_folder())
        ).setObjectName("write.library.import")
        return menu

    def row_menu(self, item: QTreeWidgetItem) -> QMenu:
        """Return what can be done with a row."""
        menu = self._menu()
        if isinstance(item, PieceItem):
            menu.addAction(self.tr("Open"), lambda: self._open_item(item))
        else:
            menu.addAction(self.tr("New folder inside"), self.create_folder)
        if item.flags() & Qt.ItemFlag.ItemIsEditable:
            menu.addAction(self.tr("Rename"), self.rename_current)
        targets = menu.addMenu(self.tr("Move to"))
        self._add_target(targets, self.tr("Top"), None)
        for folder in self._pieces.folders.all():
            self._add_target(targets, folder.name, folder.id)
        menu.addSeparator()
        menu.addAction(self.tr("Delete"), self.delete_chosen)
        return menu

    # Inside -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        for button, text in (
            (self.new_button, self.tr("New piece")),
            (self.folder_button, self.tr("New folder")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self.search.setAccessibleName(self.tr("Search all pieces"))
        self.tree.setAccessibleName(self.tr("Pieces"))
        self.reload()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _show_all(self, folder: int | None) -> None:
        """Show the pieces with a folder open."""
        self.tree.open_folders(self._pieces.folders.above(folder))
        self.search.drop()
        self.reload()

    def _restore(self, deletions: list[Deletion], numbers: tuple[int, ...]) -> None:
        for deletion in deletions:
            self._pieces.restore(deletion)
        self.reload()
        self.restored.emit(numbers)

    def _tell_deleted(self) -> str:
        items = self.tree.selectedItems()
        if len(items) > 1:
            return self.tr("{count} deleted.").format(count=telling.number(len(items)))
        title = telling.short(items[0].text(0))
        if isinstance(items[0], FolderItem):
            return self.tr("Folder “{name}” deleted.").format(name=title)
        return self.tr("“{title}” deleted.").format(title=title)

    def _open_item(self, item: QTreeWidgetItem | None) -> None:
        if isinstance(item, PieceItem):
            self.opened.emit(item.entry.id)

    def _on_clicked(self, item: QTreeWidgetItem) -> None:
        if len(self.tree.selectedItems()) == 1:
            self._open_item(item)

    def _on_edited(self, item: QTreeWidgetItem) -> None:
        with telling.complaining(self._notices):
            text = item.text(0).strip()
            if isinstance(item, FolderItem) and text:
                self._pieces.folders.rename(item.folder.id, text)
            elif isinstance(item, PieceItem):
                self._pieces.rename(item.entry.id, text)
                self.renamed.emit(item.entry.id, text)
        self._reload_later()

    def _reload_later(self) -> None:
        QTimer.singleShot(0, self, self.reload)  # a row is in use until its field has gone

    def _on_dropped(self, item: QTreeWidgetItem | None, where: Where) -> None:
        self.move_chosen(self.tree.folder_at(item, where))

    def _add_target(self, menu: QMenu, name: str, folder: int | None) -> None:
        menu.addAction(name.replace("&", "&&"), lambda: self.move_chosen(folder))

    def _on_menu(self, at: QPoint) -> None:
        if item := self.tree.itemAt(at):
            self.row_menu(item).popup(self.tree.viewport().mapToGlobal(at))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _drop_down(self, button: QPushButton, menu: QMenu) -> None:
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _connect(self) -> None:
        self.search.searched.connect(self.reload)
        tree = self.tree
        tree.itemClicked.connect(self._on_clicked)
        tree.itemChanged.connect(self._on_edited)
        tree.itemDelegate().closeEditor.connect(self._reload_later)
        tree.dropped.connect(self._on_dropped)
        tree.customContextMenuRequested.connect(self._on_menu)
        tree.add_key(("Return", "Enter"), lambda: self._open_item(tree.currentItem()))
        tree.add_key(("F2",), self.rename_current)
        tree.add_key(("Delete", "Backspace"), self.delete_chosen)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.search, 1)
        row.addWidget(self.folder_button)
        row.addWidget(self.new_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 8, 8)
        layout.setSpacing(10)
        layout.addLayout(row)
        layout.addWidget(self.tree, 1)
