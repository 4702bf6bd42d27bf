"""A poem that is written by hand, and judged while it is."""

from __future__ import annotations

from msgspec import structs
from PySide6.QtCore import QObject

from app.tabs.poetry.hand import HandEditor
from app.tabs.poetry.opened import OpenPoem
from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.judge import lines_of
from app.tabs.poetry.task.text import manuscript, poem_text
from app.tabs.poetry.wishes import Wishes


class Handwriting(QObject):
    """Takes what stands in the editor as the poem on the desk, in the form that is wished."""

    def __init__(
        self, opened: OpenPoem, editor: HandEditor, wishes: Wishes, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._opened, self._editor, self._wishes = opened, editor, wishes
        self.active = False
        editor.edited.connect(self._on_edited)
        editor.paused.connect(self.take)
        wishes.changed.connect(self.take)
        self._told = True  # what stands in the editor is the poem on the desk

    def begin(self, text: str = "") -> None:
        """Bring the poem into the editor, as `text` if it was written so."""
        self.active = True
        poem, judged = self._opened.poem, self._opened.judged
        self._editor.show_form(poem.form if poem else self._wishes.brief.form)
        if poem is None or judged is None:
            self._editor.show_text("", text)
            return
        written = manuscript(structs.replace(poem, title=""), judged)
        plain = poem_text(written.poem, written.stanzas, written.stops)
        self._editor.show_text(poem.title, text or plain.strip())
        self._editor.show_judged(poem, judged)

    def end(self) -> None:
        """Take what was written last."""
        if self.active:
            self.take()
            self.active = False

    def take(self) -> None:
        """Judge what is written in the form that is wished now."""
        if not self.active:
            return
        brief = self._wishes.brief
        lines = lines_of(brief.form, self._editor.text)
        if self._told and self._same(brief):
            return
        self._told = True
        self._editor.show_form(brief.form)
        self._opened.write(self._editor.title, lines, self._editor.text, brief)
        if self._opened.poem and self._opened.judged:
            self._editor.show_judged(self._opened.poem, self._opened.judged)

    def _same(self, brief: Brief) -> bool:
        poem = self._opened.poem
        if poem is None:
            return True
        return (poem.form, poem.book, poem.variant) == (brief.form, brief.book, brief.variant)

    def _on_edited(self) -> None:
        self._told = False
