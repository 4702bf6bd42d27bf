"""Candidates side by side, to choose one from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.tabs.poetry.shelf.card import CandidateCard
from app.tabs.poetry.task.ranking import Candidate, ranked
from app.ui.theme import Theme

NARROWEST = 120  # pixels


class Candidates(QWidget):
    """Shows candidates in a row that scrolls, each with its rank; hidden while there are none."""

    chosen = Signal(int)  # the index among `candidates`

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("poetry.candidates")
        self._theme = theme
        self._cards: list[CandidateCard] = []
        self._area = _Area()
        self._page = QWidget()
        self._row = QHBoxLayout()
        self._build()
        theme.changed.connect(self._on_theme)
        self._on_theme()
        self.retranslate()
        self.hide()

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """Return the candidates in the order in which they are shown."""
        return tuple(card.candidate for card in self._cards)

    @property
    def chosen_index(self) -> int | None:
        """Return which one is marked."""
        marked = (at for at, card in enumerate(self._cards) if card.isChecked())
        return next(marked, None)

    def add(self, candidate: Candidate) -> None:
        """Show one more at the end; the ranks are told anew, and nothing moves."""
        self._add(candidate)
        self._rank()

    def set_all(self, candidates: Sequence[Candidate]) -> None:
        """Show these in their order; those that were there keep the mark and the keys."""
        marked = [card.candidate for card in self._cards if card.isChecked()]
        focused = [card.candidate for card in self._cards if card.hasFocus()]
        self.clear()
        for candidate in candidates:
            self._add(candidate)
        self._rank()
        for card in self._cards:
            card.setChecked(card.candidate in marked)
            if card.candidate in focused:
                card.setFocus()

    def clear(self) -> None:
        for card in self._cards:
            card.setParent(None)  # so that nobody finds it until it is deleted
            card.deleteLater()
        self._cards = []
        self.hide()

    def mark(self, index: int | None) -> None:
        """Mark one as chosen, or none."""
        for at, card in enumerate(self._cards):
            card.setChecked(at == index)

    # Inside -------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        cards, bar = self._page.sizeHint(), self._area.horizontalScrollBar().sizeHint()
        return QSize(cards.width(), cards.height() + bar.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, self.sizeHint().height())

    def retranslate(self) -> None:
        self._area.setAccessibleName(self.tr("Candidates"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _add(self, candidate: Candidate) -> None:
        number = len(self._cards)
        card = CandidateCard(number, candidate, self._theme)
        card.on_theme()
        card.clicked.connect(lambda: self._on_clicked(number))
        self._row.insertWidget(number, card)
        self._cards.append(card)
        self.show()
        card.show()  # a layout that is shown already would do so only later

    def _rank(self) -> None:
        candidates = self.candidates
        ranks = {id(each): rank for rank, each in enumerate(ranked(candidates), 1)}
        best = max((each.logprob for each in candidates), default=0.0)
        for card in self._cards:
            card.show_rank(ranks[id(card.candidate)], best)

    def _on_clicked(self, index: int) -> None:
        self.mark(index)
        self.chosen.emit(index)

    def _on_theme(self) -> None:
        tokens = self._theme.tokens
        self.setStyleSheet(
            f'QPushButton[kind="candidate"] {{ background: {tokens.raised}; padding: 0;'
            f" border: 1px solid {tokens.border}; border-radius: 10px; text-align: left; }}"
            f' QPushButton[kind="candidate"]:hover {{ border-color: {tokens.faint}; }}'
            f' QPushButton[kind="candidate"]:focus {{ border-color: {tokens.accent}; }}'
            f' QPushButton[kind="candidate"]:checked {{ background: {tokens.selection};'
            f" border-color: {tokens.accent}; }}"
            f" QScrollArea, QScrollArea > QWidget > QWidget {{ background: {tokens.window}; }}"
        )
        for card in self._cards:
            card.on_theme()

    def _build(self) -> None:
        self._row.setContentsMargins(12, 7, 12, 7)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        self._page.setLayout(self._row)
        self._area.setWidget(self._page)
        self._area.setWidgetResizable(True)
        self._area.setObjectName("poetry.candidates.list")
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)


class _Area(QScrollArea):
    """Scrolls sideways by any wheel."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self.horizontalScrollBar(), event)
