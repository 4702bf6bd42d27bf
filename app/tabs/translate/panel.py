"""The panel at the right: glossary, memory and history."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.services.context import Services
from app.services.translation.text import Pair
from app.tabs.translate.kept.glossary import GlossaryPage
from app.tabs.translate.kept.history import HistoryPage
from app.tabs.translate.kept.memory import MemoryPage
from app.tabs.translate.kept.page import MARGIN, KeptPage
from app.ui.notice import NoticeBar
from app.ui.theme import Theme

MINIMUM_WIDTH = 340


class Panel(QWidget):
    """Shows one of three pages; what is not seen is loaded when it is."""

    text_wanted = Signal(str, tuple)  # a source and its pair of languages
    terms_changed = Signal()

    def __init__(self, services: Services, theme: Theme, notices: NoticeBar) -> None:
        super().__init__()
        self.setObjectName("translate.panel")
        desk = services.translation
        self.glossary = GlossaryPage(desk.glossary, theme, notices)
        self.memory = MemoryPage(desk.memory, theme, notices)
        self.history = HistoryPage(desk.history, theme, notices)
        self._pages: list[KeptPage[Any]] = [self.glossary, self.memory, self.history]
        self._stale = set(self._pages)
        self._stack = QStackedWidget()
        self._group = QButtonGroup(self)
        self._segments = [QPushButton() for _ in self._pages]
        self._build()
        self._group.idClicked.connect(self._stack.setCurrentIndex)
        self._stack.currentChanged.connect(self._load)
        self.glossary.terms_changed.connect(self.terms_changed)
        for page in (self.memory, self.history):
            page.text_wanted.connect(self.text_wanted)
        self.retranslate()

    def retranslate(self) -> None:
        names = (self.tr("Glossary"), self.tr("Memory"), self.tr("History"))
        for button, name in zip(self._segments, names, strict=True):
            button.setText(name)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.refresh()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(MINIMUM_WIDTH, 0))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._load()

    def set_pair(self, pair: Pair) -> None:
        """Show the glossary of a pair of languages."""
        if pair != self.glossary.pair:
            self.glossary.set_pair(pair)
            self._stale.add(self.glossary)
            self._load()

    def refresh(self) -> None:
        """Show what is kept as it is now; hidden pages when they are shown again."""
        self._stale.update(self._pages)
        self._load()

    def stop(self) -> None:
        """End an import or export that is going on."""
        self.memory.transfer.stop()

    def _load(self) -> None:
        page = self._pages[self._stack.currentIndex()]
        if self.isVisible() and page in self._stale:
            self._stale.discard(page)
            page.reload()

    def _build(self) -> None:
        segments = QHBoxLayout()
        segments.setContentsMargins(MARGIN, 0, MARGIN, 0)
        segments.setSpacing(6)
        for number, (button, page) in enumerate(zip(self._segments, self._pages, strict=True)):
            button.setObjectName(f"{page.name}.segment")
            button.setProperty("kind", "segment")
            button.setCheckable(True)
            self._group.addButton(button, number)
            self._stack.addWidget(page)
            segments.addWidget(button, 1)
        self._segments[0].setChecked(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(segments)
        layout.addWidget(self._stack, 1)
