"""A small list under a word: what else the model could say from there on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.translation.runner import Run
from app.services.translation.translator import Translator
from app.tabs.translate.task import variants
from app.tabs.translate.task.procedure import SHOWN_ALTERNATIVES
from app.tabs.translate.task.request import Translation
from app.tabs.translate.task.sheet import Row
from app.tabs.translate.task.variants import Beginning

SHOWN_CHARACTERS = 36


class Alternatives(QFrame):
    """Asks for one continuation after the other and offers each as it comes."""

    chosen = Signal(object, object)  # Row, Translation

    def __init__(self, translator: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("translate.alternatives")
        self.setProperty("kind", "card")
        self._translator = translator
        self._row: Row | None = None
        self._offset = 0
        self._waiting: list[Beginning] = []
        self._run: Run | None = None
        self._heading = QLabel()
        self._heading.setProperty("kind", "small")
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(8, 8, 8, 8)
        self._list.setSpacing(2)
        self._list.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        self._list.addWidget(self._heading)
        self._buttons: list[QPushButton] = []
        self.hide()

    @property
    def row(self) -> Row | None:
        """Return the row it is open for."""
        return self._row

    def open_for(self, row: Row, offset: int, place: QPoint) -> None:
        """Show what could stand at an offset of a row's translation."""
        self.dismiss()
        result = row.result
        if result is None or row.request is None or result.text != row.target:
            return
        word = variants.word_at(row.target, offset)
        if word is None:
            return
        self._waiting = variants.beginnings(result, word[0])
        if not self._waiting:
            return
        first = self._waiting[0]
        before = sum(len(choice.text) for choice in first.choices[:-1])
        self._row, self._offset = row, before
        self._heading.setText(self.tr("Instead of “{word}”:").format(word=row.target[slice(*word)]))
        self.move(place)
        self.show()
        self.raise_()
        self._fit()
        self._next()

    def dismiss(self) -> None:
        """Hide, and let go of what is on its way."""
        run, self._run = self._run, None
        if run:
            run.stop()
        self._waiting = []
        self._row = None
        for button in self._buttons:
            self._list.removeWidget(button)
            button.deleteLater()
        self._buttons = []
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.dismiss()
        super().changeEvent(event)

    def _next(self) -> None:
        row = self._row
        if not self._waiting or row is None or row.request is None:
            if row and not self._buttons:
                self.dismiss()
            return
        beginning = self._waiting.pop(0)
        run = self._translator.run(variants.finish(row.request, beginning, SHOWN_ALTERNATIVES))
        self._run = run
        run.ended.connect(lambda: self._on_ended(run, row, beginning))

    def _on_ended(self, run: Run, row: Row, beginning: Beginning) -> None:
        run.deleteLater()
        if run is not self._run:
            return
        self._run = None
        if run.result and run.result.text != row.target:
            self._offer(row, run.result, beginning.probability)
        self._next()

    def _offer(self, row: Row, result: Translation, probability: float) -> None:
        words = result.text[self._offset :].strip()
        if len(words) > SHOWN_CHARACTERS:
            words = words[:SHOWN_CHARACTERS].rstrip() + "…"
        button = QPushButton(f"{words}   {100 * probability:.0f} %")
        button.setObjectName(f"translate.alternative.{len(self._buttons)}")
        button.setProperty("kind", "option")
        button.setToolTip(result.text)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self._choose(row, result))
        self._buttons.append(button)
        self._list.addWidget(button)
        self._fit()

    def _choose(self, row: Row, result: Translation) -> None:
        self.dismiss()
        self.chosen.emit(row, result)

    def _fit(self) -> None:
        """Stay inside the parent."""
        self._list.activate()
        parent = self.parentWidget()
        if parent:
            x = min(self.x(), parent.width() - self.width() - 8)
            y = min(self.y(), parent.height() - self.height() - 8)
            self.move(max(8, x), max(8, y))
