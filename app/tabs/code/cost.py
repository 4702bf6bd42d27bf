"""What the last suggestion took, in a few figures."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.services.completion.request import Cost


class CostLabel(QLabel):
    """Shows tokens and milliseconds, where there is room; its tooltip says what they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("code.cost")
        self.setProperty("kind", "small")
        self._cost: Cost | None = None

    def show_cost(self, cost: Cost) -> None:
        self._cost = cost
        self.retranslate()

    def retranslate(self) -> None:
        cost = self._cost
        if cost is None:
            return
        number = QLocale().toString
        if cost.source == "cache":
            text = self.tr("known already · 0 ms")
        else:
            text = self.tr("{reused} + {evaluated} → {generated} tokens · {time} ms").format(
                reused=number(cost.reused),
                evaluated=number(cost.evaluated),
                generated=number(cost.generated),
                time=number(cost.milliseconds),
            )
        self.setText(text)
        self.setToolTip(
            self.tr(
                "The last suggestion: tokens that the model had read before, tokens it read"
                " anew, tokens it wrote, and the time it took"
            )
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.width() >= self.sizeHint().width():
            super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
