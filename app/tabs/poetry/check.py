"""The panel that says in words how a poem keeps its form, and what the form is."""

from __future__ import annotations

from itertools import zip_longest

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.tabs.poetry.task.verse import Finding, Judged, Level, Poem
from app.tabs.poetry.wording import findings, forms, verdict
from app.ui.icons import icon
from app.ui.theme import Theme

MINIMUM_WIDTH = 170
ICON = 18  # pixels
ICONS = {"good": "ph.check-circle", "caution": "ph.question", "bad": "ph.warning-circle"}
TONES = {Level.GRAVE: "bad", Level.MINOR: "caution", Level.UNSURE: "", Level.GOOD: "good"}
ORDER = {level: number for number, level in enumerate(Level)}
SIDE = 12  # pixels beside the words


class _Row(QPushButton):
    """What was found, and what would mend it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.finding: Finding | None = None
        self.setProperty("kind", "row")
        self.setAutoDefault(True)  # for Enter, as on a list
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._wrong = _label("")
        self._mend = _label("small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, 6, SIDE, 7)
        layout.setSpacing(2)
        for label in (self._wrong, self._mend):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(label)

    def show_finding(self, finding: Finding, poem: Poem) -> None:
        """Show what was found."""
        self.finding = finding
        self._wrong.setText(findings.wrong(finding, poem))
        self._mend.setText(findings.mend(finding, poem))
        self.setAccessibleName(findings.words(finding, poem))


class CheckPanel(QFrame):
    """Shows what was judged of a poem; `pointed` carries the places of what is chosen."""

    pointed = Signal(tuple)  # of At

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("poetry.check")
        self.setProperty("kind", "page")
        self.setMinimumWidth(MINIMUM_WIDTH)
        self._theme = theme
        self._shown: tuple[Poem, Judged | None] | None = None
        self._rows: list[_Row] = []
        self._levels: list[Level] = []
        self._icon = QLabel()
        self._verdict = _label("verdict")
        self._verdict.setObjectName("poetry.verdict")
        self._form = _label("small")
        self._form.setObjectName("poetry.check.form")
        self._headings = {level: _label("badge") for level in Level}
        for level, heading in self._headings.items():
            heading.setProperty("tone", TONES[level])
            heading.setContentsMargins(SIDE, 12, SIDE, 2)
        self._toggle = QPushButton()
        self._toggle.setObjectName("poetry.about")
        self._toggle.setProperty("kind", "thinking")
        self._toggle.setCheckable(True)
        self._toggle.toggled.connect(self._show_about)
        self._about = _label("small")
        self._about.setObjectName("poetry.about.text")
        self._about.setTextFormat(Qt.TextFormat.RichText)
        self._pattern = _label("")
        self._pattern.setObjectName("poetry.about.pattern")
        self._pattern.setTextFormat(Qt.TextFormat.RichText)
        self._legend = _label("small")
        self._body = QWidget()
        self._folded = QWidget()
        self._found = QVBoxLayout()
        self._scroll = QScrollArea()
        self._build()
        theme.changed.connect(self._show)
        self.retranslate()

    def retranslate(self) -> None:
        for level, heading in self._headings.items():
            heading.setText(verdict.tr(verdict.HEADINGS[level]))
        self._scroll.setAccessibleName(self.tr("What was found"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_judged(self, poem: Poem, judged: Judged | None) -> None:
        """Show a poem as it was judged, or that there is nothing to judge yet."""
        if self._shown == (poem, judged):
            return
        other = self._shown is None or self._shown[0].form != poem.form
        self._shown = poem, judged
        self._show()
        if other:
            self._scroll.verticalScrollBar().setValue(0)

    def _show(self) -> None:
        self._show_verdict()
        self._show_findings()
        self._show_about()

    def _show_verdict(self) -> None:
        poem, judged = self._shown or (None, None)
        for widget in (self._icon, self._form, self._toggle):
            widget.setVisible(judged is not None)
        if not (poem and judged):
            self._say(self.tr("What a check finds in the poem will stand here."), "muted", "")
            return
        tone = verdict.tone(judged)
        made = icon(ICONS[tone], getattr(self._theme.tokens, tone))
        self._icon.setPixmap(made.pixmap(ICON, ICON))
        self._say(verdict.verdict(judged), "verdict", tone)
        facts = (forms.form_name(judged.form), poem.book, judged.rhyme)
        self._form.setText("  ·  ".join(filter(None, facts)))

    def _say(self, text: str, kind: str, tone: str) -> None:
        label = self._verdict
        label.setText(text)
        if (label.property("kind"), label.property("tone")) != (kind, tone):
            label.setProperty("kind", kind)
            label.setProperty("tone", tone)
            label.style().unpolish(label)
            label.style().polish(label)

    def _show_findings(self) -> None:
        """Put the findings in order into the rows that are there."""
        poem, judged = self._shown or (None, None)
        found = judged.findings if judged else ()
        ordered = sorted(found, key=lambda each: (ORDER[each.level], each.places[:1]))
        while len(self._rows) < len(ordered):
            self._add_row()
        if poem:
            for row, finding in zip(self._rows, ordered, strict=False):
                row.show_finding(finding, poem)
        levels = [finding.level for finding in ordered]
        if levels != self._levels:
            self._levels = levels
            self._arrange()

    def _arrange(self) -> None:
        """Put rows below the headings of their levels, and hide what is not needed."""
        while self._found.count():
            self._found.takeAt(0)
        for level, heading in self._headings.items():
            heading.setVisible(level in self._levels)
        before: Level | None = None
        for row, level in zip_longest(self._rows, self._levels):
            if level not in (None, before):
                self._found.addWidget(self._headings[level])
            self._found.addWidget(row)
            row.setVisible(level is not None)
            before = level

    def _add_row(self) -> None:
        row = _Row(self._body)
        row.setObjectName(f"poetry.finding.{len(self._rows)}")
        row.clicked.connect(lambda: self._point(row))
        self._rows.append(row)
        QWidget.setTabOrder(row, self._toggle)

    def _point(self, row: _Row) -> None:
        if row.finding:
            self.pointed.emit(row.finding.places)

    def _show_about(self) -> None:
        """Explain the form, if that is wanted."""
        poem, judged = self._shown or (None, None)
        opened = self._toggle.isChecked()
        self._toggle.setText(("▾  " if opened else "▸  ") + self.tr("About this form"))
        self._folded.setVisible(opened and judged is not None)
        if not (opened and poem and judged):
            return
        self._about.setText(forms.explain(judged.form, poem.variant))
        pattern = drawn(judged, self._theme)
        self._pattern.setText(pattern)
        self._pattern.setVisible(bool(pattern))
        self._legend.setText(forms.legend())
        self._legend.setVisible(bool(pattern))

    def _build(self) -> None:
        head = QGridLayout()
        head.setContentsMargins(SIDE, 12, SIDE, 4)
        head.setSpacing(6)
        head.addWidget(self._icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._verdict, 0, 1)
        head.addWidget(self._form, 1, 1)
        head.setColumnStretch(1, 1)
        folded = QVBoxLayout(self._folded)
        folded.setContentsMargins(0, 6, 0, 0)
        for label in (self._about, self._pattern, self._legend):
            folded.addWidget(label)
        about = QVBoxLayout()
        about.setContentsMargins(SIDE, 12, SIDE, 12)
        about.addWidget(self._toggle)
        about.addWidget(self._folded)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._found.setSpacing(0)
        column.addLayout(self._found)
        column.addLayout(about)
        column.addStretch(1)
        self._scroll.setObjectName("poetry.check.scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._body)
        for heading in self._headings.values():
            heading.setParent(self._body)
            heading.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)


def drawn(judged: Judged, theme: Theme) -> str:
    """Return the pattern of a form as HTML, a line a row, "" for an open form."""
    tokens = theme.tokens
    colours = {"韵": tokens.accent, "中": tokens.faint}
    rows = []
    for number, places in enumerate(judged.pattern):
        signs = "\u2009".join(
            f"<span style='color:{colours[sign]}'>{sign}</span>" if sign in colours else sign
            for sign in places
        )
        gap = 8 if number and number in judged.stanzas else 0
        rows.append(
            f"<tr><td align='right' style='color:{tokens.faint}; padding-right:8px;"
            f" padding-top:{gap}px'>{number + 1}</td>"
            f"<td style='padding-top:{gap}px'>{signs}</td></tr>"
        )
    return f"<table cellspacing='0' cellpadding='1'>{''.join(rows)}</table>" if rows else ""


def _label(kind: str) -> QLabel:
    label = QLabel(wordWrap=True)
    label.setProperty("kind", kind)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setMinimumWidth(10)
    return label
