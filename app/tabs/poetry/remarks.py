"""The panel in which a model comments on a poem, and says it in today's words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.services.poetry.runner import VerseRun
from app.tabs.poetry.picture import faces
from app.tabs.poetry.task.remarks import Remarks
from app.tabs.poetry.task.verse import Poem
from app.ui.theme import Theme

MINIMUM_WIDTH = 170
SIDE = 12  # pixels beside the words
BEFORE, BETWEEN = 16, 4  # pixels over a line, and between it and what is said of it
LEADING = 120  # per cent of the height of a line
TYPE, LATIN_TYPE = 1.15, 0.95  # of the height of other words
NEAR = 4  # pixels from the end, where one follows what is written
LANGUAGES = {"zh": "中文", "en": "English"}  # each by its own name


class RemarksPanel(QFrame):
    """Asks for remarks on the poem that is shown, and shows them as they are written.

    They stay as long as the lines of the poem do.
    """

    failed = Signal(object, object)  # ErrorCode, Params

    def __init__(
        self,
        remark: Callable[[Poem, str], VerseRun[Remarks]],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("poetry.remarks")
        self.setProperty("kind", "page")
        self.setMinimumWidth(MINIMUM_WIDTH)
        self._remark, self._theme = remark, theme
        self._poem: Poem | None = None
        self._run: VerseRun[Remarks] | None = None
        self._said: list[str] = []  # of each line and then of all, the last one as far as it came
        self._chosen = False
        self._button = QPushButton()
        self._button.setObjectName("poetry.explain")
        self._button.clicked.connect(self._on_button)
        self._languages = {key: self._language_button(key) for key in LANGUAGES}
        self._text = QTextBrowser(openLinks=False)
        self._text.setObjectName("poetry.remarks.text")
        self._text.document().setDocumentMargin(SIDE)
        keys = Qt.TextInteractionFlag.TextSelectableByKeyboard
        self._text.setTextInteractionFlags(self._text.textInteractionFlags() | keys)
        self._empty = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._empty.setObjectName("poetry.remarks.empty")
        self._empty.setProperty("kind", "muted")
        self._doubt = QLabel(wordWrap=True)
        self._doubt.setObjectName("poetry.remarks.doubt")
        self._doubt.setProperty("kind", "small")
        self._build()
        theme.changed.connect(self._show)
        self.retranslate()

    def retranslate(self) -> None:
        self._text.setAccessibleName(self.tr("What is said of the poem"))
        self._doubt.setText(self.tr("A model says this. It may be wrong."))
        for button in self._languages.values():
            button.setAccessibleDescription(self.tr("Language of the explanation"))
        if not self._chosen:
            chinese = QLocale().language() == QLocale.Language.Chinese
            self._languages["zh" if chinese else "en"].setChecked(True)
        self._show_state()
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @property
    def busy(self) -> bool:
        """Tell whether remarks are being written."""
        return self._run is not None

    @property
    def language(self) -> str:
        """Return the language of what will be said: zh or en."""
        return next(key for key, button in self._languages.items() if button.isChecked())

    def show_poem(self, poem: Poem | None) -> None:
        """Take a poem to explain; what was said stays if the lines are the same."""
        same = poem is not None and self._poem is not None and poem.lines == self._poem.lines
        if not same:
            self.clear()
        self._poem = poem
        self._show_state()

    def begin(self, poem: Poem) -> None:
        """Explain a poem, anew if that was done before."""
        self.show_poem(poem)
        self.clear()
        run = self._run = self._remark(poem, self.language)
        run.asked.connect(lambda _ask: self._add())
        run.grew.connect(self._grow)
        run.ended.connect(lambda: self._on_ended(run))
        self._show_state()

    def stop(self) -> None:
        """Ask no more; what was said stays."""
        if self._run:
            self._run.stop()

    def clear(self) -> None:
        """Forget what was said."""
        self.stop()
        self._said = []
        self._show_state()
        self._show()

    # Inside -------------------------------------------------------------------------------

    def _on_button(self) -> None:
        if self._run:
            self.stop()
        elif self._poem:
            self.begin(self._poem)

    def _on_ended(self, run: VerseRun[Remarks]) -> None:
        self._run = None
        run.deleteLater()
        if run.result:
            self._said = [*run.result.lines, run.result.paraphrase]
        elif self._said and not self._said[-1].strip():
            self._said.pop()
        self._show_state()
        self._show()
        if run.code is not None:
            self.failed.emit(run.code, run.params)

    def _add(self) -> None:
        """Begin with the next line, or with the whole poem."""
        self._said.append("")
        if len(self._said) == 1:
            self._show_state()
        self._write(lambda cursor: self._begin_part(cursor, len(self._said) - 1))

    def _grow(self, answer: str) -> None:
        """Show the present answer as far as it came."""
        before, now = self._said[-1], answer.strip()
        self._said[-1] = now
        if now.startswith(before):
            self._write(lambda cursor: cursor.insertText(now[len(before) :]))
        else:
            self._show()

    def _show(self) -> None:
        """Show all that was said."""
        bar = self._text.verticalScrollBar()
        at = bar.value()
        self._text.clear()
        cursor = QTextCursor(self._text.document())
        for number, said in enumerate(self._said):
            self._begin_part(cursor, number)
            cursor.insertText(said)
        bar.setValue(at)

    def _write(self, write: Callable[[QTextCursor], None]) -> None:
        """Write at the end, and stay there if one reads there."""
        bar = self._text.verticalScrollBar()
        follows = bar.value() >= bar.maximum() - NEAR
        cursor = QTextCursor(self._text.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        write(cursor)
        if follows:
            bar.setValue(bar.maximum())

    def _begin_part(self, cursor: QTextCursor, number: int) -> None:
        """Write a line of the poem, or a heading, over what is said of it."""
        assert self._poem
        lines, tokens = self._poem.lines, self._theme.tokens
        head, body = QTextCharFormat(), QTextCharFormat()
        body.setForeground(QColor(tokens.text))
        if number < len(lines):
            size = QFontMetrics(self.font()).height()
            chinese = self._poem.chinese
            head.setFont(faces.han(size * TYPE) if chinese else faces.latin(size * LATIN_TYPE))
            head.setForeground(QColor(tokens.text))
        else:
            head.setFontWeight(QFont.Weight.DemiBold)
            head.setForeground(QColor(tokens.accent))
        _begin_paragraph(cursor, head, BEFORE if number else 0)
        cursor.insertText(lines[number] if number < len(lines) else self.tr("In today's words"))
        _begin_paragraph(cursor, body, BETWEEN)

    def _show_state(self) -> None:
        busy, said = self.busy, bool(self._said)
        self._button.setText(self.tr("Stop") if busy else self.tr("Explain this poem"))
        self._button.setEnabled(busy or bool(self._poem and self._poem.lines))
        for button in self._languages.values():
            button.setEnabled(not busy)
        waiting = self.tr("The model reads the poem…")
        idle = self.tr("Here a model explains the poem line by line, and says it in today's words.")
        self._empty.setText(waiting if busy else idle)
        self._empty.setVisible(not said)
        self._text.setVisible(said)
        self._doubt.setVisible(said)

    def _choose_language(self) -> None:
        self._chosen = True

    def _language_button(self, key: str) -> QPushButton:
        button = QPushButton(LANGUAGES[key])
        button.setObjectName(f"poetry.explain.{key}")
        button.setProperty("kind", "segment")
        button.setCheckable(True)
        button.clicked.connect(self._choose_language)
        return button

    def _build(self) -> None:
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in self._languages.values():
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(SIDE, SIDE, SIDE, SIDE)
        head.setSpacing(8)
        head.addWidget(self._button)
        head.addLayout(row)
        for label in (self._empty, self._doubt):
            label.setMinimumWidth(10)
            label.setContentsMargins(SIDE, 6, SIDE, 10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self._doubt)


def _begin_paragraph(cursor: QTextCursor, look: QTextCharFormat, above: int) -> None:
    paragraph = QTextBlockFormat()
    paragraph.setTopMargin(above)
    proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight
    paragraph.setLineHeight(LEADING, proportional.value)
    if cursor.atStart():
        cursor.setBlockFormat(paragraph)
        cursor.setBlockCharFormat(look)
    else:
        cursor.insertBlock(paragraph, look)
    cursor.setCharFormat(look)
