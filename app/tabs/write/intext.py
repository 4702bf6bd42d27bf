"""What the model changes in the text, or goes on with: it comes as a proposal at its place."""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec
from msgspec import structs
from PySide6.QtCore import QObject, Signal
from rapidfuzz import fuzz

from app.protocol import ErrorCode, Params, UserError
from app.services.writing.assistant import WritingAssistant
from app.services.writing.generations import Generations
from app.services.writing.given import given
from app.services.writing.notes import Notes
from app.services.writing.runner import Run
from app.tabs.write.editor.editor import RichEditor
from app.tabs.write.opened import OpenedPiece
from app.tabs.write.task import actions, around
from app.tabs.write.task.actions import Action, Selection, Wish
from app.tabs.write.task.changes import Place
from app.tabs.write.task.generation import Generation
from app.tabs.write.task.state import LONG_SAMPLING, SAMPLING

WISHES = "wishes"  # the name under which they are kept beside the piece
_decoder = msgspec.json.Decoder(dict[int, tuple[Action, str]])
SEEDS_APART = 100  # so that no try asks with a seed of another


@dataclass
class _Job:
    """A wish for a range, and its answer on the way; `proposal` is 0 before there is any."""

    selection: Selection
    wish: Wish
    start: Place
    end: Place
    proposal: int = 0
    generation: int = 0
    tries: int = 1


class InText(QObject):
    """Does one thing at a time. `changed` tells that it has begun or ended."""

    changed = Signal()
    asked = Signal(object)  # an Ask
    failed = Signal(object, object)  # ErrorCode, Params
    unchanged = Signal()  # nothing was found to change

    def __init__(
        self,
        assistant: WritingAssistant,
        generations: Generations,
        notes: Notes,
        opened: OpenedPiece,
        editor: RichEditor,
    ) -> None:
        super().__init__(editor)
        self._assistant = assistant
        self._generations = generations
        self._notes = notes
        self._opened = opened
        self._editor = editor
        self._job: _Job | None = None
        self._run: Run[str] | None = None
        self._done: list[str] = []  # what the steps have come to
        self._wishes: dict[int, tuple[Action, str]] = {}  # what each proposal is for
        editor.retry_wanted.connect(self.retry)
        editor.proposal_decided.connect(self._on_decided)
        opened.opened.connect(self._on_opened)

    @property
    def busy(self) -> bool:
        return self._run is not None

    # What is wished for ------------------------------------------------------------------

    def do(self, action: Action, detail: str = "") -> None:
        """Change what is selected, or the paragraph at the cursor; or go on at the cursor."""
        start, end = self._editor.selection_range()
        if action == "continue":
            start = end
        elif start == end:
            start, end = (start[0], 0), (start[0], len(self._block(start[0])))
        piece = self._opened.piece
        found = around.selection(piece, self._opened.language, start, end)
        if self._opened.number is None or not (found.text.strip() or action == "continue"):
            return
        self._begin(_Job(found, self._wish(action, detail), start, end))

    def retry(self, proposal: int) -> None:
        """Have another text written for a proposal."""
        found = next((one for one in self._editor.proposals if one.id == proposal), None)
        if found is None or found.taken or proposal not in self._wishes:
            return
        start = (found.first, found.head)
        end = (found.end - 1, len(found.original[-1].text) - found.tail)
        selection = around.selection(self._opened.piece, self._opened.language, start, end)
        wish = self._wish(*self._wishes[proposal])
        tries = len(found.alternatives) + 1
        self._begin(_Job(selection, wish, start, end, proposal, tries=tries))

    def offer(self, start: Place, end: Place, text: str, made: Generation, remark: str) -> None:
        """Offer a text that was written to settle a remark."""
        number = self._opened.number
        if number is None:
            return
        try:
            generation = self._generations.add(number, made)
        except UserError as error:
            self.failed.emit(error.code, error.params)
            return
        proposal = self._editor.propose(start, end, text, generation)
        self._remember(proposal, "instruction", remark)

    def stop(self) -> None:
        """Let go of the answer. What was to be added stays as far as it came."""
        run, job, self._run, self._job = self._run, self._job, None, None
        if run is None or job is None:
            return
        text = self._text(run, job) if run.ask else ""
        run.stop()
        run.deleteLater()
        if job.generation and self._editor.is_open(job.proposal):
            if job.wish.action == "continue" and text.strip():
                self._finish(run, job, text)
            else:
                self._withdraw(job)
        self.changed.emit()

    # Inside ------------------------------------------------------------------------------

    def _wish(self, action: Action, detail: str) -> Wish:
        number = self._opened.number
        told = given(self._notes.of_piece(number) if number is not None else [])
        return Wish(
            action,
            detail,
            style=told.style,
            author_note=told.author_note,
            facts=told.facts,
            banned=told.banned,
        )

    def _block(self, number: int) -> str:
        return self._editor.piece().blocks[number].text

    def _begin(self, job: _Job) -> None:
        self.stop()
        self._job, self._done = job, []
        usual = LONG_SAMPLING if job.wish.action == "continue" else SAMPLING
        sampling = structs.replace(usual, seed=1 + SEEDS_APART * (job.tries - 1))
        steps = actions.act(
            job.selection,
            replace(job.wish, sampling=sampling),
            self._assistant.window(),
            self._done.append,
        )
        self._run = run = self._assistant.run(steps, parent=self)
        run.asked.connect(self.asked)
        run.grew.connect(lambda _text: self._on_grew(run, job))
        run.ended.connect(lambda: self._on_ended(run, job))
        self.changed.emit()

    def _on_grew(self, run: Run[str], job: _Job) -> None:
        text = self._text(run, job)
        if not text.strip() or run.ask is None or self._opened.number is None:
            return
        if job.generation:
            self._editor.grow(job.proposal, text)
            return
        empty = Generation(job.wish.action, self._assistant.making(), run.ask.turns, "")
        try:
            job.generation = self._generations.add(self._opened.number, empty)
        except UserError as error:
            self._fail(error.code, error.params)
            return
        if job.proposal:
            self._editor.retry(job.proposal, text, job.generation, growing=True)
        else:
            job.proposal = self._editor.propose(
                job.start, job.end, text, job.generation, growing=True
            )
            self._remember(job.proposal, job.wish.action, job.wish.detail)

    def _on_ended(self, run: Run[str], job: _Job) -> None:
        if run is not self._run:
            return
        if run.result is None:
            code, params = run.code, run.params
            self.stop()
            if code is not None:
                self.failed.emit(code, params)
            return
        self._run = self._job = None
        run.deleteLater()
        text = run.result
        if not text.strip() or text.strip() == job.selection.text.strip():
            self._withdraw(job)
            self.unchanged.emit()
        elif job.generation:
            self._finish(run, job, text)
        self.changed.emit()

    def _finish(self, run: Run[str], job: _Job, text: str) -> None:
        """Keep how a text was made, and let it be decided on."""
        best = max(run.generations, key=lambda one: fuzz.ratio(one.result, text), default=None)
        if best is not None:
            made = structs.replace(best, purpose=job.wish.action)
            try:
                self._generations.finish(job.generation, made)
            except UserError as error:
                self.failed.emit(error.code, error.params)
        self._editor.grow(job.proposal, text, done=True)
        self._editor.go_to_proposal(job.proposal)

    def _withdraw(self, job: _Job) -> None:
        """Take a text back that is not whole, or none; as a further alternative it stays."""
        if not job.generation or not self._editor.is_open(job.proposal):
            return
        found = self._editor.alternatives(job.proposal)
        if len(found) > 1:
            self._editor.grow(job.proposal, found[-1].text, done=True)
        else:
            self._editor.reject(job.proposal)

    def _fail(self, code: ErrorCode, params: Params) -> None:
        self.stop()
        self.failed.emit(code, params)

    def _text(self, run: Run[str], job: _Job) -> str:
        done = self._done[-1] if self._done else ""
        return actions.growing(run.text, done, job.wish)

    def _on_decided(self, proposal: int) -> None:
        if self._job is not None and self._job.proposal == proposal:
            self.stop()

    def _on_opened(self) -> None:
        self.stop()
        kept = self._opened.beside(WISHES)
        self._wishes = _decoder.decode(kept) if kept else {}

    def _remember(self, proposal: int, action: Action, detail: str) -> None:
        self._wishes[proposal] = action, detail
        shown = {one.id for one in self._editor.proposals}
        kept = {number: wish for number, wish in self._wishes.items() if number in shown}
        self._opened.keep_beside(WISHES, msgspec.json.encode(kept))
