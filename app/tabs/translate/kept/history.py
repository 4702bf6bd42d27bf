"""What was translated: find, bring back, remove."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from app.services.translation.history import History, Translated
from app.tabs.translate.kept import words
from app.tabs.translate.kept.notes import complaining
from app.tabs.translate.kept.page import KeptPage, quiet_button
from app.tabs.translate.kept.rows import TextsDelegate
from app.ui.notice import NoticeBar
from app.ui.theme import Theme

_CHOOSING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class HistoryPage(KeptPage[Translated]):
    """Shows the translations, the newest first; a click brings one back."""

    def __init__(self, history: History, theme: Theme, notices: NoticeBar) -> None:
        super().__init__("history", TextsDelegate, theme, notices)
        self._history = history
        self.list.setUniformItemSizes(True)
        self.list.clicked.connect(self._on_clicked)
        self._clear = quiet_button("translate.history.clear")
        self._clear.clicked.connect(self.clear)
        self.foot.addWidget(self._clear)
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        self.search.setAccessibleName(self.tr("Search the history"))
        self.list.setAccessibleName(self.tr("History of translations"))
        self._clear.setText(self.tr("Clear all"))

    def reload(self) -> None:
        super().reload()
        self._clear.setVisible(self._history.count() > 0)

    def clear(self) -> None:
        """Remove all translations, and offer to undo it."""
        with complaining(self.notices):
            ids = self._history.clear()
            self.offer_undo(self.tr("The history was cleared."), ids)

    def fetch(self, query: str, offset: int, limit: int) -> Sequence[Translated]:
        if query:
            return self._history.search(query, offset, limit)
        return self._history.entries(offset, limit)

    def total(self) -> int:
        return self._history.count()

    def key(self, entry: Translated) -> int:
        return entry.id

    def tell(self, entry: Translated) -> str:
        return words.texts(entry)

    def tell_count(self, count: int) -> str:
        return words.translations(count)

    def tell_empty(self) -> str:
        return self.tr("What you translate is listed here; a click brings it back.")

    def tell_removed(self, entries: Sequence[Translated]) -> str:
        return self.tr("{what} removed.").format(what=words.translations(len(entries)))

    def open(self, entry: Translated) -> None:
        """Bring a text back into the panes."""
        self.text_wanted.emit(entry.source, entry.pair)

    def fill_menu(self, menu: QMenu, entry: Translated) -> None:
        menu.addAction(self.tr("Bring back"), lambda: self.open(entry))
        menu.addAction(self.tr("Copy the translation"), lambda: self.copy(entry.target))

    def remove(self, entries: Sequence[Translated]) -> tuple[int, ...]:
        return self._history.remove([entry.id for entry in entries])

    def restore(self, ids: Sequence[int]) -> None:
        self._history.restore(ids)

    def _on_clicked(self) -> None:
        if not QGuiApplication.keyboardModifiers() & _CHOOSING:
            self.open_chosen()
