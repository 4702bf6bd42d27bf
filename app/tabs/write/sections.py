"""The outline of the piece that is open, its draft, and what of that comes into the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
from msgspec import structs
from PySide6.QtCore import QObject, QTimer, Signal

from app.piece import Piece, Run
from app.protocol import ErrorCode, Params
from app.services.writing.desk import WritingDesk
from app.services.writing.given import given
from app.tabs.write.editor.editor import RichEditor
from app.tabs.write.library import telling
from app.tabs.write.opened import OpenedPiece
from app.tabs.write.outline import states
from app.tabs.write.outline.headings import headings
from app.tabs.write.outline.pane import OutlinePane
from app.tabs.write.outline.states import Drafting
from app.tabs.write.task import counts, placing, state
from app.tabs.write.task.outline import Outline
from app.tabs.write.task.placing import Placed
from app.tabs.write.task.state import Brief, Progress
from app.ui.notice import NoticeBar

SHOW_MS = 400
PLACED = "placed"  # the name under which the texts that were placed are kept beside a piece
_decoder = msgspec.json.Decoder(tuple[str, ...])


class Sections(QObject):
    """Shows and drafts the outline. `changed` tells that drafting goes on, has ended or grew."""

    changed = Signal()
    failed = Signal(object, object)  # ErrorCode, Params

    def __init__(
        self,
        desk: WritingDesk,
        opened: OpenedPiece,
        editor: RichEditor,
        pane: OutlinePane,
        notices: NoticeBar,
    ) -> None:
        super().__init__(editor)
        self._desk = desk
        self._drafter = desk.drafter
        self._opened = opened
        self._editor = editor
        self._pane = pane
        self._notices = notices
        self._failed: set[int] = set()  # sections of the piece that is open
        self._soon = QTimer(self, singleShot=True, interval=SHOW_MS)
        self._soon.timeout.connect(self._show_states)
        self._connect()

    @property
    def progress(self) -> Progress | None:
        """Return how far the draft of the piece is, None where it has no outline."""
        number = self._opened.number
        return self._drafter.progress(number) if number is not None else None

    @property
    def drafting(self) -> Drafting:
        number, progress = self._opened.number, self.progress
        if number is None or progress is None:
            return Drafting.IDLE
        if self._drafter.is_drafting(number):
            return Drafting.RUNNING
        if progress.at is None:
            return Drafting.FINISHED
        begun = progress.asks or progress.present.text or progress.growing
        return Drafting.PAUSED if begun else Drafting.IDLE

    def plan(self, brief: Brief, outline: Outline) -> None:
        """Give the piece an outline, in place of the one that it has."""
        number = self._opened.number
        if number is None:
            return
        with telling.complaining(self._notices):
            self._drafter.set_progress(number, state.start(brief, outline))
        self._failed.clear()
        self._show()

    def go_on(self) -> None:
        """Draft what is not written yet, with the notes as they are now."""
        number, progress = self._opened.number, self.progress
        if number is None or progress is None:
            return
        self._failed.clear()
        with telling.complaining(self._notices):
            told = given(self._desk.notes.of_piece(number))
            brief = structs.replace(
                progress.brief,
                style=told.style,
                facts=told.facts,
                author_note=told.author_note,
                banned=told.banned,
            )
            if brief != progress.brief:
                self._drafter.set_progress(number, structs.replace(progress, brief=brief))
            self._drafter.resume(number)
        self._show_states()

    def pause(self) -> None:
        if self._opened.number is not None:
            self._drafter.pause(self._opened.number)

    def redo(self, section: int) -> None:
        """Write a section anew."""
        number = self._opened.number
        if number is None:
            return
        self._failed.discard(section)
        progress = self.progress
        with telling.complaining(self._notices):
            if progress and progress.written[section].text:
                self._drafter.redo(number, section)
            else:
                self._drafter.resume(number)
        self._show_states()

    def follow_headings(self) -> None:
        """Show the headings of the text as they are now."""
        if self._pane.currentWidget() is self._pane.headings:
            self._pane.headings.set_headings(headings(self._editor.piece().blocks))

    # Inside ------------------------------------------------------------------------------

    def _connect(self) -> None:
        drafter, pane = self._drafter, self._pane
        self._opened.opened.connect(self._on_opened)
        drafter.progressed.connect(self._on_progressed)
        drafter.section_done.connect(self._on_section)
        drafter.done.connect(self._on_told)
        drafter.paused.connect(self._on_told)
        drafter.failed.connect(self._on_failed)
        pane.editor.changed.connect(self._on_outline)
        pane.editor.draft_requested.connect(self.go_on)
        pane.editor.resume_requested.connect(self.go_on)
        pane.editor.pause_requested.connect(self.pause)
        pane.editor.redo_requested.connect(self.redo)
        pane.headings.chosen.connect(self._editor.go_to_block)
        self._editor.cursor_block_changed.connect(pane.headings.show_place)

    def _on_opened(self) -> None:
        self._failed.clear()
        self._show()
        progress = self.progress
        if progress:  # what was written when the piece was not open, or just before a crash
            for number, written in enumerate(progress.written):
                if written.text:
                    self._put(number, ())

    def _show(self) -> None:
        progress = self.progress
        language = progress.brief.language if progress else self._opened.language
        self._pane.show_outline(progress.outline if progress else None, language)
        self.follow_headings()
        self._show_states()

    def _show_states(self) -> None:
        self._soon.stop()
        progress = self.progress
        if progress:
            drafting = self.drafting
            running = drafting is Drafting.RUNNING
            found = states.of(progress, tuple(self._failed), running=running)
            self._pane.editor.set_states(found, drafting)
        self.changed.emit()

    def _on_outline(self, outline: Outline) -> None:
        number, progress = self._opened.number, self.progress
        if number is None or progress is None:
            return
        went_on = self._drafter.is_drafting(number)
        changed = state.with_outline(progress, outline)
        with telling.complaining(self._notices):
            self._drafter.set_progress(number, changed)
            if went_on:
                self._drafter.resume(number)
        self._rename(progress, changed)
        self._failed.clear()
        self._show_states()

    def _rename(self, before: Progress, after: Progress) -> None:
        """Let a heading of the text follow its section."""
        if len(before.sections) != len(after.sections):
            return
        pairs = zip(before.sections, after.sections, after.written, strict=True)
        for old, new, written in pairs:
            if old.title == new.title or old.gist != new.gist or not written.text:
                continue
            for number, block in enumerate(self._editor.piece().blocks):
                if block.kind == "heading" and block.text.strip() == old.title.strip():
                    named = structs.replace(block, runs=(Run(new.title),))
                    self._editor.put_blocks(number, number + 1, (named,))
                    break

    def _on_progressed(self, piece: int) -> None:
        if piece == self._opened.number and not self._soon.isActive():
            self._soon.start()

    def _on_told(self, piece: int) -> None:
        if piece == self._opened.number:
            self._show_states()

    def _on_failed(self, piece: int, code: ErrorCode, params: Params) -> None:
        if piece == self._opened.number:
            progress = self.progress
            if progress and progress.at is not None and code is ErrorCode.NOTHING_WRITTEN:
                self._failed.add(progress.at)
            self._show_states()
        self.failed.emit(code, params)

    def _on_section(self, piece: int, section: int, numbers: Iterable[int]) -> None:
        if piece == self._opened.number:
            self._put(section, numbers)
            self._show_states()
            return
        progress = self._drafter.progress(piece)
        kept = self._desk.pieces.state(piece, PLACED)
        placed = _decoder.decode(kept) if kept else ()
        with telling.complaining(self._notices):
            there = self._desk.pieces.load(piece)
            found = self._place(piece, there, progress, section, numbers, placed)
            if found is None or found.edited:
                return  # it is done when the piece is opened
            blocks = (*there.blocks[: found.first], *found.blocks, *there.blocks[found.end :])
            placed = (*placed, progress.written[section].text) if progress else placed
            made = structs.replace(there, blocks=blocks)
            beside = {PLACED: msgspec.json.encode(placed)}
            self._desk.pieces.save(piece, made, counts.piece_length(blocks), beside)

    def _put(self, section: int, numbers: Iterable[int]) -> None:
        """Put a section into the text that is open; one that is there stays as it is."""
        piece, progress = self._opened.number, self.progress
        if piece is None or progress is None:
            return
        kept = self._opened.beside(PLACED)
        placed = _decoder.decode(kept) if kept else ()
        there = self._opened.piece
        found = self._place(piece, there, progress, section, numbers, placed)
        if found is None:
            return
        if found.edited:
            generation = max(numbers, default=0)
            last = len(there.blocks[found.end - 1].text)
            text = progress.written[section].text
            self._editor.propose((found.first, 0), (found.end - 1, last), text, generation)
        else:
            self._editor.put_blocks(found.first, found.end, found.blocks)
        placed = (*placed, progress.written[section].text)
        self._opened.keep_beside(PLACED, msgspec.json.encode(placed))
        self._opened.save()

    def _place(
        self,
        piece: int,
        there: Piece,
        progress: Progress | None,
        section: int,
        numbers: Iterable[int],
        placed: tuple[str, ...],
    ) -> Placed | None:
        if progress is None or progress.written[section].text in placed:
            return None
        return placing.place(there.blocks, progress, section, self._answers(piece, numbers), placed)

    def _answers(self, piece: int, numbers: Iterable[int]) -> Mapping[int, str]:
        """Return the texts of generations; where none are named, all that a draft came from."""
        generations = self._desk.generations
        known = generations.known(numbers) or {
            number: one
            for number, one in generations.of(piece).items()
            if one.purpose in ("section", "more", "again")
        }
        return {number: one.result for number, one in known.items()}
