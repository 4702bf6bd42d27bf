"""An answer: to be read, or as changes to be taken."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.tabs.code.side.exchange import Exchange, Outcome
from app.ui.diff.view import DiffView
from app.ui.richtext import RichText
from app.ui.theme import Theme

MARGIN = 16


class AnswerView(QStackedWidget):
    """Shows an exchange; `diff` is where its changes are decided."""

    link = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exchange: Exchange | None = None
        self._following = True
        self._empty = QLabel(wordWrap=True)
        self._empty.setObjectName("code.side.empty")
        self._empty.setProperty("kind", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setContentsMargins(28, 0, 28, 0)
        self._text = RichText(theme, markdown=True)
        self._text.setObjectName("code.side.text")
        self._text.link.connect(self.link)
        theme.changed.connect(self._text.repaint_theme)
        self.diff = DiffView(theme, name="code.side.diff")
        self._scroll = self._build_scroll()
        for widget in (self._empty, self._scroll, self.diff):
            self.addWidget(widget)
        self.retranslate()

    def retranslate(self) -> None:
        self._empty.setText(
            self.tr(
                "Select some code and have it explained, checked, documented, tested or"
                " translated – or say below what is to be done with it."
            )
        )
        self._text.setAccessibleName(self.tr("Answer"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_exchange(self, exchange: Exchange | None) -> None:
        """Show an answer as it is now."""
        other, self._exchange = exchange is not self._exchange, exchange
        if exchange is None:
            self.setCurrentWidget(self._empty)
        elif exchange.kind == "replacement" and exchange.outcome is Outcome.OPEN:
            selection = exchange.selection
            self.setCurrentWidget(self.diff)
            self.diff.set_texts(
                selection.text,
                exchange.made,
                exchange.language,
                growing=exchange.growing and not exchange.whole,
                first_line=selection.line,
            )
        else:
            self._following = self._following or other
            self.setCurrentWidget(self._scroll)
            self._text.set_text(exchange.markdown(), growing=exchange.growing)

    def focus_changes(self) -> None:
        """Give the keys to the first change, if there are changes."""
        if self.currentWidget() is self.diff:
            self.diff.focus_change()

    def _build_scroll(self) -> QScrollArea:
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(MARGIN, 12, MARGIN, 12)
        layout.addWidget(self._text)
        layout.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        bar = scroll.verticalScrollBar()
        bar.rangeChanged.connect(self._follow)
        bar.sliderMoved.connect(self._watch)
        bar.actionTriggered.connect(lambda: self._watch(bar.sliderPosition()))
        return scroll

    def _watch(self, place: int) -> None:
        """Follow the text as long as its end is to be seen."""
        self._following = place >= self._scroll.verticalScrollBar().maximum() - 4

    def _follow(self) -> None:
        bar = self._scroll.verticalScrollBar()
        growing = self._exchange is not None and self._exchange.growing
        if growing and self._following:
            bar.setValue(bar.maximum())
