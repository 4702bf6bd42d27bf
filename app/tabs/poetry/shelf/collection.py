"""The poems that are kept: searched, opened, marked, removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.services.poetry.collection import Collection, Kept
from app.tabs.poetry.shelf import words
from app.tabs.poetry.shelf.rows import KeptDelegate, KeptModel
from app.ui.icons import icon
from app.ui.notice import NoticeBar
from app.ui.searchfield import SearchField
from app.ui.theme import Theme

UNDO_SECONDS = 12


class CollectionPanel(QFrame):
    """Shows the poems, the last changed first, or what was found among them.

    `form_name` is what people call a form. Removing is done here, and can be undone.
    """

    opened = Signal(int)
    removed = Signal(int)
    restored = Signal(int)

    def __init__(
        self,
        collection: Collection,
        theme: Theme,
        notices: NoticeBar,
        form_name: Callable[[str], str] = str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("poetry.shelf")
        self.setProperty("kind", "page")
        self._collection = collection
        self._notices = notices
        self._theme = theme
        self.search = SearchField("poetry.collection.search", theme)
        self.starred = QPushButton()
        self.starred.setCheckable(True)
        self.starred.setObjectName("poetry.collection.starred")
        self.model = KeptModel(form_name, self)
        self._delegate = KeptDelegate(self.model, theme)
        self.list = QListView()
        self.list.setObjectName("poetry.collection")
        self._empty = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._empty.setObjectName("poetry.collection.empty")
        self._set_up_list()
        self._build()
        self._connect()
        self._on_theme()
        self.reload()
        self.retranslate()

    # What the tab says --------------------------------------------------------------------

    def show_open(self, number: int | None) -> None:
        """Mark the poem that is on the page."""
        self._delegate.open_number = number
        self.list.viewport().update()

    def choose(self, number: int) -> None:
        """Choose a poem and scroll to it, whatever was searched for."""
        self.search.drop()
        self.starred.setChecked(False)
        self.reload()
        self._reveal(self.model.find(number).row())

    def reload(self) -> None:
        """Show the poems as they are now; what is chosen and where one reads stays so."""
        chosen, bar = self.chosen, self.list.verticalScrollBar()
        top = bar.value()
        self.model.show(self._found())
        if chosen and self.chosen is None:
            self.list.setCurrentIndex(self.model.find(chosen.id))
            bar.setValue(top)
        self._tell_empty()

    # What the person does -----------------------------------------------------------------

    @property
    def chosen(self) -> Kept | None:
        """Return the poem that is chosen."""
        index = self.list.currentIndex()
        return self.model.kept(index) if index.isValid() else None

    def open_chosen(self) -> None:
        if kept := self.chosen:
            self.opened.emit(kept.id)

    def remove_chosen(self) -> None:
        """Remove a poem, choose the next one, and offer to undo it."""
        if not (kept := self.chosen):
            return
        row = self.list.currentIndex().row()
        with words.complaining(self._notices):
            self._collection.remove(kept.id)
            self._reveal(min(row, self.model.rowCount() - 1))
            self.removed.emit(kept.id)
            text = self.tr("“{title}” removed.").format(title=words.short(words.title(kept.poem)))
            undo = self.tr("Undo"), lambda: self._restore(kept.id)
            self._notices.show_message(text, [undo], seconds=UNDO_SECONDS)

    def menu(self, kept: Kept) -> QMenu:
        """Return what can be done with a poem."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        star = self.tr("Take the star away") if kept.collected else self.tr("Give it a star")
        for name, text, call in (
            ("open", self.tr("Open"), lambda: self.opened.emit(kept.id)),
            ("star", star, lambda: self._mark(kept)),
            ("remove", self.tr("Remove"), self.remove_chosen),
        ):
            menu.addAction(text, call).setObjectName(f"poetry.collection.{name}")
        return menu

    # Inside -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.search.setAccessibleName(self.tr("Search the collection"))
        self.list.setAccessibleName(self.tr("Collection of poems"))
        self.starred.setAccessibleName(self.tr("Only those with a star"))
        self.starred.setToolTip(self.tr("Only those with a star"))
        self._tell_empty()
        self.list.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _found(self) -> Sequence[Kept]:
        found = self._collection.poems(self.search.query)
        return [kept for kept in found if kept.collected or not self.starred.isChecked()]

    def _tell_empty(self) -> None:
        """Say why there are no poems."""
        if self.search.query:
            text = self.tr("Nothing found for “{text}”").format(text=self.search.query)
        elif self.starred.isChecked():
            text = self.tr("Poems that you give a star are listed here.")
        else:
            text = self.tr("Poems that you save are listed here.")
        self._empty.setText(text)
        self._empty.setVisible(self.model.rowCount() == 0)

    def _start_over(self) -> None:
        self.reload()
        self.list.scrollToTop()

    def _reveal(self, row: int) -> None:
        index = self.model.index(row)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _mark(self, kept: Kept) -> None:
        with words.complaining(self._notices):
            self._collection.collect(kept.id, not kept.collected)

    def _restore(self, number: int) -> None:
        with words.complaining(self._notices):
            self._collection.restore(number)
            self._reveal(self.model.find(number).row())
            self.restored.emit(number)

    def _on_menu(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        if index.isValid():
            self.menu(self.model.kept(index)).popup(self.list.viewport().mapToGlobal(at))

    def _add_key(self, keys: Sequence[str], call: Callable[[], object]) -> None:
        action = QAction(self.list)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(call)
        self.list.addAction(action)

    def _on_theme(self) -> None:
        tokens, only = self._theme.tokens, self.starred.isChecked()
        name, colour = ("ph.star-fill", tokens.caution) if only else ("ph.star", tokens.muted)
        self.starred.setIcon(icon(name, colour))
        self.list.viewport().update()

    def _connect(self) -> None:
        self._collection.changed.connect(self.reload)
        self.search.searched.connect(self._start_over)
        self.starred.toggled.connect(self._start_over)
        self.starred.toggled.connect(self._on_theme)
        self.list.clicked.connect(self.open_chosen)
        self.list.customContextMenuRequested.connect(self._on_menu)
        self._add_key(("Return", "Enter"), self.open_chosen)
        self._add_key(("Delete", "Backspace"), self.remove_chosen)
        self._theme.changed.connect(self._on_theme)

    def _set_up_list(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setMouseTracking(True)  # for the row under the mouse
        self.list.viewport().setAutoFillBackground(False)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._empty.setProperty("kind", "muted")
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QVBoxLayout(self.list.viewport())
        layout.setContentsMargins(20, 12, 20, 60)
        layout.addWidget(self._empty)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.search, 1)
        row.addWidget(self.starred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 8, 8)
        layout.setSpacing(10)
        layout.addLayout(row)
        layout.addWidget(self.list, 1)
