"""Where a poem is written by hand, with what is found of it underlined."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.tabs.poetry.handtext import Mark, PoemField
from app.tabs.poetry.page.glyph import Look
from app.tabs.poetry.page.paper import paint_paper
from app.tabs.poetry.page.setting import MARGIN
from app.tabs.poetry.picture import faces
from app.tabs.poetry.task.chinese.faults import At
from app.tabs.poetry.task.judge import lines_of
from app.tabs.poetry.task.spans import Span, find, spans
from app.tabs.poetry.task.verse import Judged, Level, Poem
from app.tabs.poetry.wording import findings
from app.ui.diff.colours import utf16
from app.ui.theme import Theme

PAUSE = 250  # milliseconds without a key
COLUMN = 560  # pixels of its width at most
TYPE, LATIN_TYPE, TITLE = 1.45, 1.25, 1.2  # of the height of other words
INKS = {Level.UNSURE: "caution", Level.GRAVE: "bad"}  # the graver ones over the others


class HandEditor(QWidget):
    """A sheet of paper with a title and a text; `paused` comes when one has stopped typing.

    What an input method composes counts when it has come to its end.
    """

    edited = Signal()
    paused = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("poetry.hand")
        self._theme = theme
        self._chinese = True
        self._poem = Poem("", ())
        self._seen = "", ""
        self._title = _Title()
        self._title.setObjectName("poetry.hand.title")
        self._field = PoemField(theme)
        self._field.setObjectName("poetry.hand.text")
        self._field.show_text("")
        self.setFocusProxy(self._field)
        self._title.left.connect(self._field.setFocus)
        self._title.textChanged.connect(self._on_changed)
        self._field.textChanged.connect(self._on_changed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._on_pause)
        self._build()
        theme.changed.connect(self._on_theme)
        self._on_theme()
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setPlaceholderText(self.tr("Title"))
        self._title.setAccessibleName(self.tr("Title"))
        self._field.setAccessibleName(self.tr("The poem"))
        self._field.show_hint(
            self.tr("Write your poem here, one line a row. Punctuation may stand.")
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @property
    def title(self) -> str:
        return self._title.text()

    @property
    def text(self) -> str:
        """Return the text as it was written, with its punctuation."""
        return self._field.toPlainText()

    def show_text(self, title: str, text: str) -> None:
        """Show another poem; that counts as no edit."""
        self._timer.stop()
        with QSignalBlocker(self._title), QSignalBlocker(self._field):
            self._title.setText(title)
            self._field.show_text(text)
        self._seen = self.title, self.text

    def show_form(self, form: str) -> None:
        """Set the text as a form is set: Chinese in the middle, English from the left."""
        if self._chinese == form.isascii():
            self._chinese = not form.isascii()
            self._set_type()

    def show_judged(self, poem: Poem, judged: Judged) -> None:
        """Underline what was found, if it was found of the present text."""
        self._poem = poem
        self.show_form(poem.form)
        if lines_of(poem.form, self.text) != poem.lines:
            self._field.show_marks(())
            return
        known = self._known()
        found = sorted(
            (each for each in judged.findings if each.level in INKS),
            key=lambda each: list(INKS).index(each.level),
        )
        self._field.show_marks(
            Mark(cursor, INKS[each.level], partial(findings.words, each, poem))
            for each in found
            for cursor in self._cursors(each.places, known)
        )

    def point(self, places: Iterable[At]) -> None:
        """Make the text at some places stand out, and select that at the first."""
        self._field.point(self._cursors(places, self._known()))

    @property
    def can_undo(self) -> bool:
        """Tell whether anything was typed here that can be taken back."""
        return self._title.isUndoAvailable() or self._field.document().isUndoAvailable()

    @property
    def can_redo(self) -> bool:
        """Tell whether anything was taken back here that can be typed again."""
        return self._title.isRedoAvailable() or self._field.document().isRedoAvailable()

    def undo(self) -> None:
        """Take back what was typed last."""
        (self._title if self._title.hasFocus() else self._field).undo()

    def redo(self) -> None:
        """Type what was taken back last."""
        (self._title if self._title.hasFocus() else self._field).redo()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_paper(painter, self.rect(), Look(self._theme.tokens))
        painter.end()

    # Inside -------------------------------------------------------------------------------

    def _known(self) -> dict[At, Span]:
        """Return where the places of the judged poem stand, as Qt counts."""
        if not self._poem.form:
            return {}
        text = self.text
        units = utf16(text)
        known = spans(self._poem.form, text)
        return {at: (units[start], units[end]) for at, (start, end) in known.items()}

    def _cursors(self, places: Iterable[At], known: dict[At, Span]) -> list[QTextCursor]:
        found = (find(known, place) for place in places)
        return [self._field.cursor_at(*span) for span in found if span]

    def _on_changed(self) -> None:
        now = self.title, self.text
        if now == self._seen or self._field.composing:
            return
        self._seen = now
        self._field.point(())
        self._timer.start()
        self.edited.emit()

    def _on_pause(self) -> None:
        if self._field.composing:
            self._timer.start()
        else:
            self.paused.emit()

    def _on_theme(self) -> None:
        tokens = self._theme.tokens
        self._title.setStyleSheet(
            f"QLineEdit {{ background: transparent; border: none; border-radius: 0;"
            f" border-bottom: 1px solid {tokens.border}; padding: 4px 0 8px 0; }}"
            f" QLineEdit:focus {{ border-bottom-color: {tokens.accent}; }}"
        )
        self._set_type()
        self.update()

    def _set_type(self) -> None:
        height = QFontMetrics(self.font()).height()
        middle, left = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignLeft
        if self._chinese:
            self._field.set_type(faces.han(height * TYPE, airy=True), middle)
        else:
            self._field.set_type(faces.latin(height * LATIN_TYPE), left)
        self._title.setFont(faces.latin(height * TITLE))
        self._title.setAlignment(middle if self._chinese else left)

    def _build(self) -> None:
        column = QWidget()
        column.setMaximumWidth(COLUMN)
        inner = QVBoxLayout(column)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(16)
        inner.addWidget(self._title)
        inner.addWidget(self._field, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.addStretch(1)
        layout.addWidget(column, COLUMN)
        layout.addStretch(1)


class _Title(QLineEdit):
    """A line that the keys Enter and Down leave."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)
