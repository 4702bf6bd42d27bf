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
        self._told = True  # what stands in the editor is the poem on the desk
        self._form = _form(wishes.brief)
        editor.edited.connect(self._on_edited)
        editor.paused.connect(self.take)
        wishes.changed.connect(self.take)

    def begin(self, text: str = "") -> None:
        """Bring the poem into the editor, as `text` if it was written so."""
        poem, judged = self._opened.poem, self._opened.judged
        if poem and judged:
            self._wishes.set_brief(self._opened.brief)
            written = manuscript(structs.replace(poem, title=""), judged)
            plain = poem_text(written.poem, written.stanzas, written.stops).strip()
            self._editor.show_form(poem.form)
            self._editor.show_text(poem.title, text or plain)
            self._editor.show_judged(poem, judged)
        else:
            self._editor.show_form(self._wishes.brief.form)
            self._editor.show_text("", text)
        self._form, self._told, self.active = _form(self._wishes.brief), True, True
        self._opened.begin_writing()

    def end(self) -> None:
        """Take what was written last."""
        if self.active:
            self.take()
            self.active = False
            self._opened.end_writing()

    def take(self) -> None:
        """Judge what is written, or what was, in another form that is wished now."""
        brief = self._wishes.brief
        if not self.active or (self._told and _form(brief) == self._form):
            return
        self._told, self._form = True, _form(brief)
        text = self._editor.text
        lines = lines_of(brief.form, text) or tuple(filter(None, map(str.strip, text.splitlines())))
        self._editor.show_form(brief.form)
        self._opened.write(self._editor.title, lines, text, brief)
        if self._opened.poem and self._opened.judged:
            self._editor.show_judged(self._opened.poem, self._opened.judged)

    def _on_edited(self) -> None:
        self._told = False


def _form(brief: Brief) -> tuple[str, str, int]:
    """Return what of a brief decides how a poem is judged."""
    return brief.form, brief.book, brief.variant
