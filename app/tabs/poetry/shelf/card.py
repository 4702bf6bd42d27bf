"""A candidate as a card: its lines small, its rank, and the reasons for the rank."""

from __future__ import annotations

import html
import math

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.tabs.poetry.shelf import words
from app.tabs.poetry.task.ranking import Candidate
from app.tabs.poetry.task.verse import Judged, Poem
from app.ui.icons import icon
from app.ui.theme import Theme

# Pixels.
MARGIN = 12
BAR = QSize(36, 4)
ICON = 16

ROWS = 4  # that a card is made high for
# In heights of the font.
LEADING = 1.12  # from row to row
WIDEST = 18  # a row


class CandidateCard(QPushButton):
    """A button that is one of the candidates."""

    def __init__(self, number: int, candidate: Candidate, theme: Theme) -> None:
        super().__init__()
        self.candidate = candidate
        self._theme = theme
        self._rank = number + 1
        self.setObjectName(f"poetry.candidate.{number}")
        self.setProperty("kind", "candidate")
        self.setCheckable(True)
        self.setAutoDefault(True)  # Enter is a click
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._heading = _label("small")
        self._icon = _label()
        self._lines = _Lines(candidate.poem, theme)
        self._names = _label("small"), _label("small")
        self._bars = _Bar(theme), _Bar(theme)
        self._values = _label("small"), _label("small")
        self._build()
        self.show_rank(self._rank, candidate.logprob)

    def show_rank(self, rank: int, best: float) -> None:
        """Show a rank, and the likelihood beside the `best` log-probability of all."""
        self._rank = rank
        self._bars[0].share = math.exp(min(0.0, self.candidate.logprob - best))
        self._bars[1].share = self.candidate.variety
        self.retranslate()

    def retranslate(self) -> None:
        candidate, locale = self.candidate, QLocale()
        verdict = words.verdict(candidate.judged)
        self._heading.setText(f"<b>{self._rank}</b>&nbsp;&nbsp;{verdict}")
        self._names[0].setText(self.tr("Likelihood"))
        self._names[1].setText(self.tr("Variety"))
        percent = self.tr("{number} %")
        variety = percent.format(number=locale.toString(round(100 * candidate.variety)))
        likely = percent.format(number=_digits(100 * math.exp(candidate.logprob)))
        self._values[0].setText(likely)
        self._values[1].setText(variety)
        reasons = self.tr(
            "{verdict}. The model gives each character {likely} on average (log-probability"
            " {logprob}). {variety} of the words are its own."
        ).format(
            verdict=verdict,
            likely=likely,
            logprob=locale.toString(candidate.logprob, "f", 2),
            variety=variety,
        )
        self.setAccessibleName(
            self.tr("{line}, rank {rank}").format(
                line=candidate.poem.lines[0] if candidate.poem.lines else "", rank=self._rank
            )
        )
        self.setAccessibleDescription(reasons)
        whole = html.escape("\n".join((*candidate.poem.lines, "", reasons)))
        self.setToolTip(f'<p style="white-space: pre-wrap">{whole}</p>')
        self.updateGeometry()

    def on_theme(self) -> None:
        """Take the colours of the theme."""
        name, role = _sign(self.candidate.judged)
        colour = getattr(self._theme.tokens, role)
        self._icon.setPixmap(icon(name, colour).pixmap(ICON, ICON))

    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout
        return layout.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._heading, 1)
        head.addWidget(self._icon)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(1, 1)
        for row, parts in enumerate(zip(self._names, self._bars, self._values, strict=True)):
            for column, part in enumerate(parts):
                grid.addWidget(part, row, column)
            parts[2].setAlignment(Qt.AlignmentFlag.AlignRight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 7, MARGIN, 7)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._lines, 1)
        layout.addLayout(grid)


class _Lines(QWidget):
    """Draws as many lines of a poem as there is room for; two of many short ones share a row."""

    def __init__(self, poem: Poem, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows = _rows(poem)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = max((metrics.horizontalAdvance(row) for row in self._rows), default=0)
        width = min(WIDEST * metrics.height(), width + 2)
        return QSize(width, self._step() * min(ROWS, max(1, len(self._rows))))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, metrics, step = QPainter(self), self.fontMetrics(), self._step()
        painter.setPen(QColor(self._theme.tokens.text))
        room = max(1, self.height() // step)
        shown = self._rows[:room]
        if len(self._rows) > room:
            shown[-1] = f"{shown[-1]} …"
        for at, row in enumerate(shown):
            text = metrics.elidedText(row, Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(
                0, at * step + (step + metrics.ascent() - metrics.descent()) // 2, text
            )

    def _step(self) -> int:
        return round(self.fontMetrics().height() * LEADING)


class _Bar(QWidget):
    """A thin bar that is full to a share."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.share = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMinimumSize(BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), self._theme.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(0, (self.height() - BAR.height()) / 2, self.width(), BAR.height())
        for width, colour in (
            (whole.width(), tokens.border),
            (whole.width() * min(1.0, self.share), tokens.accent),
        ):
            painter.setBrush(QColor(colour))
            whole.setWidth(width)
            painter.drawRoundedRect(whole, BAR.height() / 2, BAR.height() / 2)


def _rows(poem: Poem) -> list[str]:
    if not poem.chinese or len(poem.lines) <= ROWS:
        return list(poem.lines)
    pairs = (poem.lines[at : at + 2] for at in range(0, len(poem.lines), 2))
    return ["　".join(pair) for pair in pairs]


def _sign(judged: Judged) -> tuple[str, str]:
    """Return the icon and the colour of a verdict."""
    if not judged.passed:
        return "ph.x-circle", "bad"
    return ("ph.check-circle", "good") if judged.certain else ("ph.question", "caution")


def _digits(percent: float) -> str:
    """Return a number with two digits that say something."""
    return QLocale().toString(percent, "f", 0 if percent >= 10 else 1)


def _label(kind: str = "") -> QLabel:
    label = QLabel()
    label.setProperty("kind", kind)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label
