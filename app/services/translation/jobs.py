"""Documents that are translated one after the other, and go on after a pause, a crash, a restart.

A job opens its document, translates its segments and writes the result; each of these can be
repeated without the ones before.
"""

from __future__ import annotations

import contextlib
import logging
from dataclasses import replace
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from app.document_protocol import Opened
from app.protocol import ErrorCode, Params, UserError
from app.services.documents import Documents
from app.services.jobs import Job, JobState
from app.services.translation import outputs
from app.services.translation.memory import TranslationMemory
from app.services.translation.progress import (
    DocumentJob,
    DocumentState,
    Progress,
    Segment,
    SegmentState,
)
from app.services.translation.text import Pair
from app.services.translation.translator import Translator
from app.services.translation.wishes import Wishes, told, wishes_of
from app.services.translation.work import Standing, Work
from app.tabs.translate.task import paragraphs
from app.tabs.translate.task.request import NO_STYLE, Style

log = logging.getLogger(__name__)


class DocumentJobs(QObject):
    """The list of jobs; one is translated at a time, the oldest first."""

    changed = Signal()  # the list or a state
    progressed = Signal(object)  # Standing
    opened = Signal(int)  # the languages are settled, nothing is translated yet
    translated = Signal(int, object)  # Piece
    finished = Signal(int)
    failed = Signal(int, object, object)  # ErrorCode, Params

    def __init__(
        self,
        documents: Documents,
        translator: Translator,
        memory: TranslationMemory,
        progress: Progress,
        folder: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._documents = documents
        self._translator = translator
        self._memory = memory
        self._progress = progress
        self._folder = folder
        self._work: Work | None = None
        self._working = 0  # the job that `_work` is on
        self._children: dict[int, Job] = {}  # what opens or writes, by job
        self._unsaved: dict[int, tuple[DocumentState, ErrorCode | None]] = {}
        self._written: dict[int, tuple[int, int]] = {}  # what the file was like
        self._closed = False
        for copy in progress.forget():
            with contextlib.suppress(OSError):
                (folder / copy.name).unlink()

    # What is shown -----------------------------------------------------------------------

    def jobs(self) -> list[DocumentJob]:
        """List the jobs, the newest first."""
        return [self._as_it_is(job) for job in self._progress.jobs()]

    def job(self, number: int) -> DocumentJob:
        """Return a job; raises KeyError."""
        return self._as_it_is(self._progress.job(number))

    def standing(self, number: int) -> Standing:
        """Return how far a job has come."""
        if self._work and number == self._working:
            return self._work.standing
        job = self.job(number)
        return Standing(number, job.total - job.counts.get(SegmentState.WAITING, 0), job.total)

    def failures(self, number: int) -> list[Segment]:
        """Return the segments that could not be translated."""
        return self._progress.segments(number, (SegmentState.FAILED,))

    def segments(self, number: int) -> list[Segment]:
        """Return all segments, in the order of the document."""
        return self._progress.segments(number)

    # What the person does ----------------------------------------------------------------

    def add(
        self,
        path: Path,
        pair: Pair,
        *,
        output: Path | None = None,
        bilingual: bool = False,
        tracked: bool = False,
        style: Style = NO_STYLE,
        exact: bool = False,
    ) -> int:
        """Take a document in and return the number of its job.

        The source may be AUTO. Without an `output` the translation goes beside the document, and
        nothing there is overwritten. Raises UserError: DOCUMENT_UNSUPPORTED, FILE_UNREADABLE,
        FILE_UNWRITABLE, DISK_FULL.
        """
        path = path.absolute()
        wishes = Wishes(str(path), style, bilingual, tracked, exact, output is not None)
        target = output.absolute() if output else outputs.unused(outputs.beside(path, pair[1]))
        copy = outputs.take_copy(path, self._folder)
        try:
            options = msgspec.to_builtins(wishes)
            job = self._progress.create(path.name, copy, target, pair, (), options)
        except UserError:
            copy.unlink(missing_ok=True)
            raise
        self.changed.emit()
        self._fill()
        return job.id

    def go_on(self) -> None:
        """Continue what waited or ran when the app was closed."""
        self._fill()

    def pause(self, number: int) -> None:
        """Stop for now; the segments that are done stay so."""
        if self.job(number).state in (DocumentState.PENDING, DocumentState.RUNNING):
            self._let_go(number)
            self._set(number, DocumentState.PAUSED)
            self._fill()

    def resume(self, number: int) -> None:
        """Go on with a paused or failed job where it was."""
        if self.job(number).state in (DocumentState.PAUSED, DocumentState.FAILED):
            self._queue(number)

    def retry(self, number: int, position: int | None = None) -> None:
        """Translate failed segments again, or the one at a position, then write the document."""
        if position is None:
            self._progress.retry(number)
        else:
            self._progress.save(number, position, "", SegmentState.WAITING)
        if number == self._working:
            self._let_go(number)
        if self.job(number).state is not DocumentState.PAUSED:
            self._queue(number)

    def save_as(self, number: int, path: Path) -> None:
        """Write the document to another place, in the place of what is there; also again."""
        self._progress.set_output(number, path.absolute())
        self._wish(number, replace=True)
        job = self.job(number)
        if job.total and not job.counts.get(SegmentState.WAITING):
            self._let_go(number)
            self._queue(number)

    def remove(self, number: int) -> tuple[int, ...]:
        """Take a job off the list; returns what `restore` puts back. No file is touched."""
        state = self.job(number).state
        self._let_go(number)
        if state is DocumentState.RUNNING:
            self._set(number, DocumentState.PENDING)
        removed = self._progress.remove((number,))
        self.changed.emit()
        self._fill()
        return removed

    def restore(self, numbers: tuple[int, ...]) -> None:
        """Undo one removal; what was on its way goes on."""
        self._progress.restore(numbers)
        self.changed.emit()
        self._fill()

    def close(self) -> None:
        """Let go of everything; what runs goes on at the next start."""
        self._closed = True
        for number in {self._working, *self._children} - {0}:
            self._let_go(number)
            self._set(number, DocumentState.PENDING)

    # Inside: what happens next -----------------------------------------------------------

    def _queue(self, number: int) -> None:
        self._set(number, DocumentState.PENDING)
        self._fill()

    def _fill(self) -> None:
        """Start what waits, the oldest first."""
        for job in reversed(self.jobs()):
            if self._closed or job.state is not DocumentState.PENDING:
                continue
            if job.counts.get(SegmentState.WAITING):
                if self._work is None:
                    self._translate(job)
            elif not self._children:  # one file at a time, so that no two get the same name
                if job.total:
                    self._write(job)
                else:
                    self._open(job)

    def _open(self, job: DocumentJob) -> None:
        child = self._documents.open(self._copy(job))
        self._run(job, child)
        child.ended.connect(lambda: self._on_opened(job, child))

    def _on_opened(self, job: DocumentJob, child: Job) -> None:
        if self._children.get(job.id) is not child:
            return
        del self._children[job.id]
        opened = child.result
        path = wishes_of(job).path
        if not isinstance(opened, Opened) or child.state is not JobState.DONE:
            self._stop(job.id, child.code, told(child.params, job))
        elif not opened.units:
            self._stop(job.id, ErrorCode.DOCUMENT_EMPTY, {"path": path})
        else:
            try:
                self._take_in(job, opened)
            except UserError as error:
                self._stop(job.id, error.code, error.params)
        self._fill()

    def _take_in(self, job: DocumentJob, opened: Opened) -> None:
        """Keep the units of a document and settle its languages; raises UserError."""
        wishes = wishes_of(job)
        sample = paragraphs.sample([unit.text for unit in opened.units])
        pair = paragraphs.settle(sample, *job.pair, exact=wishes.exact)
        self._progress.fill(job.id, pair, opened.units)
        if not wishes.replace and pair[1] != job.pair[1]:
            output = outputs.unused(outputs.beside(Path(wishes.path), pair[1]))
            self._progress.set_output(job.id, output)
        self.opened.emit(job.id)
        self._set(job.id, DocumentState.PENDING)

    def _translate(self, job: DocumentJob) -> None:
        style = wishes_of(job).style
        work = Work(self._translator, self._memory, self._progress, job, style, self)
        self._work, self._working = work, job.id
        work.advanced.connect(self.progressed)
        work.translated.connect(lambda piece: self.translated.emit(job.id, piece))
        work.ended.connect(lambda: self._on_translated(job.id))
        work.failed.connect(lambda code, params: self._on_stuck(job.id, code, params))
        self._set(job.id, DocumentState.RUNNING)

    def _on_translated(self, number: int) -> None:
        self._let_go(number)
        self._queue(number)

    def _on_stuck(self, number: int, code: ErrorCode | None, params: Params) -> None:
        self._let_go(number)
        self._stop(number, code, params, DocumentState.PAUSED)

    def _write(self, job: DocumentJob) -> None:
        """Write the document; what failed is left as it was."""
        target, wishes = Path(job.output), wishes_of(job)
        if not wishes.replace and _state(target) != self._written.get(job.id):
            target = outputs.unused(target)
            try:
                self._progress.set_output(job.id, target)
            except UserError as error:
                self._stop(job.id, error.code, error.params)
                return
        done = self._progress.segments(job.id)
        child = self._documents.write(
            self._copy(job),
            target,
            {s.key: s.target for s in done if s.target and s.target != s.source},
            language=job.pair[1],
            bilingual=wishes.bilingual,
            tracked=wishes.tracked,
        )
        self._run(job, child)
        child.ended.connect(lambda: self._on_written(job, child, target))

    def _on_written(self, job: DocumentJob, child: Job, target: Path) -> None:
        if self._children.get(job.id) is not child:
            return
        del self._children[job.id]
        if child.state is JobState.DONE:
            state = _state(target)
            if state:
                self._written[job.id] = state
            self._set(job.id, DocumentState.DONE)
            self.finished.emit(job.id)
        else:
            self._stop(job.id, child.code, told(child.params, job))
        self._fill()

    # Inside: small things ----------------------------------------------------------------

    def _copy(self, job: DocumentJob) -> Path:
        """Return our copy, which may have moved with the data folder."""
        return self._folder / Path(job.copy).name

    def _run(self, job: DocumentJob, child: Job) -> None:
        self._children[job.id] = child
        self._set(job.id, DocumentState.RUNNING)

    def _let_go(self, number: int) -> None:
        """Stop what is on its way for a job."""
        child = self._children.pop(number, None)
        if child:
            self._documents.stop(child)
        if self._work and number == self._working:
            work, self._work, self._working = self._work, None, 0
            work.stop()
            work.deleteLater()

    def _stop(
        self,
        number: int,
        code: ErrorCode | None,
        params: Params,
        state: DocumentState = DocumentState.FAILED,
    ) -> None:
        """Rest a job for a reason, or because somebody has stopped what it runs on."""
        self._set(number, state if code else DocumentState.PAUSED, code, params)
        if code:
            self.failed.emit(number, code, params)

    def _set(
        self,
        number: int,
        state: DocumentState,
        code: ErrorCode | None = None,
        params: Params | None = None,
    ) -> None:
        """Keep a job's state, in memory only while the disk is full."""
        try:
            if params:
                self._wish(number, trouble=params)
            self._progress.set_state(number, state, code)
            self._unsaved.pop(number, None)
        except UserError as error:
            log.info("the state of a document is not kept: %s", error)
            self._unsaved[number] = (state, code)
        self.changed.emit()

    def _wish(self, number: int, **changes: object) -> None:
        wishes = msgspec.structs.replace(wishes_of(self._progress.job(number)), **changes)
        self._progress.set_options(number, msgspec.to_builtins(wishes))

    def _as_it_is(self, job: DocumentJob) -> DocumentJob:
        state, error = self._unsaved.get(job.id, (job.state, job.error))
        return replace(job, state=state, error=error)


def _state(path: Path) -> tuple[int, int] | None:
    """Return what tells whether a file has changed; None when it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
