"""Looking inside: other words than a model's, how it came to its text, what it was given."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QTextCursor

from app.protocol import UserError
from app.services.context import Services
from app.services.writing.again import Replayer
from app.services.writing.counting import SegmentCounter
from app.services.writing.retelling import Regeneration, Retelling
from app.tabs.write.editor.editor import RichEditor
from app.tabs.write.editor.origins import Word
from app.tabs.write.look.alternatives import AlternativesPopup
from app.tabs.write.look.context import ContextInspector
from app.tabs.write.look.made import MadeDialog
from app.tabs.write.look.rest import fitted, rest_of
from app.tabs.write.opened import OpenedPiece
from app.tabs.write.task.ask import Ask
from app.tabs.write.task.changes import Place
from app.tabs.write.task.generation import Generation
from app.ui.theme import Theme


class Inside(QObject):
    """`changed` tells that a text is written anew from a word on, or is no more."""

    changed = Signal()
    failed = Signal(object, object)  # ErrorCode, Params

    def __init__(
        self,
        services: Services,
        opened: OpenedPiece,
        editor: RichEditor,
        inspector: ContextInspector,
        theme: Theme,
    ) -> None:
        super().__init__(editor)
        desk = services.writing
        engine, models, making = services.engine, services.models, desk.assistant.making
        self._desk = desk
        self._models = models
        self._opened = opened
        self._editor = editor
        self._inspector = inspector
        self._theme = theme
        self._retelling = Retelling(engine, models, making, self)
        self._replayer = Replayer(engine, models, making, services.hub, self)
        self._counter = SegmentCounter(engine, self)
        self._counter.counted.connect(self._on_counted)
        self._run: Regeneration | None = None
        self._number = 0  # of the generation that is written
        self._proposal = 0
        self._ask: Ask | None = None
        self.popup = AlternativesPopup(self._retelling, editor.viewport())
        self.popup.chosen.connect(self._regenerate)
        self.popup.dismissed.connect(editor.setFocus)
        editor.verticalScrollBar().valueChanged.connect(self.popup.dismiss)
        editor.edited.connect(self.popup.dismiss)
        opened.opened.connect(self._on_opened)

    @property
    def busy(self) -> bool:
        return self._run is not None

    # What the model was given --------------------------------------------------------------

    def take(self, ask: Ask) -> None:
        """Take what the model is asked; it is shown when the inspector is."""
        if ask is self._ask:
            return  # and stays as it is shown
        self._ask = ask
        if self._inspector.isVisible():
            self.show_ask()

    def show_ask(self) -> None:
        """Show what the model was given last, and have it counted."""
        self._inspector.show_ask(self._ask, self._desk.assistant.window().tokens)
        if self._ask is not None:
            self._counter.count(self._ask, self._models.template())

    # Words and texts of a model ------------------------------------------------------------

    def generation_at(self, place: Place) -> Generation | None:
        """Return how the text at a place was made, None where no model wrote it."""
        number = self._editor.generation_at(place)
        return self._desk.generations.known([number]).get(number)

    def show_made(self, place: Place) -> None:
        """Show how the text at a place was made."""
        generation = self.generation_at(place)
        if generation is not None:
            dialog = MadeDialog(generation, self._replayer, self._theme, self._editor.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def show_alternatives(self, place: Place) -> None:
        """Show what else could stand in the place of a word."""
        generation = self.generation_at(place)
        if generation is None or self.busy:
            return
        word = self._editor.word_at(place, generation.result)
        if word is None or rest_of(self._editor.piece().blocks, word) is None:
            return
        self._editor.select((word.block, word.start), (word.block, word.end))
        self.popup.open_for(word, generation, self._below_cursor())

    def stop(self) -> None:
        """Let go of the text that is written; what came of it waits for a decision."""
        run, self._run = self._run, None
        self.popup.dismiss()
        if run:
            run.stop()
            self._settle(run)
            self.changed.emit()

    # Inside ------------------------------------------------------------------------------

    def _below_cursor(self) -> QPoint:
        cursor = QTextCursor(self._editor.textCursor())
        cursor.setPosition(cursor.selectionStart())
        return self._editor.cursorRect(cursor).bottomLeft()

    def _on_counted(self, ask: Ask, tokens: tuple[int, ...], prompt: int) -> None:
        if ask is self._ask and self._inspector.isVisible():
            self._inspector.set_counts(tokens, prompt)

    def _regenerate(self, word: Word, beginning: str) -> None:
        range_ = rest_of(self._editor.piece().blocks, word)
        if range_ is None or self._opened.number is None:
            return
        former = self._desk.generations.generation(word.generation)
        run = self._retelling.regenerate(former, word.offset, beginning, self)
        self._run, self._number, self._proposal = run, 0, 0
        run.grew.connect(lambda _text: self._on_grew(run, range_))
        run.ended.connect(lambda: self._on_ended(run))
        self._editor.setFocus()
        self.changed.emit()

    def _on_grew(self, run: Regeneration, range_: tuple[Place, Place]) -> None:
        made = run.generation
        if run is not self._run or made is None or self._opened.number is None:
            return
        text = fitted(range_[0], run.text)
        if self._number:
            self._editor.grow(self._proposal, text)
            return
        try:
            self._number = self._desk.generations.add(self._opened.number, made)
        except UserError as error:
            self.stop()
            self.failed.emit(error.code, error.params)
            return
        self._proposal = self._editor.propose(*range_, text, self._number, growing=True)

    def _on_ended(self, run: Regeneration) -> None:
        if run is not self._run:
            return
        self._run = None
        self._settle(run)
        if run.finished and self._editor.is_open(self._proposal):
            self._editor.accept(self._proposal)
        elif run.code is not None:
            self.failed.emit(run.code, run.params)
        self.changed.emit()

    def _settle(self, run: Regeneration) -> None:
        """Keep what was written as far as it came."""
        made = run.generation
        if not self._number or made is None:
            return
        try:
            self._desk.generations.finish(self._number, made)
        except UserError as error:
            self.failed.emit(error.code, error.params)
        found = next((p for p in self._editor.proposals if p.id == self._proposal), None)
        if found:
            self._editor.grow(self._proposal, found.alternatives[-1].text, done=True)
        run.deleteLater()

    def _on_opened(self) -> None:
        self.stop()
        self._ask = None
        self._inspector.show_ask(None)
