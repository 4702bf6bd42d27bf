"""The small window over other programs: one text and its translation."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QLocale, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCursor,
    QGuiApplication,
    QHideEvent,
    QKeySequence,
    QMouseEvent,
    QPalette,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizeGrip,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.protocol import ErrorCode, Params
from app.services.errors import describe
from app.services.translation.clipboard import LONGEST
from app.services.translation.live import Live
from app.tabs.translate.pane import Pane
from app.tabs.translate.task.languages import BY_CODE
from app.ui.icons import set_icon
from app.ui.theme import Theme

SIZE = QSize(440, 270)
SMALLEST = QSize(280, 170)
FROM_CURSOR = QPoint(16, 20)
TOLD_MS = 1_500  # that "Copied" is shown
SIDE = 14  # pixels between the text and the border
SHOWN_CHARACTERS = 1_000  # of the source, in one line and in its tooltip


class Small(QWidget):
    """Shows what its own live translation makes of a text.

    It stays over other windows and closes when one goes on elsewhere, unless it is pinned.
    """

    copy_wanted = Signal(str)  # the translation
    open_wanted = Signal(str)  # the source
    toggled = Signal(bool)  # whether it is there

    def __init__(self, live: Live, theme: Theme) -> None:
        kinds = Qt.WindowType
        super().__init__(None, kinds.Tool | kinds.FramelessWindowHint | kinds.WindowStaysOnTopHint)
        self.setObjectName("translate.small")
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self.setBackgroundRole(QPalette.ColorRole.Mid)  # a border, one pixel wide
        self.setAutoFillBackground(True)
        self.setMinimumSize(SMALLEST)
        self.resize(SIZE)
        self.place = ""  # geometry as of QWidget.saveGeometry, in base 64
        self._live = live
        self._text = ""
        self._failure: tuple[ErrorCode, Params] | None = None
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
        self._grip = QSizeGrip(self)
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
        self._show_pair()
        self._show_trouble(self._failure)
        self._refresh()

    def show_text(self, text: str, *, activate: bool) -> None:
        """Translate a text and show it; `activate` gives the window the keyboard."""
        if text != self._text:
            self._text = text
            self._live.set_text("")  # so that nothing of the last text is shown for this one
            self._live.set_text(text if len(text) <= LONGEST else "")
            self._show_source()
            self._show_trouble(None)
        elif self._failure:
            self._on_again()
        self.appear(activate=activate)

    def appear(self, *, activate: bool) -> None:
        """Come over the other windows, where it was the last time or else at the cursor."""
        if not self.isVisible():
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not activate)
            self._move_home()
            self.show()
        self.raise_()
        if activate:
            self.activateWindow()

    # Events ------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.ActivationChange:
            left = not self.isActiveWindow()
            if left and self.isVisible() and not self.pin.isChecked():
                self.close()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._live.retry()  # goes on with what was let go of
        self.toggled.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        self.place = self.saveGeometry().toBase64().toStdString()
        self._live.stop()
        super().hideEvent(event)
        self.toggled.emit(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        grip = self._grip.sizeHint()
        self._grip.setGeometry(QRect(self.rect().bottomRight() - QPoint(*grip.toTuple()), grip))
        self._grip.raise_()
        self._show_source()

    # Inside ------------------------------------------------------------------------------

    def _move_home(self) -> None:
        if self.place and self.restoreGeometry(QByteArray.fromBase64(self.place.encode())):
            return
        cursor = QCursor.pos()
        screen = QGuiApplication.screenAt(cursor) or QGuiApplication.primaryScreen()
        area = screen.availableGeometry()
        self.resize(self.size().boundedTo(area.size()))
        corner = cursor + FROM_CURSOR
        self.move(
            max(area.left(), min(corner.x(), area.right() - self.width())),
            max(area.top(), min(corner.y(), area.bottom() - self.height())),
        )

    def _refresh(self) -> None:
        text = self._live.translation() if self._live.sheet.rows else ""
        self.target.show_text(text, ())
        self.target.setPlaceholderText("" if self._text else self.tr("Nothing copied yet"))
        self._copy.setEnabled(bool(text.strip()))
        self._open.setEnabled(bool(self._text.strip()))
        busy = self._live.busy and bool(self._live.sheet.rows)
        self._state.setText(self.tr("Translating…") if busy else "")

    def _show_pair(self) -> None:
        chinese = QLocale().language() == QLocale.Language.Chinese
        names = [BY_CODE[code].name(chinese) for code in self._live.pair if code in BY_CODE]
        self._pair.setText("  →  ".join(names))

    def _show_source(self) -> None:
        line = " ".join(self._text[:SHOWN_CHARACTERS].split())
        width = self.width() - 2 * SIDE
        shown = self._source.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, width)
        self._source.setText(shown)
        self._source.setToolTip(line if shown != line else "")
        self._source.setVisible(bool(line))

    def _show_trouble(self, failure: tuple[ErrorCode, Params] | None) -> None:
        self._failure = failure
        words = describe(*failure) if failure else ""
        if len(self._text) > LONGEST:
            words = self.tr("This text is too long for the small window.")
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))
        self._again.setVisible(failure is not None)

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

    def _name_copy(self) -> None:
        self._copy.setText(self.tr("Copied") if self._told.isActive() else self.tr("Copy"))

    def _on_open(self) -> None:
        self.open_wanted.emit(self._text)
        if not self.pin.isChecked():
            self.close()

    # Building ----------------------------------------------------------------------------

    def _build(self) -> None:
        head = _Handle()
        row = _row(head, SIDE, 6, 8, 6)
        row.addWidget(self._pair, 1)
        row.addWidget(self.pin)
        row.addWidget(self._close)
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
        for widget, stretch in ((self._state, 1), (self._open, 0), (self._copy, 0)):
            foot.addWidget(widget, stretch)
        page = QFrame()
        page.setProperty("kind", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(SIDE, 10, SIDE, SIDE)
        column.setSpacing(8)
        column.addWidget(self._source)
        column.addWidget(card, 1)
        column.addLayout(trouble)
        column.addLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(page, 1)
        self.target.setFocus()

    def _connect(self) -> None:
        self._live.changed.connect(self._refresh)
        self._live.settled.connect(self._refresh)
        self._live.detected.connect(self._show_pair)
        self._live.failed.connect(self._on_failed)
        self._close.clicked.connect(self.close)
        self._again.clicked.connect(self._on_again)
        self._open.clicked.connect(self._on_open)
        self._copy.clicked.connect(self._on_copy)
        self._told.timeout.connect(self._name_copy)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)


class _Handle(QFrame):
    """The bar that moves the window."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "header")
        self.setCursor(Qt.CursorShape.SizeAllCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        handle = self.window().windowHandle()
        if event.button() is Qt.MouseButton.LeftButton and handle:
            handle.startSystemMove()


def _row(parent: QWidget, *margins: int) -> QHBoxLayout:
    row = QHBoxLayout(parent)
    row.setContentsMargins(*margins)
    row.setSpacing(2)
    return row


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
