"""What is shown while no piece is open: ways to begin."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.icons import set_icon
from app.ui.theme import Theme

WIDTH = 460  # pixels


class StartPage(QFrame):
    """Tells which way is wanted."""

    idea_wanted = Signal()
    blank_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("write.start")
        self.setProperty("kind", "page")
        self._heading = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._heading.setProperty("kind", "title")
        self._text = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._text.setProperty("kind", "muted")
        self._buttons = {
            "idea": (QPushButton(), "ph.lightbulb", self.idea_wanted),
            "blank": (QPushButton(), "ph.file", self.blank_wanted),
            "import": (QPushButton(), "ph.download-simple", self.import_wanted),
        }
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for name, (button, icon, signal) in self._buttons.items():
            button.setObjectName(f"write.start.{name}")
            button.setProperty("kind", "primary" if name == "idea" else "")
            set_icon(button, icon, theme, "accent_text" if name == "idea" else "muted")
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)
        middle = QWidget()
        middle.setMaximumWidth(WIDTH)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addStretch(2)
        column.addWidget(self._heading)
        column.addWidget(self._text)
        column.addSpacing(14)
        column.addLayout(row)
        column.addStretch(3)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.addWidget(middle)
        self.retranslate()

    def retranslate(self) -> None:
        self._heading.setText(self.tr("What will you write?"))
        self._text.setText(
            self.tr(
                "Begin with an idea and plan it with the model, or with an empty page."
                " Whatever the model changes waits for you to accept it."
            )
        )
        self._buttons["idea"][0].setText(self.tr("From an idea…"))
        self._buttons["blank"][0].setText(self.tr("Blank piece"))
        self._buttons["import"][0].setText(self.tr("Import…"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
