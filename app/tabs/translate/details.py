"""The strip under the panes: all about the sentence the person is at."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.translation.memory import Match
from app.services.translation.text import difference
from app.tabs.translate import words
from app.tabs.translate.task.issues import Issue, Kind
from app.tabs.translate.task.sheet import Origin, Row, State
from app.ui.theme import Theme

SHOWN_ISSUES = 3
LITERAL = (Kind.URL, Kind.PLACEHOLDER)


def can_fix(issue: Issue) -> bool:
    """Tell whether putting what was expected in the place of what was found mends an issue."""
    if issue.kind is Kind.TERM:
        return True
    figures = issue.expected.isdecimal() and issue.found.isdecimal()
    literal = issue.kind in LITERAL or (issue.kind is Kind.NUMBER and figures)
    return bool(literal and issue.expected and issue.target)


class Details(QFrame):
    """Shows one row; the page acts."""

    retranslate_wanted = Signal()
    back_wanted = Signal()
    near_wanted = Signal(str)
    fix_wanted = Signal(object)  # Issue

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("translate.details")
        self.setProperty("kind", "foot")
        self._theme = theme
        self._known: object = self  # what is shown; at first nothing that could be
        self._row: Row | None = None
        self._near: Match | None = None
        self._about = QLabel(wordWrap=True)
        self._about.setObjectName("translate.about")
        self._about.setProperty("kind", "small")
        self._again = _quiet("translate.retranslate")
        self._again.clicked.connect(self.retranslate_wanted)
        self._back = _quiet("translate.back")
        self._back.clicked.connect(self.back_wanted)
        self._use = _quiet("translate.use_near")
        self._use.clicked.connect(self._on_use)
        self._similar = QLabel(wordWrap=True)
        self._similar.setObjectName("translate.near")
        self._similar.setTextFormat(Qt.TextFormat.RichText)
        self._returned = QLabel(wordWrap=True)
        self._returned.setObjectName("translate.returned")
        self._returned.setTextFormat(Qt.TextFormat.PlainText)
        self._issues = QVBoxLayout()
        self._issues.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(self._about, 1)
        head.addWidget(self._back)
        head.addWidget(self._again)
        similar = QHBoxLayout()
        similar.addWidget(self._similar, 1)
        similar.addWidget(self._use, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 8, 20, 10)
        layout.setSpacing(4)
        head.addStrut(self._again.sizeHint().height())  # with and without buttons
        layout.addLayout(head)
        layout.addLayout(self._issues)
        layout.addLayout(similar)
        layout.addWidget(self._returned)
        self.retranslate()

    def retranslate(self) -> None:
        self._again.setText(self.tr("Translate again…"))
        self._back.setText(self.tr("Translate back"))
        self._use.setText(self.tr("Use this"))
        self._known = self
        self.show_row(self._row, self._near)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_row(self, row: Row | None, near: Match | None) -> None:
        """Show what is known of a row, and the memory's most similar entry."""
        known = (
            (id(row), row.state, row.target, row.origin, tuple(row.issues), near) if row else None
        )
        if known == self._known:
            return
        self._known = known
        self._row, self._near = row, near
        self._returned.hide()
        over = row is not None and row.state in (State.DONE, State.FAILED)
        settled = over and row is not None and bool(row.target)
        self._again.setVisible(over)
        self._back.setVisible(settled and row is not None and row.origin is not Origin.COPIED)
        self._about.setText(self._tell(row))
        self._show_issues(row.issues if row and settled else [])
        similar = near is not None and row is not None and row.origin is not Origin.MEMORY
        self._similar.setVisible(similar)
        self._use.setVisible(similar)
        if near and row and similar:
            self._similar.setText(self._tell_near(row, near))

    def show_returned(self, text: str, score: float) -> None:
        """Show a back-translation and its chrF against the source."""
        self._returned.setText(
            self.tr("Back: {text}   (chrF {score})").format(text=text, score=round(score))
        )
        self._returned.show()

    def _tell(self, row: Row | None) -> str:
        if row is None:
            return self.tr("Write or paste on the left; the translation follows as you type.")
        if row.state is State.RUNNING:
            return self.tr("Translating…")
        if row.state is State.WAITING:
            return self.tr("Waiting for its turn")
        if row.state is State.FAILED:
            return self.tr("Not translated")
        text = words.tell_origin(row.origin)
        confidence = row.result.confidence if row.result else None
        if confidence is not None:
            text += "  ·  " + self.tr("confidence {percent} %").format(
                percent=round(100 * confidence)
            )
        return text

    def _tell_near(self, row: Row, near: Match) -> str:
        """Return the entry's source with its differences, and its target."""
        tokens = self._theme.tokens
        parts = []
        for op, text in difference(near.entry.source, row.source):
            escaped = html.escape(text)
            if op == "delete":
                parts.append(f"<s style='color:{tokens.bad}'>{escaped}</s>")
            elif op == "insert":
                parts.append(f"<u style='color:{tokens.good}'>{escaped}</u>")
            else:
                parts.append(escaped)
        head = self.tr("Similar in the memory ({percent} %):").format(
            percent=round(100 * near.score)
        )
        return (
            f"<span style='color:{tokens.muted}'>{head}</span> {''.join(parts)}"
            f" → <b>{html.escape(near.entry.target)}</b>"
        )

    def _show_issues(self, issues: list[Issue]) -> None:
        while self._issues.count():
            item = self._issues.takeAt(0)
            widget = item.widget() if item else None
            if widget:
                widget.hide()
                widget.deleteLater()
        for number, issue in enumerate(issues[:SHOWN_ISSUES]):
            self._issues.addWidget(self._issue(number, issue))

    def _issue(self, number: int, issue: Issue) -> QWidget:
        by_person = self._row is not None and self._row.origin is Origin.PERSON
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        label = QLabel("▲ " + words.tell(issue), wordWrap=True)
        label.setObjectName(f"translate.issue.{number}")
        label.setProperty("tone", "caution")
        row.addWidget(label, 1)
        if can_fix(issue) and not (by_person and issue.kind is Kind.TERM):
            fix = _quiet(f"translate.fix.{number}")
            fix.setText(self.tr("Fix"))
            fix.setAccessibleName(self.tr("Fix: {issue}").format(issue=words.tell(issue)))
            fix.clicked.connect(lambda: self.fix_wanted.emit(issue))
            row.addWidget(fix, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _on_use(self) -> None:
        if self._near:
            self.near_wanted.emit(self._near.entry.target)


def _quiet(name: str) -> QPushButton:
    button = QPushButton()
    button.setObjectName(name)
    button.setProperty("kind", "quiet")
    return button
