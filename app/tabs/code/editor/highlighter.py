"""Colours for code: what is visible at once, what lies before it in small slices of time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from time import perf_counter

from pygments.lexer import Lexer
from pygments.styles import get_style_by_name
from pygments.token import _TokenType
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QPlainTextEdit

from app.tabs.code.editor import lexing, units
from app.tabs.code.editor.frontier import Frontier
from app.tabs.code.editor.known import Key, Known, key_of
from app.ui.theme import Theme

SLICE = 0.004  # seconds in a row
LOOK_BACK = 60  # lines lexed before a line where nothing is known yet
LOOK_ON = 20  # lines behind the visible ones


class Highlighter(QObject):
    """Formats the layouts of blocks; the state at the end of a block is its user state."""

    def __init__(self, editor: QPlainTextEdit, theme: Theme) -> None:
        super().__init__(editor)
        self._editor = editor
        self._document = editor.document()
        self._theme = theme
        self._lexer: Lexer | None = None
        self._by_line = False
        self._generation = 0
        self._stacks: list[lexing.Stack] = [lexing.ROOT]
        self._numbers: dict[lexing.Stack, int] = {lexing.ROOT: 0}
        self._formats: dict[_TokenType, QTextCharFormat | None] = {}
        self._faint = QTextCharFormat()
        self._composed: list[QTextLayout.FormatRange] = []
        self._frontier = Frontier()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)
        self._document.contentsChange.connect(self._on_change)
        self._document.contentsChanged.connect(self._go_on)
        theme.changed.connect(self._on_theme)
        self._blocks = self._document.blockCount()
        self._on_theme()

    def set_language(self, alias: str) -> None:
        """Lex anew as this language; "" is none."""
        self._lexer = lexing.lexer_named(alias)
        self._by_line = self._lexer is not None and lexing.goes_by_line(self._lexer)
        self._stacks, self._numbers = [lexing.ROOT], {lexing.ROOT: 0}
        self._frontier = Frontier()
        self._generation += 1
        for block in _blocks(self._document.firstBlock()):
            block.setUserState(-1)
            if self._lexer is None and isinstance(block.userData(), Known):
                self.show(block)
        self._go_on()

    def kind_at(self, block: QTextBlock, column: int) -> str:
        """Return what a character of a block is part of: "string", "comment", or ""."""
        if self._lexer is None:
            return ""
        if self._by_line and self._fresh(block) is None:
            before = self._before(block)
            if before < 0:
                return ""
            self._lex(block, before)
        known = block.userData()
        if not isinstance(known, Known):
            return ""
        return next((kind for start, end, kind in known.runs if start <= column < end), "")

    def format_visible(self) -> None:
        """Format the blocks one sees, and some below."""
        first = self._editor.firstVisibleBlock()
        if not first.isValid() or self._lexer is None:
            return
        if not self._by_line:
            self._format_window(first, self._lines())
            return
        self._format_lines(first, self._lines())
        if self._frontier.valid < self._wanted() and not self._timer.isActive():
            self._timer.start()

    def compose(self, block: QTextBlock, formats: list[QTextLayout.FormatRange]) -> None:
        """Show a block again while, or after, an input method formats its part in it."""
        self._composed = formats
        self.show(block)

    def show(self, block: QTextBlock) -> None:
        """Set the formats of a block, around what is in it and not in the text."""
        known = block.userData()
        pieces: list[lexing.Piece] = []
        if isinstance(known, Known) and self._lexer:
            pieces = known.pieces
            known.shown = True
        layout = block.layout()
        at, extra = layout.preeditAreaPosition(), units.length(layout.preeditAreaText())
        ranges = []
        for start, size, token in pieces:
            shape = self._format(token)
            if shape is None:
                continue
            if not extra or start + size <= at:
                ranges.append(_range(start, size, shape))
            elif start >= at:
                ranges.append(_range(start + extra, size, shape))
            else:
                ranges.append(_range(start, size + extra, shape))
        if extra:
            ranges += self._composed or [_range(at, extra, self._faint)]
        layout.setFormats(ranges)
        self._document.markContentsDirty(block.position(), block.length())

    def _lines(self) -> int:
        """Return how many lines from the first visible one on are of use."""
        height = self._editor.fontMetrics().lineSpacing()
        return self._editor.viewport().height() // height + LOOK_ON

    def _wanted(self) -> int:
        """Return how many lines need to have their states, for what one sees to be right."""
        end = self._editor.firstVisibleBlock().blockNumber() + self._lines()
        return min(end, self._document.blockCount())

    # Line by line ------------------------------------------------------------------------

    def _before(self, block: QTextBlock) -> int:
        """Return the number of the state that a block begins with, -1 if it is not known."""
        return block.previous().userState() if block.blockNumber() else 0

    def _fresh(self, block: QTextBlock) -> Known | None:
        """Return what is known of a block if it still holds."""
        known = block.userData()
        if isinstance(known, Known) and known.key == self._key(block, self._before(block)):
            return known
        return None

    def _key(self, block: QTextBlock, before: int) -> Key:
        return self._generation, before, block.revision()

    def _lex(self, block: QTextBlock, before: int) -> Known:
        """Lex a block and remember what is found."""
        assert self._lexer
        line = block.text()
        pieces, stack = lexing.lex_line(self._lexer, line + "\n", self._stacks[before])
        known = Known(self._key(block, before), line, pieces, self._number(stack))
        block.setUserData(known)
        return known

    def _number(self, stack: lexing.Stack) -> int:
        number = self._numbers.setdefault(stack, len(self._stacks))
        if number == len(self._stacks):
            self._stacks.append(stack)
        return number

    def _format_lines(self, first: QTextBlock, lines: int) -> None:
        block, before = first, self._before(first)
        for _ in range(LOOK_BACK if before < 0 else 0):
            if before >= 0 or not block.previous().isValid():
                break
            block = block.previous()
            before = self._before(block)
        before = max(before, 0)
        while block.isValid() and block.blockNumber() < first.blockNumber() + lines:
            known = block.userData()
            if not isinstance(known, Known) or known.key != self._key(block, before):
                known = self._lex(block, before)
            if block.userState() < 0:  # a guess, until the frontier is here
                block.setUserState(known.end)
            if block.blockNumber() >= first.blockNumber():
                self._show_once(block)
            block, before = block.next(), known.end

    def _advance(self, seconds: float) -> None:
        """Find the states of more blocks, until they are what they were or time is up."""
        assert self._lexer
        until = perf_counter() + seconds
        frontier, wanted = self._frontier, self._wanted()
        block = self._document.findBlockByNumber(frontier.valid)
        before = self._before(block) if block.isValid() else 0
        while frontier.valid < wanted:
            line = block.text() + "\n"
            stack = lexing.lex_line(self._lexer, line, self._stacks[max(before, 0)])[1]
            number = self._number(stack)
            same = block.userState() == number
            block.setUserState(number)
            if frontier.step(same):
                block = self._document.findBlockByNumber(frontier.valid - 1)
                number = block.userState()
            block, before = block.next(), number
            if perf_counter() > until:
                break
        if frontier.valid >= wanted:
            self._timer.stop()

    # As one text -------------------------------------------------------------------------

    def _format_window(self, first: QTextBlock, lines: int) -> None:
        assert self._lexer
        start = max(0, first.blockNumber() // LOOK_BACK * LOOK_BACK - LOOK_BACK)
        end = -(-(first.blockNumber() + lines) // LOOK_BACK) * LOOK_BACK
        blocks = list(islice(_blocks(self._document.findBlockByNumber(start)), end - start))
        key = (self._generation, start, end)
        if any(key_of(block) != key for block in blocks):
            texts = [block.text() for block in blocks]
            found = lexing.lex_lines(self._lexer, texts)
            for block, line, pieces in zip(blocks, texts, found, strict=True):
                block.setUserData(Known(key, line, pieces))
        for block in blocks[first.blockNumber() - start :][:lines]:
            self._show_once(block)

    def _show_once(self, block: QTextBlock) -> None:
        known = block.userData()
        if isinstance(known, Known) and not known.shown:
            self.show(block)

    # What happens ------------------------------------------------------------------------

    def _on_change(self, position: int, _removed: int, added: int) -> None:
        first = self._document.findBlock(position)
        last = self._document.findBlock(position + added)
        if not last.isValid():
            last = self._document.lastBlock()
        count = self._document.blockCount()
        self._frontier.change(first.blockNumber(), last.blockNumber(), count - self._blocks)
        self._blocks = count
        for block in (first, last):
            block.setUserData(Known((-1, -1, -1), "", []))
        if not self._by_line:
            self._generation += 1

    def _go_on(self) -> None:
        if self._lexer is None or not self._by_line:
            self._timer.stop()
        else:
            self._advance(SLICE)
        self.format_visible()

    def _on_theme(self) -> None:
        self._faint.setForeground(QColor(self._theme.tokens.faint))
        self._formats.clear()
        self._generation += 1
        self.format_visible()

    def _format(self, token: _TokenType) -> QTextCharFormat | None:
        """Return how a token is shown, None for like any text."""
        if token not in self._formats:
            style = get_style_by_name(self._theme.tokens.pygments).style_for_token(token)
            shape = QTextCharFormat()
            if style["color"]:
                shape.setForeground(QColor(f"#{style['color']}"))
            if style["bold"]:
                shape.setFontWeight(QFont.Weight.Bold)
            if style["italic"]:
                shape.setFontItalic(True)
            plain = not (style["color"] or style["bold"] or style["italic"])
            self._formats[token] = None if plain else shape
        return self._formats[token]


def _blocks(block: QTextBlock) -> Iterator[QTextBlock]:
    while block.isValid():
        yield block
        block = block.next()


def _range(start: int, size: int, shape: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, size, shape
    return made
