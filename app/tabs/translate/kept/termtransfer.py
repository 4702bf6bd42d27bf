"""A glossary to and from files, asked for in dialogs and told in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.protocol import UserError
from app.services.translation import termfiles
from app.services.translation.glossary import Added, Duplicate, Glossary
from app.services.translation.text import Pair
from app.tabs.translate.kept import files, words
from app.tabs.translate.kept.notes import (
    UNDO_SECONDS,
    complaining,
    tell_unreadable,
    tell_written,
)
from app.ui.notice import Action, NoticeBar

FORMATS = (("CSV", (".csv",)), ("TSV", (".tsv", ".tab", ".txt")), ("TBX", termfiles.TBX))
NAMED = 3  # terms that are named where many are told of


class TermTransfer(QObject):
    """Imports and exports the terms of a pair. What an import changed can be undone."""

    changed = Signal()

    def __init__(self, glossary: Glossary, parent: QWidget, notices: NoticeBar) -> None:
        super().__init__(parent)
        self._glossary = glossary
        self._widget = parent
        self._notices = notices

    def ask_import(self, pair: Pair) -> None:
        """Ask for a file and add its terms; those that are there stay as they are."""
        path = files.ask_source(self._widget, self.tr("Import terms"), FORMATS)
        if path is None:
            return
        try:
            added = self._glossary.add(pair, termfiles.read_terms(path, *pair))
        except UserError as error:
            tell_unreadable(self._notices, path, error)
            return
        self.changed.emit()
        self._tell_import(pair, added)

    def ask_export(self, pair: Pair) -> None:
        """Ask for a file and write the terms to it."""
        name = self.tr("Glossary {source}-{target}").format(
            source=words.language(pair[0]), target=words.language(pair[1])
        )
        path = files.ask_target(self._widget, self.tr("Export terms"), name, FORMATS)
        if path is None:
            return
        terms = [entry.term for entry in self._glossary.entries(pair)]
        with complaining(self._notices):
            termfiles.write_terms(path, terms, *pair)
            tell_written(self._notices, words.terms(len(terms)), path)

    def _tell_import(self, pair: Pair, added: Added) -> None:
        other = [d for d in added.duplicates if d.offered.wanted != d.kept.term.wanted]
        told = [self.tr("{terms} imported.").format(terms=words.terms(len(added.ids)))]
        if same := len(added.duplicates) - len(other):
            told.append(self.tr("{terms} there already.").format(terms=words.terms(same)))
        actions: list[Action] = []
        if other:
            told.append(self._tell_other(other))
            take = self.tr("Take those of the file")
            actions.append((take, lambda: self._replace(pair, other)))
        if added.ids:
            actions.append((self.tr("Undo"), lambda: self._put_back(added.ids, ())))
        seconds = 0 if other else UNDO_SECONDS
        self._notices.show_message(" ".join(told), actions, seconds=seconds)

    def _tell_other(self, duplicates: Sequence[Duplicate]) -> str:
        names = [f"“{duplicate.kept.term.source}”" for duplicate in duplicates[:NAMED]]
        more = " …" if len(duplicates) > NAMED else ""
        text = self.tr("{terms} translated otherwise here, and left so: {names}")
        return text.format(terms=words.terms(len(duplicates)), names=", ".join(names) + more)

    def _replace(self, pair: Pair, duplicates: Sequence[Duplicate]) -> None:
        """Put the terms of a file in the places of those that are there."""
        with complaining(self._notices):
            removed = self._glossary.remove([duplicate.kept.id for duplicate in duplicates])
            try:
                added = self._glossary.add(pair, [duplicate.offered for duplicate in duplicates])
            except UserError:
                self._glossary.restore(removed)
                raise
            self.changed.emit()
            self._notices.show_message(
                self.tr("{terms} replaced.").format(terms=words.terms(len(added.ids))),
                [(self.tr("Undo"), lambda: self._put_back(added.ids, removed))],
                seconds=UNDO_SECONDS,
            )

    def _put_back(self, added: Sequence[int], removed: Sequence[int]) -> None:
        with complaining(self._notices):
            self._glossary.remove(added)
            self._glossary.restore(removed)
            self.changed.emit()
