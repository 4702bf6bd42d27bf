"""The small bar at a hunk: take it, leave it, see other alternatives."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from app.ui.icons import set_icon
from app.ui.theme import Theme


class HunkBar(QFrame):
    """Says what is wanted; whoever owns it does it."""

    accepted = Signal()
    rejected = Signal()
    all_accepted = Signal()
    all_rejected = Signal()
    retried = Signal()
    flicked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("write.hunk")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._accept = self._button("accept", "ph.check", "good")
        self._reject = self._button("reject", "ph.x", "bad")
        self._accept_all = self._button("accept_all", "ph.checks", "good")
        self._reject_all = self._button("reject_all", "ph.trash", "muted")
        self._previous = self._button("previous", "ph.caret-left", "muted")
        self._next = self._button("next", "ph.caret-right", "muted")
        self._retry = self._button("retry", "ph.arrow-clockwise", "muted")
        self._count = QLabel()
        self._count.setObjectName("write.hunk.count")
        self._count.setProperty("kind", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(5, 3, 5, 3)
        row.setSpacing(1)
        self._lines = (self._line(), self._line())
        for widget in (
            self._accept, self._reject, self._lines[0], self._accept_all, self._reject_all,
            self._lines[1], self._previous, self._count, self._next, self._retry,
        ):  # fmt: skip
            row.addWidget(widget)
        self._connect()
        theme.changed.connect(self._on_theme)
        self._on_theme()
        self.retranslate()
        self.hide()

    def show_for(self, *, hunk: bool, current: int, count: int, open_: bool, busy: bool) -> None:
        """Offer what is possible: `open_` says that other alternatives can be shown."""
        for widget in (self._accept, self._reject, self._lines[0]):
            widget.setVisible(hunk)
        several = open_ and count > 1
        for widget in (self._previous, self._count, self._next):
            widget.setVisible(several)
        self._retry.setVisible(open_)
        self._retry.setEnabled(not busy)
        self._lines[1].setVisible(open_)
        self._count.setText(self.tr("{number}/{count}").format(number=current + 1, count=count))
        self.adjustSize()

    def retranslate(self) -> None:
        for button, text in (
            (self._accept, self.tr("Accept this change (Alt+Enter)")),
            (self._reject, self.tr("Reject this change (Alt+Backspace)")),
            (self._accept_all, self.tr("Accept all")),
            (self._reject_all, self.tr("Reject all")),
            (self._previous, self.tr("Alternative before (Alt+[)")),
            (self._next, self.tr("Next alternative (Alt+])")),
            (self._retry, self.tr("Try again")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _button(self, name: str, icon: str, role: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"write.hunk.{name}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_icon(button, icon, self._theme, role)
        return button

    def _line(self) -> QFrame:
        line = QFrame(self)
        line.setFixedSize(1, 16)
        return line

    def _connect(self) -> None:
        self._accept.clicked.connect(self.accepted)
        self._reject.clicked.connect(self.rejected)
        self._accept_all.clicked.connect(self.all_accepted)
        self._reject_all.clicked.connect(self.all_rejected)
        self._retry.clicked.connect(self.retried)
        self._previous.clicked.connect(lambda: self.flicked.emit(-1))
        self._next.clicked.connect(lambda: self.flicked.emit(1))

    def _on_theme(self) -> None:
        tokens = self._theme.tokens
        self.setStyleSheet(
            f"HunkBar {{ background: {tokens.raised}; border: 1px solid {tokens.border};"
            " border-radius: 9px; }"
        )
        for line in self._lines:
            line.setStyleSheet(f"background: {tokens.border}; border: none;")
