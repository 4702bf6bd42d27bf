"""The bar over an outline: how long the piece is to be, and what is done with sections."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.tabs.write.outline.form import length_box
from app.tabs.write.task import counts
from app.ui.icons import set_icon
from app.ui.theme import Theme

LONGEST = 1_000_000
ICONS = {
    "add": "ph.plus",
    "merge": "ph.arrows-in-line-vertical",
    "split": "ph.arrows-out-line-vertical",
    "delete": "ph.trash",
}


class OutlineBar(QWidget):
    """A length and tools, which stand in `tools` by their names."""

    total_set = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = "en"
        self.total = length_box("write.outline.total")
        self.total.setMaximum(LONGEST)
        self.total.valueChanged.connect(self.total_set)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 8, 0)
        layout.setSpacing(2)
        layout.addWidget(self.total, 1)
        layout.addSpacing(6)
        self.tools: dict[str, QToolButton] = {}
        for name, picture in ICONS.items():
            tool = self.tools[name] = QToolButton()
            tool.setObjectName(f"write.outline.{name}")
            set_icon(tool, picture, theme)
            layout.addWidget(tool)
        self.retranslate()

    def retranslate(self) -> None:
        names = (
            self.tr("Add a section"),
            self.tr("Merge with the next section"),
            self.tr("Split the section"),
            self.tr("Delete the section"),
        )
        for tool, name in zip(self.tools.values(), names, strict=True):
            tool.setToolTip(name)
            tool.setAccessibleName(name)
        self.total.setAccessibleName(self.tr("Length of the piece"))
        self.total.setToolTip(self.tr("Length of the piece; the sections share it"))
        self._show_unit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_total(self, total: int, language: str, *, any_section: bool) -> None:
        """Show a length without telling of it."""
        self._language = language
        self._show_unit()
        self.total.setEnabled(any_section)
        with QSignalBlocker(self.total):
            self.total.setMinimum(min(1, total))
            self.total.setValue(total)

    def _show_unit(self) -> None:
        unit = counts.unit(self._language)
        words = self.tr("words") if unit == "words" else self.tr("characters")
        self.total.setSuffix(f" {words}")
