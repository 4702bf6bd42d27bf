"""The terms of a pair of languages: add, find, change, remove, import, export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QMenu

from app.protocol import UserError
from app.services.errors import describe
from app.services.translation.glossary import Duplicate, Glossary, GlossaryEntry
from app.services.translation.text import Pair
from app.tabs.translate.kept import words
from app.tabs.translate.kept.dialogs import TermDialog
from app.tabs.translate.kept.notes import complaining
from app.tabs.translate.kept.page import KeptPage, quiet_button
from app.tabs.translate.kept.quickadd import QuickAdd
from app.tabs.translate.kept.rows import TermDelegate
from app.tabs.translate.kept.termtransfer import TermTransfer
from app.tabs.translate.task.terms import Term
from app.ui.notice import NoticeBar
from app.ui.theme import Theme


class GlossaryPage(KeptPage[GlossaryEntry]):
    """Shows the terms of one pair, the newest first."""

    terms_changed = Signal()

    def __init__(self, glossary: Glossary, theme: Theme, notices: NoticeBar) -> None:
        super().__init__("glossary", TermDelegate, theme, notices)
        self._glossary = glossary
        self.pair: Pair = ("en", "zh")
        self._terms: list[GlossaryEntry] = []  # all of the pair
        self._duplicate: Duplicate | None = None
        self._heading = QLabel()
        self._heading.setObjectName("translate.glossary.pair")
        self._heading.setProperty("kind", "title")
        self._other = QLabel(wordWrap=True)
        self._other.setObjectName("translate.glossary.other")
        self._other.setProperty("kind", "small")
        self.quick = QuickAdd(theme)
        self.transfer = TermTransfer(glossary, self, notices)
        self.top.insertWidget(0, self._heading)
        self.top.insertWidget(1, self._other)
        self.top.insertWidget(2, self.quick)
        self.top.insertSpacing(3, 4)
        self._import = quiet_button("translate.glossary.import")
        self._export = quiet_button("translate.glossary.export")
        for button in (self._import, self._export):
            self.foot.addWidget(button)
        self.quick.added.connect(self._add)
        self.quick.replace_wanted.connect(self._replace_one)
        self.list.doubleClicked.connect(self.open_chosen)
        self._import.clicked.connect(lambda: self.transfer.ask_import(self.pair))
        self._export.clicked.connect(lambda: self.transfer.ask_export(self.pair))
        self.transfer.changed.connect(self.changed)
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        self.search.setAccessibleName(self.tr("Search the glossary"))
        self.list.setAccessibleName(self.tr("Terms"))
        self._import.setText(self.tr("Import…"))
        self._export.setText(self.tr("Export…"))
        self._heading.setText(words.pair(self.pair))

    def set_pair(self, pair: Pair) -> None:
        """Choose whose terms the next `reload` shows."""
        self.pair = pair
        self._heading.setText(words.pair(pair))
        self._duplicate = None
        self.quick.withdraw()

    def reload(self) -> None:
        self._terms = self._glossary.entries(self.pair)[::-1]
        super().reload()
        self._export.setEnabled(bool(self._terms))
        self._tell_other()

    # What this kind of entry says ---------------------------------------------------------

    def fetch(self, query: str, offset: int, limit: int) -> Sequence[GlossaryEntry]:
        found = self._terms
        if parts := query.casefold().split():
            found = [entry for entry in found if _contains(entry.term, parts)]
        return found[offset : offset + limit]

    def total(self) -> int:
        return len(self._terms)

    def key(self, entry: GlossaryEntry) -> int:
        return entry.id

    def tell(self, entry: GlossaryEntry) -> str:
        return words.term(entry)

    def tell_count(self, count: int) -> str:
        return words.terms(count)

    def tell_empty(self) -> str:
        return self.tr(
            "Terms that you want translated the same way every time appear here:"
            " add one above, or import a list."
        )

    def tell_removed(self, entries: Sequence[GlossaryEntry]) -> str:
        one = f"“{entries[0].term.source}”"
        what = one if len(entries) == 1 else words.terms(len(entries))
        return self.tr("{what} removed.").format(what=what)

    def open(self, entry: GlossaryEntry) -> None:
        self.edit(entry)

    def edit(self, entry: GlossaryEntry) -> None:
        """Change a term in a dialog."""
        TermDialog(entry.term, lambda term: self._change(entry, term), self.window()).open()

    def fill_menu(self, menu: QMenu, entry: GlossaryEntry) -> None:
        menu.addAction(self.tr("Edit…"), lambda: self.edit(entry))
        menu.addAction(self.tr("Copy the translation"), lambda: self.copy(entry.term.wanted))

    def remove(self, entries: Sequence[GlossaryEntry]) -> tuple[int, ...]:
        return self._glossary.remove([entry.id for entry in entries])

    def restore(self, ids: Sequence[int]) -> None:
        self._glossary.restore(ids)

    def after_change(self) -> None:
        self.terms_changed.emit()

    # Adding and changing ------------------------------------------------------------------

    def _add(self, term: Term) -> None:
        with complaining(self.notices):
            added = self._glossary.add(self.pair, [term])
            if added.duplicates:
                self._refuse(added.duplicates[0])
            else:
                self.quick.clear()
                self.changed()
                self.show_entry(added.ids[0])

    def _refuse(self, duplicate: Duplicate) -> None:
        """Say that a term is there already, and show it."""
        self._duplicate = duplicate
        other = duplicate.offered.wanted != duplicate.kept.term.wanted
        self.quick.refuse(self._tell_duplicate(duplicate), replaceable=other)
        self.show_entry(duplicate.kept.id)

    def _replace_one(self) -> None:
        """Put the offered translation in the place of the one that is there."""
        if self._duplicate is None:
            return
        offered, kept = self._duplicate.offered, self._duplicate.kept
        term = replace(kept.term, target=offered.target, keep=offered.keep)
        with complaining(self.notices):
            self._glossary.change(kept, term)
            self.quick.clear()
            self.changed()
            self.show_entry(kept.id)

    def _change(self, entry: GlossaryEntry, term: Term) -> str:
        """Change a term; return what speaks against it."""
        try:
            duplicate = self._glossary.change(entry, term)
        except UserError as error:
            return describe(error.code, error.params)
        if duplicate:
            return self._tell_duplicate(duplicate)
        self.changed()
        return ""

    def _tell_duplicate(self, duplicate: Duplicate) -> str:
        kept = duplicate.kept.term
        if kept.keep:
            return self.tr("“{term}” is there already and is not translated.").format(
                term=kept.source
            )
        return self.tr("“{term}” is there already, as “{translation}”.").format(
            term=kept.source, translation=kept.target
        )

    def _tell_other(self) -> None:
        """Tell of the terms of the other direction, which serve in this one."""
        back = (self.pair[1], self.pair[0])
        count = len(self._glossary.entries(back))
        self._other.setVisible(bool(count))
        self._other.setText(
            self.tr("Also used here: {terms} of {pair}").format(
                terms=words.terms(count), pair=words.pair(back)
            )
        )


def _contains(term: Term, parts: Sequence[str]) -> bool:
    text = f"{term.source}\n{term.target}\n{term.note}".casefold()
    return all(part in text for part in parts)
