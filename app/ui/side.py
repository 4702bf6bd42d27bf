"""A panel beside a page: one of several pages, chosen by icons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.icons import set_icon
from app.ui.theme import Theme


class SidePage(NamedTuple):
    """A page: its name, its icon, and what it is called in the language of the interface."""

    name: str
    icon: str
    title: Callable[[], str]


class SidePanel(QFrame):
    """Shows one page; `shown` tells which, also when the panel itself is shown."""

    shown = Signal(str)

    def __init__(
        self, name: str, pages: Sequence[SidePage], widgets: dict[str, QWidget], theme: Theme
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", "page")
        self._pages = tuple(pages)
        self._stack = QStackedWidget()
        self._group = QButtonGroup(self)
        self._title = QLabel()
        self._title.setProperty("kind", "verdict")
        self._buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout()
        row.setContentsMargins(14, 8, 8, 0)
        row.setSpacing(2)
        row.addWidget(self._title, 1)
        for number, page in enumerate(self._pages):
            button = self._buttons[page.name] = QToolButton()
            button.setObjectName(f"{name}.{page.name}")
            button.setCheckable(True)
            set_icon(button, page.icon, theme)
            self._group.addButton(button, number)
            row.addWidget(button)
            self._stack.addWidget(widgets[page.name])
        self._group.idClicked.connect(lambda number: self.show_page(self._pages[number].name))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(row)
        layout.addWidget(self._stack, 1)
        self._buttons[self.page].setChecked(True)
        self.retranslate()

    @property
    def page(self) -> str:
        """Return the name of the page that is shown, or would be."""
        return self._pages[self._stack.currentIndex()].name

    def shows(self, name: str) -> bool:
        """Tell whether a person sees a page."""
        return self.isVisible() and self.page == name

    def show_page(self, name: str) -> None:
        """Show a page, and the panel; an unknown name does nothing."""
        if name not in self._buttons:
            return
        self._buttons[name].setChecked(True)
        self._stack.setCurrentIndex([page.name for page in self._pages].index(name))
        self._title.setText(self._pages[self._stack.currentIndex()].title())
        self.show()
        self.shown.emit(name)

    def retranslate(self) -> None:
        for page in self._pages:
            self._buttons[page.name].setToolTip(page.title())
            self._buttons[page.name].setAccessibleName(page.title())
        self._title.setText(self._pages[self._stack.currentIndex()].title())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
