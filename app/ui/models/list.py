"""The list of the Models page: titles and rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.services.shelf import Item
from app.ui.models.row import Row


class ModelList(QScrollArea):
    """Rows are kept while the same models are shown; `chosen` carries a clicked one's id."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("models.list")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows: dict[str, Row] = {}
        self._titles = {name: QLabel() for name in ("here", "available", "nothing")}
        for name, label in self._titles.items():
            label.setObjectName(f"models.title.{name}")
            label.setProperty("kind", "section")
        page = QFrame()
        page.setProperty("kind", "sidebar")
        self._layout = QVBoxLayout(page)
        self._layout.setContentsMargins(12, 10, 12, 12)
        self._layout.setSpacing(2)
        self.setWidget(page)
        self.retranslate()

    def retranslate(self) -> None:
        self._titles["here"].setText(self.tr("On this computer"))
        self._titles["available"].setText(self.tr("To download"))
        self._titles["nothing"].setText(self.tr("No model answers to this search."))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_items(self, here: Sequence[Item], available: Sequence[Item], chosen: str) -> None:
        """Show two sections; the row of `chosen` is marked."""
        if [item.id for item in [*here, *available]] == list(self.rows):
            for item in [*here, *available]:
                self.rows[item.id].show_item(item)
            return
        self._clear()
        for title, items in (("here", here), ("available", available)):
            if items:
                self._put_title(title)
            for item in items:
                row = Row(item)
                row.clicked.connect(lambda _=False, name=item.id: self.chosen.emit(name))
                self.rows[item.id] = row
                self._layout.addWidget(row)
        if not self.rows:
            self._put_title("nothing")
        self._layout.addStretch(1)
        if chosen in self.rows:
            self.rows[chosen].setChecked(True)

    def _put_title(self, name: str) -> None:
        self._layout.addWidget(self._titles[name])
        self._titles[name].show()

    def _clear(self) -> None:
        while (old := self._layout.takeAt(0)) is not None:
            widget = old.widget()
            if isinstance(widget, Row):
                widget.deleteLater()
            elif widget:
                widget.hide()
        self.rows = {}
