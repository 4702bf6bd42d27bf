"""The formats in which a piece can be saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.tabs.write.transfer import words

FORMATS = ("docx", "pdf", "odt", "epub", "html", "md", "txt")
FINAL = "docx.final"  # a Word document without the changes that wait


class ExportMenu(QMenu):
    """Lists the formats; Word documents are of two kinds while changes wait for a decision."""

    chosen = Signal(str)  # one of FORMATS, or FINAL

    def __init__(self, waits: Callable[[], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("write.export")
        self._waits = waits
        self._has_waiting = False
        self._formats = {name: self.addAction("") for name in ("docx", FINAL, *FORMATS[1:])}
        for name, action in self._formats.items():
            action.setObjectName(f"write.export.{name}")
            action.triggered.connect(lambda _checked, name=name: self.chosen.emit(name))
        self.aboutToShow.connect(self._look)
        self.retranslate()

    def retranslate(self) -> None:
        self.setTitle(self.tr("Export"))
        for name in FORMATS:
            known = words.format_name(name)
            suffix = "" if known.lower() == name else f" (.{name})"
            self._formats[name].setText(f"{known}{suffix}…")
        if self._has_waiting:
            self._formats["docx"].setText(self.tr("Word document with tracked changes (.docx)…"))
        self._formats[FINAL].setText(self.tr("Word document without the changes (.docx)…"))
        self._formats[FINAL].setVisible(self._has_waiting)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _look(self) -> None:
        """Look whether changes wait."""
        self._has_waiting = self._waits()
        self.retranslate()
