"""Where one says what is to be done with the code."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.ui.composer import Composer
from app.ui.theme import Theme


class Instruction(Composer):
    """The text field of the side panel, with Send and Stop."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.edit.setObjectName("code.side.instruction")
        for kind, name in ((QPushButton, "send"), (QPushButton, "stop"), (QLabel, "meter")):
            widget = self.findChild(kind, f"chat.{name}")
            assert isinstance(widget, QWidget)
            widget.setObjectName(f"code.side.{name}")

    def retranslate(self) -> None:
        super().retranslate()
        self.edit.setPlaceholderText(self.tr("Do what I say …"))
        self.edit.setAccessibleName(self.tr("Instruction"))
