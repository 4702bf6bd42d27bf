"""The small window in which one says how long a piece is to be."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, QTimer, Signal
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget, QWidgetAction

from app.tabs.write.outline.form import length_box
from app.tabs.write.task import counts

LONGEST = 1_000_000
WIDTH = 200  # pixels


class GoalMenu(QMenu):
    """Tells of a goal, 0 for none, when it has been typed."""

    goal_set = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("write.goal.menu")
        self._language = "en"
        self._label = QLabel()
        self.box = length_box("write.goal.length")
        self.box.setRange(0, LONGEST)
        self.box.setMinimumWidth(WIDTH)
        self.box.valueChanged.connect(self.goal_set)
        self.box.lineEdit().returnPressed.connect(self.close)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(8)
        column.addWidget(self._label)
        column.addWidget(self.box)
        action = QWidgetAction(self)
        action.setDefaultWidget(page)
        self.addAction(action)
        self.aboutToShow.connect(lambda: QTimer.singleShot(0, self.box, self.box.setFocus))
        self.retranslate()

    def retranslate(self) -> None:
        self._label.setText(self.tr("How long it is to be"))
        self.box.setAccessibleName(self.tr("How long it is to be"))
        self.box.setSpecialValueText(self.tr("No goal"))
        unit = counts.unit(self._language)
        words = self.tr("words") if unit == "words" else self.tr("characters")
        self.box.setSuffix(f" {words}")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def open_for(self, goal: int, language: str) -> QSize:
        """Get ready to be shown for a goal; return the size."""
        self._language = language
        self.retranslate()
        with QSignalBlocker(self.box):
            self.box.setValue(goal)
        self.box.selectAll()
        return self.sizeHint()
