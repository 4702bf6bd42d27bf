"""The buttons of the dialog, of which each step shows its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

NAMES = ("cancel", "back", "stop", "others", "straight", "usual", "go")
LEFT = ("cancel", "back")


class PlanFoot(QFrame):
    """A row of buttons by name; `go` is what the step is for."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "foot")
        self.buttons = {name: QPushButton() for name in NAMES}
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 14, 24, 16)
        row.setSpacing(8)
        for name, button in self.buttons.items():
            button.setObjectName(f"write.plan.{name}")
            button.setAutoDefault(False)
            row.addWidget(button)
            if name == LEFT[-1]:
                row.addStretch(1)
        self.buttons["go"].setProperty("kind", "primary")

    def offer(self, texts: Mapping[str, str], shown: Collection[str]) -> None:
        """Name all buttons, and show some."""
        for name, button in self.buttons.items():
            button.setText(texts[name])
            button.setVisible(name in shown)
