"""The waiting segments of one document, translated one after the other."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from app.protocol import ErrorCode, Params, UserError
from app.services.translation.memory import TranslationMemory
from app.services.translation.passage import Passage, Piece
from app.services.translation.progress import (
    FINISHED,
    DocumentJob,
    Progress,
    Segment,
    SegmentState,
)
from app.services.translation.text import key_of, retag
from app.services.translation.translator import Translator
from app.tabs.translate.task.request import Style
from app.tabs.translate.task.sheet import Origin

# What is the fault of a segment; anything else keeps the whole job from going on.
SEGMENT_ERRORS = frozenset(
    (
        ErrorCode.PROMPT_TOO_LONG,
        ErrorCode.PROMPT_EMPTY,
        ErrorCode.TEXT_TOO_LONG,
        ErrorCode.CONSTRAINT_INVALID,
        ErrorCode.CONSTRAINT_IMPOSSIBLE,
        ErrorCode.EVALUATION_FAILED,
        ErrorCode.ENGINE_INTERNAL,
    )
)
# The engine ended so often in a row: at the same segment, and altogether.
CRASHES_OF_SEGMENT, CRASHES = 2, 3
AGAIN_MS = 500  # after the engine has ended


@dataclass(frozen=True)
class Standing:
    """How far a job has come, in segments; `seconds_left` is None while nobody can tell."""

    job: int
    done: int
    total: int
    seconds_left: float | None = None


class Work(QObject):
    """Saves each segment as soon as it is translated; equal ones are translated once.

    `advanced` comes after each sentence and segment. At the end comes `ended`, or `failed` for
    what is not a segment's fault, without a code where somebody has stopped the engine; neither
    after `stop`.
    """

    advanced = Signal(object)  # Standing
    translated = Signal(object)  # Piece
    ended = Signal()
    failed = Signal(object, object)  # ErrorCode or None, Params

    def __init__(
        self,
        translator: Translator,
        memory: TranslationMemory,
        progress: Progress,
        job: DocumentJob,
        style: Style,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._translator = translator
        self._memory = memory
        self._progress = progress
        self._job = job
        self._style = style
        self._passage: Passage | None = None
        self._context: tuple[str, str] | None = None
        self._over = False
        self._crashes = 0
        self._waiting = deque(progress.segments(job.id, (SegmentState.WAITING,)))
        self._done = job.total - len(self._waiting)
        self._known: dict[str, Segment] = {}
        for segment in progress.segments(job.id, FINISHED):
            self._known.setdefault(key_of(segment.source), segment)
        self._pace = _Pace(self._costs())
        QTimer.singleShot(0, self, self._next)

    @property
    def standing(self) -> Standing:
        pieces = self._passage.pieces if self._passage else []
        begun = sum(len(piece.source) for piece in pieces)
        return Standing(self._job.id, self._done, self._job.total, self._pace.seconds_left(begun))

    def stop(self) -> None:
        """Let go of the segment on its way; it stays waiting."""
        self._over = True
        passage, self._passage = self._passage, None
        if passage:
            passage.stop()

    def _costs(self) -> dict[int, int]:
        """Return the characters of the segments that will be translated, by position."""
        first: dict[str, Segment] = {}
        for segment in self._waiting:
            first.setdefault(key_of(segment.source), segment)
        return {s.position: len(s.source) for key, s in first.items() if key not in self._known}

    def _next(self) -> None:
        if self._over:
            return
        if not self._waiting:
            self._over = True
            self.ended.emit()
            return
        segment = self._waiting[0]
        known = self._known.get(key_of(segment.source))
        if known is None:
            self._launch(segment)
        else:
            self._context = None
            target = retag(known.target, known.source, segment.source)
            self._keep(segment, target, known.state)

    def _launch(self, segment: Segment) -> None:
        self._pace.start()
        passage = Passage(
            self._translator,
            self._memory,
            segment.source,
            self._job.pair,
            before=self._context,
            style=self._style,
            parent=self,
        )
        self._passage = passage
        passage.advanced.connect(self._on_piece)
        passage.ended.connect(lambda: self._on_ended(passage, segment))

    def _on_piece(self, piece: Piece) -> None:
        self._pace.note(piece)
        self.translated.emit(piece)
        if self._passage and not self._passage.complete:
            self.advanced.emit(self.standing)

    def _on_ended(self, passage: Passage, segment: Segment) -> None:
        passage.deleteLater()
        if passage is not self._passage:
            return
        self._passage = None
        if passage.complete:
            self._crashes = 0
            self._context = passage.context
            origins = {piece.origin for piece in passage.pieces}
            state = SegmentState.MEMORY if origins == {Origin.MEMORY} else SegmentState.DONE
            self._keep(segment, passage.translation, state)
        elif passage.code is ErrorCode.ENGINE_CRASHED:
            self._on_crash(passage, segment)
        elif passage.code in SEGMENT_ERRORS:
            self._context = None
            self._keep(segment, "", SegmentState.FAILED, passage.code)
        else:
            self._fail(passage.code, passage.params)

    def _on_crash(self, passage: Passage, segment: Segment) -> None:
        self._crashes += 1
        if self._crashes >= CRASHES:
            self._fail(passage.code, passage.params)
        elif self._crashes == CRASHES_OF_SEGMENT:
            self._keep(segment, "", SegmentState.FAILED, ErrorCode.ENGINE_CRASHED)
        else:
            QTimer.singleShot(AGAIN_MS, self, self._next)

    def _keep(
        self, segment: Segment, target: str, state: SegmentState, error: ErrorCode | None = None
    ) -> None:
        """Save what became of the first waiting segment and go on."""
        try:
            self._progress.save(self._job.id, segment.position, target, state, error)
        except UserError as trouble:
            self._fail(trouble.code, trouble.params)
            return
        self._waiting.popleft()
        self._done += 1
        self._pace.finish(segment.position)
        if error is None:
            kept = replace(segment, target=target, state=state)
            self._known.setdefault(key_of(segment.source), kept)
        self.advanced.emit(self.standing)
        QTimer.singleShot(0, self, self._next)

    def _fail(self, code: ErrorCode | None, params: Params) -> None:
        self._over = True
        self.failed.emit(code, params)


class _Pace:
    """How fast the model translates, and what is left; `costs` are characters by position."""

    def __init__(self, costs: dict[int, int]) -> None:
        self._costs = costs
        self._left = sum(costs.values())
        self._started: float | None = None
        self._characters = 0

    def start(self) -> None:
        if self._started is None:
            self._started = time.monotonic()

    def note(self, piece: Piece) -> None:
        if piece.origin is Origin.MODEL:
            self._characters += len(piece.source)

    def finish(self, position: int) -> None:
        self._left -= self._costs.pop(position, 0)

    def seconds_left(self, begun: int) -> float | None:
        """Return the seconds for what is left when `begun` characters of it are done."""
        if self._started is None or not self._characters:
            return None
        seconds = time.monotonic() - self._started
        return max(0, self._left - begun) * seconds / self._characters
