"""A model file that is not in the library yet, and what may be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.library import InstalledModel
from app.ui.models import words

TEXT_WIDTH = 500  # pixels; a name that is longer is shortened in its middle


class Offer(QDialog):
    """`answered` tells whether the file is to be copied; without it nothing is to be done."""

    answered = Signal(bool)

    def __init__(self, model: InstalledModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("models.offer")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Add a model"))
        header = model.header
        known = header.quantization if header.quantization != "?" else ""
        parameters = words.number(header.parameters) if header.parameters else ""
        facts = [words.size(model.size_bytes), parameters, known, header.architecture]
        about = self.tr(
            "This model is not in your list yet. If it is used where it is, the file has to stay"
            " there."
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(8)
        layout.addStrut(TEXT_WIDTH)
        layout.addWidget(self._line("name", model.name, "title"))
        layout.addWidget(self._line("facts", "  ·  ".join(filter(None, facts))))
        layout.addWidget(self._line("path", str(model.path), "muted"))
        layout.addSpacing(8)
        text = QLabel(about, wordWrap=True)
        text.setObjectName("models.offer.about")
        layout.addWidget(text)
        layout.addSpacing(12)
        layout.addLayout(self._buttons())

    def _line(self, name: str, text: str, kind: str = "") -> QLabel:
        label = QLabel()
        label.setObjectName(f"models.offer.{name}")
        label.setProperty("kind", kind)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.ensurePolished()
        shown = label.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, TEXT_WIDTH)
        label.setText(shown)
        label.setToolTip(text if shown != text else "")
        return label

    def _buttons(self) -> QHBoxLayout:
        later = self._button("later", self.tr("Not now"))
        later.clicked.connect(self.reject)
        copy = self._button("copy", self.tr("Copy into the models folder"))
        copy.clicked.connect(lambda: self._answer(True))
        use = self._button("in_place", self.tr("Use it where it is"))
        use.clicked.connect(lambda: self._answer(False))
        use.setProperty("kind", "primary")
        use.setDefault(True)
        use.setFocus()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(later)
        row.addStretch(1)
        row.addWidget(copy)
        row.addWidget(use)
        return row

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(f"models.offer.{name}")
        return button

    def _answer(self, copy: bool) -> None:
        self.accept()
        self.answered.emit(copy)
