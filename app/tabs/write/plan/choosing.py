"""Angles to choose from, as they come, and room for one of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QScrollArea, QVBoxLayout

from app.tabs.write.plan.card import AngleCard
from app.tabs.write.task.state import Angle
from app.ui.theme import Theme


class AnglesPage(QScrollArea):
    """Shows angles; those of a later asking come below the earlier ones."""

    changed = Signal()  # which one is chosen

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setObjectName("write.plan.angles")
        self._theme = theme
        self._earlier = 0  # cards
        self.cards: list[AngleCard] = []
        self.status = QLabel(wordWrap=True)
        self.status.setObjectName("write.plan.angles.status")
        self.status.setProperty("kind", "muted")
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self._label = QLabel()
        self._label.setProperty("kind", "small")
        self.own = _OwnAngle()
        self.own.setObjectName("write.plan.angle.own")
        self.own.textEdited.connect(self._on_own)
        self.own.entered.connect(self._on_own)
        self._label.setBuddy(self.own)
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        self._build()
        theme.changed.connect(self._on_theme)
        self._on_theme()
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Angles"))
        self._label.setText(self.tr("Or one of your own"))
        self.own.setAccessibleName(self.tr("An angle of your own"))
        self.own.setPlaceholderText(self.tr("e.g. seen by the driver of the last bus"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @property
    def chosen(self) -> Angle | None:
        """Return the angle that was chosen."""
        card = next((card for card in self.cards if card.isChecked()), None)
        if card:
            return card.angle
        text = " ".join(self.own.text().split())
        return Angle(text) if text else None

    @property
    def angles(self) -> tuple[Angle, ...]:
        return tuple(card.angle for card in self.cards)

    def clear(self) -> None:
        """Forget the angles that were found."""
        self._earlier = 0
        self._fit(0)
        self._choose(None)

    def keep(self) -> None:
        """Let what comes now be shown below what is there."""
        self._earlier = len(self.cards)

    def put(self, found: Iterable[Angle]) -> int:
        """Show what has been found since; return how many of it there was not before."""
        names = {_folded(card.angle) for card in self.cards[: self._earlier]}
        new: list[Angle] = []
        for angle in found:
            if _folded(angle) not in names:
                names.add(_folded(angle))
                new.append(angle)
        self._show(new)
        return len(new)

    def show_status(self, busy: bool, message: str) -> None:
        """Say what is going on: what is wrong, or that angles are being thought of."""
        text = message or (self.tr("The model thinks of angles…") if busy else "")
        self.status.setText(text)
        self.status.setVisible(bool(text))

    # Inside -------------------------------------------------------------------------------

    def _show(self, new: Sequence[Angle]) -> None:
        before = len(self.cards)
        self._fit(self._earlier + len(new))
        for card, angle in zip(self.cards[self._earlier :], new, strict=True):
            if card.angle != angle:
                card.show_angle(angle)
        if len(self.cards) > before and self._earlier:
            QTimer.singleShot(0, self, self._reveal)
        self.changed.emit()

    def _fit(self, count: int) -> None:
        """Have so many cards."""
        while len(self.cards) > count:
            card = self.cards.pop()
            card.hide()
            self._column.removeWidget(card)
            card.deleteLater()
        while len(self.cards) < count:
            card = AngleCard(len(self.cards))
            self._connect(card)
            self.cards.append(card)
            self._column.addWidget(card)

    def _connect(self, card: AngleCard) -> None:
        card.clicked.connect(lambda chosen: self._choose(card if chosen else None))

    def _choose(self, chosen: AngleCard | None) -> None:
        for card in self.cards:
            card.setChecked(card is chosen)
        self.own.setProperty("active", chosen is None and bool(self.own.text().strip()))
        self.own.style().unpolish(self.own)
        self.own.style().polish(self.own)
        self.changed.emit()

    def _on_own(self) -> None:
        if self.own.text().strip():
            self._choose(None)
        else:
            self.changed.emit()

    def _reveal(self) -> None:
        if len(self.cards) > self._earlier:
            self.ensureWidgetVisible(self.cards[-1], 0, 24)

    def _on_theme(self) -> None:
        tokens = self._theme.tokens
        self.setStyleSheet(
            f'QPushButton[kind="angle"] {{ background: {tokens.raised}; padding: 0;'
            f" border: 1px solid {tokens.border}; border-radius: 12px; text-align: left; }}"
            f' QPushButton[kind="angle"]:hover {{ border-color: {tokens.faint}; }}'
            f' QPushButton[kind="angle"]:focus {{ border-color: {tokens.accent}; }}'
            f' QPushButton[kind="angle"]:checked {{ background: {tokens.selection};'
            f" border-color: {tokens.accent}; }}"
            f' QLineEdit[active="true"] {{ border-color: {tokens.accent}; }}'
        )

    def _build(self) -> None:
        page = QFrame()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 18, 24, 18)
        layout.setSpacing(6)
        layout.addWidget(self.status)
        layout.addSpacing(4)
        layout.addLayout(self._column)
        layout.addSpacing(10)
        layout.addWidget(self._label)
        layout.addWidget(self.own)
        layout.addStretch(1)
        self.setWidget(page)


class _OwnAngle(QLineEdit):
    """Tells when the person clicks into it."""

    entered = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.MouseFocusReason:
            self.entered.emit()


def _folded(angle: Angle) -> str:
    return "".join(sign for sign in angle.title.casefold() if sign.isalnum())
