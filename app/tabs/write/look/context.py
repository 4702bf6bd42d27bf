"""The context inspector: all that the model was given, part by part."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.tabs.write.library import telling
from app.tabs.write.look.block import SegmentBlock
from app.tabs.write.look.stack import StackedBar
from app.tabs.write.task import counts
from app.tabs.write.task.ask import Ask
from app.ui.theme import Theme


class ContextInspector(QFrame):
    """Shows an Ask as coloured blocks in their order, and a bar of their tokens.

    Tokens are estimates until the engine's counts are given; those sum to the prompt's.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("write.context")
        self.setProperty("kind", "page")
        self._theme = theme
        self._exact = False
        self._window = 0
        self.blocks: list[SegmentBlock] = []
        self.bar = StackedBar("write.context.bar")
        self._total = QLabel(wordWrap=True)
        self._total.setObjectName("write.context.total")
        self._total.setProperty("kind", "small")
        self._empty = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._empty.setObjectName("write.context.empty")
        self._empty.setProperty("kind", "muted")
        self._build()
        theme.changed.connect(self._show_bar)
        self.retranslate()

    def retranslate(self) -> None:
        self._empty.setText(
            self.tr("When the model has written something, what it was given stands here.")
        )
        self._scroll.setAccessibleName(self.tr("What the model was given"))
        self._show_total()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_ask(self, ask: Ask | None, window: int = 0) -> None:
        """Show the segments with estimates; `window` is how many tokens the model can take."""
        for block in self.blocks:
            self._column.removeWidget(block)
            block.hide()
            block.deleteLater()
        self.blocks, self._window, self._exact = [], window, False
        for segment in ask.segments if ask else ():
            block = self._add(SegmentBlock(segment, self._theme))
            block.show_tokens(counts.tokens(segment.text), exact=False)
        self._show_all()

    def set_counts(self, tokens: Sequence[int], prompt: int) -> None:
        """Show the engine's counts of the segments; what the prompt has more is the template's.

        Where a token belongs to two segments, the count of one is how many more tokens there are
        with it than without. Raises ValueError when there is not one count a segment.
        """
        segments = [block for block in self.blocks if block.segment]
        if len(tokens) != len(segments):
            raise ValueError("one count a segment is needed")
        for block, number in zip(segments, tokens, strict=True):
            block.show_tokens(number, exact=True)
        if len(segments) == len(self.blocks):
            self._add(SegmentBlock(None, self._theme))
        self.blocks[-1].show_tokens(prompt - sum(tokens), exact=True)
        self._exact = True
        self._show_all()

    @property
    def total(self) -> int:
        """Return the tokens of the prompt."""
        return sum(block.tokens for block in self.blocks)

    def _add(self, block: SegmentBlock) -> SegmentBlock:
        self.blocks.append(block)
        self._column.insertWidget(len(self.blocks) - 1, block)
        block.show()
        return block

    def _show_all(self) -> None:
        any_block = bool(self.blocks)
        self._empty.setVisible(not any_block)
        self._top.setVisible(any_block)
        self._scroll.setVisible(any_block)
        self._show_bar()
        self._show_total()

    def _show_bar(self) -> None:
        self.bar.show_parts([(block.tokens, block.colour()) for block in self.blocks])

    def _show_total(self) -> None:
        mark = "" if self._exact else "≈ "
        total = mark + telling.number(self.total)
        if self._window:
            text = self.tr("{count} of {window} tokens")
            self._total.setText(text.format(count=total, window=telling.number(self._window)))
        else:
            self._total.setText(self.tr("{count} tokens").format(count=total))
        self.bar.setAccessibleName(self._total.text())

    def _build(self) -> None:
        self._top = QWidget()
        top = QVBoxLayout(self._top)
        top.setContentsMargins(12, 14, 12, 0)
        top.setSpacing(8)
        top.addWidget(self.bar)
        top.addWidget(self._total)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(12, 0, 12, 12)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("write.context.list")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._top)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._empty, 1)
        self._empty.setContentsMargins(20, 12, 20, 60)
        self._show_all()
