"""The small window over other programs: one text and its translation."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout

from app.protocol import ErrorCode, Params
from app.services.errors import describe
from app.services.translation.clipboard import LONGEST
from app.services.translation.live import Live
from app.tabs.translate.floating import FloatingWindow
from app.tabs.translate.pane import Pane
from app.tabs.translate.task.languages import BY_CODE
from app.ui.icons import set_icon
from app.ui.theme import Theme

SIDE = 14  # pixels between the text and the border
TOLD_MS = 1_500  # that "Copied" is shown
SHOWN_CHARACTERS = 1_000  # of the source, in one line and in its tooltip

Failure = tuple[ErrorCode, Params]


class Small(FloatingWindow):
    """Shows what its own live translation makes of a text; nothing is translated unseen."""

    copy_wanted = Signal(str)  # the translation
    open_wanted = Signal(str)  # the source

    def __init__(self, live: Live, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("translate.small")
        self._live = live
        self.text = ""
        self._failure: Failure | None = None
        self._pair = QLabel()
        self._pair.setObjectName("translate.small.pair")
        self._source = QLabel()
        self._source.setObjectName("translate.small.source")
        self._source.setProperty("kind", "small")
        self._source.setTextFormat(Qt.TextFormat.PlainText)
        self.target = Pane("translate.small.target")
        self.target.setReadOnly(True)
        self._trouble = QLabel(wordWrap=True)
        self._trouble.setObjectName("translate.small.trouble")
        self._trouble.setProperty("tone", "caution")
        self._trouble.setTextFormat(Qt.TextFormat.PlainText)
        self._state = QLabel()
        self._state.setObjectName("translate.small.state")
        self._state.setProperty("kind", "small")
        self.pin = _tool("pin", "ph.push-pin", theme)
        self.pin.setCheckable(True)
        self._close = _tool("close", "ph.x", theme)
        self._again = _button("again", "quiet")
        self._open = _button("open", "quiet")
        self._copy = _button("copy", "primary")
        self._told = QTimer(self, singleShot=True, interval=TOLD_MS)
        self._build()
        self._connect()
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Translation"))
        self.target.setAccessibleName(self.tr("Translation"))
        self._again.setText(self.tr("Try again"))
        self._open.setText(self.tr("Open in Inkstone"))
        for button, name in (
            (self.pin, self.tr("Stay open when I go on elsewhere")),
            (self._close, self.tr("Close")),
        ):
            button.setToolTip(name)
            button.setAccessibleName(name)
        self._name_copy()
        self._show_trouble(self._failure)
        self._refresh()

    def show_text(self, text: str, *, activate: bool) -> None:
        """Translate a text and show it; `activate` gives the window the keyboard."""
        if text != self.text:
            self.text = text
            self._live.set_text("")  # so that nothing of the last text is shown for this one
            self._live.set_text(text if len(text) <= LONGEST else "")
            self._show_source()
            self._show_trouble(None)
        elif self._failure:
            self._on_again()
        self.appear(activate=activate)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_source()

    def _on_toggled(self, visible: bool) -> None:
        if visible:
            self._live.retry()  # goes on with what was let go of
        else:
            self._live.stop()

    # Showing -----------------------------------------------------------------------------

    def _refresh(self) -> None:
        live = self._live
        chinese = QLocale().language() == QLocale.Language.Chinese
        names = [BY_CODE[code].name(chinese) for code in live.pair if code in BY_CODE]
        self._pair.setText("  →  ".join(names))
        text = live.translation() if live.sheet.rows else ""
        self.target.show_text(text, ())
        self.target.setPlaceholderText("" if self.text else self.tr("Nothing copied yet"))
        self._copy.setEnabled(bool(text.strip()))
        self._open.setEnabled(bool(self.text.strip()))
        self._state.setText(self.tr("Translating…") if live.busy and live.sheet.rows else "")

    def _show_source(self) -> None:
        line = " ".join(self.text[:SHOWN_CHARACTERS].split())
        width = self.width() - 2 * SIDE
        shown = self._source.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, width)
        self._source.setText(shown)
        self._source.setToolTip(line if shown != line else "")
        self._source.setVisible(bool(line))

    def _show_trouble(self, failure: Failure | None) -> None:
        self._failure = failure
        words = describe(*failure) if failure else ""
        if len(self.text) > LONGEST:
            words = self.tr("This text is too long for the small window.")
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))
        self._again.setVisible(failure is not None)

    def _name_copy(self) -> None:
        self._copy.setText(self.tr("Copied") if self._told.isActive() else self.tr("Copy"))

    # What the person does ----------------------------------------------------------------

    def _on_failed(self, code: ErrorCode, params: Params) -> None:
        self._show_trouble((code, params))
        self._refresh()

    def _on_again(self) -> None:
        self._show_trouble(None)
        self._live.retry()

    def _on_copy(self) -> None:
        self.copy_wanted.emit(self._live.translation())
        self._told.start()
        self._name_copy()

    def _on_open(self) -> None:
        self.open_wanted.emit(self.text)
        if not self.pinned:
            self.close()

    def _on_pin(self, pinned: bool) -> None:
        self.pinned = pinned

    # Building ----------------------------------------------------------------------------

    def _build(self) -> None:
        head = QHBoxLayout(self.handle)
        head.setContentsMargins(SIDE, 6, 8, 6)
        head.setSpacing(2)
        head.addWidget(self._pair, 1)
        head.addWidget(self.pin)
        head.addWidget(self._close)
        card = QFrame()
        card.setProperty("kind", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(14, 12, 6, 12)
        inner.addWidget(self.target)
        trouble = QHBoxLayout()
        trouble.addWidget(self._trouble, 1)
        trouble.addWidget(self._again, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self._state, 1)
        foot.addWidget(self._open)
        foot.addWidget(self._copy)
        column = QVBoxLayout(self.page)
        column.setContentsMargins(SIDE, 10, SIDE, SIDE)
        column.setSpacing(8)
        column.addWidget(self._source)
        column.addWidget(card, 1)
        column.addLayout(trouble)
        column.addLayout(foot)
        self.target.setFocus()

    def _connect(self) -> None:
        self._live.changed.connect(self._refresh)
        self._live.settled.connect(self._refresh)
        self._live.failed.connect(self._on_failed)
        self.toggled.connect(self._on_toggled)
        self.pin.toggled.connect(self._on_pin)
        self._close.clicked.connect(self.close)
        self._again.clicked.connect(self._on_again)
        self._open.clicked.connect(self._on_open)
        self._copy.clicked.connect(self._on_copy)
        self._told.timeout.connect(self._name_copy)


def _tool(name: str, icon: str, theme: Theme) -> QToolButton:
    button = QToolButton()
    button.setObjectName(f"translate.small.{name}")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    set_icon(button, icon, theme)
    return button


def _button(name: str, kind: str) -> QPushButton:
    button = QPushButton()
    button.setObjectName(f"translate.small.{name}")
    button.setProperty("kind", kind)
    return button
