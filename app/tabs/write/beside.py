"""What is beside the text: its pages, which follow the piece that is open."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, Qt, Signal

from app.piece import Piece
from app.services.writing.desk import WritingDesk
from app.tabs.write.editor.editor import RichEditor
from app.tabs.write.look.authors import AuthorsPane
from app.tabs.write.look.context import ContextInspector
from app.tabs.write.notes.pane import NotesPane
from app.tabs.write.opened import OpenedPiece
from app.tabs.write.outline.pane import OutlinePane
from app.tabs.write.review.pane import ReviewPane
from app.tabs.write.review.places import span_of
from app.tabs.write.side import side_panel
from app.tabs.write.task.generation import Generation
from app.tabs.write.timeline.compare import CompareDialog
from app.tabs.write.timeline.pane import Timeline
from app.ui.notice import NoticeBar
from app.ui.theme import Theme

CHECKED = "checked"  # the name under which it is kept what was ticked off
_decoder = msgspec.json.Decoder(list[str])


class Beside(QObject):
    """Builds the pages. What is not seen is brought up to date when it is."""

    asked = Signal(object)  # an Ask
    context_wanted = Signal()
    report_wanted = Signal(str)
    change_wanted = Signal(tuple, tuple, str, object, str)  # as InText.offer has it

    def __init__(
        self,
        desk: WritingDesk,
        opened: OpenedPiece,
        editor: RichEditor,
        theme: Theme,
        notices: NoticeBar,
    ) -> None:
        super().__init__(editor)
        self._desk = desk
        self._opened = opened
        self._editor = editor
        self._theme = theme
        self.outline = OutlinePane(theme, notices)
        self.notes = NotesPane(desk.notes, desk.pieces, theme, notices)
        self.review = ReviewPane(desk.assistant, theme, notices, self._present)
        self.timeline = Timeline(desk.versions, self._present, theme, notices)
        self.authors = AuthorsPane(theme)
        self.context = ContextInspector(theme)
        pages = {
            "outline": self.outline,
            "notes": self.notes,
            "review": self.review,
            "timeline": self.timeline,
            "authors": self.authors,
            "context": self.context,
        }
        self.panel = side_panel(pages, theme)
        self._connect()

    @property
    def page(self) -> str:
        return self.panel.page

    def show_piece(self) -> None:
        """Show what belongs to the piece that is open now."""
        number = self._opened.number
        self.notes.set_piece(number)
        self.timeline.set_piece(number)
        self.review.set_piece(number)
        kept = self._opened.beside(CHECKED)
        self.review.set_checked(_decoder.decode(kept) if kept else [])
        self._on_notes()
        self.follow()

    def follow(self) -> None:
        """Bring the page that is seen up to date with the text, if it tells of the text."""
        if self.page in ("authors", "review"):
            self._on_shown(self.page)

    def show_saved(self) -> None:
        """Show a version that may have been kept."""
        if self.panel.shows("timeline"):
            self.timeline.reload()

    def stop(self) -> None:
        self.review.stop()
        self.notes.save()

    # Inside ------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.panel.shown.connect(self._on_shown)
        self.notes.changed.connect(self._on_notes)
        self.review.asked.connect(self.asked)
        self.review.passage_chosen.connect(self._on_passage)
        self.review.change_wanted.connect(self._on_change)
        self.review.checked_changed.connect(self._on_checked)
        self.timeline.compared.connect(self._compare)
        self.timeline.restored.connect(self._restore)
        self.authors.tint_toggled.connect(self._editor.show_authors)
        self.authors.report_requested.connect(self.report_wanted)

    def _present(self) -> Piece:
        return self._opened.piece

    def _on_shown(self, name: str) -> None:
        if not self.panel.shows(name):
            return
        if name == "authors":
            self.authors.show_piece(self._opened.piece)
        elif name == "review":
            self.review.refresh()
        elif name == "timeline":
            self.timeline.reload()
        elif name == "context":
            self.context_wanted.emit()

    def _on_notes(self) -> None:
        number = self._opened.number
        self.review.set_banned(self._desk.notes.banned(number) if number is not None else ())

    def _on_passage(self, start: int, end: int) -> None:
        self._editor.select(*span_of(self._opened.piece, start, end))
        self._editor.setFocus()

    def _on_change(self, start: int, end: int, text: str, made: Generation) -> None:
        places = span_of(self._opened.piece, start, end)
        self.change_wanted.emit(*places, text, made, "")
        self._editor.select(places[0], places[0])

    def _on_checked(self) -> None:
        self._opened.keep_beside(CHECKED, msgspec.json.encode(self.review.checked()))

    def _compare(self, old: Piece, new: Piece) -> None:
        dialog = CompareDialog(old, new, self._theme, self._editor.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _restore(self, piece: Piece) -> None:
        self._editor.become(piece)
        self._opened.set_title(piece.title)
