"""A segment of a prompt as a coloured block that opens."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.services.words import QT_TRANSLATE_NOOP
from app.tabs.write.library import telling
from app.tabs.write.look import shades
from app.tabs.write.task.ask import Part, Segment
from app.ui.icons import icon
from app.ui.theme import Theme

SHOWN = 140  # characters of a closed block
TINT = 22  # of 255
EDGE = 3  # pixels
RADIUS = 8
NAMES: dict[Part, str] = {
    "instructions": QT_TRANSLATE_NOOP("WriteLook", "Instructions"),
    "notes": QT_TRANSLATE_NOOP("WriteLook", "Notes"),
    "facts": QT_TRANSLATE_NOOP("WriteLook", "Facts"),
    "style": QT_TRANSLATE_NOOP("WriteLook", "Style sheet"),
    "outline": QT_TRANSLATE_NOOP("WriteLook", "Outline"),
    "summary": QT_TRANSLATE_NOOP("WriteLook", "Summary so far"),
    "recent": QT_TRANSLATE_NOOP("WriteLook", "Recent text"),
    "text": QT_TRANSLATE_NOOP("WriteLook", "Text to work on"),
}
MARKS = QT_TRANSLATE_NOOP("WriteLook", "Marks of the chat template")


class SegmentBlock(QWidget):
    """Shows what a segment is, its tokens, and its text; without one, the template's marks."""

    def __init__(self, segment: Segment | None, theme: Theme) -> None:
        super().__init__()
        self.segment = segment
        self.tokens = 0
        self.is_open = False
        self._exact = False
        self._theme = theme
        part = segment.part if segment else "marks"
        self.setObjectName(f"write.context.{part}")
        self._name = QLabel()
        self._name.setProperty("kind", "verdict")
        self._count = QLabel()
        self._count.setObjectName(f"write.context.{part}.count")
        self._count.setProperty("kind", "small")
        self._text = QLabel(wordWrap=True)
        self._text.setObjectName(f"write.context.{part}.text")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setProperty("kind", "muted")
        self._text.setVisible(segment is not None)
        self.toggle = QToolButton()
        self.toggle.setObjectName(f"write.context.{part}.toggle")
        self.toggle.clicked.connect(self.turn)
        self.toggle.setVisible(self._is_long())
        self._build()
        theme.changed.connect(self._on_theme)
        self._on_theme()
        self.retranslate()

    def retranslate(self) -> None:
        text = NAMES[self.segment.part] if self.segment else MARKS
        name = QCoreApplication.translate("WriteLook", text)
        self._name.setText(name)
        self._name.setWordWrap(self.segment is None)
        words = self.tr("Show less") if self.is_open else self.tr("Show all")
        self.toggle.setToolTip(words)
        self.toggle.setAccessibleName(f"{name}: {words}")
        self._show_count()
        self._show_text()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_tokens(self, tokens: int, *, exact: bool) -> None:
        """Show how many tokens it has, or has by estimate."""
        self.tokens, self._exact = tokens, exact
        self._show_count()

    def turn(self) -> None:
        """Show all of the text, or its beginning."""
        self.is_open = not self.is_open
        self._on_theme()
        self.retranslate()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_long() and self.rect().contains(event.position().toPoint()):
            self.turn()

    def colour(self) -> QColor:
        return shades.part(self._theme.tokens, self.segment.part if self.segment else None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        tint = self.colour()
        tint.setAlpha(TINT)
        painter.setBrush(tint)
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.setBrush(self.colour())
        painter.drawRoundedRect(QRectF(0, 6, EDGE, self.height() - 12), EDGE / 2, EDGE / 2)

    def _is_long(self) -> bool:
        text = self.segment.text.strip() if self.segment else ""
        return len(text) > SHOWN or text.count("\n") > 2

    def _show_count(self) -> None:
        mark = "" if self._exact else "≈ "
        self._count.setText(mark + telling.number(self.tokens))

    def _show_text(self) -> None:
        text = self.segment.text.strip() if self.segment else ""
        if self._is_long() and not self.is_open:
            text = "\n".join(text.splitlines()[:3])[:SHOWN].rstrip() + "…"
        self._text.setText(text)

    def _on_theme(self) -> None:
        name = "ph.caret-up" if self.is_open else "ph.caret-down"
        self.toggle.setIcon(icon(name, self._theme.tokens.muted))
        self.update()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._name, 1)
        row.addWidget(self._count)
        row.addWidget(self.toggle)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 8)
        layout.setSpacing(3)
        layout.addLayout(row)
        layout.addWidget(self._text)
