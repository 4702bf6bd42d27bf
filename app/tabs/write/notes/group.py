"""The notes of a kind, under its name."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.services.writing.notes import NoteKind
from app.tabs.write.notes import words
from app.tabs.write.notes.card import NoteCard
from app.ui.icons import set_icon
from app.ui.theme import Theme


class NoteGroup(QWidget):
    """Shows cards and, where there are none, what they are for."""

    def __init__(self, kind: NoteKind, theme: Theme) -> None:
        super().__init__()
        self.kind = kind
        self.cards: list[NoteCard] = []
        self._name = QLabel()
        self._name.setProperty("kind", "verdict")
        self._hint = QLabel(wordWrap=True)
        self._hint.setObjectName(f"write.notes.{kind}.hint")
        self._hint.setProperty("kind", "small")
        self.add = QToolButton()
        self.add.setObjectName(f"write.notes.{kind}.add")
        set_icon(self.add, "ph.plus", theme)
        row = QHBoxLayout()
        row.setContentsMargins(2, 0, 2, 0)
        row.addWidget(self._name, 1)
        row.addWidget(self.add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addLayout(row)
        self._column.addWidget(self._hint)
        self._hint.setContentsMargins(2, 0, 2, 0)
        self.retranslate()

    def retranslate(self) -> None:
        name = words.tr(words.KINDS[self.kind])
        self._name.setText(name)
        self._hint.setText(words.tr(words.HINTS[self.kind]))
        self.add.setToolTip(self.tr("Add: {kind}").format(kind=name))
        self.add.setAccessibleName(self.tr("Add: {kind}").format(kind=name))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def put(self, card: NoteCard) -> None:
        """Show a card below the others."""
        self.cards.append(card)
        self._column.addWidget(card)
        self._hint.hide()

    def take(self, card: NoteCard) -> None:
        """Take a card away."""
        self.cards.remove(card)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()
        self._hint.setVisible(not self.cards)
