"""What is around the steps of the dialog: the question above, the buttons below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.tabs.write.plan.foot import PlanFoot
from app.ui.notice import NoticeBar

SIZE = QSize(640, 620)  # pixels
EDGE = QSize(40, 80)  # pixels of a screen that are left free


class Shell(QDialog):
    """A window-modal dialog that shows one page at a time."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._heading = QLabel()
        self._heading.setObjectName(f"{name}.heading")
        self._heading.setProperty("kind", "title")
        self._hint = QLabel(wordWrap=True)
        self._hint.setProperty("kind", "muted")
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self.notices = NoticeBar(f"{name}.notices")
        self.pages = QStackedWidget()
        self.foot = PlanFoot()
        head = QFrame()
        head.setProperty("kind", "header")
        column = QVBoxLayout(head)
        column.setContentsMargins(24, 18, 24, 16)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addWidget(self._hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self.notices)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.foot)
        self.foot.buttons["go"].setDefault(True)  # which a dialog must be there for

    def say(self, heading: str, hint: str) -> None:
        """Say what the page is for."""
        self._heading.setText(heading)
        self._hint.setText(" ".join(hint.split()))

    def retranslate(self) -> None:
        """Say everything in the language of the interface."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        free = self.screen().availableGeometry().size() - EDGE
        self.resize(SIZE.boundedTo(free))
        super().showEvent(event)
