"""The pane of the outline: one that is edited, or the headings of the text."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.tabs.write.outline.editor import OutlineEditor
from app.tabs.write.outline.headings import HeadingList
from app.tabs.write.task.outline import Outline
from app.ui.notice import NoticeBar
from app.ui.theme import Theme


class OutlinePane(QStackedWidget):
    """Shows one of its two parts, whose signals are the pane's."""

    def __init__(self, theme: Theme, notices: NoticeBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("write.outline")
        self.editor = OutlineEditor(theme, notices)
        self.headings = HeadingList(theme)
        self.addWidget(self.headings)
        self.addWidget(self.editor)

    def show_outline(self, outline: Outline | None, language: str) -> None:
        """Let an outline be edited, or show the headings where a piece has none."""
        self.editor.set_outline(outline or (), language)
        self.setCurrentWidget(self.headings if outline is None else self.editor)
