"""What becomes of a text, change by change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.services import diff
from app.services.diff import By, Hunk
from app.ui.diff.card import HunkCard
from app.ui.diff.colours import Coloured, code_colours, growing_colours
from app.ui.diff.rows import Row, Rows
from app.ui.theme import Theme

# So many changes are shown at once, and so many more each time that nothing else is to be done.
BATCH = 16
# Longer code is shown without its colours, which take long to find.
MOST_COLOURED = 40_000
KEYS = ("Ctrl+Return", "Ctrl+Enter")


class DiffView(QWidget):
    """Shows the changes from one text to another; each is accepted or rejected.

    What is not decided when the person applies the changes counts as accepted. `applied` carries
    the text that this makes. Without `deciding` they are only looked at. Object names begin with
    `name`.
    """

    decided = Signal()
    applied = Signal(str)
    discarded = Signal()

    def __init__(
        self,
        theme: Theme,
        *,
        name: str = "code.diff",
        deciding: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._name = name
        self._deciding = deciding
        self._old = self._new = self._language = ""
        self._by: By = "line"
        self._growing = False
        self._first_line = 1
        self._hunks: tuple[Hunk, ...] = ()
        self._decisions: dict[Hunk, bool] = {}
        self._cards: list[HunkCard] = []
        self._rows = Rows("", (), lines=True, first_line=1)
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._show_more)
        self._summary = QLabel()
        self._summary.setObjectName(f"{name}.summary")
        self._summary.setProperty("kind", "small")
        self._accept_all = self._button("accept_all", "quiet")
        self._accept_all.clicked.connect(lambda: self.decide_all(True))
        self._reject_all = self._button("reject_all", "quiet")
        self._reject_all.clicked.connect(lambda: self.decide_all(False))
        self._apply = self._button("apply", "primary")
        self._apply.clicked.connect(self.apply)
        self._discard = self._button("discard", "")
        self._discard.clicked.connect(self.discarded)
        self._empty = QLabel(wordWrap=True)
        self._empty.setProperty("kind", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for key in KEYS:
            shortcut = QShortcut(QKeySequence(key), self, self.apply)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._build()
        theme.changed.connect(self._show)
        self.retranslate()

    def retranslate(self) -> None:
        self._accept_all.setText(self.tr("Accept all"))
        self._reject_all.setText(self.tr("Reject all"))
        self._apply.setText(self.tr("Apply"))
        self._apply.setToolTip(self.tr("Apply all changes that are not rejected (Ctrl+Enter)"))
        self._discard.setText(self.tr("Discard"))
        self._empty.setText(self.tr("Nothing is changed."))
        self._scroll.setAccessibleName(self.tr("Changes"))
        self._show_summary()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def set_texts(
        self,
        old: str,
        new: str,
        language: str = "",
        by: By = "line",
        *,
        growing: bool = False,
        first_line: int = 1,
    ) -> None:
        """Show what changes. While `new` is `growing`, the rest of `old` is taken to stay.

        Decisions stay with the changes that stay. `first_line` is the number of the first line.
        """
        self._language, self._by, self._first_line = language, by, first_line
        self._old, self._growing = old, growing
        self._new = diff.continued(old, new) if growing else new
        self._hunks = diff.hunks(old, self._new, by=by)
        self._decisions = {h: d for h, d in self._decisions.items() if h in self._hunks}
        self._show()

    def text(self) -> str:
        """Return the text with all changes that are not rejected."""
        accepted = [n for n, h in enumerate(self._hunks) if self._decisions.get(h) is not False]
        return diff.apply(self._old, self._hunks, accepted)

    def apply(self) -> None:
        """Apply what is not rejected."""
        if self._hunks and self._deciding and not self._growing:
            self.applied.emit(self.text())

    def decide_all(self, accepted: bool) -> None:
        """Accept or reject all changes."""
        self._decisions = dict.fromkeys(self._hunks, accepted)
        self._show()
        self.decided.emit()

    def focus_change(self, number: int = 0) -> None:
        """Give the keys to a change; the first is 0."""
        if self._cards and self._hunks:
            card = self._cards[max(0, min(number, self._shown() - 1))]
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _shown(self) -> int:
        return min(len(self._hunks), len(self._cards))

    def _show(self) -> None:
        self._more.stop()
        self._rows = Rows(
            self._old, self._hunks, lines=self._by == "line", first_line=self._first_line
        )
        for number, card in enumerate(self._cards):
            if number < len(self._hunks):
                self._show_card(card, number)
            card.setVisible(number < len(self._hunks))
        self._show_more()
        self._empty.setVisible(not self._hunks and not self._growing)
        for button in (self._accept_all, self._reject_all):
            button.setVisible(self._deciding and len(self._hunks) > 1)
            button.setEnabled(not self._growing)
        self._apply.setEnabled(bool(self._hunks) and not self._growing)
        self._show_summary()

    def _show_more(self) -> None:
        """Show some of the changes that have no card yet."""
        end = min(len(self._hunks), len(self._cards) + BATCH)
        for number in range(len(self._cards), end):
            self._add_card(number)
            self._show_card(self._cards[number], number)
            self._cards[number].show()
        if end < len(self._hunks):
            self._more.start()

    def _show_card(self, card: HunkCard, number: int) -> None:
        shown = self._rows.of(number)
        card.show_change(
            shown,
            self._colours(shown),
            total=len(self._hunks),
            line=self._rows.line_of(number),
            decision=self._decisions.get(self._hunks[number]),
            mono=self._by == "line",
            open_=self._deciding and not self._growing,
        )

    def _colours(self, rows: Sequence[Row]) -> list[Sequence[Coloured]]:
        size = max(len(self._old), len(self._new))
        if not self._language or self._by != "line" or size > MOST_COLOURED:
            return []
        colours = growing_colours if self._growing else code_colours
        style = self._theme.tokens.pygments
        new, old = (colours(text, self._language, style) for text in (self._new, self._old))
        sides = {"added": new, "removed": old, "same": old}
        return [
            sides[row.kind][row.line] if row.line < len(sides[row.kind]) else () for row in rows
        ]

    def _show_summary(self) -> None:
        added = sum(hunk.new.count("\n") for hunk in self._hunks)
        removed = sum(hunk.old.count("\n") for hunk in self._hunks)
        words = self.tr("Changes: {count}").format(count=QLocale().toString(len(self._hunks)))
        lines = f"   +{added}  −{removed}" if self._by == "line" else ""
        self._summary.setText(words + lines if self._hunks else "")

    def _add_card(self, index: int) -> None:
        card = HunkCard(self._name, index + 1, self._theme, deciding=self._deciding)
        card.decided.connect(lambda decision: self._on_decided(index, decision))
        card.left.connect(lambda step: self.focus_change(index + step))
        card.focused.connect(lambda: self._scroll.ensureWidgetVisible(card, 0, 20))
        self._cards.append(card)
        self._column.insertWidget(index, card)

    def _on_decided(self, index: int, decision: bool | None) -> None:
        hunk = self._hunks[index]
        if decision is None:
            self._decisions.pop(hunk, None)
        else:
            self._decisions[hunk] = decision
        self._show()
        self.decided.emit()

    # Building ----------------------------------------------------------------------------

    def _build(self) -> None:
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(12, 4, 12, 12)
        self._column.setSpacing(10)
        self._column.addWidget(self._empty, 1)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setObjectName(f"{self._name}.list")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inner)
        top = QHBoxLayout()
        top.setContentsMargins(16, 8, 8, 4)
        top.setSpacing(0)
        top.addWidget(self._summary, 1)
        top.addWidget(self._accept_all)
        top.addWidget(self._reject_all)
        foot = QFrame()
        foot.setProperty("kind", "foot")
        foot.setVisible(self._deciding)
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 8, 12, 8)
        row.addStretch(1)
        row.addWidget(self._discard)
        row.addWidget(self._apply)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(foot)

    def _button(self, name: str, kind: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"{self._name}.{name}")
        button.setProperty("kind", kind)
        return button
