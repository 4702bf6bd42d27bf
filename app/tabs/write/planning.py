"""From an idea to the outline of a piece."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.services.writing.desk import WritingDesk
from app.services.writing.given import given
from app.tabs.write.library import kindnames
from app.tabs.write.library.pane import Library
from app.tabs.write.opened import OpenedPiece
from app.tabs.write.plan.dialog import PlanDialog
from app.tabs.write.sections import Sections
from app.tabs.write.task import kinds
from app.tabs.write.task.kinds import Kind
from app.tabs.write.task.outline import Outline
from app.tabs.write.task.state import Brief
from app.ui.theme import Theme


class Planning(QObject):
    """Opens the dialog for the piece at hand, and gives what was planned to it or to a new one."""

    def __init__(
        self,
        desk: WritingDesk,
        library: Library,
        opened: OpenedPiece,
        sections: Sections,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._library = library
        self._opened = opened
        self._sections = sections
        self._is_new = True
        self.dialog = PlanDialog(desk.assistant, desk.kinds, theme, parent)
        self.dialog.planned.connect(self._on_planned)
        desk.kinds.changed.connect(self._on_kinds)
        self._on_kinds()

    def begin(self) -> None:
        """Let a new piece be planned."""
        self._is_new = True
        language = kindnames.interface_language()
        self.dialog.set_brief("", None, language, "", "", (), "", ())
        self.dialog.open()

    def open(self) -> None:
        """Let the piece at hand be planned."""
        self._is_new = self._opened.number is None
        number = self._opened.number
        progress = self._sections.progress
        told = given(self._desk.notes.of_piece(number) if number is not None else [])
        self.dialog.set_brief(
            progress.brief.topic if progress else self._opened.title,
            progress.brief.kind if progress else self._kind(),
            self._opened.language if number is not None else kindnames.interface_language(),
            progress.brief.notes if progress else "",
            told.style,
            told.facts,
            told.author_note,
            told.banned,
        )
        self.dialog.open()

    def _kind(self) -> Kind | None:
        """Return the kind of the piece at hand."""
        if self._opened.number is None:
            return None
        kept = self._opened.entry.kind
        own = next((kind for kind in self._desk.kinds.all() if kind.name == kept), None)
        if own or kept not in kinds.IDS:
            return own
        return kinds.of(kept, self._opened.language)

    def _is_empty(self) -> bool:
        return self._opened.is_blank and not self._opened.title and not self._sections.progress

    def _on_planned(self, brief: Brief, outline: Outline) -> None:
        if self._opened.number is None or (self._is_new and not self._is_empty()):
            self._library.create_piece(brief.kind)
        number = self._opened.number
        if number is None:
            return
        if not self._opened.title:
            angle = brief.angle.title if brief.angle else ""
            self._opened.set_title(angle or brief.topic.strip().splitlines()[0][:80])
        self._desk.pieces.set_kind(number, kindnames.key(brief.kind))
        self._sections.plan(brief, outline)

    def _on_kinds(self) -> None:
        self._library.set_own_kinds(self._desk.kinds.all())
