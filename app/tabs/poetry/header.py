"""What stands over the page: how the poem is shown, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from app.ui.icons import set_icon
from app.ui.theme import Theme


class Header(QFrame):
    """Tells what is wanted; `export_menu` is filled by the owner.

    Where there is little room the buttons show their icons alone.
    """

    rest_wanted = Signal()
    keep_wanted = Signal()
    hand_toggled = Signal(bool)
    vertical_toggled = Signal(bool)
    marks_toggled = Signal(bool)
    panel_toggled = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("poetry.header")
        self.setProperty("kind", "header")
        self._theme = theme
        self._needed = 0  # pixels
        self.hand_button = self._push("hand", "ph.pencil-line")
        self.hand_button.setCheckable(True)
        self.hand_button.setProperty("kind", "segment")
        self.hand_button.toggled.connect(self.hand_toggled)
        self.rest_button = self._push("rest", "ph.arrows-clockwise")
        self.rest_button.clicked.connect(self.rest_wanted)
        self.keep_button = self._push("keep", "ph.bookmark-simple")
        self.keep_button.clicked.connect(self.keep_wanted)
        self.export_button = self._push("export", "ph.image")
        self.export_menu = QMenu(self.export_button)
        self.export_menu.setObjectName("poetry.export.menu")
        self.export_button.setMenu(self.export_menu)
        self.vertical_button = self._toggle("vertical", "ph.arrows-down-up")
        self.vertical_button.toggled.connect(self.vertical_toggled)
        self.marks_button = self._toggle("marks", "ph.music-notes-simple")
        self.marks_button.toggled.connect(self.marks_toggled)
        self.panel_button = self._toggle("panel", "ph.columns")
        self.panel_button.toggled.connect(self.panel_toggled)
        self._kept = False
        self._build()
        self.show_state(poem=False, locked=False, kept=False, busy=False)
        self.retranslate()

    def retranslate(self) -> None:
        for toggle, words in (
            (self.vertical_button, self.tr("Vertical setting")),
            (self.marks_button, self.tr("Tones, beats and rhymes")),
            (self.panel_button, self.tr("Side panel")),
        ):
            toggle.setToolTip(words)
            toggle.setAccessibleName(words)
        for button, words in self._labels():
            button.setAccessibleName(words)
        self.hand_button.setToolTip(self.tr("Write the poem yourself; it is checked as you type"))
        self.rest_button.setToolTip(
            self.tr("Keep the lines with a closed lock, and have the others written anew")
        )
        self.keep_button.setToolTip(self.tr("Keep the poem in the collection"))
        self.export_button.setToolTip(self.tr("Save the poem as a picture, a PDF or a text"))
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._measure()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._label(self.width() >= self._needed)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def show_state(self, *, poem: bool, locked: bool, kept: bool, busy: bool) -> None:
        """Offer what can be done: with a poem, with lines to keep, with one that is not kept."""
        self.rest_button.setEnabled(poem and locked and not busy)
        self.keep_button.setEnabled(poem and not kept and not busy)
        self.export_button.setEnabled(poem and not busy)
        self.hand_button.setEnabled(not busy)
        if kept != self._kept:
            self._kept = kept
            self._label(self.width() >= self._needed)

    def show_setting(self, *, page: bool, chinese: bool) -> None:
        """Offer how a page shows the poem, if it is one: Chinese can be set in columns."""
        self.vertical_button.setVisible(page and chinese)
        self.marks_button.setVisible(page)
        self.rest_button.setVisible(page)

    # Inside ------------------------------------------------------------------------------

    def _labels(self) -> tuple[tuple[QPushButton, str], ...]:
        return (
            (self.hand_button, self.tr("By hand")),
            (self.rest_button, self.tr("Redo the rest")),
            (self.keep_button, self.tr("Kept") if self._kept else self.tr("Keep")),
            (self.export_button, self.tr("Export")),
        )

    def _measure(self) -> None:
        """Find the room that the labels need."""
        self._label(True)
        self._needed = self.sizeHint().width()
        self._label(self.width() >= self._needed)

    def _label(self, shown: bool) -> None:
        for button, words in self._labels():
            button.setText(words if shown else "")

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(6)
        row.addWidget(self.hand_button)
        row.addWidget(self.rest_button)
        row.addStretch(1)
        row.addWidget(self.keep_button)
        row.addWidget(self.export_button)
        row.addWidget(self.vertical_button)
        row.addWidget(self.marks_button)
        row.addWidget(self.panel_button)

    def _push(self, name: str, picture: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"poetry.{name}")
        set_icon(button, picture, self._theme, "text")
        return button

    def _toggle(self, name: str, picture: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"poetry.{name}")
        button.setCheckable(True)
        set_icon(button, picture, self._theme)
        return button
