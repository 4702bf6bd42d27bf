"""The top of the side panel: what was asked, and the way to what was asked before."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.ui.icons import set_icon
from app.ui.theme import Theme

TOOLS = {"previous": "ph.caret-left", "next": "ph.caret-right", "close": "ph.x"}


class Header(QFrame):
    """`stepped` asks for the answer so many places further."""

    stepped = Signal(int)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "header")
        self._title = _label("title", "title")
        self._count = _label("count", "small")
        self._about = _label("about", "small")
        self._about.setWordWrap(True)
        self._tools = {name: QToolButton() for name in TOOLS}
        for name, button in self._tools.items():
            button.setObjectName(f"code.side.{name}")
            set_icon(button, TOOLS[name], theme)
        self._tools["previous"].clicked.connect(lambda: self.stepped.emit(-1))
        self._tools["next"].clicked.connect(lambda: self.stepped.emit(1))
        self._tools["close"].clicked.connect(self.closed)
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(self._title, 1)
        for widget in (self._tools["previous"], self._count, self._tools["next"]):
            line.addWidget(widget)
        line.addWidget(self._tools["close"])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(2)
        layout.addLayout(line)
        layout.addWidget(self._about)
        self.retranslate()

    def retranslate(self) -> None:
        names = {
            "previous": self.tr("Previous answer"),
            "next": self.tr("Next answer"),
            "close": self.tr("Close (Esc)"),
        }
        for name, button in self._tools.items():
            button.setToolTip(names[name])
            button.setAccessibleName(names[name])

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_question(self, title: str, about: str, number: int, count: int) -> None:
        """Show what was asked, as the `number`-th of `count` questions."""
        self._title.setText(title)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._count.setText(f"{QLocale().toString(number)} / {QLocale().toString(count)}")
        for widget in (self._tools["previous"], self._count, self._tools["next"]):
            widget.setVisible(count > 1)
        self._tools["previous"].setEnabled(number > 1)
        self._tools["next"].setEnabled(number < count)


def _label(name: str, kind: str) -> QLabel:
    label = QLabel()
    label.setObjectName(f"code.side.{name}")
    label.setProperty("kind", kind)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
