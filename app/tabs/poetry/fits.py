"""The list of what else may stand in the place of a character or a word, the likeliest first."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.tabs.poetry.fitrow import INSET, RATIO, FitDelegate, percent
from app.tabs.poetry.task.changing import Fit
from app.tabs.poetry.task.chinese.check import HAN
from app.tabs.poetry.task.chinese.faults import At
from app.tabs.poetry.task.english.sounds import WORDS
from app.tabs.poetry.task.judge import judge
from app.tabs.poetry.task.verse import Poem
from app.ui.theme import Theme

WIDTH = 260  # pixels
GAP, EDGE = 5, 8  # between the place and the list, and around it
MOST_ROWS = 8  # that are seen at once
MOVING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class FitList(QFrame):
    """Offers what keeps the form in a place of a poem; `chosen` carries the text that is taken.

    It lies over the window of its owner, and goes when one clicks or types elsewhere. `closed`
    comes each time it is gone, before `chosen`.
    """

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, owner: QWidget) -> None:
        super().__init__()
        self.setObjectName("poetry.fits.popup")
        self.setProperty("kind", "card")
        self.setFixedWidth(WIDTH)
        self._owner = owner
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._application = application
        self._before: QWidget | None = None  # what had the keys
        self._poem = Poem("", ())
        self._at, self._place = At(0, 0), QRect()
        self._heading = _label("poetry.fits.heading", "small")
        self._message = _label("poetry.fits.message", "muted")
        self.list = QListWidget()
        self.list.setObjectName("poetry.fits")
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._delegate = FitDelegate(theme, self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self.own = QLineEdit()
        self.own.setObjectName("poetry.fits.own")
        self.own.returnPressed.connect(self._on_return)
        self.own.textChanged.connect(self._on_typed)
        self.setFocusProxy(self.own)
        self._build()
        self._application.focusChanged.connect(self._on_focus)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("What fits here"))
        self.list.setAccessibleName(self.tr("What fits here"))
        self._heading.setText(self.tr("Instead of “{word}”").format(word=self.word))
        self.own.setPlaceholderText(self.tr("Or type your own"))
        self.own.setAccessibleName(self.tr("Or type your own"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @property
    def word(self) -> str:
        """Return the character or the word that stands in the place."""
        if self._at.line >= len(self._poem.lines):
            return ""
        line = self._poem.lines[self._at.line]
        found = list(line) if self._poem.chinese else WORDS.findall(line.replace("\u2019", "'"))
        return found[self._at.place] if self._at.place < len(found) else ""

    def open_for(self, poem: Poem, at: At, place: QRect) -> None:
        """Open beside a place of the screen, and say that it is looked what fits."""
        self.hide()
        self._poem, self._at, self._place = poem, at, place
        self._before = QApplication.focusWidget()
        self._delegate.chinese = poem.chinese
        if self.parentWidget() is not self._owner.window():
            self.setParent(self._owner.window())
        self.own.clear()
        self.retranslate()
        self._say(self.tr("Looking what fits…"))
        self.show()
        self.raise_()
        self.own.setFocus(Qt.FocusReason.PopupFocusReason)
        self._application.installEventFilter(self)

    def show_fits(self, fits: Sequence[Fit]) -> None:
        """List what fits below what stands there, or say that nothing does."""
        if not self.isVisible():
            return
        if not fits:
            self._say(self._nothing())
            return
        self.list.clear()
        stands = self.tr("{word}, stands there").format(word=self.word)
        self._add(self.word, None, stands)
        best = max(fit.logprob for fit in fits)
        for fit in fits:
            ratio = exp(fit.logprob - best)
            self._add(fit.text, ratio, f"{fit.text}, {percent(ratio)}")
        self.list.setCurrentRow(1)
        self._message.hide()
        self.list.show()
        self._fit()
        self.list.scrollToTop()

    def failed(self, text: str) -> None:
        """Say why nothing can be listed."""
        if self.isVisible():
            self._say(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let keys move in the list while one may type; go when one clicks beside it."""
        kind = event.type()
        if watched is self.own and kind == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() in MOVING:
                QApplication.sendEvent(self.list, event)
                return True
        elif kind == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            own = watched is self or self.isAncestorOf(watched)
            if not own and watched.window() is self.window():
                self.hide()
        elif kind == QEvent.Type.Resize and watched is self.parentWidget():
            self.hide()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # and not for what is below

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the keys back."""
        super().hideEvent(event)
        self._application.removeEventFilter(self)
        focus, before = QApplication.focusWidget(), self._before
        if focus and self.isAncestorOf(focus) and before and isValid(before):
            before.setFocus()
        self.closed.emit()

    # Inside -------------------------------------------------------------------------------

    def _add(self, text: str, ratio: float | None, spoken: str) -> None:
        item = QListWidgetItem(text)
        item.setData(RATIO, ratio)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self.list.addItem(item)

    def _choose(self, item: QListWidgetItem) -> None:
        """Take a row; what stands there stays."""
        if item.data(RATIO) is None:
            self.hide()
        else:
            self._take(item.text())

    def _on_return(self) -> None:
        own, item = self.own.text().strip(), self.list.currentItem()
        kind = HAN if self._poem.chinese else WORDS
        if own and not kind.fullmatch(own.replace("\u2019", "'")):
            one = self.tr("One character belongs here.")
            self._message.setText(one if self._poem.chinese else self.tr("One word belongs here."))
            self._message.show()
            self._fit()
        elif own:
            self._take(own)
        elif item and self.list.isVisible():
            self._choose(item)

    def _take(self, text: str) -> None:
        if self.isVisible():
            self.hide()
            self.chosen.emit(text)

    def _nothing(self) -> str:
        if judge(self._poem).passed:
            return self.tr("Nothing else keeps the form here.")
        return self.tr(
            "The poem is not yet in its form, so nothing can be offered here."
            " Mend what was found first, or type your own."
        )

    def _say(self, text: str) -> None:
        self.list.clear()
        self.list.hide()
        self._message.setText(text)
        self._message.show()
        self._fit()

    def _on_typed(self) -> None:
        """Take back a word on what was typed before, which stands beside the list."""
        if self.list.count():
            self._message.hide()
            self._fit()

    def _fit(self) -> None:
        """Stand under the place, or above where there is no room, inside the window."""
        rows = min(MOST_ROWS, self.list.count())
        self.list.setFixedHeight(rows * self.list.sizeHintForRow(0) if rows else 0)
        layout = self.layout()
        assert layout
        layout.activate()
        self.setFixedHeight(layout.totalHeightForWidth(WIDTH))
        window = self._owner.window()
        room = window.rect().adjusted(EDGE, EDGE, -EDGE, -EDGE)
        place = QRect(window.mapFromGlobal(self._place.topLeft()), self._place.size())
        top = place.bottom() + GAP
        if top + self.height() > room.bottom():
            top = place.top() - GAP - self.height()
        left = min(place.left(), room.right() - WIDTH)
        self.move(max(room.left(), left), max(room.top(), top))

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now and self.isVisible() and not self.isAncestorOf(now):
            self.hide()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 10, 8, 8)
        layout.setSpacing(6)
        for label in (self._heading, self._message):
            label.setContentsMargins(INSET - 2, 0, INSET - 2, 0)
        for widget in (self._heading, self.list, self._message, self.own):
            layout.addWidget(widget)


def _label(name: str, kind: str) -> QLabel:
    label = QLabel(wordWrap=True)
    label.setObjectName(name)
    label.setProperty("kind", kind)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
