"""A window without a frame that stays over those of other programs."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
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
from PySide6.QtWidgets import QFrame, QSizeGrip, QVBoxLayout, QWidget

SIZE = QSize(440, 270)
SMALLEST = QSize(280, 170)
FROM_CURSOR = QPoint(16, 20)
HOLD_MS = 500  # until a keyboard that is taken for a moment is missed, and back


class FloatingWindow(QWidget):
    """Closes on Escape, and when one goes on elsewhere unless it is `pinned`.

    Its `handle` moves it and its corner resizes it; `place` is where it was the last time.
    """

    toggled = Signal(bool)  # whether it is there

    def __init__(self) -> None:
        kinds = Qt.WindowType
        super().__init__(None, kinds.Tool | kinds.FramelessWindowHint | kinds.WindowStaysOnTopHint)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self.setBackgroundRole(QPalette.ColorRole.Mid)  # a border, one pixel wide
        self.setAutoFillBackground(True)
        self.setMinimumSize(SMALLEST)
        self.resize(SIZE)
        self.place = ""  # as of QWidget.saveGeometry, in base 64
        self.pinned = False
        self.handle = _Handle()
        self.page = QFrame()
        self.page.setProperty("kind", "page")
        self._grip = _Grip(self)
        # While it runs, the keyboard may be taken for a moment: by the window manager that moves
        # the window, or by the hotkey. One has not gone elsewhere then.
        self._hold = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._held = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.handle)
        layout.addWidget(self.page, 1)
        self._hold.timeout.connect(self._on_held)
        self.handle.pressed.connect(self._keep_open)
        self._grip.pressed.connect(self._keep_open)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)

    def appear(self, *, activate: bool) -> None:
        """Come over the other windows, at its place or else at the cursor.

        `activate` gives it the keyboard.
        """
        if not self.isVisible():
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not activate)
            self._move_home()
            self.show()
        self.raise_()
        if activate:
            self._keep_open()
            self.activateWindow()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange:
            if self.isActiveWindow():
                self._held = self._hold.isActive()
            elif self.isVisible() and not self._held and not self.pinned:
                self.close()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.toggled.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        self.place = self.saveGeometry().toBase64().toStdString()
        super().hideEvent(event)
        self.toggled.emit(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self._grip.sizeHint()
        corner = self.rect().bottomRight() - QPoint(size.width(), size.height())
        self._grip.setGeometry(QRect(corner, size))
        self._grip.raise_()

    def _keep_open(self) -> None:
        self._held = True
        self._hold.start()

    def _on_held(self) -> None:
        self._held = not self.isActiveWindow()

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


class _Handle(QFrame):
    """The bar that moves the window."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "header")
        self.setCursor(Qt.CursorShape.SizeAllCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        handle = self.window().windowHandle()
        if event.button() is Qt.MouseButton.LeftButton and handle:
            self.pressed.emit()
            handle.startSystemMove()


class _Grip(QSizeGrip):
    """The corner that resizes the window."""

    pressed = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()
        super().mousePressEvent(event)
