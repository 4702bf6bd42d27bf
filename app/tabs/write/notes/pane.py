"""The notes that hold for a piece: its own, those of its folders, those for all pieces."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QMenu, QScrollArea, QVBoxLayout, QWidget

from app.services.writing.notes import KeptNote, NoteKind, Notes, Owner
from app.services.writing.pieces import Pieces
from app.tabs.write.library import telling
from app.tabs.write.notes import words
from app.tabs.write.notes.card import NoteCard
from app.tabs.write.notes.group import NoteGroup
from app.ui.notice import NoticeBar
from app.ui.theme import Theme

SAVE_MS = 400


class NotesPane(QWidget):
    """Shows notes in groups. What is typed is kept; a note that is emptied is removed."""

    changed = Signal()

    def __init__(
        self,
        notes: Notes,
        pieces: Pieces,
        theme: Theme,
        notices: NoticeBar,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("write.notes")
        self._notes, self._pieces = notes, pieces
        self._theme, self._notices = theme, notices
        self._piece: int | None = None
        self._edited: list[NoteCard] = []
        self._timer = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._timer.timeout.connect(self.save)
        self.groups = {kind: NoteGroup(kind, theme) for kind in NoteKind}
        for kind in NoteKind:
            self._connect(kind)
        self._build()
        self.retranslate()

    # What the tab says --------------------------------------------------------------------

    def set_piece(self, number: int | None) -> None:
        """Show the notes that hold for a piece; what is typed for the former one is kept."""
        self.save()
        self._piece = number
        self.reload()

    def reload(self) -> None:
        """Show the notes as they are now."""
        self.save()
        for group in self.groups.values():
            for card in list(group.cards):
                group.take(card)
            group.add.setEnabled(self._piece is not None)
        if self._piece is not None:
            for kept in self._notes.of_piece(self._piece):
                self._show(kept)

    def save(self) -> None:
        """Keep what has been typed."""
        self._timer.stop()
        edited, self._edited = self._edited, []
        if not edited:
            return
        with telling.complaining(self._notices):
            for card in edited:
                self._keep(card)
        self.changed.emit()

    # What the person does -----------------------------------------------------------------

    def add(self, kind: NoteKind, owner: Owner) -> None:
        """Show an empty card, which is kept when something is typed."""
        card = self._card(kind, owner)
        card.begin()
        QTimer.singleShot(0, card, lambda: self._scroll.ensureWidgetVisible(card))

    def owners(self) -> list[tuple[str, Owner]]:
        """Return what a new note may be for, in words: the piece, its folders, all pieces."""
        if self._piece is None:
            return []
        found = [(self.tr("For this piece"), Owner(piece=self._piece))]
        names = self._folder_names()
        for number in reversed(self._pieces.folders.above(self._pieces.entry(self._piece).folder)):
            text = self.tr("For the folder “{name}”")
            text = text.format(name=telling.short(names.get(number, "")))
            found.append((text, Owner(folder=number)))
        return [*found, (words.origin(Owner(), ""), Owner())]

    def remove(self, card: NoteCard) -> None:
        """Remove a note and offer to undo it."""
        self.save()
        self.groups[card.kind].take(card)
        if card.number is None or not card.is_kept:
            return
        with telling.complaining(self._notices):
            removed = self._notes.remove([card.number])
            self.changed.emit()
            telling.offer_undo(
                self._notices, self.tr("Note removed."), lambda: self._restore(removed)
            )

    # Inside -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self._scroll.setAccessibleName(self.tr("Notes for the model"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.save()
        super().hideEvent(event)

    def _keep(self, card: NoteCard) -> None:
        note = card.note()
        if note is None:
            if card.number is not None and card.is_kept:
                self._notes.remove([card.number])
                card.is_kept = False
            return
        if card.number is None:
            card.number = self._notes.add(card.owner, note).id
        else:
            if not card.is_kept:
                self._notes.restore([card.number])
            self._notes.change(card.number, note)
        card.is_kept = True

    def _restore(self, numbers: tuple[int, ...]) -> None:
        self._notes.restore(numbers)
        self.reload()
        self.changed.emit()

    def _show(self, kept: KeptNote) -> None:
        self._card(kept.note.kind, kept.owner).show_note(kept)

    def _card(self, kind: NoteKind, owner: Owner) -> NoteCard:
        folder = self._folder_names().get(owner.folder or 0, "")
        card = NoteCard(kind, owner, folder, self._theme)
        card.edited.connect(lambda: self._on_edited(card))
        card.remove_requested.connect(lambda: self.remove(card))
        self.groups[kind].put(card)
        return card

    def _folder_names(self) -> dict[int, str]:
        return {folder.id: folder.name for folder in self._pieces.folders.all()}

    def _on_edited(self, card: NoteCard) -> None:
        if card not in self._edited:
            self._edited.append(card)
        self._timer.start()

    def _connect(self, kind: NoteKind) -> None:
        self.groups[kind].add.clicked.connect(lambda: self._on_add(kind))

    def _on_add(self, kind: NoteKind) -> None:
        menu = self.add_menu(kind)
        button = self.groups[kind].add
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

    def add_menu(self, kind: NoteKind) -> QMenu:
        """Return what a new note may be for."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, owner in self.owners():
            self._add_owner(menu, text, kind, owner)
        return menu

    def _add_owner(self, menu: QMenu, text: str, kind: NoteKind, owner: Owner) -> None:
        menu.addAction(text.replace("&", "&&"), lambda: self.add(kind, owner))

    def _build(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 12, 12, 16)
        column.setSpacing(16)
        for group in self.groups.values():
            column.addWidget(group)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("write.notes.list")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
