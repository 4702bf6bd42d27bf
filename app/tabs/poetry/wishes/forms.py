"""The field that shows the form, and the list that one is chosen from."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.tabs.poetry.task.shapes import Family, shape
from app.tabs.poetry.wishes import words
from app.tabs.poetry.wishes.box import Box
from app.tabs.poetry.wishes.finding import Size
from app.tabs.poetry.wishes.rows import FormDelegate, FormFilter, FormRows
from app.ui.searchfield import SearchField
from app.ui.theme import Theme

SIZE = 500, 560  # pixels
MOVING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class FormBox(Box):
    """Shows a form, and opens the list of all of them."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("poetry.form")
        self._theme = theme
        self._name = ""
        self._list: FormList | None = None

    @property
    def name(self) -> str:
        """The usual name of the form."""
        return self._name

    def show_form(self, name: str) -> None:
        """Show a form by its usual name."""
        self._name = name
        with QSignalBlocker(self):
            self.clear()
            self.addItem(words.title(name))

    def showPopup(self) -> None:
        if self._list is None:
            self._list = FormList(self._theme, self)
            self._list.chosen.connect(self.chosen)
        self._list.open_at(self._name)


class FormList(QDialog):
    """Lists the forms in sections; a search looks in all of them."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("poetry.forms")
        self.resize(*SIZE)
        self._rows = FormRows()
        self._filter = FormFilter(self._rows)
        self._families: tuple[Family, ...] = ()
        self._query = ""
        self.search = SearchField("poetry.forms.search", theme)
        self.search.searched.connect(self._show)
        self.search.returnPressed.connect(self._on_return)
        self.search.installEventFilter(self)
        self.sections = {key: self._section(key) for key, _, _ in words.SECTIONS}
        self._group = QButtonGroup(self)
        for button in self.sections.values():
            self._group.addButton(button)
        self.size_box = QComboBox()
        self.size_box.setObjectName("poetry.forms.size")
        for size in Size:
            self.size_box.addItem("", size)
        self.size_box.currentIndexChanged.connect(self._show)
        self.list = self._view(theme)
        self._nothing = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._nothing.setObjectName("poetry.forms.nothing")
        self._nothing.setProperty("kind", "muted")
        self._build()
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Form of the poem"))
        for key, text, _ in words.SECTIONS:
            self.sections[key].setText(words.tr(text))
        sizes = {
            Size.ANY: self.tr("Of any length"),
            Size.SHORT: self.tr("Short, up to 58 characters"),
            Size.MIDDLE: self.tr("Middle, 59 to 90 characters"),
            Size.LONG: self.tr("Long, from 91 characters"),
        }
        for at, text in enumerate(sizes.values()):
            self.size_box.setItemText(at, text)
        self.size_box.setAccessibleName(self.tr("Length of the tunes"))
        self.list.setAccessibleName(self.tr("Forms"))
        self.search.setPlaceholderText(self.tr("Name, pinyin or number of characters"))
        self.search.setAccessibleName(self.tr("Search for a form"))
        self._nothing.setText(self.tr("No form is called so."))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def open_at(self, name: str) -> None:
        """Open with a form chosen, in its section."""
        family = shape(name).family
        self.search.drop()
        with QSignalBlocker(self.size_box):
            self.size_box.setCurrentIndex(0)
        key = next(key for key, _, families in words.SECTIONS if family in families)
        self._open_section(key)
        self.list.setCurrentIndex(self._filter.find(name))
        self.list.scrollTo(self.list.currentIndex(), QListView.ScrollHint.PositionAtCenter)
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)
        self.open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let keys move in the list while one types."""
        moves = watched is self.search and isinstance(event, QKeyEvent) and event.key() in MOVING
        if moves and event.type() == QEvent.Type.KeyPress:
            QGuiApplication.sendEvent(self.list, event)
            return True
        return super().eventFilter(watched, event)

    # Inside -------------------------------------------------------------------------------

    def _open_section(self, key: str) -> None:
        self.search.drop()
        self._families = next(families for each, _, families in words.SECTIONS if each == key)
        self.sections[key].setChecked(True)
        self._show()

    def _show(self) -> None:
        """List what is searched for in all sections, or the forms of one."""
        query = self._query = self.search.query
        families = tuple(Family) if query else self._families
        tunes = Family.TUNE in families
        self.size_box.setVisible(tunes and not query)
        size = self.size_box.currentData() if tunes and not query else Size.ANY
        self._rows.show_families(families)
        self._filter.show_only(query, size)
        self._mark(bool(query))
        self.list.setCurrentIndex(self._filter.best())
        self.list.scrollToTop()
        self.list.scrollTo(self.list.currentIndex())
        found = self._filter.rowCount() > 0
        self.list.setVisible(found)
        self._nothing.setVisible(not found)

    def _mark(self, searching: bool) -> None:
        """Show that a search looks in all sections."""
        self._group.setExclusive(not searching)
        for key, _, families in words.SECTIONS:
            self.sections[key].setChecked(not searching and families == self._families)

    def _on_return(self) -> None:
        if self.search.query != self._query:
            self._show()
        self._choose(self.list.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and self.isVisible():
            name = self._filter.entry(index).name
            self.accept()
            self.chosen.emit(name)

    def _section(self, key: str) -> QPushButton:
        button = QPushButton(autoDefault=False)
        button.setCheckable(True)
        button.setObjectName(f"poetry.forms.section.{key}")
        button.setProperty("kind", "segment")
        button.clicked.connect(partial(self._open_section, key))
        return button

    def _view(self, theme: Theme) -> QListView:
        view = QListView()
        view.setObjectName("poetry.forms.list")
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setModel(self._filter)
        view.setItemDelegate(FormDelegate(self._filter, theme, view))
        view.clicked.connect(self._choose)
        view.activated.connect(self._choose)
        return view

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in self.sections.values():
            row.addWidget(button)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(10)
        layout.addWidget(self.search)
        layout.addLayout(row)
        layout.addWidget(self.size_box)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._nothing, 1)
