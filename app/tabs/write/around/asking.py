"""What small dialogs have in common: a column, and two buttons under it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget


class Asking(QDialog):
    """Asks for something over a window; `column` is over the buttons, `foot` left of them."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout()
        self.column.setSpacing(10)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.cancel = QPushButton()
        self.cancel.setObjectName(f"{name}.cancel")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.done_button = QPushButton()
        self.done_button.setObjectName(f"{name}.done")
        self.done_button.setProperty("kind", "primary")
        self.done_button.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(self.foot)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.done_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(18)
        layout.addLayout(self.column, 1)
        layout.addLayout(row)

    def retranslate(self) -> None:
        self.cancel.setText(self.tr("Cancel"))
        self.done_button.setText(self.tr("Done"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
