"""The list of conversations: grouped by date, searchable, renamed in place."""

from __future__ import annotations

import datetime
import html
from collections.abc import Sequence

from PySide6.QtCore import QDate, QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.services.store import Conversation, Hit
from app.ui.icons import set_icon
from app.ui.theme import Theme

ID = Qt.ItemDataRole.UserRole
MESSAGE = Qt.ItemDataRole.UserRole + 1
SEARCH_DELAY_MS = 150


class Sidebar(QFrame):
    """Shows conversations or, while something is searched for, what was found."""

    chosen = Signal(int)
    hit_chosen = Signal(int, object)  # conversation, message id or None
    new_requested = Signal()
    renamed = Signal(int, str)
    pin_requested = Signal(int, bool)
    delete_requested = Signal(int)
    export_requested = Signal(int, str)
    search_changed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chat.sidebar")
        self.setProperty("kind", "sidebar")
        self._conversations: list[Conversation] = []
        self._current: int | None = None
        self.new_button = QPushButton()
        self.new_button.setObjectName("chat.new")
        self.new_button.clicked.connect(self.new_requested)
        set_icon(self.new_button, "ph.note-pencil", theme)
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setObjectName("chat.search")
        self._delay = QTimer(self, singleShot=True, interval=SEARCH_DELAY_MS)
        self._delay.timeout.connect(lambda: self.search_changed.emit(self.search.text()))
        self.search.textChanged.connect(lambda: self._delay.start())
        self.list = QListWidget()
        self.list.setObjectName("chat.conversations")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.currentItemChanged.connect(self._on_current)
        self.list.itemChanged.connect(self._on_edited)
        self._add_keys()
        row = QHBoxLayout()
        row.addWidget(self.search, 1)
        row.addWidget(self.new_button)
        row.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 8, 8)
        layout.setSpacing(10)
        layout.addLayout(row)
        layout.addWidget(self.list, 1)
        self.retranslate()

    def retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search all conversations"))
        self.new_button.setToolTip(self.tr("New conversation"))
        self.new_button.setAccessibleName(self.tr("New conversation"))
        self.list.setAccessibleName(self.tr("Conversations"))
        if not self.search.text():
            self.show_conversations(self._conversations, self._current)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_conversations(
        self, conversations: Sequence[Conversation], current: int | None
    ) -> None:
        """List the conversations, pinned ones first, then by day."""
        self._conversations = list(conversations)
        self._current = current
        self._refill()
        group = ""
        for conversation in conversations:
            name = self._group(conversation)
            if name != group:
                group = name
                self._add_heading(name)
            item = QListWidgetItem(conversation.title or self.tr("New conversation"))
            item.setData(ID, conversation.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setToolTip(conversation.title)
            self.list.addItem(item)
            if conversation.id == current:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """List what was found, each with the words around it."""
        self._refill()
        if not hits:
            self._add_heading(self.tr("Nothing found"))
        for hit in hits:
            item = QListWidgetItem()
            item.setData(ID, hit.conversation)
            item.setData(MESSAGE, hit.message)
            words = "".join(text for text, _ in hit.snippet)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{hit.title}: {words}")
            marked = "".join(
                f"<b>{html.escape(text)}</b>" if match else html.escape(text)
                for text, match in hit.snippet
            )
            label = QLabel(f"<div>{html.escape(hit.title)}</div><small>{marked}</small>")
            label.setWordWrap(True)
            label.setContentsMargins(8, 6, 8, 6)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            label.setFixedWidth(max(120, self.list.viewport().width() - 8))
            item.setSizeHint(QSize(0, label.heightForWidth(label.width()) + 4))
            self.list.addItem(item)
            self.list.setItemWidget(item, label)
        self.list.blockSignals(False)

    def rename_current(self) -> None:
        """Edit the title in place."""
        item = self.list.currentItem()
        if item is not None and item.data(ID) is not None:
            self.list.editItem(item)

    def _refill(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.list.font()
        font.setPointSizeF(font.pointSizeF() * 0.85)
        item.setFont(font)
        self.list.addItem(item)

    def _group(self, conversation: Conversation) -> str:
        if conversation.pinned:
            return self.tr("Pinned")
        day = datetime.date.fromtimestamp(conversation.updated)
        days = (datetime.date.today() - day).days
        if days <= 0:
            return self.tr("Today")
        if days == 1:
            return self.tr("Yesterday")
        if days < 7:
            return self.tr("Last 7 days")
        if days < 30:
            return self.tr("Last 30 days")
        return self.locale().toString(QDate(day.year, day.month, 1), self.tr("MMMM yyyy"))

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is None or item.data(ID) is None:
            return
        if self.search.text():
            self.hit_chosen.emit(item.data(ID), item.data(MESSAGE))
        else:
            self._current = item.data(ID)
            self.chosen.emit(item.data(ID))

    def _on_edited(self, item: QListWidgetItem) -> None:
        if item.data(ID) is not None and not self.search.text():
            self.renamed.emit(item.data(ID), item.text().strip())

    def _add_keys(self) -> None:
        for key, call in (
            (QKeySequence("F2"), self.rename_current),
            (QKeySequence(QKeySequence.StandardKey.Delete), self._delete_current),
        ):
            action = QAction(self.list)
            action.setShortcut(key)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(call)
            self.list.addAction(action)

    def _delete_current(self) -> None:
        item = self.list.currentItem()
        if item is not None and item.data(ID) is not None:
            self.delete_requested.emit(item.data(ID))

    def _show_menu(self, at: QPoint) -> None:
        item = self.list.itemAt(at)
        if item is None or item.data(ID) is None:
            return
        number = item.data(ID)
        pinned = any(c.id == number and c.pinned for c in self._conversations)
        menu = QMenu(self)
        menu.addAction(self.tr("Rename"), lambda: self.list.editItem(item))
        pin = self.tr("Unpin") if pinned else self.tr("Pin")
        menu.addAction(pin, lambda: self.pin_requested.emit(number, not pinned))
        export = menu.addMenu(self.tr("Export"))
        export.addAction("Markdown", lambda: self.export_requested.emit(number, "md"))
        export.addAction("HTML", lambda: self.export_requested.emit(number, "html"))
        export.addAction("JSON", lambda: self.export_requested.emit(number, "json"))
        menu.addSeparator()
        menu.addAction(self.tr("Delete"), lambda: self.delete_requested.emit(number))
        menu.exec(self.list.viewport().mapToGlobal(at))
