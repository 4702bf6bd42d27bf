"""Help > User guide: the guide in the language of the interface, with contents and search."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFont, QKeySequence, QPainter, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.guide import Guide, GuideText, read_guide
from app.ui.icons import set_icon
from app.ui.searchfield import SearchField
from app.ui.theme import Theme

# Pixels.
INSET = 16  # of a section within a section
SIDE = 272


class _Rows(QStyledItemDelegate):
    """Sets the sections within a section in."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        place = QStyleOptionViewItem(option)
        if index.data(Qt.ItemDataRole.UserRole).level > 2:
            place.rect = option.rect.adjusted(INSET, 0, 0, 0)
        super().paint(painter, place, index)


class HelpWindow(QDialog):
    """Contents on the left, the guide on the right; stays open beside the desk."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("help.guide")
        self.resize(1020, 740)
        self._theme = theme
        self._guide = Guide("", ())
        self._wanted = ""
        self._query = ""
        self._current = 0
        self._search = SearchField("help.search", theme)
        self._count = QLabel()
        self._count.setObjectName("help.count")
        self._count.setProperty("kind", "small")
        self._previous = self._button("previous", "ph.arrow-up", -1)
        self._next = self._button("next", "ph.arrow-down", 1)
        self._contents = QListWidget()
        self._contents.setObjectName("help.contents")
        self._contents.setItemDelegate(_Rows(self._contents))
        self._contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._text = GuideText(theme)
        self._build()
        self._connect()
        self.retranslate()

    @property
    def section(self) -> str:
        """Return the name of the section that is read."""
        return self._text.section

    def show_section(self, name: str = "") -> None:
        """Open the window at a section; without one, where it was left."""
        self._wanted = name if name in self._names() else ""
        self.show()
        self.raise_()
        self.activateWindow()
        self._go()
        self._search.setFocus()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("User guide"))
        self._search.setAccessibleName(self.tr("Search the guide"))
        self._contents.setAccessibleName(self.tr("Contents"))
        self._text.setAccessibleName(self.tr("User guide"))
        for button, name in (
            (self._previous, self.tr("Previous match (Shift+Enter)")),
            (self._next, self.tr("Next match (Enter)")),
        ):
            button.setToolTip(name)
            button.setAccessibleName(name)
        chinese = QLocale().language() == QLocale.Language.Chinese
        self._guide = read_guide("zh" if chinese else "en")
        self._fill()
        self._render()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._go()

    def reject(self) -> None:
        """Give the search up first, then close."""
        if self._search.text():
            self._search.clear()
            self._look()
        else:
            super().reject()

    def _names(self) -> list[str]:
        return [section.name for section in self._guide.sections]

    def _button(self, name: str, icon: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"help.{name}")
        set_icon(button, icon, self._theme)
        button.clicked.connect(lambda: self._step(step))
        return button

    def _build(self) -> None:
        self._found = QWidget()
        found = QHBoxLayout(self._found)
        found.setContentsMargins(2, 0, 0, 0)
        found.addWidget(self._count, 1)
        found.addWidget(self._previous)
        found.addWidget(self._next)
        side = QFrame()
        side.setProperty("kind", "sidebar")
        side.setFixedWidth(SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 14, 12, 8)
        column.setSpacing(8)
        column.addWidget(self._search)
        column.addWidget(self._found)
        column.addWidget(self._contents, 1)
        page = QFrame()
        page.setProperty("kind", "page")
        right = QVBoxLayout(page)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self._text)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(side)
        layout.addWidget(page, 1)

    def _connect(self) -> None:
        self._search.searched.connect(self._look)
        self._search.returnPressed.connect(lambda: self._step(1))
        back = QShortcut(QKeySequence("Shift+Return"), self._search)
        back.setContext(Qt.ShortcutContext.WidgetShortcut)
        back.activated.connect(lambda: self._step(-1))
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self._focus_search)
        self._contents.itemClicked.connect(self._choose)
        self._contents.itemActivated.connect(self._choose)
        self._text.reached.connect(self._show_reached)
        self._theme.changed.connect(self._render)

    def _focus_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def _fill(self) -> None:
        self._contents.clear()
        strong = self.font()
        strong.setWeight(QFont.Weight.Bold)
        for section in self._guide.sections:
            item = QListWidgetItem(section.title)
            item.setData(Qt.ItemDataRole.UserRole, section)
            item.setToolTip(section.title)
            if section.level == 2:
                item.setFont(strong)
            item.setSizeHint(QSize(0, self.fontMetrics().height() + 14))
            self._contents.addItem(item)

    def _render(self) -> None:
        """Show the guide anew, where it was."""
        self._wanted = self._wanted or self._text.section
        self._text.show_guide(self._guide)
        self._go()
        self._current = max(0, min(self._current, self._text.find_all(self._query) - 1))
        self._text.tint(self._current)
        self._show_count()

    def _go(self) -> None:
        if self.isVisible() and self._wanted:
            self._text.show_section(self._wanted)
            self._wanted = ""

    def _choose(self, item: QListWidgetItem) -> None:
        self._text.show_section(item.data(Qt.ItemDataRole.UserRole).name)

    def _show_reached(self, name: str) -> None:
        self._contents.setCurrentRow(self._names().index(name))

    def _look(self) -> None:
        """Search for what stands in the field."""
        if self._search.query == self._query:
            return
        self._query = self._search.query
        if self._text.find_all(self._query):
            self._go_to(0)
        else:
            self._text.tint(-1)
            self._show_count()

    def _step(self, step: int) -> None:
        if self._search.query != self._query:
            self._look()
        elif self._text.matches:
            self._go_to((self._current + step) % len(self._text.matches))

    def _go_to(self, match: int) -> None:
        self._current = match
        self._text.show_match(match)
        self._show_count()

    def _show_count(self) -> None:
        count = len(self._text.matches)
        if not self._query:
            words = ""
        elif not count:
            words = self.tr("Not found")
        else:
            words = self.tr("{number} of {count}").format(number=self._current + 1, count=count)
        self._count.setText(words)
        self._found.setVisible(bool(words))
        for button in (self._previous, self._next):
            button.setEnabled(count > 0)
