"""Translation while one types: one sentence in flight, the newest text always wins."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.protocol import ErrorCode, Params
from app.services.translation.entries import Entry
from app.services.translation.memory import Match, TranslationMemory
from app.services.translation.runner import Run
from app.services.translation.text import Pair
from app.services.translation.translator import Translator
from app.tabs.translate.task.detection import LETTER, Detection, detect
from app.tabs.translate.task.languages import AUTO, partner
from app.tabs.translate.task.request import NO_STYLE, Request, Style, Translation
from app.tabs.translate.task.sheet import Origin, Row, Sheet, State, normalised

PAUSE_MS = 250  # after the last key, before a sentence is translated
KEEP_MS = 1_500  # after a correction, before it enters the memory
SAMPLE = 4_000  # characters that tell the language
SURE = 0.9  # of another language, for a text that is in one already
# What no other sentence would escape.
HOPELESS = (
    ErrorCode.NO_MODEL,
    ErrorCode.ENGINE_MISSING,
    ErrorCode.ENGINE_CRASHED,
    ErrorCode.ENGINE_CRASHED_LOADING,
    ErrorCode.TEMPLATE_MISSING,
)


class Live(QObject):
    """A text, its translation, and what is on its way between them.

    `changed` tells that rows or their translations are new, `row_ended` that one has come.
    """

    changed = Signal()
    row_ended = Signal(object)  # Row
    settled = Signal()
    failed = Signal(object, object)  # ErrorCode, Params
    detected = Signal()
    remembered = Signal(object)  # Entry of the memory

    def __init__(
        self, translator: Translator, memory: TranslationMemory, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._translator = translator
        self._memory = memory
        self.sheet = Sheet()
        self.wanted_source = AUTO
        self.wanted_target = "zh"
        self.style = NO_STYLE
        self.detection: Detection | None = None
        self.focus: Row | None = None  # where the person is; it goes first
        self._run: Run | None = None
        self._row: Row | None = None
        self._corrected: dict[Row, Pair] = {}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._next)
        self._keep = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._keep.timeout.connect(self._keep_finished)
        self._held = False  # until somebody tries again

    @property
    def pair(self) -> Pair:
        """Return the languages in use, the detected one included."""
        source = self.wanted_source
        if source == AUTO:
            source = self.detection.code if self.detection else "en"
        return source, partner(source, self.wanted_target)

    @property
    def busy(self) -> bool:
        return self._run is not None or self._pause.isActive()

    def translation(self) -> str:
        return self.sheet.translation(self.pair[1])[0]

    def prepare(self) -> None:
        """Load what the first sentence would wait for: profiles of languages, the checks."""
        detect("first sentence")
        self._translator.issues("1", "1", self.pair)

    # What the person does ----------------------------------------------------------------

    def set_text(self, text: str) -> None:
        """Take the source as it is now; only changed sentences are translated again."""
        text = normalised(text)
        if text == self.sheet.text:
            return
        self.keep_corrections()
        before = self.pair
        found = detect(text[:SAMPLE])
        if self._convinces(found):
            self.detection = found
            self.detected.emit()
        fresh = self.sheet.update(text, self.pair[0])
        if self.pair == before:
            self._begin(fresh)
        else:
            same_target = self.pair[1] == before[1]
            keep = Origin.PERSON if same_target else Origin.NOWHERE
            self._begin(self.sheet.renew(keep=keep))

    def set_languages(self, source: str, target: str) -> None:
        """Change the languages; AUTO as the source detects it."""
        self.keep_corrections()
        before = self.pair
        self.wanted_source, self.wanted_target = source, target
        if self.pair != before:
            self.sheet.update(self.sheet.text, self.pair[0])
            self._begin(self.sheet.renew())

    def set_style(self, style: Style) -> None:
        if style != self.style:
            self.keep_corrections()
            self.style = style
            self._begin(self.sheet.renew(keep=Origin.PERSON))

    def renew_terms(self) -> None:
        """Look at all rows again after the glossary has changed; those it breaks are redone."""
        again = []
        for row in self.sheet.rows:
            if row.state is not State.DONE:
                continue
            self._check(row)
            request = self._translator.request(row.source, self.pair)
            if row.origin is Origin.MODEL and row.request and row.request.terms != request.terms:
                again.append(row)
        self._redo(again)

    def correct(self, row: Row, text: str) -> None:
        """Take the person's translation of a sentence; it enters the memory in a moment."""
        if row.target == text:
            return
        self._drop(row)
        row.target, row.origin, row.state, row.stale = text, Origin.PERSON, State.DONE, False
        row.result = None
        self._check(row)
        self._corrected[row] = self.pair
        if not self._keep.isActive():
            self._keep.start()
        self.changed.emit()
        self._next()

    def take(self, row: Row, result: Translation) -> None:
        """Replace a row's translation by another of the model's."""
        self._drop(row)
        self._corrected.pop(row, None)
        self._finish(row, result.text, Origin.MODEL, result)
        self.changed.emit()
        self.settled.emit()

    def retranslate(self, row: Row, instruction: str = "") -> None:
        """Translate one sentence again, as the person says."""
        self._drop(row)
        request = self._request(row, instruction)
        self._launch(row, request)

    def retry(self) -> None:
        """Try again what has failed."""
        self._held = False
        for row in self.sheet.rows:
            if row.state is State.FAILED:
                row.state = State.WAITING
        self._next()

    def near(self, row: Row) -> Match | None:
        """Return the memory's most similar entry for a row."""
        found = self._memory.near(row.source, self.pair, limit=1)
        return found[0] if found and found[0].entry.source != row.source else None

    def stop(self) -> None:
        """Let go of what is on its way; the waiting rows stay so."""
        self._pause.stop()
        self._halt()
        self.keep_corrections()

    def keep_corrections(self) -> None:
        """Write the person's corrections into the memory."""
        self._keep.stop()
        self._write_corrections(list(self._corrected))

    def _keep_finished(self) -> None:
        """Write those corrections that the person has left."""
        self._write_corrections([row for row in self._corrected if row is not self.focus])
        if self._corrected:
            self._keep.start()

    def _write_corrections(self, rows: list[Row]) -> None:
        for row in rows:
            pair = self._corrected.pop(row)
            if row.origin is Origin.PERSON and row.target.strip():
                self.remembered.emit(self._remember(row, pair))

    def _convinces(self, found: Detection | None) -> bool:
        """Tell whether a detection should replace the present one: a text that is being typed
        does not change its language for a guess."""
        now = self.detection
        if found is None or now is None or found.code == now.code or not self.sheet.rows:
            return True
        return found.confidence >= SURE or {found.code, now.code} == {"zh", "en"}

    # Inside ------------------------------------------------------------------------------

    def _remember(self, row: Row, pair: Pair) -> Entry:
        known = self._memory.exact(row.source, pair)
        if known and not known.reversed:
            if known.target == row.target:
                return known
            return self._memory.change(known, row.source, row.target)
        return self._memory.add(row.source, row.target, pair)

    def _begin(self, rows: list[Row]) -> None:
        """Settle what needs no model and let the rest wait for a pause."""
        if self._row and self._row not in self.sheet.rows:
            self._halt()
        for row in rows:
            self._settle(row)
        self.changed.emit()
        self._pause.start()

    def _settle(self, row: Row) -> None:
        if not LETTER.search(row.source) or self._is_in(row.source, self.pair[1]):
            self._finish(row, row.source, Origin.COPIED)
            return
        entry = self._memory.exact(row.source, self.pair)
        if entry:
            self._memory.note_use(entry)
            self._finish(row, entry.target, Origin.MEMORY)
            return
        request = self._request(row)
        known = self._translator.known(request)
        if known:
            row.request = request
            self._finish(row, known.text, Origin.MODEL, known)

    def _is_in(self, text: str, target: str) -> bool:
        """Tell whether a sentence of a mixed text is in the target language already."""
        if self.wanted_source != AUTO or not (self.detection and self.detection.mixed):
            return False
        found = detect(text)
        return bool(found and not found.mixed and found.code == target)

    def _request(self, row: Row, instruction: str = "") -> Request:
        rows = self.sheet.rows
        number = rows.index(row)
        last = rows[number - 1] if number else None
        settled = last is not None and last.state is State.DONE and last.origin is not Origin.COPIED
        return self._translator.request(
            row.source,
            self.pair,
            before=(last.source, last.target) if last and settled else None,
            after=rows[number + 1].source if number + 1 < len(rows) else "",
            style=self.style,
            instruction=instruction,
        )

    def _next(self) -> None:
        """Start the row the person is at, or else the first one that waits."""
        if self._run or self._held or self._pause.isActive():
            return
        waiting = [row for row in self.sheet.rows if row.state is State.WAITING]
        if self.focus in waiting:
            waiting.insert(0, self.focus)
        for row in waiting:
            request = self._request(row)
            known = self._translator.known(request)
            if known is None:
                self._launch(row, request)
                return
            row.request = request
            self._finish(row, known.text, Origin.MODEL, known)
        if waiting:
            self.changed.emit()
        self.settled.emit()

    def _launch(self, row: Row, request: Request) -> None:
        self._halt()
        row.settled = (row.target, row.origin, row.result) if row.state is State.DONE else None
        row.state, row.request = State.RUNNING, request
        run = self._translator.start(request)
        self._run, self._row = run, row
        run.grew.connect(lambda text: self._on_grew(run, row, text))
        run.ended.connect(lambda: self._on_ended(run, row))
        self.changed.emit()

    def _on_grew(self, run: Run, row: Row, text: str) -> None:
        if run is self._run and not row.stale:
            row.target = text
            self.changed.emit()

    def _on_ended(self, run: Run, row: Row) -> None:
        run.deleteLater()
        if run is not self._run:
            return
        self._run = self._row = None
        if run.result:
            self._finish(row, run.result.text, Origin.MODEL, run.result)
        elif run.code:
            if not self._restore(row):
                row.state = State.FAILED
            self._held = run.code in HOPELESS
            code: ErrorCode = run.code
            params: Params = run.params
            self.failed.emit(code, params)
        else:
            row.state = State.WAITING
        self.changed.emit()
        self._next()

    def _finish(
        self, row: Row, text: str, origin: Origin, result: Translation | None = None
    ) -> None:
        row.target, row.origin, row.result = text, origin, result
        row.state, row.stale, row.settled = State.DONE, False, None
        self._check(row)
        self.row_ended.emit(row)

    def _restore(self, row: Row) -> bool:
        """Put back what a row had when it was done once more in vain."""
        if row.settled is None:
            return False
        row.target, row.origin, row.result = row.settled
        row.state, row.settled = State.DONE, None
        return True

    def _check(self, row: Row) -> None:
        copied = row.origin is Origin.COPIED or not row.target
        row.issues = [] if copied else self._translator.issues(row.source, row.target, self.pair)

    def _redo(self, rows: list[Row]) -> None:
        for row in rows:
            self._drop(row)
            row.state, row.stale = State.WAITING, True
        self.changed.emit()
        self._next()

    def _drop(self, row: Row) -> None:
        """Let go of a row's translation if it is on its way."""
        if row is self._row:
            self._halt()

    def _halt(self) -> None:
        run, row, self._run, self._row = self._run, self._row, None, None
        if row and row.state is State.RUNNING and not self._restore(row):
            row.state = State.WAITING
        if run:
            run.stop()
