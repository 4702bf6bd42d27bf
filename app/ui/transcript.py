"""A conversation as one reads it: the newest messages are built, older ones on scrolling up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.ui.icons import set_icon
from app.ui.message import Entry, MessageView
from app.ui.theme import Theme

BUILT = 40
MORE = 20
COLUMN = 780
FRAME_MS = 33
NEAR = 24


class Transcript(QScrollArea):
    """Shows entries in a column; the view follows the stream unless one has scrolled up."""

    wanted = Signal(str, int)
    link = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chat.transcript")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme = theme
        self._older: list[Entry] = []
        self._views: dict[int, MessageView] = {}
        self._following = True
        self._pending: Entry | None = None
        self._frame = QTimer(self, singleShot=True, interval=FRAME_MS)
        self._frame.timeout.connect(self._flush)
        self._page = QWidget()
        self._layout = QVBoxLayout(self._page)
        self._layout.setSpacing(4)
        self._placeholder = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._placeholder.setObjectName("chat.placeholder")
        self._layout.addWidget(self._placeholder, 1)
        self._layout.addStretch(0)
        self.setWidget(self._page)
        self._jump = QPushButton(self)
        self._jump.setObjectName("chat.jump")
        self._jump.setProperty("kind", "round")
        self._jump.clicked.connect(self.follow)
        set_icon(self._jump, "ph.arrow-down", theme, "text")
        self._jump.hide()
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._on_range)
        bar.valueChanged.connect(self._on_scroll)
        self._page.installEventFilter(self)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Conversation"))
        self._jump.setToolTip(self.tr("Jump to the latest"))
        self._jump.setAccessibleName(self.tr("Jump to the latest"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def set_placeholder(self, rich_text: str) -> None:
        """Say something where there are no messages yet."""
        self._placeholder.setText(rich_text)

    def set_entries(self, entries: Sequence[Entry], *, keep_place: bool = False) -> None:
        """Show these entries; unchanged ones keep their widgets."""
        self._pending = None
        wanted = [entry.id for entry in entries]
        place = self._place() if keep_place and not self._following else None
        for number in [number for number in self._views if number not in set(wanted)]:
            self._drop(number)
        first = max(0, len(entries) - max(BUILT, len(self._views)))
        if self._views and not keep_place:
            first = max(0, len(entries) - BUILT)
        self._older = list(entries[:first])
        for entry in self._older:
            if entry.id in self._views:
                self._drop(entry.id)
        for index, entry in enumerate(entries[first:]):
            view = self._views.get(entry.id)
            if view is None:
                self._insert(index, entry)
            elif view.entry != entry:
                view.show_entry(entry)
        self._placeholder.setVisible(not entries)
        if place is None:
            self.follow()
        else:
            self._restore(place)

    def update_entry(self, entry: Entry) -> None:
        """Show what a stream brought; painted once a frame."""
        self._pending = entry
        if not self._frame.isActive():
            self._frame.start()

    def view(self, number: int) -> MessageView | None:
        return self._views.get(number)

    def scroll_to(self, number: int) -> None:
        """Bring a message into view, building older ones up to it."""
        while number not in self._views and any(entry.id == number for entry in self._older):
            self._build_older()
        view = self._views.get(number)
        if view is not None:
            self._following = False
            QTimer.singleShot(0, view, lambda: self.ensureWidgetVisible(view, 0, 80))

    def follow(self) -> None:
        """Go to the end and stay there."""
        self._following = True
        self._jump.hide()
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = max(24, (self.viewport().width() - COLUMN) // 2)
        self._layout.setContentsMargins(side, 20, side, 24)
        self._jump.move(
            (self.viewport().width() - self._jump.width()) // 2,
            self.height() - self._jump.height() - 14,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() == QEvent.Type.LayoutRequest and self._following:
            QTimer.singleShot(0, self, self._stay)
        return super().eventFilter(watched, event)

    def _flush(self) -> None:
        entry, self._pending = self._pending, None
        if entry and entry.id in self._views:
            self._views[entry.id].show_entry(entry)

    def _insert(self, index: int, entry: Entry) -> None:
        view = MessageView(entry, self._theme)
        view.wanted.connect(self.wanted)
        view.link.connect(self.link)
        self._views[entry.id] = view
        self._layout.insertWidget(1 + index, view)
        view.show()  # at once: a hidden widget has no place in the layout

    def _drop(self, number: int) -> None:
        view = self._views.pop(number)
        self._layout.removeWidget(view)
        view.hide()
        view.deleteLater()

    def _build_older(self) -> None:
        place = self._place()
        batch, self._older = self._older[-MORE:], self._older[:-MORE]
        for index, entry in enumerate(batch):
            self._insert(index, entry)
        self._restore(place)

    def _place(self) -> tuple[int, int] | None:
        """Return the message at the top of the view and its distance from there."""
        for number, view in sorted(self._views.items()):
            top = view.mapTo(self._page, QPoint(0, 0)).y() - self.verticalScrollBar().value()
            if top + view.height() > 0:
                return number, top
        return None

    def _restore(self, place: tuple[int, int] | None) -> None:
        if place is None or place[0] not in self._views:
            return
        self._following = False
        self._settle()
        view = self._views[place[0]]
        top = view.mapTo(self._page, QPoint(0, 0)).y()
        self.verticalScrollBar().setValue(top - place[1])

    def _settle(self) -> None:
        """Give new messages their width, and then the height that follows from it, now."""
        for _ in range(3):
            self._layout.activate()
            height = max(self._layout.sizeHint().height(), self.viewport().height())
            if self._page.height() == height:
                break
            self._page.resize(self.viewport().width(), height)

    def _stay(self) -> None:
        if self._following:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def _on_range(self, _low: int, high: int) -> None:
        if self._following:
            self.verticalScrollBar().setValue(high)
        self._show_jump()

    def _on_scroll(self, value: int) -> None:
        bar = self.verticalScrollBar()
        self._following = value >= bar.maximum() - NEAR
        self._show_jump()
        if value < self.viewport().height() and self._older and bar.maximum():
            self._build_older()

    def _show_jump(self) -> None:
        self._jump.setVisible(not self._following)
        self._jump.raise_()
