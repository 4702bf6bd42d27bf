"""The panel beside the text: outline, notes, review, versions, authors, the model's prompt."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Signal
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

from app.services.words import QT_TRANSLATE_NOOP
from app.ui.icons import set_icon
from app.ui.theme import Theme

# The pages in their order: a name, an icon, and what they are called.
PAGES: tuple[tuple[str, str, str], ...] = (
    ("outline", "ph.tree-structure", QT_TRANSLATE_NOOP("WriteSide", "Outline")),
    ("notes", "ph.notebook", QT_TRANSLATE_NOOP("WriteSide", "Notes")),
    ("review", "ph.eye", QT_TRANSLATE_NOOP("WriteSide", "Review")),
    ("timeline", "ph.clock-counter-clockwise", QT_TRANSLATE_NOOP("WriteSide", "Versions")),
    ("authors", "ph.users", QT_TRANSLATE_NOOP("WriteSide", "Who wrote what")),
    ("context", "ph.stack", QT_TRANSLATE_NOOP("WriteSide", "Model’s prompt")),
)


def title(name: str) -> str:
    """Return what a page is called."""
    words = {page: text for page, _, text in PAGES}
    return QCoreApplication.translate("WriteSide", words[name])


class SidePanel(QFrame):
    """Shows one page; `shown` tells which, also when the panel itself is shown."""

    shown = Signal(str)

    def __init__(self, pages: dict[str, QWidget], theme: Theme) -> None:
        super().__init__()
        self.setObjectName("write.side")
        self.setProperty("kind", "page")
        self._stack = QStackedWidget()
        self._group = QButtonGroup(self)
        self._title = QLabel()
        self._title.setProperty("kind", "verdict")
        self._buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout()
        row.setContentsMargins(14, 8, 8, 0)
        row.setSpacing(2)
        row.addWidget(self._title, 1)
        for number, (name, icon, _) in enumerate(PAGES):
            button = self._buttons[name] = QToolButton()
            button.setObjectName(f"write.side.{name}")
            button.setCheckable(True)
            set_icon(button, icon, theme)
            self._group.addButton(button, number)
            row.addWidget(button)
            self._stack.addWidget(pages[name])
        self._group.idClicked.connect(lambda number: self.show_page(PAGES[number][0]))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(row)
        layout.addWidget(self._stack, 1)
        self._buttons["outline"].setChecked(True)
        self.retranslate()

    @property
    def page(self) -> str:
        """Return the name of the page that is shown, or would be."""
        return PAGES[self._stack.currentIndex()][0]

    def shows(self, name: str) -> bool:
        """Tell whether a person sees a page."""
        return self.isVisible() and self.page == name

    def show_page(self, name: str) -> None:
        """Show a page, and the panel; an unknown name does nothing."""
        if name not in self._buttons:
            return
        self._buttons[name].setChecked(True)
        self._stack.setCurrentIndex([page for page, _, _ in PAGES].index(name))
        self._title.setText(title(name))
        self.show()
        self.shown.emit(name)

    def retranslate(self) -> None:
        for name, button in self._buttons.items():
            button.setToolTip(title(name))
            button.setAccessibleName(title(name))
        self._title.setText(title(self.page))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
