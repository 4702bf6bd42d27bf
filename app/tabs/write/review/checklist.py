"""The facts that are to be checked before the piece is published, to be ticked off."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from app.tabs.write.library import telling
from app.tabs.write.review import words
from app.tabs.write.review.measure import Measures
from app.tabs.write.review.rows import PassageList
from app.ui.theme import Theme


class ChecklistPart(QWidget):
    """Lists facts by their kind; what was ticked off is kept by the passage."""

    passage_chosen = Signal(int, int)
    checked_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._measures = Measures()
        self.checked: set[str] = set()
        self._count = QLabel(wordWrap=True)
        self._count.setObjectName("write.review.facts.count")
        self._count.setProperty("kind", "small")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setObjectName("write.review.facts.progress")
        self.list = PassageList("write.review.facts.list", theme, checkable=True)
        self.list.chosen.connect(self.passage_chosen)
        self.list.toggled.connect(self._on_toggled)
        self._none = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._none.setObjectName("write.review.facts.none")
        self._none.setProperty("kind", "muted")
        self._build()
        self.retranslate()

    def retranslate(self) -> None:
        self.list.setAccessibleName(self.tr("Facts to check"))
        self._none.setText(
            self.tr("Numbers, dates, names and quotations that stand in the text are listed here.")
        )
        self.show_measures(self._measures)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_measures(self, measures: Measures) -> None:
        """Show the facts of a text."""
        self._measures = measures
        self.list.show_rows(measures.facts, words.FACTS.items(), measures.language, self.checked)
        self._show_count()

    def set_checked(self, keys: Iterable[str]) -> None:
        """Tick off what was before."""
        self.checked = set(keys)
        self.show_measures(self._measures)

    def _on_toggled(self, key: str, checked: bool) -> None:
        (self.checked.add if checked else self.checked.discard)(key)
        self._show_count()
        self.checked_changed.emit()

    def _show_count(self) -> None:
        rows = self._measures.facts
        done = sum(row.key in self.checked for row in rows)
        text = self.tr("{done} of {total} checked")
        text = text.format(done=telling.number(done), total=telling.number(len(rows)))
        self._count.setText(text)
        self._bar.setRange(0, max(1, len(rows)))
        self._bar.setValue(done)
        self._bar.setAccessibleName(text)
        for part in (self._count, self._bar, self.list):
            part.setVisible(bool(rows))
        self._none.setVisible(not rows)

    def _build(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.setSpacing(6)
        top.addWidget(self._count)
        top.addWidget(self._bar)
        self._none.setContentsMargins(20, 12, 20, 60)
        below = QVBoxLayout()
        below.setContentsMargins(4, 0, 4, 0)
        below.addWidget(self.list, 1)
        below.addWidget(self._none, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addLayout(below, 1)
