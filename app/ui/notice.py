"""A quiet bar over the page: what happened, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

Action = tuple[str, Callable[[], object]]


class NoticeBar(QFrame):
    """Shows one message at a time with its buttons."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("kind", "bar")
        self._label = QLabel(wordWrap=True)
        self._label.setObjectName(f"{name}.text")
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._close = QPushButton()
        self._close.setObjectName(f"{name}.close")
        self._close.setProperty("kind", "quiet")
        self._close.clicked.connect(self._on_close)
        self._dismissal: Action | None = None
        self._number = 0
        self._buttons: list[QPushButton] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(16, 8, 8, 8)
        self._layout.setSpacing(8)
        self._layout.addWidget(self._label, 1)
        self._layout.addWidget(self._close)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        self._close.setText(self._dismissal[0] if self._dismissal else self.tr("Dismiss"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_message(
        self,
        text: str,
        actions: Sequence[Action] = (),
        *,
        seconds: int = 0,
        kind: str = "info",
        dismissal: Action | None = None,
    ) -> int:
        """Show `text`; it stays until dismissed, or for `seconds`. Return its number.

        `dismissal` is what dismissing means, where it means more than that.
        """
        self._number += 1
        self._dismissal = dismissal
        self.retranslate()
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(label, call) for label, call in actions]
        for index, button in enumerate(self._buttons):
            self._layout.insertWidget(1 + index, button)
            button.show()  # a layout that is shown already would do so only later
        self._label.setText(text)
        self.setAccessibleName(text)
        self.setProperty("tone", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self._timer.stop()
        if seconds:
            self._timer.start(seconds * 1000)
        self.show()
        return self._number

    def shows(self, number: int) -> bool:
        """Tell whether the message with this number is the one that is shown."""
        return number == self._number and not self.isHidden()

    def withdraw(self, number: int) -> None:
        """Hide the message with this number, unless another one has taken its place."""
        if number == self._number:
            self.hide()

    def _on_close(self) -> None:
        self.hide()
        if self._dismissal:
            self._dismissal[1]()

    def _button(self, label: str, call: Callable[[], object]) -> QPushButton:
        button = QPushButton(label)
        button.setObjectName(f"{self.objectName()}.action")

        def run() -> None:
            self.hide()
            call()

        button.clicked.connect(run)
        return button
