"""The two panes: a text and its translation, sentence beside sentence."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.services.context import Services
from app.services.translation.live import Live
from app.services.translation.memory import Match
from app.services.translation.quality import chrf
from app.services.translation.runner import Run
from app.tabs.translate.alternatives import Alternatives
from app.tabs.translate.details import Details
from app.tabs.translate.pane import Mark, Pane
from app.tabs.translate.task import sheet
from app.tabs.translate.task.issues import Issue, Kind, Span
from app.tabs.translate.task.sheet import Origin, Row, State
from app.ui.icons import set_icon
from app.ui.theme import Theme


class TextPage(QWidget):
    """Glues the panes to the live translation."""

    edited = Signal()  # the source, by the person

    def __init__(self, services: Services, live: Live, theme: Theme) -> None:
        super().__init__()
        self._services = services
        self._live = live
        self._theme = theme
        self.source = Pane("translate.source")
        self.target = Pane("translate.target")
        self.details = Details(theme)
        self._active: Row | None = None
        self._near_of: Row | None = None
        self._near: Match | None = None
        self._hovered = -1
        self._back: Run | None = None
        self._count = QLabel()
        self._count.setProperty("kind", "small")
        self._state = QLabel()
        self._state.setObjectName("translate.state")
        self._state.setProperty("kind", "small")
        self._clear = _button("translate.clear", "ph.x", theme)
        self._paste = _button("translate.paste", "ph.clipboard-text", theme)
        self._copy = _button("translate.copy", "ph.copy", theme)
        self.alternatives = Alternatives(services.translation.translator, self)
        self._build()
        self._connect()
        self.retranslate()

    def retranslate(self) -> None:
        self.source.setPlaceholderText(self.tr("Write or paste the text here"))
        self.target.setPlaceholderText(self.tr("The translation appears here; correct it freely"))
        self.source.setAccessibleName(self.tr("Text to translate"))
        self.target.setAccessibleName(self.tr("Translation"))
        for button, name in (
            (self._clear, self.tr("Clear")),
            (self._paste, self.tr("Paste")),
            (self._copy, self.tr("Copy the translation")),
        ):
            button.setToolTip(name)
            button.setAccessibleName(name)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def set_source(self, text: str) -> None:
        """Put a text into the source pane, as if it had been written there."""
        text = sheet.normalised(text)
        self.source.show_text(text, (), undoable=True)
        self._live.set_text(text)

    def focus_source(self) -> None:
        self.source.setFocus()

    def refresh(self) -> None:
        """Show the rows as they are now."""
        live = self._live
        text, spans = live.sheet.translation(live.pair[1])
        shown = self.alternatives.row
        if shown and (shown not in live.sheet.rows or shown.state is not State.DONE):
            self.alternatives.dismiss()
        self.source.spans = live.sheet.source_spans()
        self.target.show_text(text, spans)
        if self._active not in live.sheet.rows:
            self._activate(self._row_of(self.source))
        self._mark()
        self._show_details()
        self._show_counts()

    # What the person does ----------------------------------------------------------------

    def _on_source(self) -> None:
        self.alternatives.dismiss()
        self._live.focus = None
        self._live.set_text(self.source.text())
        self._live.focus = self._row_of(self.source)
        self.edited.emit()

    def _on_target(self, position: int, removed: int, old: str) -> None:
        """Take a correction: the rows that were touched are the person's now."""
        self.alternatives.dismiss()
        rows, spans = self._live.sheet.rows, self.target.spans
        new = self.target.text()
        added = new[position : position + len(new) - (len(old) - removed)]
        active = rows.index(self._active) if self._active in rows else None
        changes = sheet.edited(spans, old, position, removed, added, active)
        if changes:
            self._activate(rows[min(changes)])
        for number, text in changes.items():
            self._live.correct(rows[number], text)
        self.refresh()

    def _on_entered(self, pane: Pane, number: int) -> None:
        if self._borders(pane):
            return
        if pane.hasFocus() and 0 <= number < len(self._live.sheet.rows):
            row = self._live.sheet.rows[number]
            if row is not self._active:
                self._activate(row)
                other = self.target if pane is self.source else self.source
                other.show_sentence(number)
                self._mark()
                self._show_details()

    def _borders(self, pane: Pane) -> bool:
        """Tell whether the cursor still touches the row one is at."""
        rows = self._live.sheet.rows
        if self._active not in rows or rows.index(self._active) >= len(pane.spans):
            return False
        start, end = pane.spans[rows.index(self._active)]
        return start <= pane.cursor_position() <= end

    def _on_hovered(self, number: int) -> None:
        if number != self._hovered:
            self._hovered = number
            self._mark()

    def _on_word(self, position: int) -> None:
        number = sheet.at(self.target.spans, position)
        if number is None or not 0 <= number < len(self._live.sheet.rows):
            return
        start, end = self.target.spans[number]
        if start <= position <= end:
            rect = self.target.word_rect(position)
            place = self.target.viewport().mapTo(self, rect.bottomLeft()) + QPoint(0, 6)
            self.alternatives.open_for(self._live.sheet.rows[number], position - start, place)

    def _again(self) -> None:
        row = self._active
        if row is None:
            return
        wish, agreed = QInputDialog.getText(
            self,
            self.tr("Translate this sentence again"),
            self.tr("How should it be? For example “shorter” or “as a question”."),
        )
        if agreed and row in self._live.sheet.rows:
            self._live.retranslate(row, wish.strip())

    def _translate_back(self) -> None:
        row = self._active
        if row is None or not row.target:
            return
        if self._back:
            self._back.stop()
        source, target = self._live.pair
        translator = self._services.translation.translator
        run = translator.start(translator.request(row.target, (target, source)))
        self._back = run

        def on_ended() -> None:
            run.deleteLater()
            if run is self._back:
                self._back = None
                if run.result and row is self._active:
                    text = run.result.text
                    self.details.show_returned(text, chrf(text, row.source))

        run.ended.connect(on_ended)

    def _use(self, text: str) -> None:
        if self._active:
            self._live.correct(self._active, text)

    def _fix(self, issue: Issue) -> None:
        """Put right what an issue names: the words it points at, or the whole sentence."""
        row = self._active
        if row is None:
            return
        if issue.kind is Kind.TERM or issue.target is None:
            self._live.retranslate(row)
        else:
            start, end = issue.target
            self._live.correct(row, row.target[:start] + issue.expected + row.target[end:])

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._live.translation())

    def _on_paste(self) -> None:
        self.source.paste()
        self.source.setFocus()

    def _on_clear(self) -> None:
        self.source.selectAll()
        self.source.textCursor().removeSelectedText()  # so that Undo brings it back
        self.source.setFocus()

    # Showing -----------------------------------------------------------------------------

    def _row_of(self, pane: Pane) -> Row | None:
        rows = self._live.sheet.rows
        number = sheet.at(pane.spans, pane.cursor_position())
        return rows[number] if number is not None and number < len(rows) else None

    def _activate(self, row: Row | None) -> None:
        self._active = self._live.focus = row

    def stop(self) -> None:
        """Let go of what is on its way besides the text."""
        self.alternatives.dismiss()
        if self._back:
            self._back.stop()

    def _mark(self) -> None:
        rows, active = self._live.sheet.rows, self._active
        sides: tuple[tuple[Pane, list[Mark]], ...] = ((self.source, []), (self.target, []))
        for pane, marks in sides:
            for number, (row, span) in enumerate(zip(rows, pane.spans, strict=False)):
                if row is active and len(rows) > 1:
                    marks.append((span, "active"))
                elif number == self._hovered:
                    marks.append((span, "hovered"))
                if pane is self.target and (row.stale or row.state is State.RUNNING):
                    marks.append((span, "stale"))
                marks += self._issue_marks(row, span, target=pane is self.target)
            pane.show_marks(marks, self._colours())

    def _issue_marks(self, row: Row, span: Span, *, target: bool) -> list[Mark]:
        marks: list[Mark] = []
        for issue in row.issues:
            inside = issue.target if target else issue.source
            kind = "term" if issue.kind is Kind.TERM else "issue"
            if inside:
                marks.append(((span[0] + inside[0], span[0] + inside[1]), kind))
            elif target and issue.source is None:
                marks.append((span, kind))
        return marks

    def _colours(self) -> dict[str, QColor]:
        tokens = self._theme.tokens
        names = {
            "active": tokens.selection,
            "hovered": tokens.bubble,
            "stale": tokens.faint,
            "issue": tokens.caution,
            "term": tokens.bad,
        }
        return {kind: QColor(name) for kind, name in names.items()}

    def _show_details(self) -> None:
        row = self._active
        if row is not self._near_of:
            self._near_of = row
            self._near = self._live.near(row) if row else None
        own = row is not None and row.origin in (Origin.PERSON, Origin.COPIED)
        self.details.show_row(row, None if own else self._near)

    def _show_counts(self) -> None:
        rows = self._live.sheet.rows
        self._count.setText(
            self.tr("Characters: {count}").format(count=len(self._live.sheet.text)) if rows else ""
        )
        self._clear.setVisible(bool(rows))
        self._copy.setEnabled(any(row.target for row in rows))
        open_ = sum(row.state in (State.WAITING, State.RUNNING) for row in rows)
        flagged = sum(bool(row.issues) for row in rows)
        texts = []
        if open_:
            texts.append(self.tr("Sentences to go: {count}").format(count=open_))
        if flagged:
            texts.append(self.tr("Sentences to look at: {count}").format(count=flagged))
        self._state.setText("  ·  ".join(texts))

    def _couple(self, leader: Pane, follower: Pane) -> None:
        follower.scroll_to(*leader.top_sentence())

    # Building ----------------------------------------------------------------------------

    def _build(self) -> None:
        panes = QHBoxLayout()
        panes.setContentsMargins(20, 16, 20, 8)
        panes.setSpacing(14)
        left = (self._count, None, self._paste, self._clear)
        right = (self._state, None, self._copy)
        for pane, foot in ((self.source, left), (self.target, right)):
            card = QFrame()
            card.setProperty("kind", "card")
            column = QVBoxLayout(card)
            column.setContentsMargins(18, 16, 8, 8)
            column.setSpacing(4)
            column.addWidget(pane, 1)
            row = QHBoxLayout()
            for widget in foot:
                if widget is None:
                    row.addStretch(1)
                else:
                    row.addWidget(widget)
            column.addLayout(row)
            panes.addWidget(card, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(panes, 1)
        layout.addWidget(self.details)

    def _connect(self) -> None:
        self._live.changed.connect(self.refresh)
        self._theme.changed.connect(self._on_theme)
        self.source.touched.connect(lambda *_edit: self._on_source())
        self.target.touched.connect(self._on_target)
        for pane, other in ((self.source, self.target), (self.target, self.source)):
            pane.entered.connect(lambda number, pane=pane: self._on_entered(pane, number))
            pane.hovered.connect(self._on_hovered)
            pane.scrolled.connect(lambda a=pane, b=other: self._couple(a, b))
        self.target.scrolled.connect(self.alternatives.dismiss)
        self.target.word_clicked.connect(self._on_word)
        self.alternatives.chosen.connect(self._live.take)
        self.details.retranslate_wanted.connect(self._again)
        self.details.back_wanted.connect(self._translate_back)
        self.details.near_wanted.connect(self._use)
        self.details.fix_wanted.connect(self._fix)
        offer = QShortcut(QKeySequence("Alt+Down"), self.target)
        offer.setContext(Qt.ShortcutContext.WidgetShortcut)
        offer.activated.connect(lambda: self._on_word(self.target.cursor_position()))
        escape = QShortcut(QKeySequence("Escape"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.alternatives.dismiss)
        self._copy.clicked.connect(self._on_copy)
        self._paste.clicked.connect(self._on_paste)
        self._clear.clicked.connect(self._on_clear)

    def _on_theme(self) -> None:
        self._mark()


def _button(name: str, icon: str, theme: Theme) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    set_icon(button, icon, theme)
    return button
