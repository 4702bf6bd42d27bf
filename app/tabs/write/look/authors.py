"""Who wrote what: shares by author as a bar and numbers, and the report."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.piece import Author, Piece
from app.services.words import QT_TRANSLATE_NOOP
from app.tabs.write.library import telling
from app.tabs.write.look import shades
from app.tabs.write.look.stack import Square, StackedBar
from app.tabs.write.task.authorship import AUTHORS, Share, percentages, shares
from app.ui.theme import Theme

NAMES: dict[Author, str] = {
    "typed": QT_TRANSLATE_NOOP("WriteLook", "Typed by you"),
    "pasted": QT_TRANSLATE_NOOP("WriteLook", "Pasted by you"),
    "model": QT_TRANSLATE_NOOP("WriteLook", "Written by a model"),
    "edited": QT_TRANSLATE_NOOP("WriteLook", "By a model, edited"),
}


class AuthorsPane(QFrame):
    """Shows the shares of a piece; it counts when it is told to."""

    tint_toggled = Signal(bool)
    report_requested = Signal(str)  # "md" or "json"

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("write.authors")
        self.setProperty("kind", "page")
        self._theme = theme
        self._language = ""
        self._shares = dict.fromkeys(AUTHORS, Share())
        self.bar = StackedBar("write.authors.bar")
        self._squares = {author: Square() for author in AUTHORS}
        self._names = {author: QLabel(wordWrap=True) for author in AUTHORS}
        self.percent = {author: QLabel() for author in AUTHORS}
        self._sizes = {author: QLabel() for author in AUTHORS}
        self.tint = QCheckBox()
        self.tint.setObjectName("write.authors.tint")
        self.tint.toggled.connect(self.tint_toggled)
        self._note = QLabel(wordWrap=True)
        self._note.setProperty("kind", "small")
        self._heading = QLabel()
        self._heading.setProperty("kind", "verdict")
        self._explanation = QLabel(wordWrap=True)
        self._explanation.setProperty("kind", "small")
        self._reports = {kind: QPushButton() for kind in ("md", "json")}
        self._build()
        theme.changed.connect(self._show)
        self.retranslate()

    def retranslate(self) -> None:
        for author, label in self._names.items():
            label.setText(QCoreApplication.translate("WriteLook", NAMES[author]))
        self.tint.setText(self.tr("Tint the text by author"))
        self._note.setText(
            self.tr("Of the characters without spaces; changes that wait are not counted.")
        )
        self._heading.setText(self.tr("Report"))
        self._explanation.setText(
            self.tr("Who wrote what, with the model, its settings and the prompts.")
        )
        self._reports["md"].setText(self.tr("As text…"))
        self._reports["json"].setText(self.tr("As data…"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_piece(self, piece: Piece) -> None:
        """Count who wrote what of a piece."""
        self._language = piece.language
        self._shares = shares(piece.blocks)
        self._show()

    def _show(self) -> None:
        tokens = self._theme.tokens
        amounts = [self._shares[author].characters for author in AUTHORS]
        for author, percent in zip(AUTHORS, percentages(amounts), strict=True):
            colour = shades.author(tokens, author)
            self._squares[author].show_colour(colour)
            self.percent[author].setText(f"{percent} %")
            size = telling.length(self._shares[author].words, self._language)
            self._sizes[author].setText(size)
        colours = (shades.author(tokens, author) for author in AUTHORS)
        self.bar.show_parts(list(zip(amounts, colours, strict=True)))
        spoken = ", ".join(
            f"{self._names[author].text()} {self.percent[author].text()}" for author in AUTHORS
        )
        self.bar.setAccessibleName(spoken)
        self._reports["md"].setEnabled(any(amounts))
        self._reports["json"].setEnabled(any(amounts))

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for row, author in enumerate(AUTHORS):
            top = 3 * row
            self.percent[author].setObjectName(f"write.authors.{author}")
            self.percent[author].setProperty("kind", "verdict")
            self._sizes[author].setProperty("kind", "small")
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            grid.addWidget(self._squares[author], top, 0)
            grid.addWidget(self._names[author], top, 1)
            grid.addWidget(self.percent[author], top, 2, right)
            grid.addWidget(self._sizes[author], top + 1, 1)
            grid.setRowMinimumHeight(top + 2, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        upper = QVBoxLayout()
        upper.setContentsMargins(12, 14, 12, 12)
        upper.setSpacing(14)
        upper.addWidget(self.bar)
        upper.addLayout(grid)
        upper.addWidget(self._note)
        upper.addWidget(self.tint)
        upper.addStretch(1)
        layout.addLayout(upper, 1)
        layout.addWidget(self._foot())

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("kind", "foot")
        column = QVBoxLayout(foot)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        column.addWidget(self._heading)
        column.addWidget(self._explanation)
        column.addSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        for kind, button in self._reports.items():
            button.setObjectName(f"write.authors.report.{kind}")
            self._connect(button, kind)
            row.addWidget(button, 1)
        column.addLayout(row)
        return foot

    def _connect(self, button: QPushButton, kind: str) -> None:
        button.clicked.connect(lambda: self.report_requested.emit(kind))
