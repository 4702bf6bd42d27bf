"""The bar to find and replace, one for each open editor."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.tabs.code.editor.editor import CodeEditor
from app.tabs.code.editor.findbar import FindBar
from app.ui.theme import Theme


class Finders(QWidget):
    """Holds the bars; only that of the editor in front can be seen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bars: dict[CodeEditor, FindBar] = {}
        self._editor: CodeEditor | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def follow(self, editor: CodeEditor) -> None:
        """Put another editor in front."""
        before = self._bars.get(self._editor) if self._editor else None
        if before and not before.isHidden():
            before.close_bar()
            editor.setFocus()  # and not the one that is hidden now
        self._editor = editor

    def open_find(self) -> None:
        self._bar().open_find()

    def open_replace(self) -> None:
        self._bar().open_replace()

    def open_line(self) -> None:
        self._bar().open_line()

    def _bar(self) -> FindBar:
        editor = self._editor
        assert editor
        if editor not in self._bars:
            bar = FindBar(editor, self._theme)
            self._layout.addWidget(bar)
            self._bars[editor] = bar

            def forget() -> None:
                self._bars.pop(editor).deleteLater()
                if self._editor is editor:
                    self._editor = None

            editor.destroyed.connect(forget)
        return self._bars[editor]
