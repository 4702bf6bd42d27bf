"""An angle as a card that can be chosen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout

from app.tabs.write.task.state import Angle


class AngleCard(QPushButton):
    """A button with a title and what is behind it, as high as they need to be."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.angle = Angle("")
        self.setObjectName(f"write.plan.angle.{number}")
        self.setProperty("kind", "angle")
        self.setCheckable(True)
        self.setAutoDefault(False)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._title = self._label("verdict")
        self._text = self._label("")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addWidget(self._text)

    def show_angle(self, angle: Angle) -> None:
        """Show an angle, or one that has grown."""
        self.angle = angle
        self._title.setText(angle.title)
        self._text.setText(angle.text)
        self._text.setVisible(bool(angle.text))
        self.setAccessibleName(". ".join(filter(None, (angle.title, angle.text))))
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        assert layout
        return layout.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout
        return layout.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        assert layout
        return layout.totalMinimumSize()

    def _label(self, kind: str) -> QLabel:
        label = QLabel(wordWrap=True)
        label.setProperty("kind", kind)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return label
