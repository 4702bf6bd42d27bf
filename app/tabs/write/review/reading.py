"""How the piece reads: figures with what they mean, and passages worth a second look."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.tabs.write.review import words
from app.tabs.write.review.measure import Measures
from app.tabs.write.review.rows import PassageList
from app.ui.theme import Theme

FIGURES = 4  # at most


class ReadabilityPart(QWidget):
    """Shows what was measured."""

    passage_chosen = Signal(int, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._measures = Measures()
        self._figures = [(QLabel(), QLabel(), QLabel(wordWrap=True)) for _ in range(FIGURES)]
        self.list = PassageList("write.review.findings", theme)
        self.list.chosen.connect(self.passage_chosen)
        self._none = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._none.setObjectName("write.review.findings.none")
        self._none.setProperty("kind", "muted")
        self._build()
        self.retranslate()

    def retranslate(self) -> None:
        self.list.setAccessibleName(self.tr("Passages worth a second look"))
        self.show_measures(self._measures)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_measures(self, measures: Measures) -> None:
        """Show figures and findings."""
        self._measures = measures
        any_text = measures.figures.sentences > 0
        told = words.told(measures.figures, measures.language) if any_text else []
        for number, labels in enumerate(self._figures):
            texts = told[number] if number < len(told) else ("", "", "")
            for label, text in zip(labels, texts, strict=True):
                label.setText(text)
                label.setVisible(bool(text))
        self.list.show_rows(measures.findings, words.FINDINGS.items(), measures.language)
        self.list.setVisible(bool(measures.findings))
        self._none.setVisible(not measures.findings)
        self._none.setText(
            self.tr("No passage that needs a second look.")
            if any_text
            else self.tr("There is no text yet.")
        )

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(12, 0, 12, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(0, 1)
        right = Qt.AlignmentFlag.AlignRight
        for number, (name, value, meaning) in enumerate(self._figures):
            value.setObjectName(f"write.review.figure.{number}")
            value.setProperty("kind", "verdict")
            meaning.setProperty("kind", "small")
            grid.addWidget(name, 3 * number, 0)
            grid.addWidget(value, 3 * number, 1, right)
            grid.addWidget(meaning, 3 * number + 1, 0, 1, 2)
            grid.setRowMinimumHeight(3 * number + 2, 5)
        self._none.setContentsMargins(20, 12, 20, 60)
        below = QVBoxLayout()
        below.setContentsMargins(4, 0, 4, 0)
        below.addWidget(self.list, 1)
        below.addWidget(self._none, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(grid)
        layout.addLayout(below, 1)
