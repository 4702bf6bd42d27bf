"""Where one writes to the model."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.ui.icons import set_icon
from app.ui.theme import Theme

MOST_LINES = 10


class _Edit(QTextEdit):
    """Plain text that grows with its content. Enter sends, unless an input method composes."""

    submitted = Signal()
    focused = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self._composing = False
        self.document().documentLayout().documentSizeChanged.connect(self.fit)
        self.fit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self._composing:
            event.ignore()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.insertPlainText("\n")
            self.ensureCursorVisible()
        else:
            self.submitted.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.insertPlainText(source.text())
            self.ensureCursorVisible()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Be as tall as the text, up to MOST_LINES."""
        line = self.fontMetrics().lineSpacing()
        wanted = int(self.document().size().height()) + 4
        self.setFixedHeight(max(line + 10, min(wanted, MOST_LINES * line + 8)))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self.fontMetrics().lineSpacing() + 10)


class Composer(QFrame):
    """A growing text field with Send, which is Stop while a reply is on its way."""

    submitted = Signal(str)
    stopped = Signal()
    changed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "composer")
        self._busy = False
        self.edit = _Edit()
        self.edit.setObjectName("chat.composer")
        self.edit.submitted.connect(self.submit)
        self.edit.textChanged.connect(self._on_changed)
        self.edit.focused.connect(self._on_focus)
        self.setFocusProxy(self.edit)
        self._meter = QLabel()
        self._meter.setObjectName("chat.meter")
        self._meter.setProperty("kind", "small")
        self._send = QPushButton()
        self._send.setObjectName("chat.send")
        self._send.setProperty("kind", "primary")
        self._send.clicked.connect(self.submit)
        set_icon(self._send, "ph.arrow-up", theme, "accent_text")
        self._stop = QPushButton()
        self._stop.setObjectName("chat.stop")
        self._stop.clicked.connect(self.stopped)
        set_icon(self._stop, "ph.stop", theme, "text")
        row = QHBoxLayout()
        row.addWidget(self._meter, 1)
        row.addWidget(self._stop)
        row.addWidget(self._send)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 10, 10)
        layout.setSpacing(6)
        layout.addWidget(self.edit)
        layout.addLayout(row)
        self.retranslate()
        self.set_busy(False)
        self._on_changed()

    def retranslate(self) -> None:
        self.edit.setPlaceholderText(self.tr("Write to the model …"))
        self.edit.setAccessibleName(self.tr("Message"))
        self._send.setText(self.tr("Send"))
        self._send.setToolTip(self.tr("Send (Enter); Shift+Enter breaks the line"))
        self._stop.setText(self.tr("Stop"))
        self._stop.setToolTip(self.tr("Stop (Esc)"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self.edit.fit()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._busy:
            self.stopped.emit()
        else:
            super().keyPressEvent(event)

    def text(self) -> str:
        """Return what is written; half a surrogate pair becomes U+FFFD."""
        text = self.edit.toPlainText()
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def set_text(self, text: str) -> None:
        if text != self.text():
            self.edit.setPlainText(text)
            self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)

    def set_busy(self, busy: bool) -> None:
        """Show Stop in place of Send."""
        self._busy = busy
        self._stop.setVisible(busy)
        self._send.setVisible(not busy)

    def set_meter(self, text: str) -> None:
        self._meter.setText(text)

    def submit(self) -> None:
        """Send what is written, if it is anything and nothing else is on its way."""
        text = self.text()
        if text.strip() and not self._busy:
            self.edit.clear()
            self.submitted.emit(text)

    def _on_changed(self) -> None:
        self._send.setEnabled(bool(self.text().strip()))
        self.changed.emit(self.text())

    def _on_focus(self, focused: bool) -> None:
        self.setProperty("active", "true" if focused else "false")
        self.style().unpolish(self)
        self.style().polish(self)
