"""What has become of a piece between two versions."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.piece import Piece
from app.ui.diff.view import DiffView
from app.ui.theme import Theme


class CompareDialog(QDialog):
    """Shows the changes from one piece to another, by the word, in Chinese by the character."""

    def __init__(self, old: Piece, new: Piece, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("write.compare")
        self.setWindowTitle(self.tr("Compare versions"))
        self.resize(720, 560)
        self.view = DiffView(theme, name="write.compare.changes", deciding=False)
        self.view.set_texts(old.text, new.text, by="word")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
