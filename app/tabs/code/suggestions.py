"""Between the editor in front and the completer: places go there, suggestions come back."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from app.services.completion.completer import Completer
from app.tabs.code.editor.editor import CodeEditor
from app.tabs.code.task.ring import Ring


class Suggestions(QObject):
    """Follows one editor at a time; what it shows belongs to that editor's very place."""

    def __init__(self, completer: Completer, ring: Ring, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._completer = completer
        self._ring = ring
        self._editor: CodeEditor | None = None
        completer.changed.connect(self._show)
        QGuiApplication.clipboard().dataChanged.connect(self._on_copied)

    def follow(self, editor: CodeEditor) -> None:
        """Let another editor be the one that suggestions are for."""
        self.leave()
        self._editor = editor
        editor.place_changed.connect(self._on_place)
        editor.accepted.connect(self._completer.accepted)
        editor.dismissed.connect(self._completer.dismiss)
        editor.alternative_wanted.connect(self._next)
        editor.suggestion_wanted.connect(self._ask)
        editor.destroyed.connect(self._forget)
        place = editor.place()
        self._ring.note(place)
        self._completer.moved(place)

    def leave(self) -> None:
        """Suggest nothing to the editor that is followed."""
        editor, self._editor = self._editor, None
        if editor is None:
            return
        editor.place_changed.disconnect(self._on_place)
        editor.accepted.disconnect(self._completer.accepted)
        editor.dismissed.disconnect(self._completer.dismiss)
        editor.alternative_wanted.disconnect(self._next)
        editor.suggestion_wanted.disconnect(self._ask)
        editor.destroyed.disconnect(self._forget)
        self._completer.dismiss()

    def note(self, editor: CodeEditor) -> None:
        """Keep what is around the cursor of an editor whose text was just saved."""
        self._ring.note(editor.place())

    def _on_place(self, changed: bool) -> None:
        editor = self._editor
        if editor is None:
            return
        if not editor.can_suggest:
            self._completer.dismiss()
            return
        if changed:
            self._completer.edited(editor.place())
        else:
            self._completer.moved(editor.place())
        self._show()

    def _show(self) -> None:
        if self._editor and self._editor.hasFocus():
            self._editor.set_ghost(self._completer.suggestion)

    def _ask(self) -> None:
        if self._editor and self._editor.can_suggest:
            self._completer.ask(self._editor.place())
            self._show()  # also what was hidden while the keys went elsewhere

    def _next(self, step: int) -> None:
        self._completer.next(step)
        self._show()

    def _on_copied(self) -> None:
        """Keep what was copied here; what other programs copy is none of our business."""
        editor, clipboard = self._editor, QGuiApplication.clipboard()
        if editor is None or not editor.hasFocus():
            return
        text = clipboard.text()
        selected = editor.textCursor().selectedText().replace("\u2029", "\n")
        if clipboard.ownsClipboard() or text == selected:  # not every system tells who owns it
            self._ring.copied(editor.path, text)

    def _forget(self) -> None:
        self._editor = None
        self._completer.stop()
