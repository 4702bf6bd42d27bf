"""A comment of the editor's as a card."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
)

from app.tabs.write.review import words
from app.tabs.write.task.generation import Generation
from app.tabs.write.task.reviews import Comment
from app.ui.icons import icon, set_icon
from app.ui.theme import Theme

QUOTED = 110  # characters of a passage
BUTTON, ARROW = 24, 16  # pixels


class CommentCard(QFrame):
    """Shows what is said of a passage and what might stand there."""

    shown = Signal()
    change_requested = Signal()
    dismissed = Signal()

    def __init__(self, comment: Comment, generation: Generation, theme: Theme) -> None:
        super().__init__()
        self.comment, self.generation = comment, generation
        self._theme = theme
        self.gone = False  # the passage
        self._possible = True
        self.setObjectName("write.review.comment")
        self.setProperty("kind", "composer")
        self._concern = QLabel()
        self._concern.setProperty("kind", "badge")
        self._quote = self._label("quote", "muted")
        self._remark = self._label("remark", "")
        self._better = self._label("better", "")
        self._arrow = QLabel()
        self._arrow.setContentsMargins(0, 2, 0, 0)
        self.dismiss = QToolButton()
        self.dismiss.setObjectName("write.review.dismiss")
        self.dismiss.setFixedSize(BUTTON, BUTTON)
        self.dismiss.clicked.connect(self.dismissed)
        set_icon(self.dismiss, "ph.x", theme, "faint")
        self.propose = QPushButton()
        self.propose.setObjectName("write.review.propose")
        self.propose.clicked.connect(self.change_requested)
        self.reveal = QPushButton()
        self.reveal.setObjectName("write.review.show")
        self.reveal.clicked.connect(self.shown)
        self._build()
        theme.changed.connect(self._on_theme)
        self._on_theme()
        self.retranslate()

    def retranslate(self) -> None:
        concern = words.tr(words.CONCERNS[self.comment.concern])
        self._concern.setText(concern)
        self.propose.setText(self.tr("Propose the change"))
        self.reveal.setText(self.tr("Show"))
        self.dismiss.setToolTip(self.tr("Dismiss this comment"))
        self.dismiss.setAccessibleName(self.tr("Dismiss this comment"))
        self.setAccessibleName(f"{concern}: {self.comment.remark}")
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_comment(self, comment: Comment, generation: Generation) -> None:
        """Show the comment with a change, and what that comes from."""
        self.comment, self.generation = comment, generation
        self.retranslate()

    def offer(self, possible: bool) -> None:
        """Let the change be proposed, or only be read."""
        self._possible = possible
        self._show()

    def set_active(self, active: bool) -> None:
        """Frame the card whose passage is shown."""
        self.setProperty("active", active)
        self.style().unpolish(self)
        self.style().polish(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.shown.emit()

    def _show(self) -> None:
        quote = " ".join(self.comment.quote.split())
        if len(quote) > QUOTED:
            quote = (quote[:QUOTED].rpartition(" ")[0] or quote[:QUOTED]) + "…"
        self._quote.setText(self.tr("“{quote}”").format(quote=quote))
        self._remark.setText(self.comment.remark)
        self._remark.setVisible(bool(self.comment.remark))
        self._better.setText(self.comment.replacement)
        for part in (self._arrow, self._better):
            part.setVisible(bool(self.comment.replacement))
        self.propose.setVisible(bool(self.comment.replacement) and self._possible)

    def _on_theme(self) -> None:
        colour = self._theme.tokens.accent
        self._arrow.setPixmap(icon("ph.arrow-bend-down-right-bold", colour).pixmap(ARROW, ARROW))

    def _label(self, name: str, kind: str) -> QLabel:
        label = QLabel(wordWrap=True)
        label.setObjectName(f"write.review.comment.{name}")
        label.setProperty("kind", kind)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self._concern, 1)
        top.addWidget(self.dismiss)
        change = QHBoxLayout()
        change.setSpacing(8)
        change.addWidget(self._arrow, 0, Qt.AlignmentFlag.AlignTop)
        change.addWidget(self._better, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.propose)
        foot.addWidget(self.reveal)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 10)
        layout.setSpacing(6)
        layout.addLayout(top)
        body = QVBoxLayout()
        body.setContentsMargins(0, 0, 6, 0)
        body.setSpacing(7)
        body.addWidget(self._quote)
        body.addWidget(self._remark)
        body.addLayout(change)
        body.addSpacing(2)
        body.addLayout(foot)
        layout.addLayout(body)
