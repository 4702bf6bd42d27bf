"""One model in the list of the Models page."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.services.shelf import Item
from app.ui.models import words


class Row(QPushButton):
    """A button with a name, a line of facts, and the verdict or the progress."""

    def __init__(self, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self.setObjectName(f"models.row.{item.id}")
        self.setProperty("kind", "row")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self._name = self._label("")
        font = self._name.font()
        font.setBold(True)
        self._name.setFont(font)
        self._best = self._label("badge")
        self._facts = self._label("small")
        self._verdict = self._label("small")
        self._progress = QProgressBar(textVisible=False, maximum=1000)
        self._progress.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        top, bottom = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self._verdict)
        bottom.addWidget(self._facts, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 9, 14, 9)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addLayout(bottom)
        layout.addWidget(self._best)
        layout.addWidget(self._progress)
        self.show_item(item)

    def show_item(self, item: Item) -> None:
        """Show the present state of a model."""
        self.item = item
        best = words.best(item)
        verdict = words.tr(words.VERDICTS[item.fit.verdict])
        self._name.setText(item.name)
        self._best.setText(best)
        self._best.setVisible(bool(best))
        self._verdict.setText(f"● {verdict}")
        self._verdict.setProperty("tone", words.TONES[item.fit.verdict])
        self._verdict.style().unpolish(self._verdict)
        self._verdict.style().polish(self._verdict)
        self.show_progress()
        self.setAccessibleName(f"{item.name}, {verdict}")

    def show_progress(self) -> None:
        """Show how the download is getting on, or the facts when there is none."""
        download = self.item.download
        self._progress.setVisible(download is not None)
        if download:
            self._progress.setValue(round(1000 * download.fraction))
            self._facts.setText(words.progress(download))
        else:
            self._facts.setText(words.summary(self.item))

    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout
        return layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def _label(self, kind: str) -> QLabel:
        label = QLabel()
        label.setProperty("kind", kind)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        label.setMinimumWidth(10)
        return label
