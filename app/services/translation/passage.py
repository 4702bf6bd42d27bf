"""A text translated sentence by sentence: from the memory where it is there, else by the model."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from app.protocol import ErrorCode, Params, Priority
from app.services.translation.memory import TranslationMemory
from app.services.translation.runner import Run
from app.services.translation.text import Pair
from app.services.translation.translator import Translator
from app.tabs.translate.task import markup, paragraphs
from app.tabs.translate.task.detection import LETTER
from app.tabs.translate.task.request import NO_STYLE, Request, Style, Translation
from app.tabs.translate.task.sentences import Sentence, gap, join
from app.tabs.translate.task.sheet import Origin

CONTEXT_CHARACTERS = 800  # a longer sentence does not go before the next one


@dataclass(frozen=True)
class Piece:
    """A sentence with its translation; `gap` is what stands before that."""

    source: str
    target: str
    origin: Origin
    confidence: float | None = None
    gap: str = ""


class Passage(QObject):
    """One text on its way.

    `advanced` carries each Piece, in order; `ended` comes exactly once, and never before the
    caller has the object. Then `code` tells what went wrong; a stopped passage is not `complete`.
    """

    advanced = Signal(object)  # Piece
    ended = Signal()

    def __init__(
        self,
        translator: Translator,
        memory: TranslationMemory,
        text: str,
        pair: Pair,
        *,
        before: tuple[str, str] | None = None,
        style: Style = NO_STYLE,
        priority: Priority = "background",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._translator = translator
        self._memory = memory
        self._text = text
        self._pair = pair
        self._before = before
        self._style = style
        self._priority: Priority = priority
        self._sentences = self._cut()
        self._run: Run | None = None
        self.pieces: list[Piece] = []
        self.over = False
        self.code: ErrorCode | None = None
        self.params: Params = {}
        QTimer.singleShot(0, self, self._next)

    @property
    def complete(self) -> bool:
        return len(self.pieces) == len(self._sentences)

    @property
    def translation(self) -> str:
        """Return the whole text's translation; it must be complete."""
        targets = [piece.target for piece in self.pieces]
        return join(self._sentences, targets, self._pair[1], self.tail)

    @property
    def tail(self) -> str:
        """Return what follows the last sentence."""
        return self._text[self._sentences[-1].end :] if self._sentences else self._text

    @property
    def context(self) -> tuple[str, str] | None:
        """Return the last sentence and its translation, for what comes next."""
        last = self.pieces[-1] if self.pieces else None
        if last is None or last.origin is Origin.COPIED or len(last.source) > CONTEXT_CHARACTERS:
            return None
        return markup.strip(last.source)[0], markup.strip(last.target)[0]

    def stop(self) -> None:
        """End without being complete."""
        if not self.over:
            run, self._run = self._run, None
            if run:
                run.stop()
            self._end()

    def _cut(self) -> tuple[Sentence, ...]:
        """Return the sentences; a text that the memory has whole is one."""
        core = self._text.strip()
        if core and self._memory.exact(core, self._pair):
            start = self._text.index(core)
            return (Sentence(core, start, self._text[:start]),)
        return paragraphs.pieces(self._text, self._pair[0])

    def _next(self) -> None:
        while not (self.over or self.complete):
            text = self._sentences[len(self.pieces)].text
            if self._settle(text):
                continue
            request = self._request(text)
            known = self._translator.known(request)
            if known is None:
                self._launch(request)
                return
            self._take(known.text, Origin.MODEL, known)
        if not self.over:
            self._end()

    def _settle(self, text: str) -> bool:
        """Take a sentence's translation where that needs no model."""
        if not LETTER.search(text) or paragraphs.is_in(text, *self._pair):
            self._take(text, Origin.COPIED)
            return True
        entry = self._memory.exact(text, self._pair)
        if entry is None:
            return False
        self._memory.note_use(entry)
        self._take(entry.target, Origin.MEMORY)
        return True

    def _request(self, text: str) -> Request:
        number = len(self.pieces)
        following = self._sentences[number + 1 : number + 2]
        return self._translator.request(
            text,
            self._pair,
            before=self.context if self.pieces else self._before,
            after=following[0].text if following else "",
            style=self._style,
        )

    def _launch(self, request: Request) -> None:
        run = self._translator.start(request, self._priority)
        self._run = run
        run.ended.connect(lambda: self._on_ended(run))

    def _on_ended(self, run: Run) -> None:
        run.deleteLater()
        if run is not self._run:
            return
        self._run = None
        if run.result and run.result.text.strip():
            self._take(run.result.text, Origin.MODEL, run.result)
            self._next()
            return
        self.code, self.params = run.code, run.params
        if run.result:
            self.code = ErrorCode.EVALUATION_FAILED
        self._end()

    def _take(self, target: str, origin: Origin, result: Translation | None = None) -> None:
        number = len(self.pieces)
        source = self._sentences[number]
        before = gap(source.gap, self._pair[1], first=number == 0)
        confidence = result.confidence if result else None
        piece = Piece(source.text, target, origin, confidence, before)
        self.pieces.append(piece)
        self.advanced.emit(piece)

    def _end(self) -> None:
        self.over = True
        self.ended.emit()
