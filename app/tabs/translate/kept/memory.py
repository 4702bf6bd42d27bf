"""The translation memory: find, change, remove, bring back, import, export."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu

from app.protocol import UserError
from app.services.errors import describe
from app.services.translation.entries import Entry
from app.services.translation.memory import TranslationMemory
from app.services.translation.text import plain_of
from app.tabs.translate.kept import words
from app.tabs.translate.kept.dialogs import EntryDialog
from app.tabs.translate.kept.memorytransfer import MemoryTransfer
from app.tabs.translate.kept.page import KeptPage
from app.tabs.translate.kept.rows import TextsDelegate
from app.ui.notice import NoticeBar
from app.ui.theme import Theme


class MemoryPage(KeptPage[Entry]):
    """Shows the entries of all languages, the newest first."""

    def __init__(self, memory: TranslationMemory, theme: Theme, notices: NoticeBar) -> None:
        super().__init__("memory", TextsDelegate, theme, notices)
        self._memory = memory
        self.list.setUniformItemSizes(True)
        self.list.doubleClicked.connect(self.open_chosen)
        self.transfer = MemoryTransfer(memory, notices)
        self.transfer.changed.connect(self.changed)
        self.foot.addWidget(self.transfer)
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        self.search.setAccessibleName(self.tr("Search the translation memory"))
        self.list.setAccessibleName(self.tr("Translation memory"))

    def fetch(self, query: str, offset: int, limit: int) -> Sequence[Entry]:
        if query:
            return self._memory.search(query, offset, limit)
        return self._memory.entries(offset, limit)

    def total(self) -> int:
        return self._memory.count()

    def key(self, entry: Entry) -> tuple[int, int]:
        return entry.variants

    def tell(self, entry: Entry) -> str:
        return words.texts(entry)

    def tell_count(self, count: int) -> str:
        return words.entries(count)

    def tell_empty(self) -> str:
        return self.tr(
            "Sentences that you correct are kept here and used again when they come back;"
            " a TMX file can be imported, too."
        )

    def tell_removed(self, entries: Sequence[Entry]) -> str:
        return self.tr("{what} removed.").format(what=words.entries(len(entries)))

    def open(self, entry: Entry) -> None:
        """Bring the source into the panes."""
        self.text_wanted.emit(plain_of(entry.source), entry.pair)

    def edit(self, entry: Entry) -> None:
        """Change an entry in a dialog."""
        EntryDialog(entry, lambda *texts: self._change(entry, *texts), self.window()).open()

    def fill_menu(self, menu: QMenu, entry: Entry) -> None:
        menu.addAction(self.tr("Translate this again"), lambda: self.open(entry))
        menu.addAction(self.tr("Edit…"), lambda: self.edit(entry))
        menu.addAction(self.tr("Copy the translation"), lambda: self.copy(plain_of(entry.target)))

    def remove(self, entries: Sequence[Entry]) -> tuple[int, ...]:
        return self._memory.remove([entry.id for entry in entries])

    def restore(self, ids: Sequence[int]) -> None:
        self._memory.restore(ids)

    def _change(self, entry: Entry, source: str, target: str) -> str:
        """Change an entry; return what speaks against it."""
        try:
            self._memory.change(entry, source, target)
        except UserError as error:
            return describe(error.code, error.params)
        self.changed()
        return ""
