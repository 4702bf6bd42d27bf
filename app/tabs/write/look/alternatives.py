"""A small list under a word: what else the model could have said there, and how likely."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.errors import describe
from app.services.writing.retelling import Alternatives, Option, Retelling
from app.tabs.write.editor.origins import Word
from app.tabs.write.task.generation import Generation

SHOWN_CHARACTERS = 24
LEAST = 0.001  # of a probability that is told as a number
WIDTH = 230  # pixels
EDGE = 8
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Backtab: -1, Qt.Key.Key_Tab: 1}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AlternativesPopup(QFrame):
    """Offers the alternatives of a word; `chosen` tells which one takes its place."""

    chosen = Signal(object, object)  # Word, the text of an Option
    dismissed = Signal()

    def __init__(self, retelling: Retelling, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("write.alternatives")
        self.setProperty("kind", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedWidth(WIDTH)
        self._retelling = retelling
        self._asked: Alternatives | None = None
        self._other_model = False
        self._place = QPoint()
        self.word: Word | None = None
        self.rows: list[OptionRow] = []
        self._heading = QLabel()
        self._heading.setObjectName("write.alternatives.heading")
        self._heading.setProperty("kind", "small")
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._message = QLabel(wordWrap=True)
        self._message.setObjectName("write.alternatives.message")
        self._message.setProperty("kind", "muted")
        self._hint = QLabel(wordWrap=True)
        self._hint.setObjectName("write.alternatives.hint")
        self._hint.setProperty("kind", "small")
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(8, 10, 8, 8)
        self._list.setSpacing(1)
        for label in (self._heading, self._message, self._hint):
            label.setContentsMargins(10, 0, 10, 4)
            self._list.addWidget(label)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Alternatives"))
        if self.word:
            self._heading.setText(self.tr("Instead of “{word}”").format(word=self.word.text))
        for row in self.rows:
            row.show_option(row.option)
        self._hint.setText(self.tr("Another model wrote this; the present one is asked."))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def open_for(self, word: Word, generation: Generation, place: QPoint) -> None:
        """Show what could stand in the place of a word; its left lower corner is at `place`."""
        self.dismiss()
        self.word, self._place = word, place
        self._other_model = not self._retelling.is_by_present(generation)
        self.retranslate()
        self._hint.setVisible(self._other_model)
        self._say("…")
        asked = self._retelling.alternatives(generation, word.offset, word.text, self)
        self._asked = asked
        asked.found.connect(self._show)
        asked.ended.connect(lambda: self._on_ended(asked))
        self.show()
        self.raise_()
        self.setFocus()
        self._fit()

    def dismiss(self) -> None:
        """Hide, and ask no more."""
        asked, self._asked = self._asked, None
        if asked:
            asked.stop()
            asked.deleteLater()
        if self.word is None:
            return
        self.word = None
        self._clear()
        parent = self.parentWidget()
        if self.hasFocus() and parent:
            (parent.focusProxy() or parent).setFocus()
        self.hide()
        self.dismissed.emit()

    def choose(self, number: int) -> None:
        """Take an alternative; the word that stands there stays as it is."""
        if self.word is None or not 0 <= number < len(self.rows):
            return
        word, option = self.word, self.rows[number].option
        self.dismiss()
        if not option.stands:
            self.chosen.emit(word, option.text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key in STEPS:
            self._step(STEPS[key])
        elif key in ENTER:
            self.choose(self._current())
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self.choose((key - Qt.Key.Key_1) % 10)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _forwards: bool) -> bool:
        return False  # the tab key goes from row to row

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        self.dismiss()

    def _step(self, step: int) -> None:
        if self.rows:
            self._mark((self._current() + step) % len(self.rows))

    def _current(self) -> int:
        return next((n for n, row in enumerate(self.rows) if row.isChecked()), -1)

    def _mark(self, number: int) -> None:
        for other, row in enumerate(self.rows):
            row.setChecked(other == number)
        if 0 <= number < len(self.rows):
            self.setAccessibleDescription(self.rows[number].accessibleName())

    def _show(self, options: object) -> None:
        assert isinstance(options, tuple)
        current = max(0, self._current())
        self._message.hide()
        if len(options) != len(self.rows):
            self._clear()
            for number in range(len(options)):
                row = OptionRow(number, self)
                row.clicked.connect(lambda _on=False, n=number: self.choose(n))
                self.rows.append(row)
                self._list.insertWidget(self._list.count() - 1, row)
                row.show()
        for row, option in zip(self.rows, options, strict=True):
            row.show_option(option)
        self._mark(current)
        self._fit()

    def _on_ended(self, asked: Alternatives) -> None:
        if asked is self._asked and asked.code is not None:
            self._say(describe(asked.code, asked.params))
        elif asked is self._asked and not asked.options:
            self.dismiss()

    def _say(self, text: str) -> None:
        self._message.setText(text)
        self._message.show()
        self._fit()

    def _clear(self) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []

    def _fit(self) -> None:
        """Stay inside the parent: under the place, or at the lower edge."""
        self._list.activate()
        least = self._list.totalSizeHint().height()
        self.setFixedHeight(max(least, self._list.totalHeightForWidth(WIDTH)))
        parent = self.parentWidget()
        if parent:
            x = min(self._place.x(), parent.width() - self.width() - EDGE)
            y = min(self._place.y(), parent.height() - self.height() - EDGE)
            self.move(max(EDGE, x), max(EDGE, y))


class OptionRow(QPushButton):
    """One alternative, its probability, and the digit that takes it."""

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.option = Option("", 0.0)
        self.setObjectName(f"write.alternatives.{number}")
        self.setProperty("kind", "row")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._digit = QLabel("" if number > 9 else str((number + 1) % 10))
        self._digit.setProperty("kind", "small")
        self._digit.setFixedWidth(16)
        self._text = QLabel()
        self._text.setObjectName(f"write.alternatives.{number}.text")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._percent = QLabel()
        self._percent.setObjectName(f"write.alternatives.{number}.percent")
        self._percent.setProperty("kind", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 4, 9, 4)
        row.setSpacing(4)
        row.addWidget(self._digit)
        row.addWidget(self._text, 1)
        row.addWidget(self._percent)
        for label in (self._digit, self._text, self._percent):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMinimumHeight(row.sizeHint().height())

    def show_option(self, option: Option) -> None:
        self.option = option
        words = " ".join(option.text.split())
        if len(words) > SHOWN_CHARACTERS:
            words = words[:SHOWN_CHARACTERS].rstrip() + "…"
        self._text.setText(words)
        self._text.setProperty("kind", "verdict" if option.stands else "")
        self._text.style().polish(self._text)
        self._percent.setText(percent(option.probability))
        name = f"{words}, {self._percent.text()}"
        if option.stands:
            name = self.tr("{option}, stands there").format(option=name)
        self.setAccessibleName(name)


def percent(probability: float) -> str:
    """Return a probability (0 to 1) as e.g. "12.5 %"."""
    if 0 < probability < LEAST:
        return f"< {QLocale().toString(100 * LEAST, 'f', 1)} %"
    digits = 0 if probability >= 0.995 else 1
    return f"{QLocale().toString(100 * probability, 'f', digits)} %"
