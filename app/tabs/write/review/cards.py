"""The comments on a piece as cards, each at its passage while the text changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.piece import Piece
from app.tabs.write.review import places
from app.tabs.write.review.card import CommentCard
from app.tabs.write.task import reviews
from app.tabs.write.task.generation import Generation
from app.tabs.write.task.reviews import Comment, Concern
from app.ui.theme import Theme

Present = Callable[[], Piece]  # returns the piece as it is in the editor
Key = tuple[int, int, Concern]  # of a comment where it was found


class CommentCards(QScrollArea):
    """Shows cards in the order of the text; those whose passage is gone wait out of sight."""

    passage_chosen = Signal(int, int)
    change_wanted = Signal(int, int, str, object)
    changed = Signal()

    def __init__(self, theme: Theme, present: Present) -> None:
        super().__init__()
        self.setObjectName("write.review.comments")
        self._theme, self._present = theme, present
        self._known: dict[Key, CommentCard] = {}
        self.cards: list[CommentCard] = []  # those that are not dismissed
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(12, 0, 12, 12)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)

    @property
    def count(self) -> int:
        """Return how many are in sight."""
        return sum(not card.isHidden() for card in self.cards)

    @property
    def any_found(self) -> bool:
        return bool(self._known)

    def clear(self) -> None:
        """Forget all comments."""
        for card in self._known.values():
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._known, self.cards = {}, []

    def put(self, comment: Comment, generation: Generation) -> None:
        """Take in a comment, or the change of one that is there already."""
        key = comment.start, comment.end, comment.concern
        if key in self._known:
            card = self._known[key]
            card.show_comment(replace(card.comment, replacement=comment.replacement), generation)
            return
        card = self._known[key] = CommentCard(comment, generation, self._theme)
        card.shown.connect(lambda: self._on_shown(card))
        card.change_requested.connect(lambda: self._on_change(card))
        card.dismissed.connect(lambda: self._on_dismissed(card))
        self.cards.append(card)

    def follow(self) -> None:
        """Move the comments to where their passages are now."""
        if not self.cards:
            return
        piece = self._present()
        text = piece.text
        for card in self.cards:
            now = reviews.moved([card.comment], text)
            if now:
                card.comment = now[0]
                card.offer(places.is_prose(piece, now[0].start, now[0].end))
            card.gone = not now
        self.cards.sort(key=lambda card: (card.comment.start, card.comment.end))
        for at, card in enumerate(self.cards):
            if self._column.indexOf(card) != at:
                self._column.insertWidget(at, card)
            card.setVisible(not card.gone)
        self.changed.emit()

    def _at(self, card: CommentCard) -> Comment | None:
        """Return the comment of a card where its passage is now."""
        now = reviews.moved([card.comment], self._present().text)
        return now[0] if now else None

    def _on_shown(self, card: CommentCard) -> None:
        comment = self._at(card)
        if comment:
            for one in self.cards:
                one.set_active(one is card)
            self.passage_chosen.emit(comment.start, comment.end)

    def _on_change(self, card: CommentCard) -> None:
        comment = self._at(card)
        if comment:
            text = comment.replacement
            self.change_wanted.emit(comment.start, comment.end, text, card.generation)

    def _on_dismissed(self, card: CommentCard) -> None:
        self.cards.remove(card)
        self._column.removeWidget(card)
        card.hide()
        self.changed.emit()
