"""What the pages of the panel have in common: search, list, count, removing with undo."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Generic

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.tabs.translate.kept import words
from app.tabs.translate.kept.model import Entries, T
from app.tabs.translate.kept.notes import UNDO_SECONDS, complaining
from app.tabs.translate.kept.rows import RowDelegate
from app.tabs.translate.kept.view import KeptList
from app.ui.notice import NoticeBar
from app.ui.searchfield import SearchField
from app.ui.theme import Theme

MARGIN = 12


class KeptPage(QWidget, Generic[T]):
    """A searched list of what is kept. A kind of entry says how it is found, told and removed."""

    text_wanted = Signal(str, tuple)  # a source and its pair of languages

    def __init__(
        self, name: str, delegate: type[RowDelegate], theme: Theme, notices: NoticeBar
    ) -> None:
        super().__init__()
        self.name = f"translate.{name}"
        self.notices = notices
        self.search = SearchField(f"{self.name}.search", theme)
        self.entries: Entries[T] = Entries(self._fetch, self.key, self.tell, self)
        self.list = KeptList(f"{self.name}.list", self.entries)
        self.list.setItemDelegate(delegate(self.entries, theme))
        self.count = QLabel()
        self.count.setObjectName(f"{self.name}.count")
        self.count.setProperty("kind", "small")
        self.search.searched.connect(self._start_over)
        self.entries.rowsInserted.connect(self._on_fetched)
        self.list.opened.connect(self.open_chosen)
        self.list.edit_wanted.connect(self._on_edit)
        self.list.remove_wanted.connect(self.remove_chosen)
        self.list.menu_wanted.connect(self._on_menu)
        self.top = QVBoxLayout()
        self.foot = QHBoxLayout()
        self._build()

    # What a kind of entry says ------------------------------------------------------------

    def fetch(self, query: str, offset: int, limit: int) -> Sequence[T]:
        """Return a part of the entries that are searched for, or of all."""
        raise NotImplementedError

    def total(self) -> int:
        """Return how many entries there are in all."""
        raise NotImplementedError

    def key(self, entry: T) -> Hashable:
        """Return what an entry is known by."""
        raise NotImplementedError

    def tell(self, entry: T) -> str:
        """Return an entry in words."""
        raise NotImplementedError

    def tell_count(self, count: int) -> str:
        """Return e.g. "12 terms"."""
        raise NotImplementedError

    def tell_empty(self) -> str:
        """Return what will appear here, and how."""
        raise NotImplementedError

    def tell_removed(self, entries: Sequence[T]) -> str:
        """Return what was removed, in words."""
        raise NotImplementedError

    def open(self, entry: T) -> None:
        """Do what Enter asks for."""
        raise NotImplementedError

    def edit(self, entry: T) -> None:
        """Let the person change an entry, where it can be changed."""

    def fill_menu(self, menu: QMenu, entry: T) -> None:
        """Add what can be done with an entry, besides removing it."""
        raise NotImplementedError

    def remove(self, entries: Sequence[T]) -> tuple[int, ...]:
        """Remove entries; return what `restore` wants."""
        raise NotImplementedError

    def restore(self, ids: Sequence[int]) -> None:
        """Undo a removal."""
        raise NotImplementedError

    def after_change(self) -> None:
        """Tell others that entries are not what they were."""

    # What all pages do --------------------------------------------------------------------

    def retranslate(self) -> None:
        if self.isVisible():
            self._tell_count()
            self.list.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def reload(self) -> None:
        """Show the entries as they are now."""
        self.list.reload()
        self._tell_count()

    def changed(self) -> None:
        """Show what the person did to the entries, and tell others."""
        self.reload()
        self.after_change()

    def show_entry(self, key: Hashable) -> None:
        """Choose an entry among all, whatever was searched for."""
        self.search.drop()
        self._start_over()
        index = self.entries.find(key)
        if index.isValid():
            self.list.reveal(index.row())

    def chosen(self) -> list[T]:
        """Return the chosen entries."""
        return [self.entries.entry(self.entries.index(row)) for row in self.list.rows()]

    def open_chosen(self) -> None:
        """Open the first of the chosen entries."""
        if chosen := self.chosen():
            self.open(chosen[0])

    def remove_chosen(self) -> None:
        """Remove the chosen entries, choose the next one, and offer to undo it."""
        chosen = self.chosen()
        if not chosen:
            return
        row = self.list.rows()[0]
        with complaining(self.notices):
            self.offer_undo(self.tell_removed(chosen), self.remove(chosen))
            self.list.reveal(min(row, self.entries.rowCount() - 1))

    def offer_undo(self, text: str, ids: Sequence[int]) -> None:
        """Tell of a removal that has happened."""

        def undo() -> None:
            with complaining(self.notices):
                self.restore(ids)
                self.changed()

        self.changed()
        self.notices.show_message(text, [(self.tr("Undo"), undo)], seconds=UNDO_SECONDS)

    def menu(self, entry: T) -> QMenu:
        """Return what can be done with an entry and those chosen with it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu, entry)
        menu.addSeparator()
        menu.addAction(self.tr("Remove"), self.remove_chosen)
        return menu

    def copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    # Inside -------------------------------------------------------------------------------

    def _fetch(self, offset: int, limit: int) -> Sequence[T]:
        return self.fetch(self.search.query, offset, limit)

    def _start_over(self) -> None:
        self.entries.start_over()
        self.list.scrollToTop()
        self._tell_count()

    def _tell_count(self) -> None:
        """Say how many there are, and why there are none."""
        if self.search.query:
            count = words.number(self.entries.rowCount())
            more = "" if self.entries.complete else "+"
            self.count.setText(self.tr("{count} found").format(count=count + more))
            self.list.show_empty(
                self.tr("Nothing found for “{text}”").format(text=self.search.query)
            )
        else:
            total = self.total()
            self.count.setText(self.tell_count(total) if total else "")
            self.list.show_empty(self.tell_empty())

    def _on_fetched(self) -> None:
        if self.search.query:
            self._tell_count()

    def _on_edit(self) -> None:
        if chosen := self.chosen():
            self.edit(chosen[0])

    def _on_menu(self, at: QPoint) -> None:
        if chosen := self.chosen():
            self.menu(chosen[0]).popup(at)

    def _build(self) -> None:
        self.top.setSpacing(8)
        self.top.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self.foot.setSpacing(2)
        self.foot.setContentsMargins(MARGIN, 0, MARGIN - 6, 0)
        self.top.addWidget(self.search)
        self.foot.addWidget(self.count, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(8)
        layout.addLayout(self.top)
        layout.addWidget(self.list, 1)
        layout.addLayout(self.foot)


def quiet_button(name: str) -> QPushButton:
    """Return a button of the foot."""
    button = QPushButton()
    button.setObjectName(name)
    button.setProperty("kind", "quiet")
    return button
