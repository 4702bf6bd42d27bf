"""Pieces that are drafted section by section, through pauses, crashes and the app's own end."""

from __future__ import annotations

from msgspec import structs
from PySide6.QtCore import QObject, QTimer, Signal

from app.protocol import ErrorCode, Params, UserError
from app.services.writing.assistant import WritingAssistant
from app.services.writing.drafts import Drafts, Kept, Redo, going_on
from app.services.writing.generations import Generations
from app.services.writing.pieces import Pieces
from app.services.writing.runner import Run
from app.tabs.write.task import drafting
from app.tabs.write.task.ask import Ask
from app.tabs.write.task.counts import length
from app.tabs.write.task.generation import Generation
from app.tabs.write.task.state import Progress, cleared

SAVE_MS = 1_000  # what grows is saved so often
AGAIN_MS = 500  # after the engine has ended
CRASHES = 3  # in a row without an answer; then the person has to say so


class Drafter(QObject):
    """Drafts pieces; each has at most one draft, which is saved after each answer.

    While an answer grows it is saved each second. `progressed` tells the length of the section
    that is worked on, `section_done` the numbers of the generations that it comes from. Whatever
    ends the work says so once: `done` where all sections are written, `paused` where some are
    left and it can be resumed, `failed` where it can be, too, and something was in the way.
    """

    progressed = Signal(int, int, int)  # piece, section, length
    section_done = Signal(int, int, object)  # piece, section, tuple of numbers
    done = Signal(int)
    paused = Signal(int)
    failed = Signal(int, object, object)  # piece, ErrorCode, Params

    def __init__(
        self,
        assistant: WritingAssistant,
        pieces: Pieces,
        generations: Generations,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.assistant = assistant
        self.drafts = Drafts(pieces)
        self.generations = generations
        self._works: dict[int, _Work] = {}

    def progress(self, piece: int) -> Progress | None:
        """Return how far a draft is, None where a piece has none."""
        work = self._work(piece)
        return work.draft.progress if work else None

    def is_drafting(self, piece: int) -> bool:
        return piece in self._works and self._works[piece].running

    def asking(self, piece: int) -> Ask | None:
        """Return what the model is asked now."""
        work = self._works.get(piece)
        return work.ask if work else None

    def start(self, piece: int, progress: Progress) -> None:
        """Begin a draft in place of the one there is."""
        self.set_progress(piece, progress)
        self.resume(piece)

    def set_progress(self, piece: int, progress: Progress) -> None:
        """Keep a draft that the person changed; its work is paused."""
        self.pause(piece)
        self._put(piece, Kept(progress)).save()

    def pause(self, piece: int) -> None:
        """Let go of the answer on its way; what has come of it is kept."""
        if self.is_drafting(piece):
            self._works[piece].pause()

    def resume(self, piece: int) -> None:
        """Go on; raises KeyError for a piece without a draft."""
        work = self._work(piece)
        if work is None:
            raise KeyError(piece)
        work.go_on()

    def redo(self, piece: int, section: int) -> None:
        """Write one section anew; what is on its way elsewhere waits.

        Raises KeyError for a piece without a draft, ValueError for a section that is not written.
        """
        self.pause(piece)
        work = self._work(piece)
        if work is None:
            raise KeyError(piece)
        progress = work.settled()
        if progress.at is not None and progress.at <= section:
            raise ValueError("the section, or an earlier one, is not written yet")
        redo = Redo(section, progress.written[section], progress.present, work.draft.generations)
        self._put(piece, Kept(cleared(progress, section), redo=redo)).go_on()

    def forget(self, piece: int) -> None:
        """Drop a draft; what was written into the piece stays there."""
        self.pause(piece)
        work = self._works.pop(piece, None)
        if work:
            work.deleteLater()
        self.drafts.forget(piece)

    def close(self) -> None:
        """Pause all work, so that it can be resumed at the next start."""
        for piece in list(self._works):
            self.pause(piece)

    def _work(self, piece: int) -> _Work | None:
        if piece not in self._works:
            draft = self.drafts.load(piece)
            if draft is None:
                return None
            self._works[piece] = _Work(self, piece, draft)
        return self._works[piece]

    def _put(self, piece: int, draft: Kept) -> _Work:
        work = self._work(piece)
        if work is None:
            work = self._works[piece] = _Work(self, piece, draft)
        work.draft = structs.replace(draft, number=work.draft.number)
        return work


class _Work(QObject):
    """The draft of one piece."""

    def __init__(self, drafter: Drafter, piece: int, draft: Kept) -> None:
        super().__init__(drafter)
        self._drafter = drafter
        self._piece = piece
        self._run: Run[Progress] | None = None
        self._states: list[Progress] = []  # those that the steps have come to since
        self._crashes = 0
        self._length = 0  # of the section without what grows
        self._timer = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._timer.timeout.connect(self._save_growing)
        self.draft = draft
        self.running = False

    @property
    def ask(self) -> Ask | None:
        return self._run.ask if self._run else None

    def settled(self) -> Progress:
        """Return the progress with what had come of an answer, and no redo under way."""
        if self.draft.redo:
            self.draft = self.draft.undone()
        else:
            carried = drafting.carried(self.draft.progress)
            self.draft = structs.replace(self.draft, progress=carried)
        return self.draft.progress

    def go_on(self) -> None:
        if not self.running:
            self.running, self._crashes = True, 0
            if self.save():
                self._launch()

    def pause(self) -> None:
        self._halt()
        if self.save():
            self._drafter.paused.emit(self._piece)

    def save(self) -> bool:
        """Keep the draft; what is in the way of that ends the work."""
        error = self._store()
        if error:
            self._halt()
            self._drafter.failed.emit(self._piece, error.code, error.params)
        return error is None

    def _store(self) -> UserError | None:
        self._timer.stop()
        try:
            self.draft = self._drafter.drafts.save(self._piece, self.draft)
        except UserError as error:
            return error
        return None

    def _save_growing(self) -> None:
        try:
            self._drafter.drafts.save_growing(self._piece, self.draft)
        except UserError as error:
            self._halt()
            self._drafter.failed.emit(self._piece, error.code, error.params)

    def _halt(self) -> None:
        """Let go of the answer on its way."""
        self.running = False
        run, self._run = self._run, None
        if run:
            run.stop()
            run.deleteLater()

    def _fail(self, code: ErrorCode, params: Params) -> None:
        self._halt()
        if self.draft.redo and code is ErrorCode.NOTHING_WRITTEN:
            self.draft = self.draft.undone()
        self._store()
        self._drafter.failed.emit(self._piece, code, params)

    def _launch(self) -> None:
        assistant = self._drafter.assistant
        self._states = []
        steps = going_on(self.draft, assistant.window(), self._states.append)
        self._run = run = assistant.run(steps, "background", self)
        run.asked.connect(self._on_asked)
        run.grew.connect(self._on_grew)
        run.noted.connect(self._on_noted)
        run.ended.connect(lambda: self._on_ended(run))

    def _again(self) -> None:
        if self.running and self._run is None:
            self._launch()

    def _on_asked(self) -> None:
        self._take()
        if self.running:
            self._length = length(self.draft.progress.present.text)
            self._tell(self._length)

    def _on_grew(self, text: str) -> None:
        self.draft = self.draft.grown(text)
        if not self._timer.isActive():
            self._timer.start()
        if self.ask and self.ask.label in ("section", "more"):
            self._tell(self._length + length(text))

    def _on_noted(self, generation: Generation) -> None:
        if generation.purpose == "digest":  # it does not come into the piece
            return
        try:
            number = self._drafter.generations.add(self._piece, generation)
        except UserError as error:
            if self.running:
                self._fail(error.code, error.params)
            return
        numbers = (*self.draft.generations, number)
        self.draft = structs.replace(self.draft, generations=numbers)

    def _on_ended(self, run: Run[Progress]) -> None:
        if run is not self._run:
            return
        self._run = None
        run.deleteLater()
        self._take()
        if not self.running:
            return
        self._crashes = 1 if run.answers else self._crashes + 1
        if run.code is ErrorCode.ENGINE_CRASHED and self._crashes < CRASHES:
            if self.save():
                QTimer.singleShot(AGAIN_MS, self, self._again)
        elif run.code:
            self._fail(run.code, run.params)
        else:
            self._halt()
            if self.save():
                written = self.draft.progress.at is None
                (self._drafter.done if written else self._drafter.paused).emit(self._piece)

    def _take(self) -> None:
        """Take over what the steps have come to, and save it."""
        if not self._states:
            return
        before, progress = self.draft.progress, self._states[-1]
        self._states.clear()
        pairs = enumerate(zip(before.written, progress.written, strict=True))
        written = [number for number, (old, new) in pairs if new.text and not old.text]
        numbers, redo = self.draft.generations, self.draft.redo
        self.draft = structs.replace(self.draft, progress=progress)
        if redo and written:
            self.draft = self.draft.redone(progress, redo)
        elif written:
            self.draft = structs.replace(self.draft, generations=())
        if self.save():
            for number in written:
                self._drafter.section_done.emit(self._piece, number, numbers)

    def _tell(self, size: int) -> None:
        at = self.draft.progress.at
        if at is not None:
            self._drafter.progressed.emit(self._piece, at, size)
